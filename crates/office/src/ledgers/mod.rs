//! Ledgers: records written, changed and struck out, what is counted over them, and spreadsheets in
//! and out.

mod catalogue;
mod edition;
mod exported;
mod facts;
mod flat;
mod import;
mod information;
mod official;
mod plan;
mod rows;
mod waiting;

pub use catalogue::{CATALOGUE, Entry, FieldCheck, FieldOf};
pub use gongkai_sheet::read_pasted;
pub use import::read_sheet;
pub use information::{KEY as REGISTER, register_columns};
pub use plan::{AS_IDENTITY, Existing, Head, Outcome, Plan, PlannedRow, Told};

use crate::events::Record as Noted;
use crate::{Context, Office, OfficeError, token};
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::event::Event;
use gongkai_domain::identity::{AgencyId, RecordId};
use gongkai_domain::information::Gap;
use gongkai_domain::ledger::{Counted, Figure, Ledger, LedgerBook, Record, Struck, Values, count};
use gongkai_store::{Page, RecordQuery};
use std::collections::BTreeMap;

/// Texts as typed, by column.
pub type Typed = BTreeMap<String, String>;

/// More records than any ledger of an office has.
pub(crate) const ALL: u64 = 1_000_000;

/// The ledgers that there are.
pub fn ledgers() -> Result<&'static LedgerBook, OfficeError> {
    LedgerBook::statutory().map_err(|error| OfficeError::Internal(error.to_string()))
}

/// The ledger of this key; unknown if there is none.
pub fn ledger(key: &str) -> Result<&'static Ledger, OfficeError> {
    Ok(ledgers()?.get(key).ok_or(Refusal::Unknown)?)
}

impl Office {
    /// Records of a ledger of one's agencies, the newest first.
    pub async fn ledger_records(
        &self,
        cx: &Context,
        mut query: RecordQuery,
    ) -> Result<Page<Record>, OfficeError> {
        decide(&cx.actor, Action::ReadLedgers, Object::Installation)?;
        let own = Self::workplaces(&cx.actor);
        if query.agencies.is_empty() {
            query.agencies = own;
        } else {
            query.agencies.retain(|agency| own.contains(agency));
        }
        Ok(self.store.ledger_records(&query).await?)
    }

    /// A record, if the actor may do this to its agency's ledgers.
    pub async fn ledger_record(
        &self,
        cx: &Context,
        id: &RecordId,
        action: Action,
    ) -> Result<Record, OfficeError> {
        let record = self.store.ledger_record(id).await?;
        let record = record.ok_or(Refusal::Unknown)?;
        self.may_ledger(cx, &record.agency, action).await?;
        Ok(record)
    }

    /// Writes a record into a ledger of an agency.
    pub async fn add_record(
        &self,
        cx: &Context,
        agency: &AgencyId,
        key: &str,
        typed: &Typed,
    ) -> Result<Record, OfficeError> {
        self.may_ledger(cx, agency, Action::KeepLedgers).await?;
        let ledger = ledger(key)?;
        let values = read(ledger, typed, cx)?;
        let record = fresh(agency, ledger, values)?;
        let mut write = self.store.write().await?;
        write.insert_record(ledger, &record).await?;
        write.commit(vec![added(cx, &record)?]).await?;
        Ok(record)
    }

    /// Saves other values over a record. `revision` is the one the person had before them.
    pub async fn change_record(
        &self,
        cx: &Context,
        id: &RecordId,
        revision: u64,
        typed: &Typed,
    ) -> Result<(), OfficeError> {
        let mut record = self.ledger_record(cx, id, Action::KeepLedgers).await?;
        if record.revision != revision || record.struck.is_some() {
            return Err(OfficeError::Conflict);
        }
        let ledger = ledger(&record.ledger)?;
        let before = std::mem::replace(&mut record.values, read(ledger, typed, cx)?);
        if before == record.values {
            return Ok(());
        }
        let mut write = self.store.write().await?;
        write.save_record(ledger, &record).await?;
        write.commit(vec![changed(cx, &before, &record)?]).await?;
        Ok(())
    }

    /// Strikes a record out, with the reason. It stays readable and counts nowhere.
    pub async fn strike_record(
        &self,
        cx: &Context,
        id: &RecordId,
        revision: u64,
        reason: &str,
    ) -> Result<(), OfficeError> {
        let mut record = self.ledger_record(cx, id, Action::KeepLedgers).await?;
        if record.revision != revision || record.struck.is_some() {
            return Err(OfficeError::Conflict);
        }
        if reason.trim().is_empty() {
            return Err(OfficeError::Invalid(vec![Gap {
                field: "reason",
                message: "请写明为什么作废这条记录。".to_owned(),
            }]));
        }
        record.struck = Some(Struck {
            on: cx.today(),
            reason: reason.trim().to_owned(),
        });
        let noted = Noted::of("ledger.struck", object(&record.id)).in_agency(&record.agency);
        let event = noted.from(&record.values).to(&record.struck).by(cx)?;
        let mut write = self.store.write().await?;
        write.save_record(ledger(&record.ledger)?, &record).await?;
        write.commit(vec![event]).await?;
        Ok(())
    }

