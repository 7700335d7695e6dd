//! A report laid out on pages: where each text and each line stands.

use gongkai_domain::report::form::{Grid, GridCell, GridContent};
use gongkai_domain::report::{AnnualReport, CellState, Number, SectionId, Tables};

/// A page, its origin in the upper left corner.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paper {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) texts: Vec<Text>,
    /// Left, upper, right and lower end.
    pub(crate) lines: Vec<[f32; 4]>,
    /// Whether a picture covers it.
    pub(crate) picture: bool,
}

/// Characters in a line.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    /// Where they begin, and their base line.
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) size: f32,
    pub(crate) words: String,
    /// The cell of the form that they are the figure of.
    pub(crate) cell: Option<usize>,
}

/// Which lines a table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ruling {
    /// All.
    Full,
    /// None at its left and right edge.
    OpenSides,
    /// None around it.
    OpenFrame,
    /// Those between rows only.
    RowsOnly,
    /// All, of dashes.
    Dashed,
    /// All, of dots.
    Dotted,
    /// None.
    None,
}

/// How a report is laid out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) ruling: Ruling,
    /// Whether a row that does not fit is cut, its label with it, as word processors do.
    pub(crate) cut: bool,
    /// Where the first page begins, so that breaks fall elsewhere.
    pub(crate) start: f32,
    /// Whether pages have numbers and heads.
    pub(crate) numbered: bool,
}

impl Style {
    pub(crate) fn ruled(ruling: Ruling) -> Self {
        Self {
            ruling,
            cut: false,
            start: 60.0,
            numbered: true,
        }
    }
}

const LEFT: f32 = 70.0;
const RIGHT: f32 = 525.0;
const BOTTOM: f32 = 770.0;
/// Size of text, and of tables.
const TEXT: f32 = 12.0;
const TABLE: f32 = 9.0;
const PITCH: f32 = 12.0;

/// How wide a character is, as a share of its size.
pub(crate) fn width(c: char) -> f32 {
    if c.is_ascii() { 0.5 } else { 1.0 }
}

/// A small number as a length.
fn float(count: usize) -> f32 {
    u16::try_from(count).unwrap().into()
}

fn length(text: &str) -> f32 {
    text.chars().map(width).sum()
}

/// Lays a report out.
pub(crate) fn papers(report: &AnnualReport, style: Style) -> Vec<Paper> {
    let mut press = Press {
        papers: Vec::new(),
        y: style.start,
        style,
    };
    press.next_page();
    press.y = style.start;
    press.paragraph(report.title.as_deref().unwrap_or_default(), 18.0, 0.0);
    for paragraph in report.sections.preamble.lines() {
        press.paragraph(paragraph, TEXT, 2.0);
    }
    let form = report.form().unwrap().clone();
    let tables = report.tables.as_ref().unwrap();
    for id in SectionId::ALL {
        if let Some(section) = report.sections.get(id) {
            press.paragraph(&section.heading, TEXT, 2.0);
            for paragraph in section.text.lines() {
                press.paragraph(paragraph, TEXT, 2.0);
            }
        }
        for table in form.tables.iter().filter(|table| table.section == id) {
            press.table(&form.grid(table, |_| true), tables);
            press.y += PITCH;
        }
    }
    let head = report.agency.clone().unwrap_or_default();
    if style.numbered {
        number(&mut press.papers, &head);
    }
    press.papers
}

fn number(papers: &mut [Paper], head: &str) {
    for (number, paper) in (1..).zip(papers) {
        let text = |x, y, words: String| Text {
            x,
            y,
            size: TABLE,
            words,
            cell: None,
        };
        paper.texts.push(text(292.0, 815.0, number.to_string()));
        paper.texts.push(text(LEFT, 35.0, format!("{head}文件")));
    }
}

struct Press {
    papers: Vec<Paper>,
    y: f32,
    style: Style,
}

/// A row of a table that is being set: its height, and the text lines of each cell.
struct Row<'g> {
    height: f32,
    cells: Vec<(&'g GridCell, Vec<String>, Option<usize>)>,
}

impl Press {
    fn paper(&mut self) -> &mut Paper {
        self.papers.last_mut().unwrap()
    }

    fn next_page(&mut self) {
        self.papers.push(Paper {
            width: 595.0,
            height: 842.0,
            ..Paper::default()
        });
        self.y = 60.0;
    }

