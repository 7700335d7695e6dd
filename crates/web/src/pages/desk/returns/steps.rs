//! Completing a return, handing it in, and opening it again.

use super::address;
use super::table::{Forms, handing, opened, shown, typing};
use super::{Answer, again, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use axum::extract::{Path, State};
use gongkai_domain::calendar::dates;
use gongkai_domain::returns::Quarter;
use gongkai_office::{NewHandIn, OfficeError};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Saves what was typed.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(period): Path<String>,
    posted: Posted,
) -> Answer {
    let slug = posted.text("agency");
    let (place, view) = opened(&site, &caller, &period, slug).await?;
    let indicators = view.table.indicators();
    let typed: BTreeMap<String, String> = indicators
        .filter(|one| posted.fields().any(|(name, _)| name == one.id))
        .map(|one| (one.id.clone(), posted.raw(&one.id).to_owned()))
        .collect();
    let seen = (view.quarter, revision(&posted)?);
    let saved = site
        .office
        .type_return(&caller.cx, &place.agency, seen, &typed);
    let problems = match saved.await {
        Ok(()) => return done(view.quarter, &place.agency.slug, "return_typed"),
        Err(OfficeError::Invalid(gaps)) => Problems(gaps),
        Err(error) => return Err(error.into()),
    };
    let sheet = typing(&caller, &view, &place.agency.slug);
    let forms = Forms {
        typing: sheet.map(|sheet| sheet.typed(&posted).with(&problems)),
        handing: None,
    };
    let page = shown(&site, &caller, &place, &view, forms).await?;
    again(&page, page.summary.status())
}

/// Notes that it was handed in.
pub(crate) async fn hand_in(
    State(site): State<Site>,
    caller: Caller,
    Path(period): Path<String>,
    posted: Posted,
) -> Answer {
    let (place, view) = opened(&site, &caller, &period, posted.text("agency")).await?;
    let mut problems = Problems::default();
    if let Some(on) = day(&posted, caller.cx.today(), &mut problems) {
        let new = NewHandIn {
            revision: revision(&posted)?,
            on,
            compiled_by: posted.text("compiled_by").to_owned(),
            checked_by: posted.text("checked_by").to_owned(),
        };
        let office = &site.office;
        let handed = office.hand_in_return(&caller.cx, &place.agency, view.quarter, new);
        match handed.await {
            Ok(()) => return done(view.quarter, &place.agency.slug, "return_handed_in"),
            Err(OfficeError::Invalid(gaps)) => problems.0.extend(gaps),
            Err(error) => return Err(error.into()),
        }
    }
    let sheet = handing(&caller, &view, &place.agency.slug);
    let forms = Forms {
        typing: None,
        handing: Some(sheet.typed(&posted).with(&problems)),
    };
    let page = shown(&site, &caller, &place, &view, forms).await?;
    again(&page, page.summary.status())
}

/// Opens it again: the figures of now count, and the duty is not done.
pub(crate) async fn reopen(
    State(site): State<Site>,
    caller: Caller,
    Path(period): Path<String>,
    posted: Posted,
) -> Answer {
    let (place, view) = opened(&site, &caller, &period, posted.text("agency")).await?;
    let period = view.quarter.period();
    let agency = &place.agency.id;
    let office = &site.office;
    office
        .unmark_duty(&caller.cx, agency, &view.table.duty, period)
        .await?;
    done(view.quarter, &place.agency.slug, "return_reopened")
}

fn day(posted: &Posted, today: Date, problems: &mut Problems) -> Option<Date> {
    match dates::typed(posted.text("on"), today) {
        Ok(Some(day)) => return Some(day),
        Ok(None) => problems.add("on", "请填写实际报送的日期。"),
        Err(dates::NoDate) => problems.add("on", dates::EXPLANATION),
    }
    None
}

/// The revision that the form was filled in from; none where nothing was kept yet.
fn revision(posted: &Posted) -> Result<Option<u64>, WebError> {
    match posted.text("revision") {
        "" => Ok(None),
        _ => posted.revision().map(Some),
    }
}

fn done(quarter: Quarter, slug: &str, what: &str) -> Answer {
    to(&format!("{}&done={what}", address(quarter, slug)))
}
