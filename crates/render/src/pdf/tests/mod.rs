//! What is set is what is meant, and stands where official documents have it.

mod extracted;

use super::*;
use crate::fixture;
use crate::paper::{Block, Cell, Running, Table};
use crate::verify::squeezed;
use std::sync::Arc;

/// The fonts of the system; none where no Chinese font is installed, and then it is said that nothing was
/// tried.
#[expect(clippy::print_stdout, reason = "a test that tried nothing says so")]
fn fonts() -> Option<Arc<Fonts>> {
    let fonts = Fonts::system();
    if let Err(error) = &fonts {
        assert_eq!(*error, RenderError::NoChineseFont);
        println!("not tried: {error}");
    }
    fonts.ok()
}

fn laid(flow: &Flow, fonts: &Fonts) -> pages::Laid {
    let glyphs = Glyphs::of(fonts, &pages::characters(flow)).unwrap();
    pages::lay(flow, &glyphs)
}

fn report(form: &str) -> Flow {
    report::flow(Document::of(&fixture::report(form)).unwrap())
}

fn said(line: &pages::Drawn) -> String {
    line.runs.iter().map(|run| run.text.as_str()).collect()
}

fn paper(blocks: Vec<Block>) -> Paper {
    Paper {
        title: "移交目录".to_owned(),
        number: String::new(),
        lying: false,
        blocks,
    }
}

#[test]
fn a_page_of_running_text_has_twenty_two_lines_of_twenty_eight_characters() {
    let Some(fonts) = fonts() else { return };
    let mut flow = paper::flow(&paper(vec![Block::Paragraph("公".repeat(28 * 50))]));
    flow.items.remove(0);
    let laid = laid(&flow, &fonts);
    let lines: Vec<String> = laid.pages[0].lines.iter().map(said).collect();
    assert_eq!(lines.len(), 22 + 1, "and the page number");
    assert_eq!(lines[0].chars().count(), 26, "indented by two");
    assert!(lines[1..22].iter().all(|line| line.chars().count() == 28));
}

#[test]
fn page_numbers_stand_on_the_outer_side_between_dashes() {
    let Some(fonts) = fonts() else { return };
    let laid = laid(&report("2021"), &fonts);
    let middle = laid.sheet.left + laid.sheet.text_width / 2.0;
    for (number, page) in (1..).zip(&laid.pages) {
        let last = page.lines.last().unwrap();
        assert_eq!(said(last), format!("— {number} —"));
        assert_eq!(last.owner, None);
        assert_eq!(last.x + last.runs[0].x > middle, number % 2 == 1);
    }
}

/// A list of so many rows with texts of so many characters.
fn list(rows: u64, characters: usize) -> Table {
    let row = |number: u64| {
        let text = "某项政府信息的内容描述，".repeat(characters / 12 + 1);
        let day = Cell::centred("2026-01-12");
        vec![Cell::count(number), Cell::text(&text), day]
    };
    let head = vec![Cell::head("序号"), Cell::head("内容"), Cell::head("日期")];
    Table {
        widths: vec![1, 6, 2],
        head: 1,
        large: rows == 2,
        rows: std::iter::once(head).chain((0..rows).map(row)).collect(),
    }
}

#[test]
fn no_cell_is_lost_however_long_a_list_or_a_text_in_it_is() {
    let Some(fonts) = fonts() else { return };
    for rows in [1, 2, 19, 40, 120] {
        for characters in [1, 30, 400, 3_000] {
            let mut paper = paper(vec![Block::Table(list(rows, characters))]);
            paper.lying = rows == 40;
            let flow = paper::flow(&paper);
            let laid = laid(&flow, &fonts);
            check::check(&flow, &laid).unwrap();
            let bottom = laid.sheet.bottom() + 1.0;
            for frame in laid.pages.iter().flat_map(|page| &page.frames) {
                assert!(frame[3] <= bottom, "{rows} {characters}");
            }
        }
    }
}

#[test]
fn the_head_of_a_table_stands_on_every_page_and_is_read_out_once() {
    let Some(fonts) = fonts() else { return };
    let laid = laid(
        &paper::flow(&paper(vec![Block::Table(list(120, 1))])),
        &fonts,
    );
    assert!(laid.pages.len() > 2);
    for (number, page) in laid.pages.iter().enumerate() {
        let heads = page.lines.iter().filter(|line| said(line) == "序号");
        let owners: Vec<bool> = heads.map(|line| line.owner.is_some()).collect();
        assert_eq!(owners, [number == 0]);
    }
}

#[test]
fn the_table_of_requests_is_not_broken_over_pages() {
    let Some(fonts) = fonts() else { return };
    for form in ["2019", "2021"] {
        let laid = laid(&report(form), &fonts);
        let holds = |label: &str| {
            let on = |page: &pages::Page| page.lines.iter().any(|line| said(line).contains(label));
            laid.pages.iter().position(on)
        };
        let first = holds("一、本年新收政府信息公开申请数量");
        assert_eq!(first, holds("四、结转下年度继续办理"), "{form}");
        assert_eq!(
            first,
            holds("三、收到和处理"),
            "its heading stays with it: {form}"
        );
    }
}

#[test]
fn a_signature_stands_on_the_page_of_the_last_words() {
    let Some(fonts) = fonts() else { return };
    for lines in 1..30 {
        let blocks = vec![
            Block::Running(Running::Text, "公".repeat(28 * lines)),
            Block::Running(Running::Last, "特此告知。".to_owned()),
            Block::Sealed(vec!["青石镇人民政府".to_owned(), "2026年3月9日".to_owned()]),
        ];
        let laid = laid(&paper::flow(&paper(blocks)), &fonts);
        let last = laid.pages.last().unwrap();
        assert!(
            last.lines.iter().any(|line| said(line) == "特此告知。"),
            "{lines}"
        );
    }
}

#[test]
fn a_layout_that_lost_a_figure_is_not_drawn() {
    let Some(fonts) = fonts() else { return };
    let flow = report("2021");
    let mut laid = laid(&flow, &fonts);
    for page in &mut laid.pages {
        page.lines.retain(|line| said(line) != "1066");
    }
    let error = check::check(&flow, &laid).unwrap_err().to_string();
    assert!(error.contains("1066"), "{error}");
}

#[test]
fn without_a_chinese_font_the_message_names_the_package_to_install() {
    let empty = std::env::temp_dir().join("gongkai-no-fonts");
    std::fs::create_dir_all(&empty).unwrap();
    let error = Fonts::folder(&empty).unwrap_err();
    assert_eq!(error, RenderError::NoChineseFont);
    assert!(error.to_string().contains("apt-get install fonts-noto-cjk"));
    let no_font = Fonts::file(std::path::Path::new("Cargo.toml")).unwrap_err();
    assert!(no_font.to_string().contains("Cargo.toml"));
}

#[test]
fn a_character_that_cannot_be_set_is_named_and_never_an_empty_box() {
    let Some(fonts) = fonts() else { return };
    for (character, words) in [('\u{10FFFD}', "张\u{10FFFD}"), ('བ', "བ")] {
        let paper = paper(vec![Block::Paragraph(words.to_owned())]);
        let error = paper.pdf(&fonts).unwrap_err();
        let code = u32::from(character);
        assert_eq!(error, RenderError::NoGlyph { character, code });
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let Some(fonts) = fonts() else { return };
    let paper = paper(vec![Block::Table(list(40, 30))]);
    assert_eq!(paper.pdf(&fonts).unwrap(), paper.pdf(&fonts).unwrap());
}
