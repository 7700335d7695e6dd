//! The tag of an element: its name, where it ends, what its attributes say.

use memchr::{memchr, memchr3};
use quick_xml::XmlVersion;
use quick_xml::events::attributes::{Attribute, Attributes};
use std::borrow::Cow;

/// An opening tag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tag<'t> {
    /// What stands behind its `<`, and more.
    text: &'t str,
    /// Where the local part of its name begins, and where its name ends.
    local: usize,
    name: usize,
    /// Where its `>` stands.
    length: usize,
    /// Whether it is the end of its element too.
    pub(super) is_end: bool,
}

impl<'t> Tag<'t> {
    /// The tag that begins with the `<` before a text; `None` if it does not end.
    #[inline]
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (local, name) = name_in(bytes);
        let (length, is_end) = match bytes.get(name..)? {
            [b'>', ..] => (name, false),
            [b'/', b'>', ..] => (name + 1, true),
            _ => {
                let length = length(bytes, name)?;
                (length, bytes.get(length - 1) == Some(&b'/'))
            }
        };
        Some(Self {
            text,
            local,
            name,
            length,
            is_end,
        })
    }

    /// Bytes from `<` to `>`.
    #[inline]
    pub(super) fn bytes(self) -> usize {
        self.length + 2
    }

    /// Its name behind the colon, if there is one.
    #[inline]
    pub(crate) fn name(self) -> &'t str {
        self.text.get(self.local..self.name).unwrap_or_default()
    }

    /// What stands before the colon; empty if there is none.
    #[inline]
    pub(crate) fn prefix(self) -> &'t str {
        let end = self.local.saturating_sub(1);
        self.text.get(..end).unwrap_or_default()
    }

    /// The end that its element must have.
    #[inline]
    pub(super) fn end(self) -> End<'t> {
        let name = self.text.get(..self.name).unwrap_or_default();
        let (unused, mark) = (unused(name), u64::from(b'>') << 56);
        let eight = first_eight(self.text.as_bytes()).filter(|_| unused < 64);
        End {
            name,
            local: self.local,
            eight: eight.map(|eight| eight << unused << 8 >> 8 | mark),
        }
    }

    /// Its attributes but for broken ones; of those that occur twice both, for a check would
    /// compare each with all others.
    pub(crate) fn attributes(self) -> impl Iterator<Item = Attribute<'t>> {
        let length = self.length - usize::from(self.is_end);
        let content = self.text.get(..length).unwrap_or_default();
        let mut attributes = Attributes::new(content, self.name);
        attributes.with_checks(false);
        attributes.filter_map(Result::ok)
    }

    /// The value of an attribute, named without its prefix; `None` if it has none or a broken one.
    pub(crate) fn value(self, name: &str) -> Option<Cow<'t, str>> {
        let mut attributes = self.attributes();
        let found = attributes.find(|found| found.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok()
    }

    /// The same, as a text of its own.
    pub(crate) fn text(self, name: &str) -> Option<String> {
        self.value(name).map(Cow::into_owned)
    }
}

/// The end that an open element must have.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct End<'t> {
    /// The name of the element, with its prefix.
    pub(super) name: &'t str,
    local: usize,
    /// The name and its `>` if these are no more than eight bytes: most names are, and numbers are
    /// compared at one go. They stand in the upper bytes, the others are zero.
    eight: Option<u64>,
}

impl<'t> End<'t> {
    /// The name of the element behind the colon.
    #[inline]
    pub(super) fn local(self) -> &'t str {
        self.name.get(self.local..).unwrap_or_default()
    }

    /// Whether a closing tag is this one, as it mostly is written; it begins behind its `</`.
    #[inline]
    pub(super) fn is(self, tag: &[u8]) -> bool {
        match (self.eight, first_eight(tag)) {
            (Some(own), Some(eight)) => eight << unused(self.name) == own,
            _ => {
                let name = self.name.as_bytes();
                tag.starts_with(name) && tag.get(name.len()) == Some(&b'>')
            }
        }
    }
}

/// Bits of a number of eight bytes that a name and its `>` leave; 64 or more if it is too long.
#[inline]
fn unused(name: &str) -> usize {
    56_usize.checked_sub(name.len() * 8).unwrap_or(64)
}

/// The first eight bytes as a number, of which the first byte is the lowest.
#[inline]
fn first_eight(bytes: &[u8]) -> Option<u64> {
    bytes.first_chunk().map(|eight| u64::from_le_bytes(*eight))
}

/// Bytes from behind the tag of an element to behind its end; `None` if another of its name is in
/// it, or no end.
pub(super) fn element(behind: &[u8], end: End<'_>) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = memchr(b'<', behind.get(at..)?) {
        at += found + 1;
        match behind.get(at..)? {
            [b'/', tag @ ..] if end.is(tag) => return Some(at + end.name.len() + 2),
            tag if tag.starts_with(end.name.as_bytes()) => return None,
            _ => {}
        }
    }
    None
}

/// Bytes of a tag before the first `>` outside quotes; none stands in its name, which ends at
/// `from`. `None` if it does not end.
pub(super) fn length(tag: &[u8], from: usize) -> Option<usize> {
    let behind = tag.get(from..)?;
    let first = memchr(b'>', behind)?;
    // A `<` stands in no quotes, so this `>` does not either.
    if first == 0 || behind.get(first + 1) == Some(&b'<') {
        return Some(from + first);
    }
    let mut at = 0;
    loop {
        at += memchr3(b'>', b'"', b'\'', behind.get(at..)?)?;
        match behind.get(at) {
            Some(b'>') => return Some(from + at),
            Some(&quote) => at += memchr(quote, behind.get(at + 1..)?)? + 2,
            None => return None,
        }
    }
}

/// Where the local part of the name that a tag begins with begins, and where the name ends.
#[inline]
fn name_in(tag: &[u8]) -> (usize, usize) {
    let (mut local, mut start) = (0, 0);
    while let Some(eight) = tag.get(start..).and_then(first_eight) {
        let mut marks = !(eight | eight << 1) & 0x8080_8080_8080_8080;
        while marks != 0 {
            let at = start + usize::try_from(marks.trailing_zeros() / 8).unwrap_or_default();
            if is_end(tag, at, &mut local) {
                return (local, at);
            }
            marks &= marks - 1;
        }
        start += 8;
    }
    let end = (start..tag.len()).find(|at| is_end(tag, *at, &mut local));
    (local, end.unwrap_or(tag.len()))
}

/// Whether a name ends at a byte; its first colon parts it. All bytes that could do either are
/// below `@`.
#[inline]
fn is_end(tag: &[u8], at: usize, local: &mut usize) -> bool {
    match tag.get(at) {
        Some(b':') if *local == 0 => *local = at + 1,
        Some(b'>' | b' ' | b'\r' | b'\n' | b'\t' | b'"' | b'\'') => return true,
        Some(b'/') => return tag.get(at + 1) == Some(&b'>'),
        _ => {}
    }
    false
}
