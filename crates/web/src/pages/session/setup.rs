//! The first start: agency, system administrator and security administrator, against the token that
//! the program has printed.

use super::answer;
use super::door::Door;
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet, Summary};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::access::Refusal;
use gongkai_domain::agency::AgencyKind;
use gongkai_office::{NewAccount, NewAgency, OfficeError};

#[derive(Template)]
#[template(path = "session/setup.html")]
struct Page {
    door: Door,
    summary: Summary,
    sheet: Sheet,
}

const FIRST: &str = "至少8个字符，不要用常见的词。首次登录时还要改成只有本人知道的密码。";

fn sheet(caller: &Caller) -> Sheet {
    let kinds = AgencyKind::ALL.map(|kind| (kind.code(), kind.zh()));
    let kinds = std::iter::once(("", "请选择")).chain(kinds);
    let sheet = Sheet::new("setup", "/setup", &caller.csrf, "完成设置")
        .field(
            Field::text("token", "初始口令")
                .hint("程序启动时打印在窗口里，30分钟内有效，只能用一次")
                .autocomplete("off"),
        )
        .heading("", "第一个单位", "以后可以在它下面再设单位。")
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
            Field::text("region_code", "地区代码")
                .optional()
                .hint("索引号要用到时填写")
                .width("w-mid"),
        )
        .field(
            Field::text("organ_code", "机构代码")
                .hint("机构代码或者统一社会信用代码，编索引号用")
                .width("w-mid"),
        );
    let sheet = person(
        sheet.heading(
            "",
            "系统管理员",
            "管单位、渠道和设置，看不到没有公开的信息。",
        ),
        ["system_login", "system_name", "system_password"],
    );
    person(
        sheet.heading(
            "",
            "安全管理员",
            "管账号和角色。与系统管理员不能是同一个人（三员分立）；审计管理员由安全管理员开设。",
        ),
        ["security_login", "security_name", "security_password"],
    )
}

fn person(sheet: Sheet, [login, name, password]: [&'static str; 3]) -> Sheet {
    sheet
        .field(
            Field::text(login, "用户名")
                .hint("2到40个字母、数字、点、连字符或者下划线")
                .width("w-mid")
                .autocomplete("off"),
        )
        .field(Field::text(name, "姓名").width("w-mid").autocomplete("off"))
        .field(
            Field::password(password, "第一次用的密码", "new-password")
                .hint(FIRST)
                .width("w-mid"),
        )
}

async fn only_when_new(site: &Site) -> Result<(), WebError> {
    if site.office.is_new().await? {
        Ok(())
    } else {
        Err(Refusal::Unknown.into())
    }
}

/// The form of the first start; of an installation in use there is none.
pub(crate) async fn page(State(site): State<Site>, caller: Caller) -> Result<Response, WebError> {
    only_when_new(&site).await?;
    show(&site, &caller, sheet(&caller)).await
}

async fn show(site: &Site, caller: &Caller, sheet: Sheet) -> Result<Response, WebError> {
    let summary = sheet.summary();
    let page = Page {
        door: Door::of(site, caller, &summary.title("初始设置")).await?,
        sheet,
        summary,
    };
    answer(page.summary.status(), &page)
}

/// Sets up the installation.
pub(crate) async fn set_up(
    State(site): State<Site>,
    caller: Caller,
    posted: Posted,
) -> Result<Response, WebError> {
    only_when_new(&site).await?;
    let mut problems = Problems::default();
    let kind = AgencyKind::of_code(posted.text("kind"));
    let agency = NewAgency {
        parent: None,
        kind: kind.unwrap_or(AgencyKind::Township),
        slug: posted.text("slug").to_owned(),
        name: posted.text("name").to_owned(),
        short: posted.text("short").to_owned(),
        since: caller.cx.today(),
        region_code: posted.text("region_code").to_owned(),
        organ_code: posted.text("organ_code").to_owned(),
    };
    if kind.is_none() {
        problems.add("kind", "请选择单位的类型。");
        problems.0.extend(agency.gaps());
        let sheet = sheet(&caller).typed(&posted).with(&problems);
        return show(&site, &caller, sheet).await;
    }
    let account = |[login, name, password]: [&str; 3]| NewAccount {
        login: posted.text(login).to_owned(),
        name: posted.text(name).to_owned(),
        password: posted.raw(password).to_owned(),
        grants: Vec::new(),
    };
    let system = account(["system_login", "system_name", "system_password"]);
    let security = account(["security_login", "security_name", "security_password"]);
    let token = posted.text("token");
    let made = site
        .office
        .set_up_installation(&caller.cx, token, agency, system, security);
    match made.await {
        Ok(_) => return Ok(Redirect::to("/login?done=setup").into_response()),
        Err(OfficeError::Setup) => problems.add("token", OfficeError::Setup.to_string()),
        Err(OfficeError::Invalid(gaps)) => problems.0.extend(gaps),
        Err(error) => return Err(error.into()),
    }
    let sheet = sheet(&caller).typed(&posted).with(&problems);
    show(&site, &caller, sheet).await
}
