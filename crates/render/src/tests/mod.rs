//! Every format, over the same reports.

mod read_again;

use super::*;
use crate::document::{Printed, Table};
use crate::fixture;
use gongkai_domain::report::{Amount, Cell, CellState, MoneyUnit, Number};
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

/// The bytes; none for a PDF where no Chinese font is installed.
fn rendered(report: &AnnualReport, format: Format) -> Option<Vec<u8>> {
    match render(report, format) {
        Err(RenderError::NoChineseFont) => None,
        bytes => Some(bytes.unwrap()),
    }
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
            if let Some(bytes) = rendered(&fixture::report(form), format) {
                std::fs::write(std::env::temp_dir().join(name), bytes).unwrap();
            }
        }
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for format in Format::ALL {
        let report = fixture::report("2019");
        let Some(bytes) = rendered(&report, format) else {
            continue;
        };
        assert_eq!(rendered(&report, format), Some(bytes));
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
