//! The rows of a sheet, each with the record that it is about; items of the register are records here.
//!
//! A row is about the record whose identity it bears; else about one that says the same in all columns
//! of the sheet; else about the first with the same identifying columns. A column that the sheet does
//! not have stays as it was in the record, and a cell that says what is printed of a record changes
//! nothing in it.

use super::plan::{Check, Checked, Existing, Head, Outcome, Plan, PlannedRow, identity};
use super::waiting::Waiting;
use super::{Typed, flat};
use gongkai_domain::information::Gap;
use gongkai_domain::ledger::{Column, Ledger, PrintedColumn, Record, Values};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How a column of the sheet is read.
enum Cells {
    /// It is left out.
    Out,
    /// It holds the records' identities.
    Identity,
    /// As the ledger's column.
    Plain(&'static Column),
    /// As printed, where a cell may say what several columns hold.
    Printed(&'static PrintedColumn),
}

/// What is known of a sheet before its rows are read.
pub(super) struct Sheet<'s> {
    pub(super) ledger: &'static Ledger,
    pub(super) heads: &'s [Head],
    /// The day from which new records stand.
    pub(super) day: Date,
    pub(super) today: Date,
}

/// Reads rows.
pub(super) struct Reader<'c> {
    ledger: &'static Ledger,
    check: Check<'c>,
    cells: Vec<Cells>,
    /// Required columns that the sheet lacks and the form fills in at first.
    pub(super) filled: Vec<&'static Column>,
    /// Whether the sheet says of no record from when on it stands: then it is about those that stand.
    timeless: bool,
    day: Date,
    today: Date,
}

/// A row while the record that it is about is looked for.
struct Row {
    number: u32,
    texts: Vec<String>,
    id: String,
    record: Option<Existing>,
}

impl<'c> Reader<'c> {
    pub(super) fn new(sheet: &Sheet<'_>, check: Check<'c>) -> Self {
        let Sheet {
            ledger,
            heads,
            day,
            today,
        } = *sheet;
        let known = |key: &str| heads.iter().any(|head| head.column == Some(key));
        let lacking = ledger.columns.iter().filter(|column| !known(&column.key));
        let from = ledger.standing.as_ref().map(|[from, _]| from.as_str());
        // Elsewhere nobody says from when on what such a sheet brings is to stand.
        let timeless = ledger.printed.is_some() && from.is_some_and(|from| !known(from));
        let filled = lacking.filter(|column| {
            let default = column
                .default
                .as_deref()
                .is_some_and(|text| text != "today");
            let begins = timeless && from == Some(&column.key);
            column.required && (default || begins)
        });
        Self {
            cells: heads
                .iter()
                .map(|head| cells(ledger, head, heads))
                .collect(),
            filled: filled.collect(),
            timeless,
            ledger,
            check,
            day,
            today,
        }
    }

    /// Reads the rows into the plan; gives the records that no row is about.
    pub(super) fn read(
        &self,
        rows: Vec<(u32, Vec<String>)>,
        records: Vec<Existing>,
        plan: &mut Plan,
    ) -> Vec<Existing> {
        let stand =
            |record: &Existing| !self.timeless || self.ledger.stands_on(&record.values, self.day);
        let mut waiting = Waiting::of(self.ledger, records.into_iter().filter(stand), |record| {
            self.says(record)
        });
        let rows = rows
            .into_iter()
            .map(|(number, texts)| self.row(number, texts));
        let mut rows: Vec<Row> = rows.collect();
        for row in &mut rows {
            row.record = if row.id.is_empty() {
                waiting.of_same(&self.said(&row.texts))
            } else {
                waiting.records.remove(&row.id)
            };
        }
        let mut doubtful = Vec::new();
        for row in rows {
            let met = row.record.is_some() || !row.id.is_empty();
            let record = if met {
                row.record
            } else {
                waiting.of_identity(&self.identity(&row.texts))
            };
            let row = Row { record, ..row };
            plan.rows
                .push(self.planned(row, &mut plan.stays, &mut doubtful));
        }
        if let Some(note) = doubtful_limits(&doubtful) {
            plan.notes.push(note);
        }
        waiting.records.into_values().collect()
    }

