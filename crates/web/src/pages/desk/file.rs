//! A file of an item, to be kept and never to be run: a download from a page that may do nothing.

use super::{Answer, id};
use crate::Site;
use crate::caller::Caller;
use crate::words::escaped;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// Hands out a file.
pub(crate) async fn download(
    State(site): State<Site>,
    caller: Caller,
    Path((item, digest)): Path<(String, String)>,
) -> Answer {
    let (file, bytes) = site.office.file(&caller.cx, &id(&item)?, &digest).await?;
    Ok(sent(&file.name, &file.kind, bytes))
}

/// Bytes under a name, to be kept and never to be run.
pub(crate) fn sent(name: &str, kind: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, disposition(name, kind)),
        (
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'; frame-ancestors 'none'".to_owned(),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// A plain name for old programs, the true one for the others (RFC 6266, RFC 5987).
fn disposition(name: &str, kind: &str) -> String {
    let name = escaped(name).replace('/', "%2F");
    format!("attachment; filename=\"file.{kind}\"; filename*=UTF-8''{name}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_cannot_end_its_header_or_its_quotes() {
        let line = disposition("年报\"\r\nX: 1/..pdf", "pdf");
        assert_eq!(line.matches('"').count(), 2);
        assert!(line.is_ascii() && !line.contains(['\r', '\n', '/']));
    }
}
