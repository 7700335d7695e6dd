//! The office as its people use it, over a SQLite file of its own.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose office does not answer has failed"
)]

mod calendar;
mod catalogue;
mod demo;
mod disputes;
mod durability;
mod duties;
mod generate;
mod handover;
mod ledgers;
mod letters;
mod limits;
mod reconciliation;
mod register_sheet;
mod reports;
mod requests;
mod retention;
mod returns;
mod seeds;
mod submissions;
mod world;
