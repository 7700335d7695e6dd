//! `gongkai report read`: documents to cells, one by one or by the ten thousand.

mod faults;
mod output;
mod printer;
mod resume;

use super::check::gravest_first;
use super::{prepare, status};
use crate::arguments::{General, Read, ReadFormat};
use crate::batch::{Found, MANY, Run, grouped};
use crate::grid_text;
use crate::input::Input;
use crate::load::{Loaded, Loader};
use crate::output::{Sink, Status, Words, complain, is_terminal};
use anyhow::Result;
use faults::Faults;
use gongkai_dataset::{Encoding, Layout, Made, Outcome, Record};
use gongkai_domain::rules;
use gongkai_domain::rules::Finding;
use gongkai_exchange::{Exchange, Lang, cell_records};
use output::Output;

pub(super) fn run(arguments: &Read, general: &General) -> Result<Status> {
    let lang = Lang::from(general.lang);
    let shape = Shape::of(arguments);
    if let Some(refusal) = refusal(arguments, shape) {
        complain(refusal.of(lang));
        return Ok(Status::Usage);
    }
    let loader = Loader::new(lang)?.with_scans(&arguments.inputs.scans)?;
    let (inputs, run, missing) = prepare(&arguments.inputs, general)?;
    if arguments.resume && inputs.contains(&Input::Standard) {
        const NO_STANDARD: Words = Words {
            zh: "标准输入中断以后没有办法接着读：--resume 只用于文件和文件夹。",
            en: "standard input cannot be taken up again: --resume is for files and folders",
        };
        complain(NO_STANDARD.of(lang));
        return Ok(Status::Usage);
    }
    let faults = match &arguments.errors {
        Some(path) => Some(Faults::open(path)?),
        None => None,
    };
    let sink = Sink::open(arguments.output.output.as_deref())?;
    let work = Work {
        arguments,
        shape,
        loader: &loader,
        inputs: &inputs,
        run: &run,
    };
    let mut output = Output::begin(&work, sink, faults)?;
    if arguments.resume {
        resume::run(&work, &mut output)?;
    } else {
        work.each(|outcome| output.take(outcome))?;
    }
    let unreadable = output.unreadable() + missing;
    summary(&work, &output);
    if output.reports() == 0 && unreadable > 0 {
        // Nothing was read: what stood in the output file before stays.
        output.discard()?;
        return Ok(Status::Unreadable);
    }
    output.finish(lang)?;
    Ok(status(unreadable, Status::Clean))
}

/// What the run is about.
struct Work<'w> {
    arguments: &'w Read,
    shape: Shape,
    loader: &'w Loader,
    inputs: &'w [Input],
    run: &'w Run,
}

impl Work<'_> {
    /// Reads every input and hands on what it came to, in order.
    fn each(&self, mut take: impl FnMut(Outcome) -> Result<()>) -> Result<()> {
        let all: Vec<usize> = (0..self.inputs.len()).collect();
        self.some(&all, |_, outcome| take(outcome))
    }

    /// Reads some inputs and hands on what each came to, with its index.
    fn some(
        &self,
        which: &[usize],
        mut take: impl FnMut(usize, Outcome) -> Result<()>,
    ) -> Result<()> {
        let make = |_, found| self.outcome(found);
        self.run.some(
            self.loader,
            self.inputs,
            which,
            make,
            |at, outcome, progress| {
                let outcome = outcome?;
                if let Outcome::Unreadable { path, cause } = &outcome {
                    let line = unreadable(path, cause, self.run.lang);
                    progress.aside(|| complain(&line));
                }
                take(at, outcome)
            },
        )
    }

    fn outcome(&self, found: Found) -> Result<Outcome> {
        Ok(match found {
            Ok(reports) => {
                let made = reports.iter().map(|loaded| self.made(loaded));
                Outcome::Reports(made.collect::<Result<_>>()?)
            }
            Err(error) => Outcome::Unreadable {
                path: error.path,
                cause: error.cause,
            },
        })
    }

    fn made(&self, loaded: &Loaded) -> Result<Made> {
        let (lang, loader) = (self.run.lang, self.loader);
        Ok(match self.shape {
            Shape::Text(format) => Made::Text(shown(loader, loaded, format, lang)?),
            Shape::Table(..) => {
                let findings = findings(loader, loaded);
                let record = Record::new(&loaded.report, &loaded.source, &findings, lang);
                Made::Record(Box::new(record))
            }
        })
    }
}

