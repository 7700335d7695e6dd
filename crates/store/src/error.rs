//! What can go wrong between the office and its database.

use std::borrow::Cow;

/// Why the store did not do as it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database did not answer, or not as it should.
    #[error("the database failed: {0}")]
    Driver(#[source] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("the tables could not be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A stored value is none that the program writes.
    #[error("{table}.{column} of {row} holds what this program does not write")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The key of the row.
        row: String,
    },
    /// Somebody else saved first.
    #[error("somebody else saved first")]
    Conflict,
    /// There is one already.
    #[error("there is one already: {what}")]
    Duplicate {
        /// What must be unique: `information.index_number`.
        what: String,
    },
    /// There is none.
    #[error("there is none")]
    NotFound,
    /// A change that records no event is refused.
    #[error("a change without an event is refused")]
    NoEvent,
    /// The dump could not be written or read.
    #[error("the dump could not be written or read: {0}")]
    Transfer(#[from] std::io::Error),
    /// A line of the dump is not what a dump holds.
    #[error("line {line} of the dump: {reason}")]
    Dump {
        /// Counted from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// A dump is loaded into an empty database only.
    #[error("the database is not empty")]
    NotEmpty,
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error() {
            Some(database) if database.is_unique_violation() => Self::Duplicate {
                what: unique(database),
            },
            _ => Self::Driver(error),
        }
    }
}

/// Both engines say differently what was to be unique: as `table.column` in the message of one, as
/// `table_column_key` in the name of the constraint of the other.
fn unique(error: &dyn sqlx::error::DatabaseError) -> String {
    let Some(constraint) = error.constraint() else {
        let message = error.message();
        let columns = message.rsplit_once(": ").map_or(message, |(_, rest)| rest);
        return columns.split(',').next().unwrap_or(columns).to_owned();
    };
    let table = error.table().unwrap_or_default();
    let column = constraint
        .strip_prefix(table)
        .and_then(|rest| rest.strip_prefix('_'))
        .unwrap_or(constraint);
    let column = column
        .strip_suffix("_key")
        .map_or_else(|| Cow::from("id"), Cow::from);
    format!("{table}.{column}")
}
