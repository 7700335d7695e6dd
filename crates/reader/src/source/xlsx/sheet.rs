//! One worksheet: its cells and merged ranges. What a sheet declares of its size is not believed.

use super::super::SourceError;
use super::super::blocks::check_cells;
use super::super::xml::{self, Node, Tag};
use super::strings::{TextRuns, figure, unescaped};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Rows and columns that the format has.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// The cells of a worksheet. Rows and columns are counted from zero.
#[derive(Debug, Default)]
pub(in crate::source) struct Sheet {
    /// Texts by row and column; cells without text are there too.
    pub(in crate::source) rows: BTreeMap<u32, BTreeMap<u32, Rc<str>>>,
    /// Merged ranges from top to bottom.
    pub(super) merges: Vec<Range>,
    /// The first column with text or a merged range.
    pub(super) first_column: u32,
    /// The last column with text.
    pub(super) last_column: u32,
}

/// A merged range, its ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::source) struct Range {
    pub(in crate::source) top: u32,
    pub(in crate::source) left: u32,
    pub(in crate::source) bottom: u32,
    pub(in crate::source) right: u32,
}

impl Range {
    pub(super) const fn contains(self, row: u32, column: u32) -> bool {
        self.top <= row && row <= self.bottom && self.left <= column && column <= self.right
    }

    /// How many columns and rows it covers.
    pub(super) const fn size(self) -> (u32, u32) {
        (self.right - self.left + 1, self.bottom - self.top + 1)
    }
}

impl Sheet {
    /// Adds a merged range. Cells inside it are not shown.
    pub(in crate::source) fn merge(&mut self, range: Range) {
        self.merges.push(range);
    }

    /// Puts the merged ranges in order and finds the first and last column, once all are read.
    pub(in crate::source) fn settle(&mut self) {
        self.merges.sort_unstable();
        let texts = self.rows.values().flatten();
        let texts = texts.filter(|(_, text)| !text.is_empty());
        let columns = texts.map(|(&column, _)| column);
        self.last_column = columns.clone().max().unwrap_or(0);
        let merged = self.merges.iter().map(|merge| merge.left);
        self.first_column = columns.chain(merged).min().unwrap_or(0);
    }

    /// Whether all its text stands in one column.
    pub(super) fn is_one_column(&self) -> bool {
        let spans = self.merges.iter().any(|merge| merge.right > merge.left);
        let texts = self
            .rows
            .values()
            .flatten()
            .filter(|(_, text)| !text.is_empty());
        !spans
            && texts
                .into_iter()
                .all(|(&column, _)| column == self.first_column)
    }
}

/// Reads a worksheet; `before` is how many cells the workbook has had already.
pub(super) fn read(text: &str, strings: &[Rc<str>], before: usize) -> Result<Sheet, SourceError> {
    let mut walker = Walker {
        strings,
        cells: before,
        ..Walker::default()
    };
    xml::walk(text, |node| walker.visit(node))?;
    let mut sheet = walker.sheet;
    sheet.settle();
    Ok(sheet)
}

#[derive(Default)]
struct Walker<'s> {
    sheet: Sheet,
    strings: &'s [Rc<str>],
    cells: usize,
    /// Where the next row and the next cell stand if they do not say.
    row: u32,
    column: u32,
    kind: String,
    value: String,
    is_value: bool,
    inline: TextRuns,
}

impl Walker<'_> {
    fn visit(&mut self, node: Node<'_>) -> Result<(), SourceError> {
        if let Some(text) = self.inline.text(&node) {
            self.value.push_str(text);
        }
        match node {
            Node::Open {
                name: "row", tag, ..
            } => self.start_row(tag)?,
            Node::Open { name: "c", tag, .. } => self.start_cell(tag)?,
            Node::Open { name: "v", .. } => self.is_value = true,
            Node::Close { name: "v", .. } => self.is_value = false,
            Node::Close { name: "c", .. } => self.end_cell()?,
            Node::Close { name: "row", .. } => self.row += 1,
            Node::Open {
                name: "mergeCell",
                tag,
                ..
            } => self.merge(tag)?,
            Node::Text(text) if self.is_value => self.value.push_str(text),
            Node::Open { .. } | Node::Close { .. } | Node::Text(_) => {}
        }
        Ok(())
    }

    fn start_row(&mut self, tag: Tag<'_>) -> Result<(), SourceError> {
        if let Some(number) = tag.value("r") {
            self.row = counted(&number, ROWS)?;
        }
        self.column = 0;
        Ok(())
    }

    fn start_cell(&mut self, tag: Tag<'_>) -> Result<(), SourceError> {
        if let Some(reference) = tag.value("r") {
            (self.row, self.column) = place(&reference)?;
        }
        self.kind.clear();
        self.kind.push_str(&tag.value("t").unwrap_or_default());
        self.value.clear();
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), SourceError> {
        self.cells += 1;
        check_cells(self.cells)?;
        if self.row >= ROWS || self.column >= COLUMNS {
            return Err(SourceError::damaged("单元格位置超出工作表"));
        }
        let value = self.value.as_str();
        let text: Option<Rc<str>> = match self.kind.as_str() {
            "s" => value
                .trim()
                .parse()
                .ok()
                .and_then(|at: usize| self.strings.get(at))
                .cloned(),
            "inlineStr" | "str" => Some(unescaped(value).into()),
            "b" => Some(if value.trim() == "1" { "TRUE" } else { "FALSE" }.into()),
            "e" | "d" => Some(value.into()),
            _ => Some(figure(value).into()),
        };
        let Some(text) = text else {
            return Err(SourceError::damaged("单元格指向不存在的文字"));
        };
        let text = if text.trim().is_empty() && !text.is_empty() {
            "".into()
        } else {
            text
        };
        self.sheet
            .rows
            .entry(self.row)
            .or_default()
            .insert(self.column, text);
        self.column += 1;
        self.value.clear();
        Ok(())
    }

    /// A range of one cell merges nothing.
    fn merge(&mut self, tag: Tag<'_>) -> Result<(), SourceError> {
        self.cells += 1;
        check_cells(self.cells)?;
        let reference = tag.text("ref").unwrap_or_default();
        let Some((from, to)) = reference.split_once(':') else {
            return Ok(());
        };
        let ((top, left), (bottom, right)) = (place(from)?, place(to)?);
        if top > bottom || left > right {
            return Err(SourceError::damaged(format!("合并区域有误：{reference}")));
        }
        self.sheet.merges.push(Range {
            top,
            left,
            bottom,
            right,
        });
        Ok(())
    }
}

/// Row and column of a reference such as `B12`, from zero.
fn place(reference: &str) -> Result<(u32, u32), SourceError> {
    let without_marks = reference.contains('$').then(|| reference.replace('$', ""));
    let reference = without_marks.as_deref().unwrap_or(reference);
    let letters = reference
        .bytes()
        .take_while(u8::is_ascii_alphabetic)
        .count();
    let (letters, digits) = reference.split_at(letters);
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let digit = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column = column.saturating_mul(26).saturating_add(digit);
    }
    if column == 0 || column > COLUMNS {
        return Err(SourceError::damaged(format!("单元格位置有误：{reference}")));
    }
    Ok((counted(digits, ROWS)?, column - 1))
}

/// A number counted from one, from zero.
fn counted(digits: &str, limit: u32) -> Result<u32, SourceError> {
    match digits.trim().parse::<u32>() {
        Ok(number) if (1..=limit).contains(&number) => Ok(number - 1),
        Ok(_) | Err(_) => Err(SourceError::damaged(format!("行号有误：{digits}"))),
    }
}
