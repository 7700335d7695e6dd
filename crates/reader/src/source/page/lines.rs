//! Characters to lines of text, and lines to what gaps part.

use super::Glyph;
use super::turn::Bounds;
use crate::fold::ideograph;
use std::ops::Range;

/// Characters whose middles differ by less than this share of their height stand in one line.
const SAME_LINE: f32 = 0.5;
/// A gap that is a blank, as a share of the height: between ideographs, and beside others.
const WIDE_BLANK: f32 = 0.6;
const BLANK: f32 = 0.2;
/// A gap that parts what stands in columns.
const APART: f32 = 1.4;
/// The same in rows of figures: between two figures, before a figure, and elsewhere.
const BETWEEN_FIGURES: f32 = 0.4;
const BEFORE_FIGURE: f32 = 0.55;
const IN_ROW: f32 = 0.9;
/// Dashes beside the number of a page.
pub(super) const DASHES: [char; 5] = ['-', '－', '−', '—', '–'];
/// They stand this near to it (points).
const NEAR: f32 = 16.0;
/// The same character again within this share of its height is the same one, drawn twice to
/// look bold.
const DOUBLE: f32 = 0.15;

/// Characters of one line between two wide gaps.
#[derive(Debug, Clone)]
pub(super) struct Fragment {
    /// Its characters among those of the page.
    pub(super) glyphs: Range<usize>,
    pub(super) bounds: Bounds,
    /// Whether it can be a figure.
    pub(super) is_figure: bool,
}

/// Sorts characters into lines, and those of a line from left to right; calls `each` with the
/// characters of every line and the number of the first.
pub(super) fn lines(glyphs: &mut [Glyph], mut each: impl FnMut(&[Glyph], usize)) {
    let middle = |glyph: &Glyph| glyph.top + glyph.bottom;
    if !glyphs.is_sorted_by(|a, b| middle(a) <= middle(b)) {
        glyphs.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    }
    let mut start = 0;
    let mut rest = glyphs;
    while let Some(first) = rest.first().copied() {
        let limit = middle(&first) + (first.bottom - first.top) * SAME_LINE * 2.0;
        let same = rest.partition_point(|glyph| middle(glyph) < limit).max(1);
        let (line, others) = rest.split_at_mut(same);
        if !line.is_sorted_by(|a, b| a.left <= b.left) {
            line.sort_by(|a, b| a.left.total_cmp(&b.left));
        }
        each(line, start);
        start += same;
        rest = others;
    }
}

/// Parts a line at its wide gaps; a row of figures also at narrower ones.
pub(super) fn fragments(line: &[Glyph], start: usize, out: &mut Vec<Fragment>) {
    let from = out.len();
    if line.iter().any(|glyph| glyph.character.is_ascii_digit()) {
        part(line, start, least_in_row, out);
        let parts = out.get(from..).unwrap_or_default();
        let figures = parts.iter().filter(|part| part.is_figure).count();
        if figures > 1 && is_row(parts) && !is_page_number(parts, line, start) {
            return;
        }
        out.truncate(from);
    }
    part(line, start, |_, _| APART, out);
}

/// Whether parts of a line look like a row: labels or none, then figures only.
pub(super) fn is_row(line: &[Fragment]) -> bool {
    let labels = line.iter().take_while(|part| !part.is_figure).count();
    let mut figures = line.iter().skip(labels);
    line.len() > 1 && labels < line.len() && figures.all(|part| part.is_figure)
}

/// Whether parts of a line are the number of a page between dashes, or those of two pages.
fn is_page_number(parts: &[Fragment], line: &[Glyph], start: usize) -> bool {
    let all = |part: &Fragment, is: fn(char) -> bool| {
        let own = part.glyphs.start.saturating_sub(start)..part.glyphs.end.saturating_sub(start);
        let glyphs = line.get(own).unwrap_or_default();
        glyphs.iter().all(|glyph| is(glyph.character))
    };
    let near = |a: &Fragment, b: &Fragment| {
        b.bounds.left - a.bounds.right < (b.bounds.bottom - b.bounds.top).max(NEAR)
    };
    let digits: fn(char) -> bool = |c| c.is_ascii_digit();
    let dashes: fn(char) -> bool = |c| DASHES.contains(&c);
    let number = |parts: &[Fragment]| match parts {
        [before, number, behind] => {
            let dashed = all(before, dashes) && all(number, digits) && all(behind, dashes);
            dashed && near(before, number) && near(number, behind)
        }
        _ => false,
    };
    parts.len() <= 6 && parts.chunks(3).all(number)
}

fn least_in_row(last: &Glyph, next: &Glyph) -> f32 {
    let digit = |glyph: &Glyph| glyph.character.is_ascii_digit();
    match (digit(last), digit(next)) {
        (true, true) => BETWEEN_FIGURES,
        (false, true) => BEFORE_FIGURE,
        (_, false) => IN_ROW,
    }
}

fn part(
    line: &[Glyph],
    start: usize,
    least: impl Fn(&Glyph, &Glyph) -> f32,
    out: &mut Vec<Fragment>,
) {
    let apart = |last: &Glyph, next: &Glyph| {
        let height = (next.bottom - next.top).min(last.bottom - last.top);
        next.left - last.right <= height * least(last, next)
    };
    let mut at = start;
    for glyphs in line.chunk_by(apart) {
        let bounds = glyphs.iter().map(Bounds::of);
        out.push(Fragment {
            glyphs: at..at + glyphs.len(),
            bounds: bounds.fold(Bounds::NONE, Bounds::with),
            is_figure: is_figure(glyphs),
        });
        at += glyphs.len();
    }
}

/// Digits with what stands in a figure, or a mark for none.
fn is_figure(glyphs: &[Glyph]) -> bool {
    let marks = |glyph: &Glyph| {
        let c = glyph.character;
        c.is_ascii_digit() || ('０'..='９').contains(&c) || "+-−－.,，/—–元万%".contains(c)
    };
    let first = glyphs.first().map_or(' ', |glyph| glyph.character);
    let figure = glyphs.len() <= 24 && glyphs.iter().all(marks) && !"元万%".contains(first);
    figure || (glyphs.len() == 1 && first == '无')
}

/// Writes the characters of a line, with blanks where there are gaps, and returns their bounds.
pub(super) fn write(line: &[Glyph], text: &mut String) -> Bounds {
    let mut bounds = Bounds::NONE;
    let mut last: Option<&Glyph> = None;
    for glyph in line {
        bounds = bounds.with(Bounds::of(glyph));
        if let Some(last) = last {
            if is_double(last, glyph) {
                continue;
            }
            if is_gap(last, glyph) {
                text.push(' ');
            }
        }
        text.push(ideograph(glyph.character));
        last = Some(glyph);
    }
    bounds
}

fn is_double(last: &Glyph, glyph: &Glyph) -> bool {
    let height = glyph.bottom - glyph.top;
    last.character == glyph.character && glyph.left - last.left < height * DOUBLE
}

fn is_gap(last: &Glyph, glyph: &Glyph) -> bool {
    let height = (glyph.bottom - glyph.top).min(last.bottom - last.top);
    let wide = |glyph: &Glyph| glyph.character >= '\u{2e80}';
    let least = if wide(last) || wide(glyph) {
        WIDE_BLANK
    } else {
        BLANK
    };
    glyph.left - last.right > height * least
}
