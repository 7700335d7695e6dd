//! `gongkai report show`: the document beside what was read from it, on one page.
//!
//! The source is rebuilt from the pieces that the readers of formats hand on, whatever the
//! format; the tables are those of the report's form. It is a page of the command line, as that
//! of `compare` is: `render` writes what an office publishes, and knows no reader.

mod cells;
mod grid;
mod links;
mod page;
mod sheets;
mod source;

use super::check::gravest_first;
use crate::arguments::{General, Show};
use crate::input;
use crate::load::{Loaded, Loader};
use crate::output::{Sink, Status, complain};
use anyhow::Result;
use gongkai_domain::rules::{self, Finding};
use gongkai_exchange::Lang;
use gongkai_reader::Document;
use links::Links;
use std::io::Write as _;

pub(super) fn run(arguments: &Show, general: &General) -> Result<Status> {
    let lang = Lang::from(general.lang);
    let loader = Loader::new(lang)?.with_scans(&arguments.scans)?;
    let inputs = input::inputs(std::slice::from_ref(&arguments.path))?.documents;
    let [input] = inputs.as_slice() else {
        complain(match lang {
            Lang::Zh => "这里要写一份报告的原文件。",
            Lang::En => "one document is needed here",
        });
        return Ok(Status::Usage);
    };
    let (document, loaded) = match loader.both(input) {
        Ok(both) => both,
        Err(error) => {
            complain(&error.line(lang));
            return Ok(Status::Unreadable);
        }
    };
    let mut findings = rules::inspect(&loaded.report, loader.book, |rule| rule.by_default);
    gravest_first(&mut findings);
    let shown = Shown {
        links: Links::of(&document, &loaded.report),
        document: &document,
        loaded: &loaded,
        findings: &findings,
        lang,
    };
    let mut sink = Sink::open(arguments.output.output.as_deref())?;
    sink.write_all(page::page(&shown).as_bytes())?;
    sink.close()?;
    Ok(Status::Clean)
}

/// What is shown.
struct Shown<'s> {
    document: &'s Document<'s>,
    loaded: &'s Loaded,
    findings: &'s [Finding],
    links: Links,
    lang: Lang,
}
