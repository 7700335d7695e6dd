//! The law of government information disclosure and its statutory annual report, as pure values.
//!
//! Nothing here opens a file, asks the time or speaks to a network: what a document says is
//! handed in by `gongkai-reader`, what is written goes out by `gongkai-render`. Read in this
//! order: [`report::form`] (the statutory forms, loaded from `statutes/`), [`report`] (one
//! year's report, the waist of the system), [`rules`] (what must hold), [`compare`], [`sum`] and
//! [`reconcile`];
//! for the office [`agency`], [`access`], [`information`], [`review`], [`request`],
//! [`duty`] and [`event`].

#![deny(
    clippy::float_arithmetic,
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::panic
)]

pub mod calendar;
pub mod clock;
pub mod duty;

pub mod report;
pub mod rules;

pub mod digits;
pub mod identity;

pub mod access;
pub mod agency;
pub mod appraisal;
pub mod dispute;
pub mod event;
pub mod handover;
pub mod information;
pub mod ledger;
pub mod request;
pub mod returns;
pub mod review;
pub mod submission;
pub mod webhook;

pub mod compare;
pub mod compile;
pub mod sum;

pub mod reconcile;

pub mod leak;
