//! The register of information as a table: out as a workbook, and in by the same plan as ledgers. What
//! comes in is registered and nothing more: nothing is published by a sheet.

use super::exported::{columns, row};
use super::facts::{Change, texts};
use super::plan::{Checked, Existing, Incoming};
use super::{ALL, Outcome, Plan, Told};
use crate::events::Record;
use crate::register::{Registry, object};
use crate::workbook::written;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::event::Event;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::information::{Facts, Information, Stage};
use gongkai_domain::ledger::{Ledger, LedgerBook, Values};
use gongkai_sheet::{Cell, Column, ColumnKind, Grid, Table};
use gongkai_store::{Category, DeskQuery, Summary, Write};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The key of the register among tables.
pub const KEY: &str = "information";
/// The head of the column by which its rows are known.
pub(super) const IDENTITY: &str = "索引号";
/// Heads of what only goes out: the system says it.
const TOLD: [(&str, ColumnKind); 4] = [
    ("状态", ColumnKind::Text),
    ("公开期限", ColumnKind::Date),
    ("首次发布日期", ColumnKind::Date),
    ("单位", ColumnKind::Text),
];

/// The columns of the register.
pub fn register_columns() -> Result<&'static Ledger, OfficeError> {
    let book = LedgerBook::register();
    let book = book.map_err(|error| OfficeError::Internal(error.to_string()))?;
    Ok(book.get(KEY).ok_or(Refusal::Unknown)?)
}

impl Office {
    /// The items of one's agencies that a query asks for, as a workbook.
    pub async fn register_workbook(
        &self,
        cx: &Context,
        query: DeskQuery,
    ) -> Result<Vec<u8>, OfficeError> {
        let mut query = query;
        (query.offset, query.limit) = (0, ALL);
        let lines = self.register_of(cx, query.clone()).await?.rows;
        let mut asked: Vec<&AgencyId> = lines.iter().map(|line| &line.agency).collect();
        asked.sort();
        asked.dedup();
        let tree = self.agencies().await?;
        query.agencies = asked.iter().map(|id| (*id).clone()).collect();
        let mut categories = Vec::new();
        for agency in asked {
            categories.extend(self.all_categories(agency).await?);
        }
        let ledger = register_columns()?;
        let items = self.store.informations(&query).await?;
        let items: BTreeMap<_, _> = items.iter().map(|item| (&item.id, item)).collect();
        let mut rows = Vec::new();
        for line in &lines {
            let Some(item) = items.get(&line.id) else {
                continue;
            };
            let values = values(ledger, &item.facts, &categories, cx.today());
            let mut cells = row(&ledger.columns, &values, &item.index_number);
            let owner = tree.get(&line.agency);
            cells.extend(told(line, owner.map_or("", |one| one.short_on(cx.today()))));
            rows.push(cells);
        }
        let told = TOLD.map(|(head, kind)| Column::new(head, kind));
        let mut heads = columns(&ledger.columns, IDENTITY);
        heads.extend(told);
        written(&Table {
            title: ledger.zh.clone(),
            sheet: ledger.zh.clone(),
            columns: heads,
            rows,
            ..Table::default()
        })
    }

    pub(super) async fn plan_register(
        &self,
        cx: &Context,
        agency: &AgencyId,
        grid: &Grid,
        told: &Told,
    ) -> Result<Plan, OfficeError> {
        let ledger = register_columns()?;
        let categories = self.all_categories(agency).await?;
        let items = self.items_of(agency).await?;
        let kept = items.values().map(|item| Existing {
            id: item.index_number.clone(),
            values: values(ledger, &item.facts, &categories, cx.today()),
            revision: item.revision,
            locked: locked(item.stage),
        });
        let check = |after: &Values, existing: Option<&Existing>| {
            let item = existing.and_then(|existing| items.get(&existing.id));
            match changed(after, existing, item, &categories) {
                Err(gaps) => Checked::Wrong(gaps),
                Ok(facts) if item.is_some_and(|item| item.facts == facts) => Checked::Same,
                Ok(_) => Checked::Fine,
            }
        };
        let incoming = Incoming {
            ledger,
            grid,
            told,
            today: cx.today(),
        };
        incoming.plan(kept.collect(), &check)
    }

