//! Spreadsheets as people hand them in and take them out.
#![expect(clippy::unwrap_used, reason = "what cannot be set up fails the test")]

mod grouped;
mod pastes;
mod round_trip;
mod workbooks;
