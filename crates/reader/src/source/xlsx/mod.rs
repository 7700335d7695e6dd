//! XLSX: the cells of the visible worksheets, in the order of the workbook. A sheet of a single
//! column is text.

pub(crate) mod layers;

mod sheet;
mod strings;

use super::blocks::{check_cells, check_pieces};
use super::container::Container;
use super::xml::{self, Node};
use super::{Piece, PieceKind, SourceError};
use gongkai_domain::report::Place;
pub(super) use sheet::{Range, Sheet};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;
pub(super) use strings::figure;

/// Takes a workbook apart.
pub fn pieces(bytes: &[u8]) -> Result<Vec<Piece<'static>>, SourceError> {
    let mut container = Container::open(bytes)?;
    let main = container.main_part()?.ok_or(SourceError::NotThisFormat)?;
    let workbook = container.part(&main)?.ok_or(SourceError::NotThisFormat)?;
    let relations = container.relations(&main)?;
    let strings = match relations.iter().find(|to| to.kind == "sharedStrings") {
        Some(to) => strings::shared(&container.part(&to.part)?.unwrap_or_default())?,
        None => Vec::new(),
    };
    let mut writer = Writer::default();
    let worksheets = relations.iter().filter(|to| to.kind == "worksheet");
    let worksheets: BTreeMap<&str, &str> = worksheets
        .rev()
        .map(|to| (to.id.as_str(), to.part.as_str()))
        .collect();
    for (name, id) in visible_sheets(&workbook)? {
        let Some(part) = worksheets.get(id.as_str()) else {
            continue;
        };
        let Some(text) = container.part(part)? else {
            return Err(SourceError::damaged(format!("缺少工作表“{name}”")));
        };
        let sheet = sheet::read(&text, &strings, writer.cells)?;
        writer.sheet(&name, &sheet)?;
    }
    Ok(writer.pieces)
}

/// Name and relation of each worksheet that is not hidden.
fn visible_sheets(workbook: &str) -> Result<Vec<(String, String)>, SourceError> {
    let mut sheets = Vec::new();
    let mut is_workbook = false;
    xml::walk(workbook, |node| {
        if let Node::Open { name, tag, .. } = node {
            is_workbook |= name == "workbook";
            let state = tag.text("state");
            if name == "sheet" && !state.is_some_and(|state| state.ends_with("idden")) {
                // The format allows 31 characters; each piece carries the name.
                let title = tag.text("name").unwrap_or_default();
                let title = title.chars().take(31).collect();
                sheets.push((title, tag.text("id").unwrap_or_default()));
                check_sheets(sheets.len())?;
            }
        }
        Ok(())
    })?;
    if is_workbook {
        Ok(sheets)
    } else {
        Err(SourceError::NotThisFormat)
    }
}

/// Sheets of a workbook: each is unpacked for itself.
const SHEET_LIMIT: usize = 1_000;

pub(super) fn check_sheets(count: usize) -> Result<(), SourceError> {
    if count <= SHEET_LIMIT {
        return Ok(());
    }
    let limit = u64::try_from(SHEET_LIMIT).unwrap_or(u64::MAX);
    Err(SourceError::too_large("工作表数", limit))
}

/// Sheets to pieces.
#[derive(Default)]
pub(super) struct Writer {
    /// The pieces of the sheets so far.
    pub(super) pieces: Vec<Piece<'static>>,
    line: u32,
    cells: usize,
    /// Bytes of text so far: many cells may share one long text.
    bytes: u64,
}

/// Bytes of text of a workbook.
const TEXT_LIMIT: u64 = 64 * 1024 * 1024;

impl Writer {
    /// Adds a sheet.
    pub(super) fn sheet(&mut self, name: &str, sheet: &Sheet) -> Result<(), SourceError> {
        let is_text = sheet.is_one_column();
        // The merged range that was met last in each column, by its first column.
        let mut above: BTreeMap<u32, Range> = BTreeMap::new();
        let mut merges = sheet.merges.iter().copied().peekable();
        for (&row, cells) in &sheet.rows {
            while let Some(merge) = merges.next_if(|merge| merge.top <= row) {
                above.insert(merge.left, merge);
            }
            if !cells.values().any(|text| !text.is_empty()) {
                continue;
            }
            if is_text {
                for (&column, text) in cells {
                    self.text(name, row, column, text)?;
                }
            } else {
                self.row((name, row), sheet, cells, &above)?;
            }
        }
        Ok(())
    }

