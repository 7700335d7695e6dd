//! Lists of public items, and search: the index of words names the items, and where it only names
//! candidates, the folded text says which of them have the word. The result is that of looking
//! through everything.

use super::{grams, words};
use crate::database::Db;
use crate::encode::Row;
use crate::query::Query;
use crate::{Page, PublicQuery, PublicSummary, Standing, Store, StoreError};
use gongkai_domain::identity::InformationId;

#[derive(sqlx::FromRow)]
struct SummaryRow {
    information: String,
    agency: String,
    index_number: String,
    title: String,
    document_number: String,
    dated_on: Option<String>,
    first_published_on: String,
    summary: String,
    published_at: String,
}

/// The lines of the items that a query chose, which stands in between.
const LINES: [&str; 2] = [
    "SELECT information, agency, index_number, title, document_number, dated_on, \
     first_published_on, summary, published_at FROM (",
    ") AS chosen JOIN public_content USING (information)",
];

const CHOSEN: &str = "SELECT information, agency, first_published_on FROM public_item WHERE 1 = 1";

/// The text of an item that is being chosen or not.
const FOLDED: &str = "(SELECT folded FROM public_content \
    WHERE public_content.information = public_item.information)";

/// What is registered of it.
const FACTS: &str = "(SELECT facts FROM public_content \
    WHERE public_content.information = public_item.information)";

const IN_ORDER: &str = " ORDER BY first_published_on DESC, information";

impl Store {
    /// The public items that a query asks for, the last published first.
    pub async fn search(&self, query: &PublicQuery) -> Result<Page<PublicSummary>, StoreError> {
        let mut count = Query::new("SELECT COUNT(*) FROM public_item WHERE 1 = 1");
        self.narrow(&mut count, query);
        let mut list = Query::new(LINES[0]);
        list.push(CHOSEN);
        self.narrow(&mut list, query);
        list.push(IN_ORDER).page(query.offset, query.limit);
        list.push(LINES[1]).push(IN_ORDER);
        Ok(Page {
            rows: self.lines(list).await?,
            total: count.count(self.reader()).await?,
        })
    }

    /// The public items that interpret an item.
    pub async fn public_interpretations(
        &self,
        id: &InformationId,
    ) -> Result<Vec<PublicSummary>, StoreError> {
        let mut list = Query::new(LINES[0]);
        list.push(CHOSEN);
        list.push(" AND interprets = ").text(id.as_str());
        list.push(LINES[1]).push(IN_ORDER);
        self.lines(list).await
    }

    async fn lines(&self, query: Query) -> Result<Vec<PublicSummary>, StoreError> {
        let found: Vec<SummaryRow> = query.rows(self.reader()).await?;
        found.iter().map(SummaryRow::summary).collect()
    }

    fn narrow(&self, sql: &mut Query, query: &PublicQuery) {
        if let Some(agency) = &query.agency {
            sql.push(" AND agency = ").text(agency.as_str());
        }
        if let Some(category) = &query.category {
            sql.push(" AND category = ").text(category.as_str());
        }
        if let Some(topic) = query.topic {
            sql.push(" AND topic = ").number(i64::from(topic.number()));
        }
        if let Some(standing) = query.validity {
            self.contains(sql, FACTS, validity(standing).to_owned());
        }
        if let Some(from) = query.from {
            sql.push(" AND first_published_on >= ")
                .text(from.to_string());
        }
        if let Some(to) = query.to {
            sql.push(" AND first_published_on <= ").text(to.to_string());
        }
        for word in words(&query.words) {
            if !self.candidates(sql, &word) {
                self.contains(sql, FOLDED, word);
            }
        }
    }

    /// Only items that the index has the word of; whether that is all, or their text has to be
    /// looked at.
    fn candidates(&self, sql: &mut Query, word: &str) -> bool {
        match &self.db {
            Db::Sqlite { .. } => {
                let (phrase, exact) = grams::phrase(word);
                sql.push(" AND number IN (SELECT rowid FROM public_gram WHERE public_gram MATCH ");
                sql.text(phrase).push(")");
                exact
            }
            Db::Pg { .. } => {
                let (set, exact) = grams::set(word);
                sql.push(" AND number IN (SELECT number FROM public_gram WHERE grams @> ");
                sql.push("string_to_array(").text(set).push(", ' '))");
                exact
            }
        }
    }

    /// Only rows whose column contains the word, to the character.
    pub(crate) fn contains(&self, sql: &mut Query, column: &'static str, word: String) {
        let place = match &self.db {
            Db::Sqlite { .. } => " AND instr(",
            Db::Pg { .. } => " AND strpos(",
        };
        sql.push(place)
            .push(column)
            .push(", ")
            .text(word)
            .push(") > 0");
    }
}

/// How the facts are written down where a document stands so. No text of a clerk's can hold it:
/// quotation marks within a text are written with a stroke before them.
fn validity(standing: Standing) -> &'static str {
    match standing {
        Standing::InForce => "\"validity\":{\"kind\":\"in_force\"",
        Standing::Repealed => "\"validity\":{\"kind\":\"repealed\"",
        Standing::Expired => "\"validity\":{\"kind\":\"expired\"",
    }
}

impl SummaryRow {
    fn summary(&self) -> Result<PublicSummary, StoreError> {
        let row = Row {
            table: "public_item",
            key: &self.information,
        };
        Ok(PublicSummary {
            id: row.text("information", &self.information)?,
            agency: row.text("agency", &self.agency)?,
            index_number: self.index_number.clone(),
            title: self.title.clone(),
            document_number: self.document_number.clone(),
            dated_on: row.maybe("dated_on", self.dated_on.as_ref())?,
            published_on: row.text("first_published_on", &self.first_published_on)?,
            summary: self.summary.clone(),
            published_at: row.text("published_at", &self.published_at)?,
        })
    }
}
