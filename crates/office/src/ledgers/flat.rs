//! Sheets of a file, or one that was pasted, as one table with one row of heads.
//!
//! Offices head their tables in two or three rows, join cells, and give each field a sheet of its own.
//! Here the groups go before the titles, joined cells are named on each line, and the name of a sheet
//! stands in a column. What was done is said in notes; what no name says stays empty and is asked for.

use super::plan::identity;
use gongkai_domain::ledger::{Column, Ledger, Printed};
use gongkai_sheet::Grid;
use std::borrow::Cow;

/// One table.
#[derive(Debug, Default)]
pub(super) struct Flat {
    /// The heads of its columns.
    pub(super) heads: Vec<String>,
    /// Its rows: the number on the sheet, the cells.
    pub(super) rows: Vec<(u32, Vec<String>)>,
    /// What was filled in or left out, in sentences.
    pub(super) notes: Vec<String>,
}

/// The table of these sheets; none where no sheet has a head of the ledger.
pub(super) fn of<'g>(ledger: &Ledger, grids: impl IntoIterator<Item = &'g Grid>) -> Option<Flat> {
    let tables = grids.into_iter().filter_map(|grid| table(ledger, grid));
    tables.reduce(Flat::join)
}

/// The names under which a column may stand in a sheet.
pub(super) fn names(column: &Column) -> impl Iterator<Item = &str> {
    std::iter::once(column.zh.as_str()).chain(column.aliases.iter().map(String::as_str))
}

/// A head as it is compared with names: without white space, with brackets of one width.
pub(super) fn bare(head: &str) -> String {
    let one = |one: char| match one {
        '(' => '（',
        ')' => '）',
        other => other,
    };
    let kept = head.chars().filter(|one| !one.is_whitespace());
    kept.map(one).collect()
}

/// Whether a head is one of a column's names.
pub(super) fn is_of(head: &str, column: &Column) -> bool {
    names(column).any(|name| bare(name) == head)
}

impl Flat {
    /// Both, columns of the same head under each other.
    fn join(mut self, other: Self) -> Self {
        let place = |head: &String, heads: &mut Vec<String>| {
            let found = heads.iter().position(|have| bare(have) == bare(head));
            found.unwrap_or_else(|| {
                heads.push(head.clone());
                heads.len() - 1
            })
        };
        let places: Vec<usize> = other
            .heads
            .iter()
            .map(|head| place(head, &mut self.heads))
            .collect();
        for (number, texts) in other.rows {
            let mut row = vec![String::new(); self.heads.len()];
            for (text, place) in texts.into_iter().zip(&places) {
                if let Some(slot) = row.get_mut(*place).filter(|slot| slot.is_empty()) {
                    *slot = text;
                }
            }
            self.rows.push((number, row));
        }
        self.notes.extend(other.notes);
        self
    }

