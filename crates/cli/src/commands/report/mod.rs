//! `gongkai report …`.

mod check;
mod columns;
mod compare;
mod page;
mod read;
mod render;
mod show;
mod stats;
mod sum;

pub(crate) use check::{Checked, gravest_first, line as finding_line};

use crate::arguments::{General, Inputs, Report};
use crate::batch::Run;
use crate::input::{self, Input};
use crate::load::{Loaded, Loader, Unreadable};
use crate::output::{Status, Words, complain};
use anyhow::Result;
use gongkai_exchange::Lang;
use std::num::NonZero;
use std::path::PathBuf;

/// Runs a command on reports.
pub(super) fn run(command: Report, general: &General) -> Result<Status> {
    match command {
        Report::Read(arguments) => read::run(&arguments, general),
        Report::Show(arguments) => show::run(&arguments, general),
        Report::Columns(arguments) => columns::run(&arguments),
        Report::Check(arguments) => check::run(&arguments, general),
        Report::Compare(arguments) => compare::run(&arguments, general),
        Report::Stats(arguments) => stats::run(&arguments, general),
        Report::Sum(arguments) => sum::run(&arguments, general),
        Report::Render(arguments) => render::run(&arguments, general),
        Report::Build(arguments) => super::office::build_report(&arguments, general),
    }
}

/// The inputs of a command and how to go through them; says which arguments name nothing.
fn prepare(arguments: &Inputs, general: &General) -> Result<(Vec<Input>, Run, usize)> {
    let lang = Lang::from(general.lang);
    let found = input::inputs(&arguments.paths)?;
    let (inputs, missing) = (found.documents, found.missing);
    for input::Missing(pattern) in &missing {
        complain(&match lang {
            Lang::Zh => format!("{pattern}：没有与之相符的文件，请检查通配符和文件夹。"),
            Lang::En => format!("{pattern}: no file matches; check the pattern and the folder"),
        });
    }
    if !general.quiet {
        passed_over(&found.passed_over, lang);
    }
    let run = Run {
        threads: arguments.threads,
        lang,
        quiet: general.quiet,
    };
    if inputs.is_empty() && missing.is_empty() {
        const NOTHING: Words = Words {
            zh: "文件夹里没有可以读取的报告。",
            en: "the folder holds no report that can be read",
        };
        complain(NOTHING.of(lang));
        return Ok((inputs, run, 1));
    }
    Ok((inputs, run, missing.len()))
}

/// Says which files of folders are not looked at.
fn passed_over(files: &[PathBuf], lang: Lang) {
    const NAMED: usize = 3;
    let Some(count) = NonZero::new(files.len()) else {
        return;
    };
    let names = files.iter().take(NAMED).map(|path| path.to_string_lossy());
    let names = names
        .collect::<Vec<_>>()
        .join(if lang == Lang::Zh { "、" } else { ", " });
    let more = if files.len() > NAMED { "…" } else { "" };
    complain(&match lang {
        Lang::Zh => format!(
            "文件夹里有{count}个文件没有读，扩展名不是报告的格式：{names}{more}。要读的，请在命令里直接写明这个文件。"
        ),
        Lang::En => format!(
            "{count} files of folders were not looked at, their endings are of no format of reports: {names}{more}; name those that you mean"
        ),
    });
}

/// The status of a run in which some inputs could not be read.
fn status(unreadable: usize, otherwise: Status) -> Status {
    if unreadable > 0 {
        Status::Unreadable
    } else {
        otherwise
    }
}

/// The one report that an argument names.
fn one(loader: &Loader, path: &str, lang: Lang) -> Result<Option<Loaded>> {
    let inputs = input::inputs(&[path.to_owned()])?;
    let found = match inputs.documents.as_slice() {
        [input] => loader.load(input),
        _ => Ok(Vec::new()),
    };
    let reason = |zh: &str, en: &str| Unreadable {
        path: path.to_owned(),
        cause: String::from(if lang == Lang::Zh { zh } else { en }),
    };
    let loaded = found.and_then(|mut reports| match reports.len() {
        1 => reports.pop().ok_or_else(|| reason("", "")),
        0 => Err(reason(
            "这里要写一份报告的文件。",
            "one report is needed here",
        )),
        _ => Err(reason(
            "里面有多份报告，这里只能用一份。",
            "it holds several reports, one is needed here",
        )),
    });
    match loaded {
        Ok(loaded) => Ok(Some(loaded)),
        Err(error) => {
            complain(&error.line(lang));
            Ok(None)
        }
    }
}
