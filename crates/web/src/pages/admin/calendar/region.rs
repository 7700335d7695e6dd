//! Which region's days an agency keeps.

use super::plan::{Moved, moved};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::Posted;
use crate::pages::admin::{SEEN, managed};
use crate::pages::session::answer;
use crate::sheet::{Field, Sheet};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::agency::Agency;
use gongkai_office::{OfficeError, settings_mark};

#[derive(Template)]
#[template(path = "admin/calendar/region.html")]
struct Page {
    shell: Console,
    id: String,
    name: String,
    /// Whether what is shown is the plan of a choice.
    planned: bool,
    chosen: String,
    moved: Vec<Moved>,
    sheet: Sheet,
}

async fn show(
    site: &Site,
    caller: &Caller,
    agency: &Agency,
    chosen: Option<&str>,
) -> Result<Response, WebError> {
    let calendars = site.office.calendars().await?;
    let action = format!("/admin/agencies/{}/calendar", agency.id);
    let seen = settings_mark(&agency.settings);
    let sheet = |button| Sheet::new("region", &action, &caller.csrf, button).hidden(SEEN, &seen);
    let (sheet, shifts) = if let Some(region) = chosen {
        let shifts = site
            .office
            .plan_region(&caller.cx, &agency.id, region)
            .await?;
        let sheet = sheet("确认选用").hidden("region", region);
        (sheet.hidden("act", "confirm"), shifts)
    } else {
        let country = std::iter::once(("", "全国安排，没有地方放假"));
        let regions = calendars.regions().map(|region| (region, region));
        let field = Field::select("region", "选用哪个地区的放假安排", country.chain(regions));
        let field = field.value(&agency.settings.calendar_region);
        (sheet("看看会变成什么样").field(field), Vec::new())
    };
    let name = agency.name_on(caller.cx.today()).to_owned();
    let page = Page {
        shell: Console::of(site, caller, "地方放假安排", "/admin/agencies").await?,
        id: agency.id.to_string(),
        name,
        planned: chosen.is_some(),
        chosen: chosen.unwrap_or_default().to_owned(),
        moved: moved(&shifts, &site.office.agencies().await?, caller),
        sheet,
    };
    answer(StatusCode::OK, &page)
}

/// The form.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    show(&site, &caller, &agency, None).await
}

/// Shows what would move, or saves the choice.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    let region = posted.text("region");
    if posted.text("act") == "confirm" {
        let seen = posted.text(SEEN);
        let chosen = site
            .office
            .choose_region(&caller.cx, &agency.id, seen, region);
        match chosen.await {
            Ok(()) => {
                let to = format!("/admin/agencies/{}?done=settings", agency.id);
                return Ok(Redirect::to(&to).into_response());
            }
            // Shown again by the settings as they are now.
            Err(OfficeError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    show(&site, &caller, &agency, Some(region)).await
}