    /// Sets a text with its base line at `y`.
    fn set(&mut self, text: &str, (x, y): (f32, f32), size: f32, cell: Option<usize>) {
        let words = text.to_owned();
        self.paper().texts.push(Text {
            x,
            y,
            size,
            words,
            cell,
        });
    }

    fn paragraph(&mut self, text: &str, size: f32, indent: f32) {
        let room = (RIGHT - LEFT) / size;
        let mut indent = indent;
        for line in broken(text, room - indent, room) {
            if self.y + size * 1.5 > BOTTOM {
                self.next_page();
            }
            self.y += size * 1.5;
            let at = (LEFT + indent * size, self.y);
            self.set(&line, at, size, None);
            indent = 0.0;
        }
    }

    fn table(&mut self, grid: &Grid, tables: &Tables) {
        let edges = edges(grid);
        let rows: Vec<Row<'_>> = (0..grid.lines.len())
            .map(|line| row(grid, line, &edges, tables))
            .collect();
        // Labels over several rows are open until their last row is set.
        let mut open: Vec<(usize, &GridCell)> = Vec::new();
        self.bar(&edges, 0, grid.width, true);
        for (line, row) in rows.iter().enumerate() {
            let room = BOTTOM - self.y;
            let cut = self.style.cut && row.height > PITCH * 2.0 && room > PITCH + 4.0;
            if row.height > room && !cut {
                self.break_table(&edges, grid.width);
            }
            let lower = rows.get(line + 1).is_none();
            open.retain(|(from, cell)| from + cell.rows > line);
            open.extend(row.cells.iter().map(|(cell, ..)| (line, *cell)));
            if row.height > BOTTOM - self.y {
                let room = BOTTOM - self.y - 4.0;
                let fit = (1..).take_while(|count| float(*count) * PITCH <= room);
                let first = fit.count().max(1);
                self.part(row, 0, first, (&edges, &open));
                self.break_table(&edges, grid.width);
                self.part(row, first, usize::MAX, (&edges, &open));
            } else {
                self.part(row, 0, usize::MAX, (&edges, &open));
            }
            for (from, cell) in &open {
                if from + cell.rows == line + 1 {
                    self.bar(&edges, cell.column, cell.column + cell.columns, lower);
                }
            }
        }
    }

    fn break_table(&mut self, edges: &[f32], width: usize) {
        self.bar(edges, 0, width, true);
        self.next_page();
        self.bar(edges, 0, width, true);
    }

    /// Sets lines of a row and the lines between its cells.
    fn part(
        &mut self,
        row: &Row<'_>,
        from: usize,
        to: usize,
        (edges, open): (&[f32], &[(usize, &GridCell)]),
    ) {
        let own = row.cells.iter().filter(|(cell, ..)| cell.rows == 1);
        let most = own.map(|(_, lines, _)| lines.len()).max().unwrap_or(1);
        let most = most.min(to) - from.min(most);
        let height = if from == 0 && to == usize::MAX {
            row.height
        } else {
            float(most) * PITCH + 4.0
        };
        for (cell, lines, value) in &row.cells {
            let shown: Vec<&String> = if cell.rows == 1 {
                lines.iter().skip(from).take(to - from).collect()
            } else {
                lines.iter().filter(|_| from == 0).collect()
            };
            let free = float(most.saturating_sub(shown.len())) / 2.0;
            // What is cut stands at the top, what is whole in the middle.
            let free = if to == usize::MAX && from == 0 && cell.rows == 1 {
                free
            } else {
                0.0
            };
            for (at, text) in shown.into_iter().enumerate() {
                let y = self.y + (free + float(at)) * PITCH + TABLE + 3.0;
                let x = match value {
                    Some(_) => {
                        let room = edges[cell.column + cell.columns] - edges[cell.column];
                        edges[cell.column] + (room - length(text) * TABLE) / 2.0
                    }
                    None => edges[cell.column] + 3.0,
                };
                self.set(text, (x, y), TABLE, *value);
            }
        }
        let (top, bottom) = (self.y, self.y + height);
        let last = edges.len() - 1;
        for (_, cell) in open {
            for edge in [cell.column, cell.column + cell.columns] {
                let outer = edge == 0 || edge == last;
                self.post(edges[edge], top, bottom, outer);
            }
        }
        self.y = bottom;
    }

