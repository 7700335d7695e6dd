//! A spreadsheet into a ledger: first a plan that shows what each row would do, then all of it or
//! nothing.

use super::{Typed, added, changed, fresh, ledger};
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::Action;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::information::Gap;
use gongkai_domain::ledger::{Column, Ledger, Record, Values};
use gongkai_sheet::Grid;
use jiff::civil::Date;
use std::collections::{BTreeMap, VecDeque};

/// The head of the column with the records' identities.
pub(super) const IDENTITY: &str = "记录编号";

/// What importing a sheet would do.
#[derive(Debug)]
pub struct Plan {
    /// The ledger.
    pub ledger: &'static Ledger,
    /// The heads of the sheet's columns and what they were taken for.
    pub heads: Vec<Head>,
    /// The rows under them.
    pub rows: Vec<PlannedRow>,
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
}

impl Office {
    /// What importing a sheet into a ledger would do. `mapping` says for columns of the sheet, by
    /// their position, which column of the ledger they are; the rest is told by the heads.
    pub async fn plan_import(
        &self,
        cx: &Context,
        agency: &AgencyId,
        key: &str,
        grid: &Grid,
        mapping: &BTreeMap<usize, String>,
    ) -> Result<Plan, OfficeError> {
        self.may_ledger(cx, agency, Action::KeepLedgers).await?;
        let ledger = ledger(key)?;
        let titles: Vec<&str> = ledger.columns.iter().flat_map(names).collect();
        let header = grid.header(&titles).ok_or_else(|| no_header(ledger))?;
        let heads = heads(ledger, grid, header, mapping);
        let known = |key: &str| heads.iter().any(|head| head.column == Some(key));
        let lacking = ledger.columns.iter().filter(|column| !known(&column.key));
        let filled: Vec<&Column> = lacking
            .filter(|column| {
                column.required && column.default.as_deref().is_some_and(|d| d != "today")
            })
            .collect();
        let mut waiting = Waiting::of(ledger, self.all_records(agency, ledger).await?);
        let mut rows = Vec::new();
        for row in grid.entries(header) {
            let texts: Vec<String> = (0..heads.len())
                .map(|column| grid.cell(row, column).to_string())
                .collect();
            if texts.iter().all(|text| text.trim().is_empty()) {
                continue;
            }
            let outcome = outcome(ledger, &heads, &filled, &texts, cx.today(), &mut waiting);
            rows.push(PlannedRow {
                number: grid.number(row),
                texts,
                outcome,
            });
        }
        Ok(Plan {
            ledger,
            heads,
            rows,
            filled,
        })
    }

    /// Does what a plan says, all of it or nothing; gives new and changed records.
    pub async fn import(
        &self,
        cx: &Context,
        agency: &AgencyId,
        plan: Plan,
    ) -> Result<(usize, usize), OfficeError> {
        self.may_ledger(cx, agency, Action::KeepLedgers).await?;
        let [new, other, _, wrong] = plan.tally();
        if wrong > 0 {
            return Err(OfficeError::File(format!(
                "还有{wrong}行有误，一行也没有导入。请改好标红的格子再导入。"
            )));
        }
        if new + other == 0 {
            return Ok((0, 0));
        }
        let mut write = self.store.write().await?;
        let mut events = Vec::new();
        for row in plan.rows {
            match row.outcome {
                Outcome::New(values) => {
                    let record = fresh(agency, plan.ledger, values)?;
                    write.insert_record(plan.ledger, &record).await?;
                    events.push(added(cx, &record)?);
                }
                Outcome::Changed(mut record, values) => {
                    let before = std::mem::replace(&mut record.values, values);
                    write.save_record(plan.ledger, &record).await?;
                    events.push(changed(cx, &before, &record)?);
                }
                Outcome::Same | Outcome::Wrong(_) => {}
            }
        }
        write.commit(events).await?;
        Ok((new, other))
    }
}

