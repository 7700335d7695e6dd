//! Where outcomes go: into the text or the table, and into the list of what could not be read.

use super::faults::Faults;
use super::printer::Printer;
use super::{Shape, Work};
use crate::output::Sink;
use anyhow::{Result, anyhow};
use gongkai_dataset::{Made, Outcome, Parts, Table, WriteError, Writer};
use gongkai_exchange::Lang;

/// The output of a run.
pub(super) struct Output {
    kind: Kind,
    faults: Option<Faults>,
    reports: usize,
    unreadable: usize,
    lang: Lang,
    /// What was kept on the way, to be removed when the output is complete.
    parts: Option<Parts>,
}

enum Kind {
    Text(Printer),
    Table(Box<Writer<Sink>>),
}

impl Output {
    pub(super) fn begin(work: &Work<'_>, sink: Sink, faults: Option<Faults>) -> Result<Self> {
        let kind = match work.shape {
            Shape::Text(format) => Kind::Text(Printer::begin(format, sink, work.inputs.len() > 1)?),
            Shape::Table(encoding, layout) => {
                let table = Table::new(layout, work.loader.book);
                // Encoding takes a fraction of the time of reading.
                let encoders = work.run.threads() / 4 + 1;
                Kind::Table(Box::new(Writer::new(encoding, table, sink, encoders)?))
            }
        };
        Ok(Self {
            kind,
            faults,
            reports: 0,
            unreadable: 0,
            lang: work.run.lang,
            parts: None,
        })
    }

    /// Reports that were read.
    pub(super) const fn reports(&self) -> usize {
        self.reports
    }

    /// Inputs that could not be read.
    pub(super) const fn unreadable(&self) -> usize {
        self.unreadable
    }

    /// Adds what an input came to.
    pub(super) fn take(&mut self, outcome: Outcome) -> Result<()> {
        match outcome {
            Outcome::Reports(reports) => {
                self.reports += reports.len();
                reports.into_iter().try_for_each(|made| self.report(made))
            }
            Outcome::Unreadable { path, cause } => {
                self.unreadable += 1;
                let faults = self.faults.as_mut();
                faults.map_or(Ok(()), |faults| faults.add(&path, &cause))
            }
        }
    }

    fn report(&mut self, made: Made) -> Result<()> {
        match (&mut self.kind, made) {
            (Kind::Text(printer), Made::Text(text)) => printer.report(&text),
            (Kind::Table(writer), Made::Record(record)) => {
                let added = writer.add(*record);
                added.map_err(|error| words(error, self.lang))
            }
            (Kind::Text(_) | Kind::Table(_), _) => Err(anyhow!("a part of another kind of output")),
        }
    }

    /// Removes parts when the output is complete.
    pub(super) fn on_finish(&mut self, parts: Parts) {
        self.parts = Some(parts);
    }

    /// Gives up the output, but not the list of what could not be read.
    pub(super) fn discard(self) -> Result<()> {
        self.faults.map_or(Ok(()), Faults::close)?;
        self.parts.map_or(Ok(()), Parts::remove)?;
        Ok(())
    }

    /// Completes the output.
    pub(super) fn finish(self, lang: Lang) -> Result<()> {
        let sink = match self.kind {
            Kind::Text(printer) => printer.end()?,
            Kind::Table(writer) => writer.finish().map_err(|error| words(error, lang))?,
        };
        sink.close()?;
        self.faults.map_or(Ok(()), Faults::close)?;
        self.parts.map_or(Ok(()), Parts::remove)?;
        Ok(())
    }
}

/// Why a table could not be written, and what to do.
fn words(error: WriteError, lang: Lang) -> anyhow::Error {
    match (&error, lang) {
        (WriteError::TooManyRows(rows), Lang::Zh) => anyhow!(
            "超过 {rows} 行，电子表格装不下。请改用 --format parquet 或 csv，或者用 --layout wide（每份报告一行）。"
        ),
        (WriteError::TooManyRows(rows), Lang::En) => anyhow!(
            "more than {rows} rows do not fit into a workbook: use --format parquet or csv, or --layout wide (one row a report)"
        ),
        (_, _) => error.into(),
    }
}
