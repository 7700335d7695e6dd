//! What becomes of the report behind the lock: handed in, sent back, filed, sent to publication, public.

use super::{AT, Answer, Workplace, address, may, opened, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::Posted;
use crate::pages::desk::supervision::{badge, countdown, tally_words};
use crate::sheet::Sheet;
use crate::words::document_date;
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::{Path, State};
use gongkai_domain::access::Action;
use gongkai_domain::information::{Information, Stage};
use gongkai_domain::submission::{Anchor, Progress, Remark, Round, Submission, Verdict, due_on};
use gongkai_office::ReportView;

/// The part of the page behind the lock.
#[derive(Template)]
#[template(path = "desk/reports/onward.html")]
pub(super) struct Onward {
    badge: &'static str,
    state: &'static str,
    countdown: String,
    /// Remarks: where it is put right, the place, what is asked.
    remarks: Vec<(String, String, String)>,
    reminder: String,
    rounds: Vec<String>,
    found: String,
    hand_in: Option<Sheet>,
    publish: Option<Sheet>,
    /// The item with which it is published: its address and how it stands.
    item: Option<(String, &'static str)>,
    published: String,
    column: String,
}

impl HtmlSafe for Onward {}

impl Onward {
    /// What becomes of a report.
    pub(super) async fn of(
        site: &Site,
        caller: &Caller,
        place: &Workplace,
        view: &ReportView,
    ) -> Result<Self, WebError> {
        let agency = &place.agency;
        let own = site.office.submission_of(&caller.cx, &agency.id, view.year);
        let (submission, progress, published_on) = own.await?;
        let item = site.office.report_item(&caller.cx, view).await?;
        let slug = &agency.slug;
        let last = submission.last();
        Ok(Self {
            badge: badge(progress),
            state: progress.zh(),
            countdown: countdown(due_on(view.year), caller.cx.today()),
            remarks: submission
                .remarks()
                .iter()
                .map(|remark| self::remark(view, remark, slug))
                .collect(),
            reminder: reminder(&submission, progress),
            rounds: (1..).zip(&submission.rounds).map(round).collect(),
            found: last.map_or_else(String::new, |round| tally_words(round.found)),
            hand_in: agency
                .parent
                .as_ref()
                .and_then(|_above| handing_in(caller, view, &submission, slug)),
            publish: publishing(caller, view, item.as_ref(), slug)
                .filter(|_| progress != Progress::Returned),
            item: item.map(|item| (format!("/desk/information/{}", item.id), item.stage.zh())),
            published: published_on.map_or_else(String::new, |on| document_date(&on)),
            column: format!("/{slug}/reports/{}", view.year),
        })
    }
}

/// Where a remark is put right, the place it is about, and what it asks.
fn remark(view: &ReportView, remark: &Remark, slug: &str) -> (String, String, String) {
    let form = view.compiled.form();
    let (href, place) = match &remark.anchor {
        Anchor::Report => (String::new(), "整份报告".to_owned()),
        Anchor::Cell(cell) => {
            let asked = view.compiled.asked().any(|one| one.id == *cell);
            let page = if asked {
                format!("{AT}/{}/numbers?agency={slug}#numbers-{cell}", view.year)
            } else {
                format!("{AT}/{}/behind/{cell}?agency={slug}", view.year)
            };
            (page, form.cell_label(cell))
        }
        Anchor::Section(section) => {
            let mut of = view.paragraphs.iter();
            let first = of.find(|one| one.section.is_some_and(|id| id.name() == section));
            let page =
                first.map(|one| format!("{AT}/{}/text/{}?agency={slug}", view.year, one.key));
            let heading = first.and_then(|one| form.heading(one.section?));
            let name = heading.map_or_else(|| section.clone(), |heading| heading.label.clone());
            (page.unwrap_or_default(), name)
        }
    };
    (href, place, remark.text.clone())
}

/// What the supervising office asks about places of a report, while it lies with its agency.
pub(super) async fn asked_of(
    site: &Site,
    caller: &Caller,
    place: &Workplace,
    year: i16,
) -> Result<Vec<Remark>, WebError> {
    let own = site
        .office
        .submission_of(&caller.cx, &place.agency.id, year);
    let (submission, ..) = own.await?;
    Ok(submission.remarks().to_vec())
}

/// The last reminder, while it still holds.
fn reminder(submission: &Submission, progress: Progress) -> String {
    let last = submission.reminders.last().filter(|_| !progress.is_here());
    last.map_or_else(String::new, |one| {
        format!("{}，{}：{}", document_date(&one.on), one.by, one.text)
    })
}

fn round((number, round): (usize, &Round)) -> String {
    let verdict = match &round.verdict {
        None => "等待审核".to_owned(),
        Some(Verdict::Filed { on, by }) => format!("{}由{by}备案", document_date(on)),
        Some(Verdict::Returned { on, by, .. }) => format!("{}由{by}退回", document_date(on)),
    };
    format!(
        "第{number}次：{}由{}报送，{verdict}",
        document_date(&round.on),
        round.by
    )
}

fn handing_in(
    caller: &Caller,
    view: &ReportView,
    submission: &Submission,
    slug: &str,
) -> Option<Sheet> {
    let open = submission.waiting().is_none();
    // What was filed is handed in again only when it was amended since.
    let amended = view.work.amendments.last().map(|one| one.on);
    let again = submission.filed_on();
    let asked = again.is_none_or(|filed| amended.is_some_and(|on| on >= filed));
    let locked = view.work.frozen.is_some();
    if !open || !asked || !locked || !may(caller, Action::SubmitReport) {
        return None;
    }
    let action = format!("{AT}/{}/hand-in", view.year);
    let button = if submission.rounds.is_empty() {
        "报送主管部门"
    } else {
        "重新报送"
    };
    let sheet = Sheet::new("hand-in", &action, &caller.csrf, button)
        .hidden("agency", slug)
        .hidden("revision", &submission.revision.to_string());
    Some(sheet)
}

fn publishing(
    caller: &Caller,
    view: &ReportView,
    item: Option<&Information>,
    slug: &str,
) -> Option<Sheet> {
    let amended = view.work.amendments.last().map(|one| one.on);
    let open = item.is_none_or(|item| match item.stage {
        Stage::Draft | Stage::Returned => true,
        Stage::InReview => false,
        Stage::Approved | Stage::Published | Stage::Kept | Stage::Withdrawn => {
            amended.is_some_and(|on| item.facts.formed_on.is_none_or(|formed| formed < on))
        }
    });
    if view.work.frozen.is_none() || !open || !may(caller, Action::Register) {
        return None;
    }
    let action = format!("{AT}/{}/publish", view.year);
    let button = if item.is_none() {
        "送公开审查"
    } else {
        "按现在的报告重新送审"
    };
    let sheet = Sheet::new("publish", &action, &caller.csrf, button)
        .hidden("agency", slug)
        .hidden("revision", &view.work.revision.to_string());
    Some(sheet)
}

/// Hands the report in.
pub(crate) async fn hand_in(
    State(site): State<Site>,
    caller: Caller,
    Path(year): Path<String>,
    posted: Posted,
) -> Answer {
    let (place, view) = opened(&site, &caller, &year, posted.text("agency")).await?;
    let seen = (view.year, posted.revision()?);
    let done = site.office.hand_in_report(&caller.cx, &place.agency, seen);
    Box::pin(done).await?;
    let at = address(view.year, &place.agency.slug);
    to(&format!("{at}&done=report_handed_in"))
}

/// Registers the report as an item with its files and sends it into review.
pub(crate) async fn publish(
    State(site): State<Site>,
    caller: Caller,
    Path(year): Path<String>,
    posted: Posted,
) -> Answer {
    let (place, view) = opened(&site, &caller, &year, posted.text("agency")).await?;
    let seen = (view.year, posted.revision()?);
    let sent = site
        .office
        .send_report_to_publication(&caller.cx, &place.agency, seen);
    let sent = Box::pin(sent).await?;
    let done = if sent.without_pdf.is_none() {
        "report_registered"
    } else {
        "report_registered_without_pdf"
    };
    let at = address(view.year, &place.agency.slug);
    to(&format!("{at}&done={done}"))
}
