//! One batch: what is in it, its papers and package, where it stands, and the next step.

use super::list::span;
use super::{AT, Answer, Asked, badge, file, history, id, notices, page};
use crate::Site;
use crate::caller::Caller;
use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use crate::words;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::Refusal;
use gongkai_domain::handover::{Batch, BatchKind, BatchStage, Line};
use gongkai_office::{BatchView, HandoverFile};

struct Row {
    href: String,
    title: String,
    index_number: String,
    document_number: String,
    published_on: String,
    due_on: String,
    note: String,
}

struct Signed {
    house: String,
    on: String,
    by: String,
    remark: String,
    scan: String,
}

/// The forms of the page; each stands where its step is open.
#[derive(Default)]
pub(super) struct Steps {
    pub(super) deliver: Option<Sheet>,
    pub(super) receipt: Option<Sheet>,
    pub(super) discard: Option<Sheet>,
}

#[derive(Template)]
#[template(path = "desk/handover/batch.html")]
struct Page {
    shell: Console,
    summary: Summary,
    list: String,
    number: String,
    kind: &'static str,
    badge: &'static str,
    state: &'static str,
    facts: Vec<(&'static str, String)>,
    /// Address, name.
    files: Vec<(String, String)>,
    rows: Vec<Row>,
    changed: Vec<String>,
    signed: Vec<Signed>,
    steps: Steps,
    history: Vec<history::Line>,
}

/// Shows a batch.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(batch): Path<String>,
    Query(asked): Asked,
) -> Answer {
    let view = site.office.handover(&caller.cx, &id(&batch)?).await?;
    let steps = steps(&caller, &view);
    render(&site, &caller, &view, steps, notices::of(&asked)).await
}

/// Hands out a paper, or the package.
pub(crate) async fn download(
    State(site): State<Site>,
    caller: Caller,
    Path((batch, name)): Path<(String, String)>,
) -> Answer {
    let wanted = HandoverFile::of_code(&name).ok_or(Refusal::Unknown)?;
    let id = id(&batch)?;
    let (shown, bytes) = site.office.handover_file(&caller.cx, &id, wanted).await?;
    let kind = name.rsplit('.').next().unwrap_or_default();
    Ok(file::sent(&shown, kind, bytes))
}

/// Hands out the scan of a receipt.
pub(crate) async fn scan(
    State(site): State<Site>,
    caller: Caller,
    Path((batch, digest)): Path<(String, String)>,
) -> Answer {
    let id = id(&batch)?;
    let (record, bytes) = site.office.handover_scan(&caller.cx, &id, &digest).await?;
    Ok(file::sent(
        &format!("签收单.{}", record.kind),
        &record.kind,
        bytes,
    ))
}

/// The forms of the steps that are open to the caller.
pub(super) fn steps(caller: &Caller, view: &BatchView) -> Steps {
    let batch = &view.batch;
    if !view.may_hand_over {
        return Steps::default();
    }
    let address = |what: &str| format!("{AT}/{}/{what}", batch.id);
    let sheet = |id, what, button| {
        let sheet = Sheet::new(id, &address(what), &caller.csrf, button);
        sheet.hidden("revision", &batch.revision.to_string())
    };
    let today = caller.cx.today().to_string();
    let name = caller
        .cx
        .actor
        .person()
        .map_or("", |person| person.name.as_str());
    let date = "如 2026-1-5、20260105";
    let day = |label| {
        Field::text("on", label)
            .hint(date)
            .value(&today)
            .width("w-mid")
    };
    let houses = batch.awaited();
    let houses: Vec<(&str, &str)> = houses
        .iter()
        .map(|house| (house.name.as_str(), house.name.as_str()))
        .collect();
    match &batch.stage {
        BatchStage::Prepared => Steps {
            deliver: Some(
                sheet("deliver", "deliver", "登记送交")
                    .field(day("送交日期"))
                    .field(Field::text("by", "经手人").value(name).width("w-mid")),
            ),
            discard: Some(
                sheet("discard", "discard", "作废这一批")
                    .danger()
                    .field(Field::text("reason", "作废的理由")),
            ),
            receipt: None,
        },
        BatchStage::Delivered(_) if !houses.is_empty() => Steps {
            receipt: Some(
                sheet("receipt", "receipt", "登记签收")
                    .field(Field::select("receiver", "接收单位", houses))
                    .field(day("签收日期"))
                    .field(Field::text("by", "签收人").width("w-mid"))
                    .field(
                        Field::file("file", "签收单扫描件")
                            .optional()
                            .hint("PDF 或者图片，盖章的那一页"),
                    )
                    .field(Field::text("remark", "备注").optional()),
            ),
            ..Steps::default()
        },
        BatchStage::Delivered(_) | BatchStage::Discarded { .. } => Steps::default(),
    }
}

