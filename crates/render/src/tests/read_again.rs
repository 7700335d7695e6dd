//! What was rendered, read again by the reader's sources.

use super::*;
use gongkai_reader::source::{Piece, PieceKind, SourceError, docx, html, xlsx};

type Pieces = Result<Vec<Piece<'static>>, SourceError>;
type Take = fn(&[u8]) -> Pieces;

/// The formats that are read again, with their readers.
const READ_AGAIN: [(Format, Take); 3] = [
    (Format::Html, html::pieces),
    (Format::Docx, docx::pieces),
    (Format::Xlsx, xlsx::pieces),
];

/// The cells of a report as they are printed: text, column, columns, rows.
fn printed_cells(report: &AnnualReport) -> Vec<(String, usize, usize, usize)> {
    let document = Document::of(report).unwrap();
    let tables = document.sections.iter().flat_map(|part| &part.tables);
    let cells = tables.flat_map(|table| table.lines.iter().flatten());
    cells
        .map(|cell| (cell.content.text(), cell.column, cell.columns, cell.rows))
        .collect()
}

/// The cells that a reader finds; on a worksheet the heading above a table is one more.
fn found_cells(pieces: &[Piece<'_>], headings: &[String]) -> Vec<(String, usize, usize, usize)> {
    let wide = |number: u32| usize::try_from(number).unwrap();
    let cells = pieces.iter().filter_map(|piece| match piece.kind {
        PieceKind::Cell {
            column,
            columns,
            rows,
        } => Some((
            piece.text.clone().into_owned(),
            wide(column),
            wide(columns),
            wide(rows),
        )),
        PieceKind::Text | PieceKind::Separated { .. } => None,
    });
    cells
        .filter(|(text, ..)| !headings.contains(text))
        .collect()
}

fn headings(report: &AnnualReport) -> Vec<String> {
    Document::of(report)
        .unwrap()
        .sections
        .into_iter()
        .map(|part| part.heading)
        .collect()
}

#[test]
fn the_cells_that_are_read_are_the_cells_that_were_printed() {
    for form in FORMS {
        let mut report = fixture::report(form);
        set(&mut report, "requests.new.natural_person", CellState::Blank);
        for cell in report
            .form()
            .unwrap()
            .row("requests.refused.process_information")
            .unwrap()
            .cells()
        {
            report.tables.as_mut().unwrap().set(cell, Cell::absent());
        }
        for (format, take) in READ_AGAIN {
            let pieces = take(&render(&report, format).unwrap()).unwrap();
            let found = found_cells(&pieces, &headings(&report));
            assert_eq!(found, printed_cells(&report), "{form} {format:?}");
        }
    }
}

#[test]
fn the_lines_that_are_read_are_the_lines_that_were_printed() {
    let report = fixture::report("2021");
    let csv = text(&report, Format::Csv);
    let mut lines: Vec<&str> = csv
        .trim_start_matches('\u{feff}')
        .lines()
        .filter(|line| !line.contains(','))
        .collect();
    for (format, take) in READ_AGAIN {
        let pieces = take(&render(&report, format).unwrap()).unwrap();
        let found = pieces.iter().filter(|piece| piece.kind == PieceKind::Text);
        if format == Format::Xlsx {
            // There the headings of the tables stand on the sheets of the tables.
            lines.retain(|line| !["二、", "三、", "四、"].iter().any(|n| line.starts_with(n)));
        }
        assert_eq!(
            found.map(|piece| piece.text.as_ref()).collect::<Vec<_>>(),
            lines,
            "{format:?}"
        );
    }
}

#[test]
fn line_numbers_grow_over_the_document_and_cells_of_a_row_share_theirs() {
    for (format, take) in READ_AGAIN {
        let pieces = take(&render(&fixture::report("2021"), format).unwrap()).unwrap();
        assert!(
            pieces.windows(2).all(|two| two[0].line <= two[1].line),
            "{format:?}"
        );
        let row = |label: &str| {
            pieces
                .iter()
                .find(|piece| piece.text == label)
                .unwrap()
                .line
        };
        let line = row("一、本年新收政府信息公开申请数量");
        assert_eq!(
            pieces.iter().filter(|piece| piece.line == line).count(),
            8,
            "{format:?}"
        );
    }
}

/// Xorshift: the same variants on every machine.
fn next(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state >> 33).unwrap()
}

#[test]
fn no_truncated_or_altered_file_makes_a_reader_panic() {
    let mut state = 0x9E37_79B9_7F4A_7C15;
    for (format, take) in READ_AGAIN {
        let whole = render(&fixture::report("2021"), format).unwrap();
        for round in 0..3_000 {
            let mut bytes = whole.clone();
            if round % 3 == 0 {
                bytes.truncate(next(&mut state) % whole.len());
            }
            for _ in 0..=(next(&mut state) % 8) {
                let at = next(&mut state) % whole.len();
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << (next(&mut state) % 8);
                }
            }
            for (_, other) in READ_AGAIN {
                let _ = other(&bytes);
            }
            let _ = take(&bytes);
        }
    }
}

/// The same container with one part replaced.
fn with_part(bytes: &[u8], name: &str, change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    use std::io::{Cursor, Read as _, Write as _};
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let file_name = file.name().unwrap().into_owned();
        let mut part = Vec::new();
        file.read_to_end(&mut part).unwrap();
        if file_name == name {
            change(&mut part);
        }
        writer.start_file(file_name, options).unwrap();
        writer.write_all(&part).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Puts brackets, quotes and digits at random places: they reach further than arbitrary bits.
fn alter(part: &mut [u8], mut state: u64) {
    for _ in 0..=(next(&mut state) % 4) {
        let at = next(&mut state) % part.len();
        part[at] = b"<>/\"0129AZ&"[next(&mut state) % 11];
    }
}

#[test]
fn no_altered_part_in_a_sound_container_makes_a_reader_panic() {
    let parts: [(Format, Take, &[&str]); 2] = [
        (
            Format::Docx,
            docx::pieces,
            &["word/document.xml", "_rels/.rels"],
        ),
        (
            Format::Xlsx,
            xlsx::pieces,
            &[
                "xl/worksheets/sheet3.xml",
                "xl/sharedStrings.xml",
                "xl/workbook.xml",
            ],
        ),
    ];
    let mut seed = 0xD1B5_4A32_D192_ED03;
    for (format, take, names) in parts {
        let whole = render(&fixture::report("2021"), format).unwrap();
        for name in names {
            for _ in 0..300 {
                let start = u64::try_from(next(&mut seed)).unwrap() | 1;
                let _ = take(&with_part(&whole, name, |part| alter(part, start)));
            }
        }
    }
}
