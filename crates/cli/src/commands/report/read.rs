//! `gongkai report read`: documents to cells.

use super::check::gravest_first;
use super::{prepare, status};
use crate::arguments::{General, Read, ReadFormat};
use crate::grid_text;
use crate::load::{Loaded, Loader};
use crate::output::{self, Sink, Status};
use anyhow::Result;
use gongkai_domain::rules;
use gongkai_exchange::{CELL_COLUMNS, Exchange, Lang, cell_records};
use std::io::Write;

pub(super) fn run(arguments: &Read, general: &General) -> Result<Status> {
    let lang = Lang::from(general.lang);
    let loader = Loader::new(lang)?.with_scans(&arguments.inputs.scans)?;
    let (inputs, run, missing) = prepare(&arguments.inputs, general)?;
    let format = arguments.format.unwrap_or_else(|| {
        if output::is_terminal() && arguments.output.output.is_none() {
            ReadFormat::Table
        } else {
            ReadFormat::Json
        }
    });
    let mut sink = Sink::open(arguments.output.output.as_deref())?;
    let several = inputs.len() > 1;
    let mut printer = Printer {
        format,
        sink: &mut sink,
        printed: 0,
        several,
        held: None,
    };
    printer.begin()?;
    let make = |_, loaded: Loaded| shown(&loader, &loaded, format, lang);
    let unreadable = run.each(&loader, &inputs, make, |text| printer.report(&text?))?;
    printer.end()?;
    let printed = printer.printed;
    if printed == 0 && unreadable + missing > 0 {
        // Nothing was read: what stood in the output file before stays.
        sink.discard();
        return Ok(Status::Unreadable);
    }
    sink.close()?;
    Ok(status(unreadable + missing, Status::Clean))
}

/// One report in a format, without what parts it from the next.
fn shown(loader: &Loader, loaded: &Loaded, format: ReadFormat, lang: Lang) -> Result<String> {
    let report = &loaded.report;
    let findings = || {
        let mut findings = rules::inspect(report, loader.book, |rule| rule.by_default);
        gravest_first(&mut findings);
        findings
    };
    Ok(match format {
        ReadFormat::Json | ReadFormat::Jsonl => {
            let (source, findings) = (&loaded.source, &findings());
            serde_json::to_string(&Exchange {
                report,
                source,
                findings,
                lang,
            })?
        }
        ReadFormat::Table => grid_text::report(loaded, &findings(), lang),
        ReadFormat::Csv => {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for record in cell_records(report, &loaded.source.path) {
                writer.write_record(&record)?;
            }
            String::from_utf8(writer.into_inner()?)?
        }
    })
}

/// Prints reports one after the other.
struct Printer<'s> {
    format: ReadFormat,
    sink: &'s mut Sink,
    printed: usize,
    /// Whether JSON is an array: for several inputs, or for one that holds several reports.
    several: bool,
    /// The only report so far, while it may still become an array.
    held: Option<String>,
}

impl Printer<'_> {
    fn begin(&mut self) -> Result<()> {
        match self.format {
            ReadFormat::Json if self.several => writeln!(self.sink, "[")?,
            // The mark makes spreadsheets read the file as UTF-8.
            ReadFormat::Csv => writeln!(self.sink, "\u{feff}{}", CELL_COLUMNS.join(","))?,
            ReadFormat::Json | ReadFormat::Jsonl | ReadFormat::Table => {}
        }
        Ok(())
    }

    fn report(&mut self, text: &str) -> Result<()> {
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
            ReadFormat::Json | ReadFormat::Table | ReadFormat::Jsonl | ReadFormat::Csv => "",
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

    fn end(&mut self) -> Result<()> {
        match self.format {
            ReadFormat::Json if self.several => writeln!(self.sink, "\n]")?,
            ReadFormat::Json => {
                if let Some(only) = self.held.take() {
                    writeln!(self.sink, "{only}")?;
                }
            }
            ReadFormat::Jsonl | ReadFormat::Csv | ReadFormat::Table => {}
        }
        Ok(())
    }
}
