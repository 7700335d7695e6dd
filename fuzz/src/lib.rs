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

static READER: LazyLock<Reader> = LazyLock::new(|| {
    // Parsers that are not ours panic, and the reader catches it: libFuzzer's hook would end the
    // program before. One that nobody catches still ends it.
    drop(std::panic::take_hook());
    Reader::new(*BOOK)
});

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

/// Pages with this content on the first of them.
pub fn ofd(content: &[u8]) -> Vec<u8> {
    const ROOT: &[u8] = b"<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:DocBody>\
        <ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
    const DOCUMENT: &[u8] = b"<ofd:Document xmlns:ofd=\"http://www.ofdspec.org/2016\">\
        <ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>\
        </ofd:CommonData><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/>\
        </ofd:Pages></ofd:Document>";
    container(&[
        ("OFD.xml", ROOT),
        ("Doc_0/Document.xml", DOCUMENT),
        ("Doc_0/Pages/Page_0/Content.xml", content),
    ])
}

/// A document of LibreOffice with this content.
pub fn odt(content: &[u8]) -> Vec<u8> {
    container(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
    ])
}

/// The first bytes of a compound file.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// A compound file as it is, or one whose only stream of this name has these bytes.
pub fn compound(bytes: &[u8], stream: &str) -> Vec<u8> {
    if bytes.starts_with(COMPOUND) {
        return bytes.to_vec();
    }
    let sectors = bytes.len().max(4096).div_ceil(512);
    let mut file = header();
    file.extend(table(sectors));
    let mut directory = entry("Root Entry", 5, (Some(1), END), 0);
    let size = u32::try_from(sectors * 512).expect("a fuzzer's input");
    directory.extend(entry(stream, 2, (None, FIRST), size));
    directory.resize(512, 0);
    file.extend(directory);
    file.extend(bytes);
    file.resize(
        512 * (1 + usize::try_from(FIRST).expect("few") + sectors),
        0,
    );
    file
}

/// The sector in which the stream begins: behind sixteen of the table and the directory.
const FIRST: u32 = 17;
/// Sectors of the table: what they can tell is more than a fuzzer gives.
const TABLES: u32 = 16;
/// The mark of a chain's end, of the table's own sectors, of nothing.
const END: u32 = 0xffff_fffe;
const TABLE: u32 = 0xffff_fffd;
const FREE: u32 = 0xffff_ffff;

fn header() -> Vec<u8> {
    let mut file = COMPOUND.to_vec();
    file.extend([0; 16]);
    for short in [0x3e_u16, 3, 0xfffe, 9, 6, 0, 0, 0] {
        file.extend(short.to_le_bytes());
    }
    for long in [0, TABLES, TABLES, 0, 4096, END, 0, END, 0] {
        file.extend(long.to_le_bytes());
    }
    for at in 0..109 {
        let sector = if at < TABLES { at } else { FREE };
        file.extend(sector.to_le_bytes());
    }
    file.resize(512, 0);
    file
}

/// The table of sectors: its own, the directory, the stream one behind the other.
fn table(sectors: usize) -> Vec<u8> {
    let room = usize::try_from(TABLES * 128).expect("few");
    let last = usize::try_from(FIRST).expect("few") + sectors - 1;
    let next = |at: usize| match u32::try_from(at).expect("few") {
        at if at < TABLES => TABLE,
        TABLES => END,
        next => next + 1,
    };
    let chain = |at: usize| match at.cmp(&last) {
        std::cmp::Ordering::Less => next(at),
        std::cmp::Ordering::Equal => END,
        std::cmp::Ordering::Greater => FREE,
    };
    (0..room).flat_map(|at| chain(at).to_le_bytes()).collect()
}

/// An entry of the directory: its child and where its bytes are.
fn entry(name: &str, kind: u8, (child, first): (Option<u32>, u32), size: u32) -> Vec<u8> {
    let wide: Vec<u8> = name
        .encode_utf16()
        .chain([0])
        .flat_map(u16::to_le_bytes)
        .collect();
    let length = u16::try_from(wide.len()).expect("a short name");
    let mut entry = wide;
    entry.resize(64, 0);
    entry.extend(length.to_le_bytes());
    entry.extend([kind, 1]);
    for link in [FREE, FREE, child.unwrap_or(FREE)] {
        entry.extend(link.to_le_bytes());
    }
    entry.resize(116, 0);
    entry.extend(first.to_le_bytes());
    entry.extend(size.to_le_bytes());
    entry.resize(128, 0);
    entry
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
