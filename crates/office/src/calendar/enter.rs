//! Entering a year or a change of it, and taking an entry back: first what would become of it, then,
//! if nothing came between, the deed. The event keeps what moved, with the old reasoning.

use super::affected::{affected, move_dates};
use super::{Calendars, Shift, arrangement, broken};
use crate::error::invalid;
use crate::events::Record;
use crate::{Context, Office, OfficeError, token};
use gongkai_domain::access::{Action, Actor, Object, Refusal, Role, decide};
use gongkai_domain::calendar::{
    CalendarError, DayChange, NewNotice, Notice, NoticeKind, WorkdayCalendar, differences,
};
use gongkai_domain::identity::NoticeId;
use gongkai_store::CalendarNotice;
use serde_json::json;
use std::cmp::Reverse;
use std::sync::Arc;

/// What would become of the calendar, and of what is open.
#[derive(Debug, Clone)]
pub struct CalendarPlan {
    /// The year.
    pub year: i16,
    /// The region for which alone it would be so.
    pub region: Option<String>,
    /// The days that would be others.
    pub changes: Vec<DayChange>,
    /// The calendar as it would be.
    pub after: WorkdayCalendar,
    /// The open matters that would get another last day.
    pub shifts: Vec<Shift>,
    /// Stands for the state of the calendar that was looked at.
    pub mark: String,
}

/// A notice that holds in this installation.
#[derive(Debug, Clone)]
pub struct KnownNotice {
    /// Its identity, if it was entered here and can be taken back.
    pub id: Option<NoticeId>,
    /// The year.
    pub year: i16,
    /// The notice.
    pub notice: Arc<Notice>,
}

/// A change of the calendar, ready to be carried out.
struct Change {
    plan: CalendarPlan,
    after: Vec<CalendarNotice>,
}

impl Office {
    /// Every notice that is known, the latest year first.
    pub async fn known_notices(&self, cx: &Context) -> Result<Vec<KnownNotice>, OfficeError> {
        decide(&cx.actor, Action::ManageAgencies, Object::Installation)?;
        let entered = self.store.calendar_notices().await?;
        let mut known = Vec::new();
        for year in self.calendar.years() {
            let carried = self.calendar.notices(year).cloned();
            known.extend(carried.map(|notice| KnownNotice {
                id: None,
                year,
                notice,
            }));
        }
        for entry in &entered {
            let read = arrangement(entry).map_err(broken)?;
            known.extend(read.notices.into_iter().map(|notice| KnownNotice {
                id: Some(entry.id.clone()),
                year: entry.year,
                notice,
            }));
        }
        known.sort_by_key(|known| (Reverse(known.year), known.notice.date));
        Ok(known)
    }

    /// What would become of the calendar if a notice were entered.
    pub async fn plan_notice(
        &self,
        cx: &Context,
        new: NewNotice,
    ) -> Result<CalendarPlan, OfficeError> {
        may_keep_calendar(self, cx).await?;
        Ok(self.with_notice(cx, new).await?.plan)
    }

    /// Enters a notice. `seen` is the mark of the plan that was looked at.
    pub async fn enter_notice(
        &self,
        cx: &Context,
        new: NewNotice,
        seen: &str,
    ) -> Result<NoticeId, OfficeError> {
        may_keep_calendar(self, cx).await?;
        let change = self.with_notice(cx, new).await?;
        if change.plan.mark != seen {
            return Err(OfficeError::Conflict);
        }
        let entry = change.after.last().ok_or(Refusal::Unknown)?;
        let record = Record::of("calendar.entered", object(&entry.id));
        let event = record.to(&told(entry, &change.plan)).by(cx)?;
        let mut write = self.store.write().await?;
        write.insert_calendar_notice(entry).await?;
        move_dates(&mut write, &change.plan.shifts).await?;
        write.commit(vec![event]).await?;
        Ok(entry.id.clone())
    }

    /// What would become of the calendar if an entry were taken back.
    pub async fn plan_removal(
        &self,
        cx: &Context,
        id: &NoticeId,
    ) -> Result<CalendarPlan, OfficeError> {
        may_keep_calendar(self, cx).await?;
        Ok(self.without_notice(cx, id).await?.1.plan)
    }

    /// Takes an entry back. `seen` is the mark of the plan that was looked at.
    pub async fn remove_notice(
        &self,
        cx: &Context,
        id: &NoticeId,
        seen: &str,
    ) -> Result<(), OfficeError> {
        may_keep_calendar(self, cx).await?;
        let (entry, change) = self.without_notice(cx, id).await?;
        if change.plan.mark != seen {
            return Err(OfficeError::Conflict);
        }
        let record = Record::of("calendar.removed", object(id));
        let event = record.from(&told(&entry, &change.plan)).by(cx)?;
        let mut write = self.store.write().await?;
        write.remove_calendar_notice(id).await?;
        move_dates(&mut write, &change.plan.shifts).await?;
        Ok(write.commit(vec![event]).await?)
    }

