//! CSV to a sheet. Every cell is text as it stands: what it means, the caller knows.

use super::budget::{Budget, Rows};
use super::{ReadError, decode};
use crate::write::unguarded;
use crate::{Cell, Grid, Limits};
use csv::ReaderBuilder;

/// Lines looked at to tell the separator.
const SAMPLE: usize = 50;

/// The one sheet of a file of text.
pub(super) fn read(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Grid, ReadError> {
    let text = decode::decode(bytes);
    if is_binary(&text) {
        return Err(ReadError::NotASpreadsheet {
            what: "无法识别的文件",
            remedy: "请选择 .xlsx 或 .csv 文件。",
        });
    }
    let (separator, text) = separator(&text);
    rows(text, separator, budget)
}

/// The sheet of a text with this separator, if it is within limits.
pub(crate) fn of_text(text: &str, separator: u8) -> Result<Grid, ReadError> {
    let limits = Limits::default();
    rows(text, separator, &mut Budget::new(&limits))
}

fn rows(text: &str, separator: u8, budget: &mut Budget<'_>) -> Result<Grid, ReadError> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut rows = Rows::default();
    for (number, record) in (1_u32..).zip(reader.records()) {
        let record = record.map_err(|error| ReadError::damaged(error.to_string()))?;
        for (column, field) in record.iter().enumerate() {
            budget.visit()?;
            if !field.is_empty() {
                rows.make_room((number, column), field.len(), budget)?;
                let field = field.replace("\r\n", "\n");
                rows.put(column, Cell::from(unguarded(&field)));
            }
        }
    }
    Ok(rows.finish(""))
}

/// The separator of a text, and the text without the line in which Excel names it.
fn separator(text: &str) -> (u8, &str) {
    if let Some((first, rest)) = text.split_once('\n')
        && let Some([named]) = first.trim_end().strip_prefix("sep=").map(str::as_bytes)
    {
        return (*named, rest);
    }
    let count = |separator: char| {
        let lines = text.lines().filter(|line| !line.is_empty()).take(SAMPLE);
        lines.filter(|line| line.contains(separator)).count()
    };
    let best = [b',', b'\t', b';']
        .into_iter()
        .rev()
        .max_by_key(|separator| count(char::from(*separator)));
    (best.unwrap_or(b','), text)
}

/// Whether a text has more control characters than any text has.
fn is_binary(text: &str) -> bool {
    let head = text.as_bytes().get(..text.len().min(1 << 14));
    let head = head.unwrap_or_default();
    let control = |byte: &&u8| **byte < 0x20 && !b"\t\n\r\x0c".contains(byte);
    let count = head.iter().filter(control).count();
    count > 4 && count * 50 > head.len()
}
