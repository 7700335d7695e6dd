//! Roles of an account as rows of a form: a role in an agency each.

use super::reach;
use crate::caller::Caller;
use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet};
use gongkai_domain::access::{Action, Grant, Role};
use gongkai_office::Tree;

/// More rows than anybody has roles.
const MOST: usize = 20;

/// Role and agency as they stand in the form, each may be empty.
pub(super) type Rows = Vec<(String, String)>;

/// The rows of an account, or one empty row.
pub(super) fn of(grants: &[Grant]) -> Rows {
    let row = |grant: &Grant| (grant.role.code().to_owned(), grant.agency.to_string());
    grants.iter().map(row).collect()
}

/// A form with these rows.
pub(super) fn rows(sheet: Sheet, tree: &Tree, caller: &Caller, rows: &Rows) -> Sheet {
    let today = caller.cx.today();
    let text =
        "一个人可以有几个角色。系统管理员、安全管理员、审计管理员不能兼任别的角色（三员分立）。";
    let mut sheet = sheet
        .hidden("rows", &rows.len().to_string())
        .heading("grants", "角色", text)
        .besides("act", "add", "再加一行角色");
    let choose = || (String::new(), "请选择".to_owned());
    let agencies: Vec<(String, String)> = reach(tree, caller, Action::ManageAccounts)
        .into_iter()
        .map(|(depth, agency)| {
            let name = format!("{}{}", "　".repeat(depth), agency.name_on(today));
            (agency.id.to_string(), name)
        })
        .collect();
    for (at, (role, agency)) in rows.iter().enumerate() {
        let roles = Role::ALL.map(|role| (role.code().to_owned(), role.zh().to_owned()));
        let roles = std::iter::once(choose()).chain(roles);
        let places = std::iter::once(choose()).chain(agencies.clone());
        let fields = vec![
            Field::select(&format!("role.{at}"), "角色", roles).value(role),
            Field::select(&format!("agency.{at}"), "单位", places).value(agency),
        ];
        let buttons = vec![("act", format!("remove.{at}"), "去掉这一行")];
        sheet = sheet.row(format!("第{}个角色", at + 1), fields, buttons);
    }
    sheet
}

/// The rows as posted.
pub(super) fn read(posted: &Posted) -> Rows {
    let rows: usize = posted.text("rows").parse().unwrap_or(0);
    let row = |at: usize| {
        let field = |name: &str| posted.text(&format!("{name}.{at}")).to_owned();
        (field("role"), field("agency"))
    };
    (0..rows.min(MOST)).map(row).collect()
}

/// Adds or takes away a row; false if no such button was pressed.
pub(super) fn rearranged(rows: &mut Rows, act: &str) -> bool {
    let removed = act.strip_prefix("remove.").and_then(|at| at.parse().ok());
    if act == "add" && rows.len() < MOST {
        rows.push(Default::default());
    }
    if let Some(at) = removed.filter(|at: &usize| *at < rows.len()) {
        rows.remove(at);
    }
    !act.is_empty()
}

/// The grants of complete rows; empty rows say nothing, half a row is a problem.
pub(super) fn grants(rows: &Rows, problems: &mut Problems) -> Vec<Grant> {
    let mut grants = Vec::new();
    for (role, agency) in rows {
        if role.is_empty() && agency.is_empty() {
            continue;
        }
        match (Role::of_code(role), agency.parse()) {
            (Some(role), Ok(agency)) => grants.push(Grant { role, agency }),
            _ => problems.add("grants", "每一行都要选角色和单位，不用的行请去掉。"),
        }
    }
    grants.sort();
    grants.dedup();
    grants
}
