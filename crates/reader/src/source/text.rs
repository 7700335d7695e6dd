//! Plain text to pieces: lines, and cells between tabs or bars.

use super::{Piece, PieceKind};
use crate::fold::{is_blank, trim};
use gongkai_domain::report::Place;
use std::borrow::Cow;

/// The pieces of a text. Blank lines are no pieces; empty cells are.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::with_capacity(text.len() / 24);
    let mut number = 0;
    for line in text.split(['\n', '\u{c}', '\u{2028}']) {
        number += 1;
        // A lone carriage return ends a line in files of old systems.
        for part in line.strip_suffix('\r').unwrap_or(line).split('\r') {
            push_line(&mut pieces, part, number);
        }
    }
    pieces
}

fn push_line<'a>(pieces: &mut Vec<Piece<'a>>, line: &'a str, number: u32) {
    if trim(line).is_empty() || is_rule(line) {
        return;
    }
    if !line.contains(is_separator) {
        pieces.push(piece(line, line, number, PieceKind::Text));
        return;
    }
    for (column, cell) in (0_u32..).zip(line.split(is_separator)) {
        pieces.push(piece(line, cell, number, PieceKind::Separated { column }));
    }
}

fn piece<'a>(line: &'a str, part: &'a str, number: u32, kind: PieceKind) -> Piece<'a> {
    let text = trim(part);
    let bytes = text.as_ptr() as usize - line.as_ptr() as usize;
    let before = line.get(..bytes).unwrap_or_default().chars().count();
    let column = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
    Piece {
        text: Cow::Borrowed(text),
        kind,
        line: number,
        place: Place::Text {
            line: number,
            column,
        },
    }
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
        let pieces = pieces("规章\t0\t\t3\n\n  其他 \r\n|---|---|\n");
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
