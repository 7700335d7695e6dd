//! The cells of a report as records, one a cell, for tables and statistics.

use gongkai_domain::report::{AnnualReport, CellState, Number, Place};

/// The columns of the records.
pub const CELL_COLUMNS: [&str; 11] = [
    "path",
    "agency",
    "report_year",
    "form",
    "cell",
    "state",
    "value",
    "unit",
    "raw",
    "confidence",
    "at",
];

/// One record for each cell of the form: `stated`, `blank`, `doubtful` or `missing`. Amounts are
/// in yuan; without a printed unit they are as printed and `unit` is empty.
pub fn cell_records(report: &AnnualReport, path: &str) -> Vec<[String; 11]> {
    let Some(tables) = &report.tables else {
        return Vec::new();
    };
    let agency = report.agency.clone().unwrap_or_default();
    let year = report
        .report_year
        .map(|year| year.to_string())
        .unwrap_or_default();
    let record = |(spec, cell): (
        &gongkai_domain::report::CellSpec,
        &gongkai_domain::report::Cell,
    )| {
        let (state, value, unit) = match cell.state {
            CellState::Absent => ("missing", String::new(), ""),
            CellState::Blank => ("blank", String::new(), ""),
            CellState::Unclear => ("doubtful", String::new(), ""),
            CellState::Stated(Number::Count(count)) => ("stated", count.to_string(), ""),
            CellState::Stated(Number::Amount(amount)) => match amount.yuan() {
                Some(yuan) => ("stated", yuan.to_string(), "yuan"),
                None => ("stated", amount.printed().to_string(), ""),
            },
        };
        let confidence = if cell.is_absent() {
            String::new()
        } else {
            cell.certainty.share().to_string()
        };
        [
            path.to_owned(),
            agency.clone(),
            year.clone(),
            tables.form().id.clone(),
            spec.id.clone(),
            state.to_owned(),
            value,
            unit.to_owned(),
            cell.raw.as_deref().unwrap_or_default().to_owned(),
            confidence,
            cell.place
                .as_ref()
                .map(Place::to_string)
                .unwrap_or_default(),
        ]
    };
    tables.iter().map(record).collect()
}
