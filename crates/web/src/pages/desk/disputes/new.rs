//! Noting that somebody went to an organ of reconsideration or to court.

use super::{AT, Answer, Asked, UNDER, again, agencies, chosen, day, href, problems, to, turns};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::desk::requests::text;
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Query, State};
use gongkai_domain::access::{Action, Refusal};
use gongkai_domain::agency::Agency;
use gongkai_domain::dispute::{Contested, Move, Road, Turn};
use gongkai_office::{RequestQuery, RequestRow};
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "desk/disputes/new.html")]
struct Page {
    shell: Console,
    summary: Summary,
    agency: String,
    sheet: Sheet,
}

const CONTESTED: [(&str, Contested); 3] = [
    ("refused", Contested::Refused),
    ("silent", Contested::Silent),
    ("other", Contested::Other),
];

fn sheet(caller: &Caller, agency: &Agency, requests: &[RequestRow]) -> Sheet {
    let roads = Road::ALL.map(|road| (road.row(), road.zh()));
    let contested = CONTESTED.map(|(code, one)| (code, turns::contested_zh(one)));
    let none = (String::new(), "不在系统里，或者还不清楚".to_owned());
    let rows = requests.iter();
    let rows = rows.map(|row| {
        (
            row.id.to_string(),
            format!("{}（{}）", row.number, row.stage.zh()),
        )
    });
    Sheet::new("new", &format!("{AT}/new"), &caller.csrf, "登记")
        .hidden("agency", &agency.slug)
        .field(Field::radios("road", "途径", &roads))
        .field(
            Field::text("before", "复议机关或者法院")
                .hint("照通知书上的全称，例如：某某县人民政府"),
        )
        .field(Field::select(
            "request",
            "关于哪件申请",
            std::iter::once(none).chain(rows),
        ))
        .field(Field::radios("contested", "不服什么", &contested))
        .field(
            Field::text("acted_on", "答复作出的日期")
                .hint("逾期不答复的，填答复期限届满的日期")
                .width("w-mid"),
        )
        .field(
            Field::text("on", "提起日期")
                .hint("申请复议或者起诉的日期，见申请书、起诉状副本")
                .width("w-mid"),
        )
}

async fn requests(
    site: &Site,
    caller: &Caller,
    agency: &Agency,
) -> Result<Vec<RequestRow>, WebError> {
    let query = RequestQuery {
        agencies: vec![agency.id.clone()],
        limit: 500,
        ..RequestQuery::default()
    };
    let mut rows = site.office.requests(&caller.cx, query).await?.rows;
    rows.sort_by(|one, other| other.number.cmp(&one.number));
    Ok(rows)
}

/// The form; for a request, if it was opened from there.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let own = agencies(&site, &caller, Action::HandleRequests).await?;
    let about = text(&asked, "request");
    if about.is_empty() {
        let agency = chosen(&own, text(&asked, "agency"))?;
        let rows = requests(&site, &caller, &agency).await?;
        let sheet = sheet(&caller, &agency, &rows);
        return shown(&site, &caller, &agency, sheet).await;
    }
    let id = about.parse().map_err(|_no_id| Refusal::Unknown)?;
    let view = site.office.request(&caller.cx, &id).await?;
    let agency = own.iter().find(|one| one.id == view.row.agency);
    let agency = agency.ok_or(Refusal::Role)?;
    let rows = requests(&site, &caller, agency).await?;
    let mut sheet = sheet(&caller, agency, &rows).preset("request", about);
    if let Some(reply) = &view.case.reply {
        sheet = sheet.preset("acted_on", &reply.on.to_string());
    }
    shown(&site, &caller, agency, sheet).await
}

/// Notes it.
pub(crate) async fn save(State(site): State<Site>, caller: Caller, posted: Posted) -> Answer {
    let own = agencies(&site, &caller, Action::HandleRequests).await?;
    let agency = chosen(&own, posted.text("agency"))?;
    let mut wrong = Problems::default();
    if let Some(turn) = read(&posted, caller.cx.today(), &mut wrong) {
        match site.office.file_dispute(&caller.cx, &agency.id, turn).await {
            Ok(id) => return to(&format!("{}?done=1", href(&id))),
            Err(error) => wrong = problems(error)?,
        }
    }
    let rows = requests(&site, &caller, &agency).await?;
    let sheet = sheet(&caller, &agency, &rows).typed(&posted).with(&wrong);
    shown(&site, &caller, &agency, sheet).await
}

fn read(posted: &Posted, today: Date, problems: &mut Problems) -> Option<Turn> {
    let mut roads = Road::ALL.into_iter();
    let road = roads.find(|road| road.row() == posted.text("road"));
    if road.is_none() {
        problems.add("road", "请选择途径。");
    }
    let mut kinds = CONTESTED.into_iter();
    let contested = kinds.find(|(code, _)| *code == posted.text("contested"));
    if contested.is_none() {
        problems.add("contested", "请选择不服什么。");
    }
    let before = posted.text("before");
    if before.is_empty() {
        problems.add("before", "请填写复议机关或者法院的名称。");
    }
    let about = posted.text("request");
    let request = about.parse().ok();
    if !about.is_empty() && request.is_none() {
        problems.add("request", "请从列表里选择申请。");
    }
    let acted_on = day(posted.text("acted_on"), "acted_on", today, problems);
    let on = day(posted.text("on"), "on", today, problems);
    let step = Move::File {
        road: road?,
        before: before.to_owned(),
        request,
        contested: contested?.1,
        acted_on: acted_on?,
    };
    problems.is_empty().then_some(Turn { on: on?, step })
}

async fn shown(site: &Site, caller: &Caller, agency: &Agency, sheet: Sheet) -> Answer {
    let summary = sheet.summary();
    let status = summary.status();
    let page = Page {
        shell: Console::of(site, caller, &summary.title("登记复议、诉讼"), UNDER).await?,
        agency: agency.slug.clone(),
        summary,
        sheet,
    };
    again(&page, status)
}
