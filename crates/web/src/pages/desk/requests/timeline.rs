//! What happened to a request, newest first: each entry with its article, who noted it, and what was typed.

use super::{acts, outcome_title};
use crate::words::instant;
use gongkai_domain::request::{Act, Consulted, FeeMethod, Need, OutcomeBook, Words};
use gongkai_domain::review::Opinion;
use gongkai_office::{NotedEntry, RECEIPT_CODE};

/// An entry on the page.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) class: &'static str,
    pub(super) on: String,
    pub(super) title: String,
    pub(super) cite: &'static str,
    /// Who wrote it down, and when.
    pub(super) noted: String,
    /// Label and text of what was typed.
    pub(super) words: Vec<(String, String)>,
}

/// The history of a request.
pub(super) fn of(history: &[(NotedEntry, Words)]) -> Vec<Line> {
    history.iter().rev().map(line).collect()
}

fn line((noted, words): &(NotedEntry, Words)) -> Line {
    let act = &noted.entry.act;
    let typed = words
        .iter()
        .filter(|(name, _)| name.as_str() != RECEIPT_CODE);
    let typed = typed.filter(|(_, text)| !text.trim().is_empty());
    let sent_back = matches!(act, Act::Review { taken, .. } if taken.opinion == Opinion::SendBack);
    Line {
        class: if sent_back { "is-returned" } else { "" },
        on: noted.entry.on.to_string(),
        title: title(act),
        cite: cite(act),
        noted: format!("{}，{}登记", noted.name, instant(&noted.noted_at)),
        words: typed
            .map(|(name, text)| (label(act, name), text.clone()))
            .collect(),
    }
}

/// What happened, in words.
fn title(act: &Act) -> String {
    match act {
        Act::Register {
            arrival,
            kind,
            split_from,
        } => {
            let split = if split_from.is_some() {
                "，从另一件申请拆分"
            } else {
                ""
            };
            format!("登记：{}，{}{split}", arrival.channel.zh(), kind.zh())
        }
        Act::Confirm => "与申请人确认收到".to_owned(),
        Act::TryToConfirm => "联系申请人确认，没有联系上".to_owned(),
        Act::AskCorrection { workdays } => format!("告知补正，期限{workdays}个工作日"),
        Act::CorrectionServed => "申请人收到补正告知书".to_owned(),
        Act::Correct => "申请人补正，重新计算答复期限".to_owned(),
        Act::Consult { id, whom } => format!("发出第{id}份征求意见书：{}", whom.zh()),
        Act::ConsultServed { id } => format!("对方收到第{id}份征求意见书"),
        Act::ConsultAnswered { id, stance } => format!("收到第{id}份意见：{}", stance.zh()),
        Act::ConsultClosed { id } => format!("第{id}份征求意见结束，没有收到答复"),
        Act::AskReasons { workdays } => format!("要求申请人说明理由，期限{workdays}个工作日"),
        Act::GiveReasons { reasonable: true } => "申请人说明理由：合理".to_owned(),
        Act::GiveReasons { reasonable: false } => "申请人说明理由：不合理".to_owned(),
        Act::Delay { until } => format!("确定延迟到{until}答复"),
        Act::ProposeExtension { workdays } => format!("报请延长{workdays}个工作日"),
        Act::Extend { workdays, .. } => format!("批准延长{workdays}个工作日"),
        Act::ChargeFee {
            method,
            quantity,
            fen,
            ..
        } => {
            let unit = match method {
                FeeMethod::Items => "件",
                FeeMethod::Pages => "页",
            };
            let (yuan, rest) = (fen / 100, fen % 100);
            format!("通知缴纳信息处理费{yuan}.{rest:02}元（{quantity}{unit}）")
        }
        Act::FeeServed => "申请人收到收费通知".to_owned(),
        Act::PayFee => "申请人缴费，重新计算答复期限".to_owned(),
        Act::Search { hits: 0 } => "检索，没有找到".to_owned(),
        Act::Search { hits } => format!("检索，找到{hits}件"),
        Act::Submit { outcome, .. } => format!("拟好答复，提交审批：{}", outcome_title(outcome)),
        Act::Review { taken, .. } => match taken.opinion {
            Opinion::Agree => format!("{}：同意", taken.step),
            Opinion::SendBack => format!("{}：退回修改", taken.step),
        },
        Act::Reply { number } => format!("制发答复书：{number}"),
        Act::Serve { way } => format!("送达：{}", way.zh()),
        Act::Withdraw => "申请人撤回申请".to_owned(),
        Act::Merge { .. } => "并入同一申请人的另一件申请".to_owned(),
        Act::End { outcome } => format!("终止办理：{}", outcome_title(outcome)),
        Act::MakePublic { .. } => "转为主动公开".to_owned(),
        Act::Archive => "归档".to_owned(),
    }
}

/// The law on it.
fn cite(act: &Act) -> &'static str {
    if let Act::Consult {
        whom: Consulted::Assisting,
        ..
    } = act
    {
        return "条例第四十五条";
    }
    if let Act::Submit { outcome, .. } = act {
        let book = OutcomeBook::statutory().ok();
        let found = book.and_then(|book| book.get(outcome));
        return found.map_or("条例第三十六条", |found| found.cite.as_str());
    }
    match acts::of_act(act) {
        Some(form) => form.cite,
        None if matches!(act, Act::Review { .. }) => "条例第十七条",
        None if matches!(act, Act::MakePublic { .. }) => "条例第四十四条",
        None => "条例第二十九条、第四十五条",
    }
}

/// What words are called that were typed with an act.
fn label(act: &Act, name: &str) -> String {
    let own = acts::of_act(act).and_then(|form| form.label(name));
    let own = own.or_else(|| draft_label(name));
    own.map_or_else(|| remark_label(name), str::to_owned)
}

/// The label of a field of the draft.
pub(super) fn draft_label(name: &str) -> Option<&'static str> {
    const NEEDS: [Need; 8] = [
        Need::WherePublic,
        Need::Supplied,
        Need::Withheld,
        Need::Ground,
        Need::Reason,
        Need::Classification,
        Need::WhereToAsk,
        Need::Earlier,
    ];
    let found = NEEDS.into_iter().find(|need| need.field() == Some(name));
    found.map(Need::zh)
}

fn remark_label(name: &str) -> String {
    match name {
        "" => "意见".to_owned(),
        "outcome" => "对答复结果的意见".to_owned(),
        "note" => "说明".to_owned(),
        other => other.to_owned(),
    }
}
