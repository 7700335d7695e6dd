//! A report against those of the year before: what was carried over, what is in force, items of the year
//! before. The relations are those of the form; the reports of merged agencies are added up.

use super::books::Opening;
use super::words::{self, Told};
use super::{Between, Books, Difference, Part, Reconciliation, Side, Undecided, Who, Why};
use crate::agency::Agency;
use crate::report::form::{CellTerm, Instance, Relation};
use crate::report::{AnnualReport, FormBook, Number, Tables};
use crate::rules::{Evaluation, Sources};
use std::collections::BTreeMap;

/// The reports of a year of these agencies against those of the year before, also of others that were
/// merged into them. Before the first form there is nothing to compare with.
pub fn between_years(
    books: &Books,
    forms: &FormBook,
    agencies: &[&Agency],
    year: i16,
) -> Reconciliation {
    let mut all = Reconciliation::default();
    let among = |one: &&Agency| agencies.iter().any(|agency| agency.id == one.id);
    for agency in books.reporting(year).filter(among) {
        all.extend(between_years_of(books, forms, agency, year));
    }
    all.undecided = in_one(all.undecided);
    all
}

/// An agency's report of a year against the reports of the year before from which it begins.
pub fn between_years_of(
    books: &Books,
    forms: &FormBook,
    agency: &Agency,
    year: i16,
) -> Reconciliation {
    let before = year
        .checked_sub(1)
        .and_then(|before| forms.for_year(before));
    if before.is_none() {
        return Reconciliation::default();
    }
    let who = books.who(agency, year);
    let Some(tables) = books.tables(&agency.id, year) else {
        return only(words::no_report(vec![who]));
    };
    let opening = books.opening(agency, year);
    let mut all = Reconciliation::default();
    all.undecided.extend(words::of_opening(&who, &opening));
    // What is missing is no zero: nothing that it belongs to can be added up.
    if opening.missing.is_empty() && !opening.reports.is_empty() {
        let pair = Pair {
            who,
            tables,
            opening,
        };
        pair.reconcile(&mut all);
    }
    all
}

fn only(undecided: Undecided) -> Reconciliation {
    Reconciliation {
        undecided: vec![undecided],
        ..Reconciliation::default()
    }
}

/// What cannot be compared for want of cells in the other form, once for all agencies.
fn in_one(all: Vec<Undecided>) -> Vec<Undecided> {
    let mut forms: BTreeMap<(Vec<String>, String), Undecided> = BTreeMap::new();
    let mut kept = Vec::new();
    for one in all {
        if one.why != Why::OtherForm {
            kept.push(one);
            continue;
        }
        let key = (one.cells.clone(), one.cite.clone());
        let who = one.who.clone();
        let first = forms.entry(key).or_insert_with(|| Undecided {
            who: Vec::new(),
            ..one
        });
        first.who.extend(who);
    }
    kept.extend(forms.into_values());
    kept
}

/// A report and those it begins with.
struct Pair<'b> {
    who: Who,
    tables: &'b Tables,
    opening: Opening<'b>,
}

impl Pair<'_> {
    fn reconcile(&self, all: &mut Reconciliation) {
        let relations = &self.tables.form().relations;
        for relation in relations.iter().filter(|one| one.spans_years()) {
            let mut unknown = Vec::new();
            let mut other_form = Vec::new();
            for instance in &relation.instances {
                match self.evaluate(relation, instance) {
                    Evaluation::Holds => {}
                    Evaluation::Fails(left, right) => {
                        let difference = self.difference(relation, instance, (left, right));
                        all.differences.extend(difference);
                    }
                    Evaluation::Unknown => unknown.extend(self.unknown(instance)),
                    Evaluation::NotComparable => {
                        let cells = instance.own_cells().take(1);
                        other_form.extend(self.tables.form().cell_ids(cells));
                    }
                }
            }
            let told = Told {
                form: self.tables.form(),
                relation,
            };
            all.undecided.extend(told.unknown(&self.who, unknown));
            all.undecided.extend(told.other_form(&self.who, other_form));
        }
    }

    /// Whether a relation holds with the reports of the year before; where agencies were merged in the
    /// year and reported on their part of it, also with what these end with.
    fn evaluate(&self, relation: &Relation, instance: &Instance) -> Evaluation {
        let priors: Vec<&AnnualReport> = self.opening.reports.iter().map(|one| one.1).collect();
        let found = self.with(&priors).evaluate(relation.operator, instance);
        if self.opening.part_year.is_empty() || !matches!(found, Evaluation::Fails(..)) {
            return found;
        }
        let parts = self.opening.part_year.iter().map(|one| one.2);
        let handed_over: Vec<&AnnualReport> = priors.iter().copied().chain(parts).collect();
        match self
            .with(&handed_over)
            .evaluate(relation.operator, instance)
        {
            Evaluation::Holds => Evaluation::Holds,
            Evaluation::Fails(..) | Evaluation::Unknown | Evaluation::NotComparable => found,
        }
    }

    fn with<'s>(&'s self, priors: &'s [&'s AnnualReport]) -> Sources<'s> {
        Sources {
            tables: self.tables,
            priors,
        }
    }

    fn difference(
        &self,
        relation: &Relation,
        instance: &Instance,
        (left, right): (i64, i64),
    ) -> Option<Difference> {
        let form = self.tables.form();
        let cell = form.cells().get(instance.own_cells().next()?)?.id.clone();
        let side = |terms: &[CellTerm], total| Side {
            total: Number::Count(total),
            parts: terms.iter().flat_map(|&term| self.parts(term)).collect(),
        };
        let left = side(&instance.left, left);
        let right = side(&instance.right, right);
        Some(Difference {
            between: Between::Years,
            message: words::of_years(&self.who, (&left, &right), &self.opening.merged),
            cell,
            left,
            right,
            missing: Vec::new(),
            cite: relation.cite.clone(),
        })
    }

    /// What stands for a term: a cell of the report, or one of each report of the year before.
    fn parts(&self, term: CellTerm) -> Vec<Part> {
        let part = |who: &Who, value: Option<i64>| {
            let form = self.tables.form();
            let cell = &form.cells().get(term.cell)?.id;
            Some(Part {
                who: who.clone(),
                cell: cell.clone(),
                label: form.cell_label(cell),
                value: Number::Count(value?),
                less: term.negative,
            })
        };
        if !term.prior {
            return part(&self.who, self.tables.at(term.cell).count())
                .into_iter()
                .collect();
        }
        let priors: Vec<&AnnualReport> = self.opening.reports.iter().map(|one| one.1).collect();
        let sources = self.with(&priors);
        let of_each = self.opening.reports.iter().filter_map(|(who, report)| {
            let cell = sources.of_prior(report, term)?;
            part(who, cell.count())
        });
        of_each.collect()
    }

    /// The cells of a relation that say no number, each with whose it is.
    fn unknown(&self, instance: &Instance) -> Vec<(Who, String)> {
        let mut unknown = Vec::new();
        for term in instance.terms() {
            let Some(spec) = self.tables.form().cells().get(term.cell) else {
                continue;
            };
            let mut note = |who: &Who, says_none: bool| {
                if says_none {
                    unknown.push((who.clone(), spec.id.clone()));
                }
            };
            if !term.prior {
                note(&self.who, self.tables.at(term.cell).count().is_none());
                continue;
            }
            for (who, report) in &self.opening.reports {
                let sources = self.with(&[]);
                let cell = sources.of_prior(report, term);
                note(who, cell.is_some_and(|cell| cell.count().is_none()));
            }
        }
        unknown
    }
}
