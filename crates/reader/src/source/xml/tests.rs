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
fn names_of_every_length_end_where_they_end() {
    for length in 1..20 {
        for name in ["a".repeat(length), format!("é:{}", "b".repeat(length))] {
            let xml = format!("<{name}><{name} c.1='2'/>3</{name}>");
            assert_eq!(text(&xml).as_deref(), Ok("3"), "{name}");
            let other = format!("<{name}>3</{name}a>");
            assert!(text(&other).is_err(), "{other}");
        }
    }
    let mut names = Vec::new();
    walk("<a-b.c1><w:d2 e='/'/><x/y></x/y></a-b.c1>", |node| {
        if let Node::Open { name, .. } = node {
            names.push(name.to_owned());
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(names, ["a-b.c1", "d2", "x/y"]);
}

#[test]
fn what_is_passed_over_ends_with_its_own_end() {
    struct Past(String);
    impl Visitor for Past {
        fn open(&mut self, tag: &Tag<'_>) -> Result<Next, SourceError> {
            let passed = tag.name.local().starts_with("pass");
            Ok(if passed { Next::Behind } else { Next::Inside })
        }
        fn close(&mut self, _name: Name<'_>) -> Result<(), SourceError> {
            Ok(())
        }
        fn text(&mut self, text: &str) -> Result<(), SourceError> {
            self.0.push_str(text);
            Ok(())
        }
    }
    for (xml, said) in [
        ("<a>1<pass>2<b c='>'/></pass>3<pass/>4</a>", "134"),
        ("<a><passed_over>2</passed_over>3</a>", "3"),
        // Another of its name in it: what is in it is visited, so that the ends stay in order.
        ("<a><pass>2<pass>3</pass>4</pass>5</a>", "245"),
    ] {
        let mut past = Past(String::new());
        walk_with(xml, &mut past).unwrap();
        assert_eq!(past.0, said, "{xml}");
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
