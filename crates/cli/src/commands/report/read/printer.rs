//! Reports as text, one after the other.

use crate::arguments::ReadFormat;
use crate::output::Sink;
use anyhow::Result;
use gongkai_exchange::CELL_COLUMNS;
use std::io::Write;

/// Prints reports one after the other.
pub(super) struct Printer {
    format: ReadFormat,
    sink: Sink,
    printed: usize,
    /// Whether JSON is an array: for several inputs, or for one that holds several reports.
    several: bool,
    /// The only report so far, while it may still become an array.
    held: Option<String>,
}

impl Printer {
    pub(super) fn begin(format: ReadFormat, mut sink: Sink, several: bool) -> Result<Self> {
        match format {
            ReadFormat::Json if several => writeln!(sink, "[")?,
            // The mark makes spreadsheets read the file as UTF-8.
            ReadFormat::Csv => writeln!(sink, "\u{feff}{}", CELL_COLUMNS.join(","))?,
            ReadFormat::Json
            | ReadFormat::Jsonl
            | ReadFormat::Table
            | ReadFormat::Parquet
            | ReadFormat::Xlsx => {}
        }
        Ok(Self {
            format,
            sink,
            printed: 0,
            several,
            held: None,
        })
    }

    pub(super) fn report(&mut self, text: &str) -> Result<()> {
        if self.format == ReadFormat::Json && !self.several {
            let Some(first) = self.held.take() else {
                self.held = Some(text.to_owned());
                self.printed = 1;
                return Ok(());
            };
            self.several = true;
            write!(self.sink, "[\n{first}")?;
        }
        let before = match self.format {
            ReadFormat::Json if self.printed > 0 => ",\n",
            ReadFormat::Table if self.printed > 0 => "\n",
            ReadFormat::Json
            | ReadFormat::Table
            | ReadFormat::Jsonl
            | ReadFormat::Csv
            | ReadFormat::Parquet
            | ReadFormat::Xlsx => "",
        };
        let after = if matches!(self.format, ReadFormat::Jsonl) {
            "\n"
        } else {
            ""
        };
        write!(self.sink, "{before}{text}{after}")?;
        self.printed += 1;
        Ok(())
    }

    /// Completes the text and hands back where it went.
    pub(super) fn end(mut self) -> Result<Sink> {
        match self.format {
            ReadFormat::Json if self.several => writeln!(self.sink, "\n]")?,
            ReadFormat::Json => {
                if let Some(only) = self.held.take() {
                    writeln!(self.sink, "{only}")?;
                }
            }
            ReadFormat::Jsonl
            | ReadFormat::Csv
            | ReadFormat::Table
            | ReadFormat::Parquet
            | ReadFormat::Xlsx => {}
        }
        Ok(self.sink)
    }
}
