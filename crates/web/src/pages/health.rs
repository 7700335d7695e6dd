//! For the machine that watches whether this one is alive.

use axum::http::header;
use axum::response::IntoResponse;

/// Says that the process answers.
pub(crate) async fn alive() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
        "ok\n",
    )
}
