//! Characters to lines of text.

use super::Glyph;
use super::turn::Bounds;

/// Characters whose middles differ by less than this share of their height stand in one line.
const SAME_LINE: f32 = 0.5;
/// A gap that is a blank, as a share of the height: between ideographs, and beside others.
const WIDE_BLANK: f32 = 0.6;
const BLANK: f32 = 0.2;
/// The same character again within this share of its height is the same one, drawn twice to
/// look bold.
const DOUBLE: f32 = 0.15;

/// Sorts characters into lines, and those of a line from left to right; calls `each` with the
/// characters of every line.
pub(super) fn lines(glyphs: &mut [Glyph], mut each: impl FnMut(&mut [Glyph])) {
    let middle = |glyph: &Glyph| glyph.top + glyph.bottom;
    if !glyphs.is_sorted_by(|a, b| middle(a) <= middle(b)) {
        glyphs.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    }
    let mut rest = glyphs;
    while let Some(first) = rest.first().copied() {
        let limit = middle(&first) + (first.bottom - first.top) * SAME_LINE * 2.0;
        let same = rest.partition_point(|glyph| middle(glyph) < limit);
        let (line, others) = rest.split_at_mut(same.max(1));
        if !line.is_sorted_by(|a, b| a.left <= b.left) {
            line.sort_by(|a, b| a.left.total_cmp(&b.left));
        }
        each(line);
        rest = others;
    }
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
        text.push(glyph.character);
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
