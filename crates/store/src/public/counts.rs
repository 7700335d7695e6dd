//! How many items are public, by category, topic and year; and what is left of the withdrawn.

use crate::encode::{Row, number};
use crate::query::Query;
use crate::{PublicCounts, Store, StoreError};
use gongkai_domain::identity::{AgencyId, InformationId};
use gongkai_domain::information::{Tombstone, Topic};

/// Category, topic, year, items.
type Group = (String, i64, i64, i64);

impl Store {
    /// How many items of an agency are public.
    pub async fn public_counts(&self, agency: &AgencyId) -> Result<PublicCounts, StoreError> {
        let row = Row {
            table: "public_tally",
            key: agency.as_str(),
        };
        let mut counts = PublicCounts::default();
        let sql = "SELECT category, topic, year, CAST(SUM(items) AS BIGINT) FROM public_tally \
                   WHERE agency = $1 AND items > 0 GROUP BY category, topic, year";
        for (category, topic, year, items) in rows!(self.reader(), Group, sql, agency.as_str())? {
            let items = u64::try_from(items).unwrap_or_default();
            counts.total += items;
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

    /// What is left of an agency's withdrawn items, in the order of their identities, so many behind
    /// the one given.
    pub async fn tombstones(
        &self,
        agency: &AgencyId,
        after: Option<&InformationId>,
        limit: u64,
    ) -> Result<Vec<(InformationId, Tombstone)>, StoreError> {
        let mut query = Query::new("SELECT information, tombstone FROM public_tombstone ");
        query.push("WHERE agency = ").text(agency.as_str());
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
