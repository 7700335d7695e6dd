//! A number that the text states, against the cells that hold the same fact.

use crate::report::{Form, Statement, StatementKind, Tables};
use crate::rules::{Context, Message};

/// A kind of statement and where the tables say the same.
#[derive(Debug)]
pub(super) struct Fact {
    /// The kind of statement.
    pub(super) kind: StatementKind,
    /// What it counts, in Chinese.
    pub(super) what: &'static str,
    /// The cells that hold it: lists of cells that add up, any of which may be meant. Empty
    /// where the form has no such cells.
    pub(super) cells: fn(&Form) -> Vec<Vec<usize>>,
}

/// The cells that stand for the rows with this identifier or below it.
pub(super) fn totals(form: &Form, prefix: &str) -> Vec<usize> {
    form.rows_under(prefix)
        .filter_map(|row| form.total_cell(row))
        .collect()
}

/// The cell with this identifier, as a list of one, if the form has it.
pub(super) fn cell(form: &Form, id: &str) -> Option<Vec<usize>> {
    form.cell_index(id).map(|cell| vec![cell])
}

/// Whether a statement is an exact figure for the whole of what its kind counts.
pub(super) fn is_whole(statement: &Statement) -> bool {
    !statement.approximate && statement.label.is_none()
}

/// Compares what the text states with the tables, where it states something and the form has
/// cells for it.
pub(super) fn inspect(context: &mut Context<'_>, facts: &[Fact]) {
    let Some(tables) = context.tables() else {
        return;
    };
    let form: &Form = tables.form();
    let report = context.report;
    let mut unknown = Vec::new();
    for fact in facts {
        let mut statements = report.stated(fact.kind).filter(|s| is_whole(s)).peekable();
        if statements.peek().is_none() {
            continue;
        }
        let known = Tabled::of(tables, (fact.cells)(form));
        for statement in statements {
            match known.compare(statement.value) {
                Comparison::Same => {}
                Comparison::Open => unknown.extend(known.unknown(tables)),
                Comparison::Other(sum) => {
                    let cells = known
                        .first()
                        .map(|cells| form.cell_ids(cells.iter().copied()));
                    let message = wrong(fact, statement, sum);
                    let place = statement.place.clone();
                    context.violation_at(place, cells.unwrap_or_default(), message);
                }
            }
        }
    }
    unknown.sort_unstable();
    unknown.dedup();
    context.not_evaluated(form.cell_ids(unknown), UNDECIDED);
}

const UNDECIDED: (&str, &str) = (
    "正文写的数与表格无法核对：表中有的单元格没有数字，请补全后再核。",
    "what the text states cannot be compared with the tables: cells are missing or state no number",
);

/// What the tables say of a fact.
struct Tabled {
    alternatives: Vec<(Vec<usize>, Option<i64>)>,
}

enum Comparison {
    Same,
    /// The tables say this instead.
    Other(i64),
    /// The cells that would decide it state no number, or the form has none.
    Open,
}

impl Tabled {
    fn of(tables: &Tables, alternatives: Vec<Vec<usize>>) -> Self {
        let sum = |cells: &[usize]| cells.iter().map(|&cell| tables.at(cell).count()).sum();
        let named = alternatives.into_iter().filter(|cells| !cells.is_empty());
        let alternatives = named
            .map(|cells| {
                let sum = sum(&cells);
                (cells, sum)
            })
            .collect();
        Self { alternatives }
    }

    fn first(&self) -> Option<&[usize]> {
        self.alternatives.first().map(|(cells, _)| cells.as_slice())
    }

    fn compare(&self, stated: i64) -> Comparison {
        let sums = || self.alternatives.iter().map(|(_, sum)| *sum);
        if sums().any(|sum| sum == Some(stated)) {
            return Comparison::Same;
        }
        let all_known = sums().all(|sum| sum.is_some());
        let first = sums().next().flatten().filter(|_| all_known);
        first.map_or(Comparison::Open, Comparison::Other)
    }

    fn unknown(&self, tables: &Tables) -> Vec<usize> {
        let cells = self.alternatives.iter().flat_map(|(cells, _)| cells);
        cells
            .copied()
            .filter(|&cell| tables.at(cell).count().is_none())
            .collect()
    }
}

fn wrong(fact: &Fact, statement: &Statement, sum: i64) -> Message {
    let (what, stated) = (fact.what, statement.value);
    Message::new(
        format!("正文写{what}{stated}件，表中为{sum}件。请核对后改成一致。"),
        format!(
            "the text states {stated} ({}), the tables say {sum}",
            fact.kind.name()
        ),
    )
}
