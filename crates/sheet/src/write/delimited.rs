//! A table as CSV, for those without a spreadsheet.

use crate::{Cell, Table};
use csv::{QuoteStyle, Terminator, WriterBuilder};

/// The table as CSV: header and rows, UTF-8 with a mark so that Excel shows Chinese.
///
/// A spreadsheet takes text that begins with `=`, `+`, `-` or `@` for a formula: such text gets an
/// apostrophe before it, which [`crate::read`] takes away again.
pub fn write_csv(table: &Table) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .flexible(true)
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    let titles = table.columns.iter().map(|column| guarded(&column.title));
    let rows = table.rows.iter().map(|row| row.iter().map(field).collect());
    let records = std::iter::once(titles.collect::<Vec<String>>()).chain(rows);
    for record in records.filter(|record| !record.is_empty()) {
        // Writing to memory does not fail, nor do rows of different lengths.
        if writer.write_record(record).is_err() {
            break;
        }
    }
    writer.into_inner().unwrap_or_default()
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Error(text) => guarded(text),
        Cell::Blank | Cell::Number(_) | Cell::Date(_) | Cell::DateTime(_) | Cell::Bool(_) => {
            cell.to_string()
        }
    }
}

/// The text with an apostrophe before it if it would be taken for a formula, or for one that was
/// guarded already.
fn guarded(text: &str) -> String {
    if begins_formula(text.trim_start_matches('\'')) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The text as it was before it was guarded.
pub(crate) fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(behind) if begins_formula(behind.trim_start_matches('\'')) => behind,
        Some(_) | None => text,
    }
}

/// Full-width signs count: spreadsheets set to Chinese or Japanese take them for the others.
fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Column, ColumnKind};

    #[test]
    fn text_that_looks_like_a_formula_is_guarded_and_numbers_are_not() {
        let table = Table {
            columns: vec![Column::new("标题", ColumnKind::Text)],
            rows: vec![
                vec![Cell::from("=1+1"), Cell::from(-5_i64)],
                vec![Cell::from("甲,\"乙\"")],
            ],
            ..Table::default()
        };
        let text = String::from_utf8(write_csv(&table)).unwrap();
        let expected = "\u{feff}标题\r\n'=1+1,-5\r\n\"甲,\"\"乙\"\"\"\r\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn guarding_is_undone_exactly() {
        for text in ["=1", "'=1", "''+", "'", "'甲", "甲", "", "-", "＝1"] {
            assert_eq!(unguarded(&guarded(text)), text);
        }
    }
}
