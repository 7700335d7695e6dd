//! Every format, over the same reports.

use super::*;
use crate::document::{Printed, Table};
use crate::fixture;
use gongkai_domain::report::{Amount, Cell, CellState, MoneyUnit, Number};
use gongkai_reader::source::{Piece, PieceKind, SourceError, docx, html, xlsx};
use rust_decimal::Decimal;

const FORMS: [&str; 2] = ["2019", "2021"];

/// Texts that mean something to a browser, an XML parser, a spreadsheet or a Markdown reader.
const HOSTILE: &str =
    "=HYPERLINK(\"http://a.example\") <script>alert(1)</script> ]]> & | \u{1} \u{1b}[31m \u{202e}";

fn hostile() -> AnnualReport {
    let mut report = fixture::report("2021");
    report.title = Some(HOSTILE.to_owned());
    report.document_number = Some(HOSTILE.to_owned());
    report.sections.preamble = HOSTILE.to_owned();
    for section in &mut report.sections.found {
        section.heading = HOSTILE.to_owned();
        section.text = HOSTILE.to_owned();
    }
    report
}

fn text(report: &AnnualReport, format: Format) -> String {
    String::from_utf8(render(report, format).unwrap()).unwrap()
}

fn set(report: &mut AnnualReport, cell: &str, state: CellState) {
    let tables = report.tables.as_mut().unwrap();
    let index = tables.form().cell_index(cell).unwrap();
    tables.set(
        index,
        Cell {
            state,
            ..Cell::blank()
        },
    );
}

fn amount(figure: i64, unit: Option<MoneyUnit>) -> CellState {
    CellState::Stated(Number::Amount(Amount::new(Decimal::from(figure), unit)))
}

