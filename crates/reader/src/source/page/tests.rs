//! What lines and pages cut is put together again, and nothing else.

use super::{Glyph, Page, Rule, document};
use crate::source::Format;

/// Width and height of a digit.
const WIDE: f32 = 5.0;
const HIGH: f32 = 9.0;

/// Edges of three columns; the figures stand in narrow ones.
const XS: [f32; 4] = [50.0, 110.0, 140.0, 170.0];

/// A page with ruled rows, the first at `top`; a cell of several lines has them parted by `|`.
fn page(top: f32, rows: &[[&str; 3]]) -> Page {
    let mut page = Page {
        width: 600.0,
        height: 800.0,
        ..Page::default()
    };
    let mut y = top;
    for row in rows {
        rule(&mut page, (XS[0], y), (XS[3], y));
        let lines = row.iter().map(|cell| cell.split('|').count()).max();
        for (cell, x) in row.iter().zip(XS) {
            for (line, text) in (0_u8..).zip(cell.split('|')) {
                write(&mut page, text, (x + 2.5, y + 2.0 + f32::from(line) * 12.0));
            }
        }
        let bottom = y + 12.0 * f32::from(u8::try_from(lines.unwrap()).unwrap()) + 4.0;
        for x in XS {
            rule(&mut page, (x, y), (x, bottom));
        }
        y = bottom;
    }
    rule(&mut page, (XS[0], y), (XS[3], y));
    page
}

fn rule(page: &mut Page, from: (f32, f32), to: (f32, f32)) {
    page.rules.push(Rule { from, to });
}

fn write(page: &mut Page, text: &str, (x, top): (f32, f32)) {
    let mut left = x;
    for character in text.chars() {
        let right = left + if character.is_ascii() { WIDE } else { HIGH };
        let bottom = top + HIGH;
        page.glyphs.push(Glyph {
            character,
            left,
            right,
            top,
            bottom,
        });
        left = right;
    }
}

/// The pieces of pages, those of a line parted by bars.
fn read(pages: &[Page]) -> Vec<String> {
    let pieces = document(Format::Pdf, pages).unwrap().pieces;
    let lines = pieces.chunk_by(|a, b| a.line == b.line);
    let texts = |line: &[crate::source::Piece<'_>]| -> Vec<String> {
        line.iter().map(|it| it.text.replace('\n', "|")).collect()
    };
    lines.map(|line| texts(line).join(" ")).collect()
}

#[test]
fn digits_behind_a_full_line_are_the_rest_of_the_figure() {
    let read = read(&[page(
        100.0,
        &[["规章", "1877|4", "12|34"], ["合计", "1", "２"]],
    )]);
    assert_eq!(read, ["规章 18774 12|34", "合计 1 ２"]);
}

#[test]
fn digits_that_would_not_have_fitted_above_are_the_rest_of_the_figure() {
    let read = read(&[page(
        100.0,
        &[["规章", "1|23456", "12|3"], ["合计", "1", "２"]],
    )]);
    assert_eq!(read, ["规章 123456 12|3", "合计 1 ２"]);
}

#[test]
fn a_figure_cut_by_the_page_is_one_figure() {
    let above = page(700.0, &[["一", "7", "8"], ["总计", "1094", "15"]]);
    let below = page(60.0, &[["", "67", ""], ["四", "3", "0"]]);
    assert_eq!(
        read(&[above, below]),
        ["一 7 8", "总计 109467 15", "四 3 0"]
    );
}

#[test]
fn a_label_cut_by_the_page_leaves_no_blank_row() {
    let above = page(700.0, &[["一", "7", "8"], ["要求重新出具", "1", "2"]]);
    let below = page(60.0, &[["已获取信息", "", ""], ["四", "3", "0"]]);
    let whole = "要求重新出具|已获取信息 1 2";
    assert_eq!(read(&[above, below]), ["一 7 8", whole, "四 3 0"]);
}

#[test]
fn a_row_of_blanks_on_the_next_page_stays_a_row() {
    let above = page(700.0, &[["一", "7", "8"], ["二", "1", "2"]]);
    let below = page(60.0, &[["三", "", ""], ["四", "3", "0"]]);
    let rows = ["一 7 8", "二 1 2", "三  ", "四 3 0"];
    assert_eq!(read(&[above, below]), rows);
}

#[test]
fn the_number_of_a_page_between_dashes_is_no_row() {
    let mut pages = [
        page(700.0, &[["一", "7", "8"]]),
        page(60.0, &[["二", "1", "2"]]),
    ];
    for (page, number) in pages.iter_mut().zip(["—", "—"]) {
        write(page, number, (280.0, 770.0));
        write(page, "1", (300.0, 770.0));
        write(page, "—", (316.0, 770.0));
    }
    assert_eq!(read(&pages), ["一 7 8", "二 1 2"]);
}

#[test]
fn a_gap_in_a_table_without_lines_is_an_empty_cell() {
    let mut page = Page {
        width: 600.0,
        height: 800.0,
        ..Page::default()
    };
    let rows = [["规章", "10", "21", "32"], ["合计", "5", "", "7"]];
    for (row, y) in rows.iter().zip([100.0, 120.0]) {
        for (text, x) in row.iter().zip([50.0, 150.0, 250.0, 350.0]) {
            write(&mut page, text, (x, y));
        }
    }
    assert_eq!(read(&[page]), ["规章 10 21 32", "合计 5  7"]);
}
