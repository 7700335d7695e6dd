//! The touch screen of an agency: which category each of its entries shows.

use super::{FormPage, SEEN, changed_meanwhile, managed};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::Posted;
use crate::pages::session::answer;
use crate::sheet::{Field, Sheet};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::agency::{Agency, KioskSection};
use gongkai_office::{Category, OfficeError, settings_mark};

fn sheet(caller: &Caller, agency: &Agency, categories: &[Category]) -> Sheet {
    let action = format!("/admin/agencies/{}/kiosk", agency.id);
    let sheet = Sheet::new("kiosk", &action, &caller.csrf, "保存触摸屏设置")
        .hidden(SEEN, &settings_mark(&agency.settings));
    KioskSection::ALL.into_iter().fold(sheet, |sheet, section| {
        let set = agency.settings.kiosk.category(section);
        let own = categories
            .iter()
            .map(|one| (one.id.to_string(), one.name.clone()));
        let choices = std::iter::once((String::new(), "不显示公开的信息".to_owned())).chain(own);
        let label = format!("“{}”显示哪个类别", section.zh());
        let field = Field::select(section.code(), &label, choices);
        sheet.field(field.value(&set.map(ToString::to_string).unwrap_or_default()))
    })
}

/// What is missing, for the administrator: an entry behind which there is nothing is not shown.
async fn missing(site: &Site, caller: &Caller, agency: &Agency) -> Result<String, WebError> {
    let missing = agency.settings.kiosk.missing();
    if missing.is_empty() {
        return Ok(String::new());
    }
    let today = caller.cx.today();
    let services = site.office.services(&agency.id, today).await?.len();
    let names: Vec<&str> = missing.into_iter().map(KioskSection::zh).collect();
    let names = names.join("、");
    Ok(if services == 0 {
        format!(
            "还没有选类别的：{names}。“服务项目和办事指南”台账里也没有服务项目，触摸屏上不显示这些栏目。"
        )
    } else {
        format!("还没有选类别的：{names}。触摸屏上只显示台账里的{services}个服务项目。")
    })
}

/// The form.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    let categories = site.office.categories(&agency.id).await?;
    let remark = missing(&site, &caller, &agency).await?;
    let lede = format!(
        "大厅触摸屏打开 /{}/kiosk。“公开内容”和“办事满意率测评”一直显示；服务项目取自同名台账。",
        agency.slug
    );
    let name = agency.name_on(caller.cx.today());
    let sheet = sheet(&caller, &agency, &categories);
    let page = FormPage::of(&site, &caller, "触摸屏", "/admin/agencies", sheet).await?;
    let page = page
        .crumb("/admin/agencies", "单位设置")
        .crumb(&format!("/admin/agencies/{}", agency.id), name)
        .lede(&lede)
        .remark(remark);
    answer(page.status(), &page)
}

/// Saves it. What is no category of the agency is none.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    let categories = site.office.categories(&agency.id).await?;
    let mut settings = agency.settings.clone();
    for section in KioskSection::ALL {
        let chosen = posted.text(section.code());
        let found = categories.iter().find(|one| one.id.as_str() == chosen);
        settings.kiosk.set(section, found.map(|one| one.id.clone()));
    }
    let saved = site
        .office
        .set_up(&caller.cx, &agency.id, posted.text(SEEN), settings);
    match saved.await {
        Ok(()) => {}
        Err(OfficeError::Conflict) => {
            let sheet = sheet(&caller, &agency, &categories).typed(&posted);
            let sheet = sheet.with(&changed_meanwhile());
            let page = FormPage::of(&site, &caller, "触摸屏", "/admin/agencies", sheet).await?;
            return answer(page.status(), &page);
        }
        Err(error) => return Err(error.into()),
    }
    let to = format!("/admin/agencies/{}?done=kiosk", agency.id);
    Ok(Redirect::to(&to).into_response())
}
