//! The folder of one request: where it stands and its next step, its clocks, what was asked for, what can
//! be done, its files, other requests of the same person, and its history.

use super::act::{about, action, setting};
use super::acts;
use super::clocks::{self, Clock};
use super::kin::{self, Kin};
use super::letters::{self, Letters};
use super::standing::{self, Button};
use super::timeline::{self, Line};
use super::{AT, Answer, Asked, again, href, opened, outcome_title, text};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::Problems;
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use crate::words;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::Action;
use gongkai_domain::dispute::Dispute;
use gongkai_domain::request::{Act, Applicant, CaseStage};
use gongkai_office::{DisputeRow, FileOfRequest, ISSUED, RequestView};

/// A file, without its name, which may tell who asks.
struct File {
    href: String,
    words: String,
    open: bool,
}

/// A step that can be taken besides the next one.
struct Step {
    href: String,
    name: &'static str,
}

/// A step that cannot be taken, and why not.
struct Closed {
    name: &'static str,
    why: String,
}

#[derive(Template)]
#[template(path = "desk/requests/folder.html")]
struct Folder {
    shell: Console,
    summary: Summary,
    href: String,
    number: String,
    badge: &'static str,
    stage: &'static str,
    sentence: String,
    next: Option<Button>,
    outcome: String,
    clocks: Vec<Clock>,
    applicant: Vec<(&'static str, String)>,
    erased: bool,
    description: String,
    corrected: String,
    receipt: String,
    reveal: Option<Sheet>,
    steps: Vec<Step>,
    closed: Vec<Closed>,
    letters: Letters,
    disputes: Vec<(String, String)>,
    files: Vec<File>,
    may_reveal: bool,
    kin: Vec<Kin>,
    kin_sentence: String,
    split_from: String,
    made_public: String,
    history: Vec<Line>,
}

/// Shows it.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(request): Path<String>,
    Query(asked): Asked,
) -> Answer {
    let view = opened(&site, &caller, &request).await?;
    let notice = notice(text(&asked, "done"));
    render(&site, &caller, &view, &Problems::default(), &notice).await
}

/// What has just been done.
fn notice(done: &str) -> String {
    let own = match done {
        "submitted" => "答复已经提交审批。",
        "reply_kept" => {
            "答复草稿已保存，还没有提交审批。只有本单位经办的人看得到，接着写请点“拟答复”。"
        }
        "agreed" => "已同意，并记入审批记录。",
        "sent_back" => "已退回，经办人会看到您的意见。",
        "letter" => "文书已经制发，在“文书”里下载、打印。",
        "split" => "已拆分登记，这是新的一件。",
        _ => acts::of_code(done).map_or("", |form| form.title),
    };
    if own.is_empty() || own.ends_with('。') {
        own.to_owned()
    } else {
        format!("已记下：{own}。")
    }
}

/// The page, with what is wrong with the ground for revealing.
pub(super) async fn render(
    site: &Site,
    caller: &Caller,
    view: &RequestView,
    wrong: &Problems,
    notice: &str,
) -> Answer {
    let folder = build(site, caller, view, wrong, notice).await?;
    let status = folder.summary.status();
    again(&folder, status)
}

