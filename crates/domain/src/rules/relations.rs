//! Evaluating the relations of a form over the cells of a report and of the year before: of one report, or
//! of several where agencies were merged.

use super::{Context, Message};
use crate::report::form::{CellTerm, Instance, Operator};
use crate::report::{AnnualReport, Cell, Form, RowSpec, Tables};
use std::sync::Arc;

/// A relation that does not hold.
#[derive(Debug)]
pub(super) struct Failure<'a> {
    /// The form that states the relation.
    pub(super) form: &'a Form,
    /// The cells of both sides.
    pub(super) instance: &'a Instance,
    /// The value of the left side.
    pub(super) left: i64,
    /// The value of the right side.
    pub(super) right: i64,
}

impl Failure<'_> {
    /// The label of the column in which the first cell stands.
    pub(super) fn column(&self) -> &str {
        let spec = self.first().and_then(|cell| self.form.cells().get(cell));
        spec.and_then(|spec| self.form.column_of(spec))
            .map_or("", |column| column.label.as_str())
    }

    /// The label of the row in which the first cell stands.
    pub(super) fn row(&self) -> String {
        let row = self.first().and_then(|cell| self.form.row_of(cell));
        row.map(RowSpec::full_label).unwrap_or_default()
    }

    fn first(&self) -> Option<usize> {
        self.instance.own_cells().next()
    }
}

/// Inspects every relation of the report's form that belongs to the running rule: a violation,
/// worded by `wrong`, for each that does not hold, and one finding for all that are undecided.
///
/// A relation between years that names cells which the form of the year before does not have
/// says nothing.
pub(super) fn inspect(
    context: &mut Context<'_>,
    prior: Option<&AnnualReport>,
    wrong: fn(&Failure<'_>) -> Message,
    undecided: (&str, &str),
) {
    let Some(tables) = context.tables() else {
        return;
    };
    let code = context.code();
    let form: &Form = tables.form();
    let priors = prior.as_slice();
    let sources = Sources { tables, priors };
    let mut unknown = Vec::new();
    for relation in form
        .relations
        .iter()
        .filter(|relation| relation.rule == code)
    {
        for instance in &relation.instances {
            match sources.evaluate(relation.operator, instance) {
                Evaluation::Fails(left, right) => {
                    let message = wrong(&Failure {
                        form,
                        instance,
                        left,
                        right,
                    });
                    context.violation(form.cell_ids(instance.own_cells()), message);
                }
                Evaluation::Unknown => unknown.extend(sources.unknown(instance)),
                Evaluation::Holds | Evaluation::NotComparable => {}
            }
        }
    }
    context.not_evaluated(unknown, undecided);
}

/// The result of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Evaluation {
    Holds,
    Fails(i64, i64),
    /// Some of its cells state no whole number.
    Unknown,
    /// The form of the year before has no such cells, or there is no report of it.
    NotComparable,
}

/// Where the cells of a relation come from.
pub(crate) struct Sources<'a> {
    /// The tables of the report.
    pub(crate) tables: &'a Tables,
    /// The reports of the year before, for relations between years: what they say is added up.
    pub(crate) priors: &'a [&'a AnnualReport],
}

/// What a report without tables has in every cell.
static ABSENT: Cell = Cell::absent();

impl<'a> Sources<'a> {
    pub(crate) fn evaluate(&self, operator: Operator, instance: &Instance) -> Evaluation {
        if instance.terms().any(|term| self.cells(term).is_none()) {
            return Evaluation::NotComparable;
        }
        let (Some(left), Some(right)) = (self.side(&instance.left), self.side(&instance.right))
        else {
            return Evaluation::Unknown;
        };
        let holds = match operator {
            Operator::Equal => left == right,
            Operator::AtLeast => left >= right,
        };
        if holds {
            Evaluation::Holds
        } else {
            Evaluation::Fails(left, right)
        }
    }

    fn side(&self, terms: &[CellTerm]) -> Option<i64> {
        terms.iter().try_fold(0_i64, |sum, &term| {
            let cells = self.cells(term)?.into_iter();
            let count = cells
                .map(Cell::count)
                .try_fold(0_i64, |sum, count| Some(sum.saturating_add(count?)))?;
            Some(if term.negative {
                sum.saturating_sub(count)
            } else {
                sum.saturating_add(count)
            })
        })
    }

    /// The cells of a term: one, or one of each report of the year before. `None` if the form of one of
    /// them has no such cell.
    fn cells(&self, term: CellTerm) -> Option<Vec<&'a Cell>> {
        if !term.prior {
            return Some(vec![self.tables.at(term.cell)]);
        }
        let cells = self.priors.iter().map(|prior| self.of_prior(prior, term));
        let cells: Vec<_> = cells.collect::<Option<_>>()?;
        (!cells.is_empty()).then_some(cells)
    }

    /// The cell of a term in a report of the year before.
    pub(crate) fn of_prior(&self, prior: &'a AnnualReport, term: CellTerm) -> Option<&'a Cell> {
        match prior.tables.as_ref() {
            None => Some(&ABSENT),
            Some(prior) if Arc::ptr_eq(prior.form(), self.tables.form()) => {
                Some(prior.at(term.cell))
            }
            Some(prior) => prior.cell(&self.tables.form().cells().get(term.cell)?.id),
        }
    }

    /// The cells that state no whole number; those of the year before as `prior:…`, the way the
    /// files of the forms write them.
    pub(crate) fn unknown(&self, instance: &Instance) -> Vec<String> {
        let says_none = |cells: Vec<&Cell>| cells.iter().any(|cell| cell.count().is_none());
        let gaps = instance
            .terms()
            .filter(|&term| self.cells(term).is_none_or(says_none));
        let form = self.tables.form();
        gaps.filter_map(|term| {
            let id = &form.cells().get(term.cell)?.id;
            Some(if term.prior {
                format!("prior:{id}")
            } else {
                id.clone()
            })
        })
        .collect()
    }
}
