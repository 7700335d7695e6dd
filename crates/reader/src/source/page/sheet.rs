//! One page: its tables, rows and lines in reading order.

use super::columns::posts;
use super::frame::{Frame, Lines, frames, lonely};
use super::lines::{Fragment, fragments, is_row, lines, write};
use super::order::{Side, gutter, side, sort};
use super::rules::{Stroke, strokes};
use super::table::{Filled, Table};
use super::turn::Bounds;
use super::{Glyph, Page};

/// A page taken apart.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) height: f32,
    pub(super) blocks: Vec<Block>,
}

/// What stands on a page.
#[derive(Debug)]
pub(super) enum Block {
    /// A line of text, later a paragraph.
    Text(TextLine),
    /// A row of a table without lines.
    Row(Vec<Part>),
    /// A table.
    Table(Box<Table>),
}

/// The characters of the cells of a table.
#[derive(Debug, Default)]
struct Cells {
    glyphs: Vec<Glyph>,
    /// Where those of each cell end.
    ends: Vec<usize>,
}

impl Cells {
    /// The cells of a frame with their text.
    fn table(mut self, frame: Frame, ruled: bool) -> Table {
        let mut from = 0;
        let mut filled = Vec::with_capacity(frame.cells.len());
        for (cell, to) in frame.cells.iter().zip(self.ends) {
            let glyphs = self.glyphs.get_mut(from..to).unwrap_or_default();
            filled.push(Filled::of(*cell, frame.area(cell), glyphs, ruled));
            from = to;
        }
        Table { frame, filled }
    }
}

/// A part of a row of a table without lines.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) text: String,
    pub(super) bounds: Bounds,
    pub(super) is_figure: bool,
    /// Its column, once all rows of its table are known.
    pub(super) column: u32,
}

/// A line of text.
#[derive(Debug)]
pub(super) struct TextLine {
    pub(super) text: String,
    pub(super) bounds: Bounds,
    /// The height of its characters.
    pub(super) size: f32,
    pub(super) side: Side,
}

impl Sheet {
    pub(super) fn of(page: &Page) -> Self {
        let crossed = strokes(&page.rules);
        let (mut frames, open) = frames(&crossed);
        let ruled = frames.len();
        let mut sorted = Sorted::of(&page.glyphs, &frames);
        let mut text = Outside::of(&mut sorted.outside);
        if text.has_rows() {
            let more = open_frames(open, &crossed.across, &frames, &text);
            if !more.is_empty() {
                frames.extend(more);
                sorted = Sorted::of(&page.glyphs, &frames);
                text = Outside::of(&mut sorted.outside);
            }
        }
        let mut boxes: Vec<Bounds> = text.parts.iter().map(|part| part.bounds).collect();
        boxes.extend(frames.iter().map(Frame::bounds));
        let gutter = gutter(page.width, &boxes);
        let mut blocks = text.blocks(gutter, &sorted.outside);
        for (at, (frame, cells)) in frames.into_iter().zip(sorted.cells).enumerate() {
            if !cells.glyphs.is_empty() {
                let bounds = frame.bounds();
                let block = Block::Table(Box::new(cells.table(frame, at < ruled)));
                blocks.push((bounds.top, side(gutter, &bounds), block));
            }
        }
        sort(&mut blocks);
        Self {
            height: page.height,
            blocks: blocks.into_iter().map(|(.., block)| block).collect(),
        }
    }
}

/// Tables with lines between their rows only.
fn open_frames(
    open: Vec<Lines>,
    across: &[Stroke],
    frames: &[Frame],
    text: &Outside,
) -> Vec<Frame> {
    let lines: Vec<&[Fragment]> = text.lines().collect();
    let free = across.iter().filter(|stroke| {
        let middle = f32::midpoint(stroke.from, stroke.to);
        !frames
            .iter()
            .any(|frame| frame.bounds().contains(middle, stroke.at))
    });
    let alone = lonely(free.copied());
    let alone = alone.iter().flat_map(|group| tables_of(group, &lines));
    let groups = open.into_iter().chain(alone);
    groups
        .filter_map(|Lines { across, mut down }| {
            let area = Bounds {
                left: across.iter().map(|it| it.from).fold(f32::MAX, f32::min),
                right: across.iter().map(|it| it.to).fold(f32::MIN, f32::max),
                top: across.first()?.at,
                bottom: across.last()?.at,
            };
            down.extend(posts(&area, &across, &lines));
            down.sort_by(|a, b| a.at.total_cmp(&b.at));
            Frame::of(&Lines { across, down })
        })
        .collect()
}

/// Lines across with text between them that is no row: a heading between two tables, a title.
/// What is above and what is below are tables of their own.
fn tables_of(group: &Lines, text: &[&[Fragment]]) -> Vec<Lines> {
    let height = |line: &&[Fragment]| line.first().map_or(0.0, |part| part.bounds.middle().1);
    let is_band = |above: &Stroke, below: &Stroke| {
        let from = text.partition_point(|line| height(line) < above.at);
        let inside = text.iter().skip(from);
        let mut inside = inside.take_while(|line| height(line) < below.at);
        inside.any(|line| line.len() > 1)
    };
    let parts = group.across.chunk_by(is_band).filter(|part| part.len() > 1);
    parts
        .map(|part| Lines {
            across: part.to_vec(),
            down: Vec::new(),
        })
        .collect()
}

