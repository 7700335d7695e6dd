//! The cells of two reports side by side.

use super::difference::{Difference, Incomparable, difference};
use crate::report::{CellState, Form, Number, RowSpec, Tables};
use std::collections::BTreeSet;

/// One cell of two reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellComparison {
    /// The cell, by its identifier in the form of the newer report; by that in the form of the
    /// older one if only that one has it, or if several rows of the newer one correspond to it.
    pub id: String,
    /// What the older report says; `None` if its form has no such cell. Where several of its
    /// rows correspond to one row of the newer form, their sum.
    pub old: Option<CellState>,
    /// What the newer report says, likewise.
    pub new: Option<CellState>,
    /// The cells that were added up on the side whose form divides the row; else empty.
    pub parts: Vec<String>,
    /// New minus old, or why there is no difference.
    pub difference: Result<Difference, Incomparable>,
}

/// The cells of the newer report, then those that only the older one's form has.
pub(super) fn compare(old: Option<&Tables>, new: Option<&Tables>) -> Vec<CellComparison> {
    match (old, new) {
        (None, None) => Vec::new(),
        (Some(old), None) => one_sided(old, Side::Old, Incomparable::NoNewTables),
        (None, Some(new)) => one_sided(new, Side::New, Incomparable::NoOldTables),
        (Some(old), Some(new)) => both(old, new),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Old,
    New,
}

fn one_sided(tables: &Tables, side: Side, reason: Incomparable) -> Vec<CellComparison> {
    let cells = tables.iter();
    cells
        .map(|(spec, cell)| lone(spec.id.clone(), cell.state, side, reason))
        .collect()
}

fn lone(id: String, state: CellState, side: Side, reason: Incomparable) -> CellComparison {
    let (old, new) = match side {
        Side::Old => (Some(state), None),
        Side::New => (None, Some(state)),
    };
    CellComparison {
        id,
        old,
        new,
        parts: Vec::new(),
        difference: Err(reason),
    }
}

fn both(old: &Tables, new: &Tables) -> Vec<CellComparison> {
    let divided = Divided::rows(old, new);
    let mut cells = divided.comparisons;
    for (spec, cell) in new
        .iter()
        .filter(|(spec, _)| !divided.new.contains(&spec.id))
    {
        cells.push(
            match old
                .cell(&spec.id)
                .filter(|_| !divided.old.contains(&spec.id))
            {
                Some(before) => pair(spec.id.clone(), before.state, cell.state, Vec::new()),
                None => lone(
                    spec.id.clone(),
                    cell.state,
                    Side::New,
                    Incomparable::NotInOldForm,
                ),
            },
        );
    }
    cells.sort_by_cached_key(|cell| position(cell, new.form()));
    let only_old = old.iter().filter(|(spec, _)| {
        new.form().cell_index(&spec.id).is_none() && !divided.old.contains(&spec.id)
    });
    cells.extend(only_old.map(|(spec, cell)| {
        lone(
            spec.id.clone(),
            cell.state,
            Side::Old,
            Incomparable::NotInNewForm,
        )
    }));
    cells
}

/// Where a comparison stands in the form of the newer report: at its own cell, or at the first
/// of the cells that were added up for it.
fn position(cell: &CellComparison, form: &Form) -> usize {
    let first_part = || cell.parts.first().and_then(|part| form.cell_index(part));
    first_part()
        .or_else(|| form.cell_index(&cell.id))
        .unwrap_or(usize::MAX)
}

/// Rows of one form that the other divides, compared, and the cells so dealt with.
struct Divided {
    comparisons: Vec<CellComparison>,
    old: BTreeSet<String>,
    new: BTreeSet<String>,
}

impl Divided {
    fn rows(old: &Tables, new: &Tables) -> Self {
        let mut rows = Self {
            comparisons: Vec::new(),
            old: BTreeSet::new(),
            new: BTreeSet::new(),
        };
        for (id, single, sum, parts) in correspondences(new, old) {
            rows.old.insert(id.clone());
            rows.new.extend(parts.iter().cloned());
            rows.comparisons.push(pair(id, single, sum, parts));
        }
        for (id, single, sum, parts) in correspondences(old, new) {
            rows.new.insert(id.clone());
            rows.old.extend(parts.iter().cloned());
            rows.comparisons.push(pair(id, sum, single, parts));
        }
        rows
    }
}

/// For each cell of a row of `single` that `divided` holds in several rows: its identifier, what
/// it says, the sum of the several, and their identifiers.
fn correspondences<'a>(
    divided: &'a Tables,
    single: &'a Tables,
) -> impl Iterator<Item = (String, CellState, CellState, Vec<String>)> + 'a {
    let form = divided.form();
    let entries = form
        .correspondences
        .iter()
        .filter(|entry| entry.form == single.form().id);
    entries.flat_map(move |entry| {
        let row = single.form().row(&entry.row);
        let cells = row.into_iter().flat_map(RowSpec::cells);
        cells.filter_map(move |cell| {
            let spec = single.form().cells().get(cell)?;
            let column = &single.form().column_of(spec)?.id;
            let parts: Vec<String> = entry
                .rows
                .iter()
                .map(|row| format!("{row}.{column}"))
                .collect();
            let states: Vec<CellState> = parts
                .iter()
                .filter_map(|id| Some(divided.cell(id)?.state))
                .collect();
            let complete = states.len() == parts.len();
            complete.then(|| (spec.id.clone(), single.at(cell).state, sum(&states), parts))
        })
    })
}

