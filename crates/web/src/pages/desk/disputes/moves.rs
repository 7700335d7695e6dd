//! The steps of a dispute as forms: the domain is asked which are possible, and only those are offered.

use super::day;
use super::turns::{Step, name};
use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet};
use gongkai_domain::dispute::{Dispute, Move, Ruling, Turn};
use jiff::civil::Date;

/// The names of the steps in addresses.
pub(super) const CODES: [&str; 6] = ["accept", "notified", "answer", "extend", "decide", "appeal"];

/// What is tried to find out whether a step is possible today.
fn tries(code: &str) -> Vec<Move> {
    match code {
        "accept" => vec![Move::Accept { simplified: false }],
        "notified" => vec![Move::Notified],
        "answer" => vec![Move::Answer],
        "extend" => vec![Move::Extend { days: 1 }],
        "decide" => Ruling::ALL.map(|ruling| Move::Decide { ruling }).to_vec(),
        "appeal" => vec![Move::Appeal],
        _ => Vec::new(),
    }
}

fn can(dispute: &Dispute, step: Move, today: Date) -> bool {
    dispute.then(Turn { on: today, step }).is_ok()
}

/// The steps that are possible today.
pub(super) fn possible(dispute: &Dispute, today: Date) -> Vec<&'static str> {
    let open = |code: &&str| {
        let mut tries = tries(code).into_iter();
        tries.any(|step| can(dispute, step, today))
    };
    CODES.into_iter().filter(open).collect()
}

/// What a step is called.
pub(super) fn title(code: &str, dispute: &Dispute) -> &'static str {
    match code {
        "accept" => name(Step::Accept, dispute.road),
        "notified" => name(Step::Notified, dispute.road),
        "answer" => name(Step::Answer, dispute.road),
        "extend" => "复议机关延长期限",
        "decide" => name(Step::Decide, dispute.road),
        _ => "当事人上诉",
    }
}

/// The form of a step.
pub(super) fn sheet(
    code: &'static str,
    dispute: &Dispute,
    (action, csrf): (&str, &str),
    today: Date,
) -> Sheet {
    let mut sheet = Sheet::new(code, action, csrf, "登记").secondary();
    if code == "accept" && can(dispute, Move::Accept { simplified: true }, today) {
        sheet = sheet.field(
            Field::tick("simplified", "适用简易程序")
                .hint("政府信息公开案件可以适用简易程序（行政复议法第五十三条）"),
        );
    }
    if code == "extend" {
        let days = Field::text("days", "延长多少日").hint("最多30日");
        sheet = sheet.field(days.width("w-short").numeric());
    }
    if code == "decide" {
        let fits = Ruling::ALL.into_iter();
        let fits = fits.filter(|ruling| can(dispute, Move::Decide { ruling: *ruling }, today));
        let choices = fits.map(|ruling| (code_of(ruling), ruling.zh()));
        let choices: Vec<(&str, &str)> = choices.collect();
        sheet = sheet.field(Field::radios("ruling", "结果", &choices));
    }
    sheet.field(
        Field::text("on", "哪一天")
            .hint("例如 2026-1-5、20260105 或者“昨天”")
            .value(&today.to_string())
            .width("w-mid"),
    )
}

/// The name of a result in forms.
const fn code_of(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Upheld => "upheld",
        Ruling::ClaimDismissed => "claim_dismissed",
        Ruling::Revoked => "revoked",
        Ruling::Changed => "changed",
        Ruling::OrderedToPerform => "ordered_to_perform",
        Ruling::ConfirmedIllegal => "confirmed_illegal",
        Ruling::Withdrawn => "withdrawn",
        Ruling::NotAccepted => "not_accepted",
        Ruling::Dismissed => "dismissed",
        Ruling::Mediated => "mediated",
    }
}

/// What was typed, as a turn; what is wrong is added.
pub(super) fn read(
    code: &str,
    posted: &Posted,
    today: Date,
    problems: &mut Problems,
) -> Option<Turn> {
    let on = day(posted.text("on"), "on", today, problems);
    let step = match code {
        "accept" => Some(Move::Accept {
            simplified: posted.ticked("simplified"),
        }),
        "notified" => Some(Move::Notified),
        "answer" => Some(Move::Answer),
        "extend" => days(posted, problems),
        "decide" => ruling(posted, problems),
        _ => Some(Move::Appeal),
    };
    Some(Turn {
        on: on?,
        step: step?,
    })
}

fn days(posted: &Posted, problems: &mut Problems) -> Option<Move> {
    let days = posted.text("days").parse().ok();
    if days.is_none() {
        problems.add("days", "请填写延长的日数，例如30。");
    }
    days.map(|days| Move::Extend { days })
}

fn ruling(posted: &Posted, problems: &mut Problems) -> Option<Move> {
    let mut all = Ruling::ALL.into_iter();
    let ruling = all.find(|ruling| code_of(*ruling) == posted.text("ruling"));
    if ruling.is_none() {
        problems.add("ruling", "请选择结果。");
    }
    ruling.map(|ruling| Move::Decide { ruling })
}
