//! The text of formats that are read as they are shown: fixed pages, old documents and workbooks.
//! What is not shown on a page stays unread, and is said to be.

use super::Refused;
use super::text::{AttachmentText, TextUnknown};
use crate::source::{Document, Piece, PieceKind, SourceError};

/// Digits of the shortest number that identifies somebody, a telephone number.
const WHOLE_NUMBER: usize = 11;

/// What a document shows, and what of it nobody has looked at, `rest` above all.
pub(super) fn text(
    document: &Result<Document<'_>, SourceError>,
    rest: TextUnknown,
) -> AttachmentText {
    let mut text = AttachmentText::default();
    let document = match document {
        Ok(document) => document,
        Err(error) => {
            text.unread("", why(error));
            return text;
        }
    };
    text.layer(String::from("正文"), &in_lines(&document.pieces));
    if document.broken > 0 {
        let places = document.broken;
        text.unread("", TextUnknown::Undecodable { places });
    }
    if !document.pictures.is_empty() {
        let pages: Vec<String> = document.pictures.iter().map(u32::to_string).collect();
        let pages = pages.join("、");
        text.unread("", TextUnknown::PicturePages { pages });
    }
    text.unread("", rest);
    text
}

fn why(error: &SourceError) -> TextUnknown {
    if let SourceError::NoText { pages } = error {
        TextUnknown::Scan { pages: *pages }
    } else if let SourceError::Stopped { what } = error {
        TextUnknown::Stopped { what: what.clone() }
    } else {
        TextUnknown::Failed(Refused::from(error.clone()))
    }
}

/// A line of text a line; the cells of a row in one, with tabs between them.
fn in_lines(pieces: &[Piece<'_>]) -> String {
    let mut text = String::new();
    let mut row = None;
    for piece in pieces {
        let own = (piece.kind != PieceKind::Text).then_some(piece.line);
        if !text.is_empty() {
            let same_row = own.is_some() && own == row;
            text.push(if same_row { '\t' } else { '\n' });
        }
        row = own;
        unbroken(&piece.text, &mut text);
    }
    text
}

/// The lines of a cell as one, so that words and numbers which a narrow column breaks are found.
/// Two long numbers, one below the other, stay two.
fn unbroken(cell: &str, text: &mut String) {
    let from = text.len();
    for line in cell.split('\n') {
        let digits = |c: &char| c.is_ascii_digit();
        let above = text.get(from..).unwrap_or_default();
        let above = above.chars().rev().take_while(digits).count();
        let below = line.chars().take_while(digits).count();
        if above.min(below) >= WHOLE_NUMBER {
            text.push(' ');
        }
        text.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gongkai_domain::report::Place;

    fn piece(text: &'static str, kind: PieceKind, line: u32) -> Piece<'static> {
        let place = Place::Text { line, column: 1 };
        Piece {
            text: text.into(),
            kind,
            line,
            place,
        }
    }

    #[test]
    fn cells_of_a_row_stand_in_one_line_and_numbers_broken_in_a_cell_are_whole() {
        let cell = |text, line| {
            let (column, columns, rows) = (0, 1, 1);
            let kind = PieceKind::Cell {
                column,
                columns,
                rows,
            };
            piece(text, kind, line)
        };
        let pieces = [
            piece("名单", PieceKind::Text, 1),
            cell("公民身份\n号码", 2),
            cell("1101011990\n0307109X", 2),
            cell("13800138000\n13900139000", 3),
            piece("（完）", PieceKind::Text, 4),
        ];
        assert_eq!(
            in_lines(&pieces),
            "名单\n公民身份号码\t11010119900307109X\n13800138000 13900139000\n（完）"
        );
    }
}
