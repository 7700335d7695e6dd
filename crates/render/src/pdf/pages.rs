//! Lines and tables to pages: what is kept together stays together, and nothing falls over an edge.

use super::flow::{Flow, Item, Sheet, Text};
use super::fonts::Voice;
use super::glyphs::Glyphs;
use super::grid::{Grid, count, voice as voice_of};
use super::lines::{self, Line, Run};
use super::look::{Align, Look, TABLE_GAP};
use super::nodes::{self, Node};
use super::parts;
use std::collections::BTreeSet;

/// A document that only has to be drawn.
#[derive(Debug)]
pub(super) struct Laid {
    /// The sheet of every page.
    pub(super) sheet: Sheet,
    /// Its pages.
    pub(super) pages: Vec<Page>,
    /// What its parts are.
    pub(super) nodes: Vec<Node>,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its lines of text.
    pub(super) lines: Vec<Drawn>,
    /// The frames of its cells: left, top, right, bottom.
    pub(super) frames: Vec<[f32; 4]>,
}

/// A line of text on a page.
#[derive(Debug)]
pub(super) struct Drawn {
    /// The node that it belongs to; none for what is repeated: heads of tables, page numbers.
    pub(super) owner: Option<usize>,
    /// Where the line begins, in points from the left.
    pub(super) x: f32,
    /// Where its characters stand, in points from the top.
    pub(super) baseline: f32,
    /// Its runs; none for an empty cell.
    pub(super) runs: Vec<Run>,
}

/// An item that knows its height.
enum Block {
    Text(Look, Vec<Line>, usize),
    Table(Grid, Vec<usize>),
    Break,
}

/// Lays a document out.
pub(super) fn lay(flow: &Flow, glyphs: &Glyphs) -> Laid {
    let sheet = flow.sheet;
    let (nodes, owners) = nodes::of(flow);
    let measured = flow
        .items
        .iter()
        .zip(owners)
        .map(|(item, owners)| match item {
            Item::Text(text) => {
                let lines = lines::set(&text.words, &text.look, sheet.text_width, glyphs);
                Block::Text(text.look, lines, owners.first().copied().unwrap_or(0))
            }
            Item::Table(table) => {
                let grid = Grid::of(table, sheet.text_width, room_of_table(sheet), glyphs);
                Block::Table(grid, owners)
            }
            Item::Break => Block::Break,
        });
    let blocks: Vec<Block> = measured.collect();
    let mut pager = Pager::new(sheet);
    for (number, block) in blocks.iter().enumerate() {
        let following = blocks.get(number..).unwrap_or_default();
        let least = needed(following, sheet, false);
        pager.put(block, least, needed(following, sheet, true));
    }
    let mut pages = pager.pages;
    number_pages(&mut pages, sheet, glyphs);
    Laid {
        sheet,
        pages,
        nodes,
    }
}

/// How high a table is at most that shall not be broken: a page below one line.
fn room_of_table(sheet: Sheet) -> f32 {
    sheet.text_height - 32.0 - TABLE_GAP
}

/// How much room the first of these blocks needs to begin on a page: at least, or, with a table that fits on a
/// page, so that the table is not broken.
fn needed(blocks: &[Block], sheet: Sheet, whole: bool) -> f32 {
    match blocks.first() {
        None | Some(Block::Break) => 0.0,
        Some(Block::Text(look, lines, _)) => {
            let rest = blocks.get(1..).unwrap_or_default();
            if look.keep && !rest.is_empty() {
                let own = look.before + count(lines.len()) * look.leading;
                own + look.after + needed(rest, sheet, whole)
            } else {
                // Two lines of a paragraph, or three if the third would be alone on the next page.
                let together = if lines.len() <= 3 { lines.len() } else { 2 };
                look.before + count(together) * look.leading
            }
        }
        // A table of blocks may be broken between them.
        Some(Block::Table(grid, _))
            if whole && grid.head > 0 && grid.height() <= room_of_table(sheet) =>
        {
            TABLE_GAP + grid.height()
        }
        Some(Block::Table(grid, _)) => TABLE_GAP + parts::beginning(grid),
    }
}

struct Pager {
    sheet: Sheet,
    pages: Vec<Page>,
    /// How far the page is filled, in points from the top.
    y: f32,
}

impl Pager {
    fn new(sheet: Sheet) -> Self {
        Self {
            sheet,
            pages: vec![Page::default()],
            y: sheet.top,
        }
    }

    fn put(&mut self, block: &Block, least: f32, whole: f32) {
        // Sums of heights are not exact.
        const TOLERANCE: f32 = 0.5;
        /// How much of a page may stay empty for a table that is not to be broken.
        const EMPTY: f32 = 0.7;
        let room = self.sheet.bottom() - self.y + TOLERANCE;
        let broken = whole > room && room < EMPTY * self.sheet.text_height;
        if !self.at_top() && (least > room || broken) {
            self.turn();
        }
        match block {
            Block::Text(look, lines, owner) => self.text(look, lines, *owner),
            Block::Table(grid, owners) => self.table(grid, owners),
            Block::Break if self.at_top() => {}
            Block::Break => self.turn(),
        }
    }

