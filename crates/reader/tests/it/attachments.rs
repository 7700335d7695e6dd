//! What clerks attach most, fixed pages: their text is looked through like any other, and what of
//! them nobody has looked at is said.

use crate::pages::paper::{Paper, Text};
use crate::pages::writer::{Font, Manner, pdf};
use crate::paper::{Cell, Item, ofd};
use gongkai_domain::leak::inspect;
use gongkai_reader::attachment::{AttachmentKind, Examined, TextUnknown, examine, kind_of};
use gongkai_reader::{Apart, Document, SourceError};
use jiff::civil::date;

/// An A4 page of lines.
fn page(lines: &[&str]) -> Paper {
    let texts = (0_u8..).zip(lines).map(|(at, line)| Text {
        x: 90.0,
        y: 120.0 + 28.0 * f32::from(at),
        size: 14.0,
        words: (*line).to_owned(),
        cell: None,
    });
    Paper {
        width: 595.0,
        height: 842.0,
        texts: texts.collect(),
        ..Paper::default()
    }
}

fn examined(bytes: &[u8]) -> Examined {
    examine(bytes, kind_of(bytes).unwrap(), None)
}

fn unread(examined: &Examined) -> Vec<&TextUnknown> {
    let parts = examined.text.parts_unread.iter();
    parts.map(|part| &part.why).collect()
}

#[test]
fn numbers_of_persons_on_the_pages_of_a_pdf_are_found() {
    let lines = [
        "拟补助人员名单",
        "王某，公民身份号码 11010119900307109X",
        "电话 13800138000",
    ];
    for font in [Font::Mapped, Font::Gbk { inside: false }, Font::Radicals] {
        let read = examined(&pdf(&[page(&lines)], Manner::font(font)));
        let found: Vec<String> = inspect(&read.text.text)
            .into_iter()
            .map(|leak| leak.excerpt)
            .collect();
        assert_eq!(found, ["110101********109X", "138****8000"], "{font:?}");
        assert_eq!(unread(&read), [&TextUnknown::NotShown { format: "PDF" }]);
    }
}

#[test]
fn pages_that_are_pictures_and_characters_nobody_knows_are_said() {
    let scanned = Paper {
        picture: true,
        ..page(&[])
    };
    let scan = examined(&pdf(&[scanned.clone(), scanned.clone()], Manner::PLAIN));
    assert_eq!(unread(&scan), [&TextUnknown::Scan { pages: 2 }]);
    assert_eq!(scan.text.text, "");

    let notice = page(&[
        "关于公布办理结果的通知",
        "现将办理结果予以公布，请各单位遵照执行。",
        "特此通知，有关材料附后，请一并查收。",
    ]);
    let mixed = examined(&pdf(&[notice.clone(), scanned], Manner::PLAIN));
    let pages = String::from("2");
    assert!(unread(&mixed).contains(&&TextUnknown::PicturePages { pages }));

    let mute = examined(&pdf(&[notice], Manner::font(Font::Unknown)));
    let undecodable =
        |why: &&TextUnknown| matches!(why, TextUnknown::Undecodable { places } if *places > 0);
    assert!(unread(&mute).iter().any(undecodable));
}

#[test]
fn cells_of_an_ofd_table_are_looked_through() {
    let cell = |column, text: &str| Cell {
        column,
        columns: 1,
        rows: 1,
        text: text.to_owned(),
    };
    let items = [
        Item::Line(String::from("拟补助人员名单")),
        Item::Table {
            width: 2,
            rows: vec![
                vec![cell(0, "姓名"), cell(1, "公民身份号码")],
                vec![cell(0, "王某"), cell(1, "11010119900307109X")],
            ],
        },
    ];
    let read = examined(&ofd::document(&items, ofd::MANNERS[0]));
    let found = inspect(&read.text.text);
    assert_eq!(found.len(), 1, "{}", read.text.text);
    assert_eq!(found[0].excerpt, "110101********109X");
    assert_eq!(unread(&read), [&TextUnknown::NotShown { format: "OFD" }]);
}

#[test]
fn the_text_of_old_documents_and_workbooks_is_read() {
    let old: [&[u8]; 2] = [
        include_bytes!("../documents/township-2020.doc"),
        include_bytes!("../documents/township-2020.xls"),
    ];
    for bytes in old {
        let read = examined(bytes);
        assert!(read.text.text.contains("行政复议"), "{}", read.text.text);
        assert_eq!(unread(&read), [&TextUnknown::OldFormat]);
    }
}

#[test]
fn a_pdf_proposes_title_number_and_date_as_a_docx_does() {
    let lines = [
        "甲镇人民政府文件",
        "甲政〔2021〕3号",
        "甲镇人民政府关于印发防汛工作方案的通知",
        "各村：",
        "现印发给你们，请认真执行。",
        "2021年3月5日",
    ];
    let mut page = page(&lines);
    // Titles are set in larger type than the text.
    page.texts[2].size = 20.0;
    let read = examined(&pdf(&[page], Manner::PLAIN)).description;
    let title = read.title.map(|title| title.value);
    assert_eq!(
        title.as_deref(),
        Some("甲镇人民政府关于印发防汛工作方案的通知")
    );
    let number = read.document_number.map(|number| number.value);
    assert_eq!(number.as_deref(), Some("甲政〔2021〕3号"));
    assert_eq!(read.issued_on.map(|day| day.value), Some(date(2021, 3, 5)));
}

/// A process that had to be stopped.
#[derive(Debug)]
struct Stopped;

impl Apart for Stopped {
    fn document(&self, _: &[u8], _: &str) -> Result<Document<'static>, SourceError> {
        Err(SourceError::Stopped {
            what: "用时过长".into(),
        })
    }
}

#[test]
fn a_pdf_that_had_to_be_left_is_for_a_person_to_look_at() {
    let bytes = pdf(&[page(&["13800138000"])], Manner::PLAIN);
    let read = examine(&bytes, AttachmentKind::Pdf, Some(&Stopped));
    let [why] = unread(&read)[..] else {
        panic!("{read:?}");
    };
    assert!(
        why.to_string().starts_with("没有检查完（用时过长）"),
        "{why}"
    );
    assert_eq!(read.text.text, "");
}
