//! What went wrong, as a page in plain Chinese; what was inside goes to the log once, never to the page.

use crate::routes::{self, Route, Verb};
use crate::words::Status;
use askama::Template;
use axum::Extension;
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

#[derive(Clone, Template)]
#[template(path = "error.html")]
struct ErrorPage {
    title: &'static str,
    message: String,
    /// Where to go from here: address and words.
    ways: Vec<(String, &'static str)>,
}

impl ErrorPage {
    fn into_response(self, status: StatusCode) -> Response {
        let html = Html(self.render().unwrap_or_default());
        (status, Extension(self), html).into_response()
    }
}

/// An error page with a way back to what the person was working on, if the response is one: to the page
/// of what the `route` does something to, and to the desk.
pub(crate) fn with_way_back(response: Response, route: &str, address: &Uri) -> Response {
    let Some(mut page) = response.extensions().get::<ErrorPage>().cloned() else {
        return response;
    };
    page.ways.clear();
    if response.status() == StatusCode::CONFLICT && has_page(object(route)) {
        let query = address.query().map(|query| format!("?{query}"));
        let to = format!("{}{}", object(address.path()), query.unwrap_or_default());
        page.ways.push((to, "看现在的内容"));
    }
    page.ways.push(("/desk".to_owned(), "回到工作台"));
    page.into_response(response.status())
}

/// What an address does something to: `/desk/information/1` of `/desk/information/1/submit`.
fn object(path: &str) -> &str {
    let mut slashes = path.match_indices('/').map(|(at, _)| at);
    let end = slashes.nth(3).unwrap_or(path.len());
    path.get(..end).unwrap_or(path)
}

/// Whether one thing, by its name in the address, has a page.
fn has_page(object: &str) -> bool {
    let shows = |route: &Route| matches!(route.verb, Verb::Get) && route.path == object;
    object.ends_with('}') && routes::all().any(shows)
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
            ways: if status == StatusCode::NOT_FOUND {
                vec![("/".to_owned(), "回到首页")]
            } else {
                Vec::new()
            },
        };
        page.into_response(status)
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

#[cfg(test)]
mod tests {
    use super::{has_page, object};

    #[test]
    fn a_step_that_came_too_late_leads_to_what_it_was_about() {
        for (path, to) in [
            ("/desk/information/1/submit", "/desk/information/1"),
            ("/desk/reports/2024/lock", "/desk/reports/2024"),
            ("/desk/information", "/desk/information"),
        ] {
            assert_eq!(object(path), to);
        }
    }

    #[test]
    fn a_way_back_leads_to_pages_that_exist() {
        for (route, has) in [
            ("/desk/information/{id}/submit", true),
            ("/desk/reports/{year}/lock", true),
            ("/desk/handover/list", false),
            ("/desk/information", false),
        ] {
            assert_eq!(has_page(object(route)), has, "{route}");
        }
    }
}
