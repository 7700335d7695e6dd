//! The register: items as the desk works on them.

use crate::encode::{Row, day, instant, json, number};
use crate::query::Query;
use crate::{DeskQuery, Store, StoreError, Write, fold};
use gongkai_domain::identity::{CategoryId, InformationId};
use gongkai_domain::information::{Information, Stage};
use jiff::Timestamp;
use jiff::civil::Date;

#[derive(sqlx::FromRow)]
struct InformationRow {
    id: String,
    agency: String,
    index_number: String,
    facts: String,
    stage: String,
    round: String,
    version: i64,
    revision: i64,
    author: String,
    reassessed_on: Option<String>,
    tombstone: Option<String>,
    leak_override: Option<String>,
}

/// What is written of an item besides its identity, its agency, its number and its author, which
/// never change.
struct Columns {
    facts: String,
    round: String,
    tombstone: Option<String>,
    attribute: &'static str,
    awaited: Option<&'static str>,
    folded: String,
}

const ITEMS: &str = "SELECT id, agency, index_number, facts, stage, round, version, revision, \
    author, reassessed_on, tombstone, leak_override FROM information WHERE ";

impl Store {
    /// The items that a query asks for, whole, the last changed first.
    pub async fn informations(&self, query: &DeskQuery) -> Result<Vec<Information>, StoreError> {
        let mut list = Query::new(ITEMS);
        self.filter(&mut list, query);
        list.push(" ORDER BY changed_at DESC, id DESC");
        list.page(query.offset, query.limit);
        let found: Vec<InformationRow> = list.rows(self.reader()).await?;
        found.iter().map(InformationRow::information).collect()
    }

    /// The item of this identity, as the desk has it.
    pub async fn information(&self, id: &InformationId) -> Result<Option<Information>, StoreError> {
        let mut query = Query::new(ITEMS);
        query.push("id = ").text(id.as_str());
        let found: Vec<InformationRow> = query.rows(self.reader()).await?;
        found.first().map(InformationRow::information).transpose()
    }
}

impl Store {
    /// The serial that a scope gave last; 0 before the first.
    pub async fn serial(&self, scope: &str) -> Result<u64, StoreError> {
        let sql = "SELECT last FROM serial WHERE scope = $1";
        let found = row!(self.reader(), (i64,), sql, scope)?;
        let row = Row {
            table: "serial",
            key: scope,
        };
        found.map_or(Ok(0), |(last,)| row.number("last", last))
    }
}

impl Write {
    /// Registers an item. `Duplicate` if its index number was given before, in any agency.
    pub async fn insert_information(
        &mut self,
        item: &Information,
        due_on: Option<Date>,
    ) -> Result<(), StoreError> {
        let columns = Columns::of(item)?;
        run!(
            self.tx.on(),
            "INSERT INTO information (id, agency, index_number, author, facts, stage, round, \
             version, revision, reassessed_on, tombstone, leak_override, due_on, changed_at, title, \
             document_number, attribute, category, formed_on, awaited, interprets, folded) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, \
             $18, $19, $20, $21, $22)",
            item.id.as_str(),
            item.agency.as_str(),
            item.index_number.as_str(),
            item.author.as_str(),
            columns.facts,
            item.stage.code(),
            columns.round,
            i64::from(item.version),
            number(item.revision),
            day(item.reassessed_on),
            columns.tombstone,
            item.leak_override.as_deref(),
            day(due_on),
            // Until the commit knows better.
            instant(Timestamp::UNIX_EPOCH),
            item.facts.title.as_str(),
            item.facts.document_number.as_str(),
            columns.attribute,
            item.facts.category.as_ref().map(CategoryId::as_str),
            day(item.facts.formed_on),
            columns.awaited,
            interprets(item),
            columns.folded,
        )?;
        self.touched.insert(item.id.clone());
        Ok(())
    }

