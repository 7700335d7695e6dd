//! Comma-separated values: one record a paragraph, one record a line of a table.

use crate::RenderError;
use crate::document::{Document, Placed, Table};
use rust_decimal::Decimal;

type Writer = csv::Writer<Vec<u8>>;

/// Without it Excel takes the file for GBK.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The document as CSV in UTF-8 with byte order mark and CRLF. A merged cell has its content at
/// its top left; the places that it covers are empty.
pub(crate) fn write(document: &Document) -> Result<Vec<u8>, RenderError> {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    records(document, &mut writer).map_err(|error| RenderError::writer("CSV", &error))?;
    writer
        .into_inner()
        .map_err(|error| RenderError::writer("CSV", error.error()))
}

fn records(document: &Document, writer: &mut Writer) -> csv::Result<()> {
    line(writer, &document.title)?;
    document
        .number
        .iter()
        .try_for_each(|number| line(writer, number))?;
    for paragraph in &document.preamble {
        line(writer, &paragraph.text())?;
    }
    for part in &document.sections {
        line(writer, &part.heading)?;
        for paragraph in &part.paragraphs {
            line(writer, &paragraph.text())?;
        }
        for part_table in &part.tables {
            table(writer, part_table)?;
        }
    }
    document
        .signature
        .iter()
        .try_for_each(|text| line(writer, text))
}

fn line(writer: &mut Writer, text: &str) -> csv::Result<()> {
    writer.write_record([guarded(text)])
}

fn table(writer: &mut Writer, table: &Table) -> csv::Result<()> {
    table
        .lines
        .iter()
        .try_for_each(|line| writer.write_record(record(line, table.width)))
}

fn record(line: &[Placed], width: usize) -> Vec<String> {
    let mut fields = vec![String::new(); width];
    for cell in line {
        if let Some(field) = fields.get_mut(cell.column) {
            *field = guarded(&cell.content.text());
        }
    }
    fields
}

/// A text that no spreadsheet takes for a formula; figures stay as they are. Spreadsheets in
/// Chinese take the full-width signs as well.
fn guarded(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if formula && text.parse::<Decimal>().is_err() {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_text_is_guarded_only_where_a_spreadsheet_would_compute_it() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(guarded("-cmd|' /C calc'!A0"), "'-cmd|' /C calc'!A0");
        assert_eq!(guarded("-8"), "-8");
        assert_eq!(guarded("一、总体情况"), "一、总体情况");
    }
}
