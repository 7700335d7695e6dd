//! What went wrong, as `application/problem+json` (RFC 9457): in Chinese, with what to do, field by field.

use crate::error::{log_failure, of_office};
use crate::words::Status;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gongkai_domain::access::Refusal;
use gongkai_domain::information::Refused;
use gongkai_office::OfficeError;
use serde_json::json;

/// An answer that is no success.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    detail: String,
    /// Field and what to do.
    errors: Vec<(String, String)>,
    /// Seconds until another attempt is worth it.
    wait: Option<u64>,
}

impl Problem {
    /// With a status and a sentence.
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            errors: Vec::new(),
            wait: None,
        }
    }

    /// What is not there, or not the caller's to know of.
    pub(crate) fn unknown() -> Self {
        Refusal::Unknown.into()
    }

    /// Fields that are not as they must be.
    pub(crate) fn fields(errors: Vec<(String, String)>) -> Self {
        let detail = format!("有{}处需要填写或者改正。", errors.len());
        Self {
            errors,
            ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
        }
    }

    /// One field that is not as it must be.
    pub(crate) fn field(name: &str, message: &str) -> Self {
        Self::fields(vec![(name.to_owned(), message.to_owned())])
    }

    /// No token, or none that opens anything.
    pub(crate) fn no_token() -> Self {
        let detail =
            "请在 Authorization 请求头里用 Bearer 带上有效的令牌。令牌在“我的账号”里申请。";
        Self::new(StatusCode::UNAUTHORIZED, detail)
    }

    /// With something before the names of its fields.
    pub(crate) fn under(mut self, prefix: &str) -> Self {
        for (field, _) in &mut self.errors {
            field.insert_str(0, prefix);
        }
        self
    }

    fn body(&self) -> String {
        let errors = self.errors.iter();
        let errors: Vec<_> = errors
            .map(|(field, message)| json!({ "field": field, "message": message }))
            .collect();
        let body = json!({
            "type": "about:blank",
            "title": self.status.zh(),
            "status": self.status.as_u16(),
            "detail": self.detail,
            "errors": errors,
        });
        body.to_string()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body()).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<OfficeError> for Problem {
    fn from(error: OfficeError) -> Self {
        let status = if matches!(error, OfficeError::Refused(Refused::Gaps(_))) {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            of_office(&error)
        };
        if status.is_server_error() {
            log_failure("the interface for programs", &error);
        }
        let gap =
            |gap: &gongkai_domain::information::Gap| (gap.field.to_owned(), gap.message.clone());
        Self {
            errors: error.gaps().iter().map(gap).collect(),
            wait: if let OfficeError::Slow(seconds) = error {
                Some(seconds)
            } else {
                None
            },
            ..Self::new(status, error.to_string())
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        OfficeError::Refusal(refusal).into()
    }
}
