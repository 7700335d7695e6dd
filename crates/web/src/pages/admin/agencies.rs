//! The tree of agencies, and setting one up.

use super::{FormPage, reach};
use crate::Site;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::session::{answer, done};
use crate::sheet::{Field, Sheet};
use crate::shell::Console;
use crate::words;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::access::Action;
use gongkai_domain::agency::{Agency, AgencyKind};
use gongkai_domain::calendar::dates;
use gongkai_domain::identity::AgencyId;
use gongkai_office::{NewAgency, OfficeError};
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "admin/agencies.html")]
struct Page {
    shell: Console,
    lines: Vec<Line>,
}

/// An agency in the tree.
struct Line {
    id: String,
    indent: String,
    name: String,
    kind: &'static str,
    above: String,
    slug: String,
    ended: bool,
}

/// The tree.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    asked: Asked,
) -> Result<Response, WebError> {
    let tree = site.office.agencies().await?;
    let today = caller.cx.today();
    let line = |(depth, agency): (usize, &Agency)| Line {
        id: agency.id.to_string(),
        indent: "　".repeat(depth),
        name: agency.name_on(today).to_owned(),
        kind: agency.kind.zh(),
        above: agency
            .parent
            .as_ref()
            .and_then(|parent| tree.get(parent))
            .map_or("", |above| above.short_on(today))
            .to_owned(),
        slug: agency.slug.clone(),
        ended: agency.is_ended(today),
    };
    let lines = reach(&tree, &caller, Action::ManageAgencies);
    let shell = Console::of(&site, &caller, "单位设置", "/admin/agencies").await?;
    let page = Page {
        shell: shell.with_notice(done::words(asked.text("done"))),
        lines: lines.into_iter().map(line).collect(),
    };
    answer(StatusCode::OK, &page)
}

async fn sheet(site: &Site, caller: &Caller) -> Result<Sheet, WebError> {
    let tree = site.office.agencies().await?;
    let today = caller.cx.today();
    let mut above: Vec<(String, String)> = vec![(String::new(), "（没有上级）".to_owned())];
    let reach = reach(&tree, caller, Action::ManageAgencies).into_iter();
    above.extend(reach.map(|(depth, agency)| {
        let name = format!("{}{}", "　".repeat(depth), agency.name_on(today));
        (agency.id.to_string(), name)
    }));
    let kinds = AgencyKind::ALL.map(|kind| (kind.code(), kind.zh()));
    let kinds = std::iter::once(("", "请选择")).chain(kinds);
    Ok(
        Sheet::new("agency", "/admin/agencies", &caller.csrf, "设立单位")
            .field(Field::select("parent", "上级单位", above))
            .field(Field::select("kind", "类型", kinds))
            .field(Field::text("name", "单位全称").hint("与印章一致"))
            .field(
                Field::text("short", "简称")
                    .hint("如 海滨街道")
                    .width("w-mid"),
            )
            .field(
                Field::text("slug", "网址简称")
                    .hint("小写字母、数字或者连字符，用在网址里，以后不能改。如 haibin")
                    .width("w-mid"),
            )
            .field(
                Field::text("since", "这个名称从哪天起用")
                    .hint("如 2026-1-5、20260105；印章启用的日期")
                    .value(&words::iso(&Some(today)))
                    .width("w-mid"),
            )
            .field(
                Field::text("region_code", "地区代码")
                    .optional()
                    .hint("索引号要用到时填写")
                    .width("w-mid"),
            )
            .field(
                Field::text("organ_code", "机构代码")
                    .hint("机构代码或者统一社会信用代码，编索引号用")
                    .width("w-mid"),
            ),
    )
}

async fn show(site: &Site, caller: &Caller, sheet: Sheet) -> Result<Response, WebError> {
    let page = FormPage::of(site, caller, "设立单位", "/admin/agencies", sheet).await?;
    let page = page.crumb("/admin/agencies", "单位设置");
    answer(page.status(), &page)
}

/// The form of a new agency.
pub(crate) async fn new(
    State(site): State<Site>,
    caller: Caller,
    asked: Asked,
) -> Result<Response, WebError> {
    let sheet = sheet(&site, &caller).await?;
    let sheet = sheet.preset("parent", asked.text("parent"));
    show(&site, &caller, sheet).await
}

/// Sets one up.
pub(crate) async fn create(
    State(site): State<Site>,
    caller: Caller,
    posted: Posted,
) -> Result<Response, WebError> {
    let mut problems = Problems::default();
    if let Some(new) = read(&posted, caller.cx.today(), &mut problems) {
        match site.office.create_agency(&caller.cx, new).await {
            Ok(agency) => {
                let to = format!("/admin/agencies/{}?done=agency", agency.id);
                return Ok(Redirect::to(&to).into_response());
            }
            Err(OfficeError::Invalid(gaps)) => problems.0.extend(gaps),
            Err(error) => return Err(error.into()),
        }
    }
    let sheet = sheet(&site, &caller).await?;
    show(&site, &caller, sheet.typed(&posted).with(&problems)).await
}

fn read(posted: &Posted, today: Date, problems: &mut Problems) -> Option<NewAgency> {
    let kind = AgencyKind::of_code(posted.text("kind"));
    if kind.is_none() {
        problems.add("kind", "请选择单位的类型。");
    }
    let since = dates::typed(posted.text("since"), today).ok().flatten();
    if since.is_none() {
        problems.add("since", dates::EXPLANATION);
    }
    let parent = match posted.text("parent") {
        "" => Some(None),
        id => id.parse::<AgencyId>().ok().map(Some),
    };
    if parent.is_none() {
        problems.add("parent", "请从列表里选择上级单位。");
    }
    let new = NewAgency {
        parent: parent.flatten(),
        kind: kind.unwrap_or(AgencyKind::Township),
        slug: posted.text("slug").to_owned(),
        name: posted.text("name").to_owned(),
        short: posted.text("short").to_owned(),
        since: since.unwrap_or(today),
        region_code: posted.text("region_code").to_owned(),
        organ_code: posted.text("organ_code").to_owned(),
    };
    problems.0.extend(new.gaps());
    problems.is_empty().then_some(new)
}
