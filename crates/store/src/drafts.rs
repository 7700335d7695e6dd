//! Requests that are still being filled in. Like sessions they come and go without an event: nothing of the
//! office changes before the request is filed.

use crate::encode::{day, instant};
use crate::{Store, StoreError};
use gongkai_domain::identity::AgencyId;
use jiff::Timestamp;
use jiff::civil::Date;

/// Requests received in a year that ended in one way; or that have not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestCount {
    /// The year of receipt.
    pub year: i16,
    /// The outcome by its name; none while open.
    pub outcome: Option<String>,
    /// How many.
    pub count: u64,
}

#[derive(sqlx::FromRow)]
struct RawCount {
    year: String,
    outcome: Option<String>,
    total: i64,
}

impl Store {
    /// The sealed draft under a mark, if its time is not over.
    pub async fn request_draft(
        &self,
        mark: &str,
        now: Timestamp,
    ) -> Result<Option<String>, StoreError> {
        let sql = "SELECT sealed FROM request_draft WHERE mark = $1 AND expires_at > $2";
        let found = row!(self.reader(), (String,), sql, mark, instant(now))?;
        Ok(found.map(|(sealed,)| sealed))
    }

    /// Keeps a draft in the place of the one that had its mark, and forgets those whose time is over.
    pub async fn save_request_draft(
        &self,
        mark: &str,
        sealed: &str,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let over = "DELETE FROM request_draft WHERE expires_at <= $1";
        run!(self.writer(), over, instant(now))?;
        run!(
            self.writer(),
            "INSERT INTO request_draft (mark, sealed, expires_at) VALUES ($1, $2, $3) \
             ON CONFLICT (mark) DO UPDATE SET sealed = excluded.sealed, \
             expires_at = excluded.expires_at",
            mark,
            sealed,
            instant(expires_at),
        )?;
        Ok(())
    }

    /// Forgets a draft.
    pub async fn delete_request_draft(&self, mark: &str) -> Result<(), StoreError> {
        let sql = "DELETE FROM request_draft WHERE mark = $1";
        run!(self.writer(), sql, mark)?;
        Ok(())
    }

    /// How many requests an agency received in each year since a day, by how they ended. Parts of a
    /// request that was split count each, as in the annual report.
    pub async fn request_counts(
        &self,
        agency: &AgencyId,
        since: Date,
    ) -> Result<Vec<RequestCount>, StoreError> {
        let sql = "SELECT substr(received_on, 1, 4) AS year, outcome, COUNT(*) AS total \
                   FROM request WHERE agency = $1 AND received_on >= $2 \
                   GROUP BY substr(received_on, 1, 4), outcome ORDER BY year, outcome";
        let since = day(Some(since));
        let found = rows!(self.reader(), RawCount, sql, agency.as_str(), since)?;
        let count = |raw: RawCount| {
            Some(RequestCount {
                year: raw.year.parse().ok()?,
                outcome: raw.outcome,
                count: u64::try_from(raw.total).ok()?,
            })
        };
        Ok(found.into_iter().filter_map(count).collect())
    }
}
