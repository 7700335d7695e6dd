//! The tag of an element: its name, where it ends, what its attributes say.

use memchr::{memchr, memchr3};
use quick_xml::XmlVersion;
use quick_xml::events::attributes::{Attribute, Attributes};
use std::borrow::Cow;

/// The name of an element.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Name<'t> {
    /// With its prefix.
    pub(super) whole: &'t str,
    short: u64,
}

impl<'t> Name<'t> {
    /// The name with its prefix as a number, the first byte lowest, if both have no more than seven
    /// bytes as most have; zero for others. To compare numbers takes less time than to compare
    /// texts.
    #[inline]
    pub(crate) fn short(self) -> u64 {
        self.short
    }

    /// What stands behind the colon, or the name if it has none.
    pub(crate) fn local(self) -> &'t str {
        self.parts().map_or(self.whole, |(_, local)| local)
    }

    /// What stands before the colon; empty if it has none.
    pub(crate) fn prefix(self) -> &'t str {
        self.parts().map_or("", |(prefix, _)| prefix)
    }

    #[inline]
    fn parts(self) -> Option<(&'t str, &'t str)> {
        let colon = self.whole.bytes().position(|byte| byte == b':')?;
        Some((self.whole.get(..colon)?, self.whole.get(colon + 1..)?))
    }

    /// Whether a tag begins with it.
    #[inline]
    fn begins(self, tag: &[u8]) -> bool {
        if let Some(eight) = first_eight(tag).filter(|_| self.short != 0) {
            return (eight ^ self.short) << (64 - 8 * self.whole.len()) == 0;
        }
        tag.starts_with(self.whole.as_bytes())
    }

    /// Whether a closing tag has it, and no blank behind it; the tag begins behind its `</`.
    #[inline]
    pub(super) fn ends(self, tag: &[u8]) -> bool {
        let length = self.whole.len();
        if let Some(eight) = first_eight(tag).filter(|_| self.short != 0) {
            let whole = self.short | u64::from(b'>') << (8 * length);
            return (eight ^ whole) << (56 - 8 * length) == 0;
        }
        self.begins(tag) && tag.get(length) == Some(&b'>')
    }
}

/// An opening tag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tag<'t> {
    /// The name of the element.
    pub(crate) name: Name<'t>,
    /// What stands behind its `<`, and more.
    text: &'t str,
    /// Where its `>` stands.
    length: usize,
    /// Whether it is the end of its element too.
    pub(super) is_end: bool,
}

impl<'t> Tag<'t> {
    /// The tag that begins with the `<` before a text; `None` if it does not end.
    #[expect(
        clippy::inline_always,
        reason = "a call would take as long as the rest"
    )]
    #[inline(always)]
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (name, short) = name(bytes);
        let (length, is_end) = match bytes.get(name)? {
            b'>' => (name, false),
            b'/' if bytes.get(name + 1) == Some(&b'>') => (name + 1, true),
            _ => {
                let length = length(bytes, name)?;
                (length, bytes.get(length - 1) == Some(&b'/'))
            }
        };
        let whole = text.get(..name)?;
        Some(Self {
            name: Name { whole, short },
            text,
            length,
            is_end,
        })
    }

    /// Bytes from `<` to `>`.
    #[inline]
    pub(super) fn bytes(&self) -> usize {
        self.length + 2
    }

    /// Its attributes but for broken ones; of those that occur twice both, for a check would
    /// compare each with all others.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        let length = self.length - usize::from(self.is_end);
        let content = self.text.get(..length).unwrap_or_default();
        let mut attributes = Attributes::new(content, self.name.whole.len());
        attributes.with_checks(false);
        attributes.filter_map(Result::ok)
    }

    /// The value of an attribute, named without its prefix; `None` if it has none or a broken one.
    pub(crate) fn value(&self, name: &str) -> Option<Cow<'t, str>> {
        let mut attributes = self.attributes();
        let found = attributes.find(|found| found.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok()
    }

    /// The same, as a text of its own.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.value(name).map(Cow::into_owned)
    }
}

/// Bytes between the tag of an element and its end; `None` if another of its name is in it, or no
/// end.
pub(super) fn content(behind: &[u8], name: Name<'_>) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = memchr(b'<', behind.get(at..)?) {
        at += found + 1;
        match behind.get(at..)? {
            [b'/', tag @ ..] if name.ends(tag) => return Some(at - 1),
            tag if name.begins(tag) => return None,
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

/// Where the name that a tag begins with ends; and the name as a number, if it is short.
#[inline]
fn name(tag: &[u8]) -> (usize, u64) {
    let mut start = 0;
    while let Some(eight) = tag.get(start..).and_then(first_eight) {
        // A byte that ends a name is below `@`: neither of its two highest bits is set. A colon is
        // no end; `;`, which may be taken for one behind it, is none either.
        let others = eight ^ 0x3A3A_3A3A_3A3A_3A3A;
        let colons = others.wrapping_sub(0x0101_0101_0101_0101) & !others;
        let mut marks = !(eight | eight << 1) & !colons & 0x8080_8080_8080_8080;
        while marks != 0 {
            let bits = marks.trailing_zeros() & 0x38;
            let end = start + usize::try_from(bits / 8).unwrap_or_default();
            if is_end(tag.get(end..).unwrap_or_default()) {
                let name = eight & !(u64::MAX << bits);
                return (end, if start == 0 { name } else { 0 });
            }
            marks &= marks - 1;
        }
        start += 8;
    }
    let end = (start..tag.len()).find(|at| is_end(tag.get(*at..).unwrap_or_default()));
    (end.unwrap_or(tag.len()), 0)
}

/// Whether a name ends before these bytes.
#[inline]
fn is_end(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [b'>' | b' ' | b'\r' | b'\n' | b'\t' | b'"' | b'\'', ..] | [b'/', b'>', ..]
    )
}

/// The first eight bytes as a number, of which the first byte is the lowest.
#[inline]
fn first_eight(bytes: &[u8]) -> Option<u64> {
    bytes.first_chunk().map(|eight| u64::from_le_bytes(*eight))
}
