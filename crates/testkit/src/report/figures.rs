//! Figures of a report, drawn from the data of its form: totals add up, relations hold.

use crate::Rng;
use gongkai_domain::report::form::{CellKind, Operator, Relation, Target, Term};
use gongkai_domain::report::{Amount, Cell, Form, MoneyUnit, Number, RowSpec, Tables};
use rust_decimal::Decimal;
use std::sync::Arc;

/// How much happens in a table.
#[derive(Debug, Clone, Copy)]
enum Mood {
    Idle,
    Sparse,
    Busy,
    /// No zero anywhere, so that every misplaced figure shows.
    Dense,
}

/// Consistent tables of `form`, with 规章 only from a body that may make them.
pub(super) fn tables(rng: &mut Rng, form: &Arc<Form>, makes_rules: bool) -> Tables {
    let mut counts = leaves(rng, form);
    if !makes_rules {
        let rules = form.row("proactive.rules").into_iter();
        rules
            .flat_map(RowSpec::cells)
            .for_each(|cell| counts[cell] = 0);
    }
    balance(form, &mut counts);
    let mut tables = Tables::absent(Arc::clone(form));
    for (index, spec) in form.cells().iter().enumerate() {
        let number = match spec.kind {
            CellKind::Count | CellKind::Change => Number::Count(counts[index]),
            CellKind::Amount(unit) => Number::Amount(amount(rng, unit, counts[index] != 0)),
        };
        tables.set(index, Cell::stated(number));
    }
    tables
}

/// Makes totals and relations hold: total rows, then the left sides of relations, then total
/// columns.
pub(crate) fn balance(form: &Form, counts: &mut [i64]) {
    total_rows(form, counts);
    for relation in form
        .relations
        .iter()
        .filter(|relation| !relation.spans_years())
    {
        relate(form, relation, counts);
    }
    total_columns(form, counts);
}

/// Figures for all cells that are no totals; money as 0 or 1 for whether there is any.
fn leaves(rng: &mut Rng, form: &Form) -> Vec<i64> {
    let moods: Vec<Mood> = form.tables.iter().map(|_| mood(rng)).collect();
    let mut counts: Vec<i64> = Vec::new();
    for cell in form.cells() {
        let mood = moods[cell.table];
        let drawn = match cell.kind {
            CellKind::Change if rng.chance(40) => -count(rng, mood),
            CellKind::Count | CellKind::Change => count(rng, mood),
            CellKind::Amount(_) => {
                let items = counts.last().filter(|_| cell.column > 0);
                items
                    .map_or_else(|| count(rng, mood), |&items| items)
                    .min(1)
            }
        };
        counts.push(drawn);
    }
    counts
}

fn mood(rng: &mut Rng) -> Mood {
    match rng.below(100) {
        0..35 => Mood::Idle,
        35..65 => Mood::Sparse,
        65..85 => Mood::Busy,
        _ => Mood::Dense,
    }
}

fn count(rng: &mut Rng, mood: Mood) -> i64 {
    match mood {
        Mood::Sparse if rng.chance(15) => rng.between(1, 12),
        Mood::Busy if rng.chance(45) => magnitude(rng),
        Mood::Idle | Mood::Sparse | Mood::Busy => 0,
        Mood::Dense => magnitude(rng),
    }
}

fn magnitude(rng: &mut Rng) -> i64 {
    match rng.below(100) {
        0..50 => rng.between(1, 9),
        50..75 => rng.between(10, 99),
        75..90 => rng.between(100, 999),
        90..97 => rng.between(1_000, 9_999),
        _ => rng.between(10_000, 99_999),
    }
}

/// Columns of a row's block that are no totals.
fn leaf_columns<'a>(form: &'a Form, row: &RowSpec) -> impl Iterator<Item = usize> + 'a {
    let columns = form
        .block_of(row)
        .map(|block| block.columns.as_slice())
        .unwrap_or_default();
    columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.total_of.is_empty())
        .map(|(at, _)| at)
}

