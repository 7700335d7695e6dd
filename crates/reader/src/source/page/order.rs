//! Reading order on pages with two columns of text.

use super::turn::Bounds;

/// Where a block stands on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Over the whole width.
    Whole,
    /// In the left column.
    Left,
    /// In the right column.
    Right,
}

/// Columns of text stand at least this far apart (points).
const GUTTER: f32 = 8.0;
/// What the lines and tables of each column cover of its height, at least (points): four lines.
const LEAST_HEIGHT: f32 = 36.0;

/// Where the gap between two columns of text is; `None` on a page with one. The boxes are those
/// of lines of text, parted at wide gaps, and of tables.
pub(super) fn gutter(width: f32, boxes: &[Bounds]) -> Option<f32> {
    let half = width * 0.55;
    let mut stretches: Vec<(f32, f32)> = boxes
        .iter()
        .filter(|it| it.right - it.left < half)
        .map(|it| (it.left, it.right))
        .collect();
    stretches.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut reached = stretches.first()?.1;
    let mut best: Option<(f32, f32)> = None;
    for (from, to) in stretches {
        let gap = from - reached;
        let middle = f32::midpoint(from, reached);
        let central = (width * 0.35..width * 0.65).contains(&middle);
        if gap >= GUTTER && central && best.is_none_or(|(known, _)| gap > known) {
            best = Some((gap, middle));
        }
        reached = reached.max(to);
    }
    let (_, middle) = best?;
    let is_text = |left: bool| {
        let own = boxes.iter().filter(|it| {
            if left {
                it.right <= middle
            } else {
                it.left >= middle
            }
        });
        let room = if left { middle } else { width - middle };
        // Paragraphs and tables fill their column, figures do not.
        let wide = own.filter(|it| it.right - it.left > room * 0.5);
        wide.map(|it| it.bottom - it.top).sum::<f32>() >= LEAST_HEIGHT
    };
    (is_text(true) && is_text(false)).then_some(middle)
}

/// The side of a box.
pub(super) fn side(gutter: Option<f32>, bounds: &Bounds) -> Side {
    match gutter {
        Some(middle) if bounds.right <= middle => Side::Left,
        Some(middle) if bounds.left >= middle => Side::Right,
        Some(_) | None => Side::Whole,
    }
}

/// Sorts from top to bottom; between two blocks over the whole width the left column comes first.
pub(super) fn sort<T>(blocks: &mut Vec<(f32, Side, T)>) {
    blocks.sort_by(|a, b| a.0.total_cmp(&b.0));
    if blocks.iter().all(|block| block.1 == Side::Whole) {
        return;
    }
    let (mut sorted, mut right) = (Vec::with_capacity(blocks.len()), Vec::new());
    for block in blocks.drain(..) {
        match block.1 {
            Side::Left => sorted.push(block),
            Side::Right => right.push(block),
            Side::Whole => {
                sorted.append(&mut right);
                sorted.push(block);
            }
        }
    }
    sorted.append(&mut right);
    *blocks = sorted;
}
