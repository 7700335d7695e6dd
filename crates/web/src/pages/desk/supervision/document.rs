//! The report of an agency that works without the program: its document is uploaded, and fetched again.

use super::{Answer, address, again, agency_at, page, titled, to, year_of};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::desk::file;
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, State};
use gongkai_domain::agency::Agency;
use gongkai_office::OfficeError;

/// Endings of documents that are read.
const ENDINGS: &str = ".docx,.doc,.wps,.odt,.xlsx,.xls,.pdf,.ofd,.txt,.md,.csv";

#[derive(Template)]
#[template(path = "desk/supervision/document.html")]
struct Upload {
    shell: Console,
    summary: Summary,
    agency: String,
    slug: String,
    year: i16,
    sheet: Sheet,
}

/// The form.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path((year, slug)): Path<(String, String)>,
) -> Answer {
    let year = year_of(&year, caller.cx.today())?;
    let agency = agency_at(&site, &slug).await?;
    let known = site.office.submission_of(&caller.cx, &agency.id, year);
    let (submission, ..) = known.await?;
    let sheet = sheet(&caller, &agency, year, submission.revision);
    page(&form(&site, &caller, &agency, year, sheet).await?)
}

fn sheet(caller: &Caller, agency: &Agency, year: i16, revision: u64) -> Sheet {
    let action = format!("{}/document", address(year, &agency.slug));
    Sheet::new("document", &action, &caller.csrf, "上传并读取")
        .hidden("revision", &revision.to_string())
        .field(Field::file("file", "年度报告文件").accept(ENDINGS).hint(
            "Word 和 WPS 文档、Excel 表格、PDF、OFD、文本都可以，要带法定表格；扫描件和图片读不出，请要电子版；网页请先另存为 PDF",
        ))
}

async fn form(
    site: &Site,
    caller: &Caller,
    agency: &Agency,
    year: i16,
    sheet: Sheet,
) -> Result<Upload, WebError> {
    let name = agency.short_on(caller.cx.today()).to_owned();
    let title = titled(&format!("上传{name}{year}年年度报告"), sheet.is_wrong());
    Ok(Upload {
        shell: Console::of(site, caller, &title, "/desk/supervision").await?,
        summary: sheet.summary(),
        agency: name,
        slug: agency.slug.clone(),
        year,
        sheet,
    })
}

/// Takes the document in.
pub(crate) async fn take(
    State(site): State<Site>,
    caller: Caller,
    Path((year, slug)): Path<(String, String)>,
    mut posted: Posted,
) -> Answer {
    let year = year_of(&year, caller.cx.today())?;
    let agency = agency_at(&site, &slug).await?;
    let revision = posted.revision()?;
    let mut files = std::mem::take(&mut posted.files).into_iter();
    let chosen = files.find(|(field, _, bytes)| field == "file" && !bytes.is_empty());
    let mut problems = Problems::default();
    if let Some((_, name, bytes)) = chosen {
        let seen = (year, revision);
        let office = &site.office;
        let taken = office.take_report_document(&caller.cx, &agency, seen, &name, bytes);
        match Box::pin(taken).await {
            Ok(()) => return to(&format!("{}?done=document_taken", address(year, &slug))),
            Err(OfficeError::Invalid(gaps)) => problems = Problems(gaps),
            Err(OfficeError::File(why)) => problems.add("file", format!("这个文件读不出来：{why}")),
            Err(error) => return Err(error.into()),
        }
    } else {
        problems.add("file", "请选择年度报告文件。");
    }
    let sheet = sheet(&caller, &agency, year, revision).with(&problems);
    let page = form(&site, &caller, &agency, year, sheet).await?;
    again(&page, page.summary.status())
}

/// Hands the document of a round out.
pub(crate) async fn download(
    State(site): State<Site>,
    caller: Caller,
    Path((year, slug, round)): Path<(String, String, String)>,
) -> Answer {
    let year = year_of(&year, caller.cx.today())?;
    let agency = agency_at(&site, &slug).await?;
    let round = round.parse().unwrap_or(0);
    let found = site
        .office
        .report_document(&caller.cx, &agency, year, round)
        .await?;
    let kind = found.0.rsplit('.').next().unwrap_or("bin").to_owned();
    Ok(file::sent(&found.0, &kind, found.1))
}
