//! What importing a sheet would do, row by row: the same for ledgers and for the register.

use super::Typed;
use crate::OfficeError;
use gongkai_domain::information::Gap;
use gongkai_domain::ledger::{Column, Ledger, Record, Values};
use gongkai_sheet::Grid;
use jiff::civil::Date;
use std::collections::{BTreeMap, VecDeque};

/// What somebody says of a column that holds the identities.
pub const AS_IDENTITY: &str = "identity";

/// Something kept that a row of a sheet may mean.
#[derive(Debug, Clone)]
pub struct Existing {
    /// Its identity, as a sheet has it.
    pub id: String,
    /// What stands in it.
    pub values: Values,
    /// How often it was saved before.
    pub revision: u64,
    /// Why no sheet can change it.
    pub locked: Option<String>,
}

/// What else is to be said of the values of a row, besides each column.
pub(super) enum Checked {
    /// They can be taken.
    Fine,
    /// They mean what is kept already.
    Same,
    /// They cannot be taken.
    Wrong(Vec<Gap>),
}

/// What importing a sheet would do.
#[derive(Debug)]
pub struct Plan {
    /// The ledger.
    pub ledger: &'static Ledger,
    /// The heads of the sheet's columns and what they were taken for.
    pub heads: Vec<Head>,
    /// The rows under them.
    pub rows: Vec<PlannedRow>,
    /// The head of the column with the identities of what is kept.
    pub identity: &'static str,
    /// Columns that the sheet lacks and that were filled in with what stands in the form at first.
    pub filled: Vec<&'static Column>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// As it stands in the sheet.
    pub text: String,
    /// The column of the ledger that it was taken for; none: it is left out.
    pub column: Option<&'static str>,
    /// Whether it holds the identities of what is kept.
    pub identity: bool,
}

/// A row.
#[derive(Debug)]
pub struct PlannedRow {
    /// Its number in the sheet.
    pub number: u32,
    /// Its cells as text.
    pub texts: Vec<String>,
    /// What it would do.
    pub outcome: Outcome,
}

/// What a row would do.
#[derive(Debug)]
pub enum Outcome {
    /// A new one.
    New(Values),
    /// Nothing: what is kept says the same.
    Same,
    /// Other values for what is kept.
    Changed(Box<Existing>, Values),
    /// It cannot be imported.
    Wrong(Vec<Gap>),
}

impl PlannedRow {
    /// What is wrong with it.
    pub fn gaps(&self) -> &[Gap] {
        match &self.outcome {
            Outcome::Wrong(gaps) => gaps,
            Outcome::New(_) | Outcome::Same | Outcome::Changed(..) => &[],
        }
    }
}

impl Plan {
    /// New, changed, the same, wrong.
    pub fn tally(&self) -> [usize; 4] {
        let mut tally = [0; 4];
        for row in &self.rows {
            let [new, changed, same, wrong] = &mut tally;
            *match &row.outcome {
                Outcome::New(_) => new,
                Outcome::Changed(..) => changed,
                Outcome::Same => same,
                Outcome::Wrong(_) => wrong,
            } += 1;
        }
        tally
    }
}

/// A sheet that is to be imported.
pub(super) struct Incoming<'s> {
    pub(super) ledger: &'static Ledger,
    /// The head of the column with the identities.
    pub(super) identity: &'static str,
    pub(super) grid: &'s Grid,
    /// What somebody said of columns by their position.
    pub(super) mapping: &'s BTreeMap<usize, String>,
    pub(super) today: Date,
}

/// How a sheet is read: its heads, and what is filled in.
struct Reading {
    ledger: &'static Ledger,
    identity: &'static str,
    heads: Vec<Head>,
    filled: Vec<&'static Column>,
    today: Date,
}

impl Incoming<'_> {
    /// What importing it would do, beside what is kept. `check` looks at the values of a row that
    /// are right one by one.
    pub(super) fn plan(
        &self,
        kept: Vec<Existing>,
        check: &dyn Fn(&Values, Option<&Existing>) -> Checked,
    ) -> Result<Plan, OfficeError> {
        let (ledger, grid) = (self.ledger, self.grid);
        let titles = ledger.columns.iter().flat_map(names);
        let titles: Vec<&str> = titles.chain([self.identity]).collect();
        let header = grid.header(&titles).ok_or_else(|| no_header(ledger))?;
        let heads = heads(ledger, grid, header, self.mapping, self.identity);
        let known = |key: &str| heads.iter().any(|head| head.column == Some(key));
        let lacking = ledger.columns.iter().filter(|column| !known(&column.key));
        let has_default = |column: &&Column| {
            column.required && column.default.as_deref().is_some_and(|d| d != "today")
        };
        let reading = Reading {
            filled: lacking.filter(has_default).collect(),
            ledger,
            identity: self.identity,
            heads,
            today: self.today,
        };
        let mut waiting = Waiting::of(ledger, kept);
        let mut rows = Vec::new();
        for row in grid.entries(header) {
            let width = 0..reading.heads.len();
            let texts: Vec<String> = width
                .map(|column| grid.cell(row, column).to_string())
                .collect();
            if texts.iter().all(|text| text.trim().is_empty()) {
                continue;
            }
            let outcome = reading.outcome(&texts, &mut waiting, check);
            rows.push(PlannedRow {
                number: grid.number(row),
                texts,
                outcome,
            });
        }
        Ok(Plan {
            ledger,
            heads: reading.heads,
            rows,
            identity: self.identity,
            filled: reading.filled,
        })
    }
}

