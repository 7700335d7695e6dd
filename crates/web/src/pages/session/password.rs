//! Changing one's own password.

use super::answer;
use crate::Site;
use crate::caller::{self, Caller};
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::admin::FormPage;
use crate::sheet::{Field, Sheet};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_office::OfficeError;

fn sheet(caller: &Caller) -> Sheet {
    Sheet::new("password", "/account/password", &caller.csrf, "修改密码")
        .field(Field::password("old", "现在的密码", "current-password").width("w-mid"))
        .field(
            Field::password("new", "新密码", "new-password")
                .hint("至少8个字符。几个不相干的词连起来又好记又难猜；不要用单位名、用户名")
                .width("w-mid"),
        )
        .field(Field::password("again", "再输入一次新密码", "new-password").width("w-mid"))
}

async fn show(site: &Site, caller: &Caller, sheet: Sheet) -> Result<Response, WebError> {
    let account = site.office.own_account(&caller.cx).await?;
    let lede = if account.password_is_temporary {
        "这是管理员给您的第一个密码。请先改成只有您自己知道的，再开始工作。"
    } else {
        "修改后，所有登录都会结束，请用新密码重新登录。"
    };
    let page = FormPage::of(site, caller, "修改密码", "/account", sheet).await?;
    let page = page.lede(lede).crumb("/account", "我的账号");
    answer(page.status(), &page)
}

/// The form.
pub(crate) async fn page(State(site): State<Site>, caller: Caller) -> Result<Response, WebError> {
    show(&site, &caller, sheet(&caller)).await
}

/// Changes it. All sessions end, this one too.
pub(crate) async fn change(
    State(site): State<Site>,
    caller: Caller,
    posted: Posted,
) -> Result<Response, WebError> {
    let (old, new) = (posted.raw("old"), posted.raw("new"));
    let mut problems = Problems::default();
    if new != posted.raw("again") {
        problems.add("again", "两次输入的新密码不一样，请重新输入。");
        return show(&site, &caller, sheet(&caller).with(&problems)).await;
    }
    match site.office.change_password(&caller.cx, old, new).await {
        Ok(()) => {
            let mut response = Redirect::to("/login?done=password").into_response();
            let cookie = caller::cookie(&site, caller::SESSION, "", 0);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(OfficeError::Invalid(gaps)) => {
            show(&site, &caller, sheet(&caller).with(&Problems(gaps))).await
        }
        Err(error) => Err(error.into()),
    }
}
