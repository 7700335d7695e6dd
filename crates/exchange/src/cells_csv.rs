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

/// The states of a cell in tables: what is stated, and three ways of stating nothing.
pub const STATES: [&str; 4] = ["stated", "blank", "doubtful", "missing"];

/// The state of a cell in tables, one of [`STATES`].
pub const fn state_name(state: &CellState) -> &'static str {
    match state {
        CellState::Stated(_) => "stated",
        CellState::Blank => "blank",
        CellState::Unclear => "doubtful",
        CellState::Absent => "missing",
    }
}

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
        let (value, unit) = match cell.state {
            CellState::Absent | CellState::Blank | CellState::Unclear => (String::new(), ""),
            CellState::Stated(Number::Count(count)) => (count.to_string(), ""),
            CellState::Stated(Number::Amount(amount)) => match amount.yuan() {
                Some(yuan) => (yuan.to_string(), "yuan"),
                None => (amount.printed().to_string(), ""),
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
            state_name(&cell.state).to_owned(),
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
