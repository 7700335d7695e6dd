//! Content streams: operands and operators in one pass, borrowed from the stream.

use std::borrow::Cow;

/// What stands in a content stream.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'a> {
    /// A number.
    Number(f32),
    /// A name without its slash, as written.
    Name(&'a [u8]),
    /// A string between parentheses, as written.
    Literal(&'a [u8]),
    /// A string of hexadecimal digits, as written.
    Hex(&'a [u8]),
    /// A dictionary with its brackets.
    Dict(&'a [u8]),
    /// An array begins.
    Open,
    /// An array ends.
    Close,
    /// An operator.
    Operator(&'a [u8]),
}

/// Reads a content stream.
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    data: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    fn part(&self, from: usize, to: usize) -> &'a [u8] {
        self.data.get(from..to).unwrap_or_default()
    }

    /// The next token; `None` at the end.
    #[expect(
        clippy::inline_always,
        reason = "a page has ten thousand, most of two bytes"
    )]
    #[inline(always)]
    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let first = self.peek()?;
            match first {
                b'0'..=b'9' | b'-' | b'+' | b'.' => return Some(self.number()),
                b' ' | b'\n' | b'\r' | b'\t' | 0 | 0x0c | b'>' | b')' | b'{' | b'}' => {
                    self.at += 1;
                }
                b'%' => self.skip_comment(),
                b'/' => {
                    self.at += 1;
                    return Some(Token::Name(self.word()));
                }
                b'(' => return Some(self.literal()),
                b'<' if self.data.get(self.at + 1) == Some(&b'<') => return Some(self.dict()),
                b'<' => return Some(self.hex()),
                b'[' => return Some(self.single(Token::Open)),
                b']' => return Some(self.single(Token::Close)),
                _ => return Some(Token::Operator(self.word())),
            }
        }
    }

    fn single(&mut self, token: Token<'a>) -> Token<'a> {
        self.at += 1;
        token
    }

    fn skip_comment(&mut self) {
        let rest = self.part(self.at, self.data.len());
        let end = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        self.at += end;
    }

    #[inline]
    fn word(&mut self) -> &'a [u8] {
        let start = self.at;
        let mut end = start;
        while self.data.get(end).copied().is_some_and(is_regular) {
            end += 1;
        }
        self.at = end;
        self.part(start, end)
    }

    /// A number; a word that begins like one and is none counts as an operator nobody knows.
    #[inline]
    fn number(&mut self) -> Token<'a> {
        let start = self.at;
        let mut at = start;
        let negative = self.peek() == Some(b'-');
        while matches!(self.data.get(at), Some(b'-' | b'+')) {
            at += 1;
        }
        let mut whole = 0.0_f32;
        while let Some(digit) = self.digit(at) {
            whole = whole * 10.0 + digit;
            at += 1;
        }
        if self.data.get(at) == Some(&b'.') {
            at += 1;
            let mut unit = 0.1_f32;
            while let Some(digit) = self.digit(at) {
                whole += digit * unit;
                unit *= 0.1;
                at += 1;
            }
        }
        self.at = at;
        if self.peek().is_some_and(is_regular) {
            // `0.0-5` and `12abc` are no numbers: a minus inside ends one, anything else spoils it.
            let rest = self.word();
            if !rest.starts_with(b"-") {
                return Token::Operator(self.part(start, self.at));
            }
        }
        Token::Number(if negative { -whole } else { whole })
    }

    #[inline]
    fn digit(&self, at: usize) -> Option<f32> {
        let digit = self.data.get(at)?.wrapping_sub(b'0');
        (digit < 10).then(|| f32::from(digit))
    }

    fn literal(&mut self) -> Token<'a> {
        let start = self.at + 1;
        let mut depth = 0_u32;
        while let Some(byte) = self.peek() {
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Token::Literal(self.part(start, self.at - 1));
            }
        }
        Token::Literal(self.part(start, self.data.len()))
    }

    fn hex(&mut self) -> Token<'a> {
        let start = self.at + 1;
        let rest = self.part(start, self.data.len());
        let length = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.at = (start + length + 1).min(self.data.len());
        Token::Hex(self.part(start, start + length))
    }

    fn dict(&mut self) -> Token<'a> {
        let start = self.at;
        let mut depth = 0_u32;
        while let Some(byte) = self.peek() {
            match (byte, self.data.get(self.at + 1)) {
                (b'<', Some(b'<')) => {
                    depth += 1;
                    self.at += 2;
                }
                (b'>', Some(b'>')) => {
                    depth -= 1;
                    self.at += 2;
                }
                (b'(', _) => drop(self.literal()),
                (b'<', _) => drop(self.hex()),
                _ => self.at += 1,
            }
            if depth == 0 {
                break;
            }
        }
        Token::Dict(self.part(start, self.at.min(self.data.len())))
    }

    /// Passes over the data of a picture that stands in the stream, up to its end mark.
    pub(super) fn skip_picture(&mut self) {
        let rest = self.part(self.at, self.data.len());
        let mut ends = memchr::memmem::find_iter(rest, b"EI");
        let end = ends.find(|end| {
            let before = end.checked_sub(1).and_then(|at| rest.get(at));
            let blank = |byte: Option<&u8>| byte.is_none_or(|byte| !is_regular(*byte));
            let after = rest.get(end + 2..).unwrap_or_default();
            let text = |byte: &u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
            blank(before) && blank(after.first()) && after.iter().take(16).all(text)
        });
        self.at = end.map_or(self.data.len(), |end| self.at + end + 2);
    }
}

