//! XML parts as a walk over opening tags, closing tags and text, with what is dangerous refused:
//! document types (entities that multiply), deep nesting.

mod tag;

use super::SourceError;
use memchr::{memchr, memchr2};
use quick_xml::errors::IllFormedError;
use quick_xml::events::{BytesRef, BytesText, Event};
use quick_xml::parser::{ElementParser, Parser as _};
use quick_xml::{Error, Reader};
use std::borrow::Cow;

pub(crate) use tag::{Name, Tag};

/// Elements open at one time.
const DEPTH_LIMIT: usize = 256;

/// Where a walk goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// With what follows.
    Inside,
    /// Behind the element that begins: neither what is in it nor its end is visited.
    Behind,
}

/// What goes along on a walk.
pub(crate) trait Visitor {
    /// An element begins.
    fn open(&mut self, tag: &Tag<'_>) -> Result<Next, SourceError>;
    /// Whether it goes on behind the element that begins, as it would, now that it is told what
    /// stands there; nothing if that is not to be had at a glance, and then it has to go inside.
    fn passes(&mut self, content: Option<&str>) -> bool {
        content.is_some()
    }
    /// An element ends.
    fn close(&mut self, name: Name<'_>) -> Result<(), SourceError>;
    /// Characters.
    fn text(&mut self, text: &str) -> Result<(), SourceError>;
}

/// One step of a walk. Names are without their prefix.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Node<'n> {
    /// An element begins.
    Open {
        /// Its name.
        name: &'n str,
        /// The tag, for its attributes.
        tag: Tag<'n>,
    },
    /// An element ends.
    Close {
        /// Its name.
        name: &'n str,
    },
    /// Characters.
    Text(&'n str),
}

/// A visitor that makes no difference between steps.
struct Each<F>(F);

impl<F: FnMut(Node<'_>) -> Result<(), SourceError>> Visitor for Each<F> {
    fn open(&mut self, tag: &Tag<'_>) -> Result<Next, SourceError> {
        let name = tag.name.local();
        (self.0)(Node::Open { name, tag: *tag }).map(|()| Next::Inside)
    }

    fn close(&mut self, name: Name<'_>) -> Result<(), SourceError> {
        let name = name.local();
        (self.0)(Node::Close { name })
    }

    fn text(&mut self, text: &str) -> Result<(), SourceError> {
        (self.0)(Node::Text(text))
    }
}

/// Walks over a part from its beginning to its end.
pub(crate) fn walk(
    text: &str,
    visit: impl FnMut(Node<'_>) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    walk_with(text, &mut Each(visit))
}

/// Walks over a part and past what the visitor passes over.
pub(crate) fn walk_with(text: &str, visitor: &mut impl Visitor) -> Result<(), SourceError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut walk = Walk {
        text,
        at: 0,
        open: Vec::with_capacity(16),
        returns: memchr(b'\r', text.as_bytes()).is_some(),
    };
    while let Some(first) = text.as_bytes().get(walk.at) {
        let second = text.as_bytes().get(walk.at + 1);
        match (first, second) {
            (b'<', Some(b'/')) => walk.close(visitor)?,
            (b'<', Some(b'!' | b'?')) | (b'&', _) => walk.other(visitor)?,
            (b'<', _) => walk.open(visitor)?,
            _ => walk.text(visitor)?,
        }
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

impl<'t> Walk<'t> {
    /// What is still to be read, but for so many bytes.
    #[inline]
    fn behind(&self, bytes: usize) -> &'t str {
        self.text.get(self.at + bytes..).unwrap_or_default()
    }

    /// Characters up to the next tag or reference.
    fn text(&mut self, visitor: &mut impl Visitor) -> Result<(), SourceError> {
        let behind = self.behind(0);
        let length = memchr2(b'<', b'&', behind.as_bytes()).unwrap_or(behind.len());
        self.at += length;
        let text = behind.get(..length).unwrap_or_default();
        if self.returns {
            return visitor.text(&BytesText::from_escaped(text).xml10_content());
        }
        visitor.text(text)
    }

    /// An opening tag, which may be a closing one too.
    #[inline]
    fn open(&mut self, visitor: &mut impl Visitor) -> Result<(), SourceError> {
        let tag = self.text.get(self.at + 1..).and_then(Tag::of);
        let tag = tag.ok_or_else(|| self.unfinished())?;
        if self.open.len() >= DEPTH_LIMIT {
            let limit = u64::try_from(DEPTH_LIMIT).unwrap_or(u64::MAX);
            return Err(SourceError::too_large("XML 嵌套层数", limit));
        }
        self.at += tag.bytes();
        let next = visitor.open(&tag)?;
        match (next, tag.is_end) {
            (Next::Inside, true) => visitor.close(tag.name)?,
            (Next::Behind, true) => {}
            (Next::Inside, false) => self.open.push(tag.name),
            (Next::Behind, false) => self.pass(tag.name, visitor),
        }
        Ok(())
    }

    /// Goes behind the element that began, if nothing in it keeps the visitor.
    fn pass(&mut self, name: Name<'t>, visitor: &mut impl Visitor) {
        let behind = self.behind(0);
        let length = tag::content(behind.as_bytes(), name);
        let content = length.and_then(|length| behind.get(..length));
        if visitor.passes(content) {
            self.at += content.map_or(0, str::len) + name.whole.len() + 3;
        } else {
            self.open.push(name);
        }
    }

    /// A closing tag, which must be that of the element opened last.
    #[inline]
    fn close(&mut self, visitor: &mut impl Visitor) -> Result<(), SourceError> {
        let behind = self.text.as_bytes().get(self.at + 2..).unwrap_or_default();
        let expected = self.open.pop();
        if let Some(name) = expected.filter(|name| name.ends(behind)) {
            self.at += name.whole.len() + 3;
            return visitor.close(name);
        }
        let name = self.unusual(expected)?;
        visitor.close(name)
    }

    /// A closing tag with blanks in it, or one that does not belong here.
    #[cold]
    fn unusual(&mut self, expected: Option<Name<'t>>) -> Result<Name<'t>, SourceError> {
        let behind = self.behind(2);
        let length = tag::length(behind.as_bytes(), 0).ok_or_else(|| self.unfinished())?;
        let name = behind.get(..length).unwrap_or_default();
        // A tag of blanks only keeps them for its name.
        let trimmed = name.trim_end_matches([' ', '\r', '\n', '\t']);
        let found = if trimmed.is_empty() { name } else { trimmed };
        self.at += length + 3;
        let error = match expected {
            Some(expected) if expected.whole == found => return Ok(expected),
            Some(expected) => IllFormedError::MismatchedEndTag {
                expected: expected.whole.to_owned(),
                found: found.to_owned(),
            },
            None => IllFormedError::UnmatchedEndTag(found.to_owned()),
        };
        Err(broken(&Error::IllFormed(error)))
    }

    /// What is wrong with a tag that does not end.
    #[cold]
    fn unfinished(&self) -> SourceError {
        let mut parser = ElementParser::default();
        let rest = self.behind(0).as_bytes();
        let _end = parser.feed(rest);
        broken(&Error::Syntax(parser.eof_error(rest)))
    }

    /// References, sections of characters, comments, instructions, document types.
    fn other(&mut self, visitor: &mut impl Visitor) -> Result<(), SourceError> {
        let mut reader = Reader::from_str(self.behind(0));
        let event = reader.read_event().map_err(|error| broken(&error))?;
        let length = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        self.at = self.at.saturating_add(length);
        match event {
            Event::CData(text) => visitor.text(&text.xml10_content()),
            Event::GeneralRef(reference) => visitor.text(&resolved(&reference)?),
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

fn resolved(reference: &BytesRef<'_>) -> Result<Cow<'static, str>, SourceError> {
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

#[cfg(test)]
mod tests;
