//! What a year's requests come to: the cells of section three of the annual report.

use super::{Case, OutcomeBook, RequesterKind};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A request as the report counts it. Who asked is not needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The column.
    pub kind: RequesterKind,
    /// The day of receipt.
    pub received_on: Date,
    /// How it ended, by the row of the form, and when.
    pub ended: Option<(String, Date)>,
}

impl Counted {
    /// What the report counts of a case in the form that began in a year; none before receipt, and
    /// none where the form has no row for its outcome.
    pub fn of(case: &Case, form: i16, outcomes: &OutcomeBook) -> Option<Self> {
        let received_on = case.received_on()?;
        let ended = match case.outcome() {
            None => None,
            Some((outcome, on)) => Some((outcomes.get(outcome)?.row(form)?.to_owned(), on)),
        };
        Some(Self {
            kind: case.kind,
            received_on,
            ended,
        })
    }
}

/// Cells of section three, by `row.column`; cells that are not there are zero.
pub type SectionThree = BTreeMap<String, u64>;

/// The year's cells: newly received and carried in, by outcome, carried out, with their totals. What is
/// not over on 31 December is carried out, and is carried in by the next year.
pub fn section_three(requests: impl IntoIterator<Item = Counted>, year: i16) -> SectionThree {
    let mut cells = SectionThree::new();
    for request in requests {
        for row in rows(&request, year) {
            add(&mut cells, &row, request.kind);
        }
    }
    cells
}

/// The rows in which a year counts a request.
pub(crate) fn rows(request: &Counted, year: i16) -> Vec<String> {
    let mut rows = Vec::new();
    let received = request.received_on.year();
    let ended = request.ended.as_ref().map(|(_, on)| on.year());
    if received > year || ended.is_some_and(|ended| ended < year) {
        return rows;
    }
    let came = if received == year {
        "new"
    } else {
        "carried_in"
    };
    rows.push(format!("requests.{came}"));
    match &request.ended {
        Some((row, on)) if on.year() == year => {
            rows.push(row.clone());
            rows.push("requests.total".to_owned());
        }
        _ => rows.push("requests.carried_out".to_owned()),
    }
    rows
}

fn add(cells: &mut SectionThree, row: &str, kind: RequesterKind) {
    for column in [kind.code(), "total"] {
        let cell = cells.entry(format!("{row}.{column}")).or_default();
        *cell = cell.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_is_open_at_the_end_of_the_year_is_carried_out_and_then_in() {
        let request = Counted {
            kind: RequesterKind::Business,
            received_on: date(2025, 12, 20),
            ended: Some(("requests.granted".to_owned(), date(2026, 1, 9))),
        };
        let cell = |year, cell: &str| section_three([request.clone()], year).get(cell).copied();
        assert_eq!(cell(2025, "requests.new.business"), Some(1));
        assert_eq!(cell(2025, "requests.carried_out.total"), Some(1));
        assert_eq!(cell(2025, "requests.granted.business"), None);
        assert_eq!(cell(2026, "requests.carried_in.business"), Some(1));
        assert_eq!(cell(2026, "requests.granted.total"), Some(1));
        assert_eq!(cell(2026, "requests.carried_out.total"), None);
        assert_eq!(section_three([request.clone()], 2027).len(), 0);
        assert_eq!(section_three([request.clone()], 2024).len(), 0);
    }
}
