//! What only a workbook can get wrong.

use super::*;
use crate::fixture;
use std::io::{Cursor, Read as _};

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn no_text_is_a_formula_and_every_count_is_a_number() {
    let mut report = fixture::report("2021");
    report.sections.preamble = String::from("=1+1\n@SUM(A1)\n+86");
    let bytes = write(&Document::of(&report).unwrap()).unwrap();
    for sheet in 1..=4 {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(!xml.contains("<f>"));
    }
    assert!(part(&bytes, "xl/worksheets/sheet3.xml").contains("<v>1011</v>"));
    assert!(!part(&bytes, "xl/sharedStrings.xml").contains("1011"));
}

#[test]
fn a_paragraph_longer_than_a_cell_goes_into_two() {
    let mut report = fixture::report("2021");
    report.sections.preamble = "〇".repeat(20_000) + &"丨".repeat(20_000);
    let bytes = write(&Document::of(&report).unwrap()).unwrap();
    let strings = part(&bytes, "xl/sharedStrings.xml");
    assert_eq!(
        strings.matches('〇').count() + strings.matches('丨').count(),
        40_000
    );
}

#[test]
fn each_section_with_a_table_has_a_sheet() {
    let bytes = write(&Document::of(&fixture::report("2019")).unwrap()).unwrap();
    let workbook = part(&bytes, "xl/workbook.xml");
    for name in ["正文", "二、主动公开", "三、依申请公开", "四、复议诉讼"] {
        assert!(workbook.contains(&format!("name=\"{name}\"")), "{name}");
    }
}
