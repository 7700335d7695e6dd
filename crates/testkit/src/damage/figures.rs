//! Damage to figures: none where one is due, and every way of writing one.

use super::{Damage, Job};
use crate::CellTruth;
use crate::paper::{Slot, SlotKind, at_mark, is_mark, mark};
use gongkai_domain::report::Number;
use gongkai_domain::report::form::CellKind;

/// Applies `write` to the characters of each figure, behind its mark.
fn rewrite(job: &mut Job<'_>, mut write: impl FnMut(&mut Job<'_>, usize, &str) -> Option<String>) {
    let mut items = std::mem::take(&mut job.paper.items);
    for item in &mut items {
        let crate::paper::Item::Sheet(sheet) = item else {
            continue;
        };
        for slot in sheet.rows.iter_mut().flat_map(|row| &mut row.cells) {
            // Figures may have moved to another cell of the row: the mark knows whose they are.
            let Some((before, cell, figure)) = at_mark(&slot.text) else {
                continue;
            };
            if let Some(new) = write(job, cell, figure) {
                slot.text = format!("{before}{}{new}", mark(cell));
            }
        }
    }
    job.paper.items = items;
}

/// Takes figures out: mostly zeros, as offices do.
pub(super) fn blank(job: &mut Job<'_>) {
    let signs = ["", "", "/", "—", "-", "无"];
    let sign = if job.suffers(Damage::BlanksDropped) {
        ""
    } else {
        job.rng.pick(&signs)
    };
    let zeros = 10 + job.rng.below(60);
    let others = job.rng.below(6);
    let mut emptied = Vec::new();
    for slot in job.paper_values() {
        emptied.push((slot, job.rng.below(100)));
    }
    for (cell, draw) in emptied {
        let zero = job.number(cell) == Some(Number::Count(0));
        if draw < if zero { zeros } else { others } {
            job.empty(cell, sign);
        }
    }
}

/// Drops every blank cell; blanks out zeros first where nothing is blank yet.
pub(super) fn drop_blanks(job: &mut Job<'_>) {
    if !job.suffers(Damage::BlankCells) {
        for cell in job.paper_values() {
            if job.number(cell) == Some(Number::Count(0)) {
                job.empty(cell, "");
            }
        }
    }
    for line in job.lines() {
        for slot in line.cells.iter_mut().filter(|slot| slot.is_value()) {
            slot.gone = slot.text.is_empty();
        }
    }
    close_ranks(job);
}

/// Moves the figures of each line up over the dropped cells and weakens what stays: which
/// columns they belong to is lost. A line without any figure is still seen to say nothing.
fn close_ranks(job: &mut Job<'_>) {
    let mut lost = Vec::new();
    for line in job.lines() {
        let cells = line.values();
        let texts: Vec<String> = line
            .cells
            .iter()
            .filter(|slot| slot.is_value() && !slot.gone)
            .map(|slot| slot.text.clone())
            .collect();
        if texts.len() == cells.len() {
            continue;
        }
        if !texts.is_empty() {
            lost.extend(cells);
        }
        let mut texts = texts.into_iter();
        for slot in line.cells.iter_mut().filter(|slot| slot.is_value()) {
            let text = texts.next();
            slot.gone = text.is_none();
            slot.text = text.unwrap_or_default();
        }
    }
    job.lose(lost);
}

impl Job<'_> {
    /// The cells whose figures are printed.
    pub(super) fn paper_values(&mut self) -> Vec<usize> {
        let printed = |slot: &&mut Slot| slot.is_value() && slot.text.contains(is_mark);
        let cells = self
            .lines()
            .flat_map(|line| &mut line.cells)
            .filter(printed);
        cells
            .filter_map(|slot| {
                if let SlotKind::Value(cell) = slot.kind {
                    Some(cell)
                } else {
                    None
                }
            })
            .collect()
    }

    /// Prints `sign` in place of the figure of a cell.
    fn empty(&mut self, cell: usize, sign: &str) {
        for slot in self.lines().flat_map(|line| &mut line.cells) {
            if slot.kind == SlotKind::Value(cell) {
                sign.clone_into(&mut slot.text);
            }
        }
        self.truth.set(cell, CellTruth::Blank);
    }

    /// Says of cells that their columns are lost: figures may be read, blanks not told.
    pub(super) fn lose(&mut self, cells: impl IntoIterator<Item = usize>) {
        for cell in cells {
            let truth = match self.truth.at(cell) {
                CellTruth::Blank => CellTruth::Nothing,
                CellTruth::MustRead(_)
                | CellTruth::MayRead(_)
                | CellTruth::Either(..)
                | CellTruth::Absent
                | CellTruth::Nothing => self.truth.at(cell).weakened(),
            };
            self.truth.set(cell, truth);
        }
    }
}

