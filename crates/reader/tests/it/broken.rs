//! Documents of other programs, cut short and with bits turned: read or refused, soon, and never
//! with a panic.

use super::paper::{items, odt, ofd};
use gongkai_domain::report::{FormBook, Place};
use gongkai_reader::source::PieceKind;
use gongkai_reader::{Document, Format, Reader, SourceError};
use gongkai_testkit::{Rng, report};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// The report of the examples as LibreOffice saves it.
const DOC: &[u8] = include_bytes!("../documents/township-2020.doc");
/// A cell changed from 7 to 9 under tracked changes, and a line with hidden text and a note.
const CHANGES: &[u8] = include_bytes!("../documents/changes.doc");
const XLS: &[u8] = include_bytes!("../documents/township-2020.xls");
const TEXT: &[u8] = include_bytes!("../../../../examples/township-2020.txt");

fn reader() -> Reader {
    Reader::new(FormBook::statutory().unwrap())
}

fn documents() -> Vec<Vec<u8>> {
    let form = FormBook::statutory().unwrap().get("2021").unwrap();
    let items = items(&report(&mut Rng::new(3), form));
    let ofd = ofd::MANNERS.map(|manner| ofd::document(&items, manner));
    let all = [DOC, CHANGES, XLS].map(<[u8]>::to_vec);
    let all = all.into_iter().chain([odt::document(&items)]);
    all.chain(ofd).collect()
}

fn read(reader: &Reader, bytes: &[u8]) {
    let start = Instant::now();
    drop(reader.read(bytes, "a"));
    let elapsed = start.elapsed();
    assert!(elapsed < Duration::from_secs(5), "{elapsed:?}");
}

#[test]
fn old_documents_and_workbooks_say_what_the_text_says_whatever_their_name() {
    let reader = reader();
    let text = reader.read(TEXT, "a.txt").unwrap().report.tables.unwrap();
    for (bytes, format) in [(DOC, Format::Doc), (XLS, Format::Xls)] {
        let reading = reader.read(bytes, "a.wps").unwrap();
        assert_eq!(reading.format, format);
        let tables = reading.report.tables.unwrap();
        assert_eq!(tables.iter().count(), 198);
        for ((spec, one), (_, other)) in text.iter().zip(tables.iter()) {
            assert_eq!(one.number(), other.number(), "{format:?} {}", spec.id);
        }
    }
}

#[test]
fn what_an_old_document_tracks_as_deleted_hides_or_notes_is_not_read() {
    let document = Document::of(CHANGES, "a.doc").unwrap();
    let texts: Vec<&str> = document
        .pieces
        .iter()
        .map(|piece| piece.text.as_ref())
        .collect();
    assert_eq!(texts[0], "公开新53条");
    assert_eq!(texts[3], "9");
    assert!(
        texts
            .iter()
            .all(|text| !text.contains("注") && !text.contains("页眉"))
    );
}

#[test]
fn an_old_documents_merged_cells_cover_their_rows_and_columns() {
    let document = Document::of(CHANGES, "a.doc").unwrap();
    let kinds: Vec<PieceKind> = document.pieces.iter().map(|piece| piece.kind).collect();
    let at = |column, columns, rows| PieceKind::Cell {
        column,
        columns,
        rows,
    };
    assert_eq!(
        kinds[1..5],
        [at(0, 1, 2), at(1, 2, 1), at(1, 1, 1), at(2, 1, 1)]
    );
}

#[test]
fn the_cells_of_an_old_documents_tables_fill_them_however_many_a_row_has() {
    let document = Document::of(DOC, "a.doc").unwrap();
    // Of each table: what its cells cover, its last column, its last row.
    let mut tables: BTreeMap<u32, (u32, u32, u32)> = BTreeMap::new();
    for piece in &document.pieces {
        if let (
            Place::Table { table, row, .. },
            PieceKind::Cell {
                column,
                columns,
                rows,
            },
        ) = (&piece.place, piece.kind)
        {
            let (covered, width, height) = tables.entry(*table).or_default();
            *covered += columns * rows;
            *width = (*width).max(column + columns);
            *height = (*height).max(*row);
        }
    }
    for (table, (covered, width, height)) in tables {
        assert_eq!(covered, width * height, "table {table}");
    }
    let results = document
        .pieces
        .iter()
        .find(|piece| piece.text.starts_with("三、本年度办理结果"));
    let kind = results.unwrap().kind;
    assert!(
        matches!(kind, PieceKind::Cell { rows: 2.., .. }),
        "{kind:?}"
    );
}

#[test]
fn a_document_cut_short_is_read_or_refused() {
    let reader = reader();
    for document in documents() {
        for part in 0..50 {
            read(&reader, &document[..document.len() * part / 50]);
        }
    }
}

#[test]
fn a_document_with_bits_turned_is_read_or_refused() {
    let reader = reader();
    let mut rng = Rng::new(7);
    for document in documents() {
        for _ in 0..150 {
            let mut document = document.clone();
            for _ in 0..=rng.below(12) {
                let at = rng.below(document.len());
                document[at] ^= 1 << rng.below(8);
            }
            read(&reader, &document);
        }
    }
}

/// Heads and directories decide where a parser goes: each of their bytes is turned over.
#[test]
fn a_compound_file_that_lies_in_its_head_is_read_or_refused() {
    let reader = reader();
    for document in [CHANGES, XLS] {
        let head = (8..1_024).chain(document.len() - 2_048..document.len());
        for at in head.step_by(7) {
            for byte in [0, 0x7f, 0xff] {
                let mut document = document.to_vec();
                document[at] = byte;
                read(&reader, &document);
            }
        }
    }
}

#[test]
fn an_old_document_with_a_password_is_refused_as_such() {
    let mut locked = DOC.to_vec();
    let word = memchr::memmem::find(&locked, b"\xec\xa5").unwrap();
    locked[word + 0x0b] |= 1;
    let refused = reader().read(&locked, "a.doc").unwrap_err();
    assert_eq!(refused, SourceError::Encrypted);
}

/// The workbook with another size of its sheets: first and last row, first and last column.
fn sized(rows: [u32; 2], columns: [u16; 2]) -> Vec<u8> {
    let mut lying = XLS.to_vec();
    let size = [
        rows.map(u32::to_le_bytes).concat(),
        columns.map(u16::to_le_bytes).concat(),
    ]
    .concat();
    let (mut found, mut from) = (0, 0);
    // Kind and length of its record.
    while let Some(at) = memchr::memmem::find(&lying[from..], b"\x00\x02\x0e\x00") {
        lying[from + at + 4..from + at + 16].copy_from_slice(&size);
        found += 1;
        from += at + 16;
    }
    assert!(found > 0);
    lying
}

#[test]
fn a_workbook_that_claims_more_cells_than_any_report_is_refused_before_it_is_parsed() {
    let (too_many, backwards, from_afar) = (
        ([0, 60_000], [0, 256]),
        ([9, 1], [0, 9]),
        ([0, 9_000], [300, 301]),
    );
    for (rows, columns) in [too_many, backwards, from_afar] {
        let refused = reader().read(&sized(rows, columns), "a.xls").unwrap_err();
        assert!(
            matches!(refused, SourceError::TooLarge { .. }),
            "{rows:?} {columns:?} {refused:?}"
        );
    }
}
