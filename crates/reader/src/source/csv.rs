//! Comma-separated values to pieces.

use super::blocks::check_pieces;
use super::{Piece, PieceKind, SourceError};
use crate::figure::{Figure, figure};
use crate::fold::trim;
use gongkai_domain::report::Place;
use std::borrow::Cow;

/// A text is taken for CSV by its name, or when many of its lines are a label and figures with
/// nothing but commas between them.
pub(crate) fn is_csv(text: &str, name: &str) -> bool {
    if name.to_ascii_lowercase().ends_with(".csv") {
        return true;
    }
    if memchr::memchr2(b'\t', b'|', text.as_bytes()).is_some() {
        return false;
    }
    let row = |line: &&str| {
        let mut fields = line.split(',');
        let label = fields.next().is_some_and(|field| figure(field).is_none());
        let rest: Vec<&str> = fields.collect();
        let figures = |field: &&str| matches!(figure(field), Some(Figure::Number(_)));
        let only = rest
            .iter()
            .all(|field| trim(field).is_empty() || figures(field));
        label && only && rest.iter().filter(|field| figures(field)).count() >= 2
    };
    text.lines()
        .filter(|line| line.len() < 400)
        .filter(row)
        .count()
        >= 6
}

/// The pieces of a CSV text. A place is the line of the record and the number of the field.
pub(crate) fn pieces(text: &str) -> Result<Vec<Piece<'static>>, SourceError> {
    // A record is read whole, so its fields are counted before.
    check_pieces(memchr::memchr_iter(b',', text.as_bytes()).count())?;
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut pieces = Vec::new();
    for (number, record) in (1_u32..).zip(reader.records()) {
        let Ok(record) = record else { continue };
        let at = record.position().map_or(0, |at| line_of(text, at));
        let line = u32::try_from(at).unwrap_or(u32::MAX);
        let filled = record
            .iter()
            .filter(|field| !trim(field).is_empty())
            .count();
        for (column, field) in (0_u32..).zip(record.iter()) {
            // A record of one field is a line of text.
            let alone = filled == 1 && record.len() == 1;
            let kind = if alone {
                PieceKind::Text
            } else {
                PieceKind::Separated { column }
            };
            let text = Cow::Owned(unguarded(trim(field)).to_owned());
            let place = Place::Text {
                line,
                column: column + 1,
            };
            pieces.push(Piece {
                text,
                kind,
                line: number,
                place,
            });
            check_pieces(pieces.len())?;
        }
    }
    Ok(pieces)
}

/// The line that a record begins in: its position is that of the blank lines before it.
fn line_of(text: &str, at: &::csv::Position) -> u64 {
    let rest = usize::try_from(at.byte())
        .ok()
        .and_then(|at| text.get(at..));
    let blank = rest.unwrap_or_default().bytes();
    let blank = blank.take_while(|byte| matches!(byte, b'\r' | b'\n'));
    at.line() + blank.filter(|byte| *byte == b'\n').map(|_| 1).sum::<u64>()
}

/// Spreadsheets are kept from reading text as a formula by an apostrophe before it.
fn unguarded(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => field,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_commas_quotes_and_line_ends_are_whole() {
        let text = "规章,0,0\n\"一、甲，\n乙\"\"丙\"\n'=1+1,,3\n";
        let seen: Vec<(String, u32)> = pieces(text)
            .unwrap()
            .iter()
            .map(|piece| (piece.text.to_string(), piece.line))
            .collect();
        let expected = [
            ("规章", 1),
            ("0", 1),
            ("0", 1),
            ("一、甲，\n乙\"丙", 2),
            ("=1+1", 3),
            ("", 3),
            ("3", 3),
        ];
        let expected: Vec<(String, u32)> =
            expected.map(|(text, line)| (text.to_owned(), line)).into();
        assert_eq!(seen, expected);
    }
}