    /// What is counted over an agency's ledgers for a year, ledger by ledger.
    pub async fn ledger_figures(
        &self,
        cx: &Context,
        agency: &AgencyId,
        year: i16,
    ) -> Result<Vec<(&'static Ledger, &'static Figure, Counted)>, OfficeError> {
        self.check_figures(cx, agency).await?;
        let mut figures = Vec::new();
        for ledger in ledgers()?.all() {
            if ledger.figures.is_empty() {
                continue;
            }
            let records = self.all_records(agency, ledger).await?;
            for figure in &ledger.figures {
                figures.push((ledger, figure, count(ledger, figure, &records, year)));
            }
        }
        Ok(figures)
    }

    /// How many records that are not struck out each ledger of an agency has: all, and those of a year.
    /// A ledger that has none is not named.
    pub async fn ledger_counts(
        &self,
        cx: &Context,
        agency: &AgencyId,
        year: i16,
    ) -> Result<BTreeMap<String, (u64, u64)>, OfficeError> {
        self.check_figures(cx, agency).await?;
        let counts = self.store.ledger_counts(agency, year).await?.into_iter();
        Ok(counts
            .map(|(ledger, all, of_year)| (ledger, (all, of_year)))
            .collect())
    }

    /// Whether the actor may see the figures of an agency: its own people, and who supervises it.
    async fn check_figures(&self, cx: &Context, agency: &AgencyId) -> Result<(), OfficeError> {
        let lineage = self.lineage(agency).await?;
        let may = |action| decide(&cx.actor, action, Object::Agency(&lineage));
        Ok(may(Action::ReadLedgers).or_else(|refusal| may(Action::Supervise).or(Err(refusal)))?)
    }

    /// All records of a ledger of an agency that are not struck out.
    pub(crate) async fn all_records(
        &self,
        agency: &AgencyId,
        ledger: &Ledger,
    ) -> Result<Vec<Record>, OfficeError> {
        let query = RecordQuery {
            agencies: vec![agency.clone()],
            ledger: ledger.key.clone(),
            limit: ALL,
            ..RecordQuery::default()
        };
        Ok(self.store.ledger_records(&query).await?.rows)
    }

    /// Whether the actor may do this to the ledgers of an agency.
    pub async fn may_ledger(
        &self,
        cx: &Context,
        agency: &AgencyId,
        action: Action,
    ) -> Result<(), OfficeError> {
        let lineage = self.lineage(agency).await?;
        Ok(decide(&cx.actor, action, Object::Agency(&lineage))?)
    }
}

pub(crate) fn read(
    ledger: &'static Ledger,
    typed: &Typed,
    cx: &Context,
) -> Result<Values, OfficeError> {
    let text = |key: &str| typed.get(key).map(String::as_str);
    ledger.read(text, cx.today()).map_err(OfficeError::Invalid)
}

/// A record that is not written yet.
pub(crate) fn fresh(
    agency: &AgencyId,
    ledger: &Ledger,
    values: Values,
) -> Result<Record, OfficeError> {
    Ok(Record {
        id: RecordId::from_random(token::bits()?),
        agency: agency.clone(),
        ledger: ledger.key.clone(),
        values,
        revision: 0,
        struck: None,
    })
}

/// A record that is kept, with these values.
fn kept(
    agency: &AgencyId,
    ledger: &Ledger,
    existing: &Existing,
    values: Values,
) -> Result<Record, OfficeError> {
    let id: Option<RecordId> = existing.id.parse().ok();
    Ok(Record {
        id: id.ok_or(Refusal::Unknown)?,
        agency: agency.clone(),
        ledger: ledger.key.clone(),
        values,
        revision: existing.revision,
        struck: None,
    })
}

pub(crate) fn added(cx: &Context, record: &Record) -> Result<Event, OfficeError> {
    let noted = Noted::of("ledger.added", object(&record.id)).in_agency(&record.agency);
    noted.to(&record.values).by(cx)
}

fn changed(cx: &Context, before: &Values, record: &Record) -> Result<Event, OfficeError> {
    let noted = Noted::of("ledger.changed", object(&record.id)).in_agency(&record.agency);
    noted.from(before).to(&record.values).by(cx)
}

/// A record's name in the event log.
fn object(id: &RecordId) -> String {
    format!("record:{id}")
}
