//! The guide that article 12 asks for, and the agency's systems.

use super::{FormPage, SEEN, changed_meanwhile, managed};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::session::answer;
use crate::sheet::{Field, Sheet};
use crate::words;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::agency::{Agency, Guide};
use gongkai_domain::calendar::dates;
use gongkai_office::{OfficeError, settings_mark};

fn sheet(caller: &Caller, agency: &Agency) -> Sheet {
    let guide = &agency.settings.guide;
    let action = format!("/admin/agencies/{}/guide", agency.id);
    let updated = words::iso(&guide.updated_on);
    Sheet::new("guide", &action, &caller.csrf, "保存指南和制度")
        .hidden(SEEN, &settings_mark(&agency.settings))
        .heading("", "公开指南", "条例第十二条要求写明下面各项。")
        .field(
            Field::text("office", "政府信息公开工作机构的名称")
                .hint("如 党政办公室")
                .value(&guide.office),
        )
        .field(Field::text("address", "办公地址").value(&guide.address))
        .field(
            Field::text("postcode", "邮政编码")
                .optional()
                .value(&guide.postcode)
                .width("w-short")
                .numeric(),
        )
        .field(
            Field::text("hours", "办公时间")
                .hint("如 工作日 8:30—12:00，14:30—17:30")
                .value(&guide.hours),
        )
        .field(
            Field::text("telephone", "联系电话")
                .hint("工作机构的办公电话，不要写个人手机")
                .value(&guide.telephone)
                .width("w-mid"),
        )
        .field(
            Field::text("fax", "传真号码")
                .value(&guide.fax)
                .width("w-mid"),
        )
        .field(
            Field::text("internet", "互联网联系方式")
                .hint("邮箱或者网址")
                .value(&guide.internet),
        )
        .field(Field::area("text", "政府信息的分类、编排体系和获取方式", 8).value(&guide.text))
        .field(
            Field::text("updated_on", "指南更新日期")
                .hint("如 2026-1-5、20260105")
                .value(&updated)
                .width("w-mid"),
        )
        .heading("", "公开制度", "")
        .field(
            Field::area("rules", "政府信息公开制度", 8)
                .hint("空一行另起一段")
                .optional()
                .value(&agency.settings.rules),
        )
}

async fn show(
    site: &Site,
    caller: &Caller,
    agency: &Agency,
    sheet: Sheet,
    missing: &[&str],
) -> Result<Response, WebError> {
    let remark = if missing.is_empty() {
        String::new()
    } else {
        format!(
            "条例第十二条要求写明、还没有写的：{}。可以先保存，以后再补。",
            missing.join("、")
        )
    };
    let name = agency.name_on(caller.cx.today());
    let page = FormPage::of(site, caller, "公开指南和制度", "/admin/agencies", sheet).await?;
    let page = page
        .crumb("/admin/agencies", "单位设置")
        .crumb(&format!("/admin/agencies/{}", agency.id), name)
        .lede("公众在专栏的“政府信息公开指南”和“政府信息公开制度”里看到这些内容。")
        .remark(remark);
    answer(page.status(), &page)
}

/// The form.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    let missing = agency.settings.guide.missing();
    show(&site, &caller, &agency, sheet(&caller, &agency), &missing).await
}

/// Saves it.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    let Ok(updated_on) = dates::typed(posted.text("updated_on"), caller.cx.today()) else {
        let mut problems = Problems::default();
        problems.add("updated_on", dates::EXPLANATION);
        let sheet = sheet(&caller, &agency).typed(&posted).with(&problems);
        return show(&site, &caller, &agency, sheet, &[]).await;
    };
    let own = |name: &str| posted.text(name).replace("\r\n", "\n");
    let mut settings = agency.settings.clone();
    settings.guide = Guide {
        office: own("office"),
        address: own("address"),
        postcode: own("postcode"),
        hours: own("hours"),
        telephone: own("telephone"),
        fax: own("fax"),
        internet: own("internet"),
        text: own("text"),
        updated_on,
    };
    settings.rules = own("rules");
    let seen = posted.text(SEEN);
    match site
        .office
        .set_up(&caller.cx, &agency.id, seen, settings)
        .await
    {
        Ok(()) => {}
        Err(OfficeError::Conflict) => {
            let sheet = sheet(&caller, &agency)
                .typed(&posted)
                .with(&changed_meanwhile());
            return show(&site, &caller, &agency, sheet, &[]).await;
        }
        Err(error) => return Err(error.into()),
    }
    let to = format!("/admin/agencies/{}?done=guide", agency.id);
    Ok(Redirect::to(&to).into_response())
}
