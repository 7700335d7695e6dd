//! A comparison as a page that opens and prints by itself.

use super::super::page::page as frame;
use super::{Pair, change, state, title};
use crate::html::escape;
use gongkai_domain::compare::{CellComparison, ParagraphChange, SectionComparison};

/// The whole page.
pub(super) fn page(pair: &Pair<'_>) -> String {
    let (before, after) = (title(pair.before), title(pair.after));
    let both = format!("{before} → {after}");
    let body = format!(
        "<h1>年度报告比较：{}</h1>\n{}{}",
        escape(&both),
        figures(pair, (&escape(&before), &escape(&after))),
        texts(pair),
    );
    frame(&both, &body)
}

fn figures(pair: &Pair<'_>, (before, after): (&str, &str)) -> String {
    let rows: Vec<String> = pair.cells().map(|cell| row(pair, cell)).collect();
    let rows = rows.concat();
    if rows.is_empty() {
        return String::from("<h2>数字的变化</h2>\n<p>没有变化。</p>\n");
    }
    format!(
        "<h2>数字的变化</h2>\n<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">项目</th>\
         <th scope=\"col\">{before}</th><th scope=\"col\">{after}</th><th scope=\"col\">增减</th></tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table></div>\n<p>缺＝文件中没有这一行，空＝留空未填，？＝有内容但不能确定，—＝该格式没有这一格。</p>\n"
    )
}

fn row(pair: &Pair<'_>, cell: &CellComparison) -> String {
    format!(
        "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td>\
         <td class=\"n\">{}</td></tr>\n",
        escape(&pair.label(cell)),
        escape(&state(cell.old)),
        escape(&state(cell.new)),
        escape(&change(cell, pair.lang)),
    )
}

fn texts(pair: &Pair<'_>) -> String {
    let sections: String = pair.comparison.sections.iter().map(section).collect();
    format!("<h2>文字的改动</h2>\n{sections}")
}

fn section(section: &SectionComparison) -> String {
    let name = section.section.map_or_else(
        || String::from("标题与第一部分之间"),
        |id| format!("第{}部分", id.numeral()),
    );
    let same = section
        .paragraphs
        .iter()
        .filter(|p| matches!(p, ParagraphChange::Unchanged(_)))
        .count();
    let changes: String = section.paragraphs.iter().map(paragraph).collect();
    format!("<h3>{name}</h3>\n<p>{same}段未改。</p>\n{changes}")
}

fn paragraph(change: &ParagraphChange) -> String {
    match change {
        ParagraphChange::Unchanged(_) => String::new(),
        ParagraphChange::Added(text) => format!("<p><ins>增加：{}</ins></p>\n", escape(text)),
        ParagraphChange::Removed(text) => format!("<p><del>删去：{}</del></p>\n", escape(text)),
        ParagraphChange::Changed { old, new } => format!(
            "<p><del>原为：{}</del><ins>改为：{}</ins></p>\n",
            escape(old),
            escape(new)
        ),
    }
}
