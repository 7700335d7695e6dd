//! Where a row of a table has many cells, its definition stands in a stream of its own, where the
//! parser does not look: its cells would have no edges, and their columns would be counted. It is
//! written where the parser looks, without what says only how the row is drawn.

use super::super::SourceError;
use super::super::compound::{u16_at, u32_at};
use super::properties::{PAGE, ROW, listed, pages, properties, told};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The list of the pages of properties of paragraphs.
const LIST: usize = 13;
/// Say where the properties stand: of a paragraph or, the last, of a row.
const ELSEWHERE: [u16; 3] = [0x6645, 0x6646, 0x646b];
/// Bytes of properties that a page can hold of one paragraph, with its style.
const LONGEST: usize = 486;
/// What a paragraph takes of a page beside its properties, and a page beside its paragraphs.
const RUN: usize = 17;
const EDGES: usize = 6;
/// Pages that are written: a report of a thousand rows has some hundred.
const PAGE_LIMIT: usize = 16_384;
/// Of a cell of a row: its bytes, and the marks of one that is merged.
const CELL: usize = 20;
const MERGED: u8 = 0x67;

/// Whether there may be such rows.
pub(super) fn may_be(word: &[u8]) -> bool {
    let mut marks = ELSEWHERE.iter().map(|mark| mark.to_le_bytes());
    marks.any(|mark| memchr::memmem::find(word, &mark).is_some())
}

/// Writes the definitions of rows that stand in `data` into new pages of `word`, and into `table`
/// the list of them. Whether there were any.
pub(super) fn inline(
    word: &mut Vec<u8>,
    table: &mut Vec<u8>,
    data: &[u8],
) -> Result<bool, SourceError> {
    let list = listed(word, LIST).and_then(|at| table.get(at));
    let pages = written(word, list.unwrap_or_default(), data)?;
    let (Some(pages), Some(told)) = (pages, told(word, LIST)) else {
        return Ok(false);
    };
    word.resize(word.len().next_multiple_of(PAGE), 0);
    let list = pages.list(word.len() / PAGE);
    let place = [table.len(), list.len()].map(|it| u32::try_from(it).unwrap_or(u32::MAX));
    if let Some(told) = word.get_mut(told..told + 8) {
        told.copy_from_slice(&place.map(u32::to_le_bytes).concat());
    }
    word.extend(pages.bytes);
    table.extend(list);
    Ok(true)
}

/// All pages anew, if there is a definition to write into them.
fn written(word: &[u8], list: &[u8], data: &[u8]) -> Result<Option<Pages>, SourceError> {
    let (mut written, mut found) = (Pages::default(), false);
    let (mut seen, mut open) = (BTreeSet::new(), Vec::new());
    for start in pages(list).filter(|start| seen.insert(*start)) {
        let page = word.get(start..start.saturating_add(PAGE));
        for mut run in page.into_iter().flat_map(runs) {
            if let Some(whole) = resolved(&run.properties, data) {
                run.properties = Cow::Owned(whole);
                found = true;
            }
            if !fits(&open, &run) {
                written.close(&mut open)?;
            }
            open.push(run);
        }
    }
    written.close(&mut open)?;
    Ok(found.then_some(written))
}

/// A paragraph: where it starts and ends, what is told of its height, its style and properties.
struct Run<'a> {
    start: u32,
    end: u32,
    height: &'a [u8],
    properties: Cow<'a, [u8]>,
}

/// The paragraphs of a page.
fn runs(page: &[u8]) -> impl Iterator<Item = Run<'_>> {
    let count = page.last().map_or(0, |count| usize::from(*count));
    (0..count).filter_map(move |number| {
        let at = (count + 1) * 4 + number * 13;
        let offset = usize::from(*page.get(at)?) * 2;
        let told = (offset > 0).then(|| told_at(page, offset)).flatten();
        let told = told.filter(|told| told.len() <= LONGEST);
        Some(Run {
            start: u32_at(page, number * 4)?,
            end: u32_at(page, number * 4 + 4)?,
            height: page.get(at + 1..at + 13)?,
            properties: Cow::Borrowed(told.unwrap_or_default()),
        })
    })
}

/// The properties that stand at a place of a page: their length is odd, or comes second.
fn told_at(page: &[u8], at: usize) -> Option<&[u8]> {
    match usize::from(*page.get(at)?) {
        0 => {
            let length = usize::from(*page.get(at + 1)?) * 2;
            page.get(at + 2..at + 2 + length)
        }
        half => page.get(at + 1..at + half * 2),
    }
}

