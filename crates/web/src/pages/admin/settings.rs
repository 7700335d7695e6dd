//! Codes and index numbers, foot of the pages, and what is counted in from before.

use super::{FormPage, SEEN, changed_meanwhile, managed};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::session::answer;
use crate::sheet::{Field, Sheet};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::agency::{Agency, AgencyKind, AgencySettings, Footer};
use gongkai_domain::information::{IndexParts, IndexTemplate};
use gongkai_office::{OfficeError, settings_mark};

/// The field that says on whose column an institution publishes.
const ABOVE: &str = "on_column_above";

/// The form of an agency: an institution is asked on whose column it publishes.
fn sheet(caller: &Caller, agency: &Agency) -> Sheet {
    let sheet = sheet_of_all(caller, agency);
    if agency.kind != AgencyKind::Institution || agency.parent.is_none() {
        return sheet;
    }
    let about = "勾选以后，已经公开的信息移到上级机关的专栏，类别用上级机关的；取消以后移回来。统计仍然各算各的。";
    let above = agency.settings.on_column_above;
    sheet
        .heading("", "专栏", about)
        .field(Field::tick(ABOVE, "在上级机关的专栏上公开").ticked(above))
}

fn sheet_of_all(caller: &Caller, agency: &Agency) -> Sheet {
    let settings = &agency.settings;
    let action = format!("/admin/agencies/{}/settings", agency.id);
    let months = settings.reassess_after_months;
    let months = months.map(|months| months.to_string()).unwrap_or_default();
    let before = settings.published_before.to_string();
    Sheet::new("settings", &action, &caller.csrf, "保存设置")
        .besides("act", "try", "看看编号的样子")
        .hidden(SEEN, &settings_mark(settings))
        .heading("", "索引号", "")
        .field(
            Field::text("region_code", "地区代码")
                .optional()
                .value(&settings.region_code)
                .width("w-mid"),
        )
        .field(
            Field::text("organ_code", "机构代码")
                .value(&settings.organ_code)
                .width("w-mid"),
        )
        .field(
            Field::text("index_template", "索引号模板")
                .hint("花括号里可以用：地区代码、机构代码、类别、年、月、日、流水号5（5是位数）")
                .value(settings.index_template.as_str()),
        )
        .heading("", "期限和数量", "")
        .field(
            Field::text("months", "不予公开的信息多少个月重新评估一次")
                .hint("条例第十八条要求定期评估；不填按12个月")
                .value(&months)
                .width("w-short")
                .numeric(),
        )
        .field(
            Field::text("before", "用本系统以前已经公开的件数")
                .hint("算“历年累计”时加进去；没有填0")
                .value(&before)
                .width("w-short")
                .numeric(),
        )
        .heading("", "页脚", "公众看到的页面最下面一行。")
        .field(
            Field::text("site_code", "网站标识码")
                .optional()
                .value(&settings.footer.site_code)
                .width("w-mid"),
        )
        .field(
            Field::text("icp", "ICP备案号")
                .optional()
                .value(&settings.footer.icp)
                .width("w-mid"),
        )
        .field(
            Field::text("police", "公安备案号")
                .optional()
                .value(&settings.footer.police)
                .width("w-mid"),
        )
}

/// What the first item registered today would be called, in the first of the agency's categories.
async fn example(
    site: &Site,
    caller: &Caller,
    agency: &Agency,
    settings: &AgencySettings,
) -> Result<String, WebError> {
    let categories = site.office.categories(&agency.id).await?;
    let category = categories.first().map_or("", |first| first.code.as_str());
    let parts = IndexParts {
        region: &settings.region_code,
        organ: &settings.organ_code,
        category,
        date: caller.cx.today(),
    };
    let number = settings.index_template.number(&parts, 1);
    Ok(format!("照这个模板，今天登记的第1条信息编成：{number}"))
}

async fn show(
    site: &Site,
    caller: &Caller,
    agency: &Agency,
    sheet: Sheet,
    example: &str,
) -> Result<Response, WebError> {
    let name = agency.name_on(caller.cx.today());
    let page = FormPage::of(
        site,
        caller,
        "编号、页脚和其他设置",
        "/admin/agencies",
        sheet,
    )
    .await?;
    let page = page
        .crumb("/admin/agencies", "单位设置")
        .crumb(&format!("/admin/agencies/{}", agency.id), name)
        .lede(example);
    answer(page.status(), &page)
}

/// The form.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    let example = example(&site, &caller, &agency, &agency.settings).await?;
    show(&site, &caller, &agency, sheet(&caller, &agency), &example).await
}

fn read(
    posted: &Posted,
    before: &AgencySettings,
    problems: &mut Problems,
) -> Option<AgencySettings> {
    let own = |name: &str| posted.text(name).to_owned();
    let template = match IndexTemplate::try_from(own("index_template")) {
        Ok(template) => Some(template),
        Err(fault) => {
            problems.add("index_template", fault.to_string());
            None
        }
    };
    if posted.text("organ_code").is_empty() {
        problems.add("organ_code", "请填写机构代码，索引号要用。");
    }
    let months = match posted.text("months") {
        "" => Some(None),
        text => text
            .parse::<u8>()
            .ok()
            .filter(|months| *months > 0)
            .map(Some),
    };
    if months.is_none() {
        problems.add("months", "请填写1到255之间的月数，或者不填。");
    }
    let published = posted.text("before").parse::<u32>().ok();
    if published.is_none() {
        problems.add("before", "请填写件数，没有填0。");
    }
    Some(AgencySettings {
        region_code: own("region_code"),
        organ_code: own("organ_code"),
        index_template: template?,
        reassess_after_months: months?,
        published_before: published?,
        footer: Footer {
            site_code: own("site_code"),
            icp: own("icp"),
            police: own("police"),
        },
        on_column_above: posted.text(ABOVE) == "1",
        ..before.clone()
    })
}

/// Saves, or shows what numbers would look like.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    let mut problems = Problems::default();
    let settings = read(&posted, &agency.settings, &mut problems);
    let form = sheet(&caller, &agency).typed(&posted).with(&problems);
    let Some(settings) = settings.filter(|_| problems.is_empty()) else {
        return show(&site, &caller, &agency, form, "").await;
    };
    if posted.text("act") == "try" {
        let example = example(&site, &caller, &agency, &settings).await?;
        let example = format!("{example}。还没有保存。");
        return show(&site, &caller, &agency, form, &example).await;
    }
    let seen = posted.text(SEEN);
    match site
        .office
        .set_up(&caller.cx, &agency.id, seen, settings)
        .await
    {
        Ok(()) => {}
        Err(OfficeError::Conflict) => {
            let form = form.with(&changed_meanwhile());
            return show(&site, &caller, &agency, form, "").await;
        }
        Err(error) => return Err(error.into()),
    }
    let to = format!("/admin/agencies/{}?done=settings", agency.id);
    Ok(Redirect::to(&to).into_response())
}
