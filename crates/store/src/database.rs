//! One database of two kinds: how it is opened, and how one text of SQL runs on both.

use crate::StoreError;
use crate::calls::ApiCall;
use crate::write::Write;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How long one waits for another who is writing before giving up.
const PATIENCE: Duration = Duration::from_secs(30);
/// Connections that read at the same time. More than a few only compete for the same processor.
const READERS: u32 = 8;
/// Kibibytes of the file that each reader of SQLite remembers, as its pragma has them: search goes
/// over more of it than the two mebibytes that are usual.
const CACHE: &str = "-8192";
/// Connections that write on PostgreSQL: one changes, another keeps sessions.
const WRITERS: u32 = 2;

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A file of SQLite; made if it is not there. Several processes may have it open.
    Sqlite(PathBuf),
    /// A database of a PostgreSQL server, by URL.
    Postgres(String),
}

/// The database of an installation.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) db: Db,
    /// The keyed call of a program that everything written is part of.
    pub(crate) call: Option<Arc<ApiCall>>,
}

/// Two kinds of database.
#[derive(Debug, Clone)]
pub(crate) enum Db {
    /// One connection writes, several read.
    Sqlite { read: SqlitePool, write: SqlitePool },
    /// Apart too, so that who waits to write keeps nobody from reading, least of all the writer.
    Pg { read: PgPool, write: PgPool },
}

/// Something on one of two kinds of database: a pool, a connection.
pub(crate) enum Engine<S, P> {
    Sqlite(S),
    Pg(P),
}

/// A transaction.
#[derive(Debug)]
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Pg(Transaction<'static, Postgres>),
}

/// All rows of a query: `rows!(engine, Row, "SELECT …", bind, …)`.
macro_rules! rows {
    ($engine:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $engine {
            $crate::database::Engine::Sqlite(on) => sqlx::query_as::<sqlx::Sqlite, $row>($sql)
                $(.bind($bind))*.fetch_all(on).await,
            $crate::database::Engine::Pg(on) => sqlx::query_as::<sqlx::Postgres, $row>($sql)
                $(.bind($bind))*.fetch_all(on).await,
        }
    };
}

/// The one row of a query, or none.
macro_rules! row {
    ($engine:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $engine {
            $crate::database::Engine::Sqlite(on) => sqlx::query_as::<sqlx::Sqlite, $row>($sql)
                $(.bind($bind))*.fetch_optional(on).await,
            $crate::database::Engine::Pg(on) => sqlx::query_as::<sqlx::Postgres, $row>($sql)
                $(.bind($bind))*.fetch_optional(on).await,
        }
    };
}

/// Runs a statement and gives the number of rows it touched.
macro_rules! run {
    ($engine:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $engine {
            $crate::database::Engine::Sqlite(on) => sqlx::query::<sqlx::Sqlite>($sql)
                $(.bind($bind))*.execute(on).await.map(|done| done.rows_affected()),
            $crate::database::Engine::Pg(on) => sqlx::query::<sqlx::Postgres>($sql)
                $(.bind($bind))*.execute(on).await.map(|done| done.rows_affected()),
        }
    };
}

impl Store {
    /// Opens a database and brings its tables up to date.
    pub async fn open(location: &Location) -> Result<Self, StoreError> {
        let db = match location {
            Location::Sqlite(path) => open_sqlite(path).await?,
            Location::Postgres(url) => open_postgres(url).await?,
        };
        let store = Self { db, call: None };
        store.place_missing().await?;
        Ok(store)
    }

    /// Closes all connections, when what they are doing is done.
    pub async fn close(&self) {
        match &self.db {
            Db::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Db::Pg { read, write } => {
                read.close().await;
                write.close().await;
            }
        }
    }

    /// Begins a change. There is one writer at a time, on SQLite by its nature, on PostgreSQL by a
    /// lock: whoever begins waits for the one before, for half a minute at most.
    pub async fn write(&self) -> Result<Write, StoreError> {
        let tx = match &self.db {
            Db::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Db::Pg { write, .. } => {
                let mut tx = write.begin().await?;
                sqlx::query("SELECT pg_advisory_xact_lock(7091711)")
                    .execute(&mut *tx)
                    .await?;
                Tx::Pg(tx)
            }
        };
        Ok(Write::on(tx, self.call.clone()))
    }

    /// What reads.
    pub(crate) fn reader(&self) -> Engine<&SqlitePool, &PgPool> {
        match &self.db {
            Db::Sqlite { read, .. } => Engine::Sqlite(read),
            Db::Pg { read, .. } => Engine::Pg(read),
        }
    }

    /// What writes the little that is no change of state.
    pub(crate) fn writer(&self) -> Engine<&SqlitePool, &PgPool> {
        match &self.db {
            Db::Sqlite { write, .. } => Engine::Sqlite(write),
            Db::Pg { write, .. } => Engine::Pg(write),
        }
    }

    /// A transaction that sees one state of everything, however long it reads.
    pub(crate) async fn snapshot(&self) -> Result<Tx, StoreError> {
        Ok(match &self.db {
            Db::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Db::Pg { read, .. } => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                Tx::Pg(read.begin_with(begin).await?)
            }
        })
    }
}

impl Tx {
    /// What runs statements in it.
    pub(crate) fn on(&mut self) -> Engine<&mut SqliteConnection, &mut PgConnection> {
        match self {
            Self::Sqlite(tx) => Engine::Sqlite(&mut **tx),
            Self::Pg(tx) => Engine::Pg(&mut **tx),
        }
    }

    /// Makes it last.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Pg(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

async fn open_sqlite(path: &PathBuf) -> Result<Db, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        // FULL: after a power cut nothing is missing that was acknowledged. NORMAL loses the last.
        .synchronous(SqliteSynchronous::Full)
        .pragma("trusted_schema", "OFF")
        .pragma("secure_delete", "ON");
    let writing = options
        .clone()
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // What a great change made of the log of writes is given back to the disk.
        .pragma("journal_size_limit", "67108864");
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(PATIENCE)
        .connect_with(writing)
        .await?;
    // In one transaction, so that of two processes that start together one migrates.
    let mut tx = write.begin_with("BEGIN IMMEDIATE").await?;
    SQLITE.run(&mut *tx).await?;
    tx.commit().await?;
    let reading = options.read_only(true).pragma("cache_size", CACHE);
    let read = SqlitePoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(PATIENCE)
        .connect_with(reading)
        .await?;
    Ok(Db::Sqlite { read, write })
}

async fn open_postgres(url: &str) -> Result<Db, StoreError> {
    let patience = format!("{}s", PATIENCE.as_secs());
    let options: PgConnectOptions = url.parse()?;
    let options = options.options([("lock_timeout", patience.as_str())]);
    let pool = |connections| {
        let pool = PgPoolOptions::new().max_connections(connections);
        pool.acquire_timeout(PATIENCE).connect_with(options.clone())
    };
    let write = pool(WRITERS).await?;
    POSTGRES.run(&write).await?;
    let read = pool(READERS).await?;
    Ok(Db::Pg { read, write })
}
