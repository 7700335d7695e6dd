//! Lines of text to paragraphs, where the page shows that one continues the other.

use super::order::Side;
use super::sheet::{Block, Sheet, TextLine};

/// Joins the lines of each paragraph into one block.
pub(super) fn join(sheet: &mut Sheet) {
    let columns = [Side::Whole, Side::Left, Side::Right].map(|side| Column::of(sheet, side));
    let blocks = std::mem::take(&mut sheet.blocks);
    let mut open: Option<Open> = None;
    for block in blocks {
        let Block::Text(line) = block else {
            sheet.blocks.extend(open.take().map(Open::close));
            sheet.blocks.push(block);
            continue;
        };
        let column = &columns[line.side as usize];
        match &mut open {
            Some(paragraph) if paragraph.goes_on(&line, column) => paragraph.add(&line),
            _ => {
                sheet.blocks.extend(open.take().map(Open::close));
                open = Some(Open::new(line));
            }
        }
    }
    sheet.blocks.extend(open.map(Open::close));
}

/// The edges of a column of text.
struct Column {
    left: f32,
    right: f32,
    /// The usual height of its characters.
    size: f32,
}

impl Column {
    fn of(sheet: &Sheet, side: Side) -> Self {
        let lines = sheet.blocks.iter().filter_map(|block| match block {
            Block::Text(line) if line.side == side => Some(line),
            Block::Text(_) | Block::Row(_) | Block::Table(_) => None,
        });
        let mut column = Self {
            left: f32::MAX,
            right: f32::MIN,
            size: 0.0,
        };
        let mut sizes = Vec::new();
        for line in lines {
            column.left = column.left.min(line.bounds.left);
            column.right = column.right.max(line.bounds.right);
            sizes.push(line.size);
        }
        sizes.sort_by(f32::total_cmp);
        column.size = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
        column
    }
}

/// A paragraph that may go on.
struct Open {
    whole: TextLine,
    last: super::turn::Bounds,
    /// The space between its lines, once there are two.
    gap: Option<f32>,
}

impl Open {
    fn new(line: TextLine) -> Self {
        Self {
            last: line.bounds,
            whole: line,
            gap: None,
        }
    }

    fn close(self) -> Block {
        Block::Text(self.whole)
    }

    fn goes_on(&self, next: &TextLine, column: &Column) -> bool {
        let size = self.whole.size;
        let gap = next.bounds.top - self.last.bottom;
        let even = self
            .gap
            .is_none_or(|known| (gap - known).abs() < size * 0.35);
        let alike = (next.size - size).abs() < size * 0.15 && next.side == self.whole.side;
        if !alike || !even || gap > size * 1.8 || gap < -size * 0.5 {
            return false;
        }
        let full = self.last.right > column.right - size * 1.7;
        let flush = next.bounds.left < column.left + size * 1.2;
        let ended = self.whole.text.ends_with(['。', '！', '？', '；', '：']);
        if full && flush {
            return !(ended && opens(&next.text));
        }
        let middles = (self.last.middle().0 - next.bounds.middle().0).abs();
        let title = size > column.size * 1.12 || full;
        middles < size && !flush && !ended && title && !opens(&next.text)
    }

    fn add(&mut self, next: &TextLine) {
        self.gap = Some(next.bounds.top - self.last.bottom);
        self.last = next.bounds;
        self.whole.bounds = self.whole.bounds.with(next.bounds);
        let text = &mut self.whole.text;
        let letter = |c: char| c.is_ascii_alphabetic();
        if text.ends_with(letter) && next.text.starts_with(letter) {
            text.push(' ');
        }
        text.push_str(&next.text);
    }
}

/// Whether a text opens with a numeral of a heading or a list.
pub(super) fn opens(text: &str) -> bool {
    let mut chars = text.chars().map(crate::fold::fold).peekable();
    let bracket = chars.next_if_eq(&'(').is_some();
    let mut numeral = 0;
    while chars
        .next_if(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c))
        .is_some()
    {
        numeral += 1;
    }
    let behind = chars.next();
    let closed = if bracket {
        behind == Some(')')
    } else {
        behind.is_some_and(|c| "、.．".contains(c))
    };
    (1..=3).contains(&numeral) && closed
}
