//! One's own account: roles, sessions, password, second factor.

use super::{answer, done};
use crate::Site;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::Posted;
use crate::shell::Console;
use crate::words;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::event::hex;
use sha2::{Digest, Sha256};

#[derive(Template)]
#[template(path = "session/account.html")]
struct Page {
    shell: Console,
    login: String,
    /// Role and agency.
    roles: Vec<(&'static str, String)>,
    password_set_at: String,
    second_factor: bool,
    sessions: Vec<Line>,
}

/// A session.
struct Line {
    digest: String,
    begun: String,
    seen: String,
    origin: String,
    agent: String,
    /// Whether this very page was asked for in it.
    here: bool,
}

/// The browser of a session in a word: what it calls itself is no text for people.
fn browser(agent: &str) -> &'static str {
    let known = [
        ("Edg/", "Edge"),
        ("MicroMessenger", "微信"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome 内核的浏览器"),
        ("Safari/", "Safari"),
    ];
    let found = known.into_iter().find(|(mark, _)| agent.contains(mark));
    found.map_or("其他浏览器", |(_, name)| name)
}

/// The page.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    asked: Asked,
) -> Result<Response, WebError> {
    let account = site.office.own_account(&caller.cx).await?;
    let tree = site.office.agencies().await?;
    let here = hex(&Sha256::digest(caller.session.as_bytes()));
    let sessions = site.office.own_sessions(&caller.cx).await?.into_iter();
    let sessions = sessions.map(|session| Line {
        begun: words::instant(&session.created_at),
        seen: words::instant(&session.seen_at),
        here: session.digest == here,
        digest: session.digest,
        origin: session.origin,
        agent: browser(&session.agent).to_owned(),
    });
    let today = caller.cx.today();
    let roles = account.grants.iter().map(|grant| {
        let agency = tree.get(&grant.agency);
        let name = agency.map_or("", |agency| agency.name_on(today));
        (grant.role.zh(), name.to_owned())
    });
    let shell = Console::of(&site, &caller, "我的账号", "/account").await?;
    let page = Page {
        shell: shell.with_notice(done::words(asked.text("done"))),
        roles: roles.collect(),
        sessions: sessions.collect(),
        password_set_at: words::instant(&account.password_set_at),
        second_factor: account.totp.is_some(),
        login: account.login,
    };
    answer(StatusCode::OK, &page)
}

/// Ends one of one's own sessions.
pub(crate) async fn end(
    State(site): State<Site>,
    caller: Caller,
    posted: Posted,
) -> Result<Response, WebError> {
    let digest = posted.text("session");
    site.office.end_session(&caller.cx, digest).await?;
    Ok(Redirect::to("/account?done=session").into_response())
}
