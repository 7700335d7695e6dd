//! Where a request stands in a sentence, and the one next step as a button.

use super::{clocks, outcome_title};
use gongkai_domain::request::{Act, Case, CaseStage, Clocks, NextStep, WaitKind};
use jiff::civil::Date;

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Button {
    /// What stands behind the address of the request.
    pub(super) path: String,
    pub(super) name: String,
}

impl Button {
    pub(super) fn of(path: &str, name: &str) -> Self {
        Self {
            path: path.to_owned(),
            name: name.to_owned(),
        }
    }
}

/// Where it stands.
pub(super) fn sentence(case: &Case, clocks: &Clocks, today: Date) -> String {
    match case.next(today, clocks) {
        NextStep::Confirm => {
            "收到了，还没有与申请人确认。确认的那一天才是收到申请之日。".to_owned()
        }
        NextStep::Extend => {
            let days = case.proposed.map_or(0, |(_, workdays)| workdays);
            format!("已经报请延长{days}个工作日，等负责人批准。")
        }
        NextStep::NoteCorrectionServed => {
            "补正告知书已经发出，收到以后要登记日期，补正期限从那天起算。".to_owned()
        }
        NextStep::NoteFeeServed => {
            "收费通知已经发出，收到以后要登记日期，缴费期限从那天起算。".to_owned()
        }
        NextStep::NoteConsultServed(_) => {
            "征求意见书已经发出，对方收到以后要登记日期，15个工作日从那天起算。".to_owned()
        }
        NextStep::CloseConsultation(_) => "征求意见的期限已到，没有收到答复。".to_owned(),
        NextStep::End(outcome) => format!("可以终止办理：{}。", outcome_title(&outcome)),
        NextStep::Wait(kind) => waits(kind),
        NextStep::Draft => drafting(case).to_owned(),
        NextStep::Review => {
            let draft = case.draft.as_ref();
            let step = draft.and_then(|draft| draft.round.awaited());
            let step = step.map_or("", |step| step.name.as_str());
            format!("答复正在审批，等“{step}”一步。")
        }
        NextStep::Sign => "审批已经走完，请编号、盖章，制发答复书。".to_owned(),
        NextStep::Serve => "答复书已经制发，还没有送达。".to_owned(),
        NextStep::Archive if case.stage() == CaseStage::Served => {
            "已经答复并送达，可以归档。".to_owned()
        }
        NextStep::Archive => "已经终止办理，可以归档。".to_owned(),
        NextStep::Nothing => "已经归档，不再变动。".to_owned(),
    }
}

fn waits(kind: WaitKind) -> String {
    let then = match kind {
        WaitKind::Correction => "补正以后重新计算答复期限",
        WaitKind::Opinion(..) => "等待的时间不计算在答复期限内",
        WaitKind::Payment => "缴费以后重新计算答复期限",
        WaitKind::Reasons => "答复期限照常计算",
        WaitKind::Confirmation | WaitKind::CorrectionNotice => "",
    };
    format!("正在{}，{then}。", clocks::waiting(kind))
}

fn drafting(case: &Case) -> &'static str {
    // A draft that is no longer there was sent back.
    let mut entries = case.entries().iter();
    if entries.any(|entry| matches!(entry.act, Act::Submit { .. })) {
        "答复被退回，请照意见修改以后重新提交。"
    } else if case.searches.is_empty() {
        "请查找信息，拟好答复提交审批；内容不明确的先告知补正，涉及第三方的先征求意见。"
    } else {
        "已经检索，请拟好答复提交审批。"
    }
}

/// The next step as a button; none where others have their time.
pub(super) fn button(case: &Case, clocks: &Clocks, today: Date) -> Option<Button> {
    of_step(&case.next(today, clocks))
}

/// Where it is noted that a reply was issued.
pub(super) const REPLY: &str = "/act/reply";

/// A step as a button.
pub(super) fn of_step(next: &NextStep) -> Option<Button> {
    Some(match next {
        NextStep::Confirm => Button::of("/act/confirm", "登记确认收到"),
        NextStep::Extend => Button::of("/act/extend", "批准延期"),
        NextStep::NoteCorrectionServed => Button::of("/act/correction-served", "登记送达"),
        NextStep::NoteFeeServed => Button::of("/act/fee-served", "登记送达"),
        NextStep::NoteConsultServed(id) => {
            Button::of(&format!("/act/consult-served?id={id}"), "登记送达")
        }
        NextStep::CloseConsultation(id) => {
            Button::of(&format!("/act/consult-closed?id={id}"), "结束征求意见")
        }
        NextStep::End(outcome) => {
            let path = format!("/act/end?outcome={}", outcome.as_str());
            Button::of(&path, "终止办理")
        }
        NextStep::Wait(WaitKind::Correction) => Button::of("/act/correct", "登记补正"),
        NextStep::Wait(WaitKind::Opinion(_, id)) => {
            Button::of(&format!("/act/consult-answered?id={id}"), "登记对方意见")
        }
        NextStep::Wait(WaitKind::Payment) => Button::of("/act/pay-fee", "登记缴费"),
        NextStep::Wait(WaitKind::Reasons) => Button::of("/act/give-reasons", "登记理由"),
        NextStep::Wait(_) | NextStep::Nothing => return None,
        NextStep::Draft => Button::of("/reply", "拟答复"),
        NextStep::Review => Button::of("/review", "审批"),
        NextStep::Sign => Button::of(REPLY, "制发答复书"),
        NextStep::Serve => Button::of("/act/serve", "登记送达"),
        NextStep::Archive => Button::of("/act/archive", "归档"),
    })
}
