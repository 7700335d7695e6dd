//! Evaluating both sides of a relation over the cells of a report.

use super::Context;
use crate::report::form::{Operator, Relation, Target, Term};
use crate::report::{AnnualReport, Form};

/// A relation applied to one column (or to single cells).
#[derive(Debug)]
pub(super) struct Instance {
    /// The cells of this year's report that it reads.
    pub(super) cells: Vec<String>,
    /// What came of it.
    pub(super) outcome: Evaluation,
}

/// The result of a relation.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Evaluation {
    /// It holds.
    Holds,
    /// It does not: the value of the left and of the right side.
    Fails(i64, i64),
    /// These cells state no whole number.
    Unknown(Vec<String>),
    /// The form of the year before has no such cells.
    NotComparable,
}

/// Applies the relations of the report's form that belong to the running rule.
pub(super) fn evaluate(
    context: &Context<'_>,
    prior: Option<&AnnualReport>,
) -> Vec<(usize, Instance)> {
    let Some(form) = context.report.form() else {
        return Vec::new();
    };
    let mut instances = Vec::new();
    for (number, relation) in form.relations.iter().enumerate() {
        if relation.rule != context.code() {
            continue;
        }
        for column in columns(form, relation) {
            let instance = apply(relation, &column, context.report, prior);
            instances.push((number, instance));
        }
    }
    instances
}

/// The columns in which a relation holds: those of its rows, or one pass for single cells.
fn columns(form: &Form, relation: &Relation) -> Vec<String> {
    let row = relation.terms().find_map(|term| match &term.target {
        Target::Row(row) => form.row(row),
        Target::Cell(_) => None,
    });
    row.and_then(|row| form.block_of(row)).map_or_else(
        || vec![String::new()],
        |block| {
            block
                .columns
                .iter()
                .map(|column| column.id.clone())
                .collect()
        },
    )
}

fn apply(
    relation: &Relation,
    column: &str,
    report: &AnnualReport,
    prior: Option<&AnnualReport>,
) -> Instance {
    let own = relation.terms().filter(|term| !term.prior);
    let cells = own.map(|term| term.target.cell_id(column)).collect();
    let left = side(&relation.left, column, report, prior);
    let right = side(&relation.right, column, report, prior);
    let outcome = match (left, right) {
        (Side::NotComparable, _) | (_, Side::NotComparable) => Evaluation::NotComparable,
        (Side::Sum(left), Side::Sum(right)) => compare(relation.operator, left, right),
        (left, right) => Evaluation::Unknown([left.unknown(), right.unknown()].concat()),
    };
    Instance { cells, outcome }
}

fn compare(operator: Operator, left: i64, right: i64) -> Evaluation {
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

enum Side {
    Sum(i64),
    Unknown(Vec<String>),
    NotComparable,
}

impl Side {
    fn unknown(self) -> Vec<String> {
        match self {
            Self::Unknown(cells) => cells,
            Self::Sum(_) | Self::NotComparable => Vec::new(),
        }
    }
}

fn side(terms: &[Term], column: &str, report: &AnnualReport, prior: Option<&AnnualReport>) -> Side {
    let mut sum = 0_i64;
    let mut unknown = Vec::new();
    for term in terms {
        let id = term.target.cell_id(column);
        let source = if term.prior { prior } else { Some(report) };
        let Some(tables) = source.and_then(|source| source.tables.as_ref()) else {
            return Side::NotComparable;
        };
        match tables.cell(&id) {
            None => return Side::NotComparable,
            Some(cell) => match cell.count() {
                Some(count) if term.negative => sum = sum.saturating_sub(count),
                Some(count) => sum = sum.saturating_add(count),
                None => unknown.push(id),
            },
        }
    }
    if unknown.is_empty() {
        Side::Sum(sum)
    } else {
        Side::Unknown(unknown)
    }
}
