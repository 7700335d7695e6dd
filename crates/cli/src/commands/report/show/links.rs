//! Which piece of the document each cell of the report was read from.

use gongkai_domain::report::{AnnualReport, Cell, Place, Tables};
use gongkai_reader::Document;
use gongkai_reader::source::Piece;
use std::collections::BTreeMap;
use std::ops::Range;

/// The links between cells and pieces.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// What was read from a piece, from its beginning to its end.
    marks: BTreeMap<usize, Vec<Mark>>,
    /// The piece of a cell.
    pieces: BTreeMap<usize, usize>,
}

/// The part of a piece that a cell was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Index of the cell in the form.
    pub(super) cell: usize,
    /// The bytes of the piece's text.
    pub(super) bytes: Range<usize>,
}

impl Links {
    /// The links of a report to the document that it was read from.
    pub(super) fn of(document: &Document<'_>, report: &AnnualReport) -> Self {
        let mut links = Self::default();
        let cells = report.tables.iter().flat_map(Tables::iter);
        for (index, (_, cell)) in cells.enumerate() {
            let place = cell.place.as_ref();
            let at = place.and_then(|place| piece_at(document, place));
            if let Some((at, piece)) = at.and_then(|at| Some((at, document.pieces.get(at)?))) {
                links.link(index, cell, (at, piece));
            }
        }
        for marks in links.marks.values_mut() {
            marks.sort_by_key(|mark| mark.bytes.start);
        }
        links
    }

    fn link(&mut self, index: usize, cell: &Cell, (at, piece): (usize, &Piece<'_>)) {
        let marks = self.marks.entry(at).or_default();
        let taken = marks.iter().map(|mark| mark.bytes.end).max().unwrap_or(0);
        let stated = cell.number().map(|number| number.to_string());
        let raw = cell.raw.as_deref().or(stated.as_deref());
        let bytes = part(piece, cell.place.as_ref(), raw.unwrap_or_default(), taken);
        marks.push(Mark { cell: index, bytes });
        self.pieces.insert(index, at);
    }

    /// What was read from a piece.
    pub(super) fn marks(&self, piece: usize) -> &[Mark] {
        self.marks.get(&piece).map_or(&[], Vec::as_slice)
    }

    /// Whether a cell was read from a piece of the document.
    pub(super) fn has_source(&self, cell: usize) -> bool {
        self.pieces.contains_key(&cell)
    }
}

/// The piece that a place is in.
pub(super) fn piece_at(document: &Document<'_>, place: &Place) -> Option<usize> {
    let Place::Text { line, column } = place else {
        return document
            .pieces
            .iter()
            .position(|piece| piece.place == *place);
    };
    document.pieces.iter().rposition(|piece| {
        let Place::Text {
            line: own,
            column: from,
        } = &piece.place
        else {
            return false;
        };
        own == line && from <= column
    })
}

/// The bytes of a piece in which a cell's characters stand: where its place says, else behind
/// what others have taken, else all of it.
fn part(piece: &Piece<'_>, place: Option<&Place>, raw: &str, taken: usize) -> Range<usize> {
    let text = piece.text.as_ref();
    let all = 0..text.len();
    if raw.is_empty() {
        return all;
    }
    if let (Some(Place::Text { column, .. }), Place::Text { column: from, .. }) =
        (place, &piece.place)
    {
        let before = usize::try_from(column.saturating_sub(*from)).unwrap_or(0);
        let start = text.char_indices().nth(before).map(|(at, _)| at);
        let here = start.filter(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(raw)));
        return here.map_or(all, |at| at..at + raw.len());
    }
    let rest = text.get(taken..).unwrap_or_default();
    rest.find(raw)
        .map_or(all, |at| taken + at..taken + at + raw.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use gongkai_domain::report::FormBook;
    use gongkai_reader::Reader;

    const TEXT: &str = "甲县乙镇人民政府2021年政府信息公开工作年度报告\n二、主动公开政府信息情况\n\
        规章\t0\t0\t0\n行政规范性文件\t17\t0\t17\n行政许可\t5\n行政处罚\t6\n行政强制\t0\n\
        行政事业性收费\t0.5万元\n";

    #[test]
    fn every_cell_of_a_text_leads_to_its_very_characters() {
        let document = Document::of(TEXT.as_bytes(), "a.txt").unwrap();
        let report = Reader::new(FormBook::statutory().unwrap())
            .read_document(&document)
            .report;
        let links = Links::of(&document, &report);
        let tables = report.tables.unwrap();
        let mut linked = 0;
        for (piece, text) in document.pieces.iter().enumerate() {
            for mark in links.marks(piece) {
                let cell = tables.at(mark.cell);
                let stated = cell.number().map(|number| number.to_string());
                let raw = cell.raw.as_deref().or(stated.as_deref());
                assert_eq!(text.text.get(mark.bytes.clone()), raw);
                linked += 1;
            }
        }
        assert_eq!(linked, 10);
    }
}
