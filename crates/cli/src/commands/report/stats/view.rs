//! The answers as tables with heads, for text and page alike.

use crate::grid_text::grid;
use crate::output::Words;
use gongkai_dataset::{By, Group, Key, Stats};
use gongkai_domain::report::{Form, Number, SectionId};
use gongkai_domain::rules::REGISTRY;
use gongkai_exchange::Lang;

/// One table.
pub(super) struct View {
    pub(super) title: String,
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// All answers as text.
pub(super) fn text(stats: &Stats, lang: Lang) -> String {
    let mut text = format!("{}\n", sentence(stats, lang));
    for view in all(stats, lang) {
        let lines: Vec<Vec<String>> = std::iter::once(view.head).chain(view.rows).collect();
        text.extend(["\n", &view.title, "\n", &grid(&lines)]);
    }
    text
}

/// All answers, most asked first.
pub(super) fn all(stats: &Stats, lang: Lang) -> Vec<View> {
    let mut views = vec![years(stats, lang), rules(stats, lang)];
    views.extend(totals(stats, lang));
    views
}

/// How it stands with all reports, in a sentence.
pub(super) fn sentence(stats: &Stats, lang: Lang) -> String {
    let all = &stats.all;
    let forms = all.sums.iter();
    let (reports, good, open, bad, none) = (
        all.reports,
        all.reconciled,
        all.undecided,
        all.with_errors(),
        all.without_tables,
    );
    let repeated = stats.repeated();
    match lang {
        Lang::Zh => {
            let forms = forms.map(|(form, sum)| format!("{form}年格式{}份", sum.reports));
            let forms = forms.collect::<Vec<_>>().join("、");
            let twice = match repeated {
                0 => String::new(),
                _ => format!(
                    "其中{repeated}份与另一份是同一机关同一年度，合计里重复算了，请先删去多余的。"
                ),
            };
            format!(
                "共{reports}份报告（{forms}）：逐份核对相符{good}份，无法核对{open}份，有错误{bad}份，没有法定表格{none}份。{twice}"
            )
        }
        Lang::En => {
            let forms = forms.map(|(form, sum)| format!("form {form}: {}", sum.reports));
            let forms = forms.collect::<Vec<_>>().join(", ");
            let twice = match repeated {
                0 => String::new(),
                _ => format!(
                    "; {repeated} are of an agency and year that another is of, and counted twice"
                ),
            };
            format!(
                "{reports} reports ({forms}): {good} are right each by itself, {open} cannot be decided, {bad} have errors, {none} have no statutory tables{twice}"
            )
        }
    }
}

fn head(words: &[Words], lang: Lang) -> Vec<String> {
    words
        .iter()
        .map(|words| words.of(lang).to_owned())
        .collect()
}

const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

const UNKNOWN: Words = words("未知", "unknown");
const YEAR: Words = words("年度", "year");
const REPORTS: Words = words("报告", "reports");

fn years(stats: &Stats, lang: Lang) -> View {
    const HEAD: [Words; 11] = [
        YEAR,
        REPORTS,
        words("核对相符", "right"),
        words("无法核对", "undecided"),
        words("有错误", "errors"),
        words("没有表格", "no tables"),
        words("单元格", "cells"),
        words("写了数字", "stated"),
        words("空白", "blank"),
        words("存疑", "doubtful"),
        words("缺行", "missing"),
    ];
    let years = stats.years.iter();
    let rows = years.map(|(year, group)| [vec![known(*year, lang)], counts(group)].concat());
    View {
        title: words("各年度", "By year").of(lang).to_owned(),
        head: head(&HEAD, lang),
        rows: rows.collect(),
    }
}

fn known(year: Option<i16>, lang: Lang) -> String {
    year.map_or_else(|| UNKNOWN.of(lang).to_owned(), |year| year.to_string())
}

fn counts(group: &Group) -> Vec<String> {
    let counts = [
        group.reports,
        group.reconciled,
        group.undecided,
        group.with_errors(),
        group.without_tables,
        group.cells,
        group.stated,
        group.blank,
        group.doubtful,
        group.missing,
    ];
    counts.iter().map(ToString::to_string).collect()
}

fn rules(stats: &Stats, lang: Lang) -> View {
    const HEAD: [Words; 5] = [
        words("规则", "rule"),
        words("代码", "code"),
        words("轻重", "severity"),
        words("报告数", "reports"),
        words("问题数", "findings"),
    ];
    let rows = stats.worst().into_iter().map(|(code, failures)| {
        let severity = match (lang, failures.severity.as_str()) {
            (Lang::Zh, "error") => "错误",
            (Lang::Zh, "warning") => "警告",
            (Lang::Zh, "info") => "提示",
            (_, other) => other,
        };
        vec![
            rule_name(code, lang).to_owned(),
            code.to_owned(),
            severity.to_owned(),
            failures.reports.to_string(),
            failures.findings.to_string(),
        ]
    });
    View {
        title: words("最常不符的规则", "Rules that fail most")
            .of(lang)
            .to_owned(),
        head: head(&HEAD, lang),
        rows: rows.collect(),
    }
}

/// The name of a rule for people.
pub(super) fn rule_name(code: &str, lang: Lang) -> &str {
    let rule = REGISTRY.iter().find(|rule| rule.code == code);
    rule.map_or(code, |rule| match lang {
        Lang::Zh => rule.name.0,
        Lang::En => rule.name.1,
    })
}

/// The totals in each form: a line for each group of reports that has some in this form.
fn totals(stats: &Stats, lang: Lang) -> Vec<View> {
    let forms = stats.all.sums.keys();
    let forms = forms.filter_map(|form| stats.book().get(form));
    forms.map(|form| totals_in(stats, form, lang)).collect()
}

fn totals_in(stats: &Stats, form: &Form, lang: Lang) -> View {
    let cells = headline(form);
    let first = [words("分组", "group"), YEAR, REPORTS];
    // By year, the year is the group.
    let mut names = head(
        first
            .get(usize::from(stats.by == By::Year)..)
            .unwrap_or_default(),
        lang,
    );
    names.extend(cells.iter().filter_map(|cell| {
        let spec = form.cells().get(*cell)?;
        let row = form.rows().get(spec.row)?;
        Some(match lang {
            Lang::Zh => row.full_label(),
            Lang::En => row.id.clone(),
        })
    }));
    let rows = stats.groups.iter().filter_map(|(key, group)| {
        let sum = group.sums.get(&form.id)?;
        let figures = cells.iter().map(|cell| {
            let running = sum.cells.get(*cell).copied().unwrap_or_default();
            figure(running.stated(), running.gaps, lang)
        });
        let first = vec![
            name(key, stats.by, lang),
            known(key.year, lang),
            sum.reports.to_string(),
        ];
        let first = first.into_iter().skip(usize::from(stats.by == By::Year));
        Some(first.chain(figures).collect())
    });
    View {
        title: match lang {
            Lang::Zh => format!(
                "合计（{}年格式）：缺数的报告没有算入，个数写在后面",
                form.id
            ),
            Lang::En => format!(
                "Totals (form {}): reports that leave a cell open are not in them, and are counted behind",
                form.id
            ),
        },
        head: names,
        rows: rows.collect(),
    }
}

/// The totals of requests: of the rows of section three that stand under no other.
fn headline(form: &Form) -> Vec<usize> {
    let rows = form.rows().iter().filter(|row| {
        let table = form.tables.get(row.table);
        table.is_some_and(|table| table.section == SectionId::Three) && row.path.is_empty()
    });
    rows.filter_map(|row| form.total_cell(row)).collect()
}

fn name(key: &Key, by: By, lang: Lang) -> String {
    const IN_NO_FOLDER: Words = words("（不在子文件夹里）", "(in no folder)");
    let unnamed = if by == By::Folder {
        IN_NO_FOLDER
    } else {
        UNKNOWN
    };
    let name = key.name.clone();
    name.unwrap_or_else(|| unnamed.of(lang).to_owned())
}

fn figure(stated: Option<Number>, gaps: u64, lang: Lang) -> String {
    let sum = stated.map_or_else(|| String::from("—"), |number| number.to_string());
    match (gaps, lang) {
        (0, _) => sum,
        (_, Lang::Zh) => format!("{sum}（缺{gaps}份）"),
        (_, Lang::En) => format!("{sum} ({gaps} open)"),
    }
}
