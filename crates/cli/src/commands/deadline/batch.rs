//! Questions as lines of JSON, answers as lines of JSON, in one process: so that another program can
//! compare a hundred thousand dates with its own (`bench/oracle/`).
//!
//! `{"from": "2026-02-10", "workdays": 20}` or `{"received": "2026-03-02", "extended_by": 20,
//! "suspended": [["2026-03-09", "2026-03-30"]]}`; the answer is `{"due": "…"}`, `{"due": null, "year":
//! 2027}` or `{"error": "…"}`.

use crate::output::{Sink, Status};
use anyhow::{Context, Result};
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::clock::{Due, Suspension, count, reply_by};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::io::{BufRead, Write};

/// Answers every line of standard input.
pub(super) fn run(calendar: &WorkdayCalendar) -> Result<Status> {
    let mut sink = Sink::open(None)?;
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let question: Value = serde_json::from_str(&line).with_context(|| line.clone())?;
        let answer = answer(&question, calendar).with_context(|| line.clone())?;
        writeln!(sink, "{answer}")?;
    }
    sink.close()?;
    Ok(Status::Clean)
}

fn answer(question: &Value, calendar: &WorkdayCalendar) -> Result<Value> {
    let deadline = if question.get("received").is_some() {
        let suspended = match question.get("suspended") {
            None => Vec::new(),
            Some(list) => suspensions(list)?,
        };
        let extended_by = match question.get("extended_by") {
            None => 0,
            Some(_) => number(question, "extended_by")?,
        };
        reply_by(
            day(question.get("received"))?,
            extended_by,
            &suspended,
            calendar,
        )
    } else {
        let workdays = number(question, "workdays")?;
        Ok(count(day(question.get("from"))?, workdays, calendar))
    };
    Ok(match deadline.map(|deadline| deadline.due) {
        Ok(Due::On(due)) => json!({ "due": due.to_string() }),
        Ok(Due::NotAnnounced { year }) => json!({ "due": Value::Null, "year": year }),
        Err(refused) => json!({ "error": refused.to_string() }),
    })
}

fn suspensions(list: &Value) -> Result<Vec<Suspension>> {
    let list = list.as_array().context("suspended is no list")?;
    let one = |pair: &Value| {
        Ok(Suspension {
            sent: day(pair.get(0))?,
            answered: day(pair.get(1))?,
        })
    };
    list.iter().map(one).collect()
}

fn day(value: Option<&Value>) -> Result<Date> {
    let text = value.and_then(Value::as_str).context("no date")?;
    Ok(text.parse()?)
}

fn number(question: &Value, key: &'static str) -> Result<u16> {
    let number = question.get(key).and_then(Value::as_u64).context(key)?;
    Ok(u16::try_from(number)?)
}
