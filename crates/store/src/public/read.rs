//! Public copies, one by one and all in turn.

use crate::encode::{Row, number};
use crate::query::Query;
use crate::{Public, PublicItem, Store, StoreError};
use gongkai_domain::identity::{AgencyId, InformationId};
use gongkai_domain::information::Facts;
use std::collections::BTreeMap;

#[derive(sqlx::FromRow)]
struct CopyRow {
    information: String,
    host: String,
    agency: String,
    index_number: String,
    facts: String,
    category_name: String,
    version: i64,
    first_published_on: String,
    published_at: String,
    due_on: Option<String>,
    in_time: Option<i64>,
    attachment_text: String,
}

const COPIES: &str = "SELECT information, host, agency, index_number, facts, category_name, version, \
    first_published_on, published_at, due_on, in_time, attachment_text \
    FROM public_item JOIN public_content USING (information) ";

impl Store {
    /// What a public address leads to: an item, a tombstone, or nothing.
    pub async fn public(&self, id: &InformationId) -> Result<Option<Public>, StoreError> {
        let mut query = Query::new(COPIES);
        query.push("WHERE information = ").text(id.as_str());
        let copies: Vec<CopyRow> = query.rows(self.reader()).await?;
        if let Some(copy) = copies.first() {
            return Ok(Some(Public::Item(Box::new(copy.item()?))));
        }
        let sql = "SELECT host, tombstone FROM public_tombstone WHERE information = $1";
        let Some((host, tombstone)) = row!(self.reader(), (String, String), sql, id.as_str())?
        else {
            return Ok(None);
        };
        let row = Row {
            table: "public_tombstone",
            key: id.as_str(),
        };
        Ok(Some(Public::Withdrawn(
            row.text("host", &host)?,
            row.json("tombstone", &tombstone)?,
        )))
    }

    /// All public items, or those of one agency's column, in the order of their identities, so many
    /// behind the one given.
    pub async fn public_all(
        &self,
        host: Option<&AgencyId>,
        after: Option<&InformationId>,
        limit: u64,
    ) -> Result<Vec<PublicItem>, StoreError> {
        let mut query = Query::new(COPIES);
        query.push("WHERE information > ");
        query.text(after.map_or("", InformationId::as_str));
        if let Some(host) = host {
            query.push(" AND host = ").text(host.as_str());
        }
        query
            .push(" ORDER BY information LIMIT ")
            .number(number(limit));
        let copies: Vec<CopyRow> = query.rows(self.reader()).await?;
        copies.iter().map(CopyRow::item).collect()
    }

    /// The facts of public items; of those that are not public, nothing.
    pub async fn public_facts(
        &self,
        ids: &[&InformationId],
    ) -> Result<BTreeMap<InformationId, Facts>, StoreError> {
        let mut query = Query::new("SELECT information, facts FROM public_content ");
        query.push("WHERE information IN ");
        query.list(ids.iter().map(|id| id.as_str()));
        let found: Vec<(String, String)> = query.rows(self.reader()).await?;
        let facts = |(id, facts): &(String, String)| {
            let row = Row {
                table: "public_content",
                key: id,
            };
            Ok((row.text("information", id)?, row.json("facts", facts)?))
        };
        found.iter().map(facts).collect()
    }

    /// The text of a public item's attachments; of one that is not public, nothing.
    pub async fn attachment_text(&self, id: &InformationId) -> Result<String, StoreError> {
        let sql = "SELECT attachment_text FROM public_content WHERE information = $1";
        let text = row!(self.reader(), (String,), sql, id.as_str())?;
        Ok(text.map_or_else(String::new, |(text,)| text))
    }

    /// The public items that hold the file of this digest: where there is none, the file is not
    /// for the public.
    pub async fn public_holders(&self, digest: &str) -> Result<Vec<InformationId>, StoreError> {
        let sql = "SELECT DISTINCT information FROM public_file WHERE digest = $1 \
                   ORDER BY information";
        let holders = rows!(self.reader(), (String,), sql, digest)?;
        let id = |(id,): &(String,)| {
            let row = Row {
                table: "public_file",
                key: id,
            };
            row.text("information", id)
        };
        holders.iter().map(id).collect()
    }
}

impl CopyRow {
    fn item(&self) -> Result<PublicItem, StoreError> {
        let row = Row {
            table: "public_item",
            key: &self.information,
        };
        Ok(PublicItem {
            id: row.text("information", &self.information)?,
            agency: row.text("agency", &self.agency)?,
            host: row.text("host", &self.host)?,
            index_number: self.index_number.clone(),
            facts: row.json("facts", &self.facts)?,
            category_name: self.category_name.clone(),
            version: row.number("version", self.version)?,
            first_published_on: row.text("first_published_on", &self.first_published_on)?,
            published_at: row.text("published_at", &self.published_at)?,
            due_on: row.maybe("due_on", self.due_on.as_ref())?,
            in_time: self.in_time.map(|yes| yes != 0),
            attachment_text: self.attachment_text.clone(),
        })
    }
}
