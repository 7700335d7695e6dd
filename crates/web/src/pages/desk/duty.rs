//! One recurring duty: where it is laid down, its turns of a year, and noting that one was done.

use super::duties::of_turn;
use super::duty_words::{State, due, fulfilled, state};
use super::workplace::Workplace;
use super::{Answer, Asked, again, notices, page, returns, titled, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, Query, State as Shared};
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::calendar::dates;
use gongkai_domain::duty::{Duty, DutyPeriod, DutyStanding, Fulfilment};
use gongkai_office::{DutyProof, DutyTurn, NewMark, OfficeError};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "desk/duty.html")]
struct DutyPage {
    shell: Console,
    duty: Duty,
    agency: String,
    fulfilled: String,
    year: i16,
    turns: Vec<Turn>,
    summary: Summary,
    /// The turn that can be noted as done, and the form; none for what is done or keeps itself.
    form: Option<(String, Sheet)>,
    csrf: String,
    may_keep: bool,
    /// Whether a posting would do it.
    by_posting: bool,
}

struct Turn {
    key: String,
    href: String,
    period: String,
    due: String,
    state: State,
    proof: String,
    /// The item whose posting shows that it is done.
    item: String,
    is_mark: bool,
    is_open: bool,
    /// The return that fulfils it.
    filled: String,
}

/// What a page of a duty is about.
struct About {
    place: Workplace,
    duty: Duty,
    year: i16,
    turns: Vec<DutyTurn>,
    period: Option<DutyPeriod>,
}

impl About {
    async fn of(
        site: &Site,
        caller: &Caller,
        id: &str,
        asked: &BTreeMap<String, String>,
    ) -> Result<Self, WebError> {
        let text = |name: &str| asked.get(name).map_or("", String::as_str);
        let place = Workplace::of(site, caller, text("agency")).await?;
        let period: Option<DutyPeriod> = text("period").parse().ok();
        let today = caller.cx.today();
        let year = match text("year").parse() {
            Ok(year) if (2008..=today.year() + 1).contains(&year) => year,
            Ok(_) | Err(_) => year_of(period, today),
        };
        // A turn belongs to the year in which it can be done, which may be the one after.
        let last = if period.is_some() { year + 1 } else { year };
        let days = (date(year, 1, 1), date(last, 12, 31));
        let views = site.office.duties(&caller.cx, &place.agency, days).await?;
        let view = views.into_iter().find(|view| view.duty.id == id);
        let view = view.ok_or(Refusal::Unknown)?;
        Ok(Self {
            place,
            duty: view.duty,
            year,
            turns: view.turns,
            period,
        })
    }

    /// The turn that is asked for, if it is not done.
    fn open(&self) -> Option<&DutyTurn> {
        let period = self.period?;
        let mut turns = self.turns.iter();
        let turn = turns.find(|turn| turn.turn.period == period)?;
        (!matches!(turn.standing, DutyStanding::Done { .. })).then_some(turn)
    }

    /// Its turns as far as the next.
    fn near(&self) -> impl Iterator<Item = &DutyTurn> {
        let ahead = |turn: &&DutyTurn| turn.standing == DutyStanding::Ahead;
        let begun = self.turns.iter().filter(move |turn| !ahead(turn));
        begun.chain(self.turns.iter().find(ahead))
    }

    fn is_by_word(&self) -> bool {
        match self.duty.fulfilled {
            Fulfilment::Posting(_) | Fulfilment::Mark => true,
            Fulfilment::Guide | Fulfilment::Reassessment => false,
        }
    }

    fn sheet(&self, caller: &Caller, turn: &DutyTurn) -> Sheet {
        let action = format!("/desk/duties/{}/done", self.duty.id);
        let today = caller.cx.today().to_string();
        Sheet::new("done", &action, &caller.csrf, "登记办结")
            .hidden("agency", &self.place.agency.slug)
            .hidden("period", &turn.turn.period.to_string())
            .field(
                Field::text("done_on", "办理日期")
                    .hint("实际公布或者报送的那一天，例如 2026-1-5")
                    .value(&today)
                    .width("w-mid"),
            )
            .field(
                Field::area("note", "说明", 3)
                    .optional()
                    .hint("在哪里公布、报给谁，以后查得到"),
            )
    }
}

fn year_of(period: Option<DutyPeriod>, today: Date) -> i16 {
    match period {
        Some(DutyPeriod::Month(day) | DutyPeriod::Quarter(day) | DutyPeriod::Year(day)) => {
            day.year()
        }
        Some(DutyPeriod::Since(_) | DutyPeriod::First) | None => today.year(),
    }
}

