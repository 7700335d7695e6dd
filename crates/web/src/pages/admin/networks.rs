//! From where the people of an agency may sign in, by role.

use super::{FormPage, SEEN, changed_meanwhile};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::session::answer;
use crate::sheet::{Field, Sheet};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::access::{Action, Network, Networks, Object, Refusal, Role, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AgencyId;
use gongkai_office::{OfficeError, settings_mark};
use std::collections::BTreeMap;

fn sheet(caller: &Caller, agency: &Agency) -> Sheet {
    let action = format!("/admin/networks/{}", agency.id);
    let text = "一行一个范围，如 10.20.0.0/16。不填的角色在哪里都能登录。";
    let mut sheet = Sheet::new("networks", &action, &caller.csrf, "保存登录地址")
        .hidden(SEEN, &settings_mark(&agency.settings))
        .heading("networks", "各角色可以登录的网络地址", text);
    for role in Role::ALL {
        let set = agency.settings.networks.0.get(&role);
        let lines = set.into_iter().flatten().map(ToString::to_string);
        let lines: Vec<String> = lines.collect();
        let field = Field::area(role.code(), role.zh(), 2).optional();
        sheet = sheet.field(field.value(&lines.join("\n")));
    }
    sheet
}

async fn show(
    site: &Site,
    caller: &Caller,
    agency: &Agency,
    sheet: Sheet,
) -> Result<Response, WebError> {
    let name = agency.name_on(caller.cx.today());
    let page = FormPage::of(site, caller, "登录地址", "/admin/accounts", sheet).await?;
    let page = page.crumb("/admin/accounts", "账号管理").lede(&format!(
        "{name}的人只能从这些地址登录和办事，从别处来的会被拒绝并记录。\
             在服务器本机上总能登录，填错了可以在那里改回来。您现在的地址是 {}。",
        caller.cx.origin
    ));
    answer(page.status(), &page)
}

/// The agency of an address, for who manages its accounts.
async fn managed(site: &Site, caller: &Caller, id: &str) -> Result<Agency, WebError> {
    let id: AgencyId = id.parse().map_err(|_no_id| Refusal::Unknown)?;
    let tree = site.office.agencies().await?;
    let agency = tree.get(&id).cloned().ok_or(Refusal::Unknown)?;
    let lineage = tree.lineage(&id);
    let actor = &caller.cx.actor;
    decide(actor, Action::ManageAccounts, Object::Agency(&lineage))?;
    Ok(agency)
}

/// The form.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let agency = managed(&site, &caller, &id).await?;
    show(&site, &caller, &agency, sheet(&caller, &agency)).await
}

fn read(posted: &Posted, problems: &mut Problems) -> Networks {
    let mut networks = BTreeMap::new();
    for role in Role::ALL {
        let lines = posted.text(role.code()).lines().map(str::trim);
        let mut ranges = Vec::new();
        for line in lines.filter(|line| !line.is_empty()) {
            match line.parse::<Network>() {
                Ok(range) => ranges.push(range),
                Err(wrong) => problems.add(role.code(), wrong.to_string()),
            }
        }
        if !ranges.is_empty() {
            networks.insert(role, ranges);
        }
    }
    Networks(networks)
}

/// Saves.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let agency = managed(&site, &caller, &id).await?;
    let mut problems = Problems::default();
    let networks = read(&posted, &mut problems);
    if problems.is_empty() {
        let office = &site.office;
        let seen = posted.text(SEEN);
        match office
            .set_networks(&caller.cx, &agency.id, seen, networks)
            .await
        {
            Ok(()) => return Ok(Redirect::to("/admin/accounts").into_response()),
            Err(OfficeError::Conflict) => problems = changed_meanwhile(),
            Err(OfficeError::Invalid(gaps)) => problems.0.extend(gaps),
            Err(error) => return Err(error.into()),
        }
    }
    let form = sheet(&caller, &agency).typed(&posted).with(&problems);
    show(&site, &caller, &agency, form).await
}
