//! `gongkai deadline …`: the end of a statutory period, with the reasoning.

mod batch;
mod compute;
mod show;

use crate::arguments::{Deadline as Arguments, General};
use crate::output::{Status, complain};
use anyhow::Result;
use gongkai_domain::calendar::{Arrangement, CalendarError, Layer, WorkdayCalendar};
use gongkai_domain::clock::ClockError;
use gongkai_exchange::Lang;
use show::Show;
use std::path::{Path, PathBuf};

/// Runs a command on deadlines.
pub(super) fn run(arguments: &Arguments, general: &General) -> Result<Status> {
    let lang = Lang::from(general.lang);
    let common = compute::common(arguments);
    let calendar = match calendar(&common.calendar) {
        Ok(calendar) => calendar,
        Err(refused) => {
            complain(&refused.words(lang));
            return Ok(refused.status());
        }
    };
    if let Arguments::Batch(_) = arguments {
        return batch::run(&calendar);
    }
    let show = Show {
        format: common.format,
        lang,
        calendar: &calendar,
    };
    match compute::deadline(arguments, &calendar) {
        Ok(deadline) => show.deadline(&deadline),
        Err(error) => {
            complain(&refusal(&error, lang));
            Ok(Status::Usage)
        }
    }
}

fn refusal(error: &ClockError, lang: Lang) -> String {
    match lang {
        Lang::Zh => error.zh(),
        Lang::En => error.to_string(),
    }
}

/// Why a calendar file is not taken.
enum Refused {
    /// It cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// It is no calendar, or contradicts the one there is.
    Calendar(CalendarError),
}

impl Refused {
    fn words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Unreadable(path, cause), Lang::Zh) => {
                format!(
                    "放假安排文件 {} 打不开：{cause}。请核对路径。",
                    path.display()
                )
            }
            (Self::Unreadable(path, cause), Lang::En) => {
                format!("cannot read the calendar {}: {cause}", path.display())
            }
            (Self::Calendar(error), Lang::Zh) => error.zh(),
            (Self::Calendar(error), Lang::En) => error.to_string(),
        }
    }

    const fn status(&self) -> Status {
        match self {
            Self::Unreadable(..) => Status::Unreadable,
            Self::Calendar(_) => Status::Usage,
        }
    }
}

/// The calendar that the program carries, with the files added.
fn calendar(files: &[PathBuf]) -> Result<WorkdayCalendar, Refused> {
    let mut calendar = WorkdayCalendar::statutory()
        .map_err(Refused::Calendar)?
        .clone();
    for path in files {
        let arrangement = read(path)?.in_layer(&Layer::Entered);
        calendar = calendar.with(arrangement).map_err(Refused::Calendar)?;
    }
    Ok(calendar)
}

fn read(path: &Path) -> Result<Arrangement, Refused> {
    let text = std::fs::read_to_string(path)
        .map_err(|cause| Refused::Unreadable(path.to_owned(), cause))?;
    let name = path.display().to_string();
    Arrangement::from_toml(&name, &text).map_err(Refused::Calendar)
}
