//! What the interface is, for who looks after another system: a page in Chinese.

use super::document::OPERATIONS;
use crate::error::WebError;
use crate::routes::{self, Policy, Verb};
use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use gongkai_domain::access::Scope;
use gongkai_domain::webhook::FactKind;

#[derive(Template)]
#[template(path = "api.html")]
struct Page {
    operations: Vec<Line>,
    scopes: [Scope; 9],
    kinds: [FactKind; 5],
}

/// An operation in a line.
struct Line {
    verb: &'static str,
    path: &'static str,
    what: &'static str,
    needs: &'static str,
}

fn lines() -> impl Iterator<Item = Line> {
    OPERATIONS.iter().map(|operation| {
        let route = routes::all()
            .find(|route| route.verb == operation.verb && route.path == operation.path);
        let needs = route.map_or("", |route| match route.policy {
            Policy::Token(scope) => scope.code(),
            Policy::Anybody | Policy::SignedIn | Policy::May(_) => "不用令牌",
        });
        let verb = match operation.verb {
            Verb::Get => "GET",
            Verb::Post => "POST",
            Verb::Put => "PUT",
            Verb::Delete => "DELETE",
        };
        Line {
            verb,
            path: operation.path,
            what: operation.zh,
            needs,
        }
    })
}

/// The page.
pub(crate) async fn show() -> Result<Response, WebError> {
    let page = Page {
        operations: lines().collect(),
        scopes: Scope::ALL,
        kinds: FactKind::ALL,
    };
    Ok(Html(page.render()?).into_response())
}
