//! Beginnings of files of every kind.

use super::*;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn container(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in parts {
        writer.start_file(*name, plain).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn said(bytes: &[u8]) -> String {
    Format::of(bytes).unwrap_err().to_string()
}

#[test]
fn a_format_is_told_by_its_bytes() {
    let page = "  <!DOCTYPE html><p>".as_bytes();
    assert_eq!(Format::of(page), Ok(Format::Html));
    assert_eq!(Format::of("规章 0".as_bytes()), Ok(Format::Text));
    assert_eq!(Format::of(b"%PDF-1.7"), Ok(Format::Pdf));
    assert!(Format::of(b"PK\x03\x04mimetype").is_err());
    assert!(is_binary("\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\u{e}a"));
}

#[test]
fn a_container_is_told_by_its_parts() {
    let text = "application/vnd.oasis.opendocument.text";
    for (parts, format) in [
        (&[("word/document.xml", "")][..], Format::Docx),
        (&[("xl/workbook.xml", "")][..], Format::Xlsx),
        (&[("OFD.xml", "")][..], Format::Ofd),
        (&[("mimetype", text), ("content.xml", "")][..], Format::Odt),
    ] {
        assert_eq!(Format::of(&container(parts)), Ok(format));
    }
    let sheets = "application/vnd.oasis.opendocument.spreadsheet";
    assert!(said(&container(&[("mimetype", sheets)])).contains("ODS"));
    assert!(said(&container(&[("ppt/presentation.xml", "")])).contains("演示文稿"));
}

#[test]
fn an_archive_of_documents_is_no_document() {
    let inner = container(&[("word/document.xml", "")]);
    let inner = String::from_utf8_lossy(&inner).into_owned();
    let outer = container(&[("甲.docx", &inner), ("乙.docx", &inner)]);
    assert!(said(&outer).contains("请先解压"));
    for archive in [
        &b"Rar!\x1a\x07\x01\0"[..],
        b"7z\xbc\xaf\x27\x1c",
        b"\x1f\x8b\x08\0",
    ] {
        assert!(matches!(
            Format::of(archive),
            Err(SourceError::Archive { .. })
        ));
    }
}

#[test]
fn a_picture_is_refused_as_one_without_text() {
    let pictures: [&[u8]; 7] = [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"II*\0",
        b"MM\0*",
        b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0",
        b"RIFF\x10\0\0\0WEBPVP8 ",
    ];
    for picture in pictures {
        assert_eq!(Format::of(picture), Err(SourceError::NoText { pages: 1 }));
    }
    assert_eq!(Format::of(b"BM is a bank"), Ok(Format::Text));
}

#[test]
fn formats_of_other_programs_are_named_with_what_to_do() {
    for (file, name) in [
        ("{\\rtf1\\ansi", "RTF"),
        ("<?xml version=\"1.0\"?><w:wordDocument>", "Word"),
        ("<?xml version=\"1.0\"?><uof:UOF>", "UOF"),
        (
            "From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;",
            "MHT",
        ),
    ] {
        let said = said(file.as_bytes());
        assert!(said.contains(name) && said.contains("另存为"), "{said}");
    }
}

#[test]
fn a_password_is_named_as_the_cause() {
    let mut locked = container(&[("word/document.xml", "")]);
    let at = memchr::memmem::find(&locked, b"PK\x01\x02").unwrap();
    locked[at + 8] |= 1;
    assert_eq!(Format::of(&locked), Err(SourceError::Encrypted));
}
