//! A visit of the public column: what was asked, and an answer that caches may keep.

use super::{Links, View, links};
use crate::Site;
use crate::caller::{Caller, Looks};
use crate::error::WebError;
use axum::body::Body;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use gongkai_domain::event::hex;
use sha2::{Digest, Sha256};

/// What was asked.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    pub(crate) view: View,
    /// The query, decoded, without what sets the looks.
    pub(crate) query: Vec<(String, String)>,
    known: String,
    sets_looks: bool,
}

/// Media types of the column's pages.
pub(crate) const HTML: &str = "text/html; charset=utf-8";
/// JSON.
pub(crate) const JSON: &str = "application/json; charset=utf-8";
/// Plain text.
pub(crate) const TEXT: &str = "text/plain; charset=utf-8";
/// XML of site maps.
pub(crate) const XML: &str = "application/xml; charset=utf-8";
/// RSS.
pub(crate) const RSS: &str = "application/rss+xml; charset=utf-8";

impl Visit {
    /// A field of the query, without blanks around it.
    pub(crate) fn field(&self, name: &str) -> &str {
        let found = self.query.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.trim())
    }

    /// A page.
    pub(crate) fn html(&self, page: String) -> Response {
        self.answer(StatusCode::OK, HTML, page.into_bytes())
    }

    /// An answer with its tag, or word that it has not changed. What sets a cookie is not kept by
    /// caches; what a cookie changes is kept for each.
    pub(crate) fn answer(&self, status: StatusCode, mime: &str, bytes: Vec<u8>) -> Response {
        let tag = format!("\"{}\"", tag(&bytes));
        let unchanged = status == StatusCode::OK && self.knows(&tag);
        let body = if unchanged {
            Body::empty()
        } else {
            Body::from(bytes)
        };
        let mut response = Response::new(body);
        *response.status_mut() = if unchanged {
            StatusCode::NOT_MODIFIED
        } else {
            status
        };
        let keep = if self.sets_looks {
            "private, no-store"
        } else {
            "public, max-age=60"
        };
        let headers = response.headers_mut();
        set(headers, header::CACHE_CONTROL, keep);
        set(headers, header::VARY, "cookie");
        set(headers, header::ETAG, &tag);
        if !unchanged {
            set(headers, header::CONTENT_TYPE, mime);
        }
        response
    }

    fn knows(&self, tag: &str) -> bool {
        let mut known = self.known.split(',').map(str::trim);
        known.any(|one| one == "*" || one.trim_start_matches("W/") == tag)
    }
}

/// Sets a header; a text that is none is left out.
pub(crate) fn set(headers: &mut HeaderMap, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

fn tag(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)).chars().take(32).collect()
}

impl FromRequestParts<Site> for Visit {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, WebError> {
        let caller = parts.extensions.get::<Caller>().ok_or(WebError::Internal)?;
        let asked = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let mut query = asked.map(|Query(pairs)| pairs).unwrap_or_default();
        let all = query.len();
        if let Some(to) = elsewhere(site, parts.uri.path(), &query).await? {
            return Err(WebError::Moved(to));
        }
        query.retain(|(name, _)| !Looks::NAMES.contains(&name.as_str()));
        let known = site.settings.base.as_ref();
        let pairs: Vec<(&str, &str)> = query
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        let page = format!("{}{}", parts.uri.path(), links::query_of(&pairs));
        Ok(Self {
            view: View {
                looks: caller.looks.clone(),
                today: caller.cx.today(),
                demo: site.settings.demo,
                links: Links::Served {
                    query: query.clone(),
                },
                base: known.map_or_else(
                    || base(site, &parts.headers),
                    |base| base.as_str().to_owned(),
                ),
                domain: known.map(|base| base.host().to_owned()).unwrap_or_default(),
                canonical: known
                    .map(|base| format!("{}{page}", base.as_str()))
                    .unwrap_or_default(),
            },
            sets_looks: query.len() < all,
            query,
            known: text(&parts.headers, &header::IF_NONE_MATCH).to_owned(),
        })
    }
}

/// The address of a page of an institution that publishes on another agency's column: the same page
/// of that column. Its first page and its list are the list of what it publishes there.
async fn elsewhere(
    site: &Site,
    path: &str,
    query: &[(String, String)],
) -> Result<Option<String>, WebError> {
    let (slug, rest) = path[1..].split_once('/').unwrap_or((&path[1..], ""));
    let Some(host) = site.office.column_of(slug).await? else {
        return Ok(None);
    };
    let pairs = query
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let mut pairs: Vec<(&str, &str)> = pairs.collect();
    if matches!(rest, "" | "content") {
        pairs.insert(0, ("unit", slug));
        let list = links::page(&host, "content");
        return Ok(Some(format!("{list}{}", links::query_of(&pairs))));
    }
    let page = links::page(&host, rest);
    Ok(Some(format!("{page}{}", links::query_of(&pairs))))
}

fn text<'h>(headers: &'h HeaderMap, name: &header::HeaderName) -> &'h str {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default()
}

/// Scheme and host as the visitor wrote them. What is no host name is not repeated.
fn base(site: &Site, headers: &HeaderMap) -> String {
    let scheme = if site.settings.https { "https" } else { "http" };
    let host = text(headers, &header::HOST);
    let is_host = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
    if host.is_empty() || !host.chars().all(is_host) {
        return format!("{scheme}://localhost");
    }
    format!("{scheme}://{host}")
}
