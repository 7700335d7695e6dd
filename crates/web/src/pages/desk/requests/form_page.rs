//! A page with one form: where it belongs, what it is for, the fields, and what is wrong with them.

use super::{AT, Answer, again};
use crate::Site;
use crate::caller::Caller;
use crate::sheet::{Sheet, Summary};
use crate::shell::Console;
use askama::Template;

#[derive(Template)]
#[template(path = "desk/requests/form.html")]
struct Page<'a> {
    shell: Console,
    summary: Summary,
    /// Address and number of the request that it is about, if it is about one.
    crumb: Option<(String, String)>,
    heading: &'a str,
    lede: &'a str,
    sheet: Sheet,
}

/// What a page is about.
pub(super) struct About<'a> {
    pub(super) crumb: Option<(String, String)>,
    pub(super) heading: &'a str,
    pub(super) lede: &'a str,
}

/// The page, with the status that fits what is wrong.
pub(super) async fn show(site: &Site, caller: &Caller, about: About<'_>, sheet: Sheet) -> Answer {
    let summary = sheet.summary();
    let title = summary.title(about.heading);
    let status = summary.status();
    let page = Page {
        shell: Console::of(site, caller, &title, AT).await?,
        summary,
        crumb: about.crumb,
        heading: about.heading,
        lede: about.lede,
        sheet,
    };
    again(&page, status)
}