/// The properties with those that stand elsewhere; nothing if all stand here or there are too many.
fn resolved(told: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    let (style, list) = told.split_at_checked(2)?;
    if !properties(list).any(|(property, _)| ELSEWHERE.contains(&property)) {
        return None;
    }
    let mut all = style.to_vec();
    for (property, value) in properties(list) {
        if ELSEWHERE.contains(&property) {
            let at = usize::try_from(u32_at(value, 0)?).ok()?;
            let length = usize::from(u16_at(data, at)?);
            let list = data.get(at + 2..at + 2 + length)?;
            for (property, value) in properties(list) {
                add(&mut all, property, &needed(property, value)?);
            }
        } else {
            add(&mut all, property, value);
        }
    }
    (all.len() <= LONGEST).then_some(all)
}

fn add(all: &mut Vec<u8>, property: u16, value: &[u8]) {
    if !value.is_empty() {
        all.extend(property.to_le_bytes());
        all.extend(value);
    }
}

/// What tells where the cells of a row are; of the other properties, the long ones say how it is
/// drawn.
fn needed(property: u16, value: &[u8]) -> Option<Cow<'_, [u8]>> {
    if property != ROW {
        let value = if property >> 13 == 6 { &[] } else { value };
        return Some(Cow::Borrowed(value));
    }
    let edges = usize::from(*value.get(2)?) + 1;
    let (edges, cells) = value.split_at_checked(3 + edges * 2)?;
    let merged = |cell: &[u8]| cell.first().is_some_and(|marks| marks & MERGED != 0);
    let last = cells.chunks_exact(CELL).rposition(merged);
    let kept = cells.get(..last.map_or(0, |last| (last + 1) * CELL))?;
    let length = u16::try_from(edges.len() + kept.len() - 1).ok()?;
    let value = [&length.to_le_bytes(), edges.get(2..)?, kept].concat();
    Some(Cow::Owned(value))
}

/// Whether a page has room for another paragraph, and it is the next one.
fn fits(open: &[Run<'_>], run: &Run<'_>) -> bool {
    let size = |run: &Run<'_>| RUN + 2 + run.properties.len();
    let filled: usize = open.iter().map(size).sum();
    filled + size(run) <= PAGE - EDGES && open.last().is_none_or(|last| last.end == run.start)
}

/// New pages, where each begins in the text, and where the last one ends.
#[derive(Default)]
struct Pages {
    bytes: Vec<u8>,
    starts: Vec<u32>,
    end: u32,
}

impl Pages {
    /// Writes a page of these paragraphs.
    fn close(&mut self, open: &mut Vec<Run<'_>>) -> Result<(), SourceError> {
        let (Some(first), Some(last)) = (open.first(), open.last()) else {
            return Ok(());
        };
        self.starts.push(first.start);
        self.end = last.end;
        let room = (4 + RUN * open.len()).next_multiple_of(2);
        let (mut heads, mut stored) = (Vec::new(), Vec::new());
        for run in open.iter() {
            let at = usize::midpoint(room, stored.len());
            let said = !run.properties.is_empty();
            heads.push(if said {
                u8::try_from(at).unwrap_or(0)
            } else {
                0
            });
            heads.extend(run.height);
            if said {
                store(&mut stored, &run.properties);
            }
        }
        let start = self.bytes.len();
        let starts = open.iter().map(|run| run.start).chain([last.end]);
        self.bytes.extend(starts.flat_map(u32::to_le_bytes));
        self.bytes.extend(heads);
        self.bytes.resize(start + room, 0);
        self.bytes.extend(stored);
        self.bytes.resize(start + PAGE - 1, 0);
        self.bytes.push(u8::try_from(open.len()).unwrap_or(0));
        open.clear();
        if self.starts.len() <= PAGE_LIMIT {
            return Ok(());
        }
        let limit = u64::try_from(PAGE_LIMIT).unwrap_or(u64::MAX);
        Err(SourceError::too_large("段落属性页数", limit))
    }

    /// The list of the pages, the first of which has this number.
    fn list(&self, first: usize) -> Vec<u8> {
        let numbers = (u32::try_from(first).unwrap_or(u32::MAX)..).take(self.starts.len());
        let starts = self.starts.iter().copied().chain([self.end]);
        starts.chain(numbers).flat_map(u32::to_le_bytes).collect()
    }
}

fn store(stored: &mut Vec<u8>, properties: &[u8]) {
    let half = u8::try_from(properties.len().div_ceil(2)).unwrap_or(0);
    if properties.len().is_multiple_of(2) {
        stored.push(0);
    }
    stored.push(half);
    stored.extend(properties);
}
