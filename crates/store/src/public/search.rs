//! Lists of public items, and search: the index of words names candidates, and the folded text
//! says which of them have the word. The result is that of looking through everything.

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

const SUMMARIES: &str = "SELECT information, agency, index_number, title, document_number, \
    dated_on, first_published_on, summary, published_at FROM public_item WHERE 1 = 1";

const IN_ORDER: &str = " ORDER BY first_published_on DESC, information";

impl Store {
    /// The public items that a query asks for, the last published first.
    pub async fn search(&self, query: &PublicQuery) -> Result<Page<PublicSummary>, StoreError> {
        let mut count = Query::new("SELECT COUNT(*) FROM public_item WHERE 1 = 1");
        self.narrow(&mut count, query);
        let mut list = Query::new(SUMMARIES);
        self.narrow(&mut list, query);
        list.push(IN_ORDER).page(query.offset, query.limit);
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
        let mut list = Query::new(SUMMARIES);
        list.push(" AND interprets = ").text(id.as_str());
        list.push(IN_ORDER);
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
            self.contains(sql, "facts", validity(standing).to_owned());
        }
        if let Some(from) = query.from {
            sql.push(" AND first_published_on >= ")
                .text(from.to_string());
        }
        if let Some(to) = query.to {
            sql.push(" AND first_published_on <= ").text(to.to_string());
        }
        for word in words(&query.words) {
            self.candidates(sql, &word);
            if !grams::are_the_word(&word) {
                self.contains(sql, "folded", word);
            }
        }
    }

    /// Only items whose grams include all of the word's.
    fn candidates(&self, sql: &mut Query, word: &str) {
        let asked = grams::of_word(word);
        match &self.db {
            Db::Sqlite { .. } => {
                sql.push(" AND number IN (SELECT rowid FROM public_gram WHERE public_gram MATCH ");
                sql.text(asked).push(")");
            }
            Db::Pg(_) => {
                sql.push(" AND number IN (SELECT number FROM public_gram WHERE grams @> ");
                sql.push("string_to_array(").text(asked).push(", ' '))");
            }
        }
    }

    /// Only rows whose column contains the word, to the character.
    pub(crate) fn contains(&self, sql: &mut Query, column: &'static str, word: String) {
        let place = match &self.db {
            Db::Sqlite { .. } => " AND instr(",
            Db::Pg(_) => " AND strpos(",
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
