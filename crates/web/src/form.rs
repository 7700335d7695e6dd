//! Posted forms: read whole, and only from our own pages.

use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use axum::Form;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};
use gongkai_domain::information::Gap;

/// The fields and files of a form that came from our own page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Posted {
    fields: Vec<(String, String)>,
    /// Files that were chosen: field, name, bytes.
    pub(crate) files: Vec<(String, String, Vec<u8>)>,
}

/// The hidden field every form carries.
pub(crate) const TOKEN: &str = "_token";

impl Posted {
    /// A field's text as typed; empty where there is none.
    pub(crate) fn raw(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// A field's text without blanks around it.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// All texts of a field that may be chosen several times.
    pub(crate) fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        let found = self.fields.iter().filter(move |(field, _)| field == name);
        found.map(|(_, value)| value.trim())
    }

    /// Whether a box was ticked.
    pub(crate) fn ticked(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// The revision of the item that the form was filled in from.
    pub(crate) fn revision(&self) -> Result<u64, WebError> {
        let number = self.text("revision").parse();
        number.map_err(|_broken| WebError::Bad("表单不完整，请刷新页面后重新填写。".to_owned()))
    }

    /// All fields but the token, to be carried along or shown again.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = self.fields.iter().filter(|(name, _)| name != TOKEN);
        own.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Reads a body whoever it comes from: nothing may be done with it but to show it again.
    pub(crate) async fn unchecked(request: Request, site: &Site) -> Result<Self, WebError> {
        if is_multipart(request.headers()) {
            let parts = Multipart::from_request(request, site).await;
            return read_parts(
                parts
                    .map_err(|_broken| WebError::Bad("表单没有读完整，请重新提交。".to_owned()))?,
            )
            .await;
        }
        let form = Form::<Vec<(String, String)>>::from_request(request, site).await;
        let Form(fields) =
            form.map_err(|_broken| WebError::Bad("表单没有读完整，请重新提交。".to_owned()))?;
        Ok(Self {
            fields,
            files: Vec::new(),
        })
    }
}

impl FromRequest<Site> for Posted {
    type Rejection = WebError;

    async fn from_request(request: Request, site: &Site) -> Result<Self, WebError> {
        let caller = request
            .extensions()
            .get::<Caller>()
            .cloned()
            .ok_or(WebError::Internal)?;
        if is_foreign(request.headers()) {
            return Err(WebError::Forged);
        }
        let posted = Self::unchecked(request, site).await?;
        if caller.csrf.is_empty() || posted.raw(TOKEN) != caller.csrf {
            return Err(WebError::Forged);
        }
        Ok(posted)
    }
}

async fn read_parts(mut parts: Multipart) -> Result<Posted, WebError> {
    let mut posted = Posted::default();
    let broken = |error: axum::extract::multipart::MultipartError| {
        let too_large = error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE;
        if too_large {
            WebError::TooLarge
        } else {
            WebError::Bad("表单没有读完整，请重新提交。".to_owned())
        }
    };
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(ToOwned::to_owned) {
            Some(file) => {
                let bytes = part.bytes().await.map_err(broken)?;
                // A browser sends an empty part for a field in which no file was chosen.
                if !(file.is_empty() && bytes.is_empty()) {
                    posted.files.push((name, file, bytes.to_vec()));
                }
            }
            None => posted
                .fields
                .push((name, part.text().await.map_err(broken)?)),
        }
    }
    Ok(posted)
}

fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

/// Whether the browser says that the form stood on another site.
pub(crate) fn is_foreign(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if text("sec-fetch-site").is_some_and(|site| site != "same-origin") {
        return true;
    }
    let host = text("host");
    text("origin").is_some_and(|origin| {
        let named = origin.split_once("://").map(|(_, host)| host);
        named != host
    })
}

/// What is wrong with a form, for the summary on top and beside the fields.
#[derive(Debug, Clone, Default)]
pub(crate) struct Problems(pub(crate) Vec<Gap>);

impl Problems {
    /// Whether nothing is wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What stands beside a field; empty if nothing is wrong with it.
    pub(crate) fn of(&self, field: &str) -> &str {
        let found = self.0.iter().find(|gap| gap.field == field);
        found.map_or("", |gap| gap.message.as_str())
    }

    /// Adds a problem.
    pub(crate) fn add(&mut self, field: &'static str, message: impl Into<String>) {
        self.0.push(Gap {
            field,
            message: message.into(),
        });
    }
}
