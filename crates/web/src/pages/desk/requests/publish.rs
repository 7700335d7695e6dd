//! 转为主动公开: what was asked for is registered as information for all, with the text carried over.

use super::{Answer, form_page, href, opened_to, problems, to};
use crate::Site;
use crate::caller::Caller;
use crate::form::Posted;
use crate::sheet::{Field, Sheet};
use axum::extract::{Path, State};
use gongkai_domain::access::Action;
use gongkai_domain::information::Facts;
use gongkai_domain::request::Act;
use gongkai_office::RequestView;

const LEDE: &str = "多个申请人就相同的信息提出申请、而且可以公开的，可以纳入主动公开；申请人认为应当主动公开的，经审核属于主动公开范围的，应当及时主动公开（条例第四十四条）。登记以后走审核、发布；题目和正文里不要有申请人的信息。";

fn sheet(caller: &Caller, view: &RequestView) -> Sheet {
    let action = format!("{}/publish", href(&view.row.id));
    let title = view.applicant.as_ref();
    let title = title.map_or("", |applicant| applicant.description.as_str());
    let first: String = title
        .lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(60)
        .collect();
    Sheet::new("publish", &action, &caller.csrf, "登记为主动公开信息")
        .hidden("revision", &view.row.revision.to_string())
        .field(
            Field::text("title", "信息名称")
                .hint("写信息本身的名称，不写申请人怎么问的")
                .value(&first),
        )
        .field(
            Field::area("body", "正文", 8)
                .hint("从答复里带过来的，请核对；也可以登记以后再传附件")
                .optional()
                .value(supplied(view)),
        )
}

/// What the last draft says is supplied.
fn supplied(view: &RequestView) -> &str {
    let last = view.history.iter().rev().find_map(|(noted, words)| {
        let is_draft = matches!(noted.entry.act, Act::Submit { .. });
        is_draft.then(|| words.get("supplied")).flatten()
    });
    last.map_or("", String::as_str)
}

async fn shown(site: &Site, caller: &Caller, view: &RequestView, sheet: Sheet) -> Answer {
    let about = form_page::About {
        crumb: Some((href(&view.row.id), view.row.number.clone())),
        heading: "转为主动公开",
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
    let sheet = sheet(&caller, &view);
    shown(&site, &caller, &view, sheet).await
}

/// Registers the item; its draft is the next page.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(request): Path<String>,
    posted: Posted,
) -> Answer {
    let view = opened_to(&site, &caller, &request, Action::HandleRequests).await?;
    let mut facts = Facts::titled(posted.text("title"));
    posted.text("body").clone_into(&mut facts.body);
    let revision = posted.revision()?;
    let done = site
        .office
        .publish_requested(&caller.cx, &view.row.id, revision, facts);
    match done.await {
        Ok(item) => to(&format!("/desk/information/{item}/edit?done=saved")),
        Err(error) => {
            let wrong = problems(error)?;
            let sheet = sheet(&caller, &view).typed(&posted).with(&wrong);
            shown(&site, &caller, &view, sheet).await
        }
    }
}
