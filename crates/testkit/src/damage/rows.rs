//! Damage to rows and tables: gone, moved, added.

use super::Job;
use crate::CellTruth;
use crate::paper::{Item, LineKind, SheetRow, Slot, SlotKind};

/// Takes out one to five rows.
pub(super) fn drop_rows(job: &mut Job<'_>) {
    let lines = job.figure_lines();
    let count = 1 + job.rng.below(5);
    for at in job.rng.sample(lines.len(), count).into_iter().rev() {
        remove(job, lines[at]);
    }
}

fn remove(job: &mut Job<'_>, (item, line): (usize, usize)) {
    if let Some(Item::Sheet(sheet)) = job.paper.items.get_mut(item) {
        let cells = sheet.rows[line].values();
        sheet.remove(line);
        absent(job, cells);
    }
}

fn absent(job: &mut Job<'_>, cells: Vec<usize>) {
    for cell in cells {
        job.truth.set(cell, CellTruth::Absent);
    }
}

/// Takes out the end of a table, and sometimes all up to the end of the next one.
pub(super) fn drop_page(job: &mut Job<'_>) {
    let lines = job.figure_lines();
    let Some(&(item, from)) = lines.get(job.rng.below(lines.len())) else {
        return;
    };
    let length = match job.paper.items.get(item) {
        Some(Item::Sheet(sheet)) => sheet.rows.len(),
        Some(Item::Line(..)) | None => from,
    };
    for line in (from..length).rev() {
        remove(job, (item, line));
    }
    if job.rng.chance(40) {
        let next = job
            .paper
            .items
            .iter()
            .skip(item + 1)
            .position(|i| matches!(i, Item::Sheet(_)));
        let until = item + 1 + next.map_or(0, |next| next + 1);
        take(job, item + 1..until);
    }
}

/// Takes out a table, with its heading or without.
pub(super) fn drop_table(job: &mut Job<'_>) {
    let sheets: Vec<usize> = (0..job.paper.items.len())
        .filter(|&at| matches!(job.paper.items[at], Item::Sheet(_)))
        .collect();
    if sheets.is_empty() {
        return;
    }
    let at = job.rng.pick(&sheets);
    let headed = matches!(
        at.checked_sub(1).map(|before| &job.paper.items[before]),
        Some(Item::Line(LineKind::Heading(_), _))
    );
    let from = if headed && job.rng.chance(60) {
        at - 1
    } else {
        at
    };
    take(job, from..at + 1);
}

fn take(job: &mut Job<'_>, range: std::ops::Range<usize>) {
    let gone: Vec<Item> = job.paper.items.drain(range).collect();
    for item in gone {
        if let Item::Sheet(sheet) = item {
            let cells = sheet.rows.iter().flat_map(SheetRow::values).collect();
            absent(job, cells);
        }
    }
}

/// Adds rows of local making behind rows of the first table.
pub(super) fn add_local(job: &mut Job<'_>) {
    const LOCAL: [&str; 6] = [
        "其他主动公开文件（印发的通知、函等，不含2类内部文件）",
        "其他主动公开文件",
        "行政检查",
        "行政确认",
        "行政给付",
        "公共服务事项",
    ];
    let lines: Vec<(usize, usize)> = job.figure_lines();
    let Some(&(first, _)) = lines.first() else {
        return;
    };
    let lines: Vec<usize> = lines
        .into_iter()
        .filter(|(item, _)| *item == first)
        .map(|(_, line)| line)
        .collect();
    let count = 1 + job.rng.below(2);
    for at in job.rng.sample(lines.len(), count).into_iter().rev() {
        let label = job.rng.pick(&LOCAL);
        let figures: Vec<i64> = (0..20).map(|_| job.rng.between(0, 40)).collect();
        if let Some(Item::Sheet(sheet)) = job.paper.items.get_mut(first) {
            let own = sheet.rows[lines[at]].own_label();
            if let Some(own) = own.filter(|&own| sheet.rows[lines[at]].cells[own].rows == 1) {
                let row = local(&sheet.rows[lines[at]], own, label, &figures);
                sheet.rows.insert(lines[at] + 1, row);
            }
        }
    }
}

/// A row with the shape of `above` and other content.
fn local(above: &SheetRow, own: usize, label: &str, figures: &[i64]) -> SheetRow {
    let cell = |(at, slot): (usize, &Slot)| Slot {
        kind: SlotKind::Local,
        text: if at == 0 {
            label.to_owned()
        } else {
            figures[at % figures.len()].to_string()
        },
        gone: false,
        ..slot.clone()
    };
    let cells = above.cells.iter().skip(own).enumerate().map(cell).collect();
    SheetRow {
        cells,
        ..SheetRow::default()
    }
}

/// Lets the last rows of a table begin too far left, as after a page break.
pub(super) fn shift(job: &mut Job<'_>) {
    let lines = job.figure_lines();
    let by = 1 + job.rng.below(2);
    let from = job.rng.below(lines.len().max(1));
    let count = 1 + job.rng.below(8);
    for &at in lines.iter().skip(from).take(count) {
        if let Some(line) = job.line(at) {
            line.shift = by;
        }
    }
}

/// Takes the label from one row between two rows that keep theirs.
pub(super) fn lose_label(job: &mut Job<'_>) {
    let lines = job.figure_lines();
    let labelled: Vec<usize> = (1..lines.len().saturating_sub(1))
        .filter(|&at| lines[at - 1].0 == lines[at].0 && lines[at + 1].0 == lines[at].0)
        .filter(|&at| {
            job.line(lines[at])
                .is_some_and(|line| line.own_label().is_some())
        })
        .collect();
    if labelled.is_empty() {
        return;
    }
    let at = job.rng.pick(&labelled);
    let provable = !job.damages.iter().any(|damage| damage.disturbs_order());
    let Some(line) = job.line(lines[at]) else {
        return;
    };
    if let Some(own) = line.own_label() {
        line.cells[own].text.clear();
        line.cells[own].gone = true;
    }
    let mut cells = line.values();
    if !provable {
        for near in [lines[at - 1], lines[at + 1]] {
            cells.extend(job.line(near).map(|line| line.values()).unwrap_or_default());
        }
        job.lose(cells);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::mark;

    #[test]
    fn a_local_row_carries_no_mark_of_a_cell() {
        let value = Slot {
            column: 1,
            rows: 1,
            columns: 1,
            kind: SlotKind::Value(3),
            text: format!("{}5", mark(3)),
            gone: false,
        };
        let label = Slot {
            column: 0,
            kind: SlotKind::Label,
            ..value.clone()
        };
        let above = SheetRow {
            cells: vec![label, value],
            ..SheetRow::default()
        };
        let row = local(&above, 0, "行政检查", &[9]);
        assert!(row.values().is_empty());
        assert_eq!(row.cells[1].text, "9");
    }
}
