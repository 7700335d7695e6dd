//! Damage to the wording of labels and heads that leaves their characters right.

use super::Job;
use crate::Rng;
use crate::paper::{Item, Sheet, SheetRow, Slot, SlotKind};
use gongkai_domain::report::Form;
use gongkai_domain::report::form::without_numeral;

impl Job<'_> {
    /// Applies `change` to every label and head on paper.
    pub(super) fn each_label(&mut self, mut change: impl FnMut(&mut Rng, &mut Slot)) {
        let mut items = std::mem::take(&mut self.paper.items);
        for item in &mut items {
            let Item::Sheet(sheet) = item else { continue };
            for slot in sheet.rows.iter_mut().flat_map(|row| &mut row.cells) {
                let worded = matches!(slot.kind, SlotKind::Label | SlotKind::Head);
                if worded && !slot.text.is_empty() {
                    change(self.rng, slot);
                }
            }
        }
        self.paper.items = items;
    }
}

/// Whether the head says in which unit money is given: without it the unit could not be proved.
pub(super) fn names_unit(slot: &Slot) -> bool {
    slot.kind == SlotKind::Head && slot.text.contains('元')
}

fn numeral(label: &str) -> &str {
    &label[..label.len() - without_numeral(label).len()]
}

/// Other wordings that the form lists.
pub(super) fn vary(job: &mut Job<'_>) {
    let form = job.form.clone();
    job.each_label(|rng, slot| {
        let Some(variants) = variants(&form, &slot.text) else {
            return;
        };
        if !variants.is_empty() && !names_unit(slot) && rng.chance(70) {
            let at = rng.below(variants.len());
            slot.text = format!("{}{}", numeral(&slot.text), variants[at]);
        }
    });
}

fn variants<'a>(form: &'a Form, label: &str) -> Option<&'a [String]> {
    let rows = form.rows().iter().map(|row| (&row.label, &row.variants));
    let blocks = form.tables.iter().flat_map(|table| &table.blocks);
    let columns = blocks
        .flat_map(|block| &block.columns)
        .map(|c| (&c.label, &c.variants));
    rows.chain(columns)
        .find(|(known, _)| *known == label)
        .map(|(_, variants)| variants.as_slice())
}

/// Explanations in brackets, with figures and names of other rows in them.
pub(super) fn explain(job: &mut Job<'_>) {
    const BEHIND_LABELS: [&str; 4] = [
        "（设区市以上机关填写，其他单位填0）",
        "（含行政处罚、行政强制的配套文件）",
        "（以印发日期为准，2020年1月1日以后印发的计入）",
        "(不含第2类、第3类事项)",
    ];
    const BEHIND_HEADS: [&str; 3] = [
        "（与2019年相比增加或减少的数目，减少的用负数，如-8）",
        "（截至12月31日）",
        "(如无则填0)",
    ];
    let form = job.form.clone();
    let first = form
        .tables
        .first()
        .map(|table| table.blocks.clone())
        .unwrap_or_default();
    let known = |text: &str| {
        let rows = first
            .iter()
            .filter_map(|block| form.rows().get(block.rows.clone()))
            .flatten();
        let heads = first
            .iter()
            .flat_map(|block| &block.columns)
            .map(|column| &column.label);
        rows.map(|row| &row.label)
            .chain(heads)
            .any(|label| label == text)
    };
    job.each_label(|rng, slot| {
        if known(&slot.text) && rng.chance(45) {
            let head = slot.kind == SlotKind::Head;
            let words: &[&str] = if head { &BEHIND_HEADS } else { &BEHIND_LABELS };
            slot.text.push_str(rng.pick(words));
        }
    });
}

/// Heads cut to their first three characters, as 本年新 twice.
pub(super) fn truncate_heads(job: &mut Job<'_>) {
    let keep = 3 + job.rng.below(2);
    job.each_label(|rng, slot| {
        let long = slot.text.chars().count() > 5 && slot.columns == 1;
        if slot.kind == SlotKind::Head && long && !names_unit(slot) && rng.chance(60) {
            slot.text = slot.text.chars().take(keep).collect();
        }
    });
}

