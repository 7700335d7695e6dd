//! Hand-over to archive and library: batches with their lines, and what still waits.

use crate::encode::{Row, day, json, number};
use crate::{Overdrawn, Store, StoreError, Waiting, Write};
use gongkai_domain::handover::{Batch, BatchKind, Handed, Line};
use gongkai_domain::identity::{AgencyId, HandoverId, InformationId};
use jiff::civil::Date;

#[derive(sqlx::FromRow)]
struct BatchRow {
    id: String,
    agency: String,
    number: String,
    period_from: String,
    period_to: String,
    due_on: Option<String>,
    made_on: String,
    package: String,
    manifest: String,
    revision: i64,
    ground: String,
    receivers: String,
    state: String,
    receipts: String,
}

#[derive(sqlx::FromRow)]
struct WaitingRow {
    id: String,
    version: i64,
    formed_on: Option<String>,
    first_published_on: String,
    title: String,
}

#[derive(sqlx::FromRow)]
struct OverdrawnRow {
    information: String,
    batch: String,
    stage: String,
    version: i64,
    withdrawn: i64,
    public: Option<i64>,
    line: String,
}

const BATCHES: &str = "SELECT id, agency, number, period_from, period_to, due_on, made_on, \
    package, manifest, revision, ground, receivers, state, receipts FROM handover_batch ";

impl Store {
    /// The batches of an agency, the last made first, with their lines.
    pub async fn handovers(&self, agency: &AgencyId) -> Result<Vec<Batch>, StoreError> {
        let mut query = crate::query::Query::new(BATCHES);
        query.push("WHERE agency = ").text(agency.as_str());
        query.push(" ORDER BY sequence DESC");
        let found: Vec<BatchRow> = query.rows(self.reader()).await?;
        let sql = "SELECT item.batch, item.line FROM handover_item item \
                   JOIN handover_batch batch ON batch.id = item.batch \
                   WHERE batch.agency = $1 ORDER BY item.batch, item.position";
        let lines = rows!(self.reader(), (String, String), sql, agency.as_str())?;
        let mut batches = Vec::new();
        for row in &found {
            let own = lines.iter().filter(|(batch, _)| *batch == row.id);
            batches.push(row.batch(own.map(|(_, line)| line.as_str()))?);
        }
        Ok(batches)
    }

    /// The batches of an agency that have not gone out, without their lines.
    pub async fn handovers_prepared(&self, agency: &AgencyId) -> Result<Vec<Batch>, StoreError> {
        let mut query = crate::query::Query::new(BATCHES);
        query.push("WHERE agency = ").text(agency.as_str());
        query.push(" AND stage = 'prepared' ORDER BY sequence");
        let found: Vec<BatchRow> = query.rows(self.reader()).await?;
        found
            .iter()
            .map(|row| row.batch(std::iter::empty()))
            .collect()
    }

    /// A batch with its lines.
    pub async fn handover(&self, id: &HandoverId) -> Result<Option<Batch>, StoreError> {
        let mut query = crate::query::Query::new(BATCHES);
        query.push("WHERE id = ").text(id.as_str());
        let found: Vec<BatchRow> = query.rows(self.reader()).await?;
        let Some(row) = found.first() else {
            return Ok(None);
        };
        let sql = "SELECT line FROM handover_item WHERE batch = $1 ORDER BY position";
        let lines = rows!(self.reader(), (String,), sql, id.as_str())?;
        let lines = lines.iter().map(|(line,)| line.as_str());
        row.batch(lines).map(Some)
    }

    /// How many batches an agency made in a year.
    pub async fn handover_count(&self, agency: &AgencyId, year: i16) -> Result<u64, StoreError> {
        let sql = "SELECT COUNT(*) FROM handover_batch \
                   WHERE agency = $1 AND made_on BETWEEN $2 AND $3";
        let (first, last) = crate::figures::days(year);
        let found = row!(self.reader(), (i64,), sql, agency.as_str(), &first, &last)?;
        Ok(crate::figures::count(found.unwrap_or_default().0))
    }

