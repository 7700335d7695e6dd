//! XML parts as a walk over opening tags, closing tags and text, with what is dangerous refused:
//! document types (entities that multiply), deep nesting.

use super::SourceError;
use memchr::{memchr, memchr2, memchr3};
use quick_xml::errors::IllFormedError;
use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::parser::{ElementParser, Parser as _};
use quick_xml::{Error, Reader, XmlVersion};
use std::borrow::Cow;

/// Elements open at one time.
const DEPTH_LIMIT: usize = 256;

/// One step of the walk. Names are local names; what stands before the colon is the prefix.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Node<'n> {
    /// An element begins.
    Open {
        /// Its prefix, empty if it has none.
        prefix: &'n str,
        /// Its name.
        name: &'n str,
        /// The tag, for its attributes.
        element: &'n BytesStart<'n>,
    },
    /// An element ends.
    Close {
        /// Its prefix, empty if it has none.
        prefix: &'n str,
        /// Its name.
        name: &'n str,
    },
    /// Characters.
    Text(&'n str),
}

/// Where a walk goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// With what follows.
    Inside,
    /// Behind the element that begins: neither what is in it nor its end is visited. Where it
    /// cannot be told at a glance which end is its own, what is in it is visited all the same.
    Behind,
}

/// Walks over a part from its beginning to its end.
pub(crate) fn walk(
    text: &str,
    mut visit: impl FnMut(Node<'_>) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    walk_some(text, |node| visit(node).map(|()| Next::Inside))
}

/// Walks over a part and past what the visitor passes over.
pub(crate) fn walk_some(
    text: &str,
    mut visit: impl FnMut(Node<'_>) -> Result<Next, SourceError>,
) -> Result<(), SourceError> {
    let mut walk = Walk {
        text: text.strip_prefix('\u{feff}').unwrap_or(text),
        at: 0,
        open: Vec::with_capacity(16),
        returns: memchr(b'\r', text.as_bytes()).is_some(),
    };
    while walk.at < walk.text.len() {
        walk.step(&mut visit)?;
    }
    if walk.open.is_empty() {
        return Ok(());
    }
    Err(SourceError::damaged("XML 不完整"))
}

/// A walk under way. Tags and characters, which are nearly all of a part, are told apart here;
/// what else XML has is left to `quick_xml`, and so is what a tag holds behind its name.
struct Walk<'t> {
    text: &'t str,
    /// Where it is.
    at: usize,
    /// The open elements.
    open: Vec<Name<'t>>,
    /// Whether the part has carriage returns, which XML reads as line ends.
    returns: bool,
}

/// The name of an element.
#[derive(Clone, Copy)]
struct Name<'t> {
    whole: &'t str,
    prefix: &'t str,
    local: &'t str,
}

