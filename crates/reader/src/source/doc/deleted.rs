//! Text that is tracked as deleted still stands in a DOC, between what replaced it, and the parser
//! does not tell them apart: 35 changed to 53 would be read as 3553. It is blanked before.

use super::super::SourceError;
use super::super::compound::{Compound, u16_at, u32_at};
use std::borrow::Cow;
use std::ops::Range;

/// Bytes of a page of properties.
const PAGE: usize = 512;
/// Says of characters that they are deleted.
const DELETED: u16 = 0x0800;
/// Says nothing: an optional hyphen, which nobody reads.
const BLANK: u8 = 0x1f;

/// The bytes of a file with its deleted characters blanked; `word` is its main stream.
pub(super) fn blanked<'a>(
    bytes: &'a [u8],
    compound: &Compound<'_>,
    word: &[u8],
) -> Result<Cow<'a, [u8]>, SourceError> {
    let mark = [DELETED.to_le_bytes().as_slice(), &[1]].concat();
    let mark_of_style = [DELETED.to_le_bytes().as_slice(), &[0x81]].concat();
    let has = |mark: &[u8]| memchr::memmem::find(word, mark).is_some();
    if !has(&mark) && !has(&mark_of_style) {
        return Ok(Cow::Borrowed(bytes));
    }
    let second = u16_at(word, 0x0a).is_some_and(|flags| flags & 0x0200 != 0);
    let names = if second {
        ["1Table", "0Table"]
    } else {
        ["0Table", "1Table"]
    };
    let Some(table) = compound.stream(&names)? else {
        return Ok(Cow::Borrowed(bytes));
    };
    let deleted = deleted(word, &table);
    let mut places = Vec::new();
    for piece in pieces(word, &table) {
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
    let map = compound.places("WordDocument")?;
    let mut blanked = bytes.to_vec();
    for (at, blank) in places {
        if let Some(byte) = map.get(at).and_then(|at| blanked.get_mut(at)) {
            *byte = blank;
        }
    }
    Ok(Cow::Owned(blanked))
}

/// Where a table stands that the head of a document lists under this number.
fn listed(word: &[u8], number: usize) -> Option<Range<usize>> {
    let count = |at: usize| u16_at(word, at).map(usize::from);
    let longs = 34 + count(32)? * 2;
    let list = longs + 2 + count(longs)? * 4 + 2;
    let number_at = |at: usize| usize::try_from(u32_at(word, at)?).ok();
    let start = number_at(list + number * 8)?;
    Some(start..start.checked_add(number_at(list + number * 8 + 4)?)?)
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
    let count = list.len().saturating_sub(4) / 8;
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for number in 0..count {
        let page = u32_at(list, (count + 1 + number) * 4).unwrap_or(u32::MAX) & 0x003f_ffff;
        let start = usize::try_from(page)
            .unwrap_or(usize::MAX)
            .saturating_mul(PAGE);
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
        let properties = page.get(at + 1..at + 1 + length)?;
        let range = place(number)?..place(number + 1)?;
        (at > 0 && range.start < range.end && says_deleted(properties)).then_some(range)
    })
}

/// Whether a list of properties says so; each has a number that tells how long its value is.
fn says_deleted(mut properties: &[u8]) -> bool {
    let mut deleted = false;
    while let Some(property) = u16_at(properties, 0) {
        let value = properties.get(2..).unwrap_or_default();
        if property == DELETED {
            deleted = matches!(value.first(), Some(1 | 0x81));
        }
        let length = match property >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            _ => value.first().map_or(0, |length| usize::from(*length) + 1),
        };
        properties = value.get(length..).unwrap_or_default();
    }
    deleted
}
