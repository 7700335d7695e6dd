//! Workbooks in constant memory: rows go to a file on the way; no formulas, texts stay texts.

use super::WriteError;
use crate::dictionary::{HEADS, entry};
use crate::{Table, Value};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};
use std::io::{Seek, Write};

/// Rows of a sheet below its head.
const ROWS: usize = 1_048_575;

/// More sheets than this are no use to anybody.
const SHEETS: usize = 10;

/// Digits that a number of a spreadsheet holds exactly.
const DIGITS: usize = 15;

/// Characters that a cell holds, with room for those that count twice.
const CHARACTERS: usize = 16_000;

/// A workbook under way.
pub(super) struct Book {
    workbook: Workbook,
    sheets: Vec<Worksheet>,
    /// Rows on the last sheet, its head among them.
    rows: usize,
}

impl Book {
    /// Begins a workbook.
    pub(super) fn begin(table: &Table) -> Result<Self, WriteError> {
        let mut book = Workbook::new();
        // A date is obligatory; a fixed one keeps the bytes the same for the same rows.
        let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&created));
        let mut begun = Self {
            workbook: book,
            sheets: Vec::new(),
            rows: 0,
        };
        begun.sheet(table)?;
        Ok(begun)
    }

    /// Begins the next sheet with the names of the columns.
    fn sheet(&mut self, table: &Table) -> Result<(), WriteError> {
        if self.sheets.len() >= SHEETS {
            return Err(WriteError::TooManyRows(ROWS * SHEETS));
        }
        let mut sheet = self.workbook.new_worksheet_with_constant_memory()?;
        let number = self.sheets.len() + 1;
        let name = table.layout().name();
        sheet.set_name(if number == 1 {
            name.to_owned()
        } else {
            format!("{name} {number}")
        })?;
        sheet.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold();
        for (column, at) in table.columns().iter().zip(0..) {
            sheet.write_string_with_format(0, at, &*column.name, &bold)?;
        }
        self.sheets.push(sheet);
        self.rows = 1;
        Ok(())
    }

    /// Adds a row.
    pub(super) fn row(&mut self, table: &Table, row: &[Value<'_>]) -> Result<(), WriteError> {
        if self.rows > ROWS {
            self.sheet(table)?;
        }
        let Some(sheet) = self.sheets.last_mut() else {
            return Ok(());
        };
        let number = u32::try_from(self.rows).unwrap_or(u32::MAX);
        for (value, at) in row.iter().zip(0..) {
            put(sheet, number, at, value)?;
        }
        self.rows += 1;
        Ok(())
    }

    /// Completes the workbook with the dictionary.
    pub(super) fn finish<W: Write + Seek + Send>(
        mut self,
        table: &Table,
        mut out: W,
    ) -> Result<W, WriteError> {
        let mut sheet = self.workbook.new_worksheet_with_constant_memory()?;
        sheet.set_name("数据字典")?;
        let entries = table.columns().iter().map(entry);
        for (row, cells) in (0..).zip(std::iter::once(HEADS.map(str::to_owned)).chain(entries)) {
            for (column, text) in (0..).zip(&cells) {
                sheet.write_string(row, column, text)?;
            }
        }
        for sheet in self.sheets {
            self.workbook.push_worksheet(sheet);
        }
        self.workbook.push_worksheet(sheet);
        self.workbook.save_to_writer(&mut out)?;
        Ok(out)
    }
}

/// Writes a value; nothing leaves the cell empty. A number that a spreadsheet would round is text.
fn put(sheet: &mut Worksheet, row: u32, column: u16, value: &Value<'_>) -> Result<(), WriteError> {
    let number = match value {
        Value::Null => return Ok(()),
        Value::Text(_) | Value::Date(_) => None,
        Value::Integer(number) => exact(Decimal::from(*number)),
        Value::Decimal(number) => exact(*number),
    };
    match number {
        Some(number) => sheet.write_number(row, column, number)?,
        None => sheet.write_string(row, column, short(&value.printed()))?,
    };
    Ok(())
}

/// The number as a spreadsheet holds it, if it holds every digit.
fn exact(number: Decimal) -> Option<f64> {
    let digits = number.normalize().mantissa().unsigned_abs().to_string();
    (digits.len() <= DIGITS).then(|| number.to_f64()).flatten()
}

fn short(text: &str) -> String {
    match text.char_indices().nth(CHARACTERS) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
