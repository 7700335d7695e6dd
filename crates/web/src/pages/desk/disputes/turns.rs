//! What happened in a dispute, and which clocks run, in words.

use crate::words::long_date;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::clock::{ClockError, Deadline, PeriodId, decision_by, within};
use gongkai_domain::dispute::{Contested, Move, Road, Term, Turn};

/// What happened.
pub(super) fn title(turn: &Turn, road: Road) -> String {
    match &turn.step {
        Move::File {
            before, contested, ..
        } => format!(
            "{}：{before}，不服{}",
            name(Step::File, road),
            contested_zh(*contested)
        ),
        Move::Accept { simplified: true } => "受理，适用简易程序".to_owned(),
        Move::Accept { simplified: false } => name(Step::Accept, road).to_owned(),
        Move::Notified => name(Step::Notified, road).to_owned(),
        Move::Answer => name(Step::Answer, road).to_owned(),
        Move::Extend { days } => format!("复议期限延长{days}日"),
        Move::Decide { ruling } => {
            let end = format!("{}：{}", name(Step::Decide, road), ruling.zh());
            format!("{end}，年报计入“{}”", ruling.column().zh())
        }
        Move::Appeal => name(Step::Appeal, road).to_owned(),
    }
}

/// A kind of step.
#[derive(Clone, Copy)]
pub(super) enum Step {
    File,
    Accept,
    Notified,
    Answer,
    Decide,
    Appeal,
}

/// What organs and courts call it.
pub(super) const fn name(step: Step, road: Road) -> &'static str {
    let court = !matches!(road, Road::Reconsideration);
    match (step, court) {
        (Step::File, false) => "申请行政复议",
        (Step::File, true) => "提起行政诉讼",
        (Step::Accept, false) => "复议机关受理",
        (Step::Accept, true) => "法院立案",
        (Step::Notified, false) => "收到复议答复通知书",
        (Step::Notified, true) => "收到应诉通知书和起诉状副本",
        (Step::Answer, false) => "提出书面答复和证据",
        (Step::Answer, true) => "提交答辩状和证据",
        (Step::Decide, false) => "复议结案",
        (Step::Decide, true) => "法院结案",
        (Step::Appeal, _) => "上诉，案件继续审理",
    }
}

/// What is contested.
pub(super) const fn contested_zh(contested: Contested) -> &'static str {
    match contested {
        Contested::Refused => "不予公开或者部分公开的答复",
        Contested::Silent => "逾期不答复",
        Contested::Other => "其他答复",
    }
}

/// A clock that runs.
pub(super) struct Running {
    pub(super) name: &'static str,
    /// The last day; empty where it cannot be named.
    pub(super) due: String,
    pub(super) words: String,
    pub(super) cite: &'static str,
}

/// Which clock runs, from which day until which, by which article.
pub(super) fn term(term: Term, calendar: &WorkdayCalendar) -> Running {
    let due = |deadline: Result<Deadline, ClockError>| {
        let on = deadline.ok().and_then(|deadline| deadline.on());
        on.map(|on| long_date(&on)).unwrap_or_default()
    };
    match term {
        Term::Answer {
            from,
            simplified,
            in_court,
        } => {
            let (period, long, cite) = match (in_court, simplified) {
                (true, _) => (PeriodId::CourtReply, "15日", "行政诉讼法第六十七条"),
                (false, true) => (
                    PeriodId::ReviewReplySimplified,
                    "5日（工作日）",
                    "行政复议法第五十四条",
                ),
                (false, false) => (
                    PeriodId::ReviewReply,
                    "10日（工作日）",
                    "行政复议法第四十八条",
                ),
            };
            Running {
                name: "本机关答复",
                due: due(within(period, from, calendar)),
                words: format!("自{}收到通知之日起{long}内提交", long_date(&from)),
                cite,
            }
        }
        Term::Decision {
            from,
            simplified,
            extended_by,
        } => {
            let days = if simplified { 30 } else { 60 };
            let more = if extended_by > 0 {
                format!("，已延长{extended_by}日")
            } else {
                String::new()
            };
            Running {
                name: "复议决定",
                due: due(decision_by(from, simplified, extended_by, calendar)),
                words: format!("自{}受理之日起{days}日内作出{more}", long_date(&from)),
                cite: "行政复议法第六十二条",
            }
        }
        Term::Court { from } => Running {
            name: "申请人起诉",
            // The requester's day of receipt is not known here.
            due: String::new(),
            words: format!(
                "申请人自收到{}的复议决定之日起15日内可以起诉",
                long_date(&from)
            ),
            cite: "行政诉讼法第四十五条",
        },
    }
}
