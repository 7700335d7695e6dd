//! A query put together from parts. Only text of this crate's own goes into it; what comes from
//! outside is bound.

use crate::StoreError;
use crate::database::{Engine, Tx};
use crate::encode::number;
use sqlx::postgres::{PgPool, PgRow};
use sqlx::sqlite::{SqlitePool, SqliteRow};
use sqlx::{AssertSqlSafe, ColumnIndex, Decode, FromRow, Row, Type};
use std::fmt::Write as _;

/// Text with `$1`, `$2` … and what stands for them.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    text: String,
    values: Vec<Value>,
}

/// What stands in a column. Absence has the kind of its column too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Text(Option<String>),
    Number(Option<i64>),
}

/// Sends the query to an engine.
macro_rules! send {
    ($query:expr, $driver:ty, $row:ty, $on:expr) => {{
        let mut query = sqlx::query_as::<$driver, $row>(AssertSqlSafe($query.text));
        send!(@bind query, $query)
            .fetch_all($on)
            .await
    }};
    (@bind $sql:ident, $query:expr) => {{
        for value in $query.values {
            $sql = match value {
                Value::Text(text) => $sql.bind(text),
                Value::Number(number) => $sql.bind(number),
            };
        }
        $sql
    }};
}

impl Query {
    /// A query that begins so.
    pub(crate) fn new(text: &'static str) -> Self {
        Self {
            text: text.to_owned(),
            values: Vec::new(),
        }
    }

    /// Goes on with text of ours.
    pub(crate) fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Goes on with a text from outside.
    pub(crate) fn text(&mut self, value: impl Into<String>) -> &mut Self {
        self.value(Value::Text(Some(value.into())))
    }

    /// Goes on with a number from outside.
    pub(crate) fn number(&mut self, value: i64) -> &mut Self {
        self.value(Value::Number(Some(value)))
    }

    /// Goes on with a list from outside, in brackets; an empty one matches nothing.
    pub(crate) fn list<'v>(&mut self, values: impl IntoIterator<Item = &'v str>) -> &mut Self {
        self.push("(NULL");
        for value in values {
            self.push(", ").text(value);
        }
        self.push(")")
    }

    /// Part of the rows.
    pub(crate) fn page(&mut self, offset: u64, limit: u64) -> &mut Self {
        self.push(" LIMIT ").number(number(limit));
        self.push(" OFFSET ").number(number(offset))
    }

    /// Goes on with a value from outside.
    pub(crate) fn value(&mut self, value: Value) -> &mut Self {
        self.values.push(value);
        let _infallible = write!(self.text, "${}", self.values.len());
        self
    }

    /// The same between two texts of ours.
    pub(crate) fn within(mut self, [before, behind]: [&'static str; 2]) -> Self {
        self.text.insert_str(0, before);
        self.text.push_str(behind);
        self
    }

    /// All rows.
    pub(crate) async fn rows<R>(
        self,
        engine: Engine<&SqlitePool, &PgPool>,
    ) -> Result<Vec<R>, StoreError>
    where
        R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        let rows = match engine {
            Engine::Sqlite(on) => send!(self, sqlx::Sqlite, R, on),
            Engine::Pg(on) => send!(self, sqlx::Postgres, R, on),
        };
        Ok(rows?)
    }

    /// All rows, as a change under way has them.
    pub(crate) async fn rows_in<R>(self, tx: &mut Tx) -> Result<Vec<R>, StoreError>
    where
        R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        let rows = match tx.on() {
            Engine::Sqlite(on) => send!(self, sqlx::Sqlite, R, on),
            Engine::Pg(on) => send!(self, sqlx::Postgres, R, on),
        };
        Ok(rows?)
    }

    /// All rows as they are, in the kinds of columns that `is_number` tells apart.
    pub(crate) async fn values(
        self,
        tx: &mut Tx,
        is_number: &[bool],
    ) -> Result<Vec<Vec<Value>>, StoreError> {
        let rows: Result<Vec<_>, sqlx::Error> = match tx.on() {
            Engine::Sqlite(on) => {
                let mut sql = sqlx::query::<sqlx::Sqlite>(AssertSqlSafe(self.text));
                let found = send!(@bind sql, self).fetch_all(on).await?;
                found.iter().map(|row| of_row(row, is_number)).collect()
            }
            Engine::Pg(on) => {
                let mut sql = sqlx::query::<sqlx::Postgres>(AssertSqlSafe(self.text));
                let found = send!(@bind sql, self).fetch_all(on).await?;
                found.iter().map(|row| of_row(row, is_number)).collect()
            }
        };
        Ok(rows?)
    }

    /// Runs it, and asks for nothing.
    pub(crate) async fn run(self, tx: &mut Tx) -> Result<(), StoreError> {
        match tx.on() {
            Engine::Sqlite(on) => {
                let mut sql = sqlx::query::<sqlx::Sqlite>(AssertSqlSafe(self.text));
                send!(@bind sql, self).execute(on).await?;
            }
            Engine::Pg(on) => {
                let mut sql = sqlx::query::<sqlx::Postgres>(AssertSqlSafe(self.text));
                send!(@bind sql, self).execute(on).await?;
            }
        }
        Ok(())
    }

    /// The one number that a counting query gives.
    pub(crate) async fn count(
        self,
        engine: Engine<&SqlitePool, &PgPool>,
    ) -> Result<u64, StoreError> {
        let rows: Vec<(i64,)> = self.rows(engine).await?;
        let count = rows.first().map_or(0, |row| row.0);
        Ok(u64::try_from(count).unwrap_or_default())
    }
}

fn of_row<'r, R>(row: &'r R, is_number: &[bool]) -> Result<Vec<Value>, sqlx::Error>
where
    R: Row,
    usize: ColumnIndex<R>,
    Option<String>: Decode<'r, R::Database> + Type<R::Database>,
    Option<i64>: Decode<'r, R::Database> + Type<R::Database>,
{
    let value = |(at, number): (usize, &bool)| {
        if *number {
            row.try_get(at).map(Value::Number)
        } else {
            row.try_get(at).map(Value::Text)
        }
    };
    is_number.iter().enumerate().map(value).collect()
}
