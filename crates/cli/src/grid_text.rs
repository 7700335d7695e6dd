//! A report on the screen: its tables with Chinese characters aligned, the numbers of its text,
//! and what the rules found.

use crate::commands::finding_line;
use crate::load::Loaded;
use gongkai_domain::report::form::Table;
use gongkai_domain::report::{AnnualReport, Cell, CellState, RowSpec, Tables};
use gongkai_domain::rules::Finding;
use gongkai_exchange::Lang;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// Labels wider than this are cut: the table must fit beside them.
const LABEL: usize = 40;

/// Everything about one report.
pub(crate) fn report(loaded: &Loaded, findings: &[Finding], lang: Lang) -> String {
    let mut text = heading(&loaded.report, &loaded.source.path, lang);
    match &loaded.report.tables {
        Some(tables) => text.push_str(&all_tables(tables, lang)),
        None => text.push_str(say(
            lang,
            "没有找到法定表格。\n",
            "no statutory table found\n",
        )),
    }
    statements(&loaded.report, lang, &mut text);
    text.push_str(say(lang, "\n核对结果\n", "\nFindings\n"));
    if findings.is_empty() {
        text.push_str(say(lang, "  没有发现问题\n", "  none\n"));
    }
    for finding in findings {
        let _ = writeln!(text, "  {}", finding_line(finding, lang));
    }
    text
}

fn say(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    if lang == Lang::Zh { zh } else { en }
}

fn heading(report: &AnnualReport, path: &str, lang: Lang) -> String {
    let unknown = say(lang, "不明", "unknown");
    let agency = report.agency.as_deref().unwrap_or(unknown);
    let year = report
        .report_year
        .map_or_else(|| unknown.to_owned(), |year| year.to_string());
    let form = report.form().map_or(unknown, |form| form.id.as_str());
    match lang {
        Lang::Zh => format!("{path}\n{agency}  {year}年  表格为{form}年格式\n"),
        Lang::En => format!("{path}\n{agency}  {year}  form {form}\n"),
    }
}

/// The statutory tables, a row a line; the table of one line is turned.
pub(crate) fn all_tables(tables: &Tables, lang: Lang) -> String {
    let form = tables.form();
    let mut text = String::new();
    for (number, table) in form.tables.iter().enumerate() {
        let heading = form
            .heading(table.section)
            .map_or("", |heading| heading.label.as_str());
        let _ = writeln!(text, "\n{heading}");
        if tables.table_is_missing(number) {
            text.push_str(say(
                lang,
                "  文件中没有这张表\n",
                "  this table is not in the document\n",
            ));
        } else {
            text.push_str(&grid(&lines(tables, table)));
        }
    }
    let marks = tables.iter().any(|(_, cell)| cell.number().is_none());
    if marks {
        text.push_str(say(
            lang,
            "空＝留空未填  缺＝文件中没有这一行  ？＝有内容但不能确定\n",
            "空 = blank  缺 = row missing  ？ = doubtful\n",
        ));
    }
    text
}

fn lines(tables: &Tables, table: &Table) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for block in &table.blocks {
        let title = block.title.clone().unwrap_or_default();
        let labels = block.columns.iter().map(|column| column.label.clone());
        lines.push(std::iter::once(title).chain(labels).collect());
        let rows = tables
            .form()
            .rows()
            .get(block.rows.clone())
            .unwrap_or_default();
        for row in rows {
            let cells = tables.row(row).iter().map(shown);
            lines.push(std::iter::once(label(row)).chain(cells).collect());
        }
    }
    lines
}

fn label(row: &RowSpec) -> String {
    let indent = "  ".repeat(row.path.len());
    let group = row.path.last().filter(|_| row.path.len() > 1);
    let group = group.map(|group| format!("{group} ")).unwrap_or_default();
    cut(&format!("{indent}{group}{}", row.label))
}

fn cut(label: &str) -> String {
    if label.width() <= LABEL {
        return label.to_owned();
    }
    let mut width = 0;
    let fits = |c: &char| {
        width += unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
        width < LABEL
    };
    let head: String = label.chars().take_while(fits).collect();
    head + "…"
}

/// What a cell says, on the screen.
fn shown(cell: &Cell) -> String {
    match cell.state {
        CellState::Absent => String::from("缺"),
        CellState::Blank => String::from("空"),
        CellState::Unclear => format!("？{}", cell.raw.as_deref().unwrap_or_default()),
        CellState::Stated(number) => number.to_string(),
    }
}

/// Columns as wide as their widest cell, figures to the right.
pub(crate) fn grid(lines: &[Vec<String>]) -> String {
    let count = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut text = String::new();
    for line in lines {
        let mut row = String::from("  ");
        for (number, (cell, width)) in line.iter().zip(&widths).enumerate() {
            let gap = " ".repeat(width.saturating_sub(cell.width()));
            let cell = if number == 0 {
                format!("{cell}{gap}")
            } else {
                format!("  {gap}{cell}")
            };
            row.push_str(&cell);
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}

fn statements(report: &AnnualReport, lang: Lang, text: &mut String) {
    if report.statements.is_empty() {
        return;
    }
    text.push_str(say(lang, "\n文字中的数字\n", "\nNumbers in the text\n"));
    let lines = report.statements.iter().map(|statement| {
        let place = statement
            .place
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let kind = if lang == Lang::Zh {
            statement.kind.zh()
        } else {
            statement.kind.name()
        };
        let label = statement.label.clone().unwrap_or_default();
        let value = statement.value.to_string();
        vec![
            place,
            kind.to_owned(),
            label,
            value,
            String::new(),
            statement.raw.trim().to_owned(),
        ]
    });
    text.push_str(&listed(&lines.collect::<Vec<_>>()));
}

/// Columns as wide as their widest cell, all to the left but the figures in the fourth.
fn listed(lines: &[Vec<String>]) -> String {
    let width = |column: usize| {
        lines
            .iter()
            .filter_map(|line| line.get(column))
            .map(|c| c.width())
            .max()
    };
    let widths: Vec<usize> = (0..5).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for line in lines {
        let mut row = String::from(" ");
        for (number, cell) in line.iter().enumerate() {
            let gap = " ".repeat(
                widths
                    .get(number)
                    .map_or(0, |width| width.saturating_sub(cell.width())),
            );
            let cell = if number == 3 {
                format!(" {gap}{cell}")
            } else {
                format!(" {cell}{gap}")
            };
            row.push_str(&cell);
        }
        let _ = writeln!(text, "{}", row.trim_end());
    }
    text
}