    fn row(&self, number: u32, texts: Vec<String>) -> Row {
        let id = self
            .pairs(&texts)
            .find(|(cells, _)| matches!(cells, Cells::Identity));
        Row {
            number,
            id: id.map_or(String::new(), |(_, text)| text.trim().to_owned()),
            texts,
            record: None,
        }
    }

    fn pairs<'r>(&'r self, texts: &'r [String]) -> impl Iterator<Item = (&'r Cells, &'r str)> {
        self.cells.iter().zip(texts.iter().map(String::as_str))
    }

    /// What a row says, column by column, in the one form of each.
    fn said(&self, texts: &[String]) -> Vec<String> {
        let one = |(cells, text): (&Cells, &str)| match cells {
            Cells::Out | Cells::Identity => String::new(),
            Cells::Printed(_) => tidy(text),
            Cells::Plain(column) => self.canonical(column, text),
        };
        self.pairs(texts).map(one).collect()
    }

    /// What a row with these cells would say of a record.
    fn says(&self, record: &Existing) -> Vec<String> {
        let one = |cells: &Cells| match cells {
            Cells::Out | Cells::Identity => String::new(),
            Cells::Printed(column) => tidy(&column.text(self.ledger, &record.values)),
            Cells::Plain(column) => record
                .values
                .get(&column.key)
                .unwrap_or_default()
                .to_owned(),
        };
        self.cells.iter().map(one).collect()
    }

    fn canonical(&self, column: &Column, text: &str) -> String {
        let read = column.read(text.trim(), self.today);
        read.ok().flatten().unwrap_or_default()
    }

    /// What tells the record of a row from others.
    fn identity(&self, texts: &[String]) -> Vec<String> {
        let mut said = BTreeMap::new();
        for (cells, text) in self.pairs(texts) {
            let key = match cells {
                Cells::Out | Cells::Identity => continue,
                Cells::Plain(column) => &column.key,
                Cells::Printed(column) => &column.of,
            };
            if let Some(column) = self.ledger.column(key) {
                said.insert(key.as_str(), self.canonical(column, text));
            }
        }
        let columns = Record::identifying(self.ledger);
        columns
            .map(|key| said.get(key).cloned().unwrap_or_default())
            .collect()
    }

    fn planned(&self, row: Row, stays: &mut Vec<Existing>, doubtful: &mut Vec<u32>) -> PlannedRow {
        let Row {
            number,
            texts,
            id,
            record,
        } = row;
        let (typed, mut gaps) = self.typed(&texts, record.as_ref());
        if self.is_doubtful(&typed) {
            doubtful.push(number);
        }
        let text = |key: &str| typed.get(key).map(String::as_str);
        let values = self.ledger.read(text, self.today);
        if record.is_none() && !id.is_empty() {
            gaps.push(Gap {
                field: "",
                message: format!(
                    "{}“{id}”在本单位没有，或者在表里出现了两次。新加的行请把编号留空。",
                    identity(self.ledger)
                ),
            });
        }
        let outcome = match values {
            Err(more) => {
                gaps.extend(more);
                Outcome::Wrong(gaps)
            }
            Ok(_) if !gaps.is_empty() => Outcome::Wrong(gaps),
            Ok(values) => self.outcome(values, record, stays),
        };
        PlannedRow {
            number,
            texts,
            outcome,
        }
    }

    /// What a row with these values does to the record that it is about.
    fn outcome(
        &self,
        values: Values,
        record: Option<Existing>,
        stays: &mut Vec<Existing>,
    ) -> Outcome {
        let Some(record) = record else {
            return match (self.check)(&values, None) {
                Checked::Fine | Checked::Same => Outcome::New(values),
                Checked::Wrong(gaps) => Outcome::Wrong(gaps),
            };
        };
        if record.values == values {
            stays.push(record);
            return Outcome::Same;
        }
        match ((self.check)(&values, Some(&record)), &record.locked) {
            (Checked::Same, _) => {
                stays.push(record);
                Outcome::Same
            }
            (Checked::Wrong(gaps), _) => Outcome::Wrong(gaps),
            (Checked::Fine, Some(reason)) => Outcome::Wrong(vec![Gap {
                field: "",
                message: reason.clone(),
            }]),
            (Checked::Fine, None) => Outcome::Changed(Box::new(record), values),
        }
    }

    /// The texts of a row by columns of the ledger, with those of the record where the sheet has none,
    /// and what is wrong with its cells.
    fn typed(&self, texts: &[String], record: Option<&Existing>) -> (Typed, Vec<Gap>) {
        let mut typed = Typed::new();
        let mut gaps = Vec::new();
        let kept = |key: &str| {
            let text = record.and_then(|record| record.values.get(key));
            text.unwrap_or_default().to_owned()
        };
        for (cells, text) in self.pairs(texts) {
            match cells {
                Cells::Out | Cells::Identity => {}
                Cells::Plain(column) => {
                    typed.insert(column.key.clone(), text.to_owned());
                }
                Cells::Printed(column) => {
                    let says_same = record.is_some_and(|record| {
                        tidy(&column.text(self.ledger, &record.values)) == tidy(text)
                    });
                    if says_same {
                        typed.extend(column.keys().map(|key| (key.to_owned(), kept(key))));
                        continue;
                    }
                    match column.read(self.ledger, text.trim()) {
                        Ok(said) => typed.extend(said),
                        Err(message) => gaps.push(Gap {
                            field: &column.of,
                            message,
                        }),
                    }
                }
            }
        }
        for column in &self.ledger.columns {
            let key = &column.key;
            if !typed.contains_key(key) {
                typed.insert(
                    key.clone(),
                    self.lacking(column, record.is_some(), kept(key)),
                );
            }
        }
        (typed, gaps)
    }

    /// What a column has that the sheet lacks.
    fn lacking(&self, column: &Column, met: bool, kept: String) -> String {
        if met || !self.filled.iter().any(|filled| filled.key == column.key) {
            return kept;
        }
        match column.default.as_deref() {
            Some("today") => self.day.to_string(),
            default => default.unwrap_or_default().to_owned(),
        }
    }

    /// Whether a limit is worded of which nobody can say how many working days it is.
    fn is_doubtful(&self, typed: &Typed) -> bool {
        let blank = |key: &str| typed.get(key).is_none_or(|text| text.trim().is_empty());
        self.cells.iter().any(|cells| match cells {
            Cells::Printed(column) => {
                let says = column.says.as_ref();
                says.is_some_and(|[kind, _]| blank(kind) && !blank(&column.of))
            }
            Cells::Out | Cells::Identity | Cells::Plain(_) => false,
        })
    }
}

