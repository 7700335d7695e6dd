//! What is published under the entries of catalogues.

use crate::encode::Row;
use crate::query::Query;
use crate::{Page, PublicSummary, Store, StoreError};
use gongkai_domain::identity::{AgencyId, RecordId};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What is published under an entry of a catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// Items that are public.
    pub items: u64,
    /// The day on which the last of them was first published.
    pub last: Date,
}

impl Store {
    /// How many public items of an agency stand under each entry of its catalogue, and when the last
    /// of them was first published. Entries without one are not in it.
    pub async fn listed(
        &self,
        agency: &AgencyId,
    ) -> Result<BTreeMap<RecordId, Listed>, StoreError> {
        let sql = "SELECT listing, COUNT(*), MAX(first_published_on) FROM public_item \
                   WHERE agency = $1 AND listing IS NOT NULL GROUP BY listing";
        let found = rows!(self.reader(), (String, i64, String), sql, agency.as_str())?;
        let one = |(listing, items, last): &(String, i64, String)| {
            let row = Row {
                table: "public_item",
                key: listing,
            };
            let listed = Listed {
                items: row.number("count", *items)?,
                last: row.text("first_published_on", last)?,
            };
            Ok((row.text("listing", listing)?, listed))
        };
        found.iter().map(one).collect()
    }

    /// The public items under an entry of an agency's catalogue, the last published first.
    pub async fn public_under(
        &self,
        agency: &AgencyId,
        listing: &RecordId,
        offset: u64,
        limit: u64,
    ) -> Result<Page<PublicSummary>, StoreError> {
        let under = |sql: &mut Query| {
            sql.push("FROM public_item WHERE agency = ")
                .text(agency.as_str());
            sql.push(" AND listing = ").text(listing.as_str());
        };
        let mut count = Query::new("SELECT COUNT(*) ");
        under(&mut count);
        let mut list = Query::new("SELECT number ");
        under(&mut list);
        list.push(" ORDER BY number DESC").page(offset, limit);
        Ok(Page {
            rows: self.chosen(list).await?,
            total: count.count(self.reader()).await?,
            more: false,
        })
    }
}
