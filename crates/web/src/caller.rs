//! Who sends a request: found out once, before anything else.

use crate::{Site, api};
use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use gongkai_domain::access::{Actor, Scope};
use gongkai_domain::event::hex;
use gongkai_domain::identity::TokenId;
use gongkai_office::Context;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::net::SocketAddr;

/// Who sends a request, and how they want pages to look.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// For the office.
    pub(crate) cx: Context,
    /// The session's token; empty if nobody is signed in.
    pub(crate) session: String,
    /// What every form of this caller carries.
    pub(crate) csrf: String,
    /// Sizes and contrast.
    pub(crate) looks: Looks,
    /// What the token of the interface may be used for; none where the caller came without one.
    pub(crate) scopes: Option<BTreeSet<Scope>>,
    /// Which token that is.
    pub(crate) token: Option<TokenId>,
}

/// How pages look, kept in a cookie; set by links such as `?size=larger`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Looks {
    pub(crate) size: &'static str,
    pub(crate) contrast: bool,
    pub(crate) care: bool,
}

impl Default for Looks {
    fn default() -> Self {
        Self {
            size: "normal",
            contrast: false,
            care: false,
        }
    }
}

impl Looks {
    /// What of a query sets how pages look, and nothing else.
    pub(crate) const NAMES: [&str; 3] = ["size", "contrast", "care"];

    /// The classes of `<html>`.
    pub(crate) fn classes(&self) -> String {
        let contrast = if self.contrast { " contrast" } else { "" };
        let care = if self.care { " care" } else { "" };
        format!("font-{}{contrast}{care}", self.size)
    }

    fn read(cookie: Option<&str>, query: &str) -> (Self, bool) {
        let mut looks = Self::default();
        let kept = cookie.unwrap_or("").split('.');
        let asked = query.split('&').filter_map(|pair| pair.split_once('='));
        let mut parts: Vec<(&str, &str)> = kept.filter_map(|pair| pair.split_once('-')).collect();
        let before = parts.len();
        parts.extend(asked);
        let mut changed = false;
        for (at, (name, value)) in parts.into_iter().enumerate() {
            changed |= looks.set(name, value) && at >= before;
        }
        (looks, changed)
    }

    fn set(&mut self, name: &str, value: &str) -> bool {
        match name {
            "size" => {
                let known = ["normal", "large", "larger", "largest"];
                let Some(size) = known.into_iter().find(|size| *size == value) else {
                    return false;
                };
                self.size = size;
            }
            "contrast" => self.contrast = value == "1",
            "care" => self.care = value == "1",
            _ => return false,
        }
        true
    }

    fn cookie(&self) -> String {
        let flag = |on| if on { "1" } else { "0" };
        format!(
            "size-{}.contrast-{}.care-{}",
            self.size,
            flag(self.contrast),
            flag(self.care)
        )
    }
}