    /// Saves an item over the revision it was read at, as the next one. `Conflict` if somebody
    /// saved in between, `NotFound` if there is no such item.
    pub async fn save_information(
        &mut self,
        item: &Information,
        due_on: Option<Date>,
        expected_revision: u64,
    ) -> Result<(), StoreError> {
        let columns = Columns::of(item)?;
        let touched = run!(
            self.tx.on(),
            "UPDATE information SET facts = $3, stage = $4, round = $5, version = $6, \
             revision = $2 + 1, reassessed_on = $7, tombstone = $8, leak_override = $9, \
             due_on = $10, title = $11, document_number = $12, attribute = $13, category = $14, \
             formed_on = $15, awaited = $16, interprets = $17, folded = $18 \
             WHERE id = $1 AND revision = $2",
            item.id.as_str(),
            number(expected_revision),
            columns.facts,
            item.stage.code(),
            columns.round,
            i64::from(item.version),
            day(item.reassessed_on),
            columns.tombstone,
            item.leak_override.as_deref(),
            day(due_on),
            item.facts.title.as_str(),
            item.facts.document_number.as_str(),
            columns.attribute,
            item.facts.category.as_ref().map(CategoryId::as_str),
            day(item.facts.formed_on),
            columns.awaited,
            interprets(item),
            columns.folded,
        )?;
        if touched == 0 {
            return Err(self.missed(&item.id).await?);
        }
        self.touched.insert(item.id.clone());
        Ok(())
    }

    /// Why a save met no row.
    async fn missed(&mut self, id: &InformationId) -> Result<StoreError, StoreError> {
        let sql = "SELECT id FROM information WHERE id = $1";
        let there = row!(self.tx.on(), (String,), sql, id.as_str())?;
        Ok(there.map_or(StoreError::NotFound, |_| StoreError::Conflict))
    }

    /// The next serial of a scope of index numbers: 1, 2, 3 … A change that is not committed gives
    /// its serial back, so that there are no gaps.
    pub async fn next_serial(&mut self, scope: &str) -> Result<u64, StoreError> {
        let sql = "INSERT INTO serial (scope, last) VALUES ($1, 1) \
                   ON CONFLICT (scope) DO UPDATE SET last = serial.last + 1 RETURNING last";
        let (last,) = row!(self.tx.on(), (i64,), sql, scope)?.ok_or(StoreError::NotFound)?;
        let row = Row {
            table: "serial",
            key: scope,
        };
        row.number("last", last)
    }

    /// Lets the serials of a scope go on behind one that was used without them, at the least. Whoever else
    /// asks for the scope waits until this is committed.
    pub async fn raise_serial(&mut self, scope: &str, used: u64) -> Result<(), StoreError> {
        let sql = "INSERT INTO serial (scope, last) VALUES ($1, $2) \
                   ON CONFLICT (scope) DO UPDATE SET last = CASE WHEN serial.last < excluded.last \
                   THEN excluded.last ELSE serial.last END";
        run!(self.tx.on(), sql, scope, number(used))?;
        Ok(())
    }
}

impl Columns {
    fn of(item: &Information) -> Result<Self, StoreError> {
        let facts = &item.facts;
        let awaited = item
            .round
            .awaited()
            .filter(|_| item.stage == Stage::InReview);
        let words = [&facts.title, &facts.document_number, &item.index_number];
        Ok(Self {
            facts: json(facts)?,
            round: json(&item.round)?,
            tombstone: item.tombstone.as_ref().map(json).transpose()?,
            attribute: facts.attribute.code(),
            awaited: awaited.map(|step| step.role.code()),
            folded: words.map(|text| fold(text)).join("\n"),
        })
    }
}

fn interprets(item: &Information) -> Option<&str> {
    let interpretation = item.facts.interpretation.as_ref()?;
    Some(interpretation.of.as_str())
}

impl InformationRow {
    fn information(&self) -> Result<Information, StoreError> {
        let row = Row {
            table: "information",
            key: &self.id,
        };
        let tombstone = self.tombstone.as_deref();
        Ok(Information {
            id: row.text("id", &self.id)?,
            agency: row.text("agency", &self.agency)?,
            index_number: self.index_number.clone(),
            facts: row.json("facts", &self.facts)?,
            stage: row.code("stage", &self.stage, Stage::of_code)?,
            round: row.json("round", &self.round)?,
            version: row.number("version", self.version)?,
            revision: row.number("revision", self.revision)?,
            author: row.text("author", &self.author)?,
            reassessed_on: row.maybe("reassessed_on", self.reassessed_on.as_ref())?,
            tombstone: tombstone
                .map(|text| row.json("tombstone", text))
                .transpose()?,
            leak_override: self.leak_override.clone(),
        })
    }
}
