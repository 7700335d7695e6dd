//! The list of accounts, and opening one.

use super::{FormPage, grants, reach};
use crate::Site;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::session::answer;
use crate::pages::workbook;
use crate::sheet::{Field, Sheet};
use crate::shell::Console;
use crate::words;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gongkai_domain::access::{Action, Grant};
use gongkai_office::{Cell, ColumnKind, NewAccount, OfficeError, Tree};
use jiff::civil::Date;

/// Seconds after which an account nobody uses is pointed out: 90 days.
const UNUSED: i64 = 90 * 24 * 3600;

#[derive(Template)]
#[template(path = "admin/accounts.html")]
struct Page {
    shell: Console,
    lines: Vec<Line>,
    /// How many nobody has used for long.
    unused: usize,
    /// Agencies with how many of their roles may sign in from some networks only.
    networks: Vec<(String, String, usize)>,
}

struct Line {
    id: String,
    name: String,
    login: String,
    roles: String,
    active: bool,
    signed_in: String,
    unused: bool,
}

/// 经办人员（海滨街道）、审核人员（海滨街道）.
pub(super) fn roles(tree: &Tree, grants: &[Grant], today: Date) -> String {
    let one = |grant: &Grant| {
        let agency = tree.get(&grant.agency);
        let short = agency.map_or("", |agency| agency.short_on(today));
        format!("{}（{short}）", grant.role.zh())
    };
    grants.iter().map(one).collect::<Vec<_>>().join("、")
}

/// The list.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    asked: Asked,
) -> Result<Response, WebError> {
    let tree = site.office.agencies().await?;
    let accounts = site.office.accounts(&caller.cx).await?.into_iter();
    let lines: Vec<Line> = accounts
        .map(|account| {
            let last = account.signed_in_at.unwrap_or(account.created_at);
            let idle = caller.cx.now.as_second() - last.as_second();
            Line {
                id: account.id.to_string(),
                roles: roles(&tree, &account.grants, caller.cx.today()),
                signed_in: account
                    .signed_in_at
                    .as_ref()
                    .map(words::instant)
                    .unwrap_or_default(),
                unused: account.active && idle > UNUSED,
                active: account.active,
                name: account.name,
                login: account.login,
            }
        })
        .collect();
    if workbook::is_asked(asked.text("as")) {
        return as_workbook(&lines);
    }
    let page = Page {
        shell: Console::of(&site, &caller, "账号管理", "/admin/accounts").await?,
        networks: reach(&tree, &caller, Action::ManageAccounts)
            .into_iter()
            .map(|(_, agency)| {
                let name = agency.name_on(caller.cx.today());
                let roles = agency.settings.networks.0.len();
                (agency.id.to_string(), name.to_owned(), roles)
            })
            .collect(),
        unused: lines.iter().filter(|line| line.unused).count(),
        lines,
    };
    answer(StatusCode::OK, &page)
}

fn as_workbook(lines: &[Line]) -> Result<Response, WebError> {
    let heads = [
        ("姓名", ColumnKind::Text),
        ("用户名", ColumnKind::Text),
        ("角色", ColumnKind::LongText),
        ("启用", ColumnKind::YesNo),
        ("最近登录", ColumnKind::Text),
    ];
    let row = |line: &Line| {
        vec![
            Cell::text(line.name.as_str()),
            Cell::text(line.login.as_str()),
            Cell::text(line.roles.as_str()),
            Cell::text(if line.active { "是" } else { "否" }),
            Cell::text(line.signed_in.as_str()),
        ]
    };
    workbook::of_list("账号", &heads, lines.iter().map(row).collect())
}

fn sheet(caller: &Caller, tree: &Tree, rows: &grants::Rows) -> Sheet {
    let sheet = Sheet::new("account", "/admin/accounts", &caller.csrf, "开设账号")
        .field(
            Field::text("name", "姓名")
                .hint("审查表上要签名，写真实姓名")
                .width("w-mid")
                .autocomplete("off"),
        )
        .field(
            Field::text("login", "用户名")
                .hint("登录时用：2到40个字母、数字、点、连字符或者下划线")
                .width("w-mid")
                .autocomplete("off"),
        );
    grants::rows(sheet, tree, caller, rows)
}

