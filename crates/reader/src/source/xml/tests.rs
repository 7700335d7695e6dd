//! What is read of XML, and what is refused.

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
