//! XML parts as a walk over opening tags, closing tags and text, with what is dangerous refused:
//! document types (entities that multiply), deep nesting.

use super::SourceError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
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

/// Walks over a part from its beginning to its end.
pub(crate) fn walk(
    text: &str,
    mut visit: impl FnMut(Node<'_>) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|error| broken(&error))? {
            Event::Start(element) => {
                depth += 1;
                if depth > DEPTH_LIMIT {
                    let limit = u64::try_from(DEPTH_LIMIT).unwrap_or(u64::MAX);
                    return Err(SourceError::too_large("XML 嵌套层数", limit));
                }
                let (prefix, name) = split(element.name().into_inner());
                visit(Node::Open {
                    prefix,
                    name,
                    element: &element,
                })?;
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                let (prefix, name) = split(element.name().into_inner());
                visit(Node::Close { prefix, name })?;
            }
            Event::Text(text) => visit(Node::Text(&text.xml10_content()))?,
            Event::CData(text) => visit(Node::Text(&text.xml10_content()))?,
            Event::GeneralRef(reference) => visit(Node::Text(&resolved(&reference)?))?,
            Event::DocType(_) => return Err(SourceError::damaged("XML 含有 DTD，不予读取")),
            Event::Eof if depth > 0 => return Err(SourceError::damaged("XML 不完整")),
            Event::Eof => return Ok(()),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
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

fn broken(error: &quick_xml::Error) -> SourceError {
    SourceError::damaged(format!("XML：{error}"))
}

/// The value of an attribute, named without its prefix; `None` if it has none or a broken one.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    // A check for names that occur twice would compare each with all others.
    let mut attributes = element.attributes();
    let found = attributes
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().into_inner() == name)?;
    found
        .normalized_value(XmlVersion::Implicit1_0)
        .ok()
        .map(Cow::into_owned)
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
