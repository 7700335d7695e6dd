//! Text that is tracked as deleted still stands in a DOC, between what replaced it, and the parser
//! does not tell them apart: 35 changed to 53 would be read as 3553. It is blanked before.

use super::super::SourceError;
use super::super::compound::{u16_at, u32_at};
use super::properties::{PAGE, listed, pages, properties};
use std::ops::Range;

/// Says of characters that they are deleted.
const DELETED: u16 = 0x0800;
/// Says nothing: an optional hyphen, which nobody reads.
const BLANK: u8 = 0x1f;

/// Blanks the deleted characters of the main stream. Whether there were any.
pub(super) fn blank(word: &mut [u8], table: &[u8]) -> Result<bool, SourceError> {
    let mark = [DELETED.to_le_bytes().as_slice(), &[1]].concat();
    let mark_of_style = [DELETED.to_le_bytes().as_slice(), &[0x81]].concat();
    let has = |mark: &[u8]| memchr::memmem::find(word, mark).is_some();
    if !has(&mark) && !has(&mark_of_style) {
        return Ok(false);
    }
    let deleted = deleted(word, table);
    let mut places = Vec::new();
    for piece in pieces(word, table) {
        let from = deleted.partition_point(|range| range.end <= piece.bytes.start);
        let behind = deleted.get(from..).unwrap_or_default().iter();
        for range in behind.take_while(|range| range.start < piece.bytes.end) {
            piece.characters(range, word, &mut places);
            // Pieces may lie over each other: not many times.
            if places.len() > word.len() * 2 {
                return Err(SourceError::damaged("文档的文字段互相重叠"));
            }
        }
    }
    for (at, blank) in &places {
        if let Some(byte) = word.get_mut(*at) {
            *byte = *blank;
        }
    }
    Ok(!places.is_empty())
}

/// Stretches of text: where they stand, and how many bytes a character has.
struct Piece {
    bytes: Range<usize>,
    width: usize,
}

impl Piece {
    /// The places of those characters in a range that are no marks of structure, byte by byte
    /// with what blanks them.
    fn characters(&self, range: &Range<usize>, word: &[u8], places: &mut Vec<(usize, u8)>) {
        let start = range.start.max(self.bytes.start);
        let end = range.end.min(self.bytes.end);
        let mut at = start;
        while at + self.width <= end {
            let unit = if self.width == 2 {
                u16_at(word, at)
            } else {
                word.get(at).copied().map(u16::from)
            };
            if unit.is_some_and(|unit| unit >= 0x20) {
                places.extend((at..at + self.width).zip([BLANK, 0]));
            }
            at += self.width;
        }
    }
}

fn pieces(word: &[u8], table: &[u8]) -> Vec<Piece> {
    const TEXT: usize = 33;
    let list = listed(word, TEXT).and_then(|at| table.get(at));
    let mut rest = list.unwrap_or_default();
    // Properties of pieces stand before the table of pieces.
    while let [1, behind @ ..] = rest {
        let length = usize::from(u16_at(behind, 0).unwrap_or(u16::MAX));
        rest = behind.get(2 + length..).unwrap_or_default();
    }
    let [2, _, _, _, _, table @ ..] = rest else {
        return Vec::new();
    };
    let count = table.len().saturating_sub(4) / 12;
    let piece = |number: usize| {
        let first = u32_at(table, number * 4)?;
        let length = u32_at(table, number * 4 + 4)?.checked_sub(first)?;
        let place = u32_at(table, (count + 1) * 4 + number * 8 + 2)?;
        let narrow = place & 0x4000_0000 != 0;
        let place = usize::try_from(place & 0x3fff_ffff).ok()?;
        let (start, width) = if narrow { (place / 2, 1) } else { (place, 2) };
        let end = start.checked_add(usize::try_from(length).ok()?.checked_mul(width)?)?;
        Some(Piece {
            bytes: start..end.min(word.len()),
            width,
        })
    };
    (0..count).filter_map(piece).collect()
}

/// Where deleted characters stand in the stream, in order and apart from each other.
fn deleted(word: &[u8], table: &[u8]) -> Vec<Range<usize>> {
    const PROPERTIES: usize = 12;
    let list = listed(word, PROPERTIES).and_then(|at| table.get(at));
    let list = list.unwrap_or_default();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for start in pages(list) {
        let page = word.get(start..start.saturating_add(PAGE));
        ranges.extend(page.into_iter().flat_map(deleted_in));
    }
    ranges.sort_by_key(|range| range.start);
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// The deleted stretches of one page of properties.
fn deleted_in(page: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let count = page.last().map_or(0, |count| usize::from(*count));
    (0..count).filter_map(move |number| {
        let place = |at: usize| usize::try_from(u32_at(page, at * 4)?).ok();
        let at = usize::from(*page.get((count + 1) * 4 + number)?) * 2;
        let length = usize::from(*page.get(at)?);
        let list = page.get(at + 1..at + 1 + length)?;
        let range = place(number)?..place(number + 1)?;
        (at > 0 && range.start < range.end && says_deleted(list)).then_some(range)
    })
}

/// Whether a list of properties says so, in the last word on it.
fn says_deleted(list: &[u8]) -> bool {
    let said = properties(list).filter(|(property, _)| *property == DELETED);
    let last = said.last().and_then(|(_, value)| value.first().copied());
    matches!(last, Some(1 | 0x81))
}
