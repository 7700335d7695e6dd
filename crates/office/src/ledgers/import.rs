//! A spreadsheet into a ledger: first a plan that shows what each row would do, then all of it or
//! nothing.

use super::flat::{self, Flat};
use super::rows::Reader;
use super::{added, changed, edition, fresh, ledger};
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::Action;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::information::Gap;
use gongkai_domain::ledger::{Column, Ledger, Record, Values};
use gongkai_sheet::Grid;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The head of the column with the records' identities.
pub(super) const IDENTITY: &str = "记录编号";

/// What somebody said about a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// For columns of the sheet, by their position, which column of the ledger they are; the rest is
    /// told by the heads.
    pub mapping: BTreeMap<usize, String>,
    /// The day from which new records stand, where the sheet has no column for it; today if none.
    pub from: Option<Date>,
    /// Whether the sheet takes the place of what stands: what is not in it ends the day before.
    pub replaces: bool,
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
    /// Columns that the sheet lacks and that are filled in new records with what stands in the form at
    /// first.
    pub filled: Vec<&'static Column>,
    /// What was understood besides, in sentences.
    pub notes: Vec<String>,
    /// The day from which new records stand.
    pub day: Date,
    /// Records that end the day before, with the values that they have then.
    pub ends: Vec<(Record, Values)>,
    /// Why records that are not in the sheet cannot end; then nothing can be imported.
    pub hindrances: Vec<String>,
    /// Records that stay as they are; kept where the sheet takes the place of what stands.
    pub(super) stays: Vec<Record>,
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
    /// Whether it holds the records' identities.
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
    /// A new record.
    New(Values),
    /// Nothing: a record says the same.
    Same,
    /// Other values for a record.
    Changed(Box<Record>, Values),
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

    fn check(&self) -> Result<(), OfficeError> {
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

impl Office {
    /// What importing a sheet into a ledger would do.
    pub async fn plan_import(
        &self,
        cx: &Context,
        agency: &AgencyId,
        key: &str,
        grid: &Grid,
        told: &Told,
    ) -> Result<Plan, OfficeError> {
        self.may_ledger(cx, agency, Action::KeepLedgers).await?;
        let ledger = ledger(key)?;
        let flat = flat::of(ledger, [grid]).ok_or_else(|| no_header(ledger))?;
        let heads = heads(ledger, &flat, &told.mapping);
        let records = self.all_records(agency, ledger).await?;
        let day = told.from.unwrap_or_else(|| cx.today());
        let reader = Reader::new(ledger, &heads, day, cx.today());
        let filled = reader.filled.clone();
        let mut plan = Plan {
            ledger,
            rows: Vec::new(),
            filled,
            notes: flat.notes,
            day,
            ends: Vec::new(),
            hindrances: Vec::new(),
            stays: Vec::new(),
            replaces: told.replaces && ledger.standing.is_some(),
            heads: Vec::new(),
        };
        let left = reader.read(flat.rows, records, &mut plan);
        plan.heads = heads;
        if plan.replaces {
            plan.end(left);
        }
        Ok(plan)
    }

    /// Does what a plan says, all of it or nothing; gives new and changed records.
    pub async fn import(
        &self,
        cx: &Context,
        agency: &AgencyId,
        plan: Plan,
    ) -> Result<(usize, usize), OfficeError> {
        self.may_ledger(cx, agency, Action::KeepLedgers).await?;
        plan.check()?;
        let [new, other, _, _] = plan.tally();
        if new + other == 0 && !plan.replaces {
            return Ok((0, 0));
        }
        let ledger = plan.ledger;
        let edition = self.edition_of(cx, agency, &plan).await?;
        let mut write = self.store.write().await?;
        let mut events = Vec::new();
        let changes = plan.rows.into_iter().filter_map(|row| match row.outcome {
            Outcome::New(values) => Some((None, values)),
            Outcome::Changed(record, values) => Some((Some(*record), values)),
            Outcome::Same | Outcome::Wrong(_) => None,
        });
        let ends = plan.ends.into_iter();
        let ends = ends.map(|(record, values)| (Some(record), values));
        for (record, values) in changes.chain(ends) {
            match record {
                None => {
                    let record = fresh(agency, ledger, values)?;
                    write.insert_record(ledger, &record).await?;
                    events.push(added(cx, &record)?);
                }
                Some(mut record) => {
                    let before = std::mem::replace(&mut record.values, values);
                    write.save_record(ledger, &record).await?;
                    events.push(changed(cx, &before, &record)?);
                }
            }
        }
        if let Some(record) = edition {
            write
                .insert_record(super::ledger(edition::EDITIONS)?, &record)
                .await?;
            events.push(added(cx, &record)?);
        }
        if !events.is_empty() {
            write.commit(events).await?;
        }
        Ok((new, other))
    }
}

/// The sheets of a file as a table is pasted, what a page carries along: of a ledger that is printed
/// on several sheets all of them, else the first that is not hidden.
pub fn read_sheet(ledger: &Ledger, bytes: &[u8]) -> Result<String, OfficeError> {
    let grids = gongkai_sheet::read(bytes).map_err(|error| OfficeError::File(error.to_string()))?;
    let shown: Vec<&Grid> = grids
        .iter()
        .filter(|grid| !grid.hidden && !grid.rows.is_empty())
        .collect();
    let most = if ledger.printed.is_some() {
        shown.len()
    } else {
        1
    };
    let first = shown
        .first()
        .ok_or_else(|| OfficeError::File("表格里没有内容。".to_owned()))?;
    if let Some(flat) = flat::of(ledger, shown.iter().copied().take(most)) {
        return Ok(flat.pasted());
    }
    // Nobody knows the heads: it is shown as it is, for the person to see.
    let width = first.width();
    let line = |row: usize| {
        let cells = (0..width).map(|column| flat::pasted(&first.cell(row, column).to_string()));
        cells.collect::<Vec<_>>().join("\t")
    };
    let rows = 0..first.rows.len();
    Ok(rows.map(line).collect::<Vec<_>>().join("\n"))
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
        let told = mapping.get(&position).map(|key| ledger.column(key));
        let of_name = || {
            let mut columns = ledger.columns.iter();
            columns.find(|column| flat::is_of(&bare, column))
        };
        let taken = |column: &&Column| heads.iter().any(|head| head.column == Some(&column.key));
        let column = told.unwrap_or_else(of_name).filter(|column| !taken(column));
        heads.push(Head {
            identity: bare == IDENTITY,
            column: column.map(|column| column.key.as_str()),
            text: text.clone(),
        });
    }
    heads
}
