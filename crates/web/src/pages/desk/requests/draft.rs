//! Drafting the reply: first how the request ends, then what that needs. What is missing is named, and
//! where to get it.

use super::folder::description;
use super::timeline::draft_label;
use super::{AT, Answer, Asked, again, href, opened_to, outcome_title, page, problems, text, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use crate::words::document_date;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::{Action, Refusal};
use gongkai_domain::request::{Act, Entry, Illegal, Need, Outcome, OutcomeBook, OutcomeId, Words};
use gongkai_domain::review::{Opinion, ReviewChain};
use gongkai_office::{OfficeError, ReplyDraft, RequestView};

/// The rows of the report that hold outcomes together, with their names.
const GROUPS: [(&str, &str); 6] = [
    ("granted", "予以公开"),
    ("partially_granted", "部分公开"),
    ("refused", "不予公开"),
    ("unavailable", "无法提供"),
    ("not_processed", "不予处理"),
    ("other", "其他处理"),
];
/// The first year of the form that these rows are of.
const FORM: i16 = 2021;

struct Choice {
    id: String,
    title: String,
    help: String,
    cite: String,
    on: bool,
}

#[derive(Template)]
#[template(path = "desk/requests/choose.html")]
struct Choose {
    shell: Console,
    href: String,
    number: String,
    description: String,
    said: Vec<(String, String)>,
    groups: Vec<(&'static str, Vec<Choice>)>,
    problem: &'static str,
}

/// Something that has to happen before, and where.
struct Lacking {
    words: &'static str,
    href: String,
}

#[derive(Template)]
#[template(path = "desk/requests/draft.html")]
struct Draft {
    shell: Console,
    summary: Summary,
    href: String,
    number: String,
    description: String,
    title: String,
    help: String,
    cite: String,
    said: Vec<(String, String)>,
    lacking: Vec<Lacking>,
    sheet: Sheet,
}

/// Asks how the request is to end; with an outcome in the address, what that needs.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(request): Path<String>,
    Query(asked): Asked,
) -> Answer {
    let view = opened_to(&site, &caller, &request, Action::HandleRequests).await?;
    may_draft(&caller, &view)?;
    let chosen = outcome(text(&asked, "outcome"));
    match chosen.filter(|outcome| outcome.replies) {
        Some(outcome) => {
            let kept = kept(&site, &caller, &view).await?;
            let kept = kept.filter(|kept| kept.outcome == outcome.id);
            let mut sheet = sheet(&caller, &view, outcome);
            for (name, text) in kept.iter().flat_map(|kept| &kept.words) {
                sheet = sheet.preset(name, text);
            }
            if let Some(kept) = &kept {
                let text = format!(
                    "{}{}保存，还没有提交审批。",
                    kept.by,
                    document_date(&kept.on)
                );
                sheet = sheet.heading("", KEPT, &text);
            }
            shown(&site, &caller, &view, outcome, sheet).await
        }
        None => choose(&site, &caller, &view, asked.contains_key("next")).await,
    }
}

const KEPT: &str = "这是保存的草稿";

/// What was kept of a draft.
async fn kept(
    site: &Site,
    caller: &Caller,
    view: &RequestView,
) -> Result<Option<ReplyDraft>, WebError> {
    Ok(site.office.reply_draft(&caller.cx, &view.row.id).await?)
}

fn outcome(id: &str) -> Option<&'static Outcome> {
    let book = OutcomeBook::statutory().ok()?;
    book.get(&OutcomeId::from(id))
}

/// Whether a draft can go into review now, whatever it says.
fn may_draft(caller: &Caller, view: &RequestView) -> Result<(), WebError> {
    let person = caller.cx.actor.person().ok_or(Refusal::SignIn)?;
    let today = caller.cx.today();
    let entry = Entry {
        on: today,
        act: Act::Submit {
            outcome: OutcomeId::from("other"),
            chain: ReviewChain::default(),
            by: person.account.clone(),
            name: person.name.clone(),
        },
    };
    let words = Words::from([("reason".to_owned(), "…".to_owned())]);
    let tried = view.case.then(entry, &words, today, view.calendar());
    tried
        .map(|_| ())
        .map_err(|why| OfficeError::Request(why).into())
}

