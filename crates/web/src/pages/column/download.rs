//! Files of published items, handed out so that nothing in them runs here.

use super::visit::{TEXT, set};
use super::{Visit, item};
use crate::Site;
use crate::error::WebError;
use crate::words::escaped;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use gongkai_office::AttachmentKind;

/// Nothing runs, nothing is loaded, the page has an origin of its own.
const SANDBOX: &str = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// A `Content-Disposition` with the name in UTF-8 (RFC 6266, 8187), and a plain one for old browsers.
pub(crate) fn disposition(how: &str, name: &str, extension: &str) -> String {
    let encoded = escaped(name).replace('/', "%2F").replace('~', "%7E");
    format!("{how}; filename=\"file.{extension}\"; filename*=UTF-8''{encoded}")
}

/// A file of a published item.
pub(crate) async fn file(
    State(site): State<Site>,
    Path((slug, id, digest)): Path<(String, String, String)>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let shown = match item::found(&site, &holdings, &id).await? {
        Ok(shown) => shown,
        Err(left) => return item::gone(&holdings, &visit, &left),
    };
    let (file, bytes) = site.office.public_file(&shown.item.id, &digest).await?;
    let kind = AttachmentKind::of_extension(&file.kind);
    let inline =
        !visit.field("inline").is_empty() && kind.is_some_and(AttachmentKind::is_inline_safe);
    let mime = match kind {
        Some(AttachmentKind::Txt) => TEXT,
        Some(kind) => kind.mime(),
        None => "application/octet-stream",
    };
    let extension = kind.map_or("bin", AttachmentKind::extension);
    let how = if inline { "inline" } else { "attachment" };
    let mut response = visit.answer(StatusCode::OK, mime, bytes);
    let headers = response.headers_mut();
    let disposition = disposition(how, &file.name, extension);
    set(headers, header::CONTENT_DISPOSITION, &disposition);
    set(headers, header::CONTENT_SECURITY_POLICY, SANDBOX);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_file_name_cannot_end_its_header_or_begin_another() {
        assert_eq!(
            disposition("attachment", "预算\"; x=\r\n/1.pdf", "pdf"),
            "attachment; filename=\"file.pdf\"; \
             filename*=UTF-8''%E9%A2%84%E7%AE%97%22%3B%20x%3D%0D%0A%2F1.pdf"
        );
    }
}