/// Changes with a sign or in words.
pub(super) fn word_changes(job: &mut Job<'_>) {
    rewrite(job, |job, cell, _| {
        let spec = job.form.cells().get(cell)?;
        let Some(Number::Count(count)) = job.number(cell) else {
            return None;
        };
        if spec.kind != CellKind::Change {
            return None;
        }
        let size = count.unsigned_abs();
        match count {
            1.. => Some(format!(
                "{}{size}",
                job.rng.pick(&["+", "＋", "增", "增加", "增 "])
            )),
            0 if job.rng.chance(10) => {
                job.truth.weaken([cell]);
                Some(job.rng.pick(&["0/0", "未增未减"]).to_owned())
            }
            0 => None,
            _ => Some(format!(
                "{}{size}",
                job.rng.pick(&["-", "－", "−", "减", "减少", "减 "])
            )),
        }
    });
}

/// Commas between thousands.
pub(super) fn group_thousands(job: &mut Job<'_>) {
    let comma = job.rng.pick(&[",", ",", "，"]);
    rewrite(job, |_, _, figure| {
        let start = figure.find(|c: char| c.is_ascii_digit())?;
        let length = figure[start..].find(|c: char| !c.is_ascii_digit());
        let (head, rest) = figure.split_at(start);
        let (digits, tail) = rest.split_at(length.unwrap_or(rest.len()));
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push_str(comma);
            }
            grouped.push(digit);
        }
        Some(format!("{head}{grouped}{tail}"))
    });
}

/// Measure words behind counts.
pub(super) fn add_units(job: &mut Job<'_>) {
    let share = job.rng.pick(&[20, 60, 100]);
    rewrite(job, |job, cell, figure| {
        let spec = job.form.cells().get(cell)?;
        let units: &[&str] = match spec.kind {
            CellKind::Count => &["件", "件", "条", "项", " 件", "件次", "批次"],
            CellKind::Change => &["项", "件"],
            CellKind::Amount(_) => return None,
        };
        let plain = figure.ends_with(|c: char| c.is_ascii_digit()) && !figure.contains('/');
        (plain && job.rng.chance(share)).then(|| format!("{figure}{}", job.rng.pick(units)))
    });
}

/// Decimals behind some counts, as spreadsheets leave them.
pub(super) fn add_decimals(job: &mut Job<'_>) {
    let decimals = job.rng.pick(&[".0", ".00"]);
    rewrite(job, |job, cell, figure| {
        let spec = job.form.cells().get(cell)?;
        let plain = figure.bytes().all(|byte| byte.is_ascii_digit());
        let count = matches!(spec.kind, CellKind::Count);
        (plain && count && job.rng.chance(15)).then(|| format!("{figure}{decimals}"))
    });
}

/// Digits of full width, in all figures or some.
pub(super) fn widen(job: &mut Job<'_>) {
    let share = job.rng.pick(&[30, 100]);
    rewrite(job, |job, _, figure| {
        let wide = |c: char| match c {
            '0'..='9' => char::from_u32(u32::from(c) - 0x30 + 0xFF10).unwrap_or(c),
            '.' => '．',
            other => other,
        };
        job.rng
            .chance(share)
            .then(|| figure.chars().map(wide).collect())
    });
}

/// Blanks before and behind figures; rarely inside, which proves nothing any more.
pub(super) fn stray_blanks(job: &mut Job<'_>) {
    const BLANKS: [&str; 5] = ["　", "\u{a0}", " ", "　　", "\u{2002}"];
    let mut split = Vec::new();
    rewrite(job, |job, cell, figure| {
        let blank = job.rng.pick(&BLANKS);
        let digits = figure.chars().filter(char::is_ascii_digit).count();
        match job.rng.below(10) {
            0..3 => Some(format!("{figure}{blank}")),
            3 if digits > 1 && digits == figure.len() && job.rng.chance(10) => {
                split.push(cell);
                Some(format!("{}{blank}{}", &figure[..1], &figure[1..]))
            }
            _ => None,
        }
    });
    for cell in split {
        let row = job
            .form
            .cells()
            .get(cell)
            .and_then(|spec| job.form.rows().get(spec.row));
        let cells = row
            .map(gongkai_domain::report::RowSpec::cells)
            .unwrap_or_default();
        job.truth.weaken(cells);
    }
    lead_with_blanks(job);
}

fn lead_with_blanks(job: &mut Job<'_>) {
    let cells = job.paper_values();
    let chosen: Vec<usize> = cells.into_iter().filter(|_| job.rng.chance(12)).collect();
    let blank = job.rng.pick(&["　", "\u{a0}", " "]);
    for slot in job.lines().flat_map(|line| &mut line.cells) {
        if let SlotKind::Value(cell) = slot.kind
            && chosen.binary_search(&cell).is_ok()
        {
            slot.text.insert_str(0, blank);
        }
    }
}
