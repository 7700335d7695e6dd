//! What was posted after a session had ended: kept on the sign-in page, offered again after it.

use super::{answer, door, login};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{self, Posted};
use crate::shell::Console;
use askama::Template;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

/// Names of the hidden fields that carry it.
const TO: &str = "_to";
const FILE: &str = "_file";
const FIELD: &str = "_kept.";

/// A form that was not taken yet.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    /// Where it was posted to; empty if nothing is kept.
    to: String,
    fields: Vec<(String, String)>,
    /// Names of files that have to be chosen again.
    files: Vec<String>,
}

#[derive(Template)]
#[template(path = "session/kept.html")]
struct Page {
    shell: Console,
    to: String,
    fields: Vec<(String, String)>,
    /// What can be read in the fields.
    texts: Vec<String>,
    files: Vec<String>,
}

impl Kept {
    fn of(to: String, posted: &Posted) -> Self {
        let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let names = posted.files.iter().map(|(_, name, _)| name.clone());
        Self {
            to,
            fields: posted.fields().map(own).collect(),
            files: names.collect(),
        }
    }

    /// From the hidden fields of the sign-in page.
    pub(super) fn carried(posted: &Posted) -> Self {
        let own = |(name, value): (&str, &str)| {
            let name = name.strip_prefix(FIELD)?;
            Some((name.to_owned(), value.to_owned()))
        };
        Self {
            to: door::local(posted.text(TO)).unwrap_or_default().to_owned(),
            fields: posted.fields().filter_map(own).collect(),
            files: posted.all(FILE).map(ToOwned::to_owned).collect(),
        }
    }

    /// The hidden fields.
    pub(super) fn hidden(&self) -> Vec<(String, String)> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut hidden = vec![(TO.to_owned(), self.to.clone())];
        let files = self.files.iter();
        hidden.extend(files.map(|name| (FILE.to_owned(), name.clone())));
        let fields = self.fields.iter();
        hidden.extend(fields.map(|(name, value)| (format!("{FIELD}{name}"), value.clone())));
        hidden
    }

    pub(super) fn is_empty(&self) -> bool {
        self.to.is_empty()
    }

    /// The page that offers it again.
    pub(super) async fn page(self, site: &Site, caller: &Caller) -> Result<Response, WebError> {
        let written = |(name, value): &(String, String)| {
            (name != "revision" && !value.trim().is_empty()).then(|| value.clone())
        };
        let page = Page {
            shell: Console::of(site, caller, "您刚才填写的内容", "").await?,
            texts: self.fields.iter().filter_map(written).collect(),
            to: self.to,
            fields: self.fields,
            files: self.files,
        };
        answer(StatusCode::OK, &page)
    }
}

/// Answers what was posted by nobody: with the sign-in page, and what was typed kept in it.
pub(crate) async fn resume(site: &Site, caller: &Caller, request: Request) -> Response {
    let path = request.uri().path_and_query();
    let to = path.map_or("/", |path| path.as_str()).to_owned();
    if form::is_foreign(request.headers()) {
        return WebError::Forged.into_response();
    }
    // Passwords are not carried along, and who signs out has nothing to lose.
    if to == "/logout" || to.starts_with("/account/") {
        return Redirect::to("/login").into_response();
    }
    let shown = match Posted::unchecked(request, site).await {
        Ok(posted) => login::again(site, caller, &Kept::of(to, &posted)).await,
        Err(error) => Err(error),
    };
    shown.unwrap_or_else(IntoResponse::into_response)
}
