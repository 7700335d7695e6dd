//! CSV to a sheet. Every cell is text as it stands: what it means, the caller knows.

use super::budget::{Budget, Rows};
use super::{ReadError, decode};
use crate::records::{Quotes, Records};
use crate::write::unguarded;
use crate::{Cell, Grid};

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
    let mut rows = Rows::default();
    for (number, record) in (1_u32..).zip(Records::new(text, separator, Quotes::Always)) {
        for (column, field) in record.iter().enumerate() {
            budget.visit()?;
            if !field.is_empty() {
                rows.make_room((number, column), field.len(), budget)?;
                rows.put(column, Cell::from(unguarded(field)));
            }
        }
    }
    Ok(rows.finish(""))
}

/// The separator of a text, by its first line and else by all of them; and the text without the
/// line in which Excel names it.
fn separator(text: &str) -> (char, &str) {
    if let Some((first, rest)) = text.split_once('\n')
        && let Some(named) = first.trim_end_matches('\r').strip_prefix("sep=")
        && let (Some(separator), true) = (named.chars().next(), named.len() == 1)
    {
        return (separator, rest);
    }
    let lines = || text.lines().filter(|line| !line.is_empty()).take(SAMPLE);
    let weight = |separator: &char| {
        let first = lines().next().unwrap_or_default();
        let with = lines().filter(|line| line.contains(*separator)).count();
        (first.matches(*separator).count(), with)
    };
    // Of equal ones the last is taken.
    let best = [';', '\t', ','].into_iter().max_by_key(weight);
    (best.unwrap_or(','), text)
}

/// Whether a text has more control characters than any text has.
fn is_binary(text: &str) -> bool {
    let head = text.as_bytes().get(..text.len().min(1 << 14));
    let head = head.unwrap_or_default();
    let control = |byte: &&u8| **byte < 0x20 && !b"\t\n\r\x0c".contains(byte);
    let count = head.iter().filter(control).count();
    count > 4 && count * 50 > head.len()
}