    async fn with_notice(&self, cx: &Context, new: NewNotice) -> Result<Change, OfficeError> {
        check(&new)?;
        let (year, region, issued_on) = (new.year, new.region.clone(), new.issued);
        let before = self.calendars().await?;
        let base = before.in_region(region.as_deref());
        let arranged = base.arrange(new).map_err(refused)?;
        let tried = base.with(arranged.clone()).map_err(refused)?;
        if differences(base, &tried, year).is_empty() {
            return Err(refused(CalendarError::NoEffect));
        }
        let entry = CalendarNotice {
            id: NoticeId::from_random(token::bits()?),
            region: region.clone(),
            year,
            issued_on,
            content: arranged.to_toml(cx.today()),
        };
        let mut after = self.store.calendar_notices().await?;
        let mark = mark(&after);
        after.push(entry);
        self.change(cx, (year, region), after, mark).await
    }

    async fn without_notice(
        &self,
        cx: &Context,
        id: &NoticeId,
    ) -> Result<(CalendarNotice, Change), OfficeError> {
        let mut after = self.store.calendar_notices().await?;
        let mark = mark(&after);
        let place = after.iter().position(|entry| entry.id == *id);
        let entry = after.remove(place.ok_or(Refusal::Unknown)?);
        let of = (entry.year, entry.region.clone());
        Ok((entry, self.change(cx, of, after, mark).await?))
    }

    async fn change(
        &self,
        cx: &Context,
        (year, region): (i16, Option<String>),
        after: Vec<CalendarNotice>,
        mark: String,
    ) -> Result<Change, OfficeError> {
        let before = self.calendars().await?;
        let tree = self.agencies().await?;
        let calendars = Calendars::build(&self.calendar, &after, &tree)?;
        let open = self.open_dates(cx.today()).await?;
        let calendar = calendars.in_region(region.as_deref()).clone();
        let plan = CalendarPlan {
            year,
            changes: differences(before.in_region(region.as_deref()), &calendar, year),
            region,
            shifts: affected(&open, &before, &calendars),
            after: calendar,
            mark,
        };
        Ok(Change { plan, after })
    }
}

/// The calendar is everybody's: it is kept by who administers a body at the top.
pub(super) async fn may_keep_calendar(office: &Office, cx: &Context) -> Result<(), OfficeError> {
    decide(&cx.actor, Action::ManageAgencies, Object::Installation)?;
    let Actor::Person(person) = &cx.actor else {
        return Ok(());
    };
    let tree = office.agencies().await?;
    let mut top = tree.under(None);
    if top.any(|agency| person.is(Role::SystemAdministrator, &agency.id)) {
        Ok(())
    } else {
        Err(Refusal::Role.into())
    }
}

fn check(new: &NewNotice) -> Result<(), OfficeError> {
    if new.title.trim().is_empty() {
        return Err(invalid("title", "请照原文填写通知的标题。"));
    }
    if new.region.is_some() && new.kind == NoticeKind::Announces {
        let message = "地方的通知只能录入为调整：全年安排由国务院办公厅公布。";
        return Err(invalid("kind", message));
    }
    Ok(())
}

/// Why a notice is not taken, beside the lists of days.
#[expect(
    clippy::needless_pass_by_value,
    reason = "handed to `map_err`, which gives the error away"
)]
fn refused(error: CalendarError) -> OfficeError {
    let field = match error {
        CalendarError::AnnouncedTwice { .. } => "kind",
        CalendarError::NoChange { worked: true, .. } => "worked",
        CalendarError::NoChange { .. }
        | CalendarError::NoEffect
        | CalendarError::OtherYear { .. }
        | CalendarError::Syntax { .. } => "off",
    };
    invalid(field, &error.zh())
}

/// Stands for the notices that were entered.
pub(super) fn mark(entered: &[CalendarNotice]) -> String {
    let ids: Vec<&str> = entered.iter().map(|entry| entry.id.as_str()).collect();
    token::digest(&ids.join(" "))
}

fn object(id: &NoticeId) -> String {
    format!("calendar:{id}")
}

/// What the log says: the notice word for word, and what moved by it with the reasoning before and
/// after.
fn told(entry: &CalendarNotice, plan: &CalendarPlan) -> serde_json::Value {
    json!({
        "notice": entry.content,
        "region": entry.region,
        "year": entry.year,
        "shifts": plan.shifts,
    })
}
