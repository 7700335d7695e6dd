//! Files of rows: records go in one by one, in their order; memory is bounded by a few groups of them.
//!
//! A group of records is encoded by a pure function, so that groups can be encoded at the same time
//! on several threads; they are put together in their order, and the bytes are the same whatever
//! the number of threads.

mod parquet;
mod text;
mod xlsx;

use crate::{Record, Table};
use std::collections::VecDeque;
use std::io::{Seek, Write};
use std::sync::Arc;
use std::thread::JoinHandle;

/// The kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Comma-separated values in UTF-8 with a byte order mark, so that spreadsheets take it as such.
    Csv,
    /// A JSON object a row.
    Jsonl,
    /// Parquet, with the dictionary in its metadata.
    Parquet,
    /// A workbook, with the dictionary on a sheet of its own. The file is read back while it is
    /// written: it needs a file that can be positioned.
    Xlsx,
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file cannot be written to.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A row cannot be written as CSV.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// A value cannot be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// Parquet refuses.
    #[error(transparent)]
    Parquet(#[from] ::parquet::errors::ParquetError),
    /// The workbook refuses.
    #[error(transparent)]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// More rows than anybody can open in a spreadsheet.
    #[error("more than {0} rows do not fit into a workbook")]
    TooManyRows(usize),
    /// A thread that encoded has ended abruptly.
    #[error("a thread that encoded rows has ended abruptly")]
    Thread,
}

/// Writes records as the rows of a table.
pub struct Writer<W: Write + Seek + Send> {
    table: Arc<Table>,
    file: File<W>,
    /// The number of the first record of the group.
    first: i64,
    group: Vec<Record>,
    /// How many groups may be encoded at the same time.
    at_once: usize,
    underway: VecDeque<JoinHandle<Result<Encoded, WriteError>>>,
}

/// A group of rows, ready to be put behind the one before it.
enum Encoded {
    Text(Vec<u8>),
    Columns(parquet::Group),
}

enum File<W: Write + Seek + Send> {
    Text(text::Shape, W),
    Parquet(parquet::File<W>),
    Xlsx(Box<xlsx::Book>, W),
}

impl<W: Write + Seek + Send> std::fmt::Debug for Writer<W> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Writer")
            .field("first", &self.first)
            .finish_non_exhaustive()
    }
}

impl<W: Write + Seek + Send> Writer<W> {
    /// Begins a file. `threads` is how many groups may be encoded at the same time.
    pub fn new(
        encoding: Encoding,
        table: Table,
        out: W,
        threads: usize,
    ) -> Result<Self, WriteError> {
        let file = match encoding {
            Encoding::Csv => text::begin(text::Shape::Csv, &table, out)?,
            Encoding::Jsonl => text::begin(text::Shape::Jsonl, &table, out)?,
            Encoding::Parquet => File::Parquet(parquet::File::begin(&table, out)?),
            Encoding::Xlsx => File::Xlsx(Box::new(xlsx::Book::begin(&table)?), out),
        };
        Ok(Self {
            table: Arc::new(table),
            file,
            first: 1,
            group: Vec::new(),
            at_once: threads.max(1),
            underway: VecDeque::new(),
        })
    }

    /// Adds the rows of a record.
    pub fn add(&mut self, record: Record) -> Result<(), WriteError> {
        self.group.push(record);
        if self.group.len() >= self.table.group() {
            self.send()?;
        }
        Ok(())
    }

    /// Completes the file and hands it back.
    pub fn finish(mut self) -> Result<W, WriteError> {
        self.send()?;
        while let Some(next) = self.underway.pop_front() {
            self.file.append(joined(next)?)?;
        }
        match self.file {
            File::Text(_, out) => Ok(out),
            File::Parquet(file) => file.finish(),
            File::Xlsx(book, out) => book.finish(&self.table, out),
        }
    }

    /// Sends the group on its way into the file.
    fn send(&mut self) -> Result<(), WriteError> {
        let group = std::mem::take(&mut self.group);
        let Some(first) = self.next_first(group.len()) else {
            return Ok(());
        };
        let Some(encode) = self.file.encoder() else {
            return self.file.rows(&self.table, first, &group);
        };
        let table = Arc::clone(&self.table);
        if self.at_once == 1 {
            return self.file.append(encode.encode(&table, first, &group)?);
        }
        if self.underway.len() >= self.at_once
            && let Some(oldest) = self.underway.pop_front()
        {
            self.file.append(joined(oldest)?)?;
        }
        let work = move || encode.encode(&table, first, &group);
        self.underway.push_back(std::thread::spawn(work));
        Ok(())
    }

    /// The number of the first record of a group; none if the group is empty.
    fn next_first(&mut self, length: usize) -> Option<i64> {
        let first = self.first;
        self.first += i64::try_from(length).ok()?;
        (length > 0).then_some(first)
    }
}

fn joined(work: JoinHandle<Result<Encoded, WriteError>>) -> Result<Encoded, WriteError> {
    work.join().unwrap_or(Err(WriteError::Thread))
}

/// What encodes groups of one kind of file.
#[derive(Clone)]
enum Encoder {
    Text(text::Shape),
    Columns(parquet::Shape),
}

impl Encoder {
    fn encode(&self, table: &Table, first: i64, group: &[Record]) -> Result<Encoded, WriteError> {
        match self {
            Self::Text(shape) => shape.encode(table, first, group).map(Encoded::Text),
            Self::Columns(shape) => shape.encode(table, first, group).map(Encoded::Columns),
        }
    }
}

/// Each record of a group with its number.
fn numbered(first: i64, group: &[Record]) -> impl Iterator<Item = (i64, &Record)> {
    (first..).zip(group)
}

impl<W: Write + Seek + Send> File<W> {
    /// What encodes groups for it; none if rows go into it one by one.
    fn encoder(&self) -> Option<Encoder> {
        match self {
            Self::Text(shape, _) => Some(Encoder::Text(*shape)),
            Self::Parquet(file) => Some(Encoder::Columns(file.shape())),
            Self::Xlsx(..) => None,
        }
    }

    fn append(&mut self, encoded: Encoded) -> Result<(), WriteError> {
        match (self, encoded) {
            (Self::Text(_, out), Encoded::Text(bytes)) => out.write_all(&bytes)?,
            (Self::Parquet(file), Encoded::Columns(group)) => file.append(group)?,
            (Self::Text(..) | Self::Parquet(_) | Self::Xlsx(..), _) => {}
        }
        Ok(())
    }

    fn rows(&mut self, table: &Table, first: i64, group: &[Record]) -> Result<(), WriteError> {
        if let Self::Xlsx(book, _) = self {
            for (number, record) in numbered(first, group) {
                table.rows(number, record, |row| book.row(table, row))?;
            }
        }
        Ok(())
    }
}
