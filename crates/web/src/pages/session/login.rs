//! The sign-in page, and signing out.

use super::door::{Door, local};
use super::kept::Kept;
use super::{answer, done};
use crate::asked::Asked;
use crate::caller::{self, Caller};
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet, Summary};
use crate::{Site, shell};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::access::{Actor, Refusal};
use gongkai_office::{Context, Credentials, OfficeError, SignedIn};

/// Seconds a browser keeps the cookie: as long as a session can last.
const LONGEST: u32 = 12 * 3600;

#[derive(Template)]
#[template(path = "session/login.html")]
struct Page {
    door: Door,
    summary: Summary,
    sheet: Sheet,
    notice: &'static str,
    good: bool,
}

fn sheet(caller: &Caller, next: &str, kept: &Kept) -> Sheet {
    let mut sheet = Sheet::new("", "/login", &caller.csrf, "登录");
    if !next.is_empty() {
        sheet = sheet.hidden("next", next);
    }
    for (name, value) in kept.hidden() {
        sheet = sheet.hidden(&name, &value);
    }
    sheet
        .field(Field::text("user", "账号").autocomplete("username"))
        .field(Field::password("pass", "密码", "current-password"))
        .field(
            Field::text("code", "动态口令")
                .optional_as("（开通了才填）")
                .hint("手机上的 6 位数字，每 30 秒换一次")
                .width("w-short")
                .numeric()
                .autocomplete("one-time-code"),
        )
}

/// The sign-in page.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    asked: Asked,
) -> Result<Response, WebError> {
    if caller.cx.actor != Actor::Public {
        return Ok(Redirect::to(&shell::home(&caller)).into_response());
    }
    let next = local(asked.text("next")).unwrap_or_default();
    let page = Page {
        door: Door::of(&site, &caller, "登录").await?,
        summary: Summary::default(),
        sheet: sheet(&caller, next, &Kept::default()),
        notice: done::words(asked.text("done")),
        good: true,
    };
    answer(StatusCode::OK, &page)
}

/// The sign-in page for somebody whose session ended while they were writing.
pub(super) async fn again(site: &Site, caller: &Caller, kept: &Kept) -> Result<Response, WebError> {
    let page = Page {
        door: Door::of(site, caller, "请重新登录").await?,
        summary: Summary::default(),
        sheet: sheet(caller, "", kept),
        notice: "登录已经过期。您刚才填写的内容还在，登录后可以接着提交。",
        good: false,
    };
    answer(StatusCode::FORBIDDEN, &page)
}

/// Signs in.
pub(crate) async fn enter(
    State(site): State<Site>,
    caller: Caller,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, WebError> {
    let agent = headers.get(header::USER_AGENT);
    let with = Credentials {
        login: posted.text("user").to_owned(),
        password: posted.raw("pass").to_owned(),
        code: posted.text("code").to_owned(),
        agent: agent
            .and_then(|agent| agent.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
    };
    match site.office.sign_in(&caller.cx, &with).await {
        Ok(signed) => begin(&site, caller, &posted, signed).await,
        Err(
            error @ (OfficeError::SignIn
            | OfficeError::Slow(_)
            | OfficeError::Refusal(Refusal::Elsewhere)),
        ) => refuse(&site, &caller, &posted, &error).await,
        Err(error) => Err(error.into()),
    }
}

async fn refuse(
    site: &Site,
    caller: &Caller,
    posted: &Posted,
    error: &OfficeError,
) -> Result<Response, WebError> {
    let mut problems = Problems::default();
    problems.add("user", error.to_string());
    let next = local(posted.text("next")).unwrap_or_default();
    let sheet = sheet(caller, next, &Kept::carried(posted))
        .typed(posted)
        .with(&problems);
    let page = Page {
        door: Door::of(site, caller, &sheet.summary().title("登录")).await?,
        summary: sheet.summary(),
        sheet,
        notice: "",
        good: false,
    };
    let status = if matches!(error, OfficeError::Slow(_)) {
        StatusCode::TOO_MANY_REQUESTS
    } else {
        StatusCode::FORBIDDEN
    };
    answer(status, &page)
}

async fn begin(
    site: &Site,
    before: Caller,
    posted: &Posted,
    signed: SignedIn,
) -> Result<Response, WebError> {
    if !before.session.is_empty() {
        site.office.sign_out(&before.cx, &before.session).await?;
    }
    let actor = site.office.actor(&signed.token, before.cx.now).await?;
    let caller = Caller {
        cx: Context { actor, ..before.cx },
        csrf: caller::csrf_of(&signed.token),
        session: signed.token,
        looks: before.looks,
        scopes: None,
        token: None,
    };
    let kept = Kept::carried(posted);
    let mut response = if signed.password_must_change {
        Redirect::to("/account/password").into_response()
    } else if kept.is_empty() {
        let home = shell::home(&caller);
        let next = local(posted.text("next")).unwrap_or(&home);
        Redirect::to(next).into_response()
    } else {
        kept.page(site, &caller).await?
    };
    let cookie = caller::cookie(site, caller::SESSION, &caller.session, LONGEST);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Signs out. What the browser has kept of our pages goes too; its settings for looks stay.
pub(crate) async fn leave(
    State(site): State<Site>,
    caller: Caller,
    _posted: Posted,
) -> Result<Response, WebError> {
    site.office.sign_out(&caller.cx, &caller.session).await?;
    let clear = HeaderName::from_static("clear-site-data");
    let mut response = (
        [(clear, "\"cache\", \"storage\"")],
        Redirect::to("/login?done=logout"),
    )
        .into_response();
    let cookie = caller::cookie(&site, caller::SESSION, "", 0);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
