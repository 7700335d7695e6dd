//! Signing in and out.

use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};

/// What was posted after a session had ended: kept on the sign-in page and offered again after it.
pub(crate) async fn resume(_site: &Site, _caller: &Caller, _request: Request) -> Response {
    WebError::Forged.into_response()
}