async fn choose(site: &Site, caller: &Caller, view: &RequestView, nothing: bool) -> Answer {
    let kept = kept(site, caller, view).await?;
    let kept = kept.as_ref().map(|kept| &kept.outcome);
    let last = kept.or(last_draft(view).map(|(outcome, _)| outcome));
    let book = OutcomeBook::statutory().map_err(|_unreadable| WebError::Internal)?;
    let received = view.case.received_on().unwrap_or(caller.cx.today());
    let of_group = |group: &str| {
        let all = book
            .all()
            .iter()
            .filter(|one| one.replies && one.from <= received);
        let own = all.filter(|one| {
            let row = one.row(FORM).and_then(|row| row.split('.').nth(1));
            row == Some(group)
        });
        let choice = |one: &Outcome| Choice {
            id: one.id.as_str().to_owned(),
            title: one.title.clone(),
            help: one.help.clone(),
            cite: one.cite.clone(),
            on: last == Some(&one.id),
        };
        own.map(choice).collect::<Vec<_>>()
    };
    let title = if nothing {
        "错误：拟答复"
    } else {
        "拟答复"
    };
    let choose = Choose {
        shell: Console::of(site, caller, title, AT).await?,
        href: href(&view.row.id),
        number: view.row.number.clone(),
        description: description(view),
        said: said(view),
        groups: GROUPS.map(|(code, name)| (name, of_group(code))).into(),
        problem: if nothing {
            "请选择怎样答复。"
        } else {
            ""
        },
    };
    if nothing {
        again(&choose, axum::http::StatusCode::UNPROCESSABLE_ENTITY)
    } else {
        page(&choose)
    }
}

/// The draft that went into review last, with its words.
pub(super) fn last_draft(view: &RequestView) -> Option<(&OutcomeId, &Words)> {
    view.history.iter().rev().find_map(|(noted, words)| {
        if let Act::Submit { outcome, .. } = &noted.entry.act {
            Some((outcome, words))
        } else {
            None
        }
    })
}

/// What was said when the last draft was sent back.
fn said(view: &RequestView) -> Vec<(String, String)> {
    let last = view.history.iter().rev().find_map(|(noted, words)| {
        if let Act::Review { taken, .. } = &noted.entry.act {
            Some((taken, words))
        } else {
            None
        }
    });
    let Some((taken, words)) = last.filter(|(taken, _)| taken.opinion == Opinion::SendBack) else {
        return Vec::new();
    };
    let who = format!("{}，{}", taken.name, taken.step);
    let line = |(field, text): (&String, &String)| {
        let about = draft_label(field).unwrap_or(match field.as_str() {
            "outcome" => "答复结果",
            _ => "",
        });
        let about = if about.is_empty() {
            String::new()
        } else {
            format!("{about}：")
        };
        (who.clone(), format!("{about}{text}"))
    };
    words.iter().map(line).collect()
}

fn sheet(caller: &Caller, view: &RequestView, outcome: &Outcome) -> Sheet {
    let action = format!("{}/reply", href(&view.row.id));
    let mut sheet = Sheet::new("reply", &action, &caller.csrf, "提交审批")
        .hidden("revision", &view.row.revision.to_string())
        .hidden("outcome", outcome.id.as_str());
    for need in &outcome.needs {
        if let Some(name) = need.field() {
            sheet = sheet.field(Field::area(name, need.zh(), 3).hint(hint(*need)));
        }
    }
    sheet = sheet.field(
        Field::area("note", "给审批人的说明", 2)
            .optional()
            .hint("办理经过、依据，不写进答复书"),
    );
    let last = last_draft(view).filter(|(last, _)| **last == outcome.id);
    for (name, text) in last.into_iter().flat_map(|(_, words)| words) {
        sheet = sheet.preset(name, text);
    }
    sheet.besides("keep", "yes", "保存草稿，以后再办")
}

