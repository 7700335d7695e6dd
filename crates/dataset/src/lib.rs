//! Reports by the ten thousand as tables for statistics, each with its data dictionary.
//!
//! A report that has been read becomes a [`Record`]: what tables need of it and no more. A [`Table`]
//! knows its columns ([`Column`]: name, type, meaning, unit) and makes rows of a record; every file
//! (CSV, JSON lines, Parquet, XLSX) and the dictionary come from these same columns. Zero, blank,
//! doubtful and missing stay apart in all of them: what is not stated is null, and a column of
//! states says why.

mod column;
mod dictionary;
mod parts;
mod record;
mod stats;
mod table;
mod value;
mod write;

pub use column::{Column, Kind};
pub use dictionary::{dictionary_csv, dictionary_json, dictionary_markdown};
pub use parts::{Digest, INPUTS_OF_A_PART, Made, Outcome, Parts};
pub use record::{Content, Record, RecordedCell, RecordedFinding};
pub use stats::{By, Failures, Group, Key, Stats, Sum, region, stats_json};
pub use table::{Layout, Table};
pub use value::Value;
pub use write::{Encoding, WriteError, Writer};