fn total_rows(form: &Form, counts: &mut [i64]) {
    for row in form.rows().iter().filter(|row| !row.total_of.is_empty()) {
        for column in leaf_columns(form, row) {
            let parts = row
                .total_of
                .iter()
                .map(|&part| form.rows()[part].first_cell + column);
            counts[row.first_cell + column] = parts.map(|cell| counts[cell]).sum();
        }
    }
}

fn total_columns(form: &Form, counts: &mut [i64]) {
    for row in form.rows() {
        let columns = form
            .block_of(row)
            .map(|block| block.columns.as_slice())
            .unwrap_or_default();
        for (at, column) in columns
            .iter()
            .enumerate()
            .filter(|(_, c)| !c.total_of.is_empty())
        {
            let parts = column
                .total_of
                .iter()
                .map(|part| counts[row.first_cell + part]);
            counts[row.first_cell + at] = parts.sum();
        }
    }
}

/// Makes a relation hold in every column it speaks of, by changing its left side.
fn relate(form: &Form, relation: &Relation, counts: &mut [i64]) {
    let row = relation.terms().find_map(|term| match &term.target {
        Target::Row(id) => form.row(id),
        Target::Cell(_) => None,
    });
    let columns = row.map_or_else(|| vec![0], |row| leaf_columns(form, row).collect());
    for column in columns {
        let side = |terms: &[Term]| -> Vec<(usize, i64)> {
            terms
                .iter()
                .filter_map(|t| resolve(form, t, column))
                .collect()
        };
        settle(
            counts,
            &side(&relation.left),
            relation.operator,
            &side(&relation.right),
        );
    }
}

/// The cell a term means and its sign.
fn resolve(form: &Form, term: &Term, column: usize) -> Option<(usize, i64)> {
    let cell = match &term.target {
        Target::Row(id) => form.row(id)?.first_cell + column,
        Target::Cell(id) => form.cell_index(id)?,
    };
    Some((cell, if term.negative { -1 } else { 1 }))
}

fn settle(counts: &mut [i64], left: &[(usize, i64)], operator: Operator, right: &[(usize, i64)]) {
    let sum = |counts: &[i64], side: &[(usize, i64)]| -> i64 {
        side.iter().map(|&(cell, sign)| sign * counts[cell]).sum()
    };
    let Some((&(first, _), others)) = left.split_first() else {
        return;
    };
    let missing = sum(counts, right) - sum(counts, left);
    match operator {
        Operator::AtLeast => counts[first] += missing.max(0),
        Operator::Equal => {
            let mut surplus = sum(counts, others) - sum(counts, right);
            for &(cell, _) in others {
                let cut = surplus.clamp(0, counts[cell]);
                counts[cell] -= cut;
                surplus -= cut;
            }
            counts[first] = sum(counts, right) - sum(counts, others);
        }
    }
}

/// Money as offices print it: in the unit of the head, or with 元 or 万元, or with nothing.
fn amount(rng: &mut Rng, unit: Option<MoneyUnit>, any: bool) -> Amount {
    let wan = |rng: &mut Rng| {
        let scale = rng.pick(&[0_u32, 0, 1, 2, 2, 4, 6]);
        Decimal::new(
            rng.between(1, 999) * 10_i64.pow(scale) + rng.between(0, 9),
            scale,
        )
    };
    let yuan = |rng: &mut Rng| {
        let scale = rng.pick(&[0_u32, 0, 0, 1, 2]);
        Decimal::new(
            rng.between(8_000, 5_000_000) * 10_i64.pow(scale) + rng.between(0, 9),
            scale,
        )
    };
    if let Some(unit) = unit {
        return Amount::new(if any { wan(rng) } else { Decimal::ZERO }, Some(unit));
    }
    let unit = rng.pick(&[None, Some(MoneyUnit::Yuan), Some(MoneyUnit::WanYuan)]);
    match (any, unit) {
        (false, _) => Amount::new(Decimal::ZERO, unit.filter(|_| rng.chance(30))),
        (true, Some(MoneyUnit::WanYuan)) => Amount::new(wan(rng), unit),
        (true, None) if rng.chance(50) => Amount::new(wan(rng), unit),
        (true, _) => Amount::new(yuan(rng), unit),
    }
}
