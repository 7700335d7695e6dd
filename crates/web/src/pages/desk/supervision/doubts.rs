//! Cells of a document that the reader is not sure of, to be looked at against the original.

use super::{Answer, address, again, opened, page, titled, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, State};
use gongkai_domain::agency::Agency;
use gongkai_domain::report::AnnualReport;
use gongkai_office::{OfficeError, SaidCell, SubmissionView};

#[derive(Template)]
#[template(path = "desk/supervision/doubts.html")]
struct Doubts {
    shell: Console,
    summary: Summary,
    agency: String,
    slug: String,
    year: i16,
    document: String,
    count: usize,
    sheet: Sheet,
}

/// The form.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path((year, slug)): Path<(String, String)>,
) -> Answer {
    let (agency, view) = opened(&site, &caller, &year, &slug).await?;
    let sheet = sheet(&caller, &view);
    page(&form(&site, &caller, (&agency, &view), sheet).await?)
}

/// Notes what stands in the document.
pub(crate) async fn settle(
    State(site): State<Site>,
    caller: Caller,
    Path((year, slug)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let (agency, view) = opened(&site, &caller, &year, &slug).await?;
    let mut problems = Problems::default();
    if !posted.ticked("looked") {
        problems.add("looked", "请先对照原文逐格看过，再打勾。");
    }
    if problems.is_empty() {
        let open = view.submission.open_doubts().enumerate();
        let said: Vec<SaidCell> = open
            .map(|(at, doubt)| SaidCell {
                cell: doubt.cell.clone(),
                text: posted.raw(&format!("cell-{at}")).to_owned(),
            })
            .collect();
        let seen = (view.year, posted.revision()?);
        let done = site.office.settle_doubts(&caller.cx, &agency, seen, &said);
        match done.await {
            Ok(()) => {
                let at = address(view.year, &slug);
                return to(&format!("{at}?done=doubts_settled"));
            }
            Err(OfficeError::Invalid(gaps)) => problems = Problems(gaps),
            Err(error) => return Err(error.into()),
        }
    }
    let sheet = sheet(&caller, &view).typed(&posted).with(&problems);
    let page = form(&site, &caller, (&agency, &view), sheet).await?;
    again(&page, page.summary.status())
}

/// A field for each cell, with what the reader took.
fn sheet(caller: &Caller, view: &SubmissionView) -> Sheet {
    let action = format!("{}/doubts", address(view.year, &view.agency.slug));
    let mut sheet = Sheet::new("doubts", &action, &caller.csrf, "保存核对结果")
        .hidden("revision", &view.submission.revision.to_string());
    let form = view.report.as_ref().and_then(AnnualReport::form);
    for (at, doubt) in view.submission.open_doubts().enumerate() {
        let cell = form.map_or_else(|| doubt.cell.clone(), |form| form.cell_label(&doubt.cell));
        let place = if doubt.place.is_empty() {
            String::new()
        } else {
            format!("，在{}", doubt.place)
        };
        let legend = format!("{cell}（{}{place}）", doubt.why.zh());
        let field = Field::text(&format!("cell-{at}"), "原文")
            .value(&doubt.read)
            .width("w-short")
            .optional_as("（原文没有就空着）");
        sheet = sheet.row(legend, vec![field], Vec::new());
    }
    sheet.field(Field::tick("looked", "以上各格都对照原文看过"))
}

async fn form(
    site: &Site,
    caller: &Caller,
    (agency, view): (&Agency, &SubmissionView),
    sheet: Sheet,
) -> Result<Doubts, WebError> {
    let name = agency.short_on(caller.cx.today()).to_owned();
    let title = titled(&format!("核对{name}年度报告"), sheet.is_wrong());
    let round = view.submission.rounds.len();
    Ok(Doubts {
        shell: Console::of(site, caller, &title, "/desk/supervision").await?,
        summary: sheet.summary(),
        agency: name,
        slug: agency.slug.clone(),
        year: view.year,
        document: format!("{}/document/{round}", address(view.year, &agency.slug)),
        count: view.submission.open_doubts().count(),
        sheet,
    })
}
