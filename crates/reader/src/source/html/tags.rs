//! A page to tags and text. Comments, declarations and the content of scripts are dropped here.

use memchr::memmem::find;
use memchr::{memchr, memchr2, memchr3};
use std::borrow::Cow;

/// One token of a page.
#[derive(Debug)]
pub(super) enum Token<'t> {
    /// Characters, references not yet decoded.
    Text(&'t str),
    /// An opening tag.
    Open(Tag<'t>),
    /// A closing tag, by its name in lower case.
    Close(Cow<'t, str>),
}

/// An opening tag.
#[derive(Debug)]
pub(super) struct Tag<'t> {
    /// Its name in lower case.
    pub(super) name: Cow<'t, str>,
    /// What stands behind the name.
    attributes: &'t str,
}

/// Whether the content of an element is never text of the page.
fn is_opaque(name: &str) -> bool {
    matches!(
        name.as_bytes(),
        b"script"
            | b"style"
            | b"title"
            | b"noscript"
            | b"template"
            | b"textarea"
            | b"iframe"
            | b"svg"
            | b"select"
            | b"object"
            | b"math"
    )
}

/// The tokens of a page.
pub(super) fn tokens(text: &str) -> Tokens<'_> {
    Tokens { rest: text }
}

/// See [`tokens`].
pub(super) struct Tokens<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let end = markup_start(self.rest);
            if end > 0 {
                return Some(Token::Text(self.take(end)));
            }
            if let Some(token) = self.markup() {
                return Some(token);
            }
        }
    }
}

/// Where the first `<` stands that begins markup; the end if there is none.
fn markup_start(text: &str) -> usize {
    let mut from = 0;
    while let Some(at) = memchr(b'<', text.as_bytes().get(from..).unwrap_or_default()) {
        let behind = text.as_bytes().get(from + at + 1).copied().unwrap_or(b' ');
        if behind.is_ascii_alphabetic() || matches!(behind, b'/' | b'!' | b'?') {
            return from + at;
        }
        from += at + 1;
    }
    text.len()
}

impl<'t> Tokens<'t> {
    fn take(&mut self, length: usize) -> &'t str {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Reads over one piece of markup; `None` if it says nothing.
    fn markup(&mut self) -> Option<Token<'t>> {
        if self.rest.starts_with("<!--") {
            self.skip(find(self.rest.as_bytes(), b"-->").map(|at| at + 3));
            return None;
        }
        if let Some(rest) = self.rest.strip_prefix("</") {
            let name = name(rest);
            self.take(2 + name.len());
            self.skip_tag();
            return (!name.is_empty()).then_some(Token::Close(name));
        }
        if self.rest.starts_with(['<', '!', '?']) && !starts_with_letter(self.rest.get(1..)) {
            self.skip_tag();
            return None;
        }
        let name = name(self.rest.get(1..).unwrap_or_default());
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let bare = plain && self.rest.as_bytes().get(1 + name.len()) == Some(&b'>');
        let length = if bare {
            name.len() + 2
        } else {
            tag_length(self.rest)
        };
        let attributes = self
            .take(length)
            .get(1 + name.len()..)
            .unwrap_or_default()
            .trim_end_matches('>');
        if is_opaque(&name) && !attributes.ends_with('/') {
            self.skip_content(&name);
            return None;
        }
        Some(Token::Open(Tag { name, attributes }))
    }

    /// Reads over so many bytes, or to the end.
    fn skip(&mut self, length: Option<usize>) {
        self.take(length.unwrap_or(self.rest.len()));
    }

    /// Reads over the first `>`.
    fn skip_tag(&mut self) {
        self.skip(memchr(b'>', self.rest.as_bytes()).map(|at| at + 1));
    }

    /// Reads up to the closing tag of an element, or, if it is missing, to the end.
    fn skip_content(&mut self, element: &str) {
        loop {
            let at = find(self.rest.as_bytes(), b"</").map_or(self.rest.len(), |at| at);
            self.take(at);
            let Some(behind) = self.rest.strip_prefix("</") else {
                return;
            };
            if name(behind) == element {
                return self.skip_tag();
            }
            self.take(2);
        }
    }
}

fn starts_with_letter(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// The name that a tag begins with, in lower case.
fn name(text: &str) -> Cow<'_, str> {
    let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'<');
    let end = text.bytes().position(ends).unwrap_or(text.len());
    let name = text.get(..end).unwrap_or_default();
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// The length of a tag: up to the first `>` outside quotes. A quote that is never closed ends at
/// the first `>`, or half the page would be one attribute.
fn tag_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let behind = |at: usize| bytes.get(at..).unwrap_or_default();
    let mut at = 0;
    while let Some(found) = memchr3(b'>', b'"', b'\'', behind(at)) {
        at += found + 1;
        let mark = bytes.get(at - 1).copied().unwrap_or_default();
        if mark == b'>' {
            return at;
        }
        let before = bytes.get(..at - 1).unwrap_or_default().trim_ascii_end();
        if !before.ends_with(b"=") {
            continue;
        }
        // A value may span lines; it does not hold a tag.
        match memchr2(mark, b'<', behind(at)) {
            Some(end) if bytes.get(at + end) == Some(&mark) => at += end + 1,
            _ => break,
        }
    }
    memchr(b'>', bytes).map_or(text.len(), |end| end + 1)
}

impl<'t> Tag<'t> {
    /// Whether anything stands behind its name.
    pub(super) fn has_attributes(&self) -> bool {
        !self.attributes.is_empty()
    }

    /// Whether these characters stand anywhere in the attributes.
    pub(super) fn mentions(&self, characters: &str) -> bool {
        self.attributes.contains(characters)
    }

    /// The value of an attribute as written; `None` if the tag does not have it.
    pub(super) fn attribute(&self, name: &str) -> Option<&'t str> {
        let mut all = self.attributes();
        let found = all.find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    }

    /// Names and values of the attributes as written.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'t str, &'t str)> + use<'t> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let mut bytes = rest.bytes();
            let end = bytes.position(|byte| byte.is_ascii_whitespace() || byte == b'=');
            let (key, behind) = rest.split_at(end.unwrap_or(rest.len()).max(1));
            let (value, behind) = value(behind);
            rest = behind;
            Some((key, value))
        })
    }
}

/// The number in the value of an attribute; browsers read the digits it begins with.
pub(super) fn number(value: &str) -> Option<u32> {
    let value = value.trim();
    let end = value
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(value.len());
    value.get(..end)?.parse().ok()
}

/// The value behind the name of an attribute, and what stands behind it.
fn value(text: &str) -> (&str, &str) {
    let Some(text) = text.trim_start().strip_prefix('=') else {
        return ("", text);
    };
    let text = text.trim_start();
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text
        .find(|c: char| c.is_ascii_whitespace())
        .unwrap_or(text.len());
    text.split_at(end)
}
