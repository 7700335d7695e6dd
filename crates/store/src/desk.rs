//! Lists of items at the desk.

use crate::encode::Row;
use crate::public::words;
use crate::query::Query;
use crate::{DeskQuery, Page, Store, StoreError, Summary};
use gongkai_domain::access::Role;
use gongkai_domain::identity::{AgencyId, CategoryId, InformationId};
use gongkai_domain::information::Stage;

#[derive(sqlx::FromRow)]
struct SummaryRow {
    id: String,
    agency: String,
    index_number: String,
    title: String,
    document_number: String,
    stage: String,
    attribute: String,
    formed_on: Option<String>,
    due_on: Option<String>,
    awaited: Option<String>,
    category: Option<String>,
    author: String,
    first_published_on: Option<String>,
    reassessed_on: Option<String>,
    changed_at: String,
}

const SUMMARIES: &str = "SELECT id, agency, index_number, title, document_number, stage, \
    attribute, formed_on, due_on, awaited, category, author, first_published_on, reassessed_on, \
    changed_at FROM information WHERE ";

impl Store {
    /// The items that a query asks for, the last changed first.
    pub async fn desk(&self, query: &DeskQuery) -> Result<Page<Summary>, StoreError> {
        let mut count = Query::new("SELECT COUNT(*) FROM information WHERE ");
        self.filter(&mut count, query);
        let mut list = Query::new(SUMMARIES);
        self.filter(&mut list, query);
        list.push(" ORDER BY changed_at DESC, id DESC");
        list.page(query.offset, query.limit);
        Ok(Page {
            rows: self.summaries(list).await?,
            total: count.count(self.reader()).await?,
            more: false,
        })
    }

    /// The items that interpret an item, at whatever stage.
    pub async fn interpretations_of(&self, id: &InformationId) -> Result<Vec<Summary>, StoreError> {
        let mut list = Query::new(SUMMARIES);
        list.push("interprets = ").text(id.as_str());
        list.push(" ORDER BY changed_at DESC, id DESC");
        self.summaries(list).await
    }

    async fn summaries(&self, query: Query) -> Result<Vec<Summary>, StoreError> {
        let found: Vec<SummaryRow> = query.rows(self.reader()).await?;
        found.iter().map(SummaryRow::summary).collect()
    }

    pub(crate) fn filter(&self, sql: &mut Query, query: &DeskQuery) {
        // Of one agency the index gives the rows in their order.
        match query.agencies.as_slice() {
            [only] => sql.push("agency = ").text(only.as_str()),
            several => sql
                .push("agency IN ")
                .list(several.iter().map(AgencyId::as_str)),
        };
        if !query.stages.is_empty() {
            sql.push(" AND stage IN ");
            sql.list(query.stages.iter().map(|stage| stage.code()));
        }
        if let Some(category) = &query.category {
            sql.push(" AND category = ")
                .text(CategoryId::as_str(category));
        }
        if let Some(attribute) = &query.attribute {
            sql.push(" AND attribute = ").text(attribute.as_str());
        }
        if let Some(year) = query.year {
            sql.push(" AND formed_on BETWEEN ")
                .text(format!("{year:04}-01-01"));
            sql.push(" AND ").text(format!("{year:04}-12-31"));
        }
        for word in words(&query.words) {
            self.contains(sql, "folded", word);
        }
    }
}

impl SummaryRow {
    fn summary(&self) -> Result<Summary, StoreError> {
        let row = Row {
            table: "information",
            key: &self.id,
        };
        let awaited = self.awaited.as_deref();
        let awaited = awaited.map(|role| row.code("awaited", role, Role::of_code));
        Ok(Summary {
            id: row.text("id", &self.id)?,
            agency: row.text("agency", &self.agency)?,
            index_number: self.index_number.clone(),
            title: self.title.clone(),
            document_number: self.document_number.clone(),
            stage: row.code("stage", &self.stage, Stage::of_code)?,
            attribute: self.attribute.clone(),
            formed_on: row.maybe("formed_on", self.formed_on.as_ref())?,
            due_on: row.maybe("due_on", self.due_on.as_ref())?,
            awaited: awaited.transpose()?,
            category: row.maybe("category", self.category.as_ref())?,
            author: row.text("author", &self.author)?,
            first_published_on: row
                .maybe("first_published_on", self.first_published_on.as_ref())?,
            reassessed_on: row.maybe("reassessed_on", self.reassessed_on.as_ref())?,
            changed_at: row.text("changed_at", &self.changed_at)?,
        })
    }
}
