//! A report as it was handed in: what the checks say, its tables and text; filed or sent back from here.

use super::{Answer, Asked, address, again, badge, countdown, notices, opened, page, titled, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::desk::reports::may;
use crate::pages::desk::reports::overview::{Found, found};
use crate::pages::report_tables::{ReportTables, ShownCell};
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use crate::words::document_date;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::Action;
use gongkai_domain::agency::Agency;
use gongkai_domain::report::{AnnualReport, Form, SectionId};
use gongkai_domain::submission::{Anchor, Remark, Round, Source, Verdict, due_on};
use gongkai_office::{OfficeError, SubmissionView, Tree};
use std::collections::BTreeSet;

/// Places that one return speaks of at most.
const MOST: usize = 20;

#[derive(Template)]
#[template(path = "desk/supervision/report.html")]
struct Handed {
    shell: Console,
    summary: Summary,
    title: String,
    agency: String,
    slug: String,
    year: i16,
    badge: &'static str,
    state: &'static str,
    countdown: String,
    came: String,
    /// The document that it came as, to fetch.
    document: Option<(String, String)>,
    doubts: usize,
    may: bool,
    waiting: bool,
    here: bool,
    findings: Vec<Found>,
    neighbours: Vec<String>,
    leaks: Vec<String>,
    rounds: Vec<Line>,
    reminders: Vec<String>,
    tables: Option<ReportTables>,
    sections: Vec<Text>,
    send_back: Option<Sheet>,
    csrf: String,
    revision: u64,
}

/// A round that is over.
struct Line {
    number: usize,
    came: String,
    verdict: String,
    remarks: Vec<(String, String)>,
}

/// A section of the text.
struct Text {
    name: &'static str,
    heading: String,
    paragraphs: Vec<String>,
    href: String,
}

/// The page.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path((year, slug)): Path<(String, String)>,
    Query(asked): Asked,
) -> Answer {
    let (agency, view) = opened(&site, &caller, &year, &slug).await?;
    let anchors = anchors(asked.get("at").map_or("", String::as_str));
    let sheet = sending_back(&caller, &view, &anchors);
    let mut shown = shown(&site, &caller, (&agency, &view), (anchors, sheet)).await?;
    shown.shell = shown.shell.with_notice(notices::of(&asked));
    page(&shown)
}