#[test]
#[ignore = "writes samples for looking at"]
fn samples() {
    for form in FORMS {
        for format in Format::ALL {
            let name = format!("sample-{form}.{}", format.extension());
            let bytes = render(&fixture::report(form), format).unwrap();
            std::fs::write(std::env::temp_dir().join(name), bytes).unwrap();
        }
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for format in Format::ALL {
        let report = fixture::report("2019");
        assert_eq!(
            render(&report, format).unwrap(),
            render(&report, format).unwrap()
        );
    }
}

fn figures(table: &Table) -> impl Iterator<Item = String> {
    table
        .lines
        .iter()
        .flatten()
        .filter_map(|cell| match &cell.content {
            Printed::Figure(figure) => Some(figure.to_string()),
            Printed::Empty | Printed::Text(_) => None,
        })
}

#[test]
fn every_cell_of_the_form_is_printed_exactly_once_in_every_text_format() {
    for form in FORMS {
        let report = fixture::report(form);
        for format in [Format::Html, Format::Csv, Format::Markdown] {
            let text = text(&report, format);
            let tokens: Vec<&str> = text
                .split(|c: char| !(c.is_ascii_digit() || c == '-'))
                .collect();
            for (spec, cell) in report.tables.as_ref().unwrap().iter() {
                let figure = cell.number().unwrap().to_string().replace("万元", "");
                let times = tokens.iter().filter(|token| **token == figure).count();
                assert_eq!(times, 1, "{form} {format:?} {}", spec.id);
            }
        }
    }
}

#[test]
fn a_row_that_the_report_does_not_have_is_not_printed() {
    let mut report = fixture::report("2021");
    let row = report
        .form()
        .unwrap()
        .row("requests.granted")
        .unwrap()
        .clone();
    for cell in row.cells() {
        report.tables.as_mut().unwrap().set(cell, Cell::absent());
    }
    let page = text(&report, Format::Html);
    assert!(!page.contains("（一）予以公开"));
    assert!(page.contains("（二）部分公开"));
    assert_eq!(
        gaps(&report),
        ["“本年度办理结果·予以公开”整行缺失，未输出。"]
    );
}

#[test]
fn absent_blank_and_unclear_print_nothing_and_blank_is_no_gap() {
    let mut report = fixture::report("2021");
    set(
        &mut report,
        "requests.new.natural_person",
        CellState::Absent,
    );
    set(&mut report, "requests.new.business", CellState::Blank);
    set(&mut report, "requests.new.research", CellState::Unclear);
    let row = "| 一、本年新收政府信息公开申请数量 |  |  |  |  |  | 1014 |";
    assert!(text(&report, Format::Markdown).contains(row));
    let gaps = gaps(&report);
    assert_eq!(gaps.len(), 2);
    assert!(gaps[0].contains("自然人") && gaps[1].contains("科研机构"));
}

#[test]
fn a_section_without_text_and_without_rows_is_left_out() {
    let mut report = fixture::report("2021");
    report.tables = None;
    let page = text(&report, Format::Markdown);
    assert!(page.contains("## 一、总体情况") && page.contains("## 六、其他需要报告的事项"));
    assert!(!page.contains("## 二、"));
    assert_eq!(gaps(&report).len(), 1);
}

#[test]
fn a_printed_title_and_a_printed_heading_are_kept() {
    let mut report = fixture::report("2019");
    assert!(text(&report, Format::Csv).contains("青石镇人民政府2020年政府信息公开工作年度报告"));
    report.title = Some(String::from("青石镇信息公开年报"));
    report.sections.found[0].heading = String::from("一、概述");
    let page = text(&report, Format::Markdown);
    assert!(page.starts_with("# 青石镇信息公开年报\n"));
    assert!(page.contains("## 一、概述\n"));
}

#[test]
fn an_amount_without_unit_is_not_printed_under_a_head_that_names_one() {
    let mut report = fixture::report("2021");
    set(&mut report, "proactive.fees.amount", amount(24_220, None));
    for format in Format::ALL {
        let error = render(&report, format).unwrap_err().to_string();
        assert!(
            error.contains("行政事业性收费") && error.contains("24220"),
            "{error}"
        );
    }
    set(
        &mut report,
        "proactive.fees.amount",
        amount(24_220, Some(MoneyUnit::Yuan)),
    );
    assert!(text(&report, Format::Csv).contains("行政事业性收费,2.422,"));
}

#[test]
fn an_amount_under_a_head_without_unit_is_printed_with_its_own() {
    let mut report = fixture::report("2019");
    set(
        &mut report,
        "proactive.procurement.amount",
        amount(0, Some(MoneyUnit::Yuan)),
    );
    assert!(text(&report, Format::Html).contains(">0元</td>"));
    set(
        &mut report,
        "proactive.procurement.amount",
        amount(24_220, None),
    );
    assert!(text(&report, Format::Html).contains(">24220</td>"));
}

#[test]
fn text_never_becomes_markup_in_a_page() {
    let page = text(&hostile(), Format::Html);
    assert!(!page.contains("<script") && !page.contains('\u{1}') && !page.contains('\u{202e}'));
    assert!(page.contains("&lt;script&gt;"));
}

#[test]
fn text_never_becomes_a_formula_or_a_table_in_csv_and_markdown() {
    let records = text(&hostile(), Format::Csv);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(records.trim_start_matches('\u{feff}').as_bytes());
    for field in reader.records().flat_map(|record| {
        record
            .unwrap()
            .iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    }) {
        let computed = field.starts_with(['=', '+', '@']);
        assert!(!computed, "{field}");
    }
    let markdown = text(&hostile(), Format::Markdown);
    assert!(!markdown.contains(" <script>") && !markdown.contains("& | "));
}

#[test]
fn csv_opens_in_excel_as_utf_8_with_its_line_ends() {
    let bytes = render(&fixture::report("2021"), Format::Csv).unwrap();
    assert!(bytes.starts_with(b"\xEF\xBB\xBF"));
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn every_figure_of_the_document_model_is_in_the_model_once() {
    for form in FORMS {
        let document = Document::of(&fixture::report(form)).unwrap();
        let mut all: Vec<String> = document
            .sections
            .iter()
            .flat_map(|part| &part.tables)
            .flat_map(figures)
            .collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}

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
