//! The answers as a page: a picture where one helps, and every table.

use super::super::page::page as frame;
use super::view::{self, View, rule_name};
use crate::html::escape;
use gongkai_dataset::Stats;
use gongkai_exchange::Lang;
use gongkai_web::{SplitBar, split_bars};

/// Bars drawn at most; the table has all.
const MOST: usize = 30;

/// The whole page.
pub(super) fn page(stats: &Stats) -> String {
    let title = "年度报告统计";
    let sentence = view::sentence(stats, Lang::Zh);
    let mut body = format!("<h1>{title}</h1>\n<p>{}</p>\n", escape(&sentence));
    let pictures = [years(stats), rules(stats)];
    let pictures = pictures.into_iter().chain(std::iter::repeat(String::new()));
    for (view, picture) in view::all(stats, Lang::Zh).iter().zip(pictures) {
        body.extend([
            "<h2>",
            &escape(&view.title),
            "</h2>\n",
            &picture,
            &table(view),
        ]);
    }
    frame(title, &body)
}

fn years(stats: &Stats) -> String {
    let bars = stats.years.iter().map(|(year, group)| SplitBar {
        name: year.map_or_else(|| String::from("年度未知"), |year| format!("{year}年")),
        filled: group.reconciled,
        hatched: group.with_errors(),
    });
    let sentence = "各年度逐份核对相符的报告（实心）和有错误的报告（斜线）。";
    picture("years", "各年度的报告", sentence, &bars.collect::<Vec<_>>())
}

fn rules(stats: &Stats) -> String {
    let worst = stats.worst().into_iter().take(MOST);
    let bars = worst.map(|(code, failures)| SplitBar {
        name: rule_name(code, Lang::Zh).to_owned(),
        filled: failures.reports,
        hatched: 0,
    });
    let sentence = "各条规则不符的报告数，最多的在前。";
    picture(
        "rules",
        "最常不符的规则",
        sentence,
        &bars.collect::<Vec<_>>(),
    )
}

fn picture(id: &str, title: &str, sentence: &str, bars: &[SplitBar]) -> String {
    if bars.is_empty() {
        return String::from("<p>没有。</p>\n");
    }
    let svg = split_bars(id, title, sentence, bars);
    format!("<p>{}</p>\n{svg}\n", escape(sentence))
}

fn table(view: &View) -> String {
    let cells = |row: &[String], tag: &str| {
        let cells = row
            .iter()
            .map(|cell| format!("<{tag}{}</{}>", escape(cell), &tag[..2]));
        cells.collect::<String>()
    };
    let head = cells(&view.head, "th scope=\"col\">");
    let rows = view.rows.iter().map(|row| {
        let (first, rest) = row.split_at(1.min(row.len()));
        let first = cells(first, "th scope=\"row\">");
        format!("<tr>{first}{}</tr>\n", cells(rest, "td class=\"n\">"))
    });
    format!(
        "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{}</tbody>\n</table></div>\n",
        rows.collect::<String>()
    )
}
