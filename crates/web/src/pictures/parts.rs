//! Parts of a whole as one bar: a pattern and a name each, so that no colour is needed.

use super::canvas::{Anchor, Canvas, PARTS, WIDTH};

/// Names of the parts with their patterns, three beside each other; how many units they take.
pub(super) fn legend(canvas: &mut Canvas, names: [&str; PARTS]) -> i64 {
    for (at, name) in names.into_iter().enumerate() {
        let place = i64::try_from(at).unwrap_or(0);
        let (x, y) = (place % 3 * 120, place / 3 * 20);
        canvas.part(at, (x, y + 2), (14, 12));
        canvas.text((x + 19, y + 13), Anchor::Start, name);
    }
    44
}

/// Where each part begins and how wide it is on a bar over the whole width. What is not nothing is seen, and
/// the last part ends where the bar ends.
pub(super) fn widths(parts: [u64; PARTS]) -> [(i64, i64); PARTS] {
    let whole: u64 = parts.iter().sum();
    let width = WIDTH.unsigned_abs();
    let mut before = 0_u64;
    parts.map(|part| {
        let edge = |figure: u64| i64::try_from(figure * width / whole.max(1)).unwrap_or(WIDTH);
        let from = edge(before);
        before += part;
        let wide = edge(before) - from;
        (from, if part > 0 { wide.max(1) } else { 0 })
    })
}

/// Draws the bar with the figure of each part under it, where there is room.
pub(super) fn bar(canvas: &mut Canvas, y: i64, parts: [u64; PARTS]) {
    let mut free = 0;
    for (at, ((x, wide), part)) in widths(parts).into_iter().zip(parts).enumerate() {
        if part == 0 {
            continue;
        }
        canvas.part(at, (x, y), (wide, 18));
        let figure = part.to_string();
        let half = i64::try_from(figure.len()).unwrap_or(1) * 7 / 2 + 1;
        let middle = (x + wide / 2).clamp(half, WIDTH - half);
        if middle - half >= free {
            canvas.text((middle, y + 31), Anchor::Middle, &figure);
            free = middle + half + 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_bar_and_one_of_a_thousand_is_still_seen() {
        let found = widths([997, 1, 0, 1, 1, 0]);
        assert_eq!(found[0].0, 0);
        assert!(found[1].1 >= 1 && found[4].1 >= 1);
        assert_eq!(found[2].1, 0);
        let (x, wide) = found[4];
        assert!((WIDTH - 1..=WIDTH + 1).contains(&(x + wide)), "{found:?}");
        assert_eq!(widths([0; PARTS]), [(0, 0); PARTS]);
    }
}
