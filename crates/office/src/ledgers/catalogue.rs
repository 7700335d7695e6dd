//! The standard catalogue in use: which entries stand on a day, what is published under each and when
//! last, which have nothing, and the facts of an item that names one.

use super::ledger;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::identity::{AgencyId, RecordId};
use gongkai_domain::information::{Facts, Gap, Listing};
use gongkai_domain::ledger::{Ledger, Record};
use gongkai_store::{Listed, Page, PublicSummary};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The ledger of the catalogue.
pub const CATALOGUE: &str = "catalogue";

/// Months after which an entry without anything new is pointed at.
const STALE_AFTER: i32 = 12;

/// An entry of the catalogue, with what is published under it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The record.
    pub record: Record,
    /// Its field, as people read it.
    pub field: String,
    /// What is published under it; nothing where nothing is.
    pub listed: Option<Listed>,
}

/// The entries of one field.
#[derive(Debug, Clone)]
pub struct FieldOf {
    /// The field.
    pub name: String,
    /// Its entries, in the order of the printed sheet.
    pub entries: Vec<Entry>,
}

/// What the self-check says of a field.
#[derive(Debug, Clone)]
pub struct FieldCheck {
    /// The field.
    pub name: String,
    /// Entries that want something published.
    pub entries: usize,
    /// Those under which nothing is.
    pub empty: Vec<Entry>,
    /// Those under which nothing new has come for a year.
    pub stale: Vec<Entry>,
}

impl Entry {
    /// Its first- and second-level item.
    pub fn item(&self) -> String {
        item(&self.record)
    }
}

impl Office {
    /// The catalogue of an agency as it stands on a day, by field, with what is published now.
    pub async fn catalogue(
        &self,
        cx: &Context,
        agency: &AgencyId,
        on: Date,
    ) -> Result<Vec<FieldOf>, OfficeError> {
        let lineage = self.lineage(agency).await?;
        decide(&cx.actor, Action::ReadLedgers, Object::Agency(&lineage))?;
        self.fields_of(agency, on).await
    }

    /// The catalogue of an agency as the public sees it: that of today.
    pub async fn public_catalogue(
        &self,
        agency: &AgencyId,
        today: Date,
    ) -> Result<Vec<FieldOf>, OfficeError> {
        self.fields_of(agency, today).await
    }

    /// What is public under an entry of an agency's catalogue, the last published first.
    pub async fn public_under(
        &self,
        agency: &AgencyId,
        entry: &RecordId,
        offset: u64,
        limit: u64,
    ) -> Result<Page<PublicSummary>, OfficeError> {
        Ok(self
            .store
            .public_under(agency, entry, offset, limit)
            .await?)
    }

    /// How many items of an agency are public under each entry of its catalogue, and since when.
    pub async fn listed(
        &self,
        cx: &Context,
        agency: &AgencyId,
    ) -> Result<BTreeMap<RecordId, Listed>, OfficeError> {
        self.may_ledger(cx, agency, Action::ReadLedgers).await?;
        Ok(self.store.listed(agency).await?)
    }

    /// The entries without anything published, and those without anything new for a year, by field.
    /// Entries that are opened upon request only want nothing published.
    pub async fn catalogue_check(
        &self,
        cx: &Context,
        agency: &AgencyId,
    ) -> Result<Vec<FieldCheck>, OfficeError> {
        let today = cx.today();
        let fields = self.catalogue(cx, agency, today).await?;
        let since = today.checked_sub(STALE_AFTER.months()).unwrap_or(today);
        Ok(fields
            .into_iter()
            .map(|field| check(field, since))
            .collect())
    }

    async fn fields_of(&self, agency: &AgencyId, on: Date) -> Result<Vec<FieldOf>, OfficeError> {
        let ledger = ledger(CATALOGUE)?;
        let mut listed = self.store.listed(agency).await?;
        let mut fields: Vec<FieldOf> = Vec::new();
        for record in self.standing(agency, ledger, on).await? {
            let name = field(ledger, &record);
            let listed = listed.remove(&record.id);
            let entry = Entry {
                record,
                field: name.clone(),
                listed,
            };
            match fields.last_mut().filter(|field| field.name == name) {
                Some(field) => field.entries.push(entry),
                None => fields.push(FieldOf {
                    name,
                    entries: vec![entry],
                }),
            }
        }
        Ok(fields)
    }

    /// The records of an agency's ledger that stand on a day, in the order of the printed sheet.
    pub(super) async fn standing(
        &self,
        agency: &AgencyId,
        ledger: &Ledger,
        on: Date,
    ) -> Result<Vec<Record>, OfficeError> {
        let all = self.kept_records(agency, ledger).await?;
        let standing = all.iter().filter(|record| record.stands_on(ledger, on));
        let mut standing: Vec<Record> = standing.cloned().collect();
        standing.sort_by_cached_key(|record| order(ledger, record));
        Ok(standing)
    }