    /// The table as spreadsheets put it on the clipboard: what a page carries along.
    pub(super) fn pasted(&self) -> String {
        let width = self.heads.len();
        let line = |texts: &Vec<String>| {
            let blank = String::new();
            let cells = (0..width).map(|at| pasted(texts.get(at).unwrap_or(&blank)));
            cells.collect::<Vec<_>>().join("\t")
        };
        let rows = self.rows.iter().map(|(_, texts)| line(texts));
        let lines = std::iter::once(line(&self.heads)).chain(rows);
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// A cell as spreadsheets put it on the clipboard.
pub(super) fn pasted(text: &str) -> String {
    if text.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn table(ledger: &Ledger, grid: &Grid) -> Option<Flat> {
    let filled = if grid.merged.is_empty() {
        Cow::Borrowed(grid)
    } else {
        Cow::Owned(grid.clone().fill_merged())
    };
    let titles = ledger.columns.iter().flat_map(names);
    let titles: Vec<&str> = titles.chain([identity(ledger)]).collect();
    let found = filled.heads(&titles)?;
    let width = found.texts.len();
    let is_blank = |row: usize| (0..width).all(|at| filled.cell(row, at).looks_blank());
    let cells = |row: usize| {
        (0..width)
            .map(|at| filled.cell(row, at).to_string())
            .collect()
    };
    let mut flat = Flat {
        rows: grid
            .entries(found.last)
            .filter(|row| !is_blank(*row))
            .map(|row| (grid.number(row), cells(row)))
            .collect(),
        heads: found.texts,
        notes: Vec::new(),
    };
    flat.leave_out_remarks();
    if let Some(printed) = &ledger.printed {
        if grid.merged.is_empty() && found.first < found.last {
            flat.fill_down(ledger, printed);
        }
        let above: Vec<String> = (0..found.first).map(|row| title(grid, row)).collect();
        flat.name(ledger, printed, &grid.name, &above);
    }
    Some(flat)
}

/// What stands in a row above the table.
fn title(grid: &Grid, row: usize) -> String {
    let cells = grid.rows.get(row).into_iter().flatten();
    cells.map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

impl Flat {
    /// A line that says something about the table is no entry.
    fn leave_out_remarks(&mut self) {
        let is_remark = |texts: &[String]| {
            let mut held = texts.iter().filter(|text| !text.trim().is_empty());
            let first = held.next().map_or("", |text| text.trim());
            let marked = ["注：", "注:", "备注：", "说明：", "填表说明"];
            held.next().is_none() && marked.iter().any(|mark| first.starts_with(mark))
        };
        let before = self.rows.len();
        self.rows.retain(|(_, texts)| !is_remark(texts));
        let left = before - self.rows.len();
        if left > 0 {
            self.notes.push(format!("表里有{left}行是说明，没有导入。"));
        }
    }

    /// Cells that the sheet joins down the rows come from the clipboard named once.
    fn fill_down(&mut self, ledger: &Ledger, printed: &Printed) {
        for joined in printed.columns.iter().filter(|column| column.down) {
            let Some(column) = ledger.column(&joined.of) else {
                continue;
            };
            let head = self
                .heads
                .iter()
                .position(|head| is_of(&bare(head), column));
            let Some(at) = head else {
                continue;
            };
            let mut filled = 0;
            let mut last = String::new();
            for text in self
                .rows
                .iter_mut()
                .filter_map(|(_, texts)| texts.get_mut(at))
            {
                if text.trim().is_empty() && !last.is_empty() {
                    text.clone_from(&last);
                    filled += 1;
                } else {
                    last.clone_from(text);
                }
            }
            if filled > 0 {
                let zh = &column.zh;
                self.notes
                    .push(format!("“{zh}”空着的{filled}格都按上面一行填写，请核对。"));
            }
        }
    }

    /// Puts the name of the sheet, or of the field in the title above it, into columns, where the
    /// sheet has no column for it.
    fn name(&mut self, ledger: &Ledger, printed: &Printed, sheet: &str, above: &[String]) {
        let columns = printed.by.each_ref().map(|key| ledger.column(key));
        let [Some(by), Some(other)] = columns else {
            return;
        };
        if self.heads.iter().any(|head| is_of(&bare(head), by)) {
            return;
        }
        let named = printed.choice(ledger, sheet);
        let unnamed = is_default(sheet) || printed.stem(sheet).is_empty();
        let titled = || {
            above
                .iter()
                .rev()
                .find_map(|title| mentioned(printed, by, title))
        };
        let (first, second) = match named.or_else(|| titled().filter(|_| unnamed)) {
            Some(key) => (by.shown(key), String::new()),
            None if unnamed => (String::new(), String::new()),
            None => (by.shown(&printed.other), printed.stem(sheet)),
        };
        if first.is_empty() {
            self.notes.push(format!(
                "看不出这张表是哪个{}：工作表的名称和表上面的标题都没有写。请在表里加一列“{}”。",
                by.zh, by.zh
            ));
        }
        self.heads.splice(0..0, [by.zh.clone(), other.zh.clone()]);
        for (_, texts) in &mut self.rows {
            texts.splice(0..0, [first.clone(), second.clone()]);
        }
    }
}

/// Whether nobody gave a sheet its name.
fn is_default(name: &str) -> bool {
    let name = bare(name).to_lowercase();
    let numbered = |stem: &str| {
        let rest = name.strip_prefix(stem);
        rest.is_some_and(|rest| rest.chars().all(|one| one.is_ascii_digit()))
    };
    name.is_empty() || ["sheet", "工作表", "表"].into_iter().any(numbered)
}

/// The one choice whose name stands in a title; of names within names, the longest.
fn mentioned<'c>(printed: &Printed, by: &'c Column, title: &str) -> Option<&'c str> {
    let title = bare(title);
    let choices = by
        .choices
        .iter()
        .filter(|choice| choice.key != printed.other);
    let named = choices.flat_map(|choice| {
        let names = std::iter::once(&choice.zh).chain(&choice.aliases);
        names.map(move |name| (bare(name), choice.key.as_str()))
    });
    let mut found: Vec<(String, &str)> = named
        .filter(|(name, _)| title.contains(name.as_str()))
        .collect();
    found.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
    let (longest, key) = found.first()?;
    let within = |(name, other): &(String, &str)| other == key || longest.contains(name.as_str());
    found.iter().all(within).then_some(*key)
}
