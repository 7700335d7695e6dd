//! What went wrong, as a page in plain Chinese; what was inside goes to the log once, never to the page.

use crate::words::Status;
use askama::Template;
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Redirect, Response};
use gongkai_domain::access::Refusal;
use gongkai_office::OfficeError;

/// Why there is no page.
#[derive(Debug)]
pub(crate) enum WebError {
    /// Not allowed, or not there.
    Refusal(Refusal),
    /// The form did not come from our own page, or is too old.
    Forged,
    /// The request makes no sense.
    Bad(String),
    /// Too large.
    TooLarge,
    /// The office said no in a way the page could not show beside its fields.
    Office(OfficeError),
    /// The page stands at another address.
    Moved(String),
    /// A fault of the program.
    Internal,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    title: &'a str,
    message: String,
    next: &'a str,
}

impl WebError {
    fn status(&self) -> StatusCode {
        match self {
            Self::Refusal(Refusal::SignIn | Refusal::Role | Refusal::Elsewhere) | Self::Forged => {
                StatusCode::FORBIDDEN
            }
            Self::Refusal(Refusal::Unknown) => StatusCode::NOT_FOUND,
            Self::Refusal(Refusal::Stage) => StatusCode::CONFLICT,
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Office(error) => of_office(error),
            Self::Moved(_) => StatusCode::TEMPORARY_REDIRECT,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::Refusal(refusal) => refusal.to_string(),
            Self::Forged => {
                "这张表单已经过期，内容没有提交。请返回上一页，刷新后重新提交。".to_owned()
            }
            Self::Bad(message) => message.clone(),
            Self::TooLarge => "提交的内容太大，最多50 MB。请压缩文件或者分成几个附件。".to_owned(),
            Self::Office(error) => error.to_string(),
            Self::Moved(to) => format!("这一页在{to}。"),
            Self::Internal => {
                "程序出了问题，操作没有完成。请稍后重试；仍不成功时请联系系统管理员。".to_owned()
            }
        }
    }

    /// The page.
    pub(crate) fn into_page(self) -> Response {
        if let Self::Moved(to) = &self {
            return Redirect::temporary(to).into_response();
        }
        let status = self.status();
        if status.is_server_error() {
            log(&self);
        }
        let page = ErrorPage {
            title: status.zh(),
            message: self.message(),
            next: if status == StatusCode::NOT_FOUND {
                "/"
            } else {
                ""
            },
        };
        let html = page.render().unwrap_or_default();
        (status, Html(html)).into_response()
    }
}

/// One line for who runs the machine; no personal data in it.
fn log(error: &WebError) {
    log_failure("a page", error);
}

/// One line on what failed while doing what.
#[expect(
    clippy::print_stderr,
    reason = "the log of the server is its standard error"
)]
pub(crate) fn log_failure(doing: &str, error: &dyn std::fmt::Debug) {
    eprintln!("gongkai: {doing}: {error:?}");
}

pub(crate) fn of_office(error: &OfficeError) -> StatusCode {
    match error {
        OfficeError::Refusal(refusal) => WebError::Refusal(*refusal).status(),
        OfficeError::Refused(_)
        | OfficeError::Handover(_)
        | OfficeError::Request(_)
        | OfficeError::Dispute(_)
        | OfficeError::Conflict => StatusCode::CONFLICT,
        OfficeError::Invalid(_)
        | OfficeError::Leaks(_)
        | OfficeError::Doubts(_)
        | OfficeError::Hindered(_)
        | OfficeError::Unset(_)
        | OfficeError::File(_) => StatusCode::UNPROCESSABLE_ENTITY,
        OfficeError::Slow(_) => StatusCode::TOO_MANY_REQUESTS,
        OfficeError::SignIn | OfficeError::Setup => StatusCode::FORBIDDEN,
        OfficeError::Sealed | OfficeError::Store(_) | OfficeError::Internal(_) => {
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        self.into_page()
    }
}

impl From<OfficeError> for WebError {
    fn from(error: OfficeError) -> Self {
        if let OfficeError::Refusal(refusal) = error {
            Self::Refusal(refusal)
        } else {
            Self::Office(error)
        }
    }
}

impl From<Refusal> for WebError {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<askama::Error> for WebError {
    fn from(_: askama::Error) -> Self {
        Self::Internal
    }
}

/// No route has this path.
pub(crate) async fn not_found(address: Uri) -> Response {
    if address.path().starts_with(crate::api::door::ROOT) {
        return crate::api::Problem::unknown().into_response();
    }
    WebError::Refusal(Refusal::Unknown).into_page()
}
