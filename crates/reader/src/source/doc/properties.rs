//! Lists of properties of a DOC (sprm): each has a number that tells how long its value is. They
//! stand in pages of the main stream, which lists in the other stream name.

use super::super::compound::{u16_at, u32_at};
use std::ops::Range;

/// Bytes of a page of properties.
pub(super) const PAGE: usize = 512;
/// The definition of a row of a table: its edges and how its cells are merged.
pub(super) const ROW: u16 = 0xd608;
/// Changes of tab stops; more than 254 bytes of them are counted in another way.
const TABS: u16 = 0xc615;

/// The properties of a list with their values; what is cut short ends it.
pub(super) fn properties(mut list: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let property = u16_at(list, 0)?;
        let behind = list.get(2..)?;
        let (value, rest) = behind.split_at_checked(length(property, behind)?)?;
        list = rest;
        Some((property, value))
    })
}

/// Bytes of a value, with those that count it.
fn length(property: u16, value: &[u8]) -> Option<usize> {
    let counted = |at: usize| value.get(at).copied().map(usize::from);
    Some(match property >> 13 {
        0 | 1 => 1,
        2 | 4 | 5 => 2,
        3 => 4,
        7 => 3,
        _ if property == ROW => usize::from(u16_at(value, 0)?) + 1,
        _ if property == TABS && counted(0) == Some(255) => {
            let deleted = counted(1)? * 4;
            3 + deleted + counted(2 + deleted)? * 3
        }
        _ => counted(0)? + 1,
    })
}

/// Where the head of a document says where the list of this number stands.
pub(super) fn told(word: &[u8], number: usize) -> Option<usize> {
    let count = |at: usize| u16_at(word, at).map(usize::from);
    let longs = 34 + count(32)? * 2;
    Some(longs + 2 + count(longs)? * 4 + 2 + number * 8)
}

/// Where a table stands that the head of a document lists under this number.
pub(super) fn listed(word: &[u8], number: usize) -> Option<Range<usize>> {
    let told = told(word, number)?;
    let number_at = |at: usize| usize::try_from(u32_at(word, at)?).ok();
    let start = number_at(told)?;
    Some(start..start.checked_add(number_at(told + 4)?)?)
}

/// Where the pages begin that a list names.
pub(super) fn pages(list: &[u8]) -> impl Iterator<Item = usize> {
    let count = list.len().saturating_sub(4) / 8;
    (0..count).map(move |number| {
        let page = u32_at(list, (count + 1 + number) * 4).unwrap_or(u32::MAX) & 0x003f_ffff;
        let page = usize::try_from(page).unwrap_or(usize::MAX);
        page.saturating_mul(PAGE)
    })
}
