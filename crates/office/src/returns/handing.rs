//! Completing a return by hand, handing it in, and taking that back.

use super::return_table;
use crate::error::invalid;
use crate::events::Record;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Person};
use gongkai_domain::agency::Agency;
use gongkai_domain::duty::DutyPeriod;
use gongkai_domain::event::Event;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::information::Gap;
use gongkai_domain::returns::{HandedIn, Line, Number, Quarter, Return, ReturnTable, TypedNumber};
use gongkai_store::{DutyMark, Write};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A return that a person says was handed in.
#[derive(Debug, Clone)]
pub struct NewHandIn {
    /// The revision the person had before them; none where nothing was kept yet.
    pub revision: Option<u64>,
    /// On which day it was handed in.
    pub on: Date,
    /// 填表人.
    pub compiled_by: String,
    /// 审核人.
    pub checked_by: String,
}

impl Office {
    /// Saves the numbers that a person typed for what is not kept here, by indicator. A number that
    /// the program counts is not taken from a person, and what is left empty stays unknown.
    pub async fn type_return(
        &self,
        cx: &Context,
        agency: &Agency,
        (quarter, revision): (Quarter, Option<u64>),
        typed: &BTreeMap<String, String>,
    ) -> Result<(), OfficeError> {
        let person = self.who_may(cx, &agency.id, Action::KeepDuties).await?;
        let table = return_table(agency)?;
        let (lines, kept) = self.filled(agency, table, quarter).await?;
        let mut kept = open(kept, agency, table, quarter, revision)?;
        let before = kept.typed.clone();
        let asked = table.indicators().zip(&lines);
        let mut gaps = Vec::new();
        for (indicator, line) in asked.filter(|(_, line)| line.quarter.is_asked()) {
            let Some(text) = typed.get(&line.id) else {
                continue;
            };
            match Number::typed(text) {
                Ok(number) => put(&mut kept, line, number, person, cx.today()),
                Err(_no_number) => gaps.push(Gap {
                    field: &indicator.id,
                    message: format!(
                        "“{}”不是数。{}请填0或者正数；不知道就空着，不要填0。",
                        text.trim(),
                        line.zh
                    ),
                }),
            }
        }
        if !gaps.is_empty() {
            return Err(OfficeError::Invalid(gaps));
        }
        if kept.typed == before {
            return Ok(());
        }
        let record = noted("return.typed", &kept);
        let event = record.from(&before).to(&kept.typed);
        let event = event.in_agency(&agency.id).by(cx)?;
        let mut write = self.store.write().await?;
        save(&mut write, &kept, revision).await?;
        Ok(write.commit(vec![event]).await?)
    }

    /// Notes that a return was handed in, keeps its figures as they are now, and fulfils the duty.
    pub async fn hand_in_return(
        &self,
        cx: &Context,
        agency: &Agency,
        quarter: Quarter,
        new: NewHandIn,
    ) -> Result<(), OfficeError> {
        let person = self.who_may(cx, &agency.id, Action::KeepDuties).await?;
        check_day(quarter, new.on, cx.today())?;
        let table = return_table(agency)?;
        let (lines, kept) = self.filled(agency, table, quarter).await?;
        let mut kept = open(kept, agency, table, quarter, new.revision)?;
        let revision = new.revision;
        kept.handed_in = Some(handed_in(table, lines, new, person)?);
        let record = noted("return.handed_in", &kept).to(&kept.handed_in);
        let mut events = vec![record.in_agency(&agency.id).by(cx)?];
        let mark = mark(&kept, table, person);
        let marks = self.store.duty_marks(&agency.id).await?;
        let is_noted = |one: &DutyMark| one.duty == mark.duty && one.period == mark.period;
        let mut write = self.store.write().await?;
        save(&mut write, &kept, revision).await?;
        if !marks.iter().any(is_noted) {
            let record = Record::of("duty.done", format!("duty:{}", mark.duty));
            let told = (mark.period.to_string(), mark.done_on, mark.note.as_str());
            events.push(record.in_agency(&agency.id).to(&told).by(cx)?);
            write.insert_duty_mark(&mark).await?;
        }
        Ok(write.commit(events).await?)
    }

