//! The package opens: its parts are well-formed and its tables are rectangles.

use super::*;
use crate::fixture;
use quick_xml::Reader;
use quick_xml::events::Event;

fn check_well_formed(name: &str, xml: &str) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().enable_all_checks(true);
    let mut depth = 0_i32;
    loop {
        match reader
            .read_event()
            .unwrap_or_else(|error| panic!("{name}: {error}"))
        {
            Event::Start(start) => {
                start
                    .attributes()
                    .for_each(|attribute| drop(attribute.unwrap()));
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            Event::Empty(start) => start.attributes().for_each(|a| drop(a.unwrap())),
            Event::DocType(_) | Event::CData(_) | Event::PI(_) => panic!("{name}"),
            Event::Text(_) | Event::Comment(_) | Event::Decl(_) | Event::GeneralRef(_) => {}
        }
    }
    assert_eq!(depth, 0, "{name}");
}

#[test]
fn every_part_is_well_formed_whatever_the_text_says() {
    let mut report = fixture::report("2021");
    report.title = Some(String::from("]]> <w:p> & \u{0}\u{b}\u{ffff} \"'"));
    report.sections.preamble = String::from("</w:t></w:r></w:p>\u{1}");
    let document = Document::of(&report).unwrap();
    for (name, xml) in parts(&document) {
        check_well_formed(name, &xml);
        assert!(
            !xml.chars().any(|c| c.is_control() || c == '\u{ffff}'),
            "{name}"
        );
    }
}

#[test]
fn every_line_of_a_table_is_as_wide_as_the_table() {
    let document = Document::of(&fixture::report("2021")).unwrap();
    for table in document.sections.iter().flat_map(|part| &part.tables) {
        for line in table::write(table, 8844).split("<w:tr>").skip(1) {
            let spans = line.matches("<w:gridSpan w:val=\"").count();
            let spanned: usize = line
                .split("<w:gridSpan w:val=\"")
                .skip(1)
                .filter_map(|rest| rest.split('"').next()?.parse::<usize>().ok())
                .sum();
            assert_eq!(
                line.matches("<w:tc>").count() - spans + spanned,
                table.width
            );
        }
    }
}

#[test]
fn the_properties_name_the_title_and_no_author() {
    let properties = core_properties("青石镇");
    assert!(properties.contains("<dc:title>青石镇</dc:title>"));
    assert!(!properties.contains("creator"));
}
