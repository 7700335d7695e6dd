//! XLS: the cells of the visible sheets of workbooks of older Excel and of WPS, as sheets of
//! XLSX. The records are counted before the parser, which is not ours, allocates by what they say.

use super::blocks::check_cells;
use super::compound::{Compound, u16_at, u32_at};
use super::xlsx::{Range, Sheet, Writer, check_sheets, figure};
use super::{Piece, SourceError};
use calamine::{Data, Reader as _, SheetType, SheetVisible, Xls, XlsError};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

type Book<'a> = Xls<Cursor<&'a [u8]>>;

/// Takes one apart.
pub(super) fn pieces(bytes: &[u8]) -> Result<Vec<Piece<'static>>, SourceError> {
    let compound = Compound::open(bytes)?;
    let records = compound.stream(&["Workbook", "Book"])?;
    let records = records.ok_or(SourceError::NotThisFormat)?;
    weigh(&records)?;
    // Bytes that nobody thought of make it panic: the file is refused and the program goes on.
    catch_unwind(AssertUnwindSafe(|| read(bytes)))
        .unwrap_or_else(|_panic| Err(SourceError::damaged("工作簿内容无法解析")))
}

fn read(bytes: &[u8]) -> Result<Vec<Piece<'static>>, SourceError> {
    let mut book: Book<'_> = Xls::new(Cursor::new(bytes)).map_err(|error| failed(&error))?;
    let mut writer = Writer::default();
    for known in book.sheets_metadata().to_vec() {
        if known.typ == SheetType::WorkSheet && known.visible == SheetVisible::Visible {
            let sheet = sheet(&mut book, &known.name)?;
            let name: String = known.name.chars().take(31).collect();
            writer.sheet(&name, &sheet)?;
        }
    }
    Ok(writer.pieces)
}

fn sheet(book: &mut Book<'_>, name: &str) -> Result<Sheet, SourceError> {
    let mut sheet = Sheet::default();
    let range = book.worksheet_range(name).map_err(|error| failed(&error))?;
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let at =
            |from: u32, steps: usize| from.saturating_add(u32::try_from(steps).unwrap_or(u32::MAX));
        let cells = sheet.rows.entry(at(top, row)).or_default();
        cells.insert(at(left, column), text(value));
    }
    let merged = book.merge_cells_by_sheet_name(name);
    for range in merged.map_err(|error| failed(&error))? {
        let ((top, left), (bottom, right)) = (range.start, range.end);
        if top > bottom || left > right {
            return Err(SourceError::damaged("合并区域有误"));
        }
        sheet.merge(Range {
            top,
            left,
            bottom,
            right,
        });
    }
    sheet.settle();
    Ok(sheet)
}

/// The text of a cell as XLSX has it.
fn text(value: &Data) -> Rc<str> {
    let text = match value {
        Data::Empty => String::new(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => figure(&number.to_string()),
        Data::DateTime(time) => figure(&time.as_f64().to_string()),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            text.replace("\r\n", "\n").replace('\r', "\n")
        }
        Data::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        Data::Error(error) => error.to_string(),
    };
    if text.trim().is_empty() {
        "".into()
    } else {
        text.into()
    }
}

fn failed(error: &XlsError) -> SourceError {
    if matches!(error, XlsError::Password) {
        return SourceError::Encrypted;
    }
    SourceError::damaged(format!("工作簿：{error}"))
}

/// Refuses a workbook whose sheets would take more room than any report: the parser makes a
/// block of cells from the first to the last of each sheet, and room for as many as a sheet
/// says it has. Sheets may share their records, so each is counted for itself.
fn weigh(records: &[u8]) -> Result<(), SourceError> {
    const SHEET: u16 = 0x0085;
    const LOCKED: u16 = 0x002f;
    let mut sheets = Vec::new();
    for (kind, data) in Records(records) {
        match kind {
            END => break,
            LOCKED if u16_at(data, 0).is_some_and(|scheme| scheme != 0) => {
                return Err(SourceError::Encrypted);
            }
            SHEET => sheets.extend(u32_at(data, 0).and_then(|at| usize::try_from(at).ok())),
            _ => {}
        }
    }
    check_sheets(sheets.len())?;
    let mut cells = 0_usize;
    for at in sheets {
        let records = records
            .get(at..)
            .ok_or_else(|| SourceError::damaged("工作表位置有误"))?;
        cells = cells.saturating_add(room(records));
        check_cells(cells)?;
    }
    Ok(())
}

/// Mark the begin and the end of a sheet.
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;

/// How many cells the parser makes room for in one sheet; its records count as well.
fn room(records: &[u8]) -> usize {
    const SIZE: u16 = 0x0200;
    const CELLS: [u16; 9] = [
        0x0006, 0x00bd, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x0207, 0x027e,
    ];
    let mut counted = 0_usize;
    let mut block = Block::default();
    let mut claimed = 0_usize;
    // The sheet itself begins, and what is embedded in it, which ends before the sheet does.
    let mut depth = 0_usize;
    for (kind, data) in Records(records) {
        counted += 1;
        let number = |at: usize| u16_at(data, at).map_or(0, usize::from);
        match kind {
            BEGIN => depth += 1,
            END if depth < 2 => break,
            END => depth -= 1,
            // Rows are four bytes wide in the newer edition and two in the older.
            SIZE => {
                let wide = data.len() >= 14;
                let quad = |at: usize| {
                    u32_at(data, at).map_or(0, |n| usize::try_from(n).unwrap_or(usize::MAX))
                };
                let (from, to) = if wide {
                    (quad(0), quad(4))
                } else {
                    (number(0), number(2))
                };
                let at = if wide { 8 } else { 4 };
                // The parser's own count of rows that end before they begin runs over.
                let rows = if to > 0 && from > to {
                    usize::MAX
                } else {
                    to.saturating_sub(from) + 1
                };
                let (left, right) = (number(at), number(at + 2));
                let left = if left > 0xff || left > right { 0 } else { left };
                let columns = right - left + 1;
                claimed = claimed.saturating_add(rows.saturating_mul(columns));
            }
            kind if CELLS.contains(&kind) => {
                block.add(number(0), number(2));
                // Several numbers of one row end with the column of the last.
                if kind == 0x00bd {
                    block.add(number(0), number(data.len().saturating_sub(2)));
                    counted += data.len() / 6;
                }
            }
            _ => {}
        }
    }
    counted.max(claimed).max(block.area())
}

/// The smallest block that holds all cells.
#[derive(Default)]
struct Block {
    rows: Option<(usize, usize)>,
    columns: Option<(usize, usize)>,
}

impl Block {
    fn add(&mut self, row: usize, column: usize) {
        let (first, last) = self.rows.unwrap_or((row, row));
        self.rows = Some((first.min(row), last.max(row)));
        let (first, last) = self.columns.unwrap_or((column, column));
        self.columns = Some((first.min(column), last.max(column)));
    }

    fn area(&self) -> usize {
        let length = |(first, last): (usize, usize)| last - first + 1;
        self.rows
            .map_or(0, length)
            .saturating_mul(self.columns.map_or(0, length))
    }
}

/// Records with their kinds.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16_at(self.0, 0)?;
        let length = usize::from(u16_at(self.0, 2)?);
        let data = self.0.get(4..4 + length)?;
        self.0 = self.0.get(4 + length..)?;
        Some((kind, data))
    }
}
