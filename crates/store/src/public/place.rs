//! Where a public item stands: its place in lists, its entry in the index of words, its share of the
//! tally. They come and go together.

use super::grams;
use crate::StoreError;
use crate::database::Tx;
use crate::query::Query;
use crate::{PublicQuery, Standing, Store, Write};
use gongkai_domain::information::Validity;
use jiff::civil::Date;

/// Numbers of one day.
const OF_A_DAY: i64 = 10_000_000;
/// Numbers of one year, of which most do not occur.
const OF_A_YEAR: i64 = OF_A_DAY * 10_000;

/// What of a public copy its entries are made of.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Placed {
    pub(super) number: i64,
    pub(super) host: String,
    pub(super) agency: String,
    pub(super) category: Option<String>,
    pub(super) topic: Option<i64>,
    pub(super) standing: String,
    pub(super) folded: String,
}

/// Reads it.
pub(super) const PLACED: &str = "SELECT number, host, agency, category, topic, standing, folded \
    FROM public_item JOIN public_content USING (information)";

/// A row if there are public items and none of them is in the tally.
const MISSING: &str = "SELECT number FROM public_item \
    WHERE NOT EXISTS (SELECT 1 FROM public_tally) LIMIT 1";

/// The last number that can be given before those of a day.
pub(super) fn before(day: Date) -> i64 {
    let digits = i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100;
    (digits + i64::from(day.day())) * OF_A_DAY
}

/// The last number of a day.
pub(super) fn last(day: Date) -> i64 {
    before(day) + OF_A_DAY - 1
}

/// The last number before those of a year.
pub(super) fn before_year(year: i64) -> i64 {
    year * OF_A_YEAR
}

/// The year of a number.
pub(super) fn year(number: i64) -> i64 {
    number.div_euclid(OF_A_YEAR)
}

/// The mark of whether a document is in force.
pub(super) fn standing(validity: &Validity) -> &'static str {
    code(match validity {
        Validity::InForce => Standing::InForce,
        Validity::Repealed { .. } => Standing::Repealed,
        Validity::Expired { .. } => Standing::Expired,
    })
}

/// The mark as one asks for it.
pub(super) fn code(standing: Standing) -> &'static str {
    match standing {
        Standing::InForce => "in_force",
        Standing::Repealed => "repealed",
        Standing::Expired => "expired",
    }
}

/// What lists are narrowed by, as words of the index: letters and digits that no text makes.
fn mark(kind: char, value: &str) -> String {
    let plain = value.chars().filter(char::is_ascii_alphanumeric);
    std::iter::once(kind).chain(plain).collect()
}

/// The marks that a query asks for.
pub(super) fn asked(query: &PublicQuery) -> Vec<String> {
    let host = query.host.as_ref().map(|id| mark('h', id.as_str()));
    let agency = query.agency.as_ref().map(|id| mark('a', id.as_str()));
    let category = query.category.as_ref().map(|id| mark('c', id.as_str()));
    let topic = query
        .topic
        .map(|topic| mark('t', &topic.number().to_string()));
    let standing = query.validity.map(|standing| mark('s', code(standing)));
    let marks = [host, agency, category, topic, standing];
    marks.into_iter().flatten().collect()
}

impl Placed {
    fn marks(&self) -> Vec<String> {
        let category = self.category.as_deref().map(|id| mark('c', id));
        let topic = self.topic.map(|topic| mark('t', &topic.to_string()));
        let own = [
            mark('h', &self.host),
            mark('a', &self.agency),
            mark('s', &self.standing),
        ];
        own.into_iter().chain(category).chain(topic).collect()
    }

    /// Puts its words into the index.
    pub(super) async fn index(&self, tx: &mut Tx) -> Result<(), StoreError> {
        grams::index(tx, self.number, &self.marks(), &self.folded).await
    }

    /// Takes its words out of the index.
    pub(super) async fn unindex(&self, tx: &mut Tx) -> Result<(), StoreError> {
        grams::unindex(tx, self.number, &self.marks(), &self.folded).await
    }

    /// Counts it, or with -1 counts it no longer.
    pub(super) async fn tally(&self, tx: &mut Tx, items: i64) -> Result<(), StoreError> {
        run!(
            tx.on(),
            "INSERT INTO public_tally (host, agency, category, topic, standing, year, items) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) \
             ON CONFLICT (host, agency, category, topic, standing, year) \
             DO UPDATE SET items = public_tally.items + excluded.items",
            self.host.as_str(),
            self.agency.as_str(),
            self.category.as_deref().unwrap_or_default(),
            self.topic.unwrap_or_default(),
            self.standing.as_str(),
            year(self.number),
            items,
        )?;
        Ok(())
    }
}

impl Store {
    /// Fills tally and index of words where a change of their shape has emptied them.
    pub(crate) async fn place_missing(&self) -> Result<(), StoreError> {
        if row!(self.reader(), (i64,), MISSING)?.is_none() {
            return Ok(());
        }
        let mut write = self.write().await?;
        // Another process may have been first.
        if row!(write.tx.on(), (i64,), MISSING)?.is_some() {
            write.place_all().await?;
        }
        write.tx.commit().await
    }
}

impl Write {
    /// Makes tally and index of words anew for every public copy, after a load or a change of their
    /// shape, when the index is empty.
    pub(crate) async fn place_all(&mut self) -> Result<(), StoreError> {
        run!(self.tx.on(), "DELETE FROM public_tally")?;
        let sql = "INSERT INTO public_tally \
                   (host, agency, category, topic, standing, year, items) \
                   SELECT host, agency, COALESCE(category, ''), COALESCE(topic, 0), standing, \
                   number / $1, COUNT(*) FROM public_item \
                   GROUP BY host, agency, COALESCE(category, ''), COALESCE(topic, 0), \
                   standing, 6";
        run!(self.tx.on(), sql, OF_A_YEAR)?;
        let mut after = i64::MIN;
        loop {
            let mut query = Query::new(PLACED);
            query.push(" WHERE number > ").number(after);
            query.push(" ORDER BY number LIMIT 1");
            let found: Vec<Placed> = query.rows_in(&mut self.tx).await?;
            let Some(placed) = found.first() else {
                return Ok(());
            };
            placed.index(&mut self.tx).await?;
            after = placed.number;
        }
    }
}
