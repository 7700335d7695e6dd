//! The policy of a route, checked before its handler runs.

use crate::caller::Caller;
use crate::error::{self, WebError};
use crate::routes::Policy;
use crate::{Site, api};
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::access::{Actor, Object, decide};

/// Lets the request through to its handler, or answers it.
pub(crate) async fn check(
    State((site, policy)): State<(Site, Policy)>,
    request: Request,
    next: Next,
) -> Response {
    let Some(caller) = request.extensions().get::<Caller>().cloned() else {
        return WebError::Internal.into_response();
    };
    let answer = match policy {
        Policy::Anybody => return next.run(request).await,
        Policy::Token(scope) => {
            return match api::door::check(&caller, scope) {
                Ok(()) => api::once::run(&site, &caller, request, next).await,
                Err(problem) => problem.into_response(),
            };
        }
        _ if caller.cx.actor == Actor::Public => return to_login(&site, &caller, request).await,
        _ if has_first_password(&site, &caller, request.uri().path()).await => {
            return Redirect::to(PASSWORD).into_response();
        }
        Policy::SignedIn => Ok(()),
        Policy::May(action) => decide(&caller.cx.actor, action, Object::Installation),
    };
    let address = request.uri().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = match answer {
        Ok(()) => next.run(request).await,
        Err(refusal) => WebError::Refusal(refusal).into_response(),
    };
    let route = route.as_ref().map_or("", MatchedPath::as_str);
    error::with_way_back(response, route, &address)
}

/// Where one's own password is changed.
const PASSWORD: &str = "/account/password";

/// Whether the person still has the password that an administrator knows: nothing is done with that
/// but to change it.
async fn has_first_password(site: &Site, caller: &Caller, path: &str) -> bool {
    if path == PASSWORD || path == "/logout" {
        return false;
    }
    let account = site.office.own_account(&caller.cx).await;
    account.is_ok_and(|account| account.password_is_temporary)
}

/// Leads from the front door of an installation in which nobody has an account to its setting up.
pub(crate) async fn first_start(
    State(site): State<Site>,
    request: Request,
    next: Next,
) -> Response {
    let at_door = matches!(request.uri().path(), "/" | "/login");
    if at_door && request.method() != Method::POST && site.office.is_new().await.unwrap_or(false) {
        return Redirect::to("/setup").into_response();
    }
    next.run(request).await
}

/// To the sign-in page, and afterwards back to where the person was; what they had typed comes along.
async fn to_login(site: &Site, caller: &Caller, request: Request) -> Response {
    if request.method() == Method::GET || request.method() == Method::HEAD {
        let path = request
            .uri()
            .path_and_query()
            .map_or("/", |path| path.as_str());
        return Redirect::to(&format!("/login?next={}", crate::words::escaped(path)))
            .into_response();
    }
    crate::pages::session::resume(site, caller, request).await
}
