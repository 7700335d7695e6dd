//! What the fuzz targets share: one reader, sound containers around XML parts, and what must
//! hold of every reading.

#[path = "../../crates/reader/tests/it/provenance.rs"]
mod provenance;

use gongkai_domain::report::FormBook;
use gongkai_domain::rules::inspect;
use gongkai_reader::Reader;
use std::io::{Cursor, Write as _};
use std::sync::LazyLock;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The statutory forms.
pub static BOOK: LazyLock<&FormBook> = LazyLock::new(|| FormBook::statutory().expect("statutes"));

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(*BOOK));

/// Reads a document and lets every rule look at it. What it states must stand in the text, where
/// there is one.
pub fn read(bytes: &[u8], name: &str) {
    let Ok(reading) = READER.read(bytes, name) else {
        return;
    };
    inspect(&reading.report, *BOOK, |_| true);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let invented = provenance::invented(text, &reading);
        assert!(invented.is_empty(), "{invented:?}");
    }
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A document with this main part.
pub fn docx(main: &[u8]) -> Vec<u8> {
    container(&[
        (
            "_rels/.rels",
            &relations("officeDocument", "word/document.xml"),
        ),
        ("word/document.xml", main),
    ])
}

/// A workbook with this sheet; the sheet is the table of shared strings too.
pub fn xlsx(sheet: &[u8]) -> Vec<u8> {
    let workbook = b"<workbook><sheets><sheet name=\"a\" r:id=\"a\"/></sheets></workbook>";
    let parts = format!(
        "<a><Relationship Id=\"a\" Type=\"{OFFICE}/worksheet\" Target=\"sheet.xml\"/>\
         <Relationship Id=\"b\" Type=\"{OFFICE}/sharedStrings\" Target=\"sheet.xml\"/></a>"
    );
    container(&[
        (
            "_rels/.rels",
            &relations("officeDocument", "xl/workbook.xml"),
        ),
        ("xl/_rels/workbook.xml.rels", parts.as_bytes()),
        ("xl/workbook.xml", workbook),
        ("xl/sheet.xml", sheet),
    ])
}

fn relations(kind: &str, target: &str) -> Vec<u8> {
    format!("<a><Relationship Id=\"a\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/></a>").into()
}

fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(*name, plain).expect("a new part");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}