    /// The last day up to which lists were made, zero reports among them.
    pub async fn handover_settled(&self, agency: &AgencyId) -> Result<Option<Date>, StoreError> {
        let sql = "SELECT MAX(period_to) FROM handover_batch \
                   WHERE agency = $1 AND stage <> 'discarded' AND kind <> 'replacement'";
        let found = row!(self.reader(), (Option<String>,), sql, agency.as_str())?;
        let row = Row {
            table: "handover_batch",
            key: agency.as_str(),
        };
        row.maybe("period_to", found.unwrap_or_default().0.as_ref())
    }

    /// What is public, was first published on a day or later, and stands in no list yet; in the
    /// order of publication.
    pub async fn handover_waiting(
        &self,
        agency: &AgencyId,
        since: Date,
    ) -> Result<Vec<Waiting>, StoreError> {
        let sql = "SELECT item.information AS id, content.version, information.formed_on, \
                   item.first_published_on, content.title FROM public_item item \
                   JOIN public_content content ON content.information = item.information \
                   JOIN information ON information.id = item.information \
                   LEFT JOIN handover_item handed ON handed.once = item.information \
                   WHERE item.agency = $1 AND item.first_published_on >= $2 \
                   AND handed.once IS NULL \
                   ORDER BY item.first_published_on, content.index_number";
        let since = since.to_string();
        let found = rows!(self.reader(), WaitingRow, sql, agency.as_str(), &since)?;
        found.iter().map(WaitingRow::waiting).collect()
    }

    /// Of what the houses have by its last list, what is no longer what the public sees.
    pub async fn handover_overdrawn(
        &self,
        agency: &AgencyId,
    ) -> Result<Vec<Overdrawn>, StoreError> {
        let sql = "SELECT item.information, item.batch, batch.stage, item.version, \
                   item.withdrawn, content.version AS public, item.line FROM handover_item item \
                   JOIN handover_batch batch ON batch.id = item.batch \
                   LEFT JOIN public_content content ON content.information = item.information \
                   WHERE batch.agency = $1 AND batch.stage <> 'discarded' \
                   AND ((item.withdrawn = 1 AND content.version IS NOT NULL) \
                     OR (item.withdrawn = 0 AND COALESCE(content.version, 0) <> item.version)) \
                   AND NOT EXISTS (SELECT 1 FROM handover_item later \
                     JOIN handover_batch then_made ON then_made.id = later.batch \
                     WHERE later.information = item.information \
                     AND then_made.stage <> 'discarded' \
                     AND then_made.sequence > batch.sequence) \
                   ORDER BY batch.sequence, item.position";
        let found = rows!(self.reader(), OverdrawnRow, sql, agency.as_str())?;
        found.iter().map(OverdrawnRow::overdrawn).collect()
    }

    /// Which of these items stand in a regular list.
    pub async fn handed_over(
        &self,
        items: &[InformationId],
    ) -> Result<Vec<InformationId>, StoreError> {
        let mut query = crate::query::Query::new("SELECT once FROM handover_item WHERE once IN ");
        query.list(items.iter().map(InformationId::as_str));
        let found: Vec<(String,)> = query.rows(self.reader()).await?;
        let ids = found.iter().map(|(id,)| {
            let row = Row {
                table: "handover_item",
                key: id,
            };
            row.text("once", id)
        });
        ids.collect()
    }
}