/// What the output is: text report by report, or rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text(ReadFormat),
    Table(Encoding, Layout),
}

impl Shape {
    fn of(arguments: &Read) -> Self {
        let format = arguments.format.unwrap_or_else(|| {
            if is_terminal() && arguments.output.output.is_none() {
                ReadFormat::Table
            } else {
                ReadFormat::Json
            }
        });
        let layout = arguments.layout.map(Layout::from);
        match (format, layout) {
            (ReadFormat::Parquet, _) => {
                Self::Table(Encoding::Parquet, layout.unwrap_or(Layout::Long))
            }
            (ReadFormat::Xlsx, _) => Self::Table(Encoding::Xlsx, layout.unwrap_or(Layout::Long)),
            (ReadFormat::Csv, Some(layout)) => Self::Table(Encoding::Csv, layout),
            (ReadFormat::Jsonl, Some(layout)) => Self::Table(Encoding::Jsonl, layout),
            (ReadFormat::Table | ReadFormat::Json | ReadFormat::Jsonl | ReadFormat::Csv, _) => {
                Self::Text(format)
            }
        }
    }
}

/// Why arguments do not go together.
fn refusal(arguments: &Read, shape: Shape) -> Option<Words> {
    const NO_LAYOUT: Words = Words {
        zh: "--layout 用于 csv、jsonl、parquet、xlsx，请一并写明 --format。",
        en: "--layout is for csv, jsonl, parquet and xlsx; say --format too",
    };
    const NO_FILE: Words = Words {
        zh: "请用 -o 写明文件：parquet、xlsx 和 --resume 不能写到标准输出。",
        en: "name a file with -o: parquet, xlsx and --resume do not go to standard output",
    };
    const ONE_FILE: Words = Words {
        zh: "-o 和 --errors 写的是同一个文件。请写两个文件名。",
        en: "-o and --errors name the same file; name two",
    };
    let to_file = arguments.output.output.as_ref();
    let to_file = to_file.is_some_and(|path| path.as_os_str() != "-");
    let same = arguments.output.output.as_ref() == arguments.errors.as_ref();
    if to_file && same {
        return Some(ONE_FILE);
    }
    let needs_file = matches!(shape, Shape::Table(Encoding::Parquet | Encoding::Xlsx, _));
    if arguments.layout.is_some() && matches!(shape, Shape::Text(_)) {
        return Some(NO_LAYOUT);
    }
    (!to_file && (needs_file || arguments.resume)).then_some(NO_FILE)
}

/// What is said of an input that cannot be read.
fn unreadable(path: &str, cause: &str, lang: Lang) -> String {
    let error = crate::load::Unreadable {
        path: path.to_owned(),
        cause: cause.to_owned(),
    };
    error.line(lang)
}

/// How a long run went.
fn summary(work: &Work<'_>, output: &Output) {
    if work.run.quiet || work.inputs.len() < MANY {
        return;
    }
    let [reports, bad] = [output.reports(), output.unreadable()].map(|n| grouped(n as u128));
    complain(&match work.run.lang {
        Lang::Zh => format!("共读出 {reports} 份报告，{bad} 个文件读不了"),
        Lang::En => format!("{reports} reports read, {bad} files could not be"),
    });
}

fn findings(loader: &Loader, loaded: &Loaded) -> Vec<Finding> {
    let mut findings = rules::inspect(&loaded.report, loader.book, |rule| rule.by_default);
    gravest_first(&mut findings);
    findings
}

/// One report in a format, without what parts it from the next.
fn shown(loader: &Loader, loaded: &Loaded, format: ReadFormat, lang: Lang) -> Result<String> {
    let (report, source) = (&loaded.report, &loaded.source);
    Ok(match format {
        ReadFormat::Table => grid_text::report(loaded, &findings(loader, loaded), lang),
        ReadFormat::Csv => {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for record in cell_records(report, &source.path) {
                writer.write_record(&record)?;
            }
            String::from_utf8(writer.into_inner()?)?
        }
        ReadFormat::Json | ReadFormat::Jsonl | ReadFormat::Parquet | ReadFormat::Xlsx => {
            let findings = &findings(loader, loaded);
            serde_json::to_string(&Exchange {
                report,
                source,
                findings,
                lang,
            })?
        }
    })
}
