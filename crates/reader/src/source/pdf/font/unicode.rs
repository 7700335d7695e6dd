//! The map from codes to characters that a font may bring (`ToUnicode`).

use super::super::lexer::{Lexer, Token, unhex};
use super::Text;

/// Codes to characters.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    /// Sorted by their first code.
    ranges: Vec<Range>,
    strings: Vec<Box<str>>,
}

#[derive(Debug, Clone, Copy)]
struct Range {
    first: u32,
    last: u32,
    to: To,
}

#[derive(Debug, Clone, Copy)]
enum To {
    /// The character of the first code; the others follow it.
    From(u32),
    /// One of the strings.
    Many(u32),
}

/// More entries than any font has.
const MOST: usize = 200_000;

impl ToUnicode {
    /// Reads the map; what cannot be read is left out.
    pub(super) fn of(data: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(data);
        let mut tokens: Vec<Token<'_>> = Vec::new();
        let mut block = None;
        while let Some(token) = lexer.next() {
            let Token::Operator(word) = token else {
                if block.is_some() && tokens.len() < MOST {
                    tokens.push(token);
                }
                continue;
            };
            if matches!(word, b"endbfchar" | b"endbfrange") {
                map.block(block.take(), &tokens);
            }
            match word {
                b"beginbfchar" => block = Some(2),
                b"beginbfrange" => block = Some(3),
                _ => {}
            }
            tokens.clear();
        }
        map.block(block, &tokens);
        map.ranges.sort_by_key(|range| range.first);
        map
    }

    fn block(&mut self, parts: Option<usize>, tokens: &[Token<'_>]) {
        let mut tokens = tokens.iter();
        while let Some(Token::Hex(first)) = tokens.next() {
            let Some(first) = value(first) else { continue };
            let mut last = first;
            if parts == Some(3) {
                let Some(Token::Hex(end)) = tokens.next() else {
                    return;
                };
                last = value(end).unwrap_or(first);
            }
            match tokens.next() {
                Some(Token::Hex(to)) => self.push(first, last.max(first), to),
                Some(Token::Open) => {
                    let list = tokens.by_ref().map_while(|token| match token {
                        Token::Hex(to) => Some(*to),
                        Token::Number(_)
                        | Token::Name(_)
                        | Token::Literal(_)
                        | Token::Dict(_)
                        | Token::Open
                        | Token::Close
                        | Token::Operator(_) => None,
                    });
                    for (code, to) in (first..=u32::MAX).zip(list) {
                        self.push(code, code, to);
                    }
                }
                _ => return,
            }
        }
    }

    fn push(&mut self, first: u32, last: u32, to: &[u8]) {
        if self.ranges.len() >= MOST {
            return;
        }
        let to = match (to.len(), value(to)) {
            (1..=4, Some(unit)) if !(0xd800..=0xdfff).contains(&unit) => To::From(unit),
            _ => {
                let Some(to) = self.string(to) else { return };
                to
            }
        };
        self.ranges.push(Range { first, last, to });
    }

    /// Several characters, or one beyond the basic plane.
    fn string(&mut self, hex: &[u8]) -> Option<To> {
        let mut bytes = Vec::with_capacity(hex.len() / 2);
        unhex(hex, &mut bytes);
        let pairs = bytes.chunks_exact(2);
        let units: Vec<u16> = pairs
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .collect();
        let text = String::from_utf16(&units).ok()?;
        let mut chars = text.chars().filter(|c| *c != '\0');
        match (chars.next(), chars.next()) {
            (Some(one), None) => Some(To::From(u32::from(one))),
            (Some(_), Some(_)) => {
                let number = u32::try_from(self.strings.len()).ok()?;
                self.strings.push(text.replace('\0', "").into());
                Some(To::Many(number))
            }
            _ => None,
        }
    }

    /// The characters of a code.
    pub(super) fn text(&self, code: u32) -> Text {
        let behind = self.ranges.partition_point(|range| range.first <= code);
        let range = behind.checked_sub(1).and_then(|at| self.ranges.get(at));
        let Some(range) = range.filter(|range| code <= range.last) else {
            return Text::Unknown;
        };
        match range.to {
            To::From(base) => {
                let character = base
                    .checked_add(code - range.first)
                    .and_then(char::from_u32);
                character.map_or(Text::Unknown, Text::of)
            }
            To::Many(number) => Text::Many(number),
        }
    }

    pub(super) fn string_at(&self, number: u32) -> &str {
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        self.strings.get(at).map_or("", |text| text.as_ref())
    }
}

/// The number that hexadecimal digits spell; `None` if there are none or too many.
fn value(hex: &[u8]) -> Option<u32> {
    let mut value = 0_u32;
    let mut digits = 0;
    for byte in hex {
        let Some(digit) = char::from(*byte).to_digit(16) else {
            continue;
        };
        value = value << 4 | digit;
        digits += 1;
    }
    (1..=8).contains(&digits).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_lists_and_ligatures_are_read() {
        let map = ToUnicode::of(
            b"2 beginbfchar <01> <89C4> <02> <00660069> endbfchar\n\
              2 beginbfrange <0010> <0012> <0030> <20><21>[<7AE0><D840DC00>] endbfrange",
        );
        assert_eq!(map.text(1), Text::One('规'));
        assert_eq!(map.text(2), Text::Many(0));
        assert_eq!(map.string_at(0), "fi");
        assert_eq!(map.text(0x12), Text::One('2'));
        assert_eq!(map.text(0x20), Text::One('章'));
        assert_eq!(map.text(0x21), Text::One('\u{20000}'));
        assert_eq!(map.text(0x13), Text::Unknown);
    }
}
