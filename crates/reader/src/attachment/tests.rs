//! Files made by hand: what is taken, what is refused and why, and that no layer stays unread
//! without a word.

use super::{AttachmentKind, AttachmentText, Description, Refused, TextUnknown, examine, kind_of};
use gongkai_domain::leak::{LeakKind, inspect};
use jiff::civil::date;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn said(bytes: &[u8], kind: AttachmentKind) -> AttachmentText {
    examine(bytes, kind, None).text
}

fn proposed(bytes: &[u8]) -> Description {
    examine(bytes, AttachmentKind::Txt, None).description
}

fn archive<B: AsRef<[u8]>>(parts: &[(&str, B)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes.as_ref()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn types(main: &str) -> String {
    let kind = format!("application/vnd.openxmlformats-officedocument.{main}");
    format!("<Types><Override PartName=\"/main.xml\" ContentType=\"{kind}\"/></Types>")
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"http://x/{kind}\" Target=\"{target}\"/>")
}

fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let types = types("wordprocessingml.document.main+xml");
    let main = relation("r1", "officeDocument", "word/document.xml");
    let relations = format!("<Relationships>{main}</Relationships>");
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    let mut parts = vec![
        ("[Content_Types].xml", types.as_str()),
        ("_rels/.rels", relations.as_str()),
        ("word/document.xml", body.as_str()),
    ];
    parts.extend(others);
    archive(&parts)
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

fn xlsx(sheet: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let types = types("spreadsheetml.sheet.main+xml");
    let main = relation("r1", "officeDocument", "xl/workbook.xml");
    let main = format!("<Relationships>{main}</Relationships>");
    let book = "<workbook><sheets><sheet name=\"公示\" r:id=\"s1\"/>\
        <sheet name=\"底稿\" state=\"veryHidden\" r:id=\"s2\"/></sheets></workbook>";
    let relations = relation("s1", "worksheet", "worksheets/sheet1.xml")
        + &relation("s2", "worksheet", "worksheets/sheet2.xml")
        + &relation("s3", "sharedStrings", "sharedStrings.xml");
    let relations = format!("<Relationships>{relations}</Relationships>");
    let strings = "<sst><si><t>姓名</t></si><si><t>已删的13900139000</t></si></sst>";
    let hidden = format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>");
    let shown = "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    let mut parts = vec![
        ("[Content_Types].xml", types.as_str()),
        ("_rels/.rels", main.as_str()),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations.as_str()),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", shown),
        ("xl/worksheets/sheet2.xml", hidden.as_str()),
    ];
    parts.extend(others);
    archive(&parts)
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes
}

fn jpg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08".to_vec();
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes
}

fn compound(entry: &str) -> Vec<u8> {
    let mut bytes = super::compound::MAGIC.to_vec();
    bytes.resize(1024, 0);
    let name: Vec<u8> = entry.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.extend(&name);
    bytes.resize(1024 + 64, 0);
    bytes.extend([u8::try_from(name.len() + 2).unwrap(), 0, 2]);
    bytes.resize(2048, 0);
    bytes
}

#[test]
fn a_file_is_what_its_bytes_say() {
    use AttachmentKind as Kind;
    for (bytes, kind) in [
        (b"%PDF-1.7".to_vec(), Kind::Pdf),
        (docx("", &[]), Kind::Docx),
        (xlsx("", &[]), Kind::Xlsx),
        (archive(&[("OFD.xml", "<OFD/>")]), Kind::Ofd),
        (compound("WordDocument"), Kind::Doc),
        (compound("Workbook"), Kind::Xls),
        (png(100, 100), Kind::Png),
        (jpg(100, 100), Kind::Jpg),
        ("关于公开的说明".as_bytes().to_vec(), Kind::Txt),
        (b"BM is a text, \"GIF8\" too".to_vec(), Kind::Txt),
        (archive(&[("甲.txt", "x")]), Kind::Zip),
        // A picture with a page behind it is a picture, and sent as one.
        ([png(9, 9), b"<html><script>".to_vec()].concat(), Kind::Png),
    ] {
        assert_eq!(kind_of(&bytes), Ok(kind));
    }
}

