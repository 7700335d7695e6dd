//! All reports of a year as a dataset: tables that a stranger can read, and the reports themselves.

use crate::packing::{machine, zipped};
use crate::submission::{GridRow, ReportGrid};
use crate::{Context, Office, OfficeError, ReportFile};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::report::AnnualReport;
use gongkai_domain::rules::{Finding, Outcome, inspect};
use gongkai_exchange::{CELL_COLUMNS, cell_records};
use std::collections::BTreeMap;

const REPORTS: [&str; 13] = [
    "agency",
    "name",
    "year",
    "form",
    "progress",
    "locked_on",
    "rounds",
    "handed_in_first",
    "handed_in_last",
    "filed_on",
    "published_on",
    "errors",
    "warnings",
];
const FINDINGS: [&str; 6] = ["agency", "rule", "severity", "outcome", "cells", "message"];

impl Office {
    /// The reports of a year with how each came, their cells, what the rules find, and the reports in the
    /// exchange format. A report that is not here has a line and no cells.
    pub async fn report_dataset(&self, cx: &Context, year: i16) -> Result<ReportFile, OfficeError> {
        let grid = self.report_grid(cx, year).await?;
        let reports = self.reports_here(year).await?;
        let pieces = [
            ("README.txt", read_me(&grid, cx)),
            ("reports.csv", reports_csv(&grid)?),
            ("cells.csv", cells_csv(&grid, &reports)?),
            ("findings.csv", findings_csv(&grid, &reports)?),
            ("reports.jsonl", json_lines(&grid, &reports)?),
        ];
        Ok(ReportFile {
            name: format!("{year}年年度报告数据.zip"),
            bytes: zipped(&pieces)?,
        })
    }
}

type Reports = BTreeMap<AgencyId, AnnualReport>;

/// The units whose report is here, in the order of the list.
fn here<'a>(
    grid: &'a ReportGrid,
    reports: &'a Reports,
) -> impl Iterator<Item = (&'a GridRow, &'a AnnualReport)> {
    let rows = grid.rows.iter();
    rows.filter_map(|row| Some((row, reports.get(&row.agency.id)?)))
}

fn read_me(grid: &ReportGrid, cx: &Context) -> Vec<u8> {
    let lines = [
        format!(
            "{}{}年政府信息公开工作年度报告，{}导出。",
            grid.above.name_on(cx.today()),
            grid.year,
            cx.today()
        ),
        "reports.csv：每个单位一行，报到哪一步、哪天报的；没有报来的也有一行，没有数。".to_owned(),
        "cells.csv：每份报告每一格一行；stated 写了数，blank 空白，missing 没有这一行，doubtful 认不准。金额单位是元。".to_owned(),
        "findings.csv：核对发现的问题。".to_owned(),
        "reports.jsonl：每份报告一行，全部内容，gongkai/annual-report/1 格式。".to_owned(),
        String::new(),
        "reports.csv: a line a unit, with how far its report has come; units without one have a line too."
            .to_owned(),
        "cells.csv: a line a cell: stated, blank, missing or doubtful. Amounts are in yuan. Nothing is \
         filled in."
            .to_owned(),
        "findings.csv: what the rules find. reports.jsonl: the whole reports, one a line.".to_owned(),
        "Dates are ISO 8601, files UTF-8 with a byte order mark where they are CSV.".to_owned(),
        String::new(),
    ];
    lines.join("\r\n").into_bytes()
}

fn reports_csv(grid: &ReportGrid) -> Result<Vec<u8>, OfficeError> {
    let rows = grid.rows.iter().map(|row| {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let last = row.submission.last();
        let found = last.map(|round| round.found);
        let count = |count: Option<u32>| count.map(|count| count.to_string());
        vec![
            row.agency.slug.clone(),
            row.agency.short_on(jiff::civil::Date::MAX).to_owned(),
            grid.year.to_string(),
            last.map(|round| round.form.clone()).unwrap_or_default(),
            row.progress.code().to_owned(),
            day(row.locked_on).unwrap_or_default(),
            row.submission.rounds.len().to_string(),
            day(row.submission.first_on()).unwrap_or_default(),
            day(last.map(|round| round.on)).unwrap_or_default(),
            day(row.submission.filed_on()).unwrap_or_default(),
            day(row.published_on).unwrap_or_default(),
            count(found.map(|found| found.errors)).unwrap_or_default(),
            count(found.map(|found| found.warnings)).unwrap_or_default(),
        ]
    });
    csv(&REPORTS, rows)
}

fn cells_csv(grid: &ReportGrid, reports: &Reports) -> Result<Vec<u8>, OfficeError> {
    let rows = here(grid, reports)
        .flat_map(|(row, report)| cell_records(report, &row.agency.slug))
        .map(Vec::from);
    csv(&CELL_COLUMNS, rows)
}

fn findings_csv(grid: &ReportGrid, reports: &Reports) -> Result<Vec<u8>, OfficeError> {
    let book = crate::reports::forms()?;
    let rows = here(grid, reports).flat_map(|(row, report)| {
        let found = inspect(report, book, |rule| rule.by_default);
        let line = |one: Finding| {
            let violated = one.outcome == Outcome::Violated;
            vec![
                row.agency.slug.clone(),
                one.rule.to_owned(),
                one.severity.name().to_owned(),
                if violated {
                    "violated"
                } else {
                    "not_evaluated"
                }
                .to_owned(),
                one.cells.join(" "),
                one.message.zh,
            ]
        };
        found.into_iter().map(line).collect::<Vec<_>>()
    });
    csv(&FINDINGS, rows)
}

fn json_lines(grid: &ReportGrid, reports: &Reports) -> Result<Vec<u8>, OfficeError> {
    let mut lines = Vec::new();
    for (_, report) in here(grid, reports) {
        lines.extend(crate::submission::written(report)?.into_bytes());
        lines.push(b'\n');
    }
    Ok(lines)
}

fn csv(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, OfficeError> {
    // The mark tells spreadsheets that it is UTF-8.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(heads).map_err(machine)?;
    for row in rows {
        writer.write_record(&row).map_err(machine)?;
    }
    writer.into_inner().map_err(machine)
}
