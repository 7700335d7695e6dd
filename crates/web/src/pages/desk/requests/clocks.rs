//! The clocks of a request as boxes: the day, how far off it is, and the reasoning day by day.

use super::deadline::{self, Day, unannounced};
use crate::words::long_date;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::clock::{Deadline, Due};
use gongkai_domain::request::{Clocks, Consulted, ReplyClock, Running, Start, Wait, WaitKind};
use jiff::civil::Date;

/// A box.
#[derive(Debug, Clone, Default)]
pub(super) struct Clock {
    pub(super) class: &'static str,
    pub(super) title: String,
    pub(super) state: String,
    pub(super) note: String,
    pub(super) days: Vec<Day>,
    pub(super) cites: String,
}

/// All clocks of a request; that of the reply first.
pub(super) fn of(clocks: &Clocks, today: Date, calendar: &WorkdayCalendar) -> Vec<Clock> {
    let reply = clocks.reply.as_ref();
    let reply = reply.map(|reply| of_reply(reply, today, calendar));
    let waits = clocks.waits.iter();
    let waits = waits.map(|wait| of_wait(wait, today, calendar));
    reply.into_iter().chain(waits).collect()
}

/// How the reply stands, in a few words, with the class that colours it.
pub(super) fn state(
    clocks: &Clocks,
    today: Date,
    calendar: &WorkdayCalendar,
) -> (&'static str, String) {
    let Some(reply) = &clocks.reply else {
        let Some(wait) = clocks.waits.first() else {
            return ("", "没有期限".to_owned());
        };
        return ("", format!("{}，答复期限暂不计算", waiting(wait.kind)));
    };
    match (&reply.running, &reply.deadline.due) {
        (
            Running::Over {
                late: Some(true), ..
            },
            _,
        ) => ("", "逾期答复".to_owned()),
        (Running::Over { .. }, _) => ("", "按期办结".to_owned()),
        (_, Due::NotAnnounced { year }) => ("", unannounced(*year)),
        (Running::Stopped(since), _) => {
            let since = crate::words::short_date(since, &today);
            ("", format!("自{since}起停止计算"))
        }
        (Running::Counting, Due::On(due)) => {
            let left = deadline::distance(*due, today, calendar);
            (left.class, left.words)
        }
    }
}

fn of_reply(reply: &ReplyClock, today: Date, calendar: &WorkdayCalendar) -> Clock {
    let begun = match reply.start {
        Start::Received => "收到申请",
        Start::Corrected => "收到补正",
        Start::Paid => "缴费",
    };
    let begun = format!("{}{begun}，从次日起算。", long_date(&reply.started_on));
    let (class, state) = match (&reply.running, reply.deadline.on()) {
        (Running::Over { on, late }, _) => {
            let late = match late {
                Some(true) => "，已经超过期限",
                Some(false) => "，在期限以内",
                None => "",
            };
            ("", format!("{}办结{late}。", long_date(on)))
        }
        (Running::Stopped(since), _) => (
            "",
            format!("{}起征求意见，期限停止计算。", long_date(since)),
        ),
        (Running::Counting, Some(due)) => {
            let left = deadline::distance(due, today, calendar);
            (left.class, format!("{}。", left.words))
        }
        (Running::Counting, None) => ("", not_announced(&reply.deadline)),
    };
    let about = if reply.provisional {
        "意见还没有收到，这一天是暂时的，收到以后重新计算。"
    } else {
        ""
    };
    let title = match reply.deadline.due {
        Due::On(due) => format!("{}以前答复", long_date(&due)),
        Due::NotAnnounced { .. } => "答复期限还算不出来".to_owned(),
    };
    Clock {
        class,
        title,
        state,
        note: format!("{begun}{about}"),
        ..reasoned(&reply.deadline, today)
    }
}

fn not_announced(deadline: &Deadline) -> String {
    match deadline.due {
        Due::On(_) => String::new(),
        Due::NotAnnounced { year } => format!("{}。", unannounced(year)),
    }
}

fn of_wait(wait: &Wait, today: Date, calendar: &WorkdayCalendar) -> Clock {
    let since = long_date(&wait.since);
    let Some(until) = &wait.deadline else {
        let note = match wait.kind {
            WaitKind::Confirmation => format!("{since}到达。要在收到的当天与申请人确认。"),
            WaitKind::Opinion(Consulted::OtherAgency | Consulted::Assisting, _) => {
                format!("{since}发出。法律没有规定对方答复的期限，请及时催问。")
            }
            WaitKind::CorrectionNotice
            | WaitKind::Correction
            | WaitKind::Opinion(Consulted::ThirdParty | Consulted::CoMaker, _)
            | WaitKind::Reasons
            | WaitKind::Payment => {
                format!("{since}发出，还没有登记对方收到的日期，期限从收到起算。")
            }
        };
        return Clock {
            title: waiting(wait.kind),
            note,
            ..Clock::default()
        };
    };
    let (title, class, state) = match until.due {
        Due::On(due) => {
            let left = deadline::distance(due, today, calendar);
            let title = format!("{}：到{}为止", name(wait.kind), long_date(&due));
            let (class, words) = match left.class {
                "is-overdue" => after(wait.kind),
                class => (class, left.words),
            };
            (title, class, format!("{words}。"))
        }
        Due::NotAnnounced { year } => (name(wait.kind), "", format!("{}。", unannounced(year))),
    };
    Clock {
        class,
        title,
        state,
        note: String::new(),
        ..reasoned(until, today)
    }
}

/// What it means that a time is over.
fn after(kind: WaitKind) -> (&'static str, String) {
    let words = match kind {
        WaitKind::CorrectionNotice => return ("", "已过，不能再要求补正".to_owned()),
        WaitKind::Opinion(Consulted::CoMaker, _) => "已到期，没有答复视为同意公开",
        WaitKind::Opinion(..) => "已到期，由本机关决定",
        WaitKind::Correction | WaitKind::Payment => "已到期，可以终止办理",
        WaitKind::Reasons => "已到期，可以决定是否处理",
        WaitKind::Confirmation => "已过",
    };
    ("is-today", words.to_owned())
}

fn reasoned(until: &Deadline, today: Date) -> Clock {
    Clock {
        days: until
            .steps
            .iter()
            .map(|step| deadline::day(step, today))
            .collect(),
        cites: deadline::cites(&until.steps),
        ..Clock::default()
    }
}

/// The name of a time.
pub(super) fn name(kind: WaitKind) -> String {
    match kind {
        WaitKind::Confirmation => "确认收到".to_owned(),
        WaitKind::CorrectionNotice => "告知补正的期限".to_owned(),
        WaitKind::Correction => "申请人补正的期限".to_owned(),
        WaitKind::Opinion(whom, _) => format!("{}答复的期限", whom.zh()),
        WaitKind::Reasons => "申请人说明理由的期限".to_owned(),
        WaitKind::Payment => "申请人缴费的期限".to_owned(),
    }
}

/// Whom the office waits for.
pub(super) fn waiting(kind: WaitKind) -> String {
    match kind {
        WaitKind::Confirmation => "等与申请人确认收到".to_owned(),
        WaitKind::CorrectionNotice => "可以要求补正".to_owned(),
        WaitKind::Correction => "等申请人补正".to_owned(),
        WaitKind::Opinion(whom, _) => format!("等{}的意见", whom.zh()),
        WaitKind::Reasons => "等申请人说明理由".to_owned(),
        WaitKind::Payment => "等申请人缴费".to_owned(),
    }
}