#[test]
fn what_a_browser_or_a_machine_runs_is_refused() {
    let wide: Vec<u8> = "<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for page in [
        b"<!DOCTYPE html><p>".to_vec(),
        b"\xef\xbb\xbf \n<svg onload=x>".to_vec(),
        b"<?xml version=\"1.0\"?><a/>".to_vec(),
        b"MIME-Version: 1.0\nContent-Type: multipart/related".to_vec(),
        b"words\n<script>alert(1)</script>".to_vec(),
        [b"\xff\xfe".to_vec(), wide].concat(),
    ] {
        assert!(matches!(kind_of(&page), Err(Refused::WebPage { .. })));
    }
    for program in [
        b"MZ\x90\0\x03\0\0\0".to_vec(),
        b"\x7fELF\x02\x01".to_vec(),
        b"#!/bin/sh\nrm".to_vec(),
        archive(&[("表.docx.exe", b"MZ\x90\0\x03")]),
        archive(&[("META-INF/MANIFEST.MF", "x")]),
    ] {
        assert_eq!(kind_of(&program), Err(Refused::Executable));
    }
    let macros = docx("", &[("word/vbaProject.bin", "x")]);
    assert_eq!(kind_of(&macros), Err(Refused::Macros));
    assert_eq!(kind_of(&compound("_VBA_PROJECT")), Err(Refused::Macros));
    assert_eq!(
        kind_of(&compound("EncryptedPackage")),
        Err(Refused::Encrypted)
    );
}

#[test]
fn what_is_unknown_is_refused_with_advice() {
    assert_eq!(kind_of(b""), Err(Refused::Empty));
    assert_eq!(kind_of(&compound("Installer")), Err(Refused::Unknown));
    let noise: Vec<u8> = (0..4096_u32).map(|n| (n * n / 7 % 251) as u8).collect();
    assert_eq!(kind_of(&noise), Err(Refused::Unknown));
    for bytes in [
        &b"Rar!\x1a\x07\x01\0"[..],
        b"GIF89a\x01\0\x01\0",
        b"{\\rtf1 a}",
    ] {
        assert!(matches!(kind_of(bytes), Err(Refused::Unsupported { .. })));
    }
}

#[test]
fn pictures_beyond_forty_million_pixels_are_refused_by_their_header() {
    assert_eq!(kind_of(&jpg(8_000, 5_000)), Ok(AttachmentKind::Jpg));
    for bytes in [jpg(8_001, 5_000), png(60_000, 60_000)] {
        assert!(matches!(
            kind_of(&bytes),
            Err(Refused::PictureTooLarge { .. })
        ));
    }
    assert!(matches!(
        kind_of(b"\xff\xd8\xff\xe0\0"),
        Err(Refused::Damaged { .. })
    ));
}

