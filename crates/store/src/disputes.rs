//! Reconsideration and litigation.

use crate::encode::{Row, json, number};
use crate::query::Query;
use crate::{Store, StoreError, Write};
use gongkai_domain::dispute::Turn;
use gongkai_domain::identity::{AgencyId, DisputeId, RequestId};

/// A dispute as it is kept: its turns, from which everything else follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeRow {
    /// Its identity.
    pub id: DisputeId,
    /// The agency that answers.
    pub agency: AgencyId,
    /// The request it is about.
    pub request: Option<RequestId>,
    /// What happened, in order.
    pub turns: Vec<Turn>,
    /// Grows with every turn.
    pub revision: u64,
}

#[derive(sqlx::FromRow)]
struct Raw {
    id: String,
    agency: String,
    request: Option<String>,
    content: String,
    revision: i64,
}

const COLUMNS: &str = "SELECT id, agency, request, content, revision FROM dispute ";

impl Store {
    /// The dispute of this identity.
    pub async fn dispute(&self, id: &DisputeId) -> Result<Option<DisputeRow>, StoreError> {
        let mut query = Query::new(COLUMNS);
        query.push("WHERE id = ").text(id.as_str());
        let found: Vec<Raw> = query.rows(self.reader()).await?;
        found.first().map(Raw::row).transpose()
    }

    /// The disputes of an agency.
    pub async fn disputes(&self, agency: &AgencyId) -> Result<Vec<DisputeRow>, StoreError> {
        let mut query = Query::new(COLUMNS);
        query.push("WHERE agency = ").text(agency.as_str());
        query.push(" ORDER BY id");
        let found: Vec<Raw> = query.rows(self.reader()).await?;
        found.iter().map(Raw::row).collect()
    }
}

impl Write {
    /// Writes a new dispute.
    pub async fn insert_dispute(&mut self, row: &DisputeRow) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO dispute (id, agency, request, content, revision) \
             VALUES ($1, $2, $3, $4, $5)",
            row.id.as_str(),
            row.agency.as_str(),
            row.request.as_ref().map(RequestId::as_str),
            json(&row.turns)?,
            number(row.revision),
        )?;
        Ok(())
    }

    /// Saves a dispute over the revision it was read at, as the next one. `Conflict` if somebody saved
    /// in between.
    pub async fn save_dispute(&mut self, row: &DisputeRow) -> Result<(), StoreError> {
        let touched = run!(
            self.tx.on(),
            "UPDATE dispute SET content = $3, revision = $2 + 1 WHERE id = $1 AND revision = $2",
            row.id.as_str(),
            number(row.revision),
            json(&row.turns)?,
        )?;
        if touched == 0 {
            return Err(StoreError::Conflict);
        }
        Ok(())
    }
}

impl Raw {
    fn row(&self) -> Result<DisputeRow, StoreError> {
        let row = Row {
            table: "dispute",
            key: &self.id,
        };
        Ok(DisputeRow {
            id: row.text("id", &self.id)?,
            agency: row.text("agency", &self.agency)?,
            request: row.maybe("request", self.request.as_ref())?,
            turns: row.json("content", &self.content)?,
            revision: row.number("revision", self.revision)?,
        })
    }
}