/// The page again, with what is wrong in the form that was posted.
pub(super) async fn again(
    site: &Site,
    caller: &Caller,
    view: &BatchView,
    posted: &Posted,
    problems: &Problems,
) -> Answer {
    let mut steps = steps(caller, view);
    let wrong = |sheet: &mut Option<Sheet>| {
        *sheet = sheet.take().map(|sheet| sheet.typed(posted).with(problems));
    };
    if posted.ticked("reason") || problems.0.iter().any(|gap| gap.field == "reason") {
        wrong(&mut steps.discard);
    } else {
        wrong(&mut steps.deliver);
        wrong(&mut steps.receipt);
    }
    render(site, caller, view, steps, "").await
}

async fn render(
    site: &Site,
    caller: &Caller,
    view: &BatchView,
    steps: Steps,
    notice: &str,
) -> Answer {
    let batch = &view.batch;
    let forms = [&steps.deliver, &steps.receipt, &steps.discard];
    let wrong = forms.into_iter().flatten().find(|sheet| sheet.is_wrong());
    let summary = wrong.map(Sheet::summary).unwrap_or_default();
    let title = summary.title(&batch.number);
    let status = summary.status();
    let href = format!("{AT}/{}", batch.id);
    let built = Page {
        shell: Console::of(site, caller, &title, AT)
            .await?
            .with_notice(notice),
        summary,
        list: format!("{AT}?agency={}", batch.agency),
        number: batch.number.clone(),
        kind: batch.kind.zh(),
        badge: badge(batch),
        state: batch.zh(),
        facts: facts(view),
        files: HandoverFile::ALL
            .map(|one| paper(&href, one, view.size))
            .to_vec(),
        rows: batch.items.iter().map(|line| row(batch, line)).collect(),
        changed: changed(view),
        signed: signed(batch, &href),
        history: history::of(&view.history),
        steps,
    };
    let mut answer = page(&built)?;
    *answer.status_mut() = status;
    Ok(answer)
}

fn facts(view: &BatchView) -> Vec<(&'static str, String)> {
    let batch = &view.batch;
    let houses = batch.receivers.iter().map(|house| {
        format!(
            "{}（纸质{}份、电子{}份）",
            house.name, house.paper, house.electronic
        )
    });
    let mut facts = vec![
        ("期次", span(batch.period)),
        ("件数", format!("{}件", batch.items.len())),
        ("接收单位", houses.collect::<Vec<_>>().join("、")),
        ("最后一天", words::iso(&batch.due_on)),
        ("生成日期", batch.made_on.to_string()),
    ];
    if let BatchKind::Replacement(why) = &batch.kind {
        facts.push(("撤换理由", why.reason.clone()));
        facts.push(("批准", why.approval.clone()));
    }
    match &batch.stage {
        BatchStage::Prepared => {}
        BatchStage::Delivered(sent) => {
            facts.push(("送交", format!("{}，{}", sent.on, sent.by)));
        }
        BatchStage::Discarded { on, reason } => facts.push(("作废", format!("{on}，{reason}"))),
    }
    let check: String = batch.manifest.chars().take(16).collect();
    facts.push(("电子包校验值", check));
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

fn paper(href: &str, file: HandoverFile, size: u64) -> (String, String) {
    let code = file.code();
    let ending = code.rsplit('.').next().unwrap_or_default().to_uppercase();
    let name = if file == HandoverFile::Package {
        format!("{}（{ending}，{}）", file.zh(), words::bytes(&size))
    } else {
        format!("{}（{ending}）", file.zh())
    };
    (format!("{href}/file/{code}"), name)
}

fn row(batch: &Batch, line: &Line) -> Row {
    let late = batch.delivered_on().and_then(|on| line.days_late(on));
    let note = match (line.withdrawn, late) {
        (true, _) => "已撤回，请接收单位撤下".to_owned(),
        (false, Some(days)) => format!("逾期 {days} 天送交"),
        (false, None) => String::new(),
    };
    Row {
        href: format!("/desk/information/{}", line.information),
        title: line.title.clone(),
        index_number: line.index_number.clone(),
        document_number: line.document_number.clone(),
        published_on: line.published_on.to_string(),
        due_on: words::iso(&line.due_on),
        note,
    }
}

/// What of the batch is no longer what the public sees, and what to do about it.
fn changed(view: &BatchView) -> Vec<String> {
    let lines = view.outdated.iter().map(|one| {
        let then = if one.is_delivered {
            "需要撤换"
        } else {
            "请作废这一批，重新生成"
        };
        format!("“{}”{}，{then}。", one.line.title, one.need.zh())
    });
    lines.collect()
}

fn signed(batch: &Batch, href: &str) -> Vec<Signed> {
    let receipts = batch.receipts.iter().map(|receipt| Signed {
        house: receipt.receiver.clone(),
        on: receipt.on.to_string(),
        by: receipt.by.clone(),
        remark: receipt.remark.clone(),
        scan: receipt
            .scan
            .as_ref()
            .map(|digest| format!("{href}/file/scan/{digest}"))
            .unwrap_or_default(),
    });
    receipts.collect()
}