/// The characters of a page: those of each cell of each table, and the others.
struct Sorted {
    cells: Vec<Cells>,
    outside: Vec<Glyph>,
}

impl Sorted {
    fn of(glyphs: &[Glyph], frames: &[Frame]) -> Self {
        let counts = |frame: &Frame| Cells {
            glyphs: Vec::new(),
            ends: vec![0; frame.cells.len()],
        };
        let mut cells: Vec<Cells> = frames.iter().map(counts).collect();
        let owner = |glyph: &Glyph| {
            let (x, y) = Bounds::of(glyph).middle();
            let mut all = frames.iter().enumerate();
            all.find_map(|(at, frame)| Some((at, frame.cell_at(x, y)?)))
        };
        let owners: Vec<Option<(usize, usize)>> = glyphs.iter().map(owner).collect();
        for (table, cell) in owners.iter().flatten() {
            cells[*table].ends[*cell] += 1;
        }
        for table in &mut cells {
            // From how many there are to where the first of each goes, and then to where the
            // last went.
            let mut sum = 0;
            for end in &mut table.ends {
                (*end, sum) = (sum, sum + *end);
            }
            table.glyphs = vec![Glyph::NONE; sum];
        }
        let mut outside = Vec::new();
        for (glyph, owner) in glyphs.iter().zip(owners) {
            if let Some((table, cell)) = owner {
                let Cells { glyphs, ends } = &mut cells[table];
                glyphs[ends[cell]] = *glyph;
                ends[cell] += 1;
            } else {
                outside.push(*glyph);
            }
        }
        Self { cells, outside }
    }
}

/// The lines outside tables, parted at wide gaps.
struct Outside {
    parts: Vec<Fragment>,
    /// Where each line ends among the parts.
    ends: Vec<usize>,
}

/// A row may have this many lines of labels above and below.
const LABEL_LINES: usize = 6;

impl Outside {
    fn of(glyphs: &mut [Glyph]) -> Self {
        let (mut parts, mut ends) = (Vec::new(), Vec::new());
        lines(glyphs, |line, start| {
            fragments(line, start, &mut parts);
            ends.push(parts.len());
        });
        Self { parts, ends }
    }

    fn lines(&self) -> impl Iterator<Item = &[Fragment]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let pairs = starts.zip(&self.ends);
        pairs.map(|(from, to)| self.parts.get(from..*to).unwrap_or_default())
    }

    fn has_rows(&self) -> bool {
        self.lines().any(is_row)
    }

    fn blocks(&self, gutter: Option<f32>, glyphs: &[Glyph]) -> Vec<(f32, Side, Block)> {
        let mut blocks = Vec::with_capacity(self.ends.len());
        let all: Vec<&[Fragment]> = self
            .lines()
            .flat_map(|line| line.chunk_by(|a, b| same_side(gutter, a, b)))
            .collect();
        let rows: Vec<usize> = (0..all.len()).filter(|at| is_row(all[*at])).collect();
        for (at, line) in all.iter().enumerate() {
            let below = rows.partition_point(|row| *row < at);
            let near = rows.get(below).is_some_and(|row| row - at <= LABEL_LINES);
            let is_row = line.len() > 1 && near;
            for line in line.chunk_by(|a, b| is_row || !far_apart(a, b)) {
                let bounds = line.iter().map(|part| part.bounds);
                let bounds = bounds.fold(Bounds::NONE, Bounds::with);
                let side = side(gutter, &bounds);
                let block = if is_row {
                    row(line, glyphs)
                } else {
                    text(line, bounds, side, glyphs)
                };
                blocks.push((bounds.middle().1, side, block));
            }
        }
        blocks
    }
}

fn same_side(gutter: Option<f32>, a: &Fragment, b: &Fragment) -> bool {
    side(gutter, &a.bounds) == side(gutter, &b.bounds)
}

/// Whether the gap between two parts is wider than any within a heading or a title.
fn far_apart(a: &Fragment, b: &Fragment) -> bool {
    b.bounds.left - a.bounds.right > (a.bounds.bottom - a.bounds.top) * 5.0
}

fn row(line: &[Fragment], glyphs: &[Glyph]) -> Block {
    let cells = line.iter().map(|part| {
        let mut text = String::new();
        let glyphs = glyphs.get(part.glyphs.clone()).unwrap_or_default();
        let bounds = write(glyphs, &mut text);
        Part {
            text,
            bounds,
            is_figure: part.is_figure,
            column: 0,
        }
    });
    Block::Row(cells.collect())
}

fn text(line: &[Fragment], bounds: Bounds, side: Side, glyphs: &[Glyph]) -> Block {
    let mut text = String::new();
    let mut size = 0.0_f32;
    for part in line {
        // A wide gap is more than a blank: it may part what stands in columns.
        if !text.is_empty() {
            text.push_str("  ");
        }
        let glyphs = glyphs.get(part.glyphs.clone()).unwrap_or_default();
        write(glyphs, &mut text);
        let heights = glyphs.iter().map(|glyph| glyph.bottom - glyph.top);
        size = heights.fold(size, f32::max);
    }
    Block::Text(TextLine {
        text,
        bounds,
        size,
        side,
    })
}
