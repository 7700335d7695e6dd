//! One dispute: what it is about, which clocks run, what happened, and what can be noted next.

use super::{Answer, Asked, UNDER, again, href, id, moves, problems, to, turns};
use crate::Site;
use crate::caller::Caller;
use crate::form::{Posted, Problems};
use crate::pages::desk::requests::may_handle;
use crate::sheet::{Sheet, Summary};
use crate::shell::Console;
use crate::words::long_date;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::Refusal;
use gongkai_domain::dispute::Dispute;
use gongkai_office::DisputeRow;

#[derive(Template)]
#[template(path = "desk/disputes/dispute.html")]
struct Page {
    shell: Console,
    summary: Summary,
    title: String,
    state: String,
    over: bool,
    skips: bool,
    facts: Vec<(&'static str, String)>,
    /// Address and number of the request.
    request: Option<(String, String)>,
    terms: Vec<turns::Running>,
    forms: Vec<(&'static str, Sheet)>,
    history: Vec<(String, String)>,
}

/// Shows it.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(dispute): Path<String>,
    Query(asked): Asked,
) -> Answer {
    let found = site.office.dispute(&caller.cx, &id(&dispute)?).await?;
    let notice = if asked.contains_key("done") {
        "已登记。"
    } else {
        ""
    };
    let forms = forms(&site, &caller, &found).await?;
    render(&site, &caller, found, forms, notice).await
}

/// Notes what happened next.
pub(crate) async fn take(
    State(site): State<Site>,
    caller: Caller,
    Path((dispute, step)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let id = id(&dispute)?;
    let code = moves::CODES.into_iter().find(|code| *code == step);
    let code = code.ok_or(Refusal::Unknown)?;
    let mut wrong = Problems::default();
    if let Some(turn) = moves::read(code, &posted, caller.cx.today(), &mut wrong) {
        let revision = posted.revision()?;
        let done = site.office.advance_dispute(&caller.cx, &id, revision, turn);
        match done.await {
            Ok(_) => return to(&format!("{}?done=1", href(&id))),
            Err(error) => wrong = problems(error)?,
        }
    }
    let found = site.office.dispute(&caller.cx, &id).await?;
    let mut forms = forms(&site, &caller, &found).await?;
    let today = caller.cx.today();
    // A step that is no longer possible is shown all the same, with what was typed and why.
    let typed = form(&caller, &found, code, today)
        .typed(&posted)
        .with(&wrong);
    forms.retain(|(other, _)| *other != code);
    forms.insert(0, (code, typed));
    render(&site, &caller, found, forms, "").await
}

type Forms = Vec<(&'static str, Sheet)>;

async fn forms(
    site: &Site,
    caller: &Caller,
    (row, dispute): &(DisputeRow, Dispute),
) -> Result<Forms, crate::error::WebError> {
    if !may_handle(site, caller, &row.agency).await? {
        return Ok(Forms::new());
    }
    let today = caller.cx.today();
    let codes = moves::possible(dispute, today).into_iter();
    let found = (row.clone(), dispute.clone());
    Ok(codes
        .map(|code| (code, form(caller, &found, code, today)))
        .collect())
}

fn form(
    caller: &Caller,
    (row, dispute): &(DisputeRow, Dispute),
    code: &'static str,
    today: jiff::civil::Date,
) -> Sheet {
    let action = format!("{}/{code}", href(&row.id));
    moves::sheet(code, dispute, (&action, &caller.csrf), today)
        .hidden("revision", &row.revision.to_string())
}

async fn render(
    site: &Site,
    caller: &Caller,
    (row, dispute): (DisputeRow, Dispute),
    forms: Forms,
    notice: &str,
) -> Answer {
    let wrong = forms.iter().find(|(_, sheet)| sheet.is_wrong());
    let summary = wrong.map(|(_, sheet)| sheet.summary()).unwrap_or_default();
    let title = format!("{}：{}", dispute.road.zh(), dispute.before);
    let status = summary.status();
    let request = match &row.request {
        None => None,
        Some(request) => {
            let view = site.office.request(&caller.cx, request).await?;
            Some((format!("/desk/requests/{request}"), view.row.number))
        }
    };
    let calendars = site.office.calendars().await?;
    let calendar = calendars.of(&row.agency);
    let terms = dispute.terms();
    let terms = terms.iter().map(|term| turns::term(*term, calendar));
    let terms = terms.collect();
    let ended = dispute.ruled;
    let history = dispute.turns().iter().rev();
    let named = forms
        .into_iter()
        .map(|(code, sheet)| (moves::title(code, &dispute), sheet));
    let page = Page {
        shell: Console::of(site, caller, &summary.title(&title), UNDER)
            .await?
            .with_notice(notice),
        state: ended.map_or("尚未审结".to_owned(), |(on, ruling)| {
            format!("{}结案：{}", long_date(&on), ruling.zh())
        }),
        over: dispute.is_over(),
        skips: dispute.skips_reconsideration(),
        facts: vec![
            ("途径", dispute.road.zh().to_owned()),
            ("向谁提起", dispute.before.clone()),
            (
                "不服什么",
                turns::contested_zh(dispute.contested).to_owned(),
            ),
            ("答复作出（逾期）之日", long_date(&dispute.acted_on)),
            ("提起日期", long_date(&dispute.filed_on)),
        ],
        request,
        terms,
        history: history
            .map(|turn| (turn.on.to_string(), turns::title(turn, dispute.road)))
            .collect(),
        forms: named.collect(),
        summary,
        title,
    };
    again(&page, status)
}
