//! One cell explains all sums that do not hold.
//!
//! # 检查什么
//! 申请表和复议诉讼表中有勾稽关系不成立时，看是否只要某一格换一个数，所有涉及它的勾稽关系就都成立，而且只有这一格能做到。
//!
//! # 为什么
//! 几处不平往往出自同一格填错。指出这一格，核对时可以从它开始。
//!
//! # 怎样改
//! 先到登记台账核对这一格。提示的数只是推算，不能不经核对就填上；本程序也不会替您改。
//!
//! # 依据
//! 国办公开办函〔2019〕60号、〔2021〕30号，表内注和“总计”各栏。

use crate::report::form::Equation;
use crate::report::{Form, Tables};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// A single cell that would set all failing sums right is named, with the number that would.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "single-cell",
    group: Group::Arithmetic,
    name: ("不平可能出自一格", "one cell explains the sums"),
    severity: Severity::Info,
    by_default: true,
    check: Check::Report(inspect),
};

/// One sum that fails says as much of each of its cells: two point at where they meet.
const FEWEST: usize = 2;

fn inspect(context: &mut Context<'_>) {
    let Some(tables) = context.tables() else {
        return;
    };
    let form: &Form = tables.form();
    let failing = failing(form, tables);
    for table in 0..form.tables.len() {
        let own: Vec<&(Equation, i64)> = failing
            .iter()
            .filter(|(equation, _)| in_table(form, equation, table))
            .collect();
        let Some((cell, number)) = explanation(form, tables, &own) else {
            continue;
        };
        let Some(spec) = form.cells().get(cell) else {
            continue;
        };
        let printed = tables.at(cell).count().unwrap_or_default();
        let place = tables.at(cell).place.clone();
        let message = suggestion(&form.cell_label(&spec.id), (printed, number), own.len());
        context.violation_at(place, vec![spec.id.clone()], message);
    }
}

/// The sums that can be worked out and do not hold, with what the left side has too much.
fn failing(form: &Form, tables: &Tables) -> Vec<(Equation, i64)> {
    let side = |cells: &[usize]| {
        let mut counts = cells.iter().map(|&cell| tables.at(cell).count());
        counts.try_fold(0_i64, |sum, count| sum.checked_add(count?))
    };
    let surplus = |equation: &Equation| side(&equation.left)?.checked_sub(side(&equation.right)?);
    let failing = form.equations().into_iter().filter_map(|equation| {
        let surplus = surplus(&equation).filter(|surplus| *surplus != 0)?;
        Some((equation, surplus))
    });
    failing.collect()
}

fn in_table(form: &Form, equation: &Equation, table: usize) -> bool {
    let mut cells = equation.cells().filter_map(|cell| form.cells().get(cell));
    cells.any(|spec| spec.table == table)
}

/// The only cell that stands in all sums that fail, in no other that can be worked out, and that
/// one number sets right; with that number.
fn explanation(form: &Form, tables: &Tables, failing: &[&(Equation, i64)]) -> Option<(usize, i64)> {
    if failing.len() < FEWEST {
        return None;
    }
    let (first, _) = failing.first()?;
    let mut able = first.cells().filter_map(|cell| {
        let mut numbers = failing
            .iter()
            .map(|(equation, surplus)| number(tables, equation, *surplus, cell));
        let wanted = numbers.next()??;
        let same = numbers.all(|other| other == Some(wanted));
        let only = sums_of(form, tables, cell) == failing.len();
        (same && only && wanted >= 0).then_some((cell, wanted))
    });
    let found = able.next()?;
    able.next().is_none().then_some(found)
}

/// What a cell would have to say for a sum to hold.
fn number(tables: &Tables, equation: &Equation, surplus: i64, cell: usize) -> Option<i64> {
    let count = tables.at(cell).count()?;
    if equation.left.contains(&cell) {
        return count.checked_sub(surplus);
    }
    equation
        .right
        .contains(&cell)
        .then(|| count.checked_add(surplus))?
}

/// How many sums that can be worked out a cell stands in.
fn sums_of(form: &Form, tables: &Tables, cell: usize) -> usize {
    let equations = form.equations();
    let known = |equation: &&Equation| {
        equation
            .cells()
            .all(|cell| tables.at(cell).count().is_some())
    };
    let own = equations
        .iter()
        .filter(|equation| equation.cells().any(|other| other == cell));
    own.filter(known).count()
}

fn suggestion(cell: &str, (printed, number): (i64, i64), sums: usize) -> Message {
    Message::new(
        format!(
            "“{cell}”一格填{printed}，若是{number}，它所在的{sums}处勾稽关系就都成立，别的格都做不到。请先核对这一格的台账；本程序不改数。"
        ),
        format!(
            "{cell} is {printed}; were it {number}, all {sums} sums it stands in would hold, and no other cell does that; nothing was changed"
        ),
    )
}
