//! How many items are public, by category, topic and year; and what is left of the withdrawn.

use crate::encode::{Row, number};
use crate::query::Query;
use crate::{PublicCounts, Store, StoreError};
use gongkai_domain::identity::{AgencyId, InformationId};
use gongkai_domain::information::{Tombstone, Topic};

/// Agency, category, topic, year, items.
type Group = (String, String, i64, i64, i64);

impl Store {
    /// How many items are public on an agency's column.
    pub async fn public_counts(&self, host: &AgencyId) -> Result<PublicCounts, StoreError> {
        let row = Row {
            table: "public_tally",
            key: host.as_str(),
        };
        let mut counts = PublicCounts::default();
        let sql = "SELECT agency, category, topic, year, CAST(SUM(items) AS BIGINT) \
                   FROM public_tally WHERE host = $1 AND items > 0 \
                   GROUP BY agency, category, topic, year";
        for (agency, category, topic, year, items) in
            rows!(self.reader(), Group, sql, host.as_str())?
        {
            let items = u64::try_from(items).unwrap_or_default();
            counts.total += items;
            let agency = row.text("agency", &agency)?;
            *counts.by_agency.entry(agency).or_default() += items;
            if !category.is_empty() {
                let category = row.text("category", &category)?;
                *counts.by_category.entry(category).or_default() += items;
            }
            let topic = u8::try_from(topic).ok();
            if let Some(topic) = topic.and_then(|topic| Topic::try_from(topic).ok()) {
                *counts.by_topic.entry(topic).or_default() += items;
            }
            *counts.by_year.entry(row.number("year", year)?).or_default() += items;
        }
        Ok(counts)
    }

    /// What is left of the withdrawn items of an agency's column, in the order of their identities,
    /// so many behind the one given.
    pub async fn tombstones(
        &self,
        host: &AgencyId,
        after: Option<&InformationId>,
        limit: u64,
    ) -> Result<Vec<(InformationId, Tombstone)>, StoreError> {
        let mut query = Query::new("SELECT information, tombstone FROM public_tombstone ");
        query.push("WHERE host = ").text(host.as_str());
        query.push(" AND information > ");
        query.text(after.map_or("", InformationId::as_str));
        query
            .push(" ORDER BY information LIMIT ")
            .number(number(limit));
        let rows: Vec<(String, String)> = query.rows(self.reader()).await?;
        let grave = |(id, tombstone): &(String, String)| {
            let row = Row {
                table: "public_tombstone",
                key: id,
            };
            Ok((
                row.text("information", id)?,
                row.json("tombstone", tombstone)?,
            ))
        };
        rows.iter().map(grave).collect()
    }
}
