//! What a year's disputes come to: the cells of section four of the annual report.

use super::{Column, Dispute};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Cells of section four, by `row.column`; cells that are not there are zero.
pub type SectionFour = BTreeMap<String, u64>;

/// The year's cells: what was decided in the year by its result, and what was pending on 31 December. A
/// judgment that was appealed by then is pending.
pub fn section_four<'d>(disputes: impl IntoIterator<Item = &'d Dispute>, year: i16) -> SectionFour {
    let mut cells = SectionFour::new();
    for dispute in disputes {
        let Some(column) = column(dispute, year) else {
            continue;
        };
        for column in [column.code(), "total"] {
            let cell = cells.entry(format!("{}.{column}", dispute.road.row()));
            let cell = cell.or_default();
            *cell = cell.saturating_add(1);
        }
    }
    cells
}

/// Where a dispute stood at the end of a year; none if it began later or was over before.
pub(crate) fn column(dispute: &Dispute, year: i16) -> Option<Column> {
    let last = Date::new(year, 12, 31).ok()?;
    let by_then = dispute.turns().iter().take_while(|turn| turn.on <= last);
    let then = Dispute::replay(by_then.cloned()).ok()?;
    match then.ruled {
        None => Some(Column::Pending),
        Some((on, ruling)) => (on.year() == year).then(|| ruling.column()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispute::{Contested, Move, Road, Ruling, Turn};
    use jiff::civil::date;

    fn dispute(road: Road, filed: Date, ruled: Option<(Date, Ruling)>) -> Dispute {
        let file = Move::File {
            road,
            before: "某县人民政府".to_owned(),
            request: None,
            contested: Contested::Refused,
            acted_on: filed,
        };
        let accept = Move::Accept { simplified: false };
        let mut turns = vec![(filed, file), (filed, accept)];
        turns.extend(ruled.map(|(on, ruling)| (on, Move::Decide { ruling })));
        let turns = turns.into_iter().map(|(on, step)| Turn { on, step });
        Dispute::replay(turns).unwrap()
    }

    #[test]
    fn what_is_pending_at_the_end_of_the_year_is_counted_then_and_its_result_in_the_next() {
        let ruled = Some((date(2026, 2, 3), Ruling::Revoked));
        let one = dispute(Road::Reconsideration, date(2025, 12, 20), ruled);
        let cells = |year| section_four([&one], year);
        assert_eq!(cells(2025)["reconsideration.pending"], 1);
        assert_eq!(cells(2026)["reconsideration.corrected"], 1);
        assert_eq!(cells(2026).get("reconsideration.pending"), None);
        assert!(cells(2024).is_empty() && cells(2027).is_empty());
    }

    #[test]
    fn a_judgment_that_is_appealed_is_pending_until_the_next_one() {
        let ruled = Some((date(2025, 11, 3), Ruling::ClaimDismissed));
        let first = dispute(Road::Direct, date(2025, 6, 2), ruled);
        let turn = |on, step| Turn { on, step };
        let second = Move::Decide {
            ruling: Ruling::Revoked,
        };
        let appealed = first.then(turn(date(2025, 11, 12), Move::Appeal)).unwrap();
        let over = appealed.then(turn(date(2026, 4, 1), second)).unwrap();
        assert_eq!(section_four([&over], 2025)["litigation.direct.pending"], 1);
        assert_eq!(
            section_four([&over], 2026)["litigation.direct.corrected"],
            1
        );
    }

    #[test]
    fn each_row_adds_up_and_what_was_pending_comes_back_in_the_next_year() {
        let mut disputes = Vec::new();
        for (number, road) in (0_i16..).zip(Road::ALL.into_iter().cycle()).take(90) {
            let filed = date(2023 + number % 3, 1 + i8::try_from(number % 12).unwrap(), 3);
            let ruling = Ruling::ALL[usize::try_from(number).unwrap() % 10];
            let fits = ruling.fits(road) && ruling != Ruling::NotAccepted && number % 7 != 0;
            let on = filed
                .checked_add(jiff::Span::new().days(i64::from(number) * 4))
                .unwrap();
            disputes.push(dispute(road, filed, fits.then_some((on, ruling))));
        }
        for road in Road::ALL {
            let mut before = 0;
            for year in 2023..=2027 {
                let cells = section_four(&disputes, year);
                let cell = |column: &str| {
                    let key = format!("{}.{column}", road.row());
                    cells.get(&key).copied().unwrap_or(0)
                };
                let parts: u64 = Column::ALL.iter().map(|column| cell(column.code())).sum();
                assert_eq!(cell("total"), parts);
                let filed = disputes.iter().filter(|one| one.road == road);
                let filed = filed.filter(|one| one.filed_on.year() == year).count();
                assert_eq!(
                    cell("total"),
                    before + u64::try_from(filed).unwrap(),
                    "{year}"
                );
                before = cell("pending");
            }
        }
    }
}
