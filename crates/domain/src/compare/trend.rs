//! The figures of an agency's reports that people compare, year by year: section two cell by cell, the totals
//! of section three with the outcomes in their six groups, the totals of section four.

use crate::report::form::{CellKind, CellSpec};
use crate::report::{Form, Number, RowSpec, SectionId, Tables};
use crate::request::OutcomeGroup;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use std::collections::BTreeMap;

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Documents, items, cases.
    Pieces,
    /// Money, in fen.
    Fen,
}

/// A figure over years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// The section it stands in.
    pub section: SectionId,
    /// Its name for people: 行政许可／本年处理决定数量.
    pub label: String,
    /// What its numbers count.
    pub measure: Measure,
    /// Its numbers. A year whose report does not have it, or says nothing there, is not in it.
    pub values: BTreeMap<i16, i64>,
}

/// What is looked up in each report.
enum Figure<'f> {
    Cell(&'f CellSpec),
    Group(OutcomeGroup),
}

/// The figures of the form of the latest report, over all reports. A figure is the same in two forms if its
/// cell has the same identifier; groups of outcomes are in both.
pub fn trends(reports: &BTreeMap<i16, Tables>) -> Vec<Trend> {
    let Some(form) = reports.values().next_back().map(Tables::form) else {
        return Vec::new();
    };
    let trend = |(section, figure): (SectionId, Figure<'_>)| {
        let values = reports.iter();
        let values = values.filter_map(|(year, tables)| Some((*year, figure.in_report(tables)?)));
        Trend {
            section,
            label: figure.label(form),
            measure: figure.measure(),
            values: values.collect(),
        }
    };
    figures(form).into_iter().map(trend).collect()
}

fn figures(form: &Form) -> Vec<(SectionId, Figure<'_>)> {
    let mut found = Vec::new();
    let mut last_group = None;
    for row in form.rows() {
        let Some(section) = form.tables.get(row.table).map(|table| table.section) else {
            continue;
        };
        let group = OutcomeGroup::of_row(&row.id).filter(|_| section == SectionId::Three);
        let repeated = group.is_some() && group == last_group;
        last_group = group;
        let of_row = match (section, group) {
            (_, Some(_)) if repeated => Vec::new(),
            (_, Some(group)) => vec![Figure::Group(group)],
            (SectionId::Two, None) => cells(form, row.cells()),
            (_, None) => cells(form, total(form, row)),
        };
        found.extend(of_row.into_iter().map(|figure| (section, figure)));
    }
    found
}

fn total(form: &Form, row: &RowSpec) -> std::ops::Range<usize> {
    form.total_cell(row).map_or(0..0, |cell| cell..cell + 1)
}

fn cells(form: &Form, indices: std::ops::Range<usize>) -> Vec<Figure<'_>> {
    let specs = form.cells().get(indices).unwrap_or_default();
    specs.iter().map(Figure::Cell).collect()
}

impl Figure<'_> {
    fn label(&self, form: &Form) -> String {
        match self {
            Self::Group(group) => group.zh().to_owned(),
            Self::Cell(spec) => {
                let label = form.cell_label(&spec.id);
                // Of a total the row says it all.
                let row = form.rows().get(spec.row);
                let is_total = row
                    .and_then(|row| form.total_cell(row))
                    .is_some_and(|cell| {
                        form.cells()
                            .get(cell)
                            .is_some_and(|total| total.id == spec.id)
                    });
                let lone = row.is_some_and(|row| row.width == 1);
                match row.filter(|_| is_total && !lone) {
                    Some(row) => row.full_label(),
                    None => label,
                }
            }
        }
    }

    const fn measure(&self) -> Measure {
        match self {
            Self::Cell(CellSpec {
                kind: CellKind::Amount(_),
                ..
            }) => Measure::Fen,
            Self::Cell(_) | Self::Group(_) => Measure::Pieces,
        }
    }

    fn in_report(&self, tables: &Tables) -> Option<i64> {
        match self {
            Self::Group(group) => i64::try_from(group.count(tables)?).ok(),
            Self::Cell(spec) => match tables.cell(&spec.id)?.number()? {
                Number::Count(count) => Some(count),
                // Money without a unit is nobody knows how much.
                Number::Amount(amount) => {
                    let fen = amount.worth()?.checked_mul(Decimal::ONE_HUNDRED)?;
                    fen.to_i64()
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Amount, Cell, FormBook, MoneyUnit};
    use std::sync::Arc;

    fn report(form: &str, cells: &[(&str, Cell)]) -> Tables {
        let form = FormBook::statutory().unwrap().get(form).unwrap();
        let mut tables = Tables::absent(Arc::clone(form));
        for (id, cell) in cells {
            tables.set(form.cell_index(id).unwrap(), cell.clone());
        }
        tables
    }

    #[test]
    fn a_figure_that_both_forms_have_runs_through_and_one_that_says_nothing_has_no_value() {
        let new = "requests.new.total";
        let money = |text: &str, unit| {
            let amount = Amount::new(text.parse().unwrap(), unit);
            Cell::stated(Number::Amount(amount))
        };
        let fees = "proactive.fees.amount";
        let reports = BTreeMap::from([
            (2020, report("2019", &[(new, Cell::of_count(4))])),
            (
                2021,
                report("2021", &[(new, Cell::blank()), (fees, money("76.3", None))]),
            ),
            (
                2022,
                report(
                    "2021",
                    &[
                        (new, Cell::of_count(0)),
                        (fees, money("76.3", Some(MoneyUnit::WanYuan))),
                    ],
                ),
            ),
        ]);
        let found = trends(&reports);
        let of = |label: &str| found.iter().find(|one| one.label.contains(label)).unwrap();
        let years = &of("新收").values;
        assert_eq!(*years, BTreeMap::from([(2020, 4), (2022, 0)]));
        let fees = of("收费");
        assert_eq!(fees.measure, Measure::Fen);
        assert_eq!(fees.values, BTreeMap::from([(2022, 76_300_000)]));
    }

    #[test]
    fn each_form_gives_its_totals_once_and_the_six_groups_of_outcomes() {
        for id in ["2019", "2021"] {
            let found = trends(&BTreeMap::from([(2021, report(id, &[]))]));
            let labels: Vec<&str> = found.iter().map(|one| one.label.as_str()).collect();
            let mut once = labels.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), labels.len(), "{labels:?}");
            for group in OutcomeGroup::ALL {
                assert!(labels.contains(&group.zh()), "{labels:?}");
            }
            assert!(found.iter().any(|one| one.section == SectionId::Four));
        }
    }
}
