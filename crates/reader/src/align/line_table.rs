//! The table of one line: fifteen figures below heads that stand beside each other.

use super::path::Step;
use super::settle::{Item, Settler, items};
use super::{Document, is_line_table};
use crate::align::token::TokenKind;
use gongkai_domain::report::{Cell, RowSpec, Tables};

/// Finds the line of each line table behind the rows found before it and reads it into cells.
pub(super) fn read(
    document: &Document<'_>,
    settler: &Settler<'_>,
    steps: &mut [Option<Step>],
    after: Option<usize>,
    tables: &mut Tables,
) {
    let form = document.form;
    for (number, _) in form
        .tables
        .iter()
        .enumerate()
        .filter(|(at, _)| is_line_table(form, *at))
    {
        // The rows of a table follow each other.
        let from = form.rows().partition_point(|row| row.table < number);
        let behind = form.rows().partition_point(|row| row.table <= number);
        let rows = form.rows().get(from..behind).unwrap_or_default();
        let Some(first) = rows.first().map(|row| row.first_cell) else {
            continue;
        };
        let found = one_line(document, settler, rows, after)
            .or_else(|| line_a_row(document, settler, rows, after));
        let Some((segment, cells)) = found else {
            continue;
        };
        for (index, cell) in (first..).zip(cells) {
            tables.set(index, cell);
        }
        let rows = form
            .rows()
            .iter()
            .zip(steps.iter_mut())
            .filter(|(row, _)| row.table == number);
        rows.for_each(|(_, step)| {
            *step = Some(Step {
                segment,
                candidate: None,
            });
        });
    }
}

type Found = (usize, Vec<Cell>);

/// All figures in one run; blanks count where the line has columns.
fn one_line(
    document: &Document<'_>,
    settler: &Settler<'_>,
    rows: &[RowSpec],
    after: Option<usize>,
) -> Option<Found> {
    let width: usize = rows.iter().map(|row| row.width).sum();
    let segments = &document.segments.list;
    let candidates = (after.map_or(0, |at| at + 1)..segments.len())
        .filter(|at| below_heads(document, segments[*at].line));
    let mut second_choice = None;
    for at in candidates {
        let all = items(&segments[at]);
        let run = segments[at].run();
        let slots: Vec<Option<Item<'_>>> = all.iter().copied().map(Some).collect();
        let placed = all.len() == width && run > 0 && !settler.may_be_packed(&slots);
        if run == width || placed {
            let chosen: Vec<Item<'_>> = if run == width {
                figures(&all).collect()
            } else {
                all
            };
            return Some((at, settler.joined(rows, &chosen)));
        }
        if second_choice.is_none() && (width + 1..=width + 2).contains(&run) {
            let run: Vec<Item<'_>> = figures(&all).collect();
            let cells = settler.agreed(rows, &run);
            second_choice = cells.map(|cells| (at, cells));
        }
    }
    second_choice
}

/// Each row on a line of its own, as some offices turn the table.
fn line_a_row(
    document: &Document<'_>,
    settler: &Settler<'_>,
    rows: &[RowSpec],
    after: Option<usize>,
) -> Option<Found> {
    let segments = &document.segments.list;
    let mut at = after.map_or(0, |at| at + 1);
    let mut cells = Vec::new();
    for row in rows {
        let label = crate::fold::label_chars(&row.label);
        let named = |segment: &super::Segment<'_, '_>| {
            let own = segment.labels.last().map(|token| &token.kind);
            matches!(own, Some(TokenKind::Label(own)) if *own == label)
                && segment.run() == row.width
        };
        at += segments.get(at..)?.iter().position(named)?;
        cells.extend(settler.cells(row, &segments[at]));
    }
    Some((at, cells))
}

/// Whether words of heads stand in the few lines above: without them fifteen figures are a
/// chance.
fn below_heads(document: &Document<'_>, line: usize) -> bool {
    // Heads stand in the order of their lines.
    let heads = &document.segments.heads;
    let behind = heads.partition_point(|head| *head <= line);
    let last_head = behind.checked_sub(1).and_then(|at| heads.get(at));
    last_head.is_some_and(|head| line - head <= 40)
}

fn figures<'i, 's: 'i>(items: &'i [Item<'s>]) -> impl Iterator<Item = Item<'s>> + 'i {
    items.iter().copied().filter(Item::is_filled)
}
