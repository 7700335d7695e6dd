//! The steps of review, a row each; rows come and go by buttons, without a script.

use super::{FormPage, SEEN, changed_meanwhile, managed};
use crate::Site;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::session::answer;
use crate::sheet::{Field, Sheet};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::access::Role;
use gongkai_domain::agency::Agency;
use gongkai_domain::review::{ReviewChain, ReviewStep};
use gongkai_office::{OfficeError, settings_mark};

/// More steps than any office has.
const MOST: usize = 12;

const ROLES: [Role; 4] = [
    Role::Clerk,
    Role::Reviewer,
    Role::SecrecyOfficer,
    Role::Approver,
];

fn sheet(caller: &Caller, agency: &Agency, steps: &[ReviewStep]) -> Sheet {
    let action = format!("/admin/agencies/{}/review", agency.id);
    let text = "按先后排列。第一步由经办人员填报；至少有一步负责保密审查，而且不能是填报人自己。";
    let mut sheet = Sheet::new("chain", &action, &caller.csrf, "保存审核步骤")
        .hidden("rows", &steps.len().to_string())
        .hidden(SEEN, &settings_mark(&agency.settings))
        .heading("review", "步骤", text);
    for (at, step) in steps.iter().enumerate() {
        let roles = ROLES.map(|role| (role.code(), role.zh()));
        let fields = vec![
            Field::text(&format!("name.{at}"), "名称").value(&step.name),
            Field::select(&format!("role.{at}"), "由谁办", roles).value(step.role.code()),
            Field::tick(&format!("secrecy.{at}"), "负责保密审查").ticked(step.secrecy),
        ];
        let buttons = vec![
            ("act", format!("add.{at}"), "在后面加一步"),
            ("act", format!("remove.{at}"), "去掉这一步"),
        ];
        sheet = sheet.row(format!("第{}步", at + 1), fields, buttons);
    }
    if steps.is_empty() {
        sheet = sheet.besides("act", "add", "加一步");
    }
    sheet
}

fn read(posted: &Posted) -> Result<Vec<ReviewStep>, WebError> {
    let rows: usize = posted.text("rows").parse().unwrap_or(0);
    let step = |at: usize| {
        let role = Role::of_code(posted.text(&format!("role.{at}")));
        Ok(ReviewStep {
            name: posted.text(&format!("name.{at}")).to_owned(),
            role: role.ok_or_else(|| WebError::Bad("请从列表里选择由谁办。".to_owned()))?,
            secrecy: posted.ticked(&format!("secrecy.{at}")),
        })
    };
    (0..rows.min(MOST)).map(step).collect()
}

/// Adds or takes away a row; false if no such button was pressed.
fn rearranged(steps: &mut Vec<ReviewStep>, act: &str) -> bool {
    let new = ReviewStep {
        name: String::new(),
        role: Role::Reviewer,
        secrecy: false,
    };
    let place = |text: &str| text.parse::<usize>().ok();
    match act.split_once('.').map(|(verb, at)| (verb, place(at))) {
        Some(("add", Some(at))) if at < steps.len() && steps.len() < MOST => {
            steps.insert(at + 1, new);
        }
        Some(("remove", Some(at))) if at < steps.len() => {
            steps.remove(at);
        }
        _ if act == "add" => steps.push(new),
        _ => return !act.is_empty(),
    }
    true
}

async fn show(
    site: &Site,
    caller: &Caller,
    agency: &Agency,
    sheet: Sheet,
    remark: &str,
) -> Result<Response, WebError> {
    let name = agency.name_on(caller.cx.today());
    let page = FormPage::of(site, caller, "审核步骤", "/admin/agencies", sheet).await?;
    let page = page
        .crumb("/admin/agencies", "单位设置")
        .crumb(&format!("/admin/agencies/{}", agency.id), name)
        .lede("一条信息从填报到发布要经过谁。各单位三步、四步、五步都可以。")
        .remark(remark.to_owned());
    answer(page.status(), &page)
}

/// The form.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    _asked: Asked,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    let sheet = sheet(&caller, &agency, &agency.settings.review.steps);
    show(&site, &caller, &agency, sheet, "").await
}

/// Saves the steps, or shows them rearranged.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    let mut steps = read(&posted)?;
    if rearranged(&mut steps, posted.text("act")) {
        let sheet = sheet(&caller, &agency, &steps);
        let remark = "还没有保存。改好后请点“保存审核步骤”。";
        return show(&site, &caller, &agency, sheet, remark).await;
    }
    let mut settings = agency.settings.clone();
    settings.review = ReviewChain {
        steps: steps.clone(),
    };
    let seen = posted.text(SEEN);
    let set_up = site.office.set_up(&caller.cx, &agency.id, seen, settings);
    match set_up.await {
        Ok(()) => {
            let to = format!("/admin/agencies/{}?done=review", agency.id);
            Ok(Redirect::to(&to).into_response())
        }
        Err(OfficeError::Invalid(gaps)) => {
            let sheet = sheet(&caller, &agency, &steps).with(&Problems(gaps));
            show(&site, &caller, &agency, sheet, "").await
        }
        Err(OfficeError::Conflict) => {
            let sheet = sheet(&caller, &agency, &steps).with(&changed_meanwhile());
            show(&site, &caller, &agency, sheet, "").await
        }
        Err(error) => Err(error.into()),
    }
}
