//! The statutory tables with what was read: value, state, what stands in the source, how sure.

use super::Shown;
use crate::html::escape;
use gongkai_domain::report::form::{GridCell, GridContent, Table};
use gongkai_domain::report::{Cell, CellState, Certainty, Tables};
use std::fmt::Write as _;

/// All tables of the report's form.
pub(super) fn tables(shown: &Shown<'_>) -> String {
    let Some(tables) = &shown.loaded.report.tables else {
        return String::from("<p class=\"none\">没有找到年度报告的法定表格。</p>\n");
    };
    let mut html = String::new();
    for (number, table) in tables.form().tables.iter().enumerate() {
        let heading = tables.form().heading(table.section);
        let heading = escape(heading.map_or("", |heading| heading.label.as_str()));
        let _ = writeln!(html, "<h3>{heading}</h3>");
        if tables.table_is_missing(number) {
            html.push_str("<p class=\"none\">文件中没有这张表。</p>\n");
        } else {
            one(&mut html, shown, tables, (table, &heading));
        }
    }
    html
}

fn one(html: &mut String, shown: &Shown<'_>, tables: &Tables, (table, name): (&Table, &str)) {
    let grid = tables.form().grid(table, |_| true);
    let _ = writeln!(
        html,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\">\
         <table class=\"form\">"
    );
    for line in &grid.lines {
        html.push_str("<tr>");
        for cell in line {
            placed(html, shown, tables, cell);
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</table></div>\n");
}

fn placed(html: &mut String, shown: &Shown<'_>, tables: &Tables, cell: &GridCell) {
    let mut spans = String::new();
    if cell.columns > 1 {
        let _ = write!(spans, " colspan=\"{}\"", cell.columns);
    }
    if cell.rows > 1 {
        let _ = write!(spans, " rowspan=\"{}\"", cell.rows);
    }
    match &cell.content {
        GridContent::Title(text) | GridContent::Head(text) | GridContent::Label(text) => {
            let _ = write!(html, "<th{spans}>{}</th>", escape(text));
        }
        GridContent::Value(index) => value(html, shown, (*index, tables.at(*index)), &spans),
    }
}

fn value(html: &mut String, shown: &Shown<'_>, (index, cell): (usize, &Cell), spans: &str) {
    let (class, text) = match cell.state {
        CellState::Absent => ("absent", String::from("缺")),
        CellState::Blank => ("blank", String::from("空")),
        CellState::Unclear => ("unclear", doubtful(cell)),
        CellState::Stated(number) => ("stated", number.to_string()),
    };
    let unsure = sureness(cell);
    let more = if unsure.is_some() { " unsure" } else { "" };
    let _ = write!(html, "<td id=\"c-{index}\" class=\"{class}{more}\"{spans}>");
    if shown.links.has_source(index) {
        let _ = write!(html, "<a href=\"#s-{index}\">{text}</a>");
    } else {
        html.push_str(&text);
    }
    let raw = cell
        .raw
        .as_deref()
        .map(str::trim)
        .filter(|raw| !raw.is_empty());
    if let Some(raw) = raw.filter(|raw| *raw != text) {
        let _ = write!(html, "<small>原文“{}”</small>", escape(raw));
    }
    if let Some(unsure) = unsure {
        let _ = write!(html, "<small>{unsure}</small>");
    }
    html.push_str("</td>");
}

/// A number offered and not stated has a question mark.
fn doubtful(cell: &Cell) -> String {
    cell.offered
        .map_or_else(|| String::from("？"), |number| format!("{number}？"))
}

/// Cells at least this certain need no figure that says so.
const SURE: Certainty = Certainty::per_million(999_900);

/// How sure the reader is of a number that is not all but certain.
fn sureness(cell: &Cell) -> Option<String> {
    let number = cell.number().or(cell.offered);
    let unsure = number.is_some() && cell.certainty < SURE;
    let hundredths = cell.certainty.in_per_million() / 100;
    unsure.then(|| format!("可信度{}.{:02}%", hundredths / 100, hundredths % 100))
}
