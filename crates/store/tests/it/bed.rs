//! A fresh database for each test.

use gongkai_store::{Location, Store};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

/// A database, the store on it, and a folder beside it; gone when the test is over.
pub(crate) struct Bed {
    pub(crate) store: Store,
    pub(crate) location: Location,
    pub(crate) folder: PathBuf,
}

pub(crate) fn on_sqlite(test: impl AsyncFnOnce(&Bed)) {
    run(async {
        let bed = Bed::sqlite().await;
        test(&bed).await;
        bed.clear().await;
    });
}

pub(crate) fn on_postgres(test: impl AsyncFnOnce(&Bed)) {
    run(async {
        if let Some(bed) = Bed::postgres().await {
            test(&bed).await;
            bed.clear().await;
        }
    });
}

pub(crate) fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(test);
}

#[expect(
    clippy::disallowed_methods,
    reason = "the test run says where its server is"
)]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn unique() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("gongkai_test_{}_{count}", std::process::id())
}

impl Bed {
    pub(crate) async fn sqlite() -> Self {
        let folder = std::env::temp_dir().join(unique());
        let _none = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let location = Location::Sqlite(folder.join("office.db"));
        Self::open(location, folder).await
    }

    pub(crate) async fn postgres() -> Option<Self> {
        let Some(server) = variable("GONGKAI_TEST_PG") else {
            let required = variable("GONGKAI_TEST_PG_REQUIRED").as_deref() == Some("1");
            assert!(
                !required,
                "GONGKAI_TEST_PG names no server: run .ci/postgres"
            );
            return None;
        };
        let name = unique();
        let mut connection = PgConnection::connect(&server).await.unwrap();
        let sql = format!("CREATE DATABASE {name}");
        sqlx::query(AssertSqlSafe(sql))
            .execute(&mut connection)
            .await
            .unwrap();
        let (host, _) = server.rsplit_once('/').unwrap();
        let folder = std::env::temp_dir().join(&name);
        std::fs::create_dir_all(&folder).unwrap();
        Some(Self::open(Location::Postgres(format!("{host}/{name}")), folder).await)
    }

    async fn open(location: Location, folder: PathBuf) -> Self {
        let store = Store::open(&location).await.unwrap();
        Self {
            store,
            location,
            folder,
        }
    }

    /// Does to the database what somebody with a tool of their own can do.
    pub(crate) async fn raw(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.location {
            Location::Sqlite(path) => {
                let url = format!("sqlite://{}", path.display());
                let mut connection = SqliteConnection::connect(&url).await.unwrap();
                sqlx::query(sql).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
            }
            Location::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                sqlx::query(sql).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
            }
        }
    }

    pub(crate) async fn clear(self) {
        self.store.close().await;
        let _left = std::fs::remove_dir_all(&self.folder);
        if let Location::Postgres(url) = &self.location {
            let (_, name) = url.rsplit_once('/').unwrap();
            let server = variable("GONGKAI_TEST_PG").unwrap();
            let mut connection = PgConnection::connect(&server).await.unwrap();
            let sql = format!("DROP DATABASE {name} WITH (FORCE)");
            sqlx::query(AssertSqlSafe(sql))
                .execute(&mut connection)
                .await
                .unwrap();
        }
    }
}