/// Zeros in parts of 64 MiB at most, deflated once and copied: a GiB takes a megabyte.
fn zeros(mebibytes: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    writer.start_file("xl/a.bin", options).unwrap();
    let block = vec![0; 1 << 20];
    (0..mebibytes.min(64)).for_each(|_| writer.write_all(&block).unwrap());
    let one = writer.finish().unwrap().into_inner();
    let mut source = ZipArchive::new(Cursor::new(&one)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..mebibytes.div_ceil(64) {
        let part = source.by_index_raw(0).unwrap();
        writer
            .raw_copy_file_rename(part, number.to_string())
            .unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn refused_soon(bytes: &[u8]) -> Refused {
    let start = Instant::now();
    let refused = kind_of(bytes).unwrap_err();
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
    refused
}

#[test]
fn a_gibibyte_of_zeros_in_a_megabyte_is_refused_at_once() {
    let bomb = zeros(1024);
    assert!(bomb.len() < 2 << 20);
    assert!(matches!(refused_soon(&bomb), Refused::TooLarge { .. }));
}

#[test]
fn a_part_that_lies_about_its_size_is_refused_when_counted() {
    let mut bomb = zeros(64);
    let declared = u32::try_from(64 << 20).unwrap().to_le_bytes();
    while let Some(at) = memchr::memmem::find(&bomb, &declared) {
        bomb[at..at + 4].copy_from_slice(&[1, 0, 0, 0]);
    }
    let refused = refused_soon(&bomb);
    assert!(matches!(
        refused,
        Refused::TooLarge { .. } | Refused::Damaged { .. }
    ));
}

#[test]
fn sixty_five_thousand_empty_parts_are_refused_at_once() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..65_000 {
        let options = SimpleFileOptions::default();
        writer.start_file(number.to_string(), options).unwrap();
    }
    let crowd = writer.finish().unwrap().into_inner();
    let limit = 2_000;
    let what = "压缩包内文件数".into();
    assert_eq!(refused_soon(&crowd), Refused::TooLarge { what, limit });
}

#[test]
fn a_document_type_or_endless_nesting_in_any_part_is_refused() {
    let doctype = "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>";
    let deep = "<a>".repeat(300) + &"</a>".repeat(300);
    assert!(matches!(
        kind_of(&docx("", &[("docProps/app.xml", doctype)])),
        Err(Refused::Damaged { .. })
    ));
    assert!(matches!(
        kind_of(&docx("", &[("docProps/app.xml", &deep)])),
        Err(Refused::TooLarge { .. })
    ));
}

#[test]
fn every_layer_of_a_document_is_read_and_every_other_part_is_named() {
    let layered = |text: &str| format!("<w:x>{}</w:x>", paragraph(text));
    let (header, footer) = (layered("13800138001"), layered("13800138002"));
    let (comments, notes) = (layered("13800138003"), layered("13800138004"));
    let core = "<cp:coreProperties><dc:creator>13800138005</dc:creator></cp:coreProperties>";
    let links = "<Relationships><Relationship Id=\"h\" Type=\"x/hyperlink\" \
        Target=\"tel:13800138006\" TargetMode=\"External\"/></Relationships>";
    let body = paragraph("正文13800138000")
        + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏13800138007</w:t></w:r></w:p>"
        + "<w:p><w:r><w:t>1380013</w:t></w:r><w:r><w:drawing><wp:posOffset>99</wp:posOffset>\
           </w:drawing></w:r><w:r><w:t>8008</w:t></w:r></w:p>"
        + "<w:p><w:r><w:t>1380013</w:t></w:r><w:del><w:r><w:delText>8009</w:delText></w:r></w:del>\
           <w:ins><w:r><w:t>8010</w:t></w:r></w:ins></w:p>"
        + "<w:p><w:r><w:instrText>HYPERLINK \"tel:13800138011\"</w:instrText></w:r></w:p>";
    let others = [
        ("word/header1.xml", header.as_str()),
        ("word/footer1.xml", &footer),
        ("word/comments.xml", &comments),
        ("word/footnotes.xml", &notes),
        ("docProps/core.xml", core),
        ("word/_rels/document.xml.rels", links),
        ("word/media/image1.png", "x"),
        ("word/embeddings/a.xlsx", "PK"),
    ];
    let bytes = docx(&body, &others);
    let text = said(&bytes, kind_of(&bytes).unwrap());
    let found = inspect(&text.text);
    for last in 0..=11 {
        let shown = format!("138****{}", 8000 + last);
        assert!(
            found.iter().any(|leak| leak.excerpt == shown),
            "{shown}: {}",
            text.text
        );
    }
    let unread: Vec<_> = text
        .parts_unread
        .into_iter()
        .map(|unread| unread.why)
        .collect();
    assert_eq!(unread, [TextUnknown::Picture, TextUnknown::Embedded]);
    assert!(text.layers.iter().any(|layer| layer.label == "批注"));
}

#[test]
fn digits_in_the_cells_of_a_row_are_found_as_one_number() {
    let cells: Vec<String> = "11010119900307109X"
        .chars()
        .map(|c| format!("<w:tc>{}</w:tc>", paragraph(&c.to_string())))
        .collect();
    let bytes = docx(
        &format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cells.concat()),
        &[],
    );
    let text = said(&bytes, AttachmentKind::Docx).text;
    let kinds: Vec<LeakKind> = inspect(&text).into_iter().map(|leak| leak.kind).collect();
    assert_eq!(kinds, [LeakKind::ResidentId]);
}

#[test]
fn hidden_sheets_comments_caches_and_forgotten_strings_of_a_workbook_are_read() {
    let comments = "<comments><commentList><comment><text><r><t>138001</t></r><r><t>38001</t></r>\
        </text></comment></commentList></comments>";
    let cache = "<pivotCacheDefinition><sharedItems><s v=\"13800138002\"/></sharedItems></pivotCacheDefinition>";
    let sheet = "<row><c><v>13800138000</v></c><c t=\"str\"><f>\"138\"&amp;\"1\"</f><v>13800138003</v></c></row>";
    let others = [
        ("xl/comments1.xml", comments),
        ("xl/pivotCache/p.xml", cache),
    ];
    let bytes = xlsx(sheet, &others);
    let text = said(&bytes, kind_of(&bytes).unwrap());
    let found: Vec<String> = inspect(&text.text)
        .into_iter()
        .map(|leak| leak.excerpt)
        .collect();
    for shown in [
        "138****8000",
        "138****8001",
        "138****8002",
        "138****8003",
        "139****9000",
    ] {
        let times = found.iter().filter(|excerpt| *excerpt == shown).count();
        assert_eq!(times, 1, "{shown}: {}", text.text);
    }
    assert!(
        text.layers
            .iter()
            .any(|layer| layer.label == "工作表“底稿”（隐藏）")
    );
    assert_eq!(text.parts_unread, []);
}

#[test]
fn a_file_whose_text_is_not_known_says_so() {
    use AttachmentKind as Kind;
    for kind in [
        Kind::Pdf,
        Kind::Ofd,
        Kind::Jpg,
        Kind::Png,
        Kind::Doc,
        Kind::Xls,
    ] {
        let text = said(b"%PDF-1.7 13800138000", kind);
        assert_eq!(
            (text.text.as_str(), text.parts_unread.len()),
            ("", 1),
            "{kind:?}"
        );
    }
    let broken = said(b"PK\x03\x04", Kind::Docx);
    assert!(matches!(broken.parts_unread[0].why, TextUnknown::Failed(_)));
    let packed = archive(&[("王某13800138000.txt", b"a".to_vec()), ("b.zip", zeros(1))]);
    let packed = said(&packed, Kind::Zip);
    assert!(packed.text.contains("13800138000"));
    assert_eq!(packed.parts_unread[0].why, TextUnknown::Embedded);
}

#[test]
fn a_document_proposes_title_number_and_date_with_their_lines() {
    let text = "甲镇人民政府文件\n甲政〔2021〕3号\n甲镇人民政府关于印发\n2021年防汛工作方案的通知\n\
        各村：\n现印发给你们，请认真执行。\n附件：防汛工作方案\n甲镇人民政府\n2021年3月5日\n\
        （此件公开发布）\n附件\n防汛工作方案\n2021年2月1日\n";
    let described = proposed(text.as_bytes());
    let title = described.title.unwrap();
    assert_eq!(title.value, "甲镇人民政府关于印发2021年防汛工作方案的通知");
    assert_eq!(
        title.read_from,
        "甲镇人民政府关于印发\n2021年防汛工作方案的通知"
    );
    assert_eq!(described.document_number.unwrap().value, "甲政〔2021〕3号");
    assert_eq!(described.issued_on.unwrap().value, date(2021, 3, 5));
}

#[test]
fn a_title_above_the_number_is_the_title() {
    let text = "甲镇人民政府关于更换路灯的通知\n甲政〔2026〕12号\n各村（居）：\n\
        下周更换，方案如下。\n更换路灯工作方案\n2026年3月5日\n";
    let title = proposed(text.as_bytes()).title.unwrap().value;
    assert_eq!(title, "甲镇人民政府关于更换路灯的通知");
}

#[test]
fn an_unclear_document_proposes_nothing() {
    let described = proposed("一些文字\n2021年3月5日\n2021年3月6日\n通知\n".as_bytes());
    assert_eq!(described, Description::default());
    assert_eq!(proposed(b"%PDF-1.7"), Description::default());
}