impl Write {
    /// Adds a batch. `Duplicate` if its number was given, or an item stands in a regular list.
    pub async fn insert_handover(&mut self, batch: &Batch) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO handover_batch (id, agency, sequence, number, kind, period_from, \
             period_to, due_on, made_on, stage, delivered_on, package, manifest, revision, ground, \
             receivers, state, receipts) SELECT $1, $2, COALESCE(MAX(sequence), 0) + 1, $3, $4, \
             $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17 FROM handover_batch",
            batch.id.as_str(),
            batch.agency.as_str(),
            batch.number.as_str(),
            batch.kind.code(),
            batch.period.from.to_string(),
            batch.period.to.to_string(),
            day(batch.due_on),
            batch.made_on.to_string(),
            batch.stage.code(),
            day(batch.delivered_on()),
            batch.package.as_str(),
            batch.manifest.as_str(),
            number(batch.revision),
            json(&batch.kind)?,
            json(&batch.receivers)?,
            json(&batch.stage)?,
            json(&batch.receipts)?,
        )?;
        for (position, line) in (0_i64..).zip(&batch.items) {
            self.insert_line(batch, position, line).await?;
        }
        Ok(())
    }

    async fn insert_line(
        &mut self,
        batch: &Batch,
        position: i64,
        line: &Line,
    ) -> Result<(), StoreError> {
        let once = (batch.kind == BatchKind::Regular).then(|| line.information.as_str());
        run!(
            self.tx.on(),
            "INSERT INTO handover_item (batch, position, information, version, withdrawn, once, \
             line) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            batch.id.as_str(),
            position,
            line.information.as_str(),
            i64::from(line.version),
            i64::from(line.withdrawn),
            once,
            json(line)?,
        )?;
        Ok(())
    }

    /// Saves where a batch stands over the revision it was read at, as the next one; the items of
    /// one that was thrown away wait again. `Conflict` if somebody saved in between.
    pub async fn save_handover(
        &mut self,
        batch: &Batch,
        expected_revision: u64,
    ) -> Result<(), StoreError> {
        let touched = run!(
            self.tx.on(),
            "UPDATE handover_batch SET stage = $3, delivered_on = $4, state = $5, receipts = $6, \
             revision = $2 + 1 WHERE id = $1 AND revision = $2",
            batch.id.as_str(),
            number(expected_revision),
            batch.stage.code(),
            day(batch.delivered_on()),
            json(&batch.stage)?,
            json(&batch.receipts)?,
        )?;
        if touched == 0 {
            return Err(StoreError::Conflict);
        }
        if batch.stage.code() == "discarded" {
            run!(
                self.tx.on(),
                "UPDATE handover_item SET once = NULL WHERE batch = $1",
                batch.id.as_str(),
            )?;
        }
        Ok(())
    }
}

impl BatchRow {
    fn batch<'l>(&self, lines: impl Iterator<Item = &'l str>) -> Result<Batch, StoreError> {
        let row = Row {
            table: "handover_batch",
            key: &self.id,
        };
        let lines = lines.map(|line| row.json("line", line));
        Ok(Batch {
            id: row.text("id", &self.id)?,
            agency: row.text("agency", &self.agency)?,
            number: self.number.clone(),
            kind: row.json("ground", &self.ground)?,
            period: gongkai_domain::handover::Period {
                from: row.text("period_from", &self.period_from)?,
                to: row.text("period_to", &self.period_to)?,
            },
            due_on: row.maybe("due_on", self.due_on.as_ref())?,
            made_on: row.text("made_on", &self.made_on)?,
            receivers: row.json("receivers", &self.receivers)?,
            items: lines.collect::<Result<_, _>>()?,
            package: self.package.clone(),
            manifest: self.manifest.clone(),
            stage: row.json("state", &self.state)?,
            receipts: row.json("receipts", &self.receipts)?,
            revision: row.number("revision", self.revision)?,
        })
    }
}

impl WaitingRow {
    fn waiting(&self) -> Result<Waiting, StoreError> {
        let row = Row {
            table: "public_item",
            key: &self.id,
        };
        Ok(Waiting {
            id: row.text("id", &self.id)?,
            version: row.number("version", self.version)?,
            formed_on: row.maybe("formed_on", self.formed_on.as_ref())?,
            published_on: row.text("first_published_on", &self.first_published_on)?,
            title: self.title.clone(),
        })
    }
}

impl OverdrawnRow {
    fn overdrawn(&self) -> Result<Overdrawn, StoreError> {
        let row = Row {
            table: "handover_item",
            key: &self.information,
        };
        let public = self.public.map(|version| row.number("version", version));
        Ok(Overdrawn {
            line: row.json("line", &self.line)?,
            batch: row.text("batch", &self.batch)?,
            is_delivered: self.stage == "delivered",
            handed: Handed {
                version: row.number("version", self.version)?,
                withdrawn: self.withdrawn != 0,
            },
            public: public.transpose()?,
        })
    }
}
