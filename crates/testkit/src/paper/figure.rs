//! A cell's figure as characters.

use super::mark;
use crate::Rng;
use gongkai_domain::report::form::CellKind;
use gongkai_domain::report::{Amount, Cell, CellSpec, CellState, MoneyUnit, Number};

/// The characters of a cell, its mark before them; `head_unit` is the unit that the head of the
/// column prints. An empty text for a cell that says nothing.
pub(crate) fn figure(
    rng: &mut Rng,
    index: usize,
    spec: &CellSpec,
    cell: &Cell,
    head_unit: Option<MoneyUnit>,
) -> String {
    let text = match cell.state {
        CellState::Absent | CellState::Blank => return String::new(),
        CellState::Unclear => cell.raw.as_deref().unwrap_or("?").to_owned(),
        CellState::Stated(Number::Count(count)) => change(rng, spec.kind, count),
        CellState::Stated(Number::Amount(amount)) => money(rng, amount, head_unit),
    };
    format!("{}{text}", mark(index))
}

fn change(rng: &mut Rng, kind: CellKind, count: i64) -> String {
    let signed = matches!(kind, CellKind::Change) && count > 0 && rng.chance(10);
    if signed {
        format!("+{count}")
    } else {
        count.to_string()
    }
}

/// Money with its unit, unless the head prints that.
fn money(rng: &mut Rng, amount: Amount, head: Option<MoneyUnit>) -> String {
    let mut printed = amount.printed();
    if printed.scale() < 2 && rng.chance(25) {
        printed.rescale(2);
    }
    match amount.unit() {
        None => printed.to_string(),
        unit if unit == head && !rng.chance(10) => printed.to_string(),
        Some(unit) => format!("{printed}{}{unit}", rng.pick(&["", "", " "])),
    }
}
