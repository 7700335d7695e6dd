//! `gongkai report check`: what is wrong with reports, each by itself and from year to year.

use super::{prepare, status};
use crate::arguments::{Check, CheckFormat, General};
use crate::input::Input;
use crate::load::{Loaded, Loader};
use crate::output::{Sink, Status, complain};
use crate::sarif;
use anyhow::Result;
use gongkai_domain::report::{AnnualReport, Place};
use gongkai_domain::rules::{self, Finding, Outcome, REGISTRY, Rule, Severity};
use gongkai_exchange::{Lang, Source, finding_json};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;

/// The findings of one report.
pub(crate) struct Checked {
    pub(crate) source: Source,
    pub(crate) agency: Option<String>,
    pub(crate) year: Option<i16>,
    pub(crate) form: Option<String>,
    pub(crate) findings: Vec<Finding>,
    /// Index of its input.
    input: usize,
}

pub(super) fn run(arguments: &Check, general: &General) -> Result<Status> {
    let lang = Lang::from(general.lang);
    if let Some(unknown) = unknown_rule(arguments) {
        complain(&match lang {
            Lang::Zh => format!("没有“{unknown}”这条规则。全部规则见 docs/rules/README.md。"),
            Lang::En => {
                format!("there is no rule {unknown}; see docs/rules/README.md for all of them")
            }
        });
        return Ok(Status::Usage);
    }
    let loader = Loader::new(lang)?.with_scans(&arguments.inputs.scans)?;
    let (inputs, run, missing) = prepare(&arguments.inputs, general)?;
    let selected = |rule: &Rule| selects(arguments, rule);
    let mut checked = Vec::new();
    let make = |input, loaded: Loaded| one(&loader, input, loaded, &selected);
    let unreadable = run.each(&loader, &inputs, make, |one| {
        checked.push(one);
        Ok(())
    })?;
    series(&loader, &inputs, &mut checked, &selected);
    let mut sink = Sink::open(arguments.output.output.as_deref())?;
    match arguments.format {
        CheckFormat::Text => text(&mut sink, &checked, lang)?,
        CheckFormat::Json => json_array(&mut sink, &checked, lang)?,
        CheckFormat::Sarif => writeln!(sink, "{}", sarif::log(&checked, lang))?,
    }
    sink.close()?;
    let grave = checked
        .iter()
        .flat_map(|one| &one.findings)
        .any(|f| f.severity == Severity::Error);
    let found = if grave {
        Status::Findings
    } else {
        Status::Clean
    };
    Ok(status(unreadable + missing, found))
}

/// Errors first; what could not be decided last.
pub(crate) fn gravest_first(findings: &mut [Finding]) {
    let open = |finding: &Finding| finding.outcome == Outcome::NotEvaluated;
    findings.sort_by_key(|finding| (open(finding), std::cmp::Reverse(finding.severity)));
}

fn unknown_rule(arguments: &Check) -> Option<&String> {
    let known = |code: &&String| REGISTRY.iter().any(|rule| rule.code == code.as_str());
    arguments
        .rule
        .iter()
        .chain(&arguments.ignore)
        .find(|code| !known(code))
}

fn selects(arguments: &Check, rule: &Rule) -> bool {
    let named = |codes: &[String]| codes.iter().any(|code| code == rule.code);
    let wanted = if arguments.rule.is_empty() {
        rule.by_default || arguments.advice
    } else {
        named(&arguments.rule)
    };
    wanted && !named(&arguments.ignore)
}

fn one(
    loader: &Loader,
    input: usize,
    loaded: Loaded,
    selected: &impl Fn(&Rule) -> bool,
) -> Checked {
    let report = loaded.report;
    let mut findings = rules::inspect(&report, loader.book, selected);
    gravest_first(&mut findings);
    Checked {
        findings,
        form: report.form().map(|form| form.id.clone()),
        year: report.report_year,
        source: loaded.source,
        agency: report.agency,
        input,
    }
}

/// Compares the reports of each agency that has several with the year before. They are read
/// again: keeping every report of a large folder in memory would not be bounded.
fn series(
    loader: &Loader,
    inputs: &[Input],
    checked: &mut [Checked],
    selected: &(impl Fn(&Rule) -> bool + Sync),
) {
    let mut agencies: BTreeMap<&str, Vec<(i16, usize)>> = BTreeMap::new();
    for (at, one) in checked.iter().enumerate() {
        if let (Some(agency), Some(year)) = (&one.agency, one.year) {
            agencies.entry(agency).or_default().push((year, at));
        }
    }
    let mut added: Vec<(usize, Vec<Finding>)> = Vec::new();
    for (_, mut years) in agencies {
        years.sort_unstable();
        for pair in years.windows(2) {
            let [(earlier, prior), (later, at)] = pair else {
                continue;
            };
            let again = [*prior, *at].map(|at| checked.get(at));
            let [Some(prior), Some(this)] = again else {
                continue;
            };
            let follows =
                earlier + 1 == *later && inputs.get(prior.input) != Some(&Input::Standard);
            let reread = |one: &Checked| reread(loader, inputs, one);
            if let Some((prior, this)) = follows.then(|| reread(prior).zip(reread(this))).flatten()
            {
                let findings = rules::inspect_series(&prior, &this, loader.book, selected);
                added.push((*at, findings));
            }
        }
    }
    for (at, findings) in added {
        if let Some(one) = checked.get_mut(at) {
            one.findings.extend(findings);
            gravest_first(&mut one.findings);
        }
    }
}

