//! A page that is one form.

use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::sheet::{Sheet, Summary};
use crate::shell::Console;
use askama::Template;
use axum::http::StatusCode;

/// The page.
#[derive(Template)]
#[template(path = "admin/form.html")]
pub(crate) struct FormPage {
    shell: Console,
    crumbs: Vec<(String, String)>,
    heading: String,
    lede: String,
    /// A sentence above the form that needs attention.
    remark: String,
    summary: Summary,
    sheet: Sheet,
}

impl FormPage {
    /// With the navigation at an address.
    pub(crate) async fn of(
        site: &Site,
        caller: &Caller,
        heading: &str,
        at: &str,
        sheet: Sheet,
    ) -> Result<Self, WebError> {
        let summary = sheet.summary();
        Ok(Self {
            shell: Console::of(site, caller, &summary.title(heading), at).await?,
            crumbs: Vec::new(),
            heading: heading.to_owned(),
            lede: String::new(),
            remark: String::new(),
            summary,
            sheet,
        })
    }

    pub(crate) fn lede(mut self, lede: &str) -> Self {
        lede.clone_into(&mut self.lede);
        self
    }

    pub(crate) fn remark(mut self, remark: String) -> Self {
        self.remark = remark;
        self
    }

    /// A page above this one.
    pub(crate) fn crumb(mut self, href: &str, name: &str) -> Self {
        self.crumbs.push((href.to_owned(), name.to_owned()));
        self
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.summary.status()
    }
}