/// Files the report, or sends it back.
pub(crate) async fn judge(
    State(site): State<Site>,
    caller: Caller,
    Path((year, slug)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let (agency, view) = opened(&site, &caller, &year, &slug).await?;
    let seen = (view.year, posted.revision()?);
    let filing = posted.text("step") == "file";
    let anchors = anchors(posted.text("at"));
    let done = if filing {
        site.office.file_report(&caller.cx, &agency, seen).await
    } else {
        let remarks = remarks(&posted, &anchors);
        let sent = site
            .office
            .send_report_back(&caller.cx, &agency, seen, remarks);
        sent.await
    };
    match done {
        Ok(()) => {
            let done = if filing {
                "report_filed"
            } else {
                "report_sent_back"
            };
            to(&format!("{}?done={done}", address(view.year, &slug)))
        }
        Err(OfficeError::Invalid(gaps)) => {
            let sheet = sending_back(&caller, &view, &anchors);
            let sheet = sheet.map(|sheet| sheet.typed(&posted).with(&Problems(gaps)));
            let page = shown(&site, &caller, (&agency, &view), (anchors, sheet)).await?;
            again(&page, page.summary.status())
        }
        Err(error) => Err(error.into()),
    }
}

/// The places of an address, with commas between; nothing for what is none.
fn anchors(text: &str) -> Vec<Anchor> {
    let codes = text.split(',').filter_map(Anchor::of_code);
    let mut anchors: Vec<Anchor> = Vec::new();
    for anchor in codes.take(MOST) {
        if anchor != Anchor::Report && !anchors.contains(&anchor) {
            anchors.push(anchor);
        }
    }
    anchors
}

/// The page with one place more or less.
fn with(view: &SubmissionView, anchors: &[Anchor], one: &Anchor) -> String {
    let mut codes: Vec<String> = anchors.iter().map(Anchor::code).collect();
    let code = one.code();
    if codes.contains(&code) {
        codes.retain(|other| *other != code);
    } else {
        codes.push(code);
    }
    let at = address(view.year, &view.agency.slug);
    format!("{at}?at={}#back", codes.join(","))
}

/// What was typed for each place; a place of which nothing is said is left out.
fn remarks(posted: &Posted, anchors: &[Anchor]) -> Vec<Remark> {
    let all = std::iter::once(&Anchor::Report).chain(anchors);
    let typed = all.enumerate().map(|(at, anchor)| Remark {
        anchor: anchor.clone(),
        text: posted.text(&field(at)).to_owned(),
    });
    typed.filter(|remark| !remark.text.is_empty()).collect()
}

/// The field of a remark: the first is about the report as a whole.
fn field(at: usize) -> String {
    if at == 0 {
        "remark".to_owned()
    } else {
        format!("remark-{at}")
    }
}

fn sending_back(caller: &Caller, view: &SubmissionView, anchors: &[Anchor]) -> Option<Sheet> {
    if !may(caller, Action::JudgeReports) || view.submission.waiting().is_none() {
        return None;
    }
    let codes: Vec<String> = anchors.iter().map(Anchor::code).collect();
    let at = address(view.year, &view.agency.slug);
    let mut sheet = Sheet::new("back", &at, &caller.csrf, "退回修改")
        .hidden("revision", &view.submission.revision.to_string())
        .hidden("at", &codes.join(","))
        .danger();
    for (at, anchor) in anchors.iter().enumerate() {
        let label = format!("对“{}”的意见", named(anchor, view.report.as_ref()));
        sheet = sheet.field(Field::area(&field(at + 1), &label, 2).optional());
    }
    let whole = Field::area("remark", "对整份报告的意见", 3);
    let whole = if anchors.is_empty() {
        whole.hint("要针对某一个数或者某一部分，先点那个数或者那一部分的“写意见”。")
    } else {
        whole.optional()
    };
    Some(sheet.field(whole))
}

/// What a place is called.
pub(crate) fn named(anchor: &Anchor, report: Option<&AnnualReport>) -> String {
    match anchor {
        Anchor::Report => "整份报告".to_owned(),
        Anchor::Cell(cell) => {
            let form = report.and_then(AnnualReport::form);
            form.map_or_else(|| cell.clone(), |form| form.cell_label(cell))
        }
        Anchor::Section(section) => {
            let id = SectionId::ALL.into_iter().find(|id| id.name() == section);
            let found = id.and_then(|id| report?.sections.get(id));
            found.map_or_else(|| section.clone(), |one| one.heading.clone())
        }
    }
}

async fn shown(
    site: &Site,
    caller: &Caller,
    (agency, view): (&Agency, &SubmissionView),
    (anchors, send_back): (Vec<Anchor>, Option<Sheet>),
) -> Result<Handed, WebError> {
    let today = caller.cx.today();
    let wrong = send_back.as_ref().filter(|sheet| sheet.is_wrong());
    let summary = wrong.map(Sheet::summary).unwrap_or_default();
    let name = agency.short_on(today).to_owned();
    let title = format!("{name}{}年年度报告", view.year);
    let tree = site.office.agencies().await?;
    let report = view.report.as_ref();
    let last = view.submission.last();
    let doubts = view.submission.open_doubts().count();
    Ok(Handed {
        shell: Console::of(
            site,
            caller,
            &titled(&title, wrong.is_some()),
            "/desk/supervision",
        )
        .await?,
        summary,
        title,
        agency: name,
        slug: agency.slug.clone(),
        year: view.year,
        badge: badge(view.progress),
        state: view.progress.zh(),
        countdown: countdown(due_on(view.year), today),
        came: last.map_or_else(String::new, came),
        document: document(view),
        doubts,
        may: may(caller, Action::JudgeReports),
        waiting: view.submission.waiting().is_some(),
        here: report.is_some(),
        findings: view.checked.findings.iter().map(found).collect(),
        neighbours: neighbours(view, &tree, caller),
        leaks: leaks(view),
        rounds: rounds(view),
        reminders: view
            .submission
            .reminders
            .iter()
            .map(|one| format!("{}，{}：{}", document_date(&one.on), one.by, one.text))
            .collect(),
        tables: report
            .and_then(AnnualReport::form)
            .map(|form| tables(view, form, &anchors)),
        sections: report.map_or_else(Vec::new, |report| sections(view, report, &anchors)),
        send_back,
        csrf: caller.csrf.clone(),
        revision: view.submission.revision,
    })
}

fn came(round: &Round) -> String {
    let how = match &round.source {
        Source::Compiled => "由系统按台账生成",
        Source::Document { .. } => "上传的文件",
    };
    format!("{}由{}报送，{how}", document_date(&round.on), round.by)
}

fn document(view: &SubmissionView) -> Option<(String, String)> {
    let round = view.submission.rounds.len();
    match &view.submission.last()?.source {
        Source::Compiled => None,
        Source::Document { name, .. } => {
            let at = address(view.year, &view.agency.slug);
            Some((format!("{at}/document/{round}"), name.clone()))
        }
    }
}

fn neighbours(view: &SubmissionView, tree: &Tree, caller: &Caller) -> Vec<String> {
    let all = view.checked.neighbours.iter().map(|one| {
        let other = tree.get(&one.agency);
        let other = other.map_or("", |other| other.short_on(caller.cx.today()));
        let section = named(&Anchor::Section(one.section.clone()), view.report.as_ref());
        format!(
            "“{section}”与{other}的报告有{}%的文字相同。请核实是不是照抄。",
            one.percent
        )
    });
    all.collect()
}

fn leaks(view: &SubmissionView) -> Vec<String> {
    let all = view.checked.leaks.iter();
    all.map(|leak| leak.message.zh.clone()).collect()
}

fn rounds(view: &SubmissionView) -> Vec<Line> {
    let rounds = view.submission.rounds.iter().enumerate().rev();
    rounds
        .map(|(at, round)| {
            let (verdict, remarks): (String, &[Remark]) = match &round.verdict {
                None => ("还没有审核".to_owned(), &[]),
                Some(Verdict::Filed { on, by }) => {
                    (format!("{}由{by}备案", document_date(on)), &[])
                }
                Some(Verdict::Returned { on, by, remarks }) => {
                    (format!("{}由{by}退回", document_date(on)), remarks)
                }
            };
            let remarks = remarks.iter();
            Line {
                number: at + 1,
                came: came(round),
                verdict,
                remarks: remarks
                    .map(|one| (named(&one.anchor, view.report.as_ref()), one.text.clone()))
                    .collect(),
            }
        })
        .collect()
}

/// The tables, each number with the address that lets one write a remark on it.
fn tables(view: &SubmissionView, form: &Form, anchors: &[Anchor]) -> ReportTables {
    let tables = view
        .report
        .as_ref()
        .and_then(|report| report.tables.as_ref());
    let concerned: BTreeSet<&str> = view
        .checked
        .findings
        .iter()
        .flat_map(|finding| finding.cells.iter().map(String::as_str))
        .collect();
    let open = view.submission.waiting().is_some();
    ReportTables::of(form, |spec| {
        let mut cell = ShownCell::of(tables.and_then(|tables| tables.cell(&spec.id)));
        let anchor = Anchor::Cell(spec.id.clone());
        if anchors.contains(&anchor) {
            "写意见".clone_into(&mut cell.how);
        }
        cell.marked = concerned.contains(spec.id.as_str());
        if open {
            cell.href = with(view, anchors, &anchor);
            cell.label = format!("对“{}”写意见", form.cell_label(&spec.id));
        }
        cell
    })
}

fn sections(view: &SubmissionView, report: &AnnualReport, anchors: &[Anchor]) -> Vec<Text> {
    let text = [SectionId::One, SectionId::Five, SectionId::Six];
    let found = text.into_iter().filter_map(|id| report.sections.get(id));
    found
        .map(|section| Text {
            name: section.id.name(),
            heading: section.heading.clone(),
            paragraphs: section.text.lines().map(str::to_owned).collect(),
            href: view.submission.waiting().map_or_else(String::new, |_| {
                let anchor = Anchor::Section(section.id.name().to_owned());
                with(view, anchors, &anchor)
            }),
        })
        .collect()
}
