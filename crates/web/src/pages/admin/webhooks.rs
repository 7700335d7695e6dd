//! The addresses that are told of what becomes public, and adding one.

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
use axum::response::Response;
use gongkai_domain::access::Action;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::webhook::{Address, FactKind};
use gongkai_office::{NewWebhook, OfficeError, WebhookView};

/// Where they are.
pub(super) const AT: &str = "/admin/webhooks";

#[derive(Template)]
#[template(path = "admin/webhooks.html")]
struct Page {
    shell: Console,
    lines: Vec<Line>,
}

/// An address of the list.
struct Line {
    id: String,
    name: String,
    host: String,
    agency: String,
    kinds: Vec<&'static str>,
    waiting: u64,
    dead: u64,
    since: String,
}

#[derive(Template)]
#[template(path = "admin/webhook_made.html")]
struct Made {
    shell: Console,
    name: String,
    secret: String,
}

/// Host and port of an address, which is enough to know it by.
pub(super) fn host(address: &str) -> String {
    let read = address.parse::<Address>();
    read.map_or_else(|_| address.to_owned(), |address| address.host().to_owned())
}

/// The list.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    asked: Asked,
) -> Result<Response, WebError> {
    let tree = site.office.agencies().await?;
    let today = caller.cx.today();
    let line = |view: WebhookView| {
        let webhook = view.webhook;
        let agency = tree.get(&webhook.agency);
        Line {
            id: webhook.id.to_string(),
            name: webhook.name,
            host: host(&webhook.address),
            agency: agency
                .map_or("", |agency| agency.short_on(today))
                .to_owned(),
            kinds: webhook.kinds.into_iter().map(FactKind::zh).collect(),
            waiting: view.waiting,
            dead: view.dead,
            since: words::instant(&webhook.made_at),
        }
    };
    let lines = site.office.webhooks(&caller.cx).await?.into_iter();
    let shell = Console::of(&site, &caller, "消息推送", AT).await?;
    let page = Page {
        shell: shell.with_notice(done::words(asked.text("done"))),
        lines: lines.map(line).collect(),
    };
    answer(StatusCode::OK, &page)
}

async fn sheet(site: &Site, caller: &Caller) -> Result<Sheet, WebError> {
    let tree = site.office.agencies().await?;
    let today = caller.cx.today();
    let agencies = reach(&tree, caller, Action::ManageAgencies);
    let agencies = agencies.into_iter().map(|(depth, agency)| {
        let name = format!("{}{}", "　".repeat(depth), agency.name_on(today));
        (agency.id.to_string(), name)
    });
    let kinds = FactKind::ALL.map(|kind| (kind.code(), kind.zh()));
    let sheet = Sheet::new("webhook", AT, &caller.csrf, "增加推送地址")
        .field(
            Field::text("name", "名称")
                .hint("用接收通知的系统，例如“县政府网站”")
                .width("w-mid"),
        )
        .field(Field::text("address", "网址").hint(
            "接收通知的网址，由那个系统的管理人员提供，例如 https://www.example.gov.cn/notify",
        ))
        .field(
            Field::select("agency", "哪个单位的信息", agencies)
                .hint("连同它下级单位的信息一起通知"),
        )
        .field(Field::ticks("kinds", "通知哪些事", kinds.to_vec()));
    Ok(sheet)
}

async fn show(site: &Site, caller: &Caller, sheet: Sheet) -> Result<Response, WebError> {
    let page = FormPage::of(site, caller, "增加推送地址", AT, sheet).await?;
    let page = page
        .crumb(AT, "消息推送")
        .lede("信息公开、更正或者撤回时，程序往这个网址发一条通知，里面只有编号和链接，没有正文。");
    answer(page.status(), &page)
}

/// The form of a new one.
pub(crate) async fn new(State(site): State<Site>, caller: Caller) -> Result<Response, WebError> {
    let all = FactKind::ALL.map(FactKind::code).join(" ");
    let sheet = sheet(&site, &caller).await?.preset("kinds", &all);
    show(&site, &caller, sheet).await
}

/// Adds one, and shows once what signs its messages.
pub(crate) async fn add(
    State(site): State<Site>,
    caller: Caller,
    posted: Posted,
) -> Result<Response, WebError> {
    let new = NewWebhook {
        name: posted.text("name").to_owned(),
        address: posted.text("address").to_owned(),
        kinds: posted.all("kinds").filter_map(FactKind::of_code).collect(),
    };
    let name = new.name.clone();
    let mut problems = Problems::default();
    let Ok(agency) = posted.text("agency").parse::<AgencyId>() else {
        problems.add("agency", "请选择单位。");
        let sheet = sheet(&site, &caller).await?.typed(&posted);
        return show(&site, &caller, sheet.with(&problems)).await;
    };
    let allowed = &site.settings.webhook_allow;
    match site
        .office
        .add_webhook(&caller.cx, &agency, new, allowed)
        .await
    {
        Ok(secret) => {
            let shell = Console::of(&site, &caller, "推送地址已经增加", AT).await?;
            let page = Made {
                shell,
                name,
                secret,
            };
            answer(StatusCode::OK, &page)
        }
        Err(OfficeError::Invalid(gaps)) => {
            let sheet = sheet(&site, &caller).await?.typed(&posted);
            show(&site, &caller, sheet.with(&Problems(gaps))).await
        }
        Err(error) => Err(error.into()),
    }
}
