//! XML parts as a walk over opening tags, closing tags and text, with what is dangerous refused:
//! document types (entities that multiply), deep nesting.

use super::SourceError;
use memchr::memmem::Finder;
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
        rest: text.strip_prefix('\u{feff}').unwrap_or(text),
        open: Vec::new(),
        returns: memchr(b'\r', text.as_bytes()).is_some(),
        passed: Vec::new(),
    };
    while !walk.rest.is_empty() {
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
    rest: &'t str,
    /// Names of the open elements, prefixes included.
    open: Vec<&'t str>,
    /// Whether the part has carriage returns, which XML reads as line ends.
    returns: bool,
    /// What finds the ends and the beginnings of elements that are passed over, by name.
    passed: Vec<(&'t str, Finder<'static>, Finder<'static>)>,
}

impl<'t> Walk<'t> {
    /// Reads over one tag, one stretch of characters or one of what else there is.
    fn step(
        &mut self,
        visit: &mut impl FnMut(Node<'_>) -> Result<Next, SourceError>,
    ) -> Result<(), SourceError> {
        match self.rest.as_bytes() {
            [b'<', b'/', ..] => {
                let (prefix, name) = split(self.close()?);
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

    fn take(&mut self, length: usize) -> &'t str {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// An opening tag, which may be a closing one too.
    fn tag(
        &mut self,
        visit: &mut impl FnMut(Node<'_>) -> Result<Next, SourceError>,
    ) -> Result<(), SourceError> {
        let content = self.taken_tag()?.get(1..).unwrap_or_default();
        let inner = content.strip_suffix("/>");
        let is_empty = inner.is_some();
        let content = inner.unwrap_or_else(|| content.strip_suffix('>').unwrap_or(content));
        if self.open.len() >= DEPTH_LIMIT {
            let limit = u64::try_from(DEPTH_LIMIT).unwrap_or(u64::MAX);
            return Err(SourceError::too_large("XML 嵌套层数", limit));
        }
        let end = content.bytes().position(is_blank).unwrap_or(content.len());
        let whole = content.get(..end).unwrap_or_default();
        let (prefix, name) = split(whole);
        let next = visit(Node::Open {
            prefix,
            name,
            element: &BytesStart::from_content(content, end),
        })?;
        if is_empty {
            return match next {
                Next::Inside => visit(Node::Close { prefix, name }).map(drop),
                Next::Behind => Ok(()),
            };
        }
        if next == Next::Inside || !self.pass(whole) {
            self.open.push(whole);
        }
        Ok(())
    }

    /// Goes behind the end of an element that began; not if another of its name is in it.
    fn pass(&mut self, whole: &'t str) -> bool {
        let known = self.passed.iter().position(|(name, ..)| *name == whole);
        let at = known.unwrap_or_else(|| {
            let finder = |tag: String| Finder::new(tag.as_bytes()).into_owned();
            let (end, begin) = (format!("</{whole}>"), format!("<{whole}"));
            self.passed.push((whole, finder(end), finder(begin)));
            self.passed.len() - 1
        });
        let Some((_, end, begin)) = self.passed.get(at) else {
            return false;
        };
        let bytes = self.rest.as_bytes();
        let Some(length) = end.find(bytes) else {
            return false;
        };
        if begin.find(&bytes[..length]).is_some() {
            return false;
        }
        let behind = length + end.needle().len();
        self.take(behind);
        true
    }

    /// The name of a closing tag, which must be that of the element opened last.
    fn close(&mut self) -> Result<&'t str, SourceError> {
        let expected = self.open.pop();
        let behind = self.rest.get(2..).unwrap_or_default();
        if let Some(name) = expected
            && let Some(behind) = behind.strip_prefix(name)
            && let Some(rest) = behind.strip_prefix('>')
        {
            self.rest = rest;
            return Ok(name);
        }
        let tag = self.taken_tag()?;
        let name = tag.get(2..tag.len() - 1).unwrap_or_default();
        // A tag of blanks only keeps them for its name.
        let trimmed = name.trim_end_matches([' ', '\r', '\n', '\t']);
        let name = if trimmed.is_empty() { name } else { trimmed };
        match expected {
            Some(expected) if expected == name => Ok(name),
            Some(expected) => Err(broken(&Error::IllFormed(
                IllFormedError::MismatchedEndTag {
                    expected: expected.to_owned(),
                    found: name.to_owned(),
                },
            ))),
            None => Err(broken(&Error::IllFormed(IllFormedError::UnmatchedEndTag(
                name.to_owned(),
            )))),
        }
    }

    /// A tag as it stands, from `<` to the first `>` outside quotes.
    fn taken_tag(&mut self) -> Result<&'t str, SourceError> {
        let bytes = self.rest.as_bytes();
        let mut at = 0;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let Some(found) = memchr3(b'>', b'"', b'\'', rest) else {
                break;
            };
            at += found + 1;
            match rest.get(found) {
                Some(b'>') => return Ok(self.take(at)),
                Some(&quote) => {
                    let Some(end) = memchr(quote, bytes.get(at..).unwrap_or_default()) else {
                        break;
                    };
                    at += end + 1;
                }
                None => break,
            }
        }
        let mut parser = ElementParser::default();
        let _end = parser.feed(bytes);
        Err(broken(&Error::Syntax(parser.eof_error(bytes))))
    }

    /// References, sections of characters, comments, instructions, document types.
    fn other(
        &mut self,
        visit: &mut impl FnMut(Node<'_>) -> Result<Next, SourceError>,
    ) -> Result<(), SourceError> {
        let mut reader = Reader::from_str(self.rest);
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

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\r' | b'\n' | b'\t')
}

/// Prefix and local name.
fn split(name: &str) -> (&str, &str) {
    let colon = name.bytes().position(|byte| byte == b':');
    let parts = colon.and_then(|at| Some((name.get(..at)?, name.get(at + 1..)?)));
    parts.unwrap_or(("", name))
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
