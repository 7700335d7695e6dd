//! The first page of the touch screen: its entries.

use super::{Screen, list, page, services};
use crate::Site;
use crate::error::WebError;
use crate::pages::column::Visit;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_domain::agency::KioskSection;

#[derive(Template)]
#[template(path = "kiosk/start.html")]
struct StartPage {
    shell: Screen,
    /// Address, name and what is there.
    entries: Vec<(String, &'static str, &'static str)>,
}

fn hint(section: KioskSection) -> &'static str {
    match section {
        KioskSection::Services => "能办哪些事，多久办好，收不收费",
        KioskSection::Guides => "要什么条件、带什么材料",
        KioskSection::Steps => "先到哪里，一步一步怎样办",
    }
}

/// The page. An entry behind which there is nothing is not shown.
pub(crate) async fn show(
    State(site): State<Site>,
    Path(slug): Path<String>,
    visit: Visit,
) -> Result<Response, WebError> {
    let holdings = site.office.holdings(&slug).await?;
    let services = services(&site, &visit, &holdings).await?;
    let is_there = |section: &KioskSection| {
        let mapped = holdings.agency.settings.kiosk.category(*section);
        mapped.is_some() || !list::told(&services, *section).is_empty()
    };
    let shown = KioskSection::ALL.into_iter().filter(is_there);
    let mut entries: Vec<_> = shown
        .map(|section| (page(&slug, section.code()), section.zh(), hint(section)))
        .collect();
    entries.push((
        page(&slug, list::EVERYTHING),
        "公开内容",
        "本单位公开的全部文件和信息",
    ));
    entries.push((
        page(&slug, "rate"),
        "办事满意率测评",
        "点一下，告诉我们办得怎样",
    ));
    let page = StartPage {
        shell: Screen::of(&holdings, &visit.view, "首页").first(),
        entries,
    };
    Ok(visit.html(page.render()?))
}