/// How a column with this head is read: as printed where the ledger is printed so, and what its cells
/// may say besides has no column of its own.
fn cells(ledger: &'static Ledger, head: &Head, heads: &[Head]) -> Cells {
    if head.identity {
        return Cells::Identity;
    }
    let Some(column) = head.column.and_then(|key| ledger.column(key)) else {
        return Cells::Out;
    };
    let known = |key: &str| heads.iter().any(|head| head.column == Some(key));
    let timed = ledger.standing.iter().flatten().any(|key| known(key));
    let printed = ledger.printed.as_ref().filter(|_| !timed);
    let printed = printed.and_then(|printed| printed.column(&column.key));
    let apart = |printed: &&PrintedColumn| {
        let own = printed.open.is_some() && flat::bare(&head.text) == flat::bare(&column.zh);
        own || printed.keys().skip(1).any(known)
    };
    match printed.filter(|printed| !apart(printed)) {
        Some(printed) => Cells::Printed(printed),
        None => Cells::Plain(column),
    }
}

/// A text as it is compared: how lines end and what stands around it says nothing.
fn tidy(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn doubtful_limits(rows: &[u32]) -> Option<String> {
    const NAMED: usize = 10;
    let named: Vec<String> = rows.iter().take(NAMED).map(ToString::to_string).collect();
    (!rows.is_empty()).then(|| {
        let more = if rows.len() > NAMED { "等" } else { "" };
        format!(
            "有{}行的公开时限看不出是几个工作日，也不是及时、实时、长期（第{}行{more}）：原文照录，时限类型没有填，需要的请导入后补上。",
            rows.len(),
            named.join("、")
        )
    })
}
