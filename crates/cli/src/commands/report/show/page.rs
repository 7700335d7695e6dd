//! The page: what was read, what to look at, what was found, and the source beside it.

use super::links::piece_at;
use super::{Shown, cells, source};
use crate::commands::report::check::{line, placed};
use crate::html::escape;
use gongkai_domain::report::{CellState, Form, Note};
use gongkai_domain::rules::{Finding, Outcome};
use gongkai_domain::submission::doubts;
use gongkai_reader::Format;
use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");

/// More cells to look at than this are folded up.
const MANY: usize = 30;

/// The whole page. No script, nothing loaded from elsewhere.
pub(super) fn page(shown: &Shown<'_>) -> String {
    let report = &shown.loaded.report;
    let year = report.report_year.map(|year| format!("{year}年"));
    let agency = report
        .agency
        .clone()
        .unwrap_or_else(|| "单位不明".to_owned());
    let title = escape(&format!(
        "{agency} {}年度报告对照",
        year.unwrap_or_default()
    ));
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n\
         <h1>{title}</h1>\n<p>{}</p>\n<p>{}</p>\n<nav><a href=\"#tables\">读出的表格</a>\
         <a href=\"#doubts\">要看的格</a><a href=\"#findings\">核对结果</a>\
         <a href=\"#source\">原文</a></nav>\n</header>\n<main>\n\
         <section id=\"tables\" class=\"read\">\n<h2>读出的表格</h2>\n\
         <p class=\"key\">点数字看它在原文的哪里，再点就回来。空＝留空未填，缺＝文件中没有这一行，\
         ？＝有内容但不能确定。</p>\n{}{}{}</section>\n\
         <section id=\"source\" class=\"source\">\n<h2>原文</h2>\n{}</section>\n</main>\n</body>\n</html>\n",
        file(shown),
        counts(shown),
        cells::tables(shown),
        to_look_at(shown),
        found(shown),
        source::source(shown),
    )
}

fn file(shown: &Shown<'_>) -> String {
    let report = &shown.loaded.report;
    let form = report.form().map_or_else(
        || "表格格式不明".to_owned(),
        |form| format!("{}年格式的表格", form.id),
    );
    let recognised = report
        .notes
        .iter()
        .any(|note| matches!(note, Note::Recognised { .. }));
    let kind = if recognised {
        "扫描件或图片，文字是识别出来的"
    } else {
        kind(shown.document.format)
    };
    format!("{}（{kind}），{form}", escape(&shown.loaded.source.path))
}

/// A format as offices call it.
const fn kind(format: Format) -> &'static str {
    match format {
        Format::Text => "文本",
        Format::Csv => "CSV 表格",
        Format::Html => "网页",
        Format::Docx => "Word 文档",
        Format::Doc => "旧版 Word 或 WPS 文档",
        Format::Odt => "ODT 文档",
        Format::Xlsx => "Excel 工作簿",
        Format::Xls => "旧版 Excel 工作簿",
        Format::Pdf => "PDF",
        Format::Ofd => "OFD",
    }
}

fn counts(shown: &Shown<'_>) -> String {
    let Some(tables) = &shown.loaded.report.tables else {
        return String::from("没有读出数字。");
    };
    let count = |meant: fn(&CellState) -> bool| {
        tables.iter().filter(|(_, cell)| meant(&cell.state)).count()
    };
    format!(
        "共{}格：读出{}格，不能确定{}格，留空{}格，文件中没有{}格。",
        tables.form().cells().len(),
        count(|state| matches!(state, CellState::Stated(_))),
        count(|state| matches!(state, CellState::Unclear)),
        count(|state| matches!(state, CellState::Blank)),
        count(|state| matches!(state, CellState::Absent)),
    )
}

/// The cells that a person has to look at, each with why and with what stands there.
fn to_look_at(shown: &Shown<'_>) -> String {
    let mut html = String::from("<h2 id=\"doubts\">要看的格</h2>\n");
    let report = &shown.loaded.report;
    let doubts = doubts(report, shown.findings);
    let Some(form) = report.form().filter(|_| !doubts.is_empty()) else {
        html.push_str("<p class=\"none\">没有。</p>\n");
        return html;
    };
    let open = if doubts.len() > MANY { "" } else { " open" };
    let _ = writeln!(
        html,
        "<details{open}><summary>{}格</summary>\n<ul>",
        doubts.len()
    );
    for doubt in &doubts {
        let offered = if doubt.read.is_empty() {
            String::new()
        } else {
            format!("，原文“{}”", escape(&doubt.read))
        };
        let at = if doubt.place.is_empty() {
            String::new()
        } else {
            format!("（{}）", escape(&doubt.place))
        };
        let cell = cell_link(form, &doubt.cell);
        let _ = writeln!(html, "<li>{cell}：{}{offered}{at}</li>", doubt.why.zh());
    }
    html.push_str("</ul>\n</details>\n");
    html
}

fn found(shown: &Shown<'_>) -> String {
    let mut html = String::from("<h2 id=\"findings\">核对结果</h2>\n");
    if shown.findings.is_empty() {
        html.push_str("<p class=\"none\">没有发现问题。</p>\n");
        return html;
    }
    html.push_str("<ul class=\"findings\">\n");
    for finding in shown.findings {
        one(&mut html, shown, finding);
    }
    html.push_str("</ul>\n");
    html
}

fn one(html: &mut String, shown: &Shown<'_>, finding: &Finding) {
    let class = match (finding.outcome, finding.severity) {
        (Outcome::NotEvaluated, _) => "open",
        (Outcome::Violated, severity) => severity.name(),
    };
    let _ = write!(
        html,
        "<li class=\"{class}\">{}",
        escape(&line(finding, shown.lang))
    );
    let place = finding.place.as_ref();
    let piece = place.and_then(|place| Some((place, piece_at(shown.document, place)?)));
    if let Some((place, piece)) = piece {
        let words = escape(placed(place, shown.lang).trim());
        let _ = write!(html, " <a href=\"#p-{piece}\">看原文{words}</a>");
    }
    if let Some(form) = shown.loaded.report.form() {
        for cell in &finding.cells {
            let _ = write!(html, " {}", cell_link(form, cell));
        }
    }
    html.push_str("</li>\n");
}

/// A cell by its name, leading to it; of the year before, only its name.
fn cell_link(form: &Form, id: &str) -> String {
    let label = escape(&form.cell_label(id));
    match form.cell_index(id) {
        Some(index) => format!("<a href=\"#c-{index}\">{label}</a>"),
        None => label,
    }
}
