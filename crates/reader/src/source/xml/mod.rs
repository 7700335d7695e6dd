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
            [b'<', b'/', behind @ ..] => {
                let Name { prefix, local, .. } = self.close(behind)?;
                let name = local;
                visit(Node::Close { prefix, name }).map(drop)
            }
            [b'<', b'!' | b'?', ..] | [b'&', ..] => self.other(visit),
            [b'<', tag @ ..] => self.tag(tag, visit),
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

    /// An opening tag, which may be a closing one too; `tag` begins behind its `<`.
    fn tag(
        &mut self,
        tag: &'t [u8],
        visit: &mut impl FnMut(Node<'_>) -> Result<Next, SourceError>,
    ) -> Result<(), SourceError> {
        let (colon, end) = name_in(tag);
        let length = match tag.get(end) {
            Some(b'>') => end,
            _ => tag_length(tag, end).ok_or_else(|| self.unfinished())?,
        };
        if self.open.len() >= DEPTH_LIMIT {
            let limit = u64::try_from(DEPTH_LIMIT).unwrap_or(u64::MAX);
            return Err(SourceError::too_large("XML 嵌套层数", limit));
        }
        let start = self.at + 1;
        self.at = start + length + 1;
        let is_empty = length > 0 && tag.get(length - 1) == Some(&b'/');
        let content = self.part(start, start + length - usize::from(is_empty));
        let name = named(content, colon, end.min(content.len()));
        let Name { prefix, local, .. } = name;
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
        let mut at = 0;
        while let Some(found) = memchr(b'<', bytes.get(at..).unwrap_or_default()) {
            at += found + 1;
            match bytes.get(at..).unwrap_or_default() {
                [b'/', end @ ..] if end.starts_with(name) && end.get(name.len()) == Some(&b'>') => {
                    self.at += at + name.len() + 2;
                    return true;
                }
                tag if tag.starts_with(name) => return false,
                _ => {}
            }
        }
        false
    }

    /// The name of a closing tag, which must be that of the element opened last; `behind` begins
    /// with it.
    fn close(&mut self, behind: &'t [u8]) -> Result<Name<'t>, SourceError> {
        let expected = self.open.pop();
        if let Some(expected) = expected {
            let name = expected.whole.as_bytes();
            if behind.starts_with(name) && behind.get(name.len()) == Some(&b'>') {
                self.at += name.len() + 3;
                return Ok(expected);
            }
        }
        let length = tag_length(behind, 0).ok_or_else(|| self.unfinished())?;
        let tag = self.take(length + 3);
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

/// Bytes of a tag before the first `>` outside quotes, none of which stand before `from`; `None`
/// if it does not end.
fn tag_length(tag: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = tag.get(at..)?;
        let found = memchr3(b'>', b'"', b'\'', rest)?;
        at += found;
        match rest.get(found) {
            Some(b'>') => return Some(at),
            Some(&quote) => at += memchr(quote, tag.get(at + 1..)?)? + 2,
            None => return None,
        }
    }
}

/// Where the name that a tag begins with has its first colon, if it has one, and where it ends.
fn name_in(tag: &[u8]) -> (Option<usize>, usize) {
    let mut colon = None;
    for (at, byte) in tag.iter().enumerate() {
        match byte {
            b'>' | b' ' | b'\r' | b'\n' | b'\t' | b'"' | b'\'' => return (colon, at),
            b':' if colon.is_none() => colon = Some(at),
            _ => {}
        }
    }
    (colon, tag.len())
}

/// The name at the beginning of a tag.
fn named(content: &str, colon: Option<usize>, end: usize) -> Name<'_> {
    let whole = content.get(..end).unwrap_or_default();
    let parts = colon.and_then(|colon| whole.split_at_checked(colon));
    let (prefix, local) = parts.map_or(("", whole), |(prefix, local)| {
        (prefix, local.get(1..).unwrap_or_default())
    });
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
mod tests;