fn turn(about: &About, turn: &DutyTurn, today: Date) -> Turn {
    let key = turn.turn.period.to_string();
    let (proof, item, is_mark) = match &turn.proof {
        Some(DutyProof::Posting(posted)) => {
            let item = format!("/desk/information/{}", posted.information);
            (posted.title.clone(), item, false)
        }
        Some(DutyProof::Mark(mark)) => {
            let said = format!("{}登记", mark.name);
            let note = if mark.note.is_empty() {
                said
            } else {
                format!("{said}：{}", mark.note)
            };
            (note, String::new(), true)
        }
        None => (String::new(), String::new(), false),
    };
    let slug = &about.place.agency.slug;
    Turn {
        filled: returns::of_turn(&about.duty.id, slug, &key).unwrap_or_default(),
        href: of_turn(&about.duty.id, &about.place.agency.slug, &key),
        period: turn.turn.period.zh(),
        due: due(&turn.turn),
        state: state(turn.standing, today),
        is_open: about.is_by_word()
            && !matches!(
                turn.standing,
                DutyStanding::Done { .. } | DutyStanding::Ahead
            ),
        key,
        proof,
        item,
        is_mark,
    }
}

async fn shown(
    site: &Site,
    caller: &Caller,
    about: &About,
    sheet: Option<Sheet>,
) -> Result<DutyPage, WebError> {
    let may_keep = decide(&caller.cx.actor, Action::KeepDuties, Object::Installation).is_ok();
    let categories = site.office.categories(&about.place.agency.id).await?;
    let today = caller.cx.today();
    let open = about.open().filter(|_| may_keep && about.is_by_word());
    let form = open.map(|turn| {
        let sheet = sheet.unwrap_or_else(|| about.sheet(caller, turn));
        (turn.turn.period.zh(), sheet)
    });
    let summary = form.as_ref().map(|(_, sheet)| sheet.summary());
    let summary = summary.unwrap_or_default();
    let wrong = form.as_ref().is_some_and(|(_, sheet)| sheet.is_wrong());
    let title = titled(&about.duty.title, wrong);
    Ok(DutyPage {
        shell: Console::of(site, caller, &title, "/desk/duties").await?,
        agency: about.place.agency.slug.clone(),
        fulfilled: fulfilled(&about.duty, &categories),
        year: about.year,
        turns: about.near().map(|one| turn(about, one, today)).collect(),
        summary,
        form,
        csrf: caller.csrf.clone(),
        may_keep,
        by_posting: matches!(about.duty.fulfilled, Fulfilment::Posting(_)),
        duty: about.duty.clone(),
    })
}

/// The page.
pub(crate) async fn show(
    Shared(site): Shared<Site>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Asked,
) -> Answer {
    let about = About::of(&site, &caller, &id, &asked).await?;
    let mut shown = shown(&site, &caller, &about, None).await?;
    shown.shell = shown.shell.with_notice(notices::of(&asked));
    page(&shown)
}

/// What an address would have asked for, from a form's hidden fields.
fn asked_in(posted: &Posted) -> BTreeMap<String, String> {
    let names = ["agency", "period"].into_iter();
    let pairs = names.map(|name| (name.to_owned(), posted.text(name).to_owned()));
    pairs.collect()
}

/// Notes that a turn was done.
pub(crate) async fn mark(
    Shared(site): Shared<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let about = About::of(&site, &caller, &id, &asked_in(&posted)).await?;
    let turn = about.open().ok_or(Refusal::Stage)?;
    let mut problems = Problems::default();
    let done_on = match dates::typed(posted.text("done_on"), caller.cx.today()) {
        Ok(Some(day)) => Some(day),
        Ok(None) => {
            problems.add("done_on", "请填写实际办理的日期。");
            None
        }
        Err(dates::NoDate) => {
            problems.add("done_on", dates::EXPLANATION);
            None
        }
    };
    if let Some(done_on) = done_on {
        let new = NewMark {
            duty: about.duty.id.clone(),
            period: turn.turn.period,
            done_on,
            note: posted.text("note").to_owned(),
        };
        match site
            .office
            .mark_duty(&caller.cx, &about.place.agency, new)
            .await
        {
            Ok(()) => return to(&back(&about, "duty_done")),
            Err(OfficeError::Invalid(gaps)) => problems.0.extend(gaps),
            Err(error) => return Err(error.into()),
        }
    }
    let sheet = about.sheet(&caller, turn).typed(&posted).with(&problems);
    let status = sheet.summary().status();
    again(&shown(&site, &caller, &about, Some(sheet)).await?, status)
}

/// Takes such a note back.
pub(crate) async fn unmark(
    Shared(site): Shared<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Answer {
    let about = About::of(&site, &caller, &id, &asked_in(&posted)).await?;
    let period = about.period.ok_or(Refusal::Unknown)?;
    let agency = &about.place.agency.id;
    site.office
        .unmark_duty(&caller.cx, agency, &id, period)
        .await?;
    to(&back(&about, "duty_undone"))
}

fn back(about: &About, done: &str) -> String {
    let year = about
        .turns
        .iter()
        .find(|turn| Some(turn.turn.period) == about.period);
    let year = year.map_or(about.year, |turn| turn.turn.opens.year());
    let slug = &about.place.agency.slug;
    format!(
        "/desk/duties/{}?agency={slug}&year={year}&done={done}",
        about.duty.id
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_opens_its_own_year() {
        let today = date(2026, 11, 20);
        assert_eq!(year_of("2020-Q3".parse().ok(), today), 2020);
        assert_eq!(year_of("first".parse().ok(), today), 2026);
    }
}
