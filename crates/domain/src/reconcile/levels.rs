//! The report on a whole area against the reports of its units, cell by cell.

use super::words;
use super::{Between, Books, Difference, Part, Reconciliation, Side, Who};
use crate::agency::Agency;
use crate::report::{AnnualReport, Form, FormBook, Number, Tables};
use crate::sum::{Aggregate, Gap, Total, addend, sum};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The report of a year that an agency published for its whole area against the sum of these units' reports.
///
/// Nothing where there is no such report; units without one, or in another form, are named and not added.
pub fn between_levels(
    books: &Books,
    forms: &FormBook,
    whole: &Agency,
    units: &[&Agency],
    year: i16,
) -> Reconciliation {
    let mut all = Reconciliation::default();
    let Some(tables) = books.tables(&whole.id, year) else {
        return all;
    };
    let cite = forms
        .for_year(year)
        .map_or_else(String::new, |form| form.cite.clone());
    let mut level = Level {
        whole: books.who(whole, year),
        tables,
        units: Vec::new(),
        missing: Vec::new(),
        cite,
    };
    let mut other_form = Vec::new();
    let expected = books.reporting(year).filter(|one| one.id != whole.id);
    for unit in expected.filter(|one| units.iter().any(|unit| unit.id == one.id)) {
        let who = books.who(unit, year);
        match books.report(&unit.id, year) {
            None => level.missing.push(who),
            Some(report) if same_form(report, tables.form()) => level.units.push((who, report)),
            Some(_) => other_form.push(who),
        }
    }
    all.undecided.extend(words::missing_units(
        &level.whole,
        &level.missing,
        &level.cite,
    ));
    all.undecided.extend(words::units_in_other_form(
        &level.whole,
        &other_form,
        &level.cite,
    ));
    level.missing.extend(other_form);
    level.reconcile(&mut all);
    all
}

fn same_form(report: &AnnualReport, form: &Arc<Form>) -> bool {
    report.form().is_some_and(|own| own.id == form.id)
}

/// The report on an area and those of its units.
struct Level<'b> {
    whole: Who,
    tables: &'b Tables,
    units: Vec<(Who, &'b AnnualReport)>,
    /// Units whose numbers are not in the sum.
    missing: Vec<Who>,
    cite: String,
}

impl Level<'_> {
    fn reconcile(&self, all: &mut Reconciliation) {
        let reports: Vec<&AnnualReport> = self.units.iter().map(|one| one.1).collect();
        let Ok(aggregate) = sum(&reports) else {
            return;
        };
        let mut open: BTreeMap<Vec<Who>, Vec<String>> = BTreeMap::new();
        for spec in self.tables.form().cells() {
            match self.cell(&spec.id, &aggregate) {
                Ok(difference) => all.differences.extend(difference),
                Err(who) => open.entry(who).or_default().push(spec.id.clone()),
            }
        }
        for (who, cells) in open {
            let of = (self.tables.form().as_ref(), cells);
            all.undecided
                .push(words::open_cells(&self.whole, who, of, &self.cite));
        }
    }

    /// The difference of a cell, or whose cell says no number.
    fn cell(&self, cell: &str, aggregate: &Aggregate) -> Result<Option<Difference>, Vec<Who>> {
        let own = self.tables.cell(cell).map(|cell| addend(cell.state));
        let total = match aggregate.total(cell) {
            Some(Total::Known(total)) => *total,
            Some(Total::Unknown { gaps, .. }) => return Err(self.named(gaps)),
            None => return Ok(None),
        };
        let Some(Ok(own)) = own else {
            return Err(vec![self.whole.clone()]);
        };
        Ok((own != total).then(|| self.difference(cell, own, total)))
    }

    fn named(&self, gaps: &[Gap]) -> Vec<Who> {
        let units = gaps
            .iter()
            .filter_map(|gap| self.units.get(gap.source.index));
        units.map(|(who, _)| who.clone()).collect()
    }

    fn difference(&self, cell: &str, own: Number, total: Number) -> Difference {
        let label = self.tables.form().cell_label(cell);
        let part = |who: &Who, value: Number| Part {
            who: who.clone(),
            cell: cell.to_owned(),
            label: label.clone(),
            value,
            less: false,
        };
        let said = self.units.iter().filter_map(|(who, report)| {
            let number = report.tables.as_ref()?.cell(cell)?.number()?;
            (!is_zero(number)).then(|| part(who, number))
        });
        let right = Side {
            total,
            parts: said.collect(),
        };
        let left = Side {
            total: own,
            parts: vec![part(&self.whole, own)],
        };
        let units = self.units.len();
        Difference {
            between: Between::Levels,
            cell: cell.to_owned(),
            message: words::of_levels((&left, &right), (&label, units), &self.missing),
            left,
            right,
            missing: self.missing.clone(),
            cite: self.cite.clone(),
        }
    }
}

fn is_zero(number: Number) -> bool {
    match number {
        Number::Count(count) => count == 0,
        Number::Amount(amount) => amount.printed().is_zero(),
    }
}