fn reread(loader: &Loader, inputs: &[Input], one: &Checked) -> Option<AnnualReport> {
    let reports = loader.load(inputs.get(one.input)?).ok()?;
    reports
        .into_iter()
        .map(|loaded| loaded.report)
        .find(|report| report.agency == one.agency && report.report_year == one.year)
}

fn json_array(sink: &mut Sink, checked: &[Checked], lang: Lang) -> Result<()> {
    let all: Vec<Value> = checked
        .iter()
        .map(|one| {
            let findings: Vec<Value> = one.findings.iter().map(|f| finding_json(f, lang)).collect();
            let source = &one.source;
            json!({
                "source": { "path": source.path, "sha256": source.sha256, "media_type": source.media_type },
                "agency": one.agency,
                "report_year": one.year,
                "form": one.form,
                "findings": findings,
            })
        })
        .collect();
    serde_json::to_writer_pretty(&mut *sink, &all)?;
    writeln!(sink)?;
    Ok(())
}

fn text(sink: &mut Sink, checked: &[Checked], lang: Lang) -> Result<()> {
    for one in checked {
        writeln!(sink, "{}", heading(one, lang))?;
        for finding in &one.findings {
            writeln!(sink, "  {}", line(finding, lang))?;
        }
    }
    writeln!(sink, "{}", summary(checked, lang))?;
    Ok(())
}

fn heading(one: &Checked, lang: Lang) -> String {
    let agency = one.agency.as_deref().unwrap_or(if lang == Lang::Zh {
        "单位不明"
    } else {
        "agency unknown"
    });
    let year = one
        .year
        .map_or_else(|| String::from("?"), |year| year.to_string());
    let clean = one.findings.is_empty();
    match lang {
        Lang::Zh => format!(
            "{}  {agency} {year}年{}",
            one.source.path,
            if clean { "  没有发现问题" } else { "" }
        ),
        Lang::En => format!(
            "{}  {agency} {year}{}",
            one.source.path,
            if clean { "  no findings" } else { "" }
        ),
    }
}

/// One finding in a line: how grave, which rule, what, where.
pub(crate) fn line(finding: &Finding, lang: Lang) -> String {
    let grade = match (finding.outcome, finding.severity, lang) {
        (Outcome::NotEvaluated, _, Lang::Zh) => "无法核对",
        (Outcome::NotEvaluated, _, Lang::En) => "not evaluated",
        (_, Severity::Error, Lang::Zh) => "错误",
        (_, Severity::Warning, Lang::Zh) => "警告",
        (_, Severity::Info, Lang::Zh) => "提示",
        (_, severity, Lang::En) => severity.name(),
    };
    let place = finding
        .place
        .as_ref()
        .map(|place| placed(place, lang))
        .unwrap_or_default();
    format!(
        "{grade} [{}] {}{place}",
        finding.rule,
        lang.of(&finding.message)
    )
}

/// A place in words.
pub(super) fn placed(place: &Place, lang: Lang) -> String {
    match (lang, place) {
        (Lang::En, place) => format!(" ({place})"),
        (Lang::Zh, Place::Text { line, column }) => format!("（第{line}行第{column}字）"),
        (Lang::Zh, Place::Table { table, row, column }) => {
            format!("（第{table}张表第{row}行第{column}列）")
        }
        (Lang::Zh, Place::Page { page, .. }) => format!("（第{page}页）"),
        (Lang::Zh, Place::Sheet { sheet, row, column }) => {
            format!("（工作表“{sheet}”第{row}行第{column}列）")
        }
    }
}

fn summary(checked: &[Checked], lang: Lang) -> String {
    let count = |severity| {
        let findings = checked.iter().flat_map(|one| &one.findings);
        findings
            .filter(|f| f.severity == severity && f.outcome == Outcome::Violated)
            .count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    match lang {
        Lang::Zh => format!(
            "共{}份报告：{errors}个错误，{warnings}个警告。",
            checked.len()
        ),
        Lang::En => format!(
            "{} reports: {errors} errors, {warnings} warnings",
            checked.len()
        ),
    }
}