/// Brackets, colons and commas of half width; numerals set with a blank or another point.
pub(super) fn narrow(job: &mut Job<'_>) {
    const PAIRS: [(&str, &str); 6] = [
        ("（", "("),
        ("）", ")"),
        ("：", ":"),
        ("，", ","),
        ("“", "\""),
        ("”", "\""),
    ];
    let blank = job.rng.pick(&["", " "]);
    let point = job.rng.pick(&[".", "、", "．", ". "]);
    let quotes = job.rng.chance(50);
    job.each_label(|_, slot| {
        let pairs = PAIRS.iter().take(if quotes { 6 } else { 4 });
        let mut text = pairs.fold(slot.text.clone(), |text, (wide, half)| {
            text.replace(wide, half)
        });
        if slot.kind == SlotKind::Label {
            let (numeral, rest) = text.split_at(numeral(&text).len());
            let numeral = numeral
                .replace('.', point)
                .replace(')', &format!("){blank}"));
            text = format!("{numeral}{rest}");
        }
        slot.text = text;
    });
}

/// Numerals gone, with their brackets or without.
pub(super) fn lose_numerals(job: &mut Job<'_>) {
    let whole = job.rng.chance(50);
    let share = job.rng.pick(&[30, 100]);
    job.each_label(|rng, slot| {
        if slot.kind == SlotKind::Label && rng.chance(share) {
            let kept: String = if whole {
                String::new()
            } else {
                numeral(&slot.text)
                    .chars()
                    .filter(|c| "（）()、.．".contains(*c))
                    .collect()
            };
            slot.text = format!("{kept}{}", without_numeral(&slot.text));
        }
    });
}

/// Blanks inside labels.
pub(super) fn space(job: &mut Job<'_>) {
    let share = job.rng.pick(&[15, 30, 100]);
    let blank = job.rng.pick(&[" ", " ", "　"]);
    job.each_label(|rng, slot| {
        let mut text = String::new();
        for (at, character) in slot.text.chars().enumerate() {
            if at > 0 && !character.is_ascii() && rng.chance(share) {
                text.push_str(blank);
            }
            text.push(character);
        }
        slot.text = text;
    });
}

/// Labels in two pieces: on two lines of the cell, in two cells, or with the rest in a line of
/// its own below the figures.
pub(super) fn split(job: &mut Job<'_>) {
    let one_line = job.layout.one_line_a_row();
    let joint = job.layout.line_break();
    let mut items = std::mem::take(&mut job.paper.items);
    for item in &mut items {
        let Item::Sheet(sheet) = item else { continue };
        let mut at = 0;
        while at < sheet.rows.len() {
            at += 1 + split_own(job.rng, sheet, at, one_line, joint);
        }
    }
    job.paper.items = items;
}

/// Splits the label of one line; gives the number of lines added below it.
fn split_own(rng: &mut Rng, sheet: &mut Sheet, at: usize, one_line: bool, joint: &str) -> usize {
    let followed = sheet.rows.get(at + 1).is_some_and(SheetRow::has_values);
    let row = &mut sheet.rows[at];
    let Some(own) = row
        .own_label()
        .filter(|_| row.has_values() && rng.chance(35))
    else {
        return 0;
    };
    let slot = &mut row.cells[own];
    let length = slot.text.chars().count();
    if length < 6 {
        return 0;
    }
    let cut = slot
        .text
        .char_indices()
        .nth(3 + rng.below(length - 4))
        .map_or(0, |(at, _)| at);
    let rest = slot.text.split_off(cut);
    let below = one_line && followed && rng.chance(50);
    if slot.columns > 1 && one_line && !below {
        let other = Slot {
            column: slot.column + 1,
            columns: slot.columns - 1,
            text: rest,
            ..slot.clone()
        };
        slot.columns = 1;
        row.cells.insert(own + 1, other);
        return 0;
    }
    if !below {
        let text = format!("{}{joint}{rest}", slot.text);
        row.cells[own].text = text;
        return 0;
    }
    add_rest(sheet, at, own, &rest);
    1
}

/// A line below with the rest of the label and empty cells, as page breaks leave it.
fn add_rest(sheet: &mut Sheet, at: usize, own: usize, rest: &str) {
    let above = sheet.rows[at].cells[own].column;
    for (line, row) in sheet.rows.iter_mut().enumerate().take(at + 1) {
        for slot in row
            .cells
            .iter_mut()
            .filter(|slot| slot.column < above && line + slot.rows > at)
        {
            slot.rows += 1;
        }
    }
    let empty = |slot: &Slot| {
        let text = if slot.kind == SlotKind::Label {
            rest.to_owned()
        } else {
            String::new()
        };
        let gone = text.is_empty();
        let kind = if gone {
            SlotKind::Local
        } else {
            SlotKind::Label
        };
        Slot {
            kind,
            text,
            gone,
            ..slot.clone()
        }
    };
    let cells = sheet.rows[at].cells.iter().skip(own).map(empty).collect();
    sheet.rows.insert(
        at + 1,
        SheetRow {
            cells,
            ..SheetRow::default()
        },
    );
}
