//! One account: its roles, whether it may sign in, a new first password.

use super::accounts::{FirstPassword, first_password, roles};
use super::grants;
use crate::Site;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::session::{answer, done};
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use crate::words;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::access::{Grant, Refusal};
use gongkai_domain::identity::AccountId;
use gongkai_office::{OfficeError, Tree};

#[derive(Template)]
#[template(path = "admin/account.html")]
struct Page {
    shell: Console,
    summary: Summary,
    card: Card,
    grants: Sheet,
    active: Sheet,
    password: Sheet,
    /// A sentence that the rows are not saved yet.
    remark: &'static str,
}

/// What the page tells of an account.
struct Card {
    id: AccountId,
    name: String,
    login: String,
    roles: String,
    active: bool,
    second_factor: bool,
    created: String,
    signed_in: String,
    grants: Vec<Grant>,
}

async fn card(site: &Site, caller: &Caller, tree: &Tree, id: &str) -> Result<Card, WebError> {
    let id: AccountId = id.parse().map_err(|_no_id| Refusal::Unknown)?;
    let accounts = site.office.accounts(&caller.cx).await?;
    let account = accounts.into_iter().find(|account| account.id == id);
    let account = account.ok_or(Refusal::Unknown)?;
    Ok(Card {
        roles: roles(tree, &account.grants, caller.cx.today()),
        created: words::instant(&account.created_at),
        signed_in: account
            .signed_in_at
            .as_ref()
            .map(words::instant)
            .unwrap_or_default(),
        second_factor: account.totp.is_some(),
        active: account.active,
        name: account.name,
        login: account.login,
        grants: account.grants,
        id,
    })
}

fn grants_sheet(caller: &Caller, tree: &Tree, card: &Card, rows: &grants::Rows) -> Sheet {
    let action = format!("/admin/accounts/{}/grants", card.id);
    let sheet = Sheet::new("grants", &action, &caller.csrf, "保存角色");
    grants::rows(sheet, tree, caller, rows)
}

fn active_sheet(caller: &Caller, card: &Card) -> Sheet {
    let action = format!("/admin/accounts/{}/active", card.id);
    if card.active {
        let sheet = Sheet::new("active", &action, &caller.csrf, "停用账号");
        sheet.hidden("to", "disabled").danger()
    } else {
        let sheet = Sheet::new("active", &action, &caller.csrf, "启用账号");
        sheet.hidden("to", "enabled").secondary()
    }
}

fn password_sheet(caller: &Caller, card: &Card) -> Sheet {
    let action = format!("/admin/accounts/{}/password", card.id);
    let sheet = Sheet::new("reset", &action, &caller.csrf, "生成新的第一个密码").secondary();
    if !card.second_factor {
        return sheet;
    }
    sheet.field(
        Field::tick("lost", "手机丢了，同时取消动态口令")
            .hint("请先确认是本人。取消后由本人重新开通"),
    )
}

/// A form in place of the untouched one.
enum Instead {
    Nothing,
    Grants(Sheet, &'static str),
    Active(Sheet),
}

async fn show(
    site: &Site,
    caller: &Caller,
    (tree, card): (Tree, Card),
    instead: Instead,
    notice: &str,
) -> Result<Response, WebError> {
    let mut grants = grants_sheet(caller, &tree, &card, &grants::of(&card.grants));
    let mut active = active_sheet(caller, &card);
    let mut summary = Summary::default();
    let mut remark = "";
    match instead {
        Instead::Nothing => {}
        Instead::Grants(sheet, why) => {
            summary = sheet.summary();
            (grants, remark) = (sheet, why);
        }
        Instead::Active(sheet) => {
            summary = sheet.summary();
            active = sheet;
        }
    }
    let title = summary.title(&card.name);
    let shell = Console::of(site, caller, &title, "/admin/accounts").await?;
    let page = Page {
        shell: shell.with_notice(notice),
        password: password_sheet(caller, &card),
        summary,
        card,
        grants,
        active,
        remark,
    };
    answer(page.summary.status(), &page)
}

async fn found(site: &Site, caller: &Caller, id: &str) -> Result<(Tree, Card), WebError> {
    let tree = site.office.agencies().await?;
    let card = card(site, caller, &tree, id).await?;
    Ok((tree, card))
}

/// The page.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, WebError> {
    let found = found(&site, &caller, &id).await?;
    let notice = done::words(asked.text("done"));
    show(&site, &caller, found, Instead::Nothing, notice).await
}

/// Gives it exactly these roles.
pub(crate) async fn grant(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let (tree, card) = found(&site, &caller, &id).await?;
    let mut rows = grants::read(&posted);
    if grants::rearranged(&mut rows, posted.text("act")) {
        let sheet = grants_sheet(&caller, &tree, &card, &rows);
        let instead = Instead::Grants(sheet, "还没有保存。改好后请点“保存角色”。");
        return show(&site, &caller, (tree, card), instead, "").await;
    }
    let mut problems = Problems::default();
    let grants = grants::grants(&rows, &mut problems);
    if problems.is_empty() {
        match site.office.grant(&caller.cx, &card.id, grants).await {
            Ok(()) => return Ok(back(&card.id, "granted")),
            Err(OfficeError::Invalid(gaps)) => problems.0.extend(gaps),
            Err(error) => return Err(error.into()),
        }
    }
    let sheet = grants_sheet(&caller, &tree, &card, &rows).with(&problems);
    show(&site, &caller, (tree, card), Instead::Grants(sheet, ""), "").await
}

fn back(id: &AccountId, done: &str) -> Response {
    Redirect::to(&format!("/admin/accounts/{id}?done={done}")).into_response()
}

/// Lets it sign in, or not.
pub(crate) async fn activate(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let (tree, card) = found(&site, &caller, &id).await?;
    let active = match posted.text("to") {
        "enabled" => true,
        "disabled" => false,
        _ => return Err(WebError::Bad("表单不完整，请刷新页面后重试。".to_owned())),
    };
    match site.office.set_active(&caller.cx, &card.id, active).await {
        Ok(()) => Ok(back(&card.id, if active { "enabled" } else { "disabled" })),
        Err(OfficeError::Invalid(gaps)) => {
            let sheet = active_sheet(&caller, &card).with(&Problems(gaps));
            show(&site, &caller, (tree, card), Instead::Active(sheet), "").await
        }
        Err(error) => Err(error.into()),
    }
}

/// Makes a new first password, and shows it once.
pub(crate) async fn reset(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let (_, card) = found(&site, &caller, &id).await?;
    let password = first_password()?;
    let lost = posted.ticked("lost");
    let reset = site
        .office
        .reset_password(&caller.cx, &card.id, &password, lost);
    reset.await?;
    FirstPassword::page(&site, &caller, "密码已经重置", &card.login, password).await
}
