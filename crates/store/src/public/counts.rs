//! How many items are public, by category, topic and year; and what is left of the withdrawn.

use crate::encode::{Row, number};
use crate::query::Query;
use crate::{PublicCounts, Store, StoreError};
use gongkai_domain::identity::{AgencyId, InformationId};
use gongkai_domain::information::{Tombstone, Topic};

/// Category, topic, year, items.
type Group = (Option<String>, Option<i64>, String, i64);

impl Store {
    /// How many items of an agency are public.
    pub async fn public_counts(&self, agency: &AgencyId) -> Result<PublicCounts, StoreError> {
        let row = Row {
            table: "public_item",
            key: agency.as_str(),
        };
        let mut counts = PublicCounts::default();
        let sql = "SELECT category, topic, substr(first_published_on, 1, 4), COUNT(*) \
                   FROM public_item WHERE agency = $1 \
                   GROUP BY category, topic, substr(first_published_on, 1, 4)";
        for (category, topic, year, items) in rows!(self.reader(), Group, sql, agency.as_str())? {
            let items = u64::try_from(items).unwrap_or_default();
            counts.total += items;
            if let Some(category) = row.maybe("category", category.as_ref())? {
                *counts.by_category.entry(category).or_default() += items;
            }
            let topic = topic.and_then(|topic| u8::try_from(topic).ok());
            if let Some(topic) = topic.and_then(|topic| Topic::try_from(topic).ok()) {
                *counts.by_topic.entry(topic).or_default() += items;
            }
            *counts.by_year.entry(row.text("year", &year)?).or_default() += items;
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