/// The name of a cookie; with HTTPS one that other hosts cannot set.
pub(crate) fn cookie_name(site: &Site, name: &str) -> String {
    if site.settings.https {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}

/// A cookie for this host only, out of reach of scripts.
pub(crate) fn cookie(site: &Site, name: &str, value: &str, seconds: u32) -> HeaderValue {
    let secure = if site.settings.https { "; Secure" } else { "" };
    let name = cookie_name(site, name);
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

/// The cookie that holds the session's token.
pub(crate) const SESSION: &str = "gongkai-session";
/// The cookie that ties forms to a browser before anybody has signed in.
const FORM: &str = "gongkai-form";
const LOOKS: &str = "gongkai-looks";

/// Finds out who sends the request.
pub(crate) async fn identify(State(site): State<Site>, request: Request, next: Next) -> Response {
    if request.uri().path().starts_with(api::door::ROOT) {
        return identify_program(&site, request, next).await;
    }
    identify_person(&site, request, next).await
}

/// By the token in the header alone: what a browser sends of itself opens nothing here.
async fn identify_program(site: &Site, mut request: Request, next: Next) -> Response {
    let origin = address(site, &request);
    let now = (site.clock)();
    match api::door::caller(site, request.headers(), now, origin).await {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

async fn identify_person(site: &Site, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let session = read_cookie(site, headers, SESSION).unwrap_or_default();
    let form = read_cookie(site, headers, FORM).filter(|text| text.len() == 64);
    let query = request.uri().query().unwrap_or("").to_owned();
    let (looks, looks_changed) = Looks::read(read_cookie(site, headers, LOOKS).as_deref(), &query);
    let now = (site.clock)();
    let actor = if session.is_empty() {
        Ok(Actor::Public)
    } else {
        site.office.actor(&session, now).await
    };
    let actor = match actor {
        Ok(actor) => actor,
        Err(error) => return crate::error::WebError::from(error).into_page(),
    };
    let cx = Context {
        actor,
        now,
        origin: address(site, &request),
    };
    if let Err(error) = site.office.check_origin(&cx, &session).await {
        return crate::error::WebError::from(error).into_page();
    }
    let (form, form_is_new) = match form {
        Some(form) => (form, false),
        None => (fresh(), true),
    };
    let session = if cx.actor == Actor::Public {
        String::new()
    } else {
        session
    };
    let secret = if session.is_empty() { &form } else { &session };
    let caller = Caller {
        csrf: csrf_of(secret),
        cx,
        session,
        looks,
        scopes: None,
        token: None,
    };
    let looks_cookie = caller.looks.cookie();
    request.extensions_mut().insert(caller);
    let mut response = next.run(request).await;
    if form_is_new && may_have_form(&response) {
        response
            .headers_mut()
            .append(header::SET_COOKIE, cookie(site, FORM, &form, 12 * 3600));
    }
    if looks_changed {
        response.headers_mut().append(
            header::SET_COOKIE,
            cookie(site, LOOKS, &looks_cookie, 365 * 24 * 3600),
        );
    }
    response
}

/// Whether a form may stand on a page. Not on one that caches may keep: it is the same for
/// everybody, and so sets no cookie; nor on one that says that there is nothing.
fn may_have_form(response: &Response) -> bool {
    let cache = response.headers().get(header::CACHE_CONTROL);
    let kept = cache.and_then(|value| value.to_str().ok());
    let nothing = [StatusCode::NOT_FOUND, StatusCode::GONE].contains(&response.status());
    !nothing && !kept.is_some_and(|kept| kept.starts_with("public"))
}

/// What every form carries whose sender has this secret in a cookie.
pub(crate) fn csrf_of(secret: &str) -> String {
    hex(&Sha256::digest(format!("form:{secret}").as_bytes()))
}

/// 256 random bits in hexadecimal digits; on a machine without randomness, none, and no form works.
fn fresh() -> String {
    gongkai_office::fresh_token().unwrap_or_default()
}

/// What a cookie of ours holds.
pub(crate) fn read_cookie(site: &Site, headers: &HeaderMap, name: &str) -> Option<String> {
    let name = cookie_name(site, name);
    let all = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = all
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// The caller's address; the proxy's word is taken only where a proxy is configured.
fn address(site: &Site, request: &Request) -> String {
    let forwarded = request
        .headers()
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok());
    // The last entry is the one our own proxy added; those before it are the caller's to invent.
    let last = forwarded
        .and_then(|list| list.rsplit(',').next())
        .map(str::trim);
    if let Some(last) =
        last.filter(|last| site.settings.behind_proxy && last.parse::<std::net::IpAddr>().is_ok())
    {
        return last.to_owned();
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    peer.map_or_else(
        || "本机".to_owned(),
        |ConnectInfo(peer)| peer.ip().to_string(),
    )
}

impl FromRequestParts<Site> for Caller {
    type Rejection = crate::error::WebError;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, Self::Rejection> {
        let caller = parts.extensions.get::<Self>().cloned();
        caller.ok_or(crate::error::WebError::Internal)
    }
}