#[inline]
fn is_regular(byte: u8) -> bool {
    REGULAR.get(usize::from(byte)).copied().unwrap_or(true)
}

/// Which bytes neither part tokens nor are one.
const REGULAR: [bool; 256] = {
    let mut regular = [true; 256];
    let others = b" \n\r\t\0\x0c()<>[]{}/%";
    let mut at = 0;
    while at < others.len() {
        regular[others[at] as usize] = false;
        at += 1;
    }
    regular
};

/// The bytes of a string; `scratch` takes them where they are not as written.
pub(super) fn string<'s>(token: Token<'s>, scratch: &'s mut Vec<u8>) -> Option<&'s [u8]> {
    match token {
        Token::Literal(raw) if memchr::memchr2(b'\\', b'\r', raw).is_none() => Some(raw),
        Token::Literal(raw) => {
            unescape(raw, scratch);
            Some(scratch)
        }
        Token::Hex(raw) => {
            unhex(raw, scratch);
            Some(scratch)
        }
        Token::Number(_)
        | Token::Name(_)
        | Token::Dict(_)
        | Token::Open
        | Token::Close
        | Token::Operator(_) => None,
    }
}

fn unescape(raw: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let mut bytes = raw.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte == b'\r' {
            let _feed = bytes.next_if_eq(&b'\n');
            out.push(b'\n');
            continue;
        }
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'n') => out.push(b'\n'),
            Some(b'r') => out.push(b'\r'),
            Some(b't') => out.push(b'\t'),
            Some(b'b') => out.push(8),
            Some(b'f') => out.push(12),
            Some(b'\r') => drop(bytes.next_if_eq(&b'\n')),
            Some(b'\n') | None => {}
            Some(digit @ b'0'..=b'7') => {
                let mut value = digit - b'0';
                for _ in 0..2 {
                    let Some(next) = bytes.next_if(|byte| (b'0'..=b'7').contains(byte)) else {
                        break;
                    };
                    value = value.wrapping_mul(8).wrapping_add(next - b'0');
                }
                out.push(value);
            }
            Some(other) => out.push(other),
        }
    }
}

/// The bytes that hexadecimal digits spell; an odd last digit is followed by zero.
pub(super) fn unhex(raw: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let mut half: Option<u8> = None;
    for &byte in raw {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'f' => byte - b'a' + 10,
            b'A'..=b'F' => byte - b'A' + 10,
            _ => continue,
        };
        half = match half {
            None => Some(digit),
            Some(high) => {
                out.push(high << 4 | digit);
                None
            }
        };
    }
    out.extend(half.map(|high| high << 4));
}

/// A name with its `#20` spelled out.
pub(super) fn plain_name(raw: &[u8]) -> Cow<'_, [u8]> {
    if !raw.contains(&b'#') {
        return Cow::Borrowed(raw);
    }
    let mut plain = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        let mut code = Vec::new();
        if *first == b'#'
            && let Some(digits) = tail.get(..2)
            && digits.iter().all(u8::is_ascii_hexdigit)
        {
            unhex(digits, &mut code);
            rest = tail.get(2..).unwrap_or_default();
        }
        plain.push(code.first().copied().unwrap_or(*first));
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_and_operators_are_told_apart() {
        let mut lexer =
            Lexer::new(b"-1.5 .25 /F#201 [(a\\)(b))-20<0A 1>]TJ<</A<</B 1>>>>BDC %x\nQ");
        let mut tokens = Vec::new();
        while let Some(token) = lexer.next() {
            tokens.push(token);
        }
        let expected = [
            Token::Number(-1.5),
            Token::Number(0.25),
            Token::Name(b"F#201"),
            Token::Open,
            Token::Literal(b"a\\)(b)"),
            Token::Number(-20.0),
            Token::Hex(b"0A 1"),
            Token::Close,
            Token::Operator(b"TJ"),
            Token::Dict(b"<</A<</B 1>>>>"),
            Token::Operator(b"BDC"),
            Token::Operator(b"Q"),
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn strings_are_unescaped() {
        let mut scratch = Vec::new();
        let literal = Token::Literal(b"\\(\\101\\\r\nb\\0");
        assert_eq!(string(literal, &mut scratch), Some(&b"(Ab\0"[..]));
        assert_eq!(
            string(Token::Hex(b"0a1"), &mut scratch),
            Some(&b"\x0a\x10"[..])
        );
        assert_eq!(plain_name(b"F#201").as_ref(), b"F 1");
    }

    #[test]
    fn a_picture_in_the_stream_is_passed_over() {
        let mut lexer = Lexer::new(b" \x01EIx EI\x02 EI Q");
        lexer.skip_picture();
        assert_eq!(lexer.next(), Some(Token::Operator(b"Q")));
    }
}