#[expect(clippy::too_many_lines, reason = "one page, its parts in order")]
async fn build(
    site: &Site,
    caller: &Caller,
    view: &RequestView,
    wrong: &Problems,
    notice: &str,
) -> Result<Folder, WebError> {
    let (case, today) = (&view.case, caller.cx.today());
    let may = |action: Action| view.may.contains(&action);
    let reveal = (may(Action::RevealRequester) && view.applicant.is_some())
        .then(|| reveal(caller, view).with(wrong));
    let summary = reveal.as_ref().map(Sheet::summary).unwrap_or_default();
    let title = summary.title(&format!("申请 {}", view.row.number));
    let (steps, closed) = steps(site, caller, view).await?;
    let similar = site
        .office
        .similar_requests(&caller.cx, &view.row.id)
        .await?;
    let applicant = view.applicant.as_ref();
    let handles = may(Action::HandleRequests);
    let letters = letters::of(site, caller, view).await?;
    Ok(Folder {
        shell: Console::of(site, caller, &title, AT)
            .await?
            .with_notice(notice),
        summary,
        href: href(&view.row.id),
        number: view.row.number.clone(),
        badge: badge(case.stage()),
        stage: case.stage().zh(),
        sentence: standing::sentence(case, &view.clocks, today),
        next: next(caller, view).map(|button| written(button, &letters, view)),
        outcome: case
            .outcome()
            .map(|(id, _)| outcome_title(id))
            .unwrap_or_default(),
        clocks: clocks::of(&view.clocks, today, view.calendar()),
        applicant: applicant.map(rows).unwrap_or_default(),
        erased: applicant.is_none(),
        description: description(view),
        corrected: corrected(view),
        receipt: if handles {
            format!("{}/receipt", href(&view.row.id))
        } else {
            String::new()
        },
        reveal,
        steps,
        closed,
        letters,
        disputes: disputes(site, caller, view).await?,
        files: view
            .files
            .iter()
            .filter(|one| one.file.kind != ISSUED)
            .map(|one| file(view, one))
            .collect(),
        may_reveal: may(Action::RevealRequester),
        kin: kin::of(&similar),
        kin_sentence: kin::sentence(view, &similar),
        split_from: case.split_from.as_ref().map(href).unwrap_or_default(),
        made_public: case
            .made_public
            .as_ref()
            .map(|item| format!("/desk/information/{item}"))
            .unwrap_or_default(),
        history: timeline::of(&view.history),
    })
}

/// A reply is issued with its letter, where that can be written here.
fn written(button: Button, letters: &Letters, view: &RequestView) -> Button {
    let letter = letters
        .of_step
        .as_ref()
        .filter(|_| button.path == standing::REPLY);
    let path = letter.and_then(|letter| letter.href.strip_prefix(&href(&view.row.id)));
    path.map_or(button, |path| Button::of(path, "写答复书，编号制发"))
}

/// The next step, if who looks is the one to take it.
fn next(caller: &Caller, view: &RequestView) -> Option<Button> {
    let button = standing::button(&view.case, &view.clocks, caller.cx.today())?;
    let own = match button.path.as_str() {
        "/act/extend" => view.may.contains(&Action::ExtendRequests),
        "/review" => {
            let person = caller.cx.actor.person()?;
            let draft = view.case.draft.as_ref()?;
            draft.round.may_take(person, &view.row.agency).is_ok()
        }
        _ => view.may.contains(&Action::HandleRequests),
    };
    own.then_some(button)
}

/// The form that asks why somebody wants to know who asks.
fn reveal(caller: &Caller, view: &RequestView) -> Sheet {
    let action = format!("{}/reveal", href(&view.row.id));
    Sheet::new("reveal", &action, &caller.csrf, "查看并打印登记表")
        .secondary()
        .field(
            Field::text("ground", "为什么要查看")
                .hint("例如：寄送答复、电话确认收到。查看的人、时间和理由会记入操作记录"),
        )
}

/// All steps: those that can be taken now, and those that cannot, each with the reason.
async fn steps(
    site: &Site,
    caller: &Caller,
    view: &RequestView,
) -> Result<(Vec<Step>, Vec<Closed>), WebError> {
    let setting = setting(site, view).await?;
    let about = about(site, caller, view, &setting).await?;
    let (mut steps, mut closed) = (Vec::new(), Vec::new());
    let at = href(&view.row.id);
    for form in acts::all().filter(|form| view.may.contains(&action(form))) {
        match form.hindrance(&about, view.calendar()) {
            None => steps.push(Step {
                href: format!("{at}/act/{}", form.code),
                name: form.title,
            }),
            Some(why) => closed.push(Closed {
                name: form.title,
                why: why.to_string(),
            }),
        }
    }
    if view.may.contains(&Action::HandleRequests) && view.applicant.is_some() {
        let mut also = |path: &str, name| {
            steps.push(Step {
                href: format!("{at}/{path}"),
                name,
            });
        };
        if !view.case.stage().is_over() {
            also("split", "拆分（一事一申请）");
        }
        if view.case.made_public.is_none() {
            also("publish", "转为主动公开");
        }
    }
    if view.may.contains(&Action::HandleRequests) {
        steps.push(Step {
            href: format!("/desk/disputes/new?request={}", view.row.id),
            name: "申请人提起复议、诉讼",
        });
    }
    Ok((steps, closed))
}

