//! Lists of public items, and search: the index of words names the items, and where it only names
//! candidates, the folded text says which of them have the word. The result is that of looking
//! through everything. How long a list is, is known from the tally.

use super::{grams, place, words};
use crate::database::Db;
use crate::encode::{Row, number};
use crate::query::Query;
use crate::{Page, PublicQuery, PublicSummary, Store, StoreError};
use gongkai_domain::identity::InformationId;

#[derive(sqlx::FromRow)]
struct SummaryRow {
    information: String,
    host: String,
    agency: String,
    index_number: String,
    title: String,
    document_number: String,
    dated_on: Option<String>,
    first_published_on: String,
    summary: String,
    published_at: String,
}

/// The lines of the items that a query chose by number, which stands in between.
const LINES: [&str; 2] = [
    "SELECT information, host, agency, index_number, title, document_number, dated_on, \
     first_published_on, summary, published_at FROM (",
    ") AS chosen JOIN public_item USING (number) JOIN public_content USING (information) \
     ORDER BY number DESC",
];

/// The text of an item that is being chosen or not.
const FOLDED: &str = "(SELECT folded FROM public_content JOIN public_item AS one \
    USING (information) WHERE one.number = chosen.number)";

/// Hits of a search that are counted behind the page that is shown: to count all that a common
/// word finds takes longer than all else.
const COUNTED: u64 = 200;

/// Items that follow each other, and how many of them to pass over.
#[derive(Debug, Clone, Copy)]
struct Span {
    first: i64,
    last: i64,
    offset: u64,
}

impl Store {
    /// The public items that a query asks for, the last published first.
    pub async fn search(&self, query: &PublicQuery) -> Result<Page<PublicSummary>, StoreError> {
        let words = words(&query.words);
        let span = Span::of(query);
        let mut page = Page {
            rows: Vec::new(),
            total: 0,
            more: false,
        };
        let mut from = span;
        if !words.is_empty() {
            let limit = query.offset.saturating_add(COUNTED);
            page.total = self.count(query, &words, span, limit + 1).await?;
            page.more = page.total > limit;
            page.total = page.total.min(limit);
        } else if is_of_whole_years(query) {
            (page.total, from) = self.tallied(query, span).await?;
        } else {
            page.total = self.count(query, &words, span, u64::MAX).await?;
        }
        if query.limit > 0 && page.total > query.offset {
            let mut list = Query::new(LINES[0]);
            self.choose(&mut list, query, &words, from);
            list.push(" ORDER BY number DESC")
                .page(from.offset, query.limit);
            list.push(LINES[1]);
            page.rows = self.lines(list).await?;
        }
        Ok(page)
    }

    /// How many items a query finds, counted up to a limit.
    async fn count(
        &self,
        query: &PublicQuery,
        words: &[String],
        span: Span,
        limit: u64,
    ) -> Result<u64, StoreError> {
        let mut count = Query::new("SELECT COUNT(*) FROM (");
        self.choose(&mut count, query, words, span);
        count
            .push(" LIMIT ")
            .number(number(limit))
            .push(") AS counted");
        count.count(self.reader()).await
    }

    /// How many items a query without words finds, from the tally; and where its page begins,
    /// without the years that lie wholly before it.
    async fn tallied(&self, query: &PublicQuery, span: Span) -> Result<(u64, Span), StoreError> {
        let mut tally =
            Query::new("SELECT year, CAST(SUM(items) AS BIGINT) FROM public_tally WHERE 1 = 1");
        narrow(&mut tally, query);
        tally.push(" AND year >= ").number(place::year(span.first));
        tally.push(" AND year <= ").number(place::year(span.last));
        tally.push(" GROUP BY year ORDER BY year DESC");
        let years: Vec<(i64, i64)> = tally.rows(self.reader()).await?;
        let mut total = 0;
        let mut from = span;
        for (year, items) in years {
            let items = u64::try_from(items).unwrap_or_default();
            total += items;
            if total <= span.offset {
                from.last = place::before_year(year);
                from.offset = span.offset - total;
            }
        }
        Ok((total, from))
    }

    /// The public items that interpret an item.
    pub async fn public_interpretations(
        &self,
        id: &InformationId,
    ) -> Result<Vec<PublicSummary>, StoreError> {
        let mut chosen = Query::new("SELECT number FROM public_item WHERE interprets = ");
        chosen.text(id.as_str());
        self.chosen(chosen).await
    }

    /// The lines of the items whose numbers a query gives.
    pub(super) async fn chosen(&self, numbers: Query) -> Result<Vec<PublicSummary>, StoreError> {
        self.lines(numbers.within(LINES)).await
    }

    async fn lines(&self, query: Query) -> Result<Vec<PublicSummary>, StoreError> {
        let found: Vec<SummaryRow> = query.rows(self.reader()).await?;
        found.iter().map(SummaryRow::summary).collect()
    }

    /// The numbers of the items that a query finds within a span.
    fn choose(&self, sql: &mut Query, query: &PublicQuery, words: &[String], span: Span) {
        let marks = place::asked(query);
        sql.push("SELECT number FROM (");
        let is_exact: fn(&str) -> bool = match &self.db {
            Db::Sqlite { .. } if !words.is_empty() => {
                sql.push("SELECT rowid AS number FROM public_gram WHERE public_gram MATCH ");
                sql.text(grams::phrases(&marks, words));
                span.narrow(sql, "rowid");
                grams::is_exact_phrase
            }
            Db::Sqlite { .. } | Db::Pg { .. } => {
                sql.push("SELECT number FROM public_item WHERE 1 = 1");
                narrow(sql, query);
                span.narrow(sql, "number");
                if !words.is_empty() {
                    sql.push(" AND number IN (SELECT number FROM public_gram WHERE grams @> ");
                    sql.push("string_to_array(").text(grams::set(&marks, words));
                    sql.push(", ' '))");
                }
                grams::is_exact_set
            }
        };
        sql.push(") AS chosen WHERE 1 = 1");
        for word in words.iter().filter(|word| !is_exact(word)) {
            self.contains(sql, FOLDED, word.clone());
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

/// Only rows of what a query asks for besides words and days.
fn narrow(sql: &mut Query, query: &PublicQuery) {
    if let Some(host) = &query.host {
        sql.push(" AND host = ").text(host.as_str());
    }
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
        sql.push(" AND standing = ").text(place::code(standing));
    }
}

/// Whether the days asked for begin and end with a year.
fn is_of_whole_years(query: &PublicQuery) -> bool {
    let from = query.from.is_none_or(|day| day == day.first_of_year());
    from && query.to.is_none_or(|day| day == day.last_of_year())
}

impl Span {
    fn of(query: &PublicQuery) -> Self {
        Self {
            first: query.from.map_or(0, place::before),
            last: query.to.map_or(i64::MAX, place::last),
            offset: query.offset,
        }
    }

    fn narrow(self, sql: &mut Query, column: &'static str) {
        if self.first > 0 {
            sql.push(" AND ")
                .push(column)
                .push(" >= ")
                .number(self.first);
        }
        if self.last < i64::MAX {
            sql.push(" AND ")
                .push(column)
                .push(" <= ")
                .number(self.last);
        }
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
            host: row.text("host", &self.host)?,
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
