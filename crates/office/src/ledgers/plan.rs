//! What importing a sheet would do, row by row: the same for ledgers and for the register.

use super::flat::{self, Flat};
use super::rows::{Reader, Sheet};
use super::{import, information};
use crate::OfficeError;
use gongkai_domain::information::Gap;
use gongkai_domain::ledger::{Column, Ledger, Values};
use gongkai_sheet::Grid;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What somebody says of a column that holds the identities.
pub const AS_IDENTITY: &str = "identity";

/// What somebody said about a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// For columns of the sheet, by their position, which column of the ledger they are, or that they
    /// hold the identities; the rest is told by the heads.
    pub mapping: BTreeMap<usize, String>,
    /// The day from which new records stand, where the sheet has no column for it; today if none.
    pub from: Option<Date>,
    /// Whether the sheet takes the place of what stands: what is not in it ends the day before.
    pub replaces: bool,
}

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

/// Looks at the values of a row that are right one by one, beside what they would change.
pub(super) type Check<'c> = &'c dyn Fn(&Values, Option<&Existing>) -> Checked;

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
    /// Columns that the sheet lacks and that are filled in new records with what stands in the form at
    /// first.
    pub filled: Vec<&'static Column>,
    /// What was understood besides, in sentences.
    pub notes: Vec<String>,
    /// The day from which new records stand.
    pub day: Date,
    /// What ends the day before, with the values that it has then.
    pub ends: Vec<(Existing, Values)>,
    /// Why what is not in the sheet cannot end; then nothing can be imported.
    pub hindrances: Vec<String>,
    /// What stays as it is; kept where the sheet takes the place of what stands.
    pub(super) stays: Vec<Existing>,
    /// Whether it does.
    pub replaces: bool,
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

    /// Whether nothing stands in the way of it.
    pub fn is_sound(&self) -> bool {
        let [_, _, _, wrong] = self.tally();
        wrong == 0 && self.hindrances.is_empty()
    }

    /// Refuses a plan that something stands in the way of.
    pub(super) fn check(&self) -> Result<(), OfficeError> {
        let [_, _, _, wrong] = self.tally();
        if wrong > 0 {
            return Err(OfficeError::File(format!(
                "还有{wrong}行有误，一行也没有导入。请改好标红的格子再导入。"
            )));
        }
        match self.hindrances.first() {
            Some(hindrance) => Err(OfficeError::File(hindrance.clone())),
            None => Ok(()),
        }
    }
}

/// The head of the column by which the rows of a table are known.
pub(super) fn identity(ledger: &Ledger) -> &'static str {
    if ledger.key == information::KEY {
        information::IDENTITY
    } else {
        import::IDENTITY
    }
}

/// A sheet that is to be imported.
pub(super) struct Incoming<'s> {
    pub(super) ledger: &'static Ledger,
    pub(super) grid: &'s Grid,
    /// What somebody said about it.
    pub(super) told: &'s Told,
    pub(super) today: Date,
}

impl Incoming<'_> {
    /// What importing it would do, beside what is kept.
    pub(super) fn plan(&self, kept: Vec<Existing>, check: Check<'_>) -> Result<Plan, OfficeError> {
        let ledger = self.ledger;
        let flat = flat::of(ledger, [self.grid]).ok_or_else(|| no_header(ledger))?;
        let heads = heads(ledger, &flat, &self.told.mapping);
        let day = self.told.from.unwrap_or(self.today);
        let sheet = Sheet {
            ledger,
            heads: &heads,
            day,
            today: self.today,
        };
        let reader = Reader::new(&sheet, check);
        let mut plan = Plan {
            ledger,
            rows: Vec::new(),
            identity: identity(ledger),
            filled: reader.filled.clone(),
            notes: flat.notes,
            day,
            ends: Vec::new(),
            hindrances: Vec::new(),
            stays: Vec::new(),
            replaces: self.told.replaces && ledger.standing.is_some(),
            heads: Vec::new(),
        };
        let left = reader.read(flat.rows, kept, &mut plan);
        plan.heads = heads;
        if plan.replaces {
            plan.end(left);
        }
        Ok(plan)
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

fn heads(ledger: &'static Ledger, flat: &Flat, mapping: &BTreeMap<usize, String>) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for (position, text) in flat.heads.iter().enumerate() {
        let bare = flat::bare(text);
        let word = mapping.get(&position).map(String::as_str);
        let told = word.map(|key| ledger.column(key));
        let of_name = || {
            let mut columns = ledger.columns.iter();
            columns.find(|column| flat::is_of(&bare, column))
        };
        let taken = |column: &&Column| heads.iter().any(|head| head.column == Some(&column.key));
        let column = told.unwrap_or_else(of_name).filter(|column| !taken(column));
        heads.push(Head {
            identity: word.map_or(bare == identity(ledger), |told| told == AS_IDENTITY),
            column: column.map(|column| column.key.as_str()),
            text: text.clone(),
        });
    }
    heads
}