    fn at_top(&self) -> bool {
        self.y <= self.sheet.top
    }

    fn turn(&mut self) {
        self.pages.push(Page::default());
        self.y = self.sheet.top;
    }

    fn text(&mut self, look: &Look, lines: &[Line], owner: usize) {
        if !self.at_top() {
            self.y += look.before;
        }
        let mut rest = lines;
        while !rest.is_empty() {
            let (here, next) = rest.split_at(self.fitting(rest.len(), look.leading));
            for line in here {
                self.line(line, look, owner);
            }
            rest = next;
            if !rest.is_empty() {
                self.turn();
            }
        }
        // An empty line is a line.
        if lines.is_empty() && !self.at_top() {
            self.y += look.leading;
        }
        self.y += look.after;
    }

    /// How many of so many lines stand on this page; not all but one.
    fn fitting(&self, lines: usize, leading: f32) -> usize {
        const TOLERANCE: f32 = 0.5;
        let mut fits = 0;
        let mut y = self.y;
        while fits < lines && y + leading <= self.sheet.bottom() + TOLERANCE {
            y += leading;
            fits += 1;
        }
        if lines - fits == 1 && fits > 2 {
            fits -= 1;
        }
        // A line higher than what is left of an empty page cannot be helped.
        if fits == 0 && self.at_top() { 1 } else { fits }
    }

    fn line(&mut self, line: &Line, look: &Look, owner: usize) {
        let drawn = Drawn {
            owner: Some(owner),
            x: self.sheet.left,
            baseline: self.y + baseline(look.size, look.leading),
            runs: line.runs.clone(),
        };
        self.y += look.leading;
        if let Some(page) = self.pages.last_mut() {
            page.lines.push(drawn);
        }
    }

    fn table(&mut self, grid: &Grid, owners: &[usize]) {
        if !self.at_top() {
            self.y += TABLE_GAP;
        }
        let room = self.sheet.bottom() - self.y;
        let parts = parts::parts(grid, (room, self.sheet.text_height), self.at_top());
        for (number, part) in parts.iter().enumerate() {
            if number > 0 {
                self.turn();
            }
            let Some(page) = self.pages.last_mut() else {
                continue;
            };
            if part.is_empty() {
                continue;
            }
            let corner = (self.sheet.left, self.y);
            self.y = parts::draw(page, grid, (owners, &parts, number), corner);
        }
        self.y += TABLE_GAP;
    }
}

/// Where characters stand in a line, in points below its top: their square in the middle.
pub(super) fn baseline(size: f32, leading: f32) -> f32 {
    const ABOVE_BASELINE: f32 = 0.88;
    (leading - size) / 2.0 + ABOVE_BASELINE * size
}

/// What page numbers are set in.
pub(super) const NUMBERS: &str = "— 0123456789";

/// Puts the numbers of the pages below the text, on the outer side, one character from the edge (GB/T 9704).
fn number_pages(pages: &mut [Page], sheet: Sheet, glyphs: &Glyphs) {
    const BELOW: f32 = 19.84;
    const SIZE: f32 = 14.0;
    for (number, page) in (1_usize..).zip(pages) {
        let look = Look {
            size: SIZE,
            leading: SIZE,
            pitch: 0.0,
            indent: if number % 2 == 0 { SIZE } else { 0.0 },
            align: if number % 2 == 0 {
                Align::Left
            } else {
                Align::Right(SIZE)
            },
            before: 0.0,
            after: 0.0,
            keep: false,
        };
        let words = [(Voice::Song, format!("— {number} —"))];
        let lines = lines::set(&words, &look, sheet.text_width, glyphs);
        page.lines.extend(lines.into_iter().map(|line| Drawn {
            owner: None,
            x: sheet.left,
            baseline: sheet.bottom() + BELOW + SIZE,
            runs: line.runs,
        }));
    }
}

/// The characters of a document in their voices, page numbers too.
pub(super) fn characters(flow: &Flow) -> BTreeSet<(Voice, char)> {
    let mut found: BTreeSet<(Voice, char)> = NUMBERS.chars().map(|c| (Voice::Song, c)).collect();
    let mut add = |voice: Voice, text: &str| {
        found.extend(lines::characters(text).map(|c| (voice, c)));
    };
    for item in &flow.items {
        match item {
            Item::Text(Text { words, .. }) => {
                for (voice, text) in words {
                    add(*voice, text);
                }
            }
            Item::Table(table) => {
                for cell in table.lines.iter().flatten() {
                    let text = cell.content.text().replace('\n', "");
                    add(voice_of(cell.role), &text);
                }
            }
            Item::Break => {}
        }
    }
    found
}
