//! Documents as LibreOffice writes them.

use super::*;
use crate::source::PieceKind;

fn read(body: &str) -> Vec<(String, PieceKind)> {
    let mut walker = Walker::default();
    let xml = format!("<office:body><office:text>{body}</office:text></office:body>");
    xml::walk(&xml, |node| walker.visit(node)).unwrap();
    assert!(walker.is_text_document);
    let pieces = blocks::pieces(walker.page.finish()).unwrap();
    pieces
        .into_iter()
        .map(|piece| (piece.text.into_owned(), piece.kind))
        .collect()
}

fn refused(body: &str) -> bool {
    let mut walker = Walker::default();
    let walked = xml::walk(body, |node| walker.visit(node));
    matches!(walked, Err(SourceError::TooLarge { .. }))
}

fn cell(properties: &str, text: &str) -> String {
    format!("<table:table-cell {properties}><text:p>{text}</text:p></table:table-cell>")
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

fn at(column: u32, columns: u32, rows: u32) -> PieceKind {
    PieceKind::Cell {
        column,
        columns,
        rows,
    }
}

const COVERED: &str = "<table:covered-table-cell/>";

#[test]
fn blanks_tabs_and_breaks_stand_as_they_are_shown() {
    let body = "<text:h>一、\n  总体情况</text:h><text:p>公开<text:s text:c=\"2\"/>24<text:tab/>条\
        <text:line-break/>共<text:span>计</text:span></text:p>";
    let texts: Vec<String> = read(body).into_iter().map(|(text, _)| text).collect();
    assert_eq!(texts, ["一、 总体情况", "公开  24\t条", "共计"]);
}

#[test]
fn what_is_deleted_noted_remarked_or_hidden_is_not_read() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>旧</text:p>\
        </text:deletion></text:changed-region></text:tracked-changes>\
        <text:p>公开<office:annotation><text:p>批注</text:p></office:annotation>24\
        <text:note><text:note-body><text:p>脚注</text:p></text:note-body></text:note>条</text:p>\
        <text:section text:display=\"none\"><text:p>底稿</text:p></text:section>";
    assert_eq!(read(body), [(String::from("公开24条"), PieceKind::Text)]);
}

#[test]
fn merged_cells_cover_the_places_that_the_file_says_are_covered() {
    let body = format!(
        "<table:table>{}{}{}</table:table>",
        row(&[cell("table:number-rows-spanned=\"2\"", "甲"), cell("", "1")]),
        row(&[COVERED.to_owned(), cell("", "2")]),
        row(&[
            cell("table:number-columns-spanned=\"2\"", "乙"),
            COVERED.to_owned()
        ]),
    );
    let kinds: Vec<PieceKind> = read(&body).into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds, [at(0, 1, 2), at(1, 1, 1), at(1, 1, 1), at(0, 2, 1)]);
}

#[test]
fn repeated_cells_and_rows_are_as_many_as_the_file_says() {
    let body = format!(
        "<table:table><table:table-row table:number-rows-repeated=\"2\">{}{}</table:table-row></table:table>",
        cell("", "规章"),
        cell("table:number-columns-repeated=\"3\"", "0"),
    );
    let pieces = read(&body);
    assert_eq!(pieces.len(), 8);
    assert_eq!(pieces[7], (String::from("0"), at(3, 1, 1)));
}

#[test]
fn a_cell_parted_into_rows_is_rows_of_the_table_it_stands_in() {
    let parts = format!(
        "<table:table-cell><table:table table:is-sub-table=\"true\">{}{}</table:table></table:table-cell>",
        row(&[cell("", "1"), cell("", "2")]),
        row(&[
            cell("table:number-columns-spanned=\"2\"", "3"),
            COVERED.to_owned()
        ]),
    );
    let body = format!(
        "<table:table>{}{}</table:table>",
        row(&[cell("", "甲"), parts, cell("", "乙")]),
        row(&[cell("", "丙"), cell("", "4"), cell("", "丁")]),
    );
    let expected = [
        ("甲", at(0, 1, 2)),
        ("1", at(1, 1, 1)),
        ("2", at(2, 1, 1)),
        ("乙", at(3, 1, 2)),
        ("3", at(1, 2, 1)),
        ("丙", at(0, 1, 1)),
        ("4", at(1, 2, 1)),
        ("丁", at(3, 1, 1)),
    ];
    let expected: Vec<(String, PieceKind)> = expected
        .into_iter()
        .map(|(text, kind)| (text.to_owned(), kind))
        .collect();
    assert_eq!(read(&body), expected);
}

#[test]
fn numbers_of_repetitions_that_no_table_has_are_refused() {
    let body = |row: &str, cell: &str| {
        format!(
            "<office:text><table:table><table:table-row {row}><table:table-cell {cell}/>\
             <table:covered-table-cell/></table:table-row></table:table></office:text>"
        )
    };
    assert!(refused(&body("table:number-rows-repeated=\"1048576\"", "")));
    assert!(refused(&body(
        "",
        "table:number-columns-repeated=\"4000000000\""
    )));
    assert!(refused(&body(
        "",
        "table:number-columns-spanned=\"4000000000\""
    )));
}
