//! The summary of what is wrong with a form, above it.

use askama::Template;
use askama::filters::HtmlSafe;

/// The problems of a page, each a link to its field.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "summary.html")]
pub(crate) struct Summary {
    pub(crate) lines: Vec<(String, String)>,
}

impl HtmlSafe for Summary {}

impl Summary {
    /// The title of the page, with the word that tells of errors before anything else is read.
    pub(crate) fn title(&self, title: &str) -> String {
        let sign = if self.lines.is_empty() {
            ""
        } else {
            "错误："
        };
        format!("{sign}{title}")
    }

    /// The status of the answer.
    pub(crate) fn status(&self) -> axum::http::StatusCode {
        if self.lines.is_empty() {
            axum::http::StatusCode::OK
        } else {
            axum::http::StatusCode::UNPROCESSABLE_ENTITY
        }
    }
}
