//! Papers of an office: lists, delivery notes, letters, returns. A small model that is written as
//! DOCX or PDF in the typography of GB/T 9704, or as a worksheet.
//!
//! A paper says what stands where and nothing about fonts: title, lines, paragraphs, tables with
//! heads and spans, signature. All texts are cleaned of what neither format can hold.

use crate::document::{Placed, Printed, Role, line};
use crate::{Fonts, RenderError, document, docx, pdf, xlsx};
use rust_decimal::Decimal;

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// What stands below the title, centred: a document number, a period; empty for nothing.
    pub number: String,
    /// Whether the sheet lies on its long side, for wide tables.
    pub lying: bool,
    /// What follows.
    pub blocks: Vec<Block>,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph of running text, its first line indented by two characters.
    Paragraph(String),
    /// A short line in small type that is not indented: whom a list is for, a note below a table.
    Line(String),
    /// A heading of the first level: 一、…
    Heading(String),
    /// The agency and the day, at the right, below the text.
    Signature(Vec<String>),
    /// A table.
    Table(Table),
    /// A line or paragraph of an official letter: 三号仿宋, 22 lines of 28 characters a page.
    Running(Running, String),
    /// The agency and the day below a letter, centred over each other where the seal goes.
    Sealed(Vec<String>),
    /// What follows begins a new page.
    Break,
}

/// What a line or paragraph of an official letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Running {
    /// The title of a part on a page of its own.
    Title,
    /// 发文字号, below the title.
    Number,
    /// Whom it is for, from the left edge.
    To,
    /// A paragraph.
    Text,
    /// The last paragraph, which the signature never leaves.
    Last,
    /// 附注, below the signature.
    Note,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The widths of its columns, in proportion to each other.
    pub widths: Vec<usize>,
    /// How many of its first rows are repeated on every page.
    pub head: usize,
    /// Whether it is set in the larger type of a form rather than the small type of a list.
    pub large: bool,
    /// Its rows; the cells of each that begin in it, from left to right.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell. Line breaks in its text begin a new paragraph within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    content: Printed,
    role: Role,
    columns: usize,
    rows: usize,
}

impl Cell {
    /// A label above columns or beside a field: 黑体, centred.
    pub fn head(text: &str) -> Self {
        Self::new(text, Role::Head)
    }

    /// A short text, centred.
    pub fn centred(text: &str) -> Self {
        Self::new(text, Role::Value)
    }

    /// A text that begins at the left.
    pub fn text(text: &str) -> Self {
        Self::new(text, Role::Text)
    }

    /// A number, which a worksheet can add up.
    pub fn count(count: u64) -> Self {
        Self {
            content: Printed::Figure(Decimal::from(count)),
            ..Self::new("", Role::Value)
        }
    }

    /// The same with parts behind the point: money, averages.
    pub fn number(number: Decimal) -> Self {
        Self {
            content: Printed::Figure(number),
            ..Self::new("", Role::Value)
        }
    }

    /// A title over the rows of a part: 黑体, kept with the row below.
    pub fn heading(text: &str) -> Self {
        Self::new(text, Role::Title)
    }

    /// Over so many columns.
    #[must_use]
    pub fn over(mut self, columns: usize) -> Self {
        self.columns = columns.max(1);
        self
    }

    /// Down so many rows.
    #[must_use]
    pub fn down(mut self, rows: usize) -> Self {
        self.rows = rows.max(1);
        self
    }

    fn new(text: &str, role: Role) -> Self {
        let lines: Vec<String> = text.split('\n').map(line).collect();
        Self {
            content: Printed::Text(lines.join("\n")),
            role,
            columns: 1,
            rows: 1,
        }
    }
}

impl Paper {
    /// The paper as DOCX; the same paper, the same bytes.
    pub fn docx(&self) -> Result<Vec<u8>, RenderError> {
        docx::write_paper(&self.cleaned())
    }

    /// The paper as a workbook of one sheet; the same paper, the same bytes.
    pub fn xlsx(&self) -> Result<Vec<u8>, RenderError> {
        xlsx::write_paper(&self.cleaned())
    }

    /// The paper as PDF; the same paper and fonts, the same bytes.
    pub fn pdf(&self, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
        pdf::write_paper(&self.cleaned(), fonts)
    }

