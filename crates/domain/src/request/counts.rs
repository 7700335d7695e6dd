//! What requests come to over days: the cells of section three of the annual report, and of other tables.

use super::{Case, OutcomeBook, RequesterKind};
use crate::calendar::days_of_year;
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

/// What days saw of a request that did not come after them and was not over before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// It came in them; otherwise it was carried in.
    pub came: bool,
    /// It ended in them; otherwise it was carried out.
    pub ended: bool,
}

impl Passage {
    /// Through days, both included; none where they saw nothing of it.
    pub fn through(
        (from, to): (Date, Date),
        received_on: Date,
        ended_on: Option<Date>,
    ) -> Option<Self> {
        let seen = received_on <= to && ended_on.is_none_or(|ended| ended >= from);
        seen.then(|| Self {
            came: received_on >= from,
            ended: ended_on.is_some_and(|ended| ended <= to),
        })
    }
}

/// The year's cells: newly received and carried in, by outcome, carried out, with their totals. What is
/// not over on 31 December is carried out, and is carried in by the next year.
pub fn section_three(requests: impl IntoIterator<Item = Counted>, year: i16) -> SectionThree {
    days_of_year(year).map_or_else(SectionThree::new, |days| cells(requests, days))
}

/// The same cells over any days, both included.
fn cells(requests: impl IntoIterator<Item = Counted>, days: (Date, Date)) -> SectionThree {
    let mut cells = SectionThree::new();
    for request in requests {
        for row in rows(&request, days) {
            add(&mut cells, &row, request.kind);
        }
    }
    cells
}

/// The rows in which the days count a request.
pub(crate) fn rows(request: &Counted, days: (Date, Date)) -> Vec<String> {
    let ended_on = request.ended.as_ref().map(|(_, on)| *on);
    let Some(seen) = Passage::through(days, request.received_on, ended_on) else {
        return Vec::new();
    };
    let came = if seen.came { "new" } else { "carried_in" };
    let mut rows = vec![format!("requests.{came}")];
    match request.ended.as_ref().filter(|_| seen.ended) {
        Some((row, _)) => rows.extend([row.clone(), "requests.total".to_owned()]),
        None => rows.push("requests.carried_out".to_owned()),
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

    #[test]
    fn the_cells_of_quarters_add_up_to_those_of_the_year() {
        let request = |received_on, ended_on: Option<Date>| Counted {
            kind: RequesterKind::NaturalPerson,
            received_on,
            ended: ended_on.map(|on| ("requests.granted".to_owned(), on)),
        };
        let all = [
            request(date(2025, 12, 20), Some(date(2026, 1, 9))),
            request(date(2026, 3, 31), Some(date(2026, 4, 1))),
            request(date(2026, 6, 30), Some(date(2026, 6, 30))),
            request(date(2026, 11, 3), None),
        ];
        let quarter = |first: Date, last: Date, cell: &str| {
            let cells = cells(all.iter().cloned(), (first, last));
            cells.get(cell).copied().unwrap_or(0)
        };
        let quarters = [
            (date(2026, 1, 1), date(2026, 3, 31)),
            (date(2026, 4, 1), date(2026, 6, 30)),
            (date(2026, 7, 1), date(2026, 9, 30)),
            (date(2026, 10, 1), date(2026, 12, 31)),
        ];
        let year = section_three(all.iter().cloned(), 2026);
        for cell in [
            "requests.new.total",
            "requests.granted.total",
            "requests.total.total",
        ] {
            let sum: u64 = quarters
                .iter()
                .map(|days| quarter(days.0, days.1, cell))
                .sum();
            assert_eq!(year[cell], sum, "{cell}");
        }
        let carried = quarters.map(|days| quarter(days.0, days.1, "requests.carried_out.total"));
        assert_eq!(carried, [1, 0, 0, 1]);
        assert_eq!(year["requests.carried_out.total"], 1);
    }
}
