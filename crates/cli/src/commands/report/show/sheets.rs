//! A page of PDF or OFD as a drawing: each piece in its area, whatever font it had.

use super::Shown;
use super::source::{Numbered, link};
use crate::html::escape;
use gongkai_domain::report::{Area, Place};
use gongkai_reader::source::PieceKind;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthChar as _;

/// The sides of A4, in tenths of a point.
const A4: (u32, u32) = (5953, 8419);
/// What is left free beside what stands farthest out, on a page larger than A4.
const MARGIN: u32 = 300;
/// The type of a paragraph (三号, as official documents have it), in tenths of a point.
const PARAGRAPH_TYPE: u32 = 160;
/// The smallest type, in tenths of a point.
const SMALLEST_TYPE: u32 = 20;
/// The largest type.
const LARGEST_TYPE: u32 = 220;

/// One page.
pub(super) fn page(html: &mut String, shown: &Shown<'_>, run: &[Numbered<'_>], number: u32) {
    let (width, height) = size(run);
    let _ = write!(
        html,
        "<h3>第{number}页</h3>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" \
         aria-label=\"第{number}页\"><svg class=\"page\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-label=\"第{number}页\">\n"
    );
    for (index, piece) in run {
        let Place::Page { area, .. } = &piece.place else {
            continue;
        };
        let boxed = matches!(piece.kind, PieceKind::Cell { .. });
        let _ = write!(html, "<g id=\"p-{index}\">{}", frame(*area, boxed));
        // The whole piece leads to the first cell read from it; the others lead to the piece.
        let mut marks = shown.links.marks(*index).iter();
        let first = marks.next();
        for mark in marks {
            let _ = write!(html, "<g id=\"s-{}\"></g>", mark.cell);
        }
        html.push_str(&first.map_or_else(String::new, |mark| link(shown, mark)));
        if first.is_some() {
            html.push_str(&frame(*area, false));
        }
        lines(html, &piece.text, *area, boxed);
        html.push_str(if first.is_some() {
            "</a></g>\n"
        } else {
            "</g>\n"
        });
    }
    html.push_str("</svg></div>\n");
}

/// A4, upright or across, or what holds everything.
fn size(run: &[Numbered<'_>]) -> (u32, u32) {
    let areas = run.iter().filter_map(|(_, piece)| match &piece.place {
        Place::Page { area, .. } => Some(*area),
        Place::Text { .. } | Place::Table { .. } | Place::Sheet { .. } => None,
    });
    let all = areas.reduce(Area::with).unwrap_or_default();
    let (short, long) = A4;
    if all.right <= short && all.bottom <= long {
        (short, long)
    } else if all.right <= long && all.bottom <= short {
        (long, short)
    } else {
        let right = all.right.saturating_add(MARGIN).max(short);
        (right, all.bottom.saturating_add(MARGIN).max(long))
    }
}

fn frame(area: Area, drawn: bool) -> String {
    let (width, height) = extent(area);
    let class = if drawn { " class=\"box\"" } else { "" };
    format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{height}\"{class}/>",
        area.left, area.top
    )
}

fn extent(area: Area) -> (u32, u32) {
    let width = area.right.saturating_sub(area.left);
    (width, area.bottom.saturating_sub(area.top))
}

/// A piece in type that fits its area: in the middle of a cell, else from the left.
fn lines(html: &mut String, text: &str, area: Area, centred: bool) {
    let (width, height) = extent(area);
    let (size, lines) = fitted(text, (width, height));
    let count = u32::try_from(lines.len()).unwrap_or(u32::MAX).max(1);
    // Lines of a paragraph keep their distance; those of a cell stand together in its middle.
    let step = if centred {
        size.saturating_mul(11) / 10
    } else {
        height / count
    };
    let top = area.top + height.saturating_sub(step.saturating_mul(count)) / 2;
    let (x, anchor) = if centred {
        (area.left + width / 2, " text-anchor=\"middle\"")
    } else {
        (area.left, "")
    };
    for (number, line) in (0..count).zip(lines) {
        let y = top + step.saturating_mul(number) + (step.saturating_add(size)) * 9 / 20;
        let line = escape(&line);
        let _ = write!(
            html,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor}>{line}</text>"
        );
    }
}

/// The largest type in which a text fits an area, and its lines then. A character is as wide as
/// high, a Latin one half of it; a line is a tenth higher.
fn fitted(text: &str, (width, height): (u32, u32)) -> (u32, Vec<String>) {
    let mut size = (height.saturating_mul(10) / 11).clamp(SMALLEST_TYPE, LARGEST_TYPE);
    loop {
        let halves = width.saturating_mul(2).saturating_add(size / 2) / size;
        let lines = wrapped(text, usize::try_from(halves).unwrap_or(usize::MAX));
        let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let fits = count.saturating_mul(size).saturating_mul(11) / 10 <= height
            && (count == 1 || size <= PARAGRAPH_TYPE);
        if fits || size <= SMALLEST_TYPE {
            return (size, lines);
        }
        size = (size - size / 20 - 1).max(SMALLEST_TYPE);
    }
}

/// A text in lines of so many halves of a Chinese character.
fn wrapped(text: &str, halves: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let (mut line, mut used) = (String::new(), 0);
        for character in paragraph.chars() {
            let wide = character.width().unwrap_or(0);
            if used + wide > halves && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(character);
            used += wide;
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_set_in_as_many_lines_as_its_area_has() {
        let text = "公开".repeat(40);
        let (size, lines) = fitted(&text, (4000, 440));
        assert_eq!(lines.concat(), text);
        assert!(lines.len() > 1 && size > 80, "{size} {}", lines.len());
        assert_eq!(fitted("规章", (300, 120)).1, ["规章"]);
        assert_eq!(fitted("", (0, 0)).0, SMALLEST_TYPE);
    }
}
