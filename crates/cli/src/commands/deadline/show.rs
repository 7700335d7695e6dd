//! A deadline as lines for people or as one object.

use crate::arguments::DeadlineFormat;
use crate::output::{Sink, Status};
use anyhow::Result;
use gongkai_domain::calendar::{Layer, WorkdayCalendar};
use gongkai_domain::clock::{Citation, Deadline, Due, Step, StepKind};
use gongkai_exchange::Lang;
use jiff::civil::{Date, Weekday};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Write as _;

/// How a result is shown.
#[derive(Clone, Copy)]
pub(super) struct Show<'a> {
    pub(super) format: DeadlineFormat,
    pub(super) lang: Lang,
    pub(super) calendar: &'a WorkdayCalendar,
}

impl Show<'_> {
    pub(super) fn deadline(self, deadline: &Deadline) -> Result<Status> {
        let mut sink = Sink::open(None)?;
        match self.format {
            DeadlineFormat::Text => sink.write_all(self.text(deadline).as_bytes())?,
            DeadlineFormat::Json => {
                serde_json::to_writer_pretty(&mut sink, &self.object(deadline))?;
                writeln!(sink)?;
            }
        }
        sink.close()?;
        Ok(match deadline.due {
            Due::On(_) => Status::Clean,
            Due::NotAnnounced { .. } => Status::Findings,
        })
    }

    fn reason(self, year: i16) -> String {
        reason(year, self.calendar, self.lang)
    }

    fn object(self, deadline: &Deadline) -> Value {
        match deadline.due {
            Due::On(due) => {
                let steps = deadline.steps.iter();
                let steps = steps.map(|step| step_object(step, self.lang));
                json!({ "due": due.to_string(), "steps": steps.collect::<Vec<_>>() })
            }
            Due::NotAnnounced { year } => {
                json!({ "due": Value::Null, "reason": self.reason(year) })
            }
        }
    }

    /// The due date, then a line for each step with the law behind it. That weekends are off is not
    /// cited, and of a notice only its number.
    fn text(self, deadline: &Deadline) -> String {
        let lang = self.lang;
        let mut text = match deadline.due {
            Due::On(due) => weekday_and_date(due, lang),
            Due::NotAnnounced { year } => self.reason(year),
        };
        text.push_str("\n\n");
        for step in &deadline.steps {
            let said = words(step, lang);
            let law: Vec<String> = step.cites.iter().filter_map(|c| brief(c, lang)).collect();
            let _ = if law.is_empty() || step.kind == StepKind::Remark {
                writeln!(text, "  {said}")
            } else {
                writeln!(text, "  {said}  〔{}〕", law.join("；"))
            };
        }
        text
    }
}

/// Why there is no date, and what to do.
fn reason(year: i16, calendar: &WorkdayCalendar, lang: Lang) -> String {
    let first = calendar.years().next();
    match (first.filter(|first| year < *first), lang) {
        (Some(first), Lang::Zh) => {
            format!("算不出到期日：本程序只有{first}年以后的放假安排，没有{year}年的。请核对日期。")
        }
        (Some(first), Lang::En) => {
            format!("no due date: the working days are known from {first} on, not those of {year}")
        }
        (None, Lang::Zh) => format!(
            "算不出到期日：{year}年的放假安排尚未公布，或者本程序没有录入。请等国务院办公厅公布并录入后重新计算。"
        ),
        (None, Lang::En) => format!(
            "no due date: the working days of {year} are not announced or not entered; count again when they are"
        ),
    }
}

fn step_object(step: &Step, lang: Lang) -> Value {
    json!({
        "from": step.from.to_string(),
        "to": step.to.to_string(),
        "kind": step.kind.name(),
        "counted": step.counted,
        "text": words(step, lang),
        "cite": cites(step, lang).collect::<Vec<_>>(),
    })
}

fn words(step: &Step, lang: Lang) -> &str {
    match lang {
        Lang::Zh => &step.words.zh,
        Lang::En => &step.words.en,
    }
}

fn cites(step: &Step, lang: Lang) -> impl Iterator<Item = String> + use<'_> {
    step.cites.iter().map(move |cite| match lang {
        Lang::Zh => cite.zh(),
        Lang::En => cite.en(),
    })
}

fn brief(cite: &Citation, lang: Lang) -> Option<String> {
    match (cite, lang) {
        (Citation::WorkingTime, _) => None,
        (Citation::Notice(notice), _) => {
            let name = notice.number.as_ref().unwrap_or(&notice.title).clone();
            Some(match &notice.layer {
                Layer::Region(region) => format!("{name}（{region}）"),
                Layer::Carried | Layer::Entered => name,
            })
        }
        (
            Citation::CivilCode
            | Citation::GeneralProvisions
            | Citation::SameDay(_)
            | Citation::DayOffMoves(_)
            | Citation::Overruled(_)
            | Citation::Consultation
            | Citation::Delay
            | Citation::Period { .. },
            Lang::Zh,
        ) => Some(cite.zh()),
        (_, Lang::En) => Some(cite.en()),
    }
}

fn weekday_and_date(due: Date, lang: Lang) -> String {
    let (zh, en) = match due.weekday() {
        Weekday::Monday => ("星期一", "Monday"),
        Weekday::Tuesday => ("星期二", "Tuesday"),
        Weekday::Wednesday => ("星期三", "Wednesday"),
        Weekday::Thursday => ("星期四", "Thursday"),
        Weekday::Friday => ("星期五", "Friday"),
        Weekday::Saturday => ("星期六", "Saturday"),
        Weekday::Sunday => ("星期日", "Sunday"),
    };
    match lang {
        Lang::Zh => format!("{}年{}月{}日（{zh}）", due.year(), due.month(), due.day()),
        Lang::En => format!("{due} ({en})"),
    }
}
