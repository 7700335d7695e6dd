//! A standalone web page: readable on a telephone, printing as an A4 document.

use crate::document::{Document, Paragraph, Part, Placed, Role, Table};
use gongkai_domain::report::form::without_numeral;
use quick_xml::escape::escape;
use std::fmt::Write as _;

/// The look of an official document (GB/T 9704: type area 156 mm × 225 mm, 28 pt lines).
const STYLE: &str = include_str!("page.css");

/// The page of a document. No script, nothing loaded from elsewhere.
pub(crate) fn write(document: &Document) -> String {
    let title = escape(&document.title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    if let Some(number) = &document.number {
        put(
            &mut page,
            format_args!("<p class=\"number\">{}</p>\n", escape(number)),
        );
    }
    for paragraph in &document.preamble {
        write_paragraph(&mut page, paragraph);
    }
    for part in &document.sections {
        section(&mut page, part);
    }
    signature(&mut page, &document.signature);
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// Writing to a `String` cannot fail.
fn put(page: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = page.write_fmt(text);
}

fn section(page: &mut String, part: &Part) {
    let id = part.id.name();
    let heading = escape(&part.heading);
    put(
        page,
        format_args!("<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>\n"),
    );
    for paragraph in &part.paragraphs {
        write_paragraph(page, paragraph);
    }
    for table in &part.tables {
        write_table(page, table, &part.heading);
    }
    page.push_str("</section>\n");
}

fn write_paragraph(page: &mut String, paragraph: &Paragraph) {
    let (lead, rest) = (escape(&paragraph.lead), escape(&paragraph.rest));
    match (lead.is_empty(), rest.is_empty()) {
        (true, _) => put(page, format_args!("<p>{rest}</p>\n")),
        (false, true) => put(page, format_args!("<h3>{lead}</h3>\n")),
        (false, false) => {
            put(
                page,
                format_args!("<p><span class=\"lead\">{lead}</span>{rest}</p>\n"),
            );
        }
    }
}

fn signature(page: &mut String, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    page.push_str("<div class=\"signature\">\n");
    for line in lines {
        put(page, format_args!("<p>{}</p>\n", escape(line)));
    }
    page.push_str("</div>\n");
}

fn write_table(page: &mut String, table: &Table, heading: &str) {
    let caption = escape(without_numeral(heading));
    put(
        page,
        format_args!(
            "<div class=\"scroller\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">\n<table>\n\
             <caption class=\"visually-hidden\">{caption}</caption>\n"
        ),
    );
    columns(page, table);
    let (head, body) = table.lines.split_at(table.head.min(table.lines.len()));
    if !head.is_empty() {
        group(page, "thead", head);
    }
    for lines in blocks(body) {
        group(page, "tbody", lines);
    }
    page.push_str("</table>\n</div>\n");
}

fn columns(page: &mut String, table: &Table) {
    page.push_str("<colgroup>");
    for share in table.column_shares() {
        put(
            page,
            format_args!("<col style=\"width:{}.{}%\">", share / 10, share % 10),
        );
    }
    page.push_str("</colgroup>\n");
}

/// The lines of each block: a block begins with its title.
fn blocks(lines: &[Vec<Placed>]) -> impl Iterator<Item = &[Vec<Placed>]> {
    lines.chunk_by(|_, next| next.iter().all(|cell| cell.role != Role::Title))
}

fn group(page: &mut String, element: &str, lines: &[Vec<Placed>]) {
    put(page, format_args!("<{element}>\n"));
    for line in lines {
        page.push_str("<tr>");
        for cell in line {
            write_cell(page, cell);
        }
        page.push_str("</tr>\n");
    }
    put(page, format_args!("</{element}>\n"));
}

fn write_cell(page: &mut String, cell: &Placed) {
    let element = if matches!(cell.role, Role::Value | Role::Text) {
        "td"
    } else {
        "th"
    };
    put(page, format_args!("<{element}{}", scope(cell)));
    if cell.columns > 1 {
        put(page, format_args!(" colspan=\"{}\"", cell.columns));
    }
    if cell.rows > 1 {
        put(page, format_args!(" rowspan=\"{}\"", cell.rows));
    }
    let text = cell.content.text();
    put(page, format_args!(">{}</{element}>", escape(text)));
}

const fn scope(cell: &Placed) -> &'static str {
    match (cell.role, cell.columns, cell.rows) {
        (Role::Title, _, _) => " scope=\"rowgroup\" class=\"title\"",
        (Role::Head, 1, _) => " scope=\"col\"",
        (Role::Head, _, _) => " scope=\"colgroup\"",
        (Role::Label, _, 1) => " scope=\"row\"",
        (Role::Label, _, _) => " scope=\"rowgroup\"",
        (Role::Value | Role::Text, _, _) => "",
    }
}
