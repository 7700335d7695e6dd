//! One's own tokens for programs: made, shown once, listed, revoked.

use super::{answer, done};
use crate::Site;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use crate::words;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::access::{Refusal, Scope};
use gongkai_domain::calendar::dates;
use gongkai_office::{NewToken, OfficeError};

#[derive(Template)]
#[template(path = "session/tokens.html")]
struct Page {
    shell: Console,
    summary: Summary,
    sheet: Sheet,
    tokens: Vec<Line>,
}

/// A token of the list.
struct Line {
    id: String,
    name: String,
    scopes: Vec<&'static str>,
    made: String,
    expires: String,
    over: bool,
    used: String,
}

#[derive(Template)]
#[template(path = "session/token_made.html")]
struct Made {
    shell: Console,
    name: String,
    token: String,
    /// Whether a calendar can be had with it.
    calendar: bool,
}

fn sheet(caller: &Caller) -> Sheet {
    let sheet = Sheet::new("token", "/account/tokens", &caller.csrf, "申请令牌").field(
        Field::text("name", "名称")
            .hint("用它的系统，例如“县政府网站内容管理系统”")
            .width("w-mid"),
    );
    let scopes = Scope::ALL.into_iter().fold(sheet, |sheet, scope| {
        sheet.field(Field::tick(scope.code(), scope.zh()))
    });
    scopes
        .heading(
            "read:public",
            "用途",
            "只选用得着的。您自己不能做的，令牌也不能做。",
        )
        .field(
            Field::text("expires_on", "有效期至")
                .hint("最长一年，例如 2027-01-31")
                .width("w-short"),
        )
}

async fn show(
    site: &Site,
    caller: &Caller,
    sheet: Sheet,
    notice: &str,
) -> Result<Response, WebError> {
    let today = caller.cx.today();
    let own = site.office.own_tokens(&caller.cx).await?;
    let line = |token: gongkai_office::ApiToken| Line {
        id: token.id.to_string(),
        name: token.name,
        scopes: token.scopes.into_iter().map(Scope::zh).collect(),
        made: words::instant(&token.created_at),
        over: token.expires_on < today,
        expires: token.expires_on.to_string(),
        used: words::iso(&token.used_on),
    };
    let summary = sheet.summary();
    let title = summary.title("接口令牌");
    let page = Page {
        shell: Console::of(site, caller, &title, "/account")
            .await?
            .with_notice(notice),
        tokens: own.into_iter().map(line).collect(),
        summary,
        sheet,
    };
    answer(page.summary.status(), &page)
}

/// The list, and the form for another.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    asked: Asked,
) -> Result<Response, WebError> {
    let notice = done::words(asked.text("done"));
    show(&site, &caller, sheet(&caller), notice).await
}

/// Makes one and shows it, once.
pub(crate) async fn make(
    State(site): State<Site>,
    caller: Caller,
    posted: Posted,
) -> Result<Response, WebError> {
    let scopes = Scope::ALL.into_iter();
    let expires = dates::typed(posted.text("expires_on"), caller.cx.today());
    let new = NewToken {
        name: posted.text("name").to_owned(),
        scopes: scopes.filter(|scope| posted.ticked(scope.code())).collect(),
        expires_on: expires.unwrap_or_default(),
    };
    let name = new.name.clone();
    let calendar = new.scopes.contains(&Scope::ReadDueDates);
    match site.office.make_token(&caller.cx, new).await {
        Ok(token) => {
            let shell = Console::of(&site, &caller, "令牌已经生成", "/account").await?;
            let made = Made {
                shell,
                name,
                token,
                calendar,
            };
            answer(StatusCode::OK, &made)
        }
        Err(OfficeError::Invalid(gaps)) => {
            let mut problems = Problems(gaps);
            for gap in &mut problems.0 {
                // The boxes stand under the first of them.
                if gap.field == "scopes" {
                    gap.field = Scope::ReadPublic.code();
                }
            }
            let sheet = sheet(&caller).typed(&posted).with(&problems);
            show(&site, &caller, sheet, "").await
        }
        Err(error) => Err(error.into()),
    }
}

/// Revokes one.
pub(crate) async fn revoke(
    State(site): State<Site>,
    caller: Caller,
    posted: Posted,
) -> Result<Response, WebError> {
    let id = posted.text("token").parse();
    let id = id.map_err(|_no_id| Refusal::Unknown)?;
    site.office.revoke_token(&caller.cx, &id).await?;
    Ok(Redirect::to("/account/tokens?done=token").into_response())
}