    /// New items and new facts of drafts, all of them or nothing. What has to be read is read first:
    /// only one writer works at a time.
    pub(super) async fn import_register(
        &self,
        cx: &Context,
        agency: &AgencyId,
        plan: Plan,
    ) -> Result<(), OfficeError> {
        let categories = self.all_categories(agency).await?;
        let desk = self.registry(cx, agency).await?;
        let items = self.items_of(agency).await?;
        let mut steps = Vec::new();
        for planned in plan.rows {
            match planned.outcome {
                Outcome::New(after) => {
                    let facts = changed(&after, None, None, &categories);
                    steps.push((None, facts.map_err(OfficeError::Invalid)?));
                }
                Outcome::Changed(existing, after) => {
                    let item = items.get(&existing.id).ok_or(OfficeError::Conflict)?;
                    let facts = changed(&after, Some(&existing), Some(item), &categories);
                    let facts = facts.map_err(OfficeError::Invalid)?;
                    let facts = self.revisable(cx, item, facts).await?;
                    steps.push((Some((item, existing.revision)), facts));
                }
                Outcome::Same | Outcome::Wrong(_) => {}
            }
        }
        let mut write = self.store.write().await?;
        let mut events = Vec::new();
        for (before, facts) in steps {
            events.push(match before {
                None => self.draft(cx, &mut write, &desk, facts).await?.1,
                Some((item, revision)) => {
                    let revised = (item, revision, facts);
                    self.revise_by_sheet(cx, &mut write, &desk, revised).await?
                }
            });
        }
        Ok(write.commit(events).await?)
    }

    /// The new facts of an item that the actor may change, under its entry of the catalogue.
    async fn revisable(
        &self,
        cx: &Context,
        item: &Information,
        facts: Facts,
    ) -> Result<Facts, OfficeError> {
        let lineage = self.lineage(&item.agency).await?;
        let object = Object::Information(&lineage, item.stage);
        decide(&cx.actor, Action::Revise, object)?;
        let before = item.facts.listing.as_ref();
        self.with_listing(&item.agency, facts, before, cx.today())
            .await
    }

    async fn revise_by_sheet(
        &self,
        cx: &Context,
        write: &mut Write,
        desk: &Registry,
        (item, revision, facts): (&Information, u64, Facts),
    ) -> Result<Event, OfficeError> {
        let revised = item.clone().revise(facts)?;
        let due = desk.due_on(&revised.facts);
        write.save_information(&revised, due, revision).await?;
        let record = Record::of("information.revised", object(&item.id)).in_agency(&item.agency);
        record.from(&item.facts).to(&revised.facts).by(cx)
    }

    /// All items of an agency, by their index numbers.
    async fn items_of(
        &self,
        agency: &AgencyId,
    ) -> Result<BTreeMap<String, Information>, OfficeError> {
        let query = DeskQuery {
            agencies: vec![agency.clone()],
            limit: ALL,
            ..DeskQuery::default()
        };
        let items = self.store.informations(&query).await?.into_iter();
        Ok(items
            .map(|item| (item.index_number.clone(), item))
            .collect())
    }

    /// The categories under which an agency files, and those it once had of its own.
    async fn all_categories(&self, agency: &AgencyId) -> Result<Vec<Category>, OfficeError> {
        let mut categories = self.categories(agency).await?;
        let own = self.store.categories(agency).await?.into_iter();
        for category in own {
            if !categories.contains(&category) {
                categories.push(category);
            }
        }
        Ok(categories)
    }
}

/// The values of an item, as the same sheet would be read again.
fn values(ledger: &'static Ledger, facts: &Facts, categories: &[Category], today: Date) -> Values {
    let texts = texts(facts, categories);
    let text = |key: &str| texts.get(key).map(String::as_str);
    // What the columns do not hold goes out blank, and comes in as no change.
    ledger.read(text, today).unwrap_or_else(|gaps| {
        let bad = |key: &str| gaps.iter().any(|gap| gap.field == key);
        let readable = |key: &str| text(key).filter(|_| !bad(key));
        ledger.read(readable, today).unwrap_or_default()
    })
}

/// The facts that a row means.
fn changed(
    after: &Values,
    existing: Option<&Existing>,
    item: Option<&Information>,
    categories: &[Category],
) -> Result<Facts, Vec<gongkai_domain::information::Gap>> {
    let nothing = Values::default();
    let change = Change {
        before: existing.map_or(&nothing, |existing| &existing.values),
        after,
        categories,
    };
    let base = item.map_or_else(|| Facts::titled(""), |item| item.facts.clone());
    change.of(&base)
}

/// Why a sheet cannot change an item of this stage.
fn locked(stage: Stage) -> Option<String> {
    (!matches!(stage, Stage::Draft | Stage::Returned)).then(|| {
        format!(
            "这条信息的状态是“{}”，不能用表格修改。请恢复这一行，到信息的页面上办理。",
            stage.zh()
        )
    })
}

/// What the system says of an item.
fn told(line: &Summary, owner: &str) -> [Cell; 4] {
    let day = |day: Option<Date>| day.map_or(Cell::Blank, Cell::Date);
    [
        Cell::text(line.stage.zh()),
        day(line.due_on),
        day(line.first_published_on),
        Cell::text(owner),
    ]
}