/// The disputes about the request: address and words.
async fn disputes(
    site: &Site,
    caller: &Caller,
    view: &RequestView,
) -> Result<Vec<(String, String)>, WebError> {
    let about = site
        .office
        .disputes_about(&caller.cx, &view.row.agency, &view.row.id);
    let line = |(row, dispute): (DisputeRow, Dispute)| {
        let words = format!(
            "{}，{}，{}提起",
            dispute.road.zh(),
            dispute.before,
            dispute.filed_on
        );
        (format!("/desk/disputes/{}", row.id), words)
    };
    Ok(about.await?.into_iter().map(line).collect())
}

fn badge(stage: CaseStage) -> &'static str {
    match stage {
        CaseStage::Unconfirmed | CaseStage::Agreed | CaseStage::Replied => "badge-today",
        CaseStage::Served => "badge-good",
        CaseStage::Ended | CaseStage::Archived => "",
        CaseStage::InHand
        | CaseStage::AwaitingCorrection
        | CaseStage::AwaitingOpinion
        | CaseStage::AwaitingReasons
        | CaseStage::AwaitingFee
        | CaseStage::InReview => "badge-plain",
    }
}

/// Who asks, as far as a page may show it.
fn rows(applicant: &Applicant) -> Vec<(&'static str, String)> {
    let mut rows = vec![
        (
            "申请人",
            format!("{}（{}）", applicant.name, applicant.kind.zh()),
        ),
        (
            "证件",
            format!("{} {}", applicant.id_kind, applicant.id_number),
        ),
        ("法定代表人", applicant.representative.clone()),
        ("联系人", applicant.contact.clone()),
        ("代理人", applicant.agent.clone()),
        ("电话", applicant.phone.clone()),
        ("地址", applicant.address.clone()),
        ("电子邮箱", applicant.email.clone()),
        ("传真", applicant.fax.clone()),
        ("提供方式", applicant.medium.clone()),
        ("获取途径", applicant.delivery.clone()),
        ("需要的协助", applicant.assistance.clone()),
    ];
    rows.retain(|(_, value)| !value.trim().is_empty());
    rows
}

/// What was asked for, in the requester's words.
pub(super) fn description(view: &RequestView) -> String {
    let applicant = view.applicant.as_ref();
    applicant
        .map(|applicant| applicant.description.clone())
        .unwrap_or_default()
}

/// What was asked for after the correction.
fn corrected(view: &RequestView) -> String {
    let found = view.history.iter().rev().find_map(|(noted, words)| {
        let is_correction = matches!(noted.entry.act, Act::Correct);
        is_correction.then(|| words.get("description")).flatten()
    });
    found.cloned().unwrap_or_default()
}

fn file(view: &RequestView, one: &FileOfRequest) -> File {
    let kind = match one.file.kind.as_str() {
        "application" => "申请书",
        "identity" => "身份证明",
        "correction" => "补正材料",
        "letter" => "文书",
        "supplied" => "提供的信息",
        _ => "凭证",
    };
    let ending = one.name.rsplit('.').next().unwrap_or_default();
    let ending = if ending.is_ascii() && ending.len() <= 5 {
        ending.to_uppercase()
    } else {
        String::new()
    };
    File {
        href: format!("{}/file/{}", href(&view.row.id), one.file.position),
        words: format!(
            "{kind}（{ending} {}，{}）",
            words::bytes(&one.file.size),
            words::instant(&one.file.added_at)
        ),
        open: one.file.open,
    }
}
