//! An office's own templates of letters: fetch ours with its fields, hand in one's own, go back to ours.

use super::{FormPage, managed};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::desk::file;
use crate::pages::session::answer;
use crate::sheet::{Field, Sheet};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::access::Refusal;
use gongkai_domain::agency::Agency;
use gongkai_domain::request::letter::{Letter, LetterBook};
use gongkai_office::OfficeError;
use std::collections::BTreeMap;

struct Line {
    code: String,
    title: String,
    when: String,
    href: String,
    own: bool,
}

#[derive(Template)]
#[template(path = "admin/letters.html")]
struct Letters {
    shell: Console,
    agency: String,
    id: String,
    csrf: String,
    lines: Vec<Line>,
}

const UPLOADED: &str = "模板已经启用，以后制发这种文书就用它。";
const REMOVED: &str = "已经改回系统的版式。";

fn book() -> Result<&'static LetterBook, WebError> {
    LetterBook::statutory().map_err(|_broken| WebError::Internal)
}

/// Letters that can have a template; forms cannot.
fn templated(id: &str) -> Result<&'static Letter, WebError> {
    let found = book()?.get(id).filter(|letter| letter.series.is_some());
    found.ok_or(WebError::Refusal(Refusal::Unknown))
}

fn at(agency: &Agency) -> String {
    format!("/admin/agencies/{}/letters", agency.id)
}

/// The list; with `letter`, the form for one.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    if let Some(letter) = asked.get("letter") {
        let letter = templated(letter)?;
        let sheet = sheet(&caller, &agency, letter);
        return show(&site, &caller, &agency, letter, sheet).await;
    }
    let notice = match asked.get("done").map(String::as_str) {
        Some("uploaded") => UPLOADED,
        Some("removed") => REMOVED,
        _ => "",
    };
    let own = &agency.settings.requests.templates;
    let letters = book()?.all().iter().filter(|one| one.series.is_some());
    let line = |letter: &Letter| Line {
        code: letter.id.clone(),
        title: letter.title.clone(),
        when: letter.when.clone(),
        href: format!("{}/{}", at(&agency), letter.id),
        own: own.contains_key(&letter.id),
    };
    let list = Letters {
        shell: Console::of(&site, &caller, "文书模板", "/admin/agencies")
            .await?
            .with_notice(notice),
        lines: letters.map(line).collect(),
        agency: agency.name_on(caller.cx.today()).to_owned(),
        id: agency.id.to_string(),
        csrf: caller.csrf.clone(),
    };
    answer(StatusCode::OK, &list)
}

fn sheet(caller: &Caller, agency: &Agency, letter: &Letter) -> Sheet {
    let action = format!("{}/{}", at(agency), letter.id);
    Sheet::new("letter", &action, &caller.csrf, "检查并启用").field(
        Field::file("file", "本机关的模板")
            .accept(".docx")
            .hint("在系统的模板上改最方便：字段写成 {{申请人}} 的样子，其余文字和格式随意"),
    )
}

async fn show(
    site: &Site,
    caller: &Caller,
    agency: &Agency,
    letter: &Letter,
    sheet: Sheet,
) -> Result<Response, WebError> {
    let heading = format!("上传模板：{}", letter.title);
    let page = FormPage::of(site, caller, &heading, "/admin/agencies", sheet).await?;
    let page = page
        .crumb("/admin/agencies", "单位设置")
        .crumb(
            &format!("/admin/agencies/{}", agency.id),
            agency.name_on(caller.cx.today()),
        )
        .crumb(&at(agency), "文书模板")
        .lede(&format!("{}。", letter.when));
    answer(page.status(), &page)
}

/// Fetches a template: ours, or with `own` the office's.
pub(crate) async fn download(
    State(site): State<Site>,
    caller: Caller,
    Path((id, letter)): Path<(String, String)>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    templated(&letter)?;
    let own = asked.contains_key("own");
    let found = site
        .office
        .template(&caller.cx, &agency.id, &letter, own)
        .await?;
    Ok(file::sent(&found.0, "docx", found.1))
}

/// Takes an office's own template, or says all that is wrong with it.
pub(crate) async fn upload(
    State(site): State<Site>,
    caller: Caller,
    Path((id, letter)): Path<(String, String)>,
    mut posted: Posted,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    let letter = templated(&letter)?;
    let mut wrong = Problems::default();
    match posted.files.pop() {
        None => wrong.add("file", "请选择模板文件。"),
        Some((_, _, bytes)) => {
            let kept = site
                .office
                .keep_template(&caller.cx, &agency.id, &letter.id, bytes);
            match kept.await {
                Ok(()) => return Ok(back(&agency, "uploaded")),
                Err(OfficeError::Invalid(gaps)) => wrong.0 = gaps,
                Err(OfficeError::Conflict) => wrong = super::changed_meanwhile(),
                Err(error) => return Err(error.into()),
            }
        }
    }
    let sheet = sheet(&caller, &agency, letter).with(&wrong);
    show(&site, &caller, &agency, letter, sheet).await
}

/// Goes back to ours.
pub(crate) async fn remove(
    State(site): State<Site>,
    caller: Caller,
    Path((id, letter)): Path<(String, String)>,
    _posted: Posted,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    site.office
        .drop_template(&caller.cx, &agency.id, &letter)
        .await?;
    Ok(back(&agency, "removed"))
}

fn back(agency: &Agency, done: &str) -> Response {
    Redirect::to(&format!("{}?done={done}", at(agency))).into_response()
}