    fn cleaned(&self) -> Self {
        let block = |block: &Block| match block {
            Block::Paragraph(text) => Block::Paragraph(line(text)),
            Block::Line(text) => Block::Line(line(text)),
            Block::Heading(text) => Block::Heading(line(text)),
            Block::Signature(lines) => {
                Block::Signature(lines.iter().map(|text| line(text)).collect())
            }
            Block::Table(table) => Block::Table(table.clone()),
            Block::Running(kind, text) => Block::Running(*kind, line(text)),
            Block::Sealed(lines) => Block::Sealed(lines.iter().map(|text| line(text)).collect()),
            Block::Break => Block::Break,
        };
        Self {
            title: line(&self.title),
            number: line(&self.number),
            lying: self.lying,
            blocks: self.blocks.iter().map(block).collect(),
        }
    }
}

impl Table {
    /// The table with every cell in its column.
    pub(crate) fn placed(&self) -> document::Table {
        let whole: usize = self.widths.iter().sum::<usize>().max(1);
        let shares = self.widths.iter().map(|width| width * 1000 / whole);
        let width = self.widths.len();
        // For each column, how many rows it is still covered from above.
        let mut covered = vec![0_usize; width];
        let lines = self.rows.iter().map(|row| place(row, &mut covered));
        document::Table {
            width,
            head: self.head,
            labels: 0,
            lines: lines.collect(),
            shares: shares.collect(),
            large: self.large,
        }
    }
}

/// The cells of a row in the columns that are free in it.
fn place(row: &[Cell], covered: &mut [usize]) -> Vec<Placed> {
    let mut cells = row.iter();
    let mut placed = Vec::new();
    let mut column = 0;
    let width = covered.len();
    while let Some(free) = covered.get(column).map(|rows| *rows == 0) {
        if !free {
            column += 1;
            continue;
        }
        let Some(cell) = cells.next() else { break };
        let columns = cell.columns.min(width - column);
        placed.push(Placed {
            column,
            columns,
            rows: cell.rows,
            role: cell.role,
            content: cell.content.clone(),
        });
        for rows in covered.iter_mut().skip(column).take(columns) {
            *rows = cell.rows;
        }
        column += columns;
    }
    for rows in covered.iter_mut() {
        *rows = rows.saturating_sub(1);
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read as _};

    fn paper() -> Paper {
        let table = Table {
            widths: vec![1, 2, 1],
            head: 1,
            large: false,
            rows: vec![
                vec![Cell::head("序号").down(2), Cell::head("名称").over(2)],
                vec![Cell::head("甲"), Cell::head("乙")],
                vec![
                    Cell::count(1),
                    Cell::text("一\n二<&>"),
                    Cell::centred("=1+1"),
                ],
            ],
        };
        Paper {
            title: "移交目录".to_owned(),
            number: "第1期".to_owned(),
            lying: true,
            blocks: vec![
                Block::Line("移交单位：某镇\u{0}人民政府".to_owned()),
                Block::Table(table),
                Block::Paragraph("以上信息已经核对。".to_owned()),
                Block::Signature(vec!["某镇人民政府".to_owned()]),
            ],
        }
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        let mut entry = archive.by_name(name).unwrap();
        entry.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn a_cell_over_two_rows_leaves_its_column_to_nobody_below() {
        let Some(Block::Table(table)) = paper().blocks.into_iter().nth(1) else {
            panic!("the table stands second");
        };
        let placed = table.placed();
        let columns: Vec<Vec<usize>> = placed
            .lines
            .iter()
            .map(|line| line.iter().map(|cell| cell.column).collect())
            .collect();
        assert_eq!(columns, [vec![0, 1], vec![1, 2], vec![0, 1, 2]]);
    }

    #[test]
    fn a_paper_says_in_docx_what_it_says() {
        let bytes = paper().docx().unwrap();
        let xml = part(&bytes, "word/document.xml");
        for words in [
            "移交目录",
            "某镇人民政府",
            "二&lt;&amp;&gt;",
            "以上信息已经核对。",
        ] {
            assert!(xml.contains(words), "{words}");
        }
        assert!(xml.contains("w:orient=\"landscape\""));
        assert_eq!(paper().docx().unwrap(), bytes);
    }

    #[test]
    fn a_number_of_a_paper_can_be_added_up_in_a_worksheet_and_no_text_is_a_formula() {
        let bytes = paper().xlsx().unwrap();
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("<v>1</v>") && !sheet.contains("<f>"));
        assert!(part(&bytes, "xl/sharedStrings.xml").contains("=1+1"));
        assert_eq!(paper().xlsx().unwrap(), bytes);
    }
}