    /// The return that a duty of a period was fulfilled with, open again, and the event that says so.
    pub(crate) async fn reopened_return(
        &self,
        cx: &Context,
        agency: &AgencyId,
        duty: &str,
        period: DutyPeriod,
    ) -> Result<Option<(Return, Event)>, OfficeError> {
        let whose = self.agency(agency).await?;
        let Ok(table) = return_table(&whose) else {
            return Ok(None);
        };
        let kept = self.store.returns(agency, &table.id).await?;
        let fulfils = |one: &Return| table.duty == duty && one.quarter.period() == period;
        let mut of_period = kept.into_iter().filter(fulfils);
        let handed_in = of_period.find(|one| one.handed_in.is_some());
        let Some(mut kept) = handed_in else {
            return Ok(None);
        };
        let before = kept.handed_in.take();
        let record = noted("return.reopened", &kept).from(&before);
        let event = record.in_agency(agency).by(cx)?;
        Ok(Some((kept, event)))
    }
}

/// The return as the person had it before them, if it is still open.
fn open(
    kept: Option<Return>,
    agency: &Agency,
    table: &ReturnTable,
    quarter: Quarter,
    revision: Option<u64>,
) -> Result<Return, OfficeError> {
    let seen = kept.as_ref().map(|kept| kept.revision) == revision;
    let kept = kept.unwrap_or_else(|| Return {
        agency: agency.id.clone(),
        table: table.id.clone(),
        quarter,
        typed: BTreeMap::new(),
        handed_in: None,
        revision: 0,
    });
    if seen && kept.handed_in.is_none() {
        Ok(kept)
    } else {
        Err(OfficeError::Conflict)
    }
}

/// What was typed before stays as it is, with who typed it, where the number is the same.
fn put(kept: &mut Return, line: &Line, number: Option<Number>, person: &Person, on: Date) {
    let before = kept.typed.get(&line.id).map(|typed| typed.number);
    match number {
        Some(number) if before != Some(number) => {
            let typed = TypedNumber {
                number,
                by: person.name.clone(),
                on,
            };
            kept.typed.insert(line.id.clone(), typed);
        }
        Some(_) => {}
        None => {
            kept.typed.remove(&line.id);
        }
    }
}

fn check_day(quarter: Quarter, on: Date, today: Date) -> Result<(), OfficeError> {
    let last = quarter.days().1;
    if today < last {
        return Err(invalid("on", "这一季度还没有结束，结束以后再报送。"));
    }
    if on > today {
        return Err(invalid("on", "报送日期不能晚于今天，请填实际报送的日期。"));
    }
    if on < last {
        return Err(invalid(
            "on",
            "报送日期不能早于这一季度的最后一天，请填实际报送的日期。",
        ));
    }
    Ok(())
}

fn handed_in(
    table: &ReturnTable,
    lines: Vec<Line>,
    new: NewHandIn,
    person: &Person,
) -> Result<HandedIn, OfficeError> {
    let name = |field, text: &str, missing: &str| match text.trim() {
        "" => Err(invalid(field, missing)),
        text if text.chars().count() > 30 => Err(invalid(field, "姓名最多30个字。")),
        text => Ok(text.to_owned()),
    };
    let NewHandIn {
        on,
        compiled_by,
        checked_by,
        ..
    } = new;
    Ok(HandedIn {
        on,
        by: person.name.clone(),
        compiled_by: name("compiled_by", &compiled_by, "请填写填表人。")?,
        checked_by: name("checked_by", &checked_by, "请填写审核人。")?,
        title: table.title.clone(),
        lines,
    })
}

fn mark(kept: &Return, table: &ReturnTable, person: &Person) -> DutyMark {
    let on = kept.handed_in.as_ref().map(|handed_in| handed_in.on);
    DutyMark {
        agency: kept.agency.clone(),
        duty: table.duty.clone(),
        period: kept.quarter.period(),
        done_on: on.unwrap_or(kept.quarter.days().1),
        account: person.account.clone(),
        name: person.name.clone(),
        note: format!("报送《{}》", table.title),
        information: None,
    }
}

async fn save(write: &mut Write, kept: &Return, revision: Option<u64>) -> Result<(), OfficeError> {
    let saved = match revision {
        Some(_) => write.save_return(kept).await,
        None => write.insert_return(kept).await,
    };
    saved.map_err(OfficeError::of_first)
}

fn noted<'a>(action: &'a str, kept: &Return) -> Record<'a> {
    Record::of(action, format!("return:{}:{}", kept.table, kept.quarter))
}
