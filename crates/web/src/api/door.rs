//! Who calls the interface: by the token in the header, and by nothing else.

use super::Problem;
use crate::Site;
use crate::caller::{Caller, Looks};
use axum::http::{HeaderMap, StatusCode, header};
use gongkai_domain::access::{Actor, Scope};
use gongkai_office::Context;
use jiff::Timestamp;

/// Where the interface begins.
pub(crate) const ROOT: &str = "/api/";

/// The caller of the interface: the public without a token, the owner with one. Which token it was
/// stands beside the address in every event.
pub(crate) async fn caller(
    site: &Site,
    headers: &HeaderMap,
    now: Timestamp,
    origin: String,
) -> Result<Caller, Problem> {
    let holder = match bearer(headers) {
        Some(secret) => site.office.token_holder(secret, now).await?,
        None => None,
    };
    let Some(holder) = holder else {
        site.office.take_reading(&origin, now)?;
        if bearer(headers).is_some() {
            return Err(Problem::no_token());
        }
        let actor = Actor::Public;
        return Ok(of(Context { actor, now, origin }));
    };
    let actor = holder.actor;
    let mut cx = Context { actor, now, origin };
    site.office.check_origin(&cx, "").await?;
    cx.origin = format!("{}，令牌“{}”", cx.origin, holder.name);
    Ok(Caller {
        scopes: Some(holder.scopes),
        token: Some(holder.token),
        ..of(cx)
    })
}

fn of(cx: Context) -> Caller {
    Caller {
        cx,
        session: String::new(),
        csrf: String::new(),
        looks: Looks::default(),
        scopes: None,
        token: None,
    }
}

/// Whether the caller has a token that may be used for this.
pub(crate) fn check(caller: &Caller, scope: Scope) -> Result<(), Problem> {
    let scopes = caller.scopes.as_ref().ok_or_else(Problem::no_token)?;
    if scopes.contains(&scope) {
        return Ok(());
    }
    let detail = format!(
        "这个令牌没有“{}”（{}）的用途。请在“我的账号”里另申请一个。",
        scope.zh(),
        scope.code()
    );
    Err(Problem::new(StatusCode::FORBIDDEN, detail))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = text.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}
