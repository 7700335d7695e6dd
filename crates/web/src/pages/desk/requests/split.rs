//! 一事一申请: a part of a request becomes a request of its own, with the same requester and day of receipt.

use super::{Answer, form_page, href, opened_to, problems, to};
use crate::Site;
use crate::caller::Caller;
use crate::form::Posted;
use crate::sheet::{Field, Sheet};
use axum::extract::{Path, State};
use gongkai_domain::access::Action;
use gongkai_office::RequestView;

const LEDE: &str = "一件申请里有几件不相干的事的，分开登记、分别答复。新的一件申请人、收到日期和这件相同，答复期限也相同；这件照原来的内容继续办理。";

fn sheet(caller: &Caller, view: &RequestView, form: &str) -> Sheet {
    let action = format!("{}/split", href(&view.row.id));
    Sheet::new("split", &action, &caller.csrf, "拆分登记")
        .hidden("form", form)
        .field(
            Field::area("description", "分出去的内容", 4)
                .hint("照申请书里的原话，只写分出去的这一件事"),
        )
}

async fn shown(site: &Site, caller: &Caller, view: &RequestView, sheet: Sheet) -> Answer {
    let about = form_page::About {
        crumb: Some((href(&view.row.id), view.row.number.clone())),
        heading: "拆分申请",
        lede: LEDE,
    };
    form_page::show(site, caller, about, sheet).await
}

/// The form.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(request): Path<String>,
) -> Answer {
    let view = opened_to(&site, &caller, &request, Action::HandleRequests).await?;
    let sheet = sheet(&caller, &view, &gongkai_office::fresh_token()?);
    shown(&site, &caller, &view, sheet).await
}

/// Registers the part.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(request): Path<String>,
    posted: Posted,
) -> Answer {
    let view = opened_to(&site, &caller, &request, Action::HandleRequests).await?;
    let (description, form) = (posted.text("description"), posted.text("form"));
    let split = site
        .office
        .split_request(&caller.cx, &view.row.id, description, form);
    match split.await {
        Ok(filed) => to(&format!("{}?done=split", href(&filed.id))),
        Err(error) => {
            let wrong = problems(error)?;
            let sheet = sheet(&caller, &view, form).typed(&posted).with(&wrong);
            shown(&site, &caller, &view, sheet).await
        }
    }
}