impl<'t> Walk<'t> {
    /// Reads over one tag, one stretch of characters or one of what else there is.
    fn step(
        &mut self,
        visit: &mut impl FnMut(Node<'_>) -> Result<Next, SourceError>,
    ) -> Result<(), SourceError> {
        match self.rest() {
            [b'<', b'/', ..] => {
                let name = self.close()?;
                let (prefix, name) = (name.prefix, name.local);
                visit(Node::Close { prefix, name }).map(drop)
            }
            [b'<', b'!' | b'?', ..] | [b'&', ..] => self.other(visit),
            [b'<', ..] => self.tag(visit),
            bytes => {
                let end = memchr2(b'<', b'&', bytes).unwrap_or(bytes.len());
                let text = self.take(end);
                if self.returns {
                    let text = BytesText::from_escaped(text).xml10_content();
                    return visit(Node::Text(&text)).map(drop);
                }
                visit(Node::Text(text)).map(drop)
            }
        }
    }

    /// What is still to be read.
    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn part(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    fn take(&mut self, length: usize) -> &'t str {
        let start = self.at;
        self.at = start.saturating_add(length).min(self.text.len());
        self.part(start, self.at)
    }

    /// An opening tag, which may be a closing one too.
    fn tag(
        &mut self,
        visit: &mut impl FnMut(Node<'_>) -> Result<Next, SourceError>,
    ) -> Result<(), SourceError> {
        let start = self.at + 1;
        let length = tag_length(self.rest()).ok_or_else(|| self.unfinished())?;
        if self.open.len() >= DEPTH_LIMIT {
            let limit = u64::try_from(DEPTH_LIMIT).unwrap_or(u64::MAX);
            return Err(SourceError::too_large("XML 嵌套层数", limit));
        }
        self.at += length;
        let is_empty = length > 2 && self.text.as_bytes().get(self.at - 2) == Some(&b'/');
        let content = self.part(start, self.at - if is_empty { 2 } else { 1 });
        let name = name_of(content);
        let (prefix, local) = (name.prefix, name.local);
        let next = visit(Node::Open {
            prefix,
            name: local,
            element: &BytesStart::from_content(content, name.whole.len()),
        })?;
        if is_empty {
            return match next {
                Next::Inside => visit(Node::Close {
                    prefix,
                    name: local,
                })
                .map(drop),
                Next::Behind => Ok(()),
            };
        }
        if next == Next::Inside || !self.pass(name.whole) {
            self.open.push(name);
        }
        Ok(())
    }

    /// Goes behind the end of an element that began; not if another of its name is in it.
    fn pass(&mut self, whole: &str) -> bool {
        let (bytes, name) = (self.rest(), whole.as_bytes());
        let is_it = |tag: &[u8]| tag.get(..name.len()).is_some_and(|found| same(found, name));
        let mut at = 0;
        while let Some(found) = memchr(b'<', bytes.get(at..).unwrap_or_default()) {
            at += found + 1;
            let tag = bytes.get(at..).unwrap_or_default();
            match tag.split_first() {
                Some((b'/', end)) if is_it(end) && end.get(name.len()) == Some(&b'>') => {
                    self.at += at + name.len() + 2;
                    return true;
                }
                _ if is_it(tag) => return false,
                _ => {}
            }
        }
        false
    }

    /// The name of a closing tag, which must be that of the element opened last.
    fn close(&mut self) -> Result<Name<'t>, SourceError> {
        let expected = self.open.pop();
        let behind = self.rest().get(2..).unwrap_or_default();
        if let Some(expected) = expected {
            let length = expected.whole.len();
            let (found, end) = (behind.get(..length), behind.get(length));
            let is_it = found.is_some_and(|found| same(found, expected.whole.as_bytes()));
            if is_it && end == Some(&b'>') {
                self.at += length + 3;
                return Ok(expected);
            }
        }
        let length = tag_length(self.rest()).ok_or_else(|| self.unfinished())?;
        let tag = self.take(length);
        let name = tag.get(2..tag.len() - 1).unwrap_or_default();
        // A tag of blanks only keeps them for its name.
        let trimmed = name.trim_end_matches([' ', '\r', '\n', '\t']);
        let name = if trimmed.is_empty() { name } else { trimmed };
        let error = match expected {
            Some(expected) if expected.whole == name => return Ok(expected),
            Some(expected) => IllFormedError::MismatchedEndTag {
                expected: expected.whole.to_owned(),
                found: name.to_owned(),
            },
            None => IllFormedError::UnmatchedEndTag(name.to_owned()),
        };
        Err(broken(&Error::IllFormed(error)))
    }

    /// What is wrong with a tag that does not end.
    fn unfinished(&self) -> SourceError {
        let mut parser = ElementParser::default();
        let _end = parser.feed(self.rest());
        broken(&Error::Syntax(parser.eof_error(self.rest())))
    }

    /// References, sections of characters, comments, instructions, document types.
    fn other(
        &mut self,
        visit: &mut impl FnMut(Node<'_>) -> Result<Next, SourceError>,
    ) -> Result<(), SourceError> {
        let mut reader = Reader::from_str(self.part(self.at, self.text.len()));
        let event = reader.read_event().map_err(|error| broken(&error))?;
        self.take(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        match event {
            Event::CData(text) => visit(Node::Text(&text.xml10_content())).map(drop),
            Event::GeneralRef(reference) => visit(Node::Text(&resolved(&reference)?)).map(drop),
            Event::DocType(_) => Err(SourceError::damaged("XML 含有 DTD，不予读取")),
            Event::Start(_)
            | Event::End(_)
            | Event::Empty(_)
            | Event::Text(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::Eof => Ok(()),
        }
    }
}

/// Bytes of a tag, from its `<` to the first `>` outside quotes; `None` if it does not end.
fn tag_length(bytes: &[u8]) -> Option<usize> {
    let end = memchr(b'>', bytes)?;
    let inside = bytes.get(..end).unwrap_or_default();
    // Nearly always quotes come in pairs before the first `>`, and are of one kind.
    let (is_open, single) = inside
        .iter()
        .fold((false, false), |(is_open, single), byte| {
            (is_open ^ (*byte == b'"'), single | (*byte == b'\''))
        });
    if !is_open && !single {
        return Some(end + 1);
    }
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let found = memchr3(b'>', b'"', b'\'', rest)?;
        at += found + 1;
        match rest.get(found) {
            Some(b'>') => return Some(at),
            Some(&quote) => at += memchr(quote, bytes.get(at..).unwrap_or_default())? + 1,
            None => return None,
        }
    }
}

/// Whether two names are one, byte by byte: names are too short for anything faster.
fn same(one: &[u8], other: &[u8]) -> bool {
    one.iter().zip(other).all(|(one, other)| one == other)
}

/// The name that a tag begins with.
fn name_of(content: &str) -> Name<'_> {
    let mut colon = None;
    let mut end = content.len();
    for (at, byte) in content.bytes().enumerate() {
        match byte {
            b':' if colon.is_none() => colon = Some(at),
            b' ' | b'\r' | b'\n' | b'\t' => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let whole = content.get(..end).unwrap_or_default();
    let parts = colon.and_then(|at| Some((whole.get(..at)?, whole.get(at + 1..)?)));
    let (prefix, local) = parts.unwrap_or(("", whole));
    Name {
        whole,
        prefix,
        local,
    }
}

fn resolved(reference: &quick_xml::events::BytesRef<'_>) -> Result<Cow<'static, str>, SourceError> {
    if let Some(c) = reference
        .resolve_char_ref()
        .map_err(|error| broken(&error))?
    {
        return Ok(Cow::Owned(c.to_string()));
    }
    let predefined = quick_xml::escape::resolve_xml_entity(reference);
    predefined
        .map(Cow::Borrowed)
        .ok_or_else(|| SourceError::damaged("XML 含有未定义的实体"))
}

fn broken(error: &Error) -> SourceError {
    SourceError::damaged(format!("XML：{error}"))
}

/// The value of an attribute, named without its prefix; `None` if it has none or a broken one.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    value(element, name).map(Cow::into_owned)
}

/// The same, borrowed from the tag where it stands there as it reads.
pub(crate) fn value<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    // A check for names that occur twice would compare each with all others.
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().into_inner() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str) -> Result<String, SourceError> {
        let mut all = String::new();
        walk(xml, |node| {
            if let Node::Text(text) = node {
                all.push_str(text);
            }
            Ok(())
        })?;
        Ok(all)
    }

    #[test]
    fn references_and_sections_of_characters_are_text() {
        assert_eq!(
            text("<a>&lt;&#x516C;<![CDATA[&amp;]]></a>").unwrap(),
            "<公&amp;"
        );
    }

    #[test]
    fn tags_are_told_from_what_stands_in_quotes_and_line_ends_are_one_character() {
        let read = |xml: &str| text(xml).map_err(drop);
        assert_eq!(
            read("<a b='>' c=\">\"\t>1\r\n<d/>2\r</a >").as_deref(),
            Ok("1\n2\n")
        );
        assert_eq!(
            read("\u{feff}<?x >?><!-- <b> --><a>3</a>").as_deref(),
            Ok("3")
        );
        for broken in [
            "<a",
            "<a b=\">",
            "<a></b>",
            "</a>",
            "<a>&b",
            "<a><!-></a>",
            "<",
        ] {
            assert!(read(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn a_document_type_is_refused_wherever_it_stands() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>";
        assert!(matches!(text(bomb), Err(SourceError::Damaged { .. })));
    }

    #[test]
    fn nesting_beyond_any_document_is_refused() {
        let deep = "<a>".repeat(1_000_000);
        assert!(matches!(text(&deep), Err(SourceError::TooLarge { .. })));
        assert!(matches!(
            text("<a><b></b>"),
            Err(SourceError::Damaged { .. })
        ));
    }
}