/// The sum of counts; the first state that is no count if there is one.
fn sum(states: &[CellState]) -> CellState {
    let count = |state: &CellState| match state {
        CellState::Stated(Number::Count(count)) => Ok(*count),
        CellState::Stated(Number::Amount(_))
        | CellState::Absent
        | CellState::Blank
        | CellState::Unclear => Err(*state),
    };
    let total = states
        .iter()
        .try_fold(0_i64, |sum, state| Ok(sum.saturating_add(count(state)?)));
    total.map_or_else(
        |state| state,
        |total| CellState::Stated(Number::Count(total)),
    )
}

fn pair(id: String, old: CellState, new: CellState, parts: Vec<String>) -> CellComparison {
    let difference = difference(old, new);
    CellComparison {
        id,
        old: Some(old),
        new: Some(new),
        parts,
        difference,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Cell, FormBook};

    fn filled(form: &str, count: i64) -> Tables {
        let form = FormBook::statutory().unwrap().get(form).unwrap();
        let mut tables = Tables::absent(form.clone());
        for index in 0..form.cells().len() {
            tables.set(index, Cell::of_count(count));
        }
        tables
    }

    fn set(tables: &mut Tables, id: &str, cell: Cell) {
        tables.set(tables.form().cell_index(id).unwrap(), cell);
    }

    fn of<'a>(cells: &'a [CellComparison], id: &str) -> &'a CellComparison {
        let mut found = cells.iter().filter(|cell| cell.id == id);
        let first = found.next().unwrap();
        assert!(found.next().is_none(), "{id} stands twice");
        first
    }

    #[test]
    fn within_one_form_every_cell_is_compared_once_in_the_order_of_the_form() {
        let (mut old, new) = (filled("2021", 3), filled("2021", 5));
        set(&mut old, "requests.new.total", Cell::of_count(0));
        let cells = compare(Some(&old), Some(&new));
        assert!(
            cells
                .iter()
                .map(|c| &c.id)
                .eq(new.form().cells().iter().map(|spec| &spec.id))
        );
        assert_eq!(
            of(&cells, "requests.granted.total").difference,
            Ok(Difference::Count(2))
        );
        assert_eq!(
            of(&cells, "requests.new.total").difference,
            Ok(Difference::Count(5))
        );
    }

    #[test]
    fn three_rows_of_the_later_form_are_added_up_against_the_one_row_of_the_earlier() {
        let cells = compare(Some(&filled("2019", 2)), Some(&filled("2021", 3)));
        let other = of(&cells, "requests.other.natural_person");
        assert_eq!(other.difference, Ok(Difference::Count(7)));
        assert_eq!(other.parts.len(), 3);
        assert!(
            !cells
                .iter()
                .any(|cell| cell.id == "requests.other.unpaid.total")
        );
        let back = compare(Some(&filled("2021", 3)), Some(&filled("2019", 2)));
        assert_eq!(
            of(&back, "requests.other.other").difference,
            Ok(Difference::Count(-7))
        );
    }

    #[test]
    fn a_gap_in_one_of_the_rows_added_up_leaves_the_sum_open() {
        let mut new = filled("2021", 3);
        set(&mut new, "requests.other.unpaid.business", Cell::blank());
        let cells = compare(Some(&filled("2019", 2)), Some(&new));
        let other = of(&cells, "requests.other.business");
        assert_eq!(
            (other.new, other.difference),
            (Some(CellState::Blank), Err(Incomparable::NewUnknown))
        );
    }

    #[test]
    fn what_only_one_form_has_is_listed_with_the_reason() {
        let cells = compare(Some(&filled("2019", 2)), Some(&filled("2021", 3)));
        let reason = |id: &str| of(&cells, id).difference.unwrap_err();
        assert_eq!(
            reason("proactive.procurement.items"),
            Incomparable::NotInNewForm
        );
        assert_eq!(reason("proactive.rules.issued"), Incomparable::NotInOldForm);
        let (old, new) = (filled("2019", 2), filled("2021", 3));
        let all = old.form().cells().iter().chain(new.form().cells());
        for spec in all {
            let named = |cell: &CellComparison| cell.id == spec.id || cell.parts.contains(&spec.id);
            assert_eq!(
                cells.iter().filter(|cell| named(cell)).count(),
                1,
                "{}",
                spec.id
            );
        }
    }

    #[test]
    fn a_blank_cell_is_not_zero_and_a_report_without_tables_has_none() {
        let mut old = filled("2021", 3);
        set(&mut old, "requests.new.total", Cell::blank());
        let new = filled("2021", 0);
        let cells = compare(Some(&old), Some(&new));
        assert_eq!(
            of(&cells, "requests.new.total").difference,
            Err(Incomparable::OldUnknown)
        );
        let lone = compare(None, Some(&new));
        assert!(
            lone.iter()
                .all(|cell| cell.difference == Err(Incomparable::NoOldTables))
        );
    }
}
