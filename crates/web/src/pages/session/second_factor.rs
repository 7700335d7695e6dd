//! The second factor: a secret on offer, kept once a right code has been shown for it.

use super::answer;
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_office::OfficeError;

#[derive(Template)]
#[template(path = "session/second_factor.html")]
struct Page {
    shell: Console,
    summary: Summary,
    sheet: Sheet,
    /// The secret in groups of four, as it is typed into a telephone.
    groups: String,
    address: String,
    /// Whether one is in use already.
    replaces: bool,
}

fn sheet(caller: &Caller, secret: &str) -> Sheet {
    Sheet::new(
        "factor",
        "/account/second-factor",
        &caller.csrf,
        "开通动态口令",
    )
    .hidden("secret", secret)
    .field(
        Field::password("password", "现在的密码", "current-password")
            .hint("确认是您本人在设置")
            .width("w-mid"),
    )
    .field(
        Field::text("code", "手机上显示的6位数字")
            .hint("每 30 秒换一次，用最新的")
            .width("w-short")
            .numeric()
            .autocomplete("one-time-code"),
    )
}

async fn show(
    site: &Site,
    caller: &Caller,
    secret: &str,
    sheet: Sheet,
) -> Result<Response, WebError> {
    let account = site.office.own_account(&caller.cx).await?;
    let summary = sheet.summary();
    let title = summary.title("开通动态口令");
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    let page = Page {
        shell: Console::of(site, caller, &title, "/account").await?,
        sheet,
        groups: groups.join(" "),
        address: format!(
            "otpauth://totp/gongkai:{}?secret={secret}&issuer=gongkai",
            account.login
        ),
        replaces: account.totp.is_some(),
        summary,
    };
    answer(page.summary.status(), &page)
}

/// Offers a secret.
pub(crate) async fn page(State(site): State<Site>, caller: Caller) -> Result<Response, WebError> {
    let offer = site.office.offer_second_factor(&caller.cx).await?;
    show(&site, &caller, &offer.secret, sheet(&caller, &offer.secret)).await
}

/// Keeps it, if the code is right.
pub(crate) async fn enrol(
    State(site): State<Site>,
    caller: Caller,
    posted: Posted,
) -> Result<Response, WebError> {
    let secret = posted.text("secret");
    let kept = site.office.enrol_second_factor(
        &caller.cx,
        secret,
        posted.text("code"),
        posted.raw("password"),
    );
    match kept.await {
        Ok(()) => Ok(Redirect::to("/account?done=factor").into_response()),
        Err(OfficeError::Invalid(gaps)) => {
            let sheet = sheet(&caller, secret).typed(&posted).with(&Problems(gaps));
            show(&site, &caller, secret, sheet).await
        }
        Err(error) => Err(error.into()),
    }
}
