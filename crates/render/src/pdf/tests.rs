//! What is set is what is meant, and stands where official documents have it.

use super::*;
use crate::fixture;
use crate::paper::{Block, Cell, Table};
use crate::verify::squeezed;

fn fonts() -> std::sync::Arc<Fonts> {
    Fonts::system().unwrap()
}

fn laid(flow: &Flow) -> pages::Laid {
    let glyphs = Glyphs::of(&fonts(), &pages::characters(flow)).unwrap();
    pages::lay(flow, &glyphs)
}

fn report(form: &str) -> Flow {
    report::flow(Document::of(&fixture::report(form)).unwrap())
}

fn said(line: &pages::Drawn) -> String {
    line.runs.iter().map(|run| run.text.as_str()).collect()
}

#[test]
fn a_page_of_running_text_has_twenty_two_lines_of_twenty_eight_characters() {
    let paper = Paper {
        title: String::new(),
        number: String::new(),
        lying: false,
        blocks: vec![Block::Paragraph("公".repeat(28 * 50))],
    };
    let mut flow = paper::flow(&paper);
    flow.items.remove(0);
    let laid = laid(&flow);
    let lines: Vec<String> = laid.pages[0].lines.iter().map(said).collect();
    // The page number is one more.
    assert_eq!(lines.len(), 22 + 1);
    assert_eq!(lines[0].chars().count(), 26, "indented by two");
    assert!(lines[1..22].iter().all(|line| line.chars().count() == 28));
}

#[test]
fn no_paper_of_any_length_loses_a_cell_over_the_pages() {
    for rows in [1, 2, 19, 40, 41, 200] {
        for words in [1, 30, 400, 3_000] {
            let row = |number: u64| {
                let text = "某项政府信息的内容描述，".repeat(words / 12 + 1);
                vec![
                    Cell::count(number),
                    Cell::text(&text),
                    Cell::centred("2026-01-12"),
                ]
            };
            let head = vec![Cell::head("序号"), Cell::head("内容"), Cell::head("日期")];
            let number = rows / (words as u64 / 200 + 1) + 1;
            let table = Table {
                widths: vec![1, 6, 2],
                head: 1,
                large: rows == 2,
                rows: std::iter::once(head).chain((0..number).map(row)).collect(),
            };
            let paper = Paper {
                title: "移交目录".to_owned(),
                number: "第1期".to_owned(),
                lying: rows == 40,
                blocks: vec![Block::Table(table)],
            };
            let flow = paper::flow(&paper);
            check::check(&flow, &laid(&flow)).unwrap();
        }
    }
}

#[test]
#[ignore = "writes samples for looking at"]
fn samples() {
    for form in ["2019", "2021"] {
        let bytes = write_flow(&report(form), &fonts()).unwrap();
        std::fs::write(std::env::temp_dir().join(format!("pdf-{form}.pdf")), bytes).unwrap();
    }
    let _ = squeezed("");
}