fn no_header(ledger: &Ledger) -> OfficeError {
    let titles: Vec<&str> = ledger
        .columns
        .iter()
        .map(|column| column.zh.as_str())
        .collect();
    OfficeError::File(format!(
        "没有找到表头。请连同表头一行一起复制或者上传，表头例如：{}。",
        titles.join("、")
    ))
}

/// The names under which a column may stand in a sheet.
fn names(column: &Column) -> impl Iterator<Item = &str> {
    std::iter::once(column.zh.as_str()).chain(column.aliases.iter().map(String::as_str))
}

fn heads(
    ledger: &'static Ledger,
    grid: &Grid,
    header: usize,
    mapping: &BTreeMap<usize, String>,
    identity: &str,
) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for position in 0..grid.width() {
        let text = grid.cell(header, position).to_string();
        let bare: String = text.chars().filter(|one| !one.is_whitespace()).collect();
        let word = mapping.get(&position).map(String::as_str);
        let told = word.map(|key| ledger.column(key));
        let of_name = || {
            let mut columns = ledger.columns.iter();
            columns.find(|column| names(column).any(|name| name == bare))
        };
        let taken = |column: &&Column| heads.iter().any(|head| head.column == Some(&column.key));
        let column = told.unwrap_or_else(of_name).filter(|column| !taken(column));
        heads.push(Head {
            identity: word.map_or(bare == identity, |told| told == AS_IDENTITY),
            column: column.map(|column| column.key.as_str()),
            text,
        });
    }
    heads
}

/// What is kept and no row of the sheet has met yet.
struct Waiting {
    by_id: BTreeMap<String, Existing>,
    by_identity: BTreeMap<Vec<String>, VecDeque<String>>,
}

impl Waiting {
    fn of(ledger: &Ledger, kept: Vec<Existing>) -> Self {
        let mut waiting = Self {
            by_id: BTreeMap::new(),
            by_identity: BTreeMap::new(),
        };
        for existing in kept {
            let identity = Record::identity(ledger, &existing.values);
            let queue = waiting.by_identity.entry(identity).or_default();
            queue.push_back(existing.id.clone());
            waiting.by_id.insert(existing.id.clone(), existing);
        }
        waiting
    }

    /// What says the same where it has to, and has not been met.
    fn meet(&mut self, ledger: &Ledger, values: &Values) -> Option<Existing> {
        let queue = self
            .by_identity
            .get_mut(&Record::identity(ledger, values))?;
        while let Some(id) = queue.pop_front() {
            if let Some(existing) = self.by_id.remove(&id) {
                return Some(existing);
            }
        }
        None
    }
}

impl Reading {
    fn outcome(
        &self,
        texts: &[String],
        waiting: &mut Waiting,
        check: &dyn Fn(&Values, Option<&Existing>) -> Checked,
    ) -> Outcome {
        let mut pairs = self.heads.iter().zip(texts);
        let id = pairs
            .find(|(head, _)| head.identity)
            .map_or("", |(_, text)| text.trim());
        let named = waiting.by_id.remove(id);
        if named.is_none() && !id.is_empty() {
            return Outcome::Wrong(vec![Gap {
                field: "",
                message: format!(
                    "{}“{id}”在本单位没有，或者在表里出现了两次。新加的行请把编号留空。",
                    self.identity
                ),
            }]);
        }
        let values = match self.values(texts, named.as_ref()) {
            Ok(values) => values,
            Err(gaps) => return Outcome::Wrong(gaps),
        };
        if let Some(existing) = named {
            return met(existing, values, check);
        }
        match waiting.meet(self.ledger, &values) {
            Some(existing) => match self.values(texts, Some(&existing)) {
                Ok(values) => met(existing, values, check),
                Err(gaps) => Outcome::Wrong(gaps),
            },
            None => match check(&values, None) {
                Checked::Fine | Checked::Same => Outcome::New(values),
                Checked::Wrong(gaps) => Outcome::Wrong(gaps),
            },
        }
    }

    /// The values of a row. Where the sheet has no column, stands what is kept, or what stands in
    /// the form at first.
    fn values(&self, texts: &[String], kept: Option<&Existing>) -> Result<Values, Vec<Gap>> {
        let mut typed = Typed::new();
        for column in &self.filled {
            let text = column.default.clone().unwrap_or_default();
            typed.insert(column.key.clone(), text);
        }
        for (key, text) in kept.iter().flat_map(|kept| kept.values.iter()) {
            typed.insert(key.to_owned(), text.to_owned());
        }
        for (head, text) in self.heads.iter().zip(texts) {
            if let Some(key) = head.column {
                typed.insert(key.to_owned(), text.clone());
            }
        }
        let text = |key: &str| typed.get(key).map(String::as_str);
        self.ledger.read(text, self.today)
    }
}

/// What a row would do to what it means.
fn met(
    existing: Existing,
    values: Values,
    check: &dyn Fn(&Values, Option<&Existing>) -> Checked,
) -> Outcome {
    if existing.values == values {
        return Outcome::Same;
    }
    match (check(&values, Some(&existing)), &existing.locked) {
        (Checked::Same, _) => Outcome::Same,
        (Checked::Wrong(gaps), _) => Outcome::Wrong(gaps),
        (Checked::Fine, Some(reason)) => Outcome::Wrong(vec![Gap {
            field: "",
            message: reason.clone(),
        }]),
        (Checked::Fine, None) => Outcome::Changed(Box::new(existing), values),
    }
}
