//! Page numbers and running heads: what pages repeat at the same height.

use super::lines::DASHES;
use super::sheet::{Block, Sheet};
use std::collections::BTreeMap;

/// The part of the page at its upper and its lower edge where such things stand.
const MARGIN: f32 = 0.12;
/// Nothing but furniture stands nearer to an edge than this part of the page.
const EDGE: f32 = 0.045;
/// How many blocks from the edge on may be such.
const DEEP: usize = 2;
/// Heights on two pages differ by less than this (points).
const SAME: f32 = 3.0;

/// A line at the edge of a page.
struct Found {
    page: usize,
    block: usize,
    height: f32,
    /// Whether it stands where nothing else does.
    outmost: bool,
    numbers: Vec<i64>,
}

/// Takes page numbers out, and running heads on all pages but the first that has them: there it
/// may be the title.
pub(super) fn remove(sheets: &mut [Sheet]) {
    for sheet in sheets.iter_mut() {
        let (from, to) = (sheet.height * MARGIN, sheet.height * (1.0 - MARGIN));
        sheet.blocks.retain(|block| match block {
            Block::Text(line) => {
                let inside = (from..to).contains(&line.bounds.middle().1);
                inside || !is_page_number(&line.text)
            }
            Block::Row(_) | Block::Table(_) => true,
        });
    }
    let mut found: BTreeMap<(bool, String), Vec<Found>> = BTreeMap::new();
    for (page, sheet) in sheets.iter().enumerate() {
        let count = sheet.blocks.len();
        let top = 0..count.min(DEEP);
        let bottom = count.saturating_sub(DEEP).max(top.end)..count;
        for block in top.chain(bottom) {
            let Some(Block::Text(line)) = sheet.blocks.get(block) else {
                continue;
            };
            let (_, height) = line.bounds.middle();
            let head = height < sheet.height * MARGIN;
            if !head && height < sheet.height * (1.0 - MARGIN) {
                continue;
            }
            let (shape, numbers) = shape(&line.text);
            let same = found.entry((head, shape)).or_default();
            same.push(Found {
                page,
                block,
                height,
                outmost: height < sheet.height * EDGE || height > sheet.height * (1.0 - EDGE),
                numbers,
            });
        }
    }
    let mut gone: Vec<(usize, usize)> = found.values().flat_map(|it| repeated(it)).collect();
    gone.sort_unstable();
    for (page, block) in gone.into_iter().rev() {
        sheets[page].blocks.remove(block);
    }
}

/// Whether a line is nothing but numbers between dashes: `— 3 —`, on a sheet of two pages twice.
fn is_page_number(text: &str) -> bool {
    let (mut shape, numbers) = shape(text);
    shape.retain(|c| !DASHES.contains(&c));
    let dashed = text.starts_with(DASHES) && text.ends_with(DASHES);
    dashed && (1..=2).contains(&numbers.len()) && shape.trim().chars().all(|c| c == '#')
}

/// What of lines of one shape is furniture.
fn repeated(lines: &[Found]) -> Vec<(usize, usize)> {
    let Some(first) = lines.first() else {
        return Vec::new();
    };
    let page = |found: &Found| i64::try_from(found.page).unwrap_or(0);
    let near = |found: &Found| (found.height - first.height).abs() < SAME;
    let same = |found: &&Found| near(found) && found.numbers == first.numbers;
    let counts = |found: &Found, at: usize| {
        let step = page(found) - page(first);
        found.numbers.get(at).copied() == first.numbers.get(at).map(|number| number + step)
    };
    let counted = lines.len() > 1
        && (0..first.numbers.len()).any(|at| lines.iter().all(|it| counts(it, at) && near(it)));
    let place = |found: &Found| (found.page, found.block);
    let all_same = lines.len() > 1 && first.outmost && lines.iter().all(|it| same(&it));
    if counted || all_same {
        lines.iter().map(place).collect()
    } else {
        lines.iter().skip(1).filter(same).map(place).collect()
    }
}

/// A text with its numbers taken out, and the numbers.
fn shape(text: &str) -> (String, Vec<i64>) {
    let (mut shape, mut numbers) = (String::new(), Vec::new());
    let mut number: Option<i64> = None;
    for c in text.chars().chain(['\n']).map(crate::fold::fold) {
        if let Some(digit) = c.to_digit(10) {
            let before = number.unwrap_or(0).saturating_mul(10);
            number = Some(before.saturating_add(i64::from(digit)));
            continue;
        }
        if let Some(whole) = number.take() {
            shape.push('#');
            numbers.push(whole);
        }
        if c != ' ' {
            shape.push(c);
        }
    }
    (shape, numbers)
}
