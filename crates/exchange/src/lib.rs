//! The published shape of reports and findings: JSON, and cells as CSV.
//!
//! The shape is fixed by those who call the program; the domain is free to change behind it.
//! Writing takes a report apart, reading puts it together again: `parse(write(r)) = r`.

mod cells_csv;
mod findings;
mod parse;
mod places;
mod write;

pub use cells_csv::{CELL_COLUMNS, STATES, cell_records, state_name};
pub use findings::{Lang, finding_json};
pub use parse::{ParseError, is_report, parse};
pub use write::{Exchange, Source};

/// The identifier of the shape.
pub const SCHEMA: &str = "gongkai/annual-report/1";
