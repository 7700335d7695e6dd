//! CSV and JSON lines.

use super::{File, WriteError, numbered};
use crate::{Record, Table, Value};
use std::io::{Seek, Write};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Csv,
    Jsonl,
}

/// Begins the file with its head.
pub(super) fn begin<W: Write + Seek + Send>(
    shape: Shape,
    table: &Table,
    mut out: W,
) -> Result<File<W>, WriteError> {
    if shape == Shape::Csv {
        out.write_all("\u{feff}".as_bytes())?;
        let mut writer = csv::Writer::from_writer(&mut out);
        writer.write_record(table.columns().iter().map(|column| column.name.as_bytes()))?;
        writer.flush()?;
    }
    Ok(File::Text(shape, out))
}

impl Shape {
    /// The rows of a group.
    pub(super) fn encode(
        self,
        table: &Table,
        first: i64,
        group: &[Record],
    ) -> Result<Vec<u8>, WriteError> {
        match self {
            Self::Csv => csv_rows(table, first, group),
            Self::Jsonl => json_rows(table, first, group),
        }
    }
}

fn csv_rows(table: &Table, first: i64, group: &[Record]) -> Result<Vec<u8>, WriteError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for (number, record) in numbered(first, group) {
        table.rows(number, record, |row| {
            for value in row {
                writer.write_field(value.printed().as_bytes())?;
            }
            writer.write_record(None::<&[u8]>)
        })?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}

fn json_rows(table: &Table, first: i64, group: &[Record]) -> Result<Vec<u8>, WriteError> {
    let mut out = Vec::new();
    for (number, record) in numbered(first, group) {
        table.rows(number, record, |row| json_row(table, row, &mut out))?;
    }
    Ok(out)
}

fn json_row(table: &Table, row: &[Value<'_>], out: &mut Vec<u8>) -> Result<(), WriteError> {
    for (at, (column, value)) in table.columns().iter().zip(row).enumerate() {
        out.push(if at == 0 { b'{' } else { b',' });
        serde_json::to_writer(&mut *out, &column.name)?;
        out.push(b':');
        match value {
            Value::Null => out.extend_from_slice(b"null"),
            // Every digit is there; how exact it is taken is the reader's choice.
            Value::Integer(_) | Value::Decimal(_) => {
                out.extend_from_slice(value.printed().as_bytes());
            }
            Value::Text(_) | Value::Date(_) => serde_json::to_writer(&mut *out, &value.printed())?,
        }
    }
    out.extend_from_slice(b"}\n");
    Ok(())
}