fn hint(need: Need) -> &'static str {
    match need {
        Need::Supplied => "例如：2025年镇区道路改造工程决算表1份，纸质，随答复书邮寄",
        Need::Withheld => "例如：附表中施工人员的姓名、身份证号码、银行账号",
        Need::Ground => "写到条、款、项，例如：《条例》第十五条",
        Need::Reason => "写进答复书：事实、依据的条款、为什么适用",
        Need::WherePublic => "申请人照着就能找到",
        Need::Classification => "定密的机关、密级、保密期限，或者确定密级的依据",
        Need::WhereToAsk => "负责的机关、窗口、电话，以及规定查询办法的法律、行政法规",
        Need::Earlier => "前一件的编号、答复书文号和日期",
        Need::Search
        | Need::ThirdParty
        | Need::Corrected
        | Need::ReasonsAsked
        | Need::CorrectionLapsed
        | Need::FeeLapsed
        | Need::Withdrawal
        | Need::MergedInto => "",
    }
}

/// What the history has to hold and does not.
fn lacking(
    caller: &Caller,
    view: &RequestView,
    outcome: &Outcome,
) -> Result<Vec<Lacking>, WebError> {
    let (today, calendar) = (caller.cx.today(), view.calendar());
    let missing = view.case.missing(outcome, &Words::new(), today, calendar);
    let missing = missing.map_err(OfficeError::Request)?;
    let at = href(&view.row.id);
    let acts = missing.into_iter().filter_map(|need| {
        let act = match need {
            Need::Search => "search",
            Need::ThirdParty => "consult",
            Need::Corrected => "ask-correction",
            Need::ReasonsAsked => "ask-reasons",
            Need::CorrectionLapsed | Need::FeeLapsed | Need::Withdrawal | Need::MergedInto => "end",
            Need::WherePublic
            | Need::Supplied
            | Need::Withheld
            | Need::Ground
            | Need::Reason
            | Need::Classification
            | Need::WhereToAsk
            | Need::Earlier => return None,
        };
        Some(Lacking {
            words: need.zh(),
            href: format!("{at}/act/{act}"),
        })
    });
    Ok(acts.collect())
}

async fn shown(
    site: &Site,
    caller: &Caller,
    view: &RequestView,
    outcome: &Outcome,
    sheet: Sheet,
) -> Answer {
    let summary = sheet.summary();
    let title = summary.title("拟答复");
    let status = summary.status();
    let draft = Draft {
        shell: Console::of(site, caller, &title, AT).await?,
        summary,
        href: href(&view.row.id),
        number: view.row.number.clone(),
        description: description(view),
        title: outcome_title(&outcome.id),
        help: outcome.help.clone(),
        cite: outcome.cite.clone(),
        said: said(view),
        lacking: lacking(caller, view, outcome)?,
        sheet,
    };
    again(&draft, status)
}

/// Sends the draft into review.
pub(crate) async fn submit(
    State(site): State<Site>,
    caller: Caller,
    Path(request): Path<String>,
    posted: Posted,
) -> Answer {
    let view = opened_to(&site, &caller, &request, Action::HandleRequests).await?;
    let chosen = outcome(posted.text("outcome")).ok_or(Refusal::Unknown)?;
    let fields = chosen.needs.iter().filter_map(|need| need.field());
    let mut words = Words::new();
    for name in fields.chain(["note"]) {
        let text = posted.text(name);
        if !text.is_empty() {
            words.insert(name.to_owned(), text.to_owned());
        }
    }
    let (revision, id) = (posted.revision()?, chosen.id.clone());
    if posted.ticked("keep") {
        let draft = (id.clone(), words);
        let (office, request) = (&site.office, &view.row.id);
        office.keep_reply_draft(&caller.cx, request, draft).await?;
        return to(&format!("{}?done=reply_kept", href(&view.row.id)));
    }
    let sent = site
        .office
        .submit_reply(&caller.cx, &view.row.id, revision, id, words);
    let wrong = match sent.await {
        Ok(_) => return to(&format!("{}?done=submitted", href(&view.row.id))),
        Err(OfficeError::Request(Illegal::Missing(needs))) => missing(&needs),
        Err(error) => problems(error)?,
    };
    let sheet = sheet(&caller, &view, chosen).typed(&posted).with(&wrong);
    shown(&site, &caller, &view, chosen, sheet).await
}

/// What is missing, beside its field; what the history lacks, on top.
fn missing(needs: &[Need]) -> Problems {
    let mut wrong = Problems::default();
    for need in needs {
        match need.field() {
            Some(field) => wrong.add(field, format!("请填写{}。", need.zh())),
            None => wrong.add("", format!("缺少{}，请先办好再提交。", need.zh())),
        }
    }
    wrong
}
