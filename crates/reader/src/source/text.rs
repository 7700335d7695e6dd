//! Plain text to pieces: lines, and cells between tabs or bars.

use super::blocks::check_pieces;
use super::{Piece, PieceKind, SourceError};
use crate::fold::{is_blank, trim};
use gongkai_domain::report::Place;
use std::borrow::Cow;

/// The pieces of a text. Blank lines are no pieces; empty cells are.
pub(crate) fn pieces(text: &str) -> Result<Vec<Piece<'_>>, SourceError> {
    let mut pieces = Vec::with_capacity(text.len().min(LONGEST) / 24);
    let mut number = 0;
    let breaks = ['\u{c}', '\u{2028}'];
    let broken = breaks.iter().any(|c| text.contains(*c));
    for line in text.split('\n') {
        if broken {
            for line in line.split(breaks) {
                push_lines(&mut pieces, line, &mut number)?;
            }
        } else {
            push_lines(&mut pieces, line, &mut number)?;
        }
    }
    Ok(pieces)
}

/// A lone carriage return ends a line in files of old systems.
fn push_lines<'a>(
    pieces: &mut Vec<Piece<'a>>,
    text: &'a str,
    number: &mut u32,
) -> Result<(), SourceError> {
    for line in text.strip_suffix('\r').unwrap_or(text).split('\r') {
        *number += 1;
        push_line(pieces, line, *number)?;
    }
    Ok(())
}

/// Markdown puts a backslash before a character that would otherwise mark something up.
pub(crate) fn unescape(piece: &mut Piece<'_>) {
    if !piece.text.contains('\\') {
        return;
    }
    let mut plain = String::with_capacity(piece.text.len());
    let mut chars = piece.text.chars().peekable();
    while let Some(c) = chars.next() {
        let escape = c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation);
        plain.extend(if escape { chars.next() } else { Some(c) });
    }
    piece.text = Cow::Owned(plain);
}

/// Bytes of the longest text for whose pieces room is made before they are counted.
const LONGEST: usize = 1 << 20;

fn push_line<'a>(
    pieces: &mut Vec<Piece<'a>>,
    line: &'a str,
    number: u32,
) -> Result<(), SourceError> {
    if trim(line).is_empty() || is_rule(line) {
        return Ok(());
    }
    let mut columns = Columns {
        line,
        at: 0,
        column: 1,
    };
    if !is_separated(line) {
        pieces.push(columns.piece(line, number, PieceKind::Text));
        return check_pieces(pieces.len());
    }
    for (column, cell) in (0_u32..).zip(line.split(is_separator)) {
        pieces.push(columns.piece(cell, number, PieceKind::Separated { column }));
        check_pieces(pieces.len())?;
    }
    Ok(())
}

/// Counts the characters of a line up to each of its parts in turn, each character once.
struct Columns<'a> {
    line: &'a str,
    /// The byte reached and its column.
    at: usize,
    column: u32,
}

impl<'a> Columns<'a> {
    fn piece(&mut self, part: &'a str, number: u32, kind: PieceKind) -> Piece<'a> {
        let text = trim(part);
        let bytes = text.as_ptr() as usize - self.line.as_ptr() as usize;
        let between = self.line.get(self.at..bytes).unwrap_or_default();
        let between = u32::try_from(between.chars().count()).unwrap_or(u32::MAX);
        self.column = self.column.saturating_add(between);
        self.at = bytes;
        Piece {
            text: Cow::Borrowed(text),
            kind,
            line: number,
            place: Place::Text {
                line: number,
                column: self.column,
            },
        }
    }
}

/// Whether a line has a separator. Most have none, and their bytes say so at once.
fn is_separated(line: &str) -> bool {
    let bytes = line.as_bytes();
    let drawn =
        || bytes.iter().any(|byte| matches!(byte, 0xe2 | 0xef)) && line.contains(is_separator);
    memchr::memchr2(b'\t', b'|', bytes).is_some() || drawn()
}

/// Tab, bar, full-width bar, and the vertical strokes of boxes drawn in text.
fn is_separator(c: char) -> bool {
    matches!(c, '\t' | '|' | '｜' | '│' | '┃' | '║')
}

/// A line that only draws: `+---+`, `|---|---|`, `├──┼──┤`.
fn is_rule(line: &str) -> bool {
    let mut strokes = 0;
    for c in line.chars() {
        match c {
            '-' | '=' | '+' | ':' | '\u{2500}'..='\u{257f}' => strokes += 1,
            '|' | '\t' => {}
            c if is_blank(c) => {}
            _ => return false,
        }
    }
    strokes >= 3 && line.contains(['+', '|', '\u{2500}', '\u{2501}', '\u{2550}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_their_columns_and_places() {
        let pieces = pieces("规章\t0\t\t3\n\n  其他 \r\n|---|---|\n").unwrap();
        let seen: Vec<(&str, u32, &Place)> = pieces
            .iter()
            .map(|p| (p.text.as_ref(), p.line, &p.place))
            .collect();
        let at = |line, column| Place::Text { line, column };
        let expected = [
            ("规章", 1, &at(1, 1)),
            ("0", 1, &at(1, 4)),
            ("", 1, &at(1, 6)),
            ("3", 1, &at(1, 7)),
            ("其他", 3, &at(3, 3)),
        ];
        assert_eq!(seen, expected);
    }
}