/// The first sheet of a file that is not hidden, as a table is pasted: what a page carries along.
pub fn read_sheet(bytes: &[u8]) -> Result<String, OfficeError> {
    let grids = gongkai_sheet::read(bytes).map_err(|error| OfficeError::File(error.to_string()))?;
    let first = grids
        .iter()
        .find(|grid| !grid.hidden && !grid.rows.is_empty());
    let first = first.ok_or_else(|| OfficeError::File("表格里没有内容。".to_owned()))?;
    let width = first.width();
    let line = |row: usize| {
        let cells = (0..width).map(|column| pasted(&first.cell(row, column).to_string()));
        cells.collect::<Vec<_>>().join("\t")
    };
    let header = first.header(&[]).unwrap_or_default();
    let rows = (0..=header).chain(first.entries(header));
    Ok(rows.map(line).collect::<Vec<_>>().join("\n"))
}

/// A cell as spreadsheets put it on the clipboard.
fn pasted(text: &str) -> String {
    if text.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
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
) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for position in 0..grid.width() {
        let text = grid.cell(header, position).to_string();
        let bare: String = text.chars().filter(|one| !one.is_whitespace()).collect();
        let told = mapping.get(&position).map(|key| ledger.column(key));
        let of_name = || {
            let mut columns = ledger.columns.iter();
            columns.find(|column| names(column).any(|name| name == bare))
        };
        let taken = |column: &&Column| heads.iter().any(|head| head.column == Some(&column.key));
        let column = told.unwrap_or_else(of_name).filter(|column| !taken(column));
        heads.push(Head {
            identity: bare == IDENTITY,
            column: column.map(|column| column.key.as_str()),
            text,
        });
    }
    heads
}

/// Records that no row of the sheet has met yet.
struct Waiting {
    by_id: BTreeMap<String, Record>,
    by_identity: BTreeMap<Vec<String>, VecDeque<String>>,
}

impl Waiting {
    fn of(ledger: &Ledger, records: Vec<Record>) -> Self {
        let mut waiting = Self {
            by_id: BTreeMap::new(),
            by_identity: BTreeMap::new(),
        };
        for record in records {
            let identity = Record::identity(ledger, &record.values);
            let queue = waiting.by_identity.entry(identity).or_default();
            queue.push_back(record.id.to_string());
            waiting.by_id.insert(record.id.to_string(), record);
        }
        waiting
    }

    /// The record that a row is about: the one of its identity, or the first that is told by the
    /// same columns.
    fn meet(&mut self, ledger: &Ledger, id: &str, values: &Values) -> Option<Record> {
        if !id.is_empty() {
            return self.by_id.remove(id);
        }
        let queue = self
            .by_identity
            .get_mut(&Record::identity(ledger, values))?;
        while let Some(id) = queue.pop_front() {
            if let Some(record) = self.by_id.remove(&id) {
                return Some(record);
            }
        }
        None
    }
}

fn outcome(
    ledger: &'static Ledger,
    heads: &[Head],
    filled: &[&'static Column],
    texts: &[String],
    today: Date,
    waiting: &mut Waiting,
) -> Outcome {
    let mut typed = Typed::new();
    for column in filled {
        typed.insert(
            column.key.clone(),
            column.default.clone().unwrap_or_default(),
        );
    }
    for (head, text) in heads.iter().zip(texts) {
        if let Some(key) = head.column {
            typed.insert(key.to_owned(), text.clone());
        }
    }
    let values = match ledger.read(|key| typed.get(key).map(String::as_str), today) {
        Ok(values) => values,
        Err(gaps) => return Outcome::Wrong(gaps),
    };
    let mut pairs = heads.iter().zip(texts);
    let id = pairs
        .find(|(head, _)| head.identity)
        .map_or("", |(_, text)| text.trim());
    match waiting.meet(ledger, id, &values) {
        Some(record) if record.values == values => Outcome::Same,
        Some(record) => Outcome::Changed(Box::new(record), values),
        None if id.is_empty() => Outcome::New(values),
        None => Outcome::Wrong(vec![Gap {
            field: "",
            message: format!(
                "记录编号“{id}”在本台账里没有，或者在表里出现了两次。新加的行请把编号留空。"
            ),
        }]),
    }
}
