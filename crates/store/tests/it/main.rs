//! The contract of the store, kept on a fresh SQLite file and, where `GONGKAI_TEST_PG` names a
//! server on which databases may be made, on a fresh database of PostgreSQL. With
//! `GONGKAI_TEST_PG_REQUIRED=1` and no server the tests fail: `.ci/postgres` starts one. In the same
//! way the files are kept in a folder and, where `GONGKAI_TEST_S3` names a service that takes
//! `test` for both keys, in a bucket of it; `GONGKAI_TEST_S3_REQUIRED=1` and `.ci/s3` likewise.

#![expect(clippy::unwrap_used, reason = "what cannot be set up fails the test")]
#![expect(
    clippy::cognitive_complexity,
    reason = "every await is counted as a branch"
)]
#![expect(
    clippy::assigning_clones,
    reason = "fixtures are told apart, not tuned"
)]

/// Runs each test of a file on both engines.
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[test] fn $name() { crate::bed::on_sqlite(super::$name); })+
        }
        mod on_postgres {
            $(#[test] fn $name() { crate::bed::on_postgres(super::$name); })+
        }
    };
}

mod bed;
mod bucket;
mod fixtures;

mod calendar;
mod concurrency;
mod drafts;
mod duties;
mod entries;
mod files;
mod handover;
mod host;
mod log;
mod people;
mod publication;
mod recount;
mod register;
mod reports;
mod requests;
mod returns;
mod search;
#[cfg(test)]
mod submissions;
mod transfer;
mod webhooks;
