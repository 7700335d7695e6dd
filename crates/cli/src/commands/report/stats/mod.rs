//! `gongkai report stats`: the usual questions about many reports.

mod lines;
mod page;
mod view;

use super::{prepare, status};
use crate::arguments::{General, Stats as Arguments, StatsFormat};
use crate::input::Input;
use crate::load::{Loaded, Loader};
use crate::output::{Sink, Status, complain};
use anyhow::Result;
use gongkai_dataset::{By, Record, Stats, stats_json};
use gongkai_domain::rules;
use gongkai_exchange::Lang;
use std::io::Write;
use std::path::{Component, Path};

pub(super) fn run(arguments: &Arguments, general: &General) -> Result<Status> {
    let lang = Lang::from(general.lang);
    let loader = Loader::new(lang)?;
    let (inputs, run, missing) = prepare(&arguments.inputs, general)?;
    let (listed, inputs): (Vec<Input>, Vec<Input>) = inputs.into_iter().partition(lines::holds);
    let by = By::from(arguments.by);
    let mut stats = Stats::new(by, loader.book);
    let paths = &arguments.inputs.paths;
    let mut add = |record: Record| {
        let folder = (by == By::Folder).then(|| folder(&record.path, paths));
        stats.add(&record, folder.flatten());
    };
    let make = |_, loaded: Loaded| record(&loader, &loaded, lang);
    let mut unreadable = missing;
    unreadable += run.each(&loader, &inputs, make, |record| {
        add(record);
        Ok(())
    })?;
    for input in &listed {
        let read = lines::each(&loader, input, |loaded| add(record(&loader, &loaded, lang)));
        if let Err(error) = read {
            unreadable += 1;
            complain(&error.line(lang));
        }
    }
    if stats.all.reports == 0 {
        return Ok(status(unreadable, Status::Clean));
    }
    let mut sink = Sink::open(arguments.output.output.as_deref())?;
    match arguments.format {
        StatsFormat::Json => writeln!(sink, "{:#}", stats_json(&stats))?,
        StatsFormat::Text => sink.write_all(view::text(&stats, lang).as_bytes())?,
        StatsFormat::Html => sink.write_all(page::page(&stats).as_bytes())?,
    }
    sink.close()?;
    Ok(status(unreadable, Status::Clean))
}

fn record(loader: &Loader, loaded: &Loaded, lang: Lang) -> Record {
    let findings = rules::inspect(&loaded.report, loader.book, |rule| rule.by_default);
    Record::new(&loaded.report, &loaded.source, &findings, lang)
}

/// The first folder below the one that was named; none for a file that lies in it.
fn folder(path: &str, named: &[String]) -> Option<String> {
    let path = Path::new(path);
    let below = named.iter().find_map(|named| path.strip_prefix(named).ok());
    let mut parts = below
        .unwrap_or(path)
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            Component::Prefix(_)
            | Component::RootDir
            | Component::CurDir
            | Component::ParentDir => None,
        });
    let first = parts.next()?;
    parts.next().map(|_| first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_the_first_below_the_one_named() {
        let named = ["全省/".to_owned(), "甲.txt".to_owned()];
        let of = |path| folder(path, &named);
        assert_eq!(of("全省/青石县/2021/甲.txt").as_deref(), Some("青石县"));
        assert_eq!(of("全省/甲.txt"), None);
        assert_eq!(of("甲.txt"), None);
    }
}