    fn text(&mut self, sheet: &str, row: u32, column: u32, text: &str) -> Result<(), SourceError> {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.line += 1;
            self.push(line, PieceKind::Text, place(sheet, row, column))?;
        }
        Ok(())
    }

    /// A row from the first column that the sheet uses to the last; a place without a cell is an
    /// empty one. A cell far out in some row does not make every other row as long.
    fn row(
        &mut self,
        (name, row): (&str, u32),
        sheet: &Sheet,
        cells: &BTreeMap<u32, Rc<str>>,
        above: &BTreeMap<u32, Range>,
    ) -> Result<(), SourceError> {
        /// The widest table of a report has fifteen columns of figures.
        const WIDEST: u32 = 20;
        self.line += 1;
        let mut column = sheet.first_column;
        let last = cells.last_key_value().map_or(column, |(&column, _)| column);
        let last = last.max(sheet.last_column.min(column + WIDEST));
        while column <= last {
            self.cells += 1;
            check_cells(self.cells)?;
            let merge = above.range(..=column).next_back().map(|(_, merge)| *merge);
            let merge = merge.filter(|merge| merge.contains(row, column));
            let starts = merge.is_none_or(|merge| (merge.top, merge.left) == (row, column));
            let (columns, rows) = merge.map_or((1, 1), Range::size);
            if starts {
                let text = cells.get(&column).map_or("", |text| text);
                let kind = PieceKind::Cell {
                    column,
                    columns,
                    rows,
                };
                self.push(text, kind, place(name, row, column))?;
            }
            column = merge.map_or(column, |merge| merge.right) + 1;
        }
        Ok(())
    }

    fn push(&mut self, text: &str, kind: PieceKind, place: Place) -> Result<(), SourceError> {
        self.bytes = self
            .bytes
            .saturating_add(u64::try_from(text.len()).unwrap_or(u64::MAX));
        if self.bytes > TEXT_LIMIT {
            return Err(SourceError::too_large("文字字节数", TEXT_LIMIT));
        }
        check_pieces(self.pieces.len())?;
        let text = Cow::Owned(text.to_owned());
        self.pieces.push(Piece {
            text,
            kind,
            line: self.line,
            place,
        });
        Ok(())
    }
}

/// Rows and columns are counted from zero here and from one in a place.
fn place(sheet: &str, row: u32, column: u32) -> Place {
    Place::Sheet {
        sheet: sheet.into(),
        row: row + 1,
        column: column + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sheet: &str) -> Vec<(String, PieceKind)> {
        let sheet = format!("<worksheet>{sheet}</worksheet>");
        let strings = ["规章".into(), "处罚".into()];
        let mut writer = Writer::default();
        writer
            .sheet("表", &sheet::read(&sheet, &strings, 0).unwrap())
            .unwrap();
        writer
            .pieces
            .into_iter()
            .map(|piece| (piece.text.into_owned(), piece.kind))
            .collect()
    }

    #[test]
    fn shared_inline_and_numeric_cells_are_read_and_gaps_are_empty_cells() {
        let pieces = read(
            "<sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\"><v>3.0</v></c>\
             <c r=\"D2\"><v>76.299999999999997</v></c><c t=\"inlineStr\"><is><t>万元</t></is></c></row></sheetData>",
        );
        let texts: Vec<&str> = pieces.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["规章", "", "3", "76.3", "万元"]);
        assert_eq!(
            pieces[4].1,
            PieceKind::Cell {
                column: 4,
                columns: 1,
                rows: 1
            }
        );
    }

    #[test]
    fn a_row_that_ends_early_has_empty_cells_to_the_end_of_the_sheet() {
        let pieces = read(
            "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>1</v></c><c r=\"D1\"><v>2</v></c></row>\
             <row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\"><v>3</v></c></row></sheetData>",
        );
        let texts: Vec<&str> = pieces.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["规章", "1", "", "2", "处罚", "3", "", ""]);
    }

    #[test]
    fn a_merged_range_is_one_cell() {
        let pieces = read(
            "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"/><c r=\"C1\"><v>1</v></c></row>\
             <row r=\"2\"><c r=\"A2\"/><c r=\"C2\"><v>2</v></c></row></sheetData>\
             <mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>",
        );
        let kinds: Vec<PieceKind> = pieces.into_iter().map(|(_, kind)| kind).collect();
        let at = |column, columns, rows| PieceKind::Cell {
            column,
            columns,
            rows,
        };
        assert_eq!(kinds, [at(0, 2, 2), at(2, 1, 1), at(2, 1, 1)]);
    }

    #[test]
    fn a_sheet_of_one_column_is_text() {
        let pieces = read(
            "<sheetData><row><c t=\"s\"><v>0</v></c></row><row><c t=\"s\"><v>1</v></c></row></sheetData>",
        );
        let text = |text: &str| (text.to_owned(), PieceKind::Text);
        assert_eq!(pieces, [text("规章"), text("处罚")]);
    }

    #[test]
    fn two_cells_at_the_ends_of_a_sheet_do_not_fill_the_memory() {
        let row = "<row><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>1</v></c></row>";
        let rows: String = (1..=100)
            .map(|number: u32| row.replace("1\"", &format!("{number}\"")))
            .collect();
        let xml = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        let sheet = sheet::read(&xml, &[], 0).unwrap();
        let refused = Writer::default().sheet("表", &sheet);
        assert!(matches!(refused, Err(SourceError::TooLarge { .. })));
    }

    #[test]
    fn hidden_sheets_are_not_read() {
        let workbook = "<workbook><sheets><sheet name=\"正文\" r:id=\"rId1\"/>\
            <sheet name=\"底稿\" state=\"veryHidden\" r:id=\"rId2\"/></sheets></workbook>";
        let sheets = visible_sheets(workbook).unwrap();
        assert_eq!(sheets, [(String::from("正文"), String::from("rId1"))]);
    }
}
