//! The people of the demonstration: invented names, the office's roles.

use super::Login;
use super::offices::Sketch;
use crate::{Context, NewAccount, Office, OfficeError};
use gongkai_domain::access::{Grant, Person, Role};
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AccountId;

/// Somebody who works in an office.
pub(super) struct Staff {
    pub(super) role: Role,
    pub(super) person: Person,
    pub(super) account: String,
}

impl Staff {
    pub(super) fn login(&self, place: &str) -> Login {
        Login {
            login: self.account.clone(),
            name: self.person.name.clone(),
            role: self.role,
            place: place.to_owned(),
        }
    }
}

const SURNAMES: [&str; 12] = [
    "林", "周", "沈", "陆", "严", "温", "邱", "谭", "祝", "钟", "凌", "郁",
];
const NAMES: [&str; 12] = [
    "晓禾", "知远", "明岚", "若溪", "清和", "一舟", "云舒", "望川", "锦程", "思齐", "青野", "念真",
];

/// The staff of an office: whoever its chain needs, a secrecy officer, an archivist, an auditor.
pub(super) async fn staff(
    office: &Office,
    cx: &Context,
    agency: &Agency,
    sketch: &Sketch,
    password: &str,
) -> Result<Vec<Staff>, OfficeError> {
    let mut roles: Vec<Role> = sketch.chain.iter().map(|(_, role, _)| *role).collect();
    roles.extend([Role::SecrecyOfficer, Role::Archivist, Role::Auditor]);
    let mut staff: Vec<Staff> = Vec::new();
    for role in roles {
        let before = staff.iter().filter(|staff| staff.role == role).count();
        let suffix = if before == 0 {
            String::new()
        } else {
            (before + 1).to_string()
        };
        let login = format!("{}.{}{suffix}", sketch.slug, role.code().replace('_', "-"));
        let name = name(&login);
        let grants = vec![Grant {
            role,
            agency: agency.id.clone(),
        }];
        let account = open(office, cx, &login, &name, password, grants.clone()).await?;
        staff.push(Staff {
            role,
            person: Person {
                account,
                name,
                grants,
            },
            account: login,
        });
    }
    Ok(staff)
}

/// The three administrators and the supervisor of the county.
pub(super) async fn administrators(
    office: &Office,
    cx: &Context,
    county: &Agency,
    password: &str,
) -> Result<Vec<Login>, OfficeError> {
    let mut logins = Vec::new();
    for (login, role) in [
        ("supervisor", Role::Supervisor),
        ("system", Role::SystemAdministrator),
        ("security", Role::SecurityAdministrator),
        ("audit", Role::AuditAdministrator),
    ] {
        let name = name(login);
        let grants = vec![Grant {
            role,
            agency: county.id.clone(),
        }];
        open(office, cx, login, &name, password, grants).await?;
        logins.push(Login {
            login: login.to_owned(),
            name,
            role,
            place: "演示县".to_owned(),
        });
    }
    Ok(logins)
}

async fn open(
    office: &Office,
    cx: &Context,
    login: &str,
    name: &str,
    password: &str,
    grants: Vec<Grant>,
) -> Result<AccountId, OfficeError> {
    let new = NewAccount {
        login: login.to_owned(),
        name: name.to_owned(),
        password: password.to_owned(),
        grants,
    };
    let id = office.open_account(cx, new).await?;
    office.keep_password(&id).await?;
    Ok(id)
}

/// An invented name that is always the same for the same login.
pub(crate) fn name(login: &str) -> String {
    let seed: usize = login
        .bytes()
        .enumerate()
        .map(|(at, byte)| (at + 1) * usize::from(byte))
        .sum();
    let pick =
        |list: &[&'static str], at: usize| list.get(at % list.len()).copied().unwrap_or_default();
    format!(
        "{}{}",
        pick(&SURNAMES, seed),
        pick(&NAMES, seed / SURNAMES.len())
    )
}