    fn bar(&mut self, edges: &[f32], from: usize, to: usize, outer: bool) {
        let drawn = match self.style.ruling {
            Ruling::None => false,
            Ruling::OpenFrame => !outer,
            Ruling::Full
            | Ruling::OpenSides
            | Ruling::RowsOnly
            | Ruling::Dashed
            | Ruling::Dotted => true,
        };
        if drawn {
            let line = [edges[from], self.y, edges[to], self.y];
            self.stroke(line);
        }
    }

    fn post(&mut self, x: f32, top: f32, bottom: f32, outer: bool) {
        let drawn = match self.style.ruling {
            Ruling::None | Ruling::RowsOnly => false,
            Ruling::OpenSides | Ruling::OpenFrame => !outer,
            Ruling::Full | Ruling::Dashed | Ruling::Dotted => true,
        };
        if drawn {
            self.stroke([x, top, x, bottom]);
        }
    }

    fn stroke(&mut self, [x0, y0, x1, y1]: [f32; 4]) {
        let (on, step) = match self.style.ruling {
            Ruling::Dashed => (3.0, 5.0),
            Ruling::Dotted => (0.5, 2.0),
            Ruling::Full
            | Ruling::OpenSides
            | Ruling::OpenFrame
            | Ruling::RowsOnly
            | Ruling::None => {
                self.paper().lines.push([x0, y0, x1, y1]);
                return;
            }
        };
        let whole = (x1 - x0).max(y1 - y0);
        let (across, down) = ((x1 - x0) / whole, (y1 - y0) / whole);
        let mut at = 0.0;
        while at < whole {
            let end = (at + on).min(whole);
            let dash = [
                x0 + across * at,
                y0 + down * at,
                x0 + across * end,
                y0 + down * end,
            ];
            self.paper().lines.push(dash);
            at += step;
        }
    }
}

/// Where the columns of a table begin and end.
fn edges(grid: &Grid) -> Vec<f32> {
    let shares: Vec<f32> = match grid.width {
        10 => vec![34.0, 62.0, 135.0, 32.0, 32.0, 32.0, 32.0, 32.0, 32.0, 32.0],
        4 => vec![180.0, 91.0, 92.0, 92.0],
        width => vec![455.0 / float(width); width],
    };
    let mut edges = vec![LEFT];
    for share in shares {
        edges.push(edges.last().unwrap() + share);
    }
    edges
}

fn row<'g>(grid: &'g Grid, line: usize, edges: &[f32], tables: &Tables) -> Row<'g> {
    let mut height = PITCH;
    let mut cells = Vec::new();
    for cell in &grid.lines[line] {
        let room = (edges[cell.column + cell.columns] - edges[cell.column] - 6.0) / TABLE;
        let (text, value) = match &cell.content {
            GridContent::Title(text) | GridContent::Head(text) | GridContent::Label(text) => {
                (text.clone(), None)
            }
            GridContent::Value(index) => (figure(tables, *index), Some(*index)),
        };
        let lines = if value.is_some() {
            vec![text]
        } else {
            broken(&text, room, room)
        };
        if cell.rows == 1 {
            height = height.max(float(lines.len()) * PITCH);
        }
        cells.push((cell, lines, value));
    }
    Row {
        height: height + 4.0,
        cells,
    }
}

/// The figure of a cell as it is printed.
pub(crate) fn figure(tables: &Tables, index: usize) -> String {
    let (_, cell) = tables.iter().nth(index).unwrap();
    match cell.state {
        CellState::Stated(Number::Count(count)) => count.to_string(),
        CellState::Stated(Number::Amount(amount)) => match amount.unit() {
            Some(unit) => format!("{}{unit}", amount.printed()),
            None => amount.printed().to_string(),
        },
        CellState::Absent | CellState::Blank | CellState::Unclear => String::new(),
    }
}

/// A text in lines: the first may have less room.
fn broken(text: &str, first: f32, room: f32) -> Vec<String> {
    let mut lines = vec![String::new()];
    let (mut used, mut most) = (0.0, first);
    for c in text.chars() {
        if used + width(c) > most {
            lines.push(String::new());
            (used, most) = (0.0, room);
        }
        lines.last_mut().unwrap().push(c);
        used += width(c);
    }
    lines
}
