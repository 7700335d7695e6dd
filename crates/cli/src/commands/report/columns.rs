//! `gongkai report columns`: the data dictionary of the tables that `read` writes.

use crate::arguments::{Columns, ColumnsFormat};
use crate::output::{Sink, Status};
use anyhow::Result;
use gongkai_dataset::{Layout, Table, dictionary_csv, dictionary_json, dictionary_markdown};
use gongkai_domain::report::FormBook;
use std::io::Write;

pub(super) fn run(arguments: &Columns) -> Result<Status> {
    let layout = arguments.layout.map_or(Layout::Long, Layout::from);
    let table = Table::new(layout, FormBook::statutory()?);
    let text = match arguments.format {
        ColumnsFormat::Json => format!("{:#}\n", dictionary_json(&table)),
        ColumnsFormat::Csv => format!("\u{feff}{}", dictionary_csv(&table)?),
        ColumnsFormat::Md => dictionary_markdown(&table),
    };
    let mut sink = Sink::open(arguments.output.output.as_deref())?;
    sink.write_all(text.as_bytes())?;
    sink.close()?;
    Ok(Status::Clean)
}