    /// The facts with the catalogue's entry as it stands today. An entry that has ended, or is no
    /// entry of this agency, can be kept by the item that has it and not be chosen anew.
    pub(crate) async fn with_listing(
        &self,
        agency: &AgencyId,
        mut facts: Facts,
        before: Option<&Listing>,
        today: Date,
    ) -> Result<Facts, OfficeError> {
        let Some(named) = facts.listing.take() else {
            return Ok(facts);
        };
        let ledger = ledger(CATALOGUE)?;
        let record = self.store.ledger_record(&named.record).await?;
        let own = record.filter(|record| {
            record.agency == *agency
                && record.ledger == ledger.key
                && record.stands_on(ledger, today)
        });
        let before = before.filter(|before| before.record == named.record);
        let listing = own
            .map(|record| listing(ledger, &record))
            .or_else(|| before.cloned());
        if listing.is_none() {
            return Err(OfficeError::Invalid(vec![Gap {
                field: "listing",
                message: "本单位现行目录里没有这一条，或者已经停用。请重新选择。".to_owned(),
            }]));
        }
        facts.listing = listing;
        Ok(facts)
    }

    /// Whether an agency keeps a catalogue at all.
    pub async fn has_catalogue(&self, agency: &AgencyId, today: Date) -> Result<bool, OfficeError> {
        let ledger = ledger(CATALOGUE)?;
        let records = self.kept_records(agency, ledger).await?;
        Ok(records.iter().any(|record| record.stands_on(ledger, today)))
    }

    /// An entry of the catalogue of an agency, or of an institution that publishes on its column, for
    /// the public; one that stands no more still has what was published under it.
    pub async fn public_entry(
        &self,
        host: &AgencyId,
        entry: &RecordId,
    ) -> Result<Entry, OfficeError> {
        let ledger = ledger(CATALOGUE)?;
        let tree = self.agencies().await?;
        let shown = |record: &Record| {
            let kept = record.ledger == ledger.key && record.struck.is_none();
            kept && tree.host(&record.agency) == host
        };
        let record = self.store.ledger_record(entry).await?;
        let record = record.filter(shown).ok_or(Refusal::Unknown)?;
        let listed = self.store.listed(&record.agency).await?.remove(entry);
        Ok(Entry {
            field: field(ledger, &record),
            record,
            listed,
        })
    }
}

/// The field of an entry, as people read it.
fn field(ledger: &Ledger, record: &Record) -> String {
    let printed = ledger.printed.as_ref();
    printed.map_or_else(String::new, |printed| printed.sheet(ledger, &record.values))
}

fn item(record: &Record) -> String {
    let levels = ["level1", "level2"].into_iter();
    let levels: Vec<&str> = levels.filter_map(|key| record.values.get(key)).collect();
    levels.join("，")
}

fn listing(ledger: &Ledger, record: &Record) -> Listing {
    let values = &record.values;
    let in_days = values.get("limit_kind") == Some("within_workdays");
    let days = values
        .count("limit_days")
        .filter(|days| in_days && *days > 0);
    let basis = values.get("basis").unwrap_or_default();
    Listing {
        record: record.id.clone(),
        shown: format!("{}：{}", field(ledger, record), item(record)),
        workdays: days.and_then(|days| u16::try_from(days).ok()),
        basis: basis.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

fn check(field: FieldOf, since: Date) -> FieldCheck {
    let yes = |entry: &Entry, key: &str| entry.record.values.get(key) == Some("yes");
    let upon_request = |entry: &Entry| yes(entry, "way_request") && !yes(entry, "way_proactive");
    let mut checked = FieldCheck {
        name: field.name,
        entries: 0,
        empty: Vec::new(),
        stale: Vec::new(),
    };
    for entry in field
        .entries
        .into_iter()
        .filter(|entry| !upon_request(entry))
    {
        checked.entries += 1;
        match entry.listed {
            None => checked.empty.push(entry),
            Some(listed) if listed.last < since => checked.stale.push(entry),
            Some(_) => {}
        }
    }
    checked
}

/// What an entry is sorted by: field, number, items.
type Order = (usize, String, Vec<(u64, String)>, String, RecordId);

fn order(ledger: &Ledger, record: &Record) -> Order {
    let text = |key: &str| record.values.get(key).unwrap_or_default();
    let column = ledger.column("field");
    let place = column.and_then(|column| {
        let mut choices = column.choices.iter();
        choices.position(|choice| choice.key == text("field"))
    });
    (
        place.unwrap_or(usize::MAX),
        field(ledger, record),
        natural(text("code")),
        item(record),
        record.id.clone(),
    )
}

/// A number of an entry so that 2 comes before 10, also within 1.2 and 1.10; none comes last.
fn natural(code: &str) -> Vec<(u64, String)> {
    if code.is_empty() {
        return vec![(u64::MAX, String::new())];
    }
    let parts = code.split(['.', '-', '_', '、', '（', '(']);
    let part = |part: &str| {
        let end = part
            .find(|one: char| !one.is_ascii_digit())
            .unwrap_or(part.len());
        let (digits, rest) = part.split_at(end);
        (digits.parse().unwrap_or(u64::MAX), rest.to_owned())
    };
    parts.map(part).collect()
}
