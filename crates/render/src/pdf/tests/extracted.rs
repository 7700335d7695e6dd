//! What other programs find in the file: `pdftotext` and `pdfinfo` of poppler, where they are installed.

use super::*;
use gongkai_domain::report::FormBook;
use gongkai_testkit::Rng;
use std::io::Write as _;
use std::process::Command;

/// What a program of poppler prints about a file; none where it is not installed, which is said.
#[expect(clippy::print_stdout, reason = "a test that tried nothing says so")]
fn printed(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    if Command::new(program).arg("-v").output().is_err() {
        println!("not tried: {program} of poppler-utils is not installed");
        return None;
    }
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let mut command = Command::new(program);
    command.args(arguments).arg(file.path());
    if program == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// All texts and cells, in their order.
fn texts(flow: &Flow) -> Vec<String> {
    let mut texts = Vec::new();
    for item in &flow.items {
        match item {
            flow::Item::Text(text) => texts.push(text.text()),
            flow::Item::Table(table) => {
                texts.extend(table.lines.iter().flatten().map(|cell| cell.content.text()));
            }
            flow::Item::Break => {}
        }
    }
    texts
}

/// What `pdftotext` extracts but page numbers, without blanks; none where it is not installed.
fn extracted(pdf: &[u8]) -> Option<String> {
    let text = printed("pdftotext", &["-raw"], pdf)?;
    let no_number = |line: &&str| !(line.starts_with("— ") && line.ends_with(" —"));
    Some(text.lines().filter(no_number).map(squeezed).collect())
}

#[test]
fn the_text_that_pdftotext_extracts_is_the_text_of_the_report() {
    let Some(fonts) = fonts() else { return };
    for form in ["2019", "2021"] {
        let flow = report(form);
        let Some(found) = extracted(&write_flow(&flow, &fonts).unwrap()) else {
            return;
        };
        let meant: String = texts(&flow).iter().map(|text| squeezed(text)).collect();
        assert_eq!(found, meant);
    }
}

#[test]
fn what_generated_reports_say_is_extracted_with_the_heads_that_are_repeated() {
    const COUNT: usize = 20;
    let Some(fonts) = fonts() else { return };
    for form in FormBook::statutory().unwrap().forms() {
        let mut rng = Rng::new(8);
        for _ in 0..COUNT {
            let report = gongkai_testkit::report(&mut rng, form);
            let flow = report::flow(Document::of(&report).unwrap());
            let Some(found) = extracted(&write_flow(&flow, &fonts).unwrap()) else {
                return;
            };
            let laid = laid(&flow, &fonts);
            let pages = laid
                .pages
                .iter()
                .map(|page| page.lines.split_last().unwrap().1);
            let set: String = pages.flatten().map(|line| squeezed(&said(line))).collect();
            assert_eq!(found, set);
        }
    }
}

#[test]
fn every_figure_stands_in_its_row_on_the_page() {
    let Some(fonts) = fonts() else { return };
    let flow = report("2021");
    let pdf = write_flow(&flow, &fonts).unwrap();
    let Some(text) = printed("pdftotext", &["-layout"], &pdf) else {
        return;
    };
    let row = text.lines().find(|line| line.contains("一、本年新收"));
    let figures: Vec<&str> = row.unwrap().split_whitespace().skip(1).collect();
    assert_eq!(
        figures,
        ["1011", "1012", "1013", "1014", "1015", "1016", "1017"]
    );
}

/// Quoted texts below each element of the printed tree, under the name of the element.
fn elements(tree: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in tree.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix('"') {
            if let Some((_, said)) = found.last_mut() {
                said.push_str(text.trim_end_matches('"'));
            }
        } else if !line.starts_with('/') {
            let name = line.split([' ', ':']).next().unwrap_or_default();
            found.push((name.to_owned(), String::new()));
        }
    }
    found
}

#[test]
fn a_reader_who_cannot_see_is_told_headings_and_cells() {
    let Some(fonts) = fonts() else { return };
    let flow = report("2021");
    let pdf = write_flow(&flow, &fonts).unwrap();
    let Some(tree) = printed("pdfinfo", &["-struct-text"], &pdf) else {
        return;
    };
    let elements = elements(&tree);
    let named = |name: &str| -> Vec<&str> {
        let found = elements.iter().filter(|(kind, _)| kind == name);
        found.map(|(_, text)| text.as_str()).collect()
    };
    assert_eq!(
        named("H1"),
        ["青石镇人民政府2022年政府信息公开工作年度报告"]
    );
    assert_eq!(named("H2")[0], "一、总体情况");
    assert_eq!(named("H2").len(), 6);
    assert_eq!(named("H3"), ["（一）主动公开"]);
    let mut values = Vec::new();
    for item in &flow.items {
        if let flow::Item::Table(table) = item {
            let cells = table.lines.iter().flatten();
            let values_of = cells.filter(|cell| cell.role == crate::document::Role::Value);
            values.extend(values_of.map(|cell| cell.content.text()));
        }
    }
    assert_eq!(named("TD"), values);
    assert!(tree.contains("/Scope /Row") && tree.contains("/RowSpan") && tree.contains("THead"));
}

#[test]
fn the_fonts_are_embedded_and_their_text_can_be_copied() {
    let Some(fonts) = fonts() else { return };
    let pdf = write_flow(&report("2021"), &fonts).unwrap();
    assert!(pdf.len() < 200_000, "{} bytes", pdf.len());
    let Some(listed) = printed("pdffonts", &[], &pdf) else {
        return;
    };
    let embedded = listed.lines().skip(2).inspect(|line| {
        assert!(
            line.contains("yes yes yes"),
            "embedded, subset, with its text: {line}"
        );
    });
    assert!(embedded.count() >= 1);
}

#[test]
#[ignore = "writes samples for looking at"]
fn samples() {
    let Some(fonts) = fonts() else { return };
    for form in ["2019", "2021"] {
        let bytes = write_flow(&report(form), &fonts).unwrap();
        std::fs::write(std::env::temp_dir().join(format!("pdf-{form}.pdf")), bytes).unwrap();
    }
    for (name, rows, characters) in [("list", 120, 30), ("long", 3, 3_000)] {
        let bytes = paper(vec![Block::Table(list(rows, characters))])
            .pdf(&fonts)
            .unwrap();
        std::fs::write(std::env::temp_dir().join(format!("pdf-{name}.pdf")), bytes).unwrap();
    }
}