async fn show(site: &Site, caller: &Caller, sheet: Sheet) -> Result<Response, WebError> {
    let page = FormPage::of(site, caller, "开设账号", "/admin/accounts", sheet).await?;
    let page = page
        .crumb("/admin/accounts", "账号管理")
        .lede("第一个密码由程序生成，只显示一次，本人首次登录时要改掉。");
    answer(page.status(), &page)
}

/// The form of a new account.
pub(crate) async fn new(State(site): State<Site>, caller: Caller) -> Result<Response, WebError> {
    let tree = site.office.agencies().await?;
    let rows = vec![Default::default()];
    show(&site, &caller, sheet(&caller, &tree, &rows)).await
}

/// Opens it, and shows the first password once.
pub(crate) async fn open(
    State(site): State<Site>,
    caller: Caller,
    posted: Posted,
) -> Result<Response, WebError> {
    let tree = site.office.agencies().await?;
    let mut rows = grants::read(&posted);
    if grants::rearranged(&mut rows, posted.text("act")) {
        let sheet = sheet(&caller, &tree, &rows);
        return show(&site, &caller, restored(sheet, &posted)).await;
    }
    let mut problems = Problems::default();
    let grants = grants::grants(&rows, &mut problems);
    if grants.is_empty() && problems.is_empty() {
        problems.add("grants", "请至少选一个角色。");
    }
    let password = first_password()?;
    if problems.is_empty() {
        let new = NewAccount {
            login: posted.text("login").to_owned(),
            name: posted.text("name").to_owned(),
            password: password.clone(),
            grants,
        };
        match site.office.open_account(&caller.cx, new).await {
            Ok(_) => {
                let login = posted.text("login").to_lowercase();
                return FirstPassword::page(&site, &caller, "账号已经开设", &login, password).await;
            }
            Err(OfficeError::Invalid(gaps)) => problems.0.extend(gaps),
            Err(error) => return Err(error.into()),
        }
    }
    let sheet = restored(sheet(&caller, &tree, &rows), &posted).with(&problems);
    show(&site, &caller, sheet).await
}

/// With name and login as typed; the rows are already as they shall be.
fn restored(sheet: Sheet, posted: &Posted) -> Sheet {
    let sheet = sheet.preset("name", posted.raw("name"));
    sheet.preset("login", posted.raw("login"))
}

/// A password as a program makes them: eighty random bits, in letters that are not mistaken for others.
pub(super) fn first_password() -> Result<String, WebError> {
    const LETTERS: [char; 32] = [
        'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't',
        'u', 'v', 'w', 'x', 'y', 'z', '2', '3', '4', '5', '6', '7', '8', '9',
    ];
    let token = gongkai_office::fresh_token()?;
    let pairs: Vec<char> = token.chars().collect();
    let letter = |pair: &[char]| {
        let digits: String = pair.iter().collect();
        let number = usize::from_str_radix(&digits, 16).unwrap_or(0);
        LETTERS.get(number % LETTERS.len()).copied()
    };
    let letters: Vec<char> = pairs.chunks(2).filter_map(letter).take(16).collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    Ok(groups.join("-"))
}

/// The page that shows a first password once.
#[derive(Template)]
#[template(path = "admin/first_password.html")]
pub(super) struct FirstPassword {
    shell: Console,
    heading: &'static str,
    login: String,
    password: String,
}

impl FirstPassword {
    pub(super) async fn page(
        site: &Site,
        caller: &Caller,
        heading: &'static str,
        login: &str,
        password: String,
    ) -> Result<Response, WebError> {
        let page = Self {
            shell: Console::of(site, caller, heading, "/admin/accounts").await?,
            heading,
            login: login.to_owned(),
            password,
        };
        answer(StatusCode::OK, &page)
    }
}
