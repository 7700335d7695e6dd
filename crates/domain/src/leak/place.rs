//! Bytes of a text to lines and columns, each character counted once.

use crate::report::Place;

/// Counts lines and columns up to places asked for in ascending order.
pub(super) struct Places<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    column: u32,
}

impl<'t> Places<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    /// The place of a byte that is not before the last one asked for.
    pub(super) fn at(&mut self, byte: usize) -> Place {
        let mut rest = self.text.get(self.at..).unwrap_or_default().chars();
        while self.at < byte {
            let Some(c) = rest.next() else { break };
            self.at += c.len_utf8();
            if is_line_end(c, rest.as_str()) {
                self.line = self.line.saturating_add(1);
                self.column = 1;
            } else {
                self.column = self.column.saturating_add(1);
            }
        }
        Place::Text {
            line: self.line,
            column: self.column,
        }
    }
}

/// Line ends as the reader of texts has them; a carriage return before a line feed is none.
fn is_line_end(c: char, rest: &str) -> bool {
    match c {
        '\n' | '\u{c}' | '\u{2028}' => true,
        '\r' => !rest.starts_with('\n'),
        _ => false,
    }
}
