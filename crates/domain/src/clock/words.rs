//! The sentences of the reasoning, in Chinese for the office and in English.

use super::spoken::{day_en, day_zh, span_en, span_zh};
use super::{Citation, Period, PeriodId, StepKind};
use crate::calendar::DayKind;
use crate::information::Listing;
use crate::rules::Message;
use jiff::civil::Date;
use std::sync::Arc;

/// What starts a clock, in Chinese and English.
pub(super) type Event = (&'static str, &'static str);

pub(super) const START: Event = ("起算之日", "the starting day");
pub(super) const FORMED: Event = ("信息形成或者变更", "the information was made or changed");
pub(super) const RECEIVED: Event = ("收到申请", "the request was received");
pub(super) const PUBLISHED: Event = ("政策文件公开", "the policy was published");
pub(super) const ARRIVED: Event = ("收到平常信函", "a letter without signature came");
pub(super) const ASKED_TO_CORRECT: Event = (
    "申请人收到补正告知",
    "the requester was told what to correct",
);
pub(super) const TOLD_OF_DELAY: Event =
    ("告知申请人延迟答复", "the requester was told of the delay");
pub(super) const THIRD_PARTY_ASKED: Event = (
    "第三方收到征求意见书",
    "the third party received the letter",
);
pub(super) const CO_MAKER_ASKED: Event =
    ("机关收到征求意见书", "the other agency received the letter");
pub(super) const ASKED_TO_PAY: Event = (
    "申请人收到缴费通知",
    "the requester received the notice to pay",
);
pub(super) const KNOWN: Event = (
    "知道或者应当知道该行政行为",
    "the act was known or should have been",
);
pub(super) const CONTENT_KNOWN: Event = (
    "知道或者应当知道该行政行为内容",
    "the content of the act was known or should have been",
);
pub(super) const COPY_RECEIVED: Event = (
    "收到行政复议申请书副本",
    "the copy of the application for reconsideration was received",
);
pub(super) const COMPLAINT_RECEIVED: Event =
    ("收到起诉状副本", "the copy of the complaint was received");
pub(super) const ACCEPTED: Event = (
    "受理行政复议申请",
    "the application for reconsideration was accepted",
);
pub(super) const DECIDED: Event = (
    "收到行政复议决定书",
    "the decision of reconsideration was received",
);
pub(super) const TOLD_OF_REMEDY: Event = (
    "知道或者应当知道申请行政复议的权利、机关和期限",
    "right, organ and period of reconsideration were known or should have been",
);
pub(super) const LAPSED: Event = (
    "行政复议期满未作决定",
    "the time for reconsideration ended without a decision",
);

/// What starts the clock of a period.
pub(super) const fn event(id: PeriodId) -> Event {
    match id {
        PeriodId::Publish => FORMED,
        PeriodId::Interpretation => PUBLISHED,
        PeriodId::Confirm => ARRIVED,
        PeriodId::Reply | PeriodId::ReplyExtension | PeriodId::CorrectionNotice => RECEIVED,
        PeriodId::Correction => ASKED_TO_CORRECT,
        PeriodId::DelayedReply => TOLD_OF_DELAY,
        PeriodId::ThirdParty => THIRD_PARTY_ASKED,
        PeriodId::CoMaker => CO_MAKER_ASKED,
        PeriodId::Fee => ASKED_TO_PAY,
        PeriodId::Reconsideration | PeriodId::Litigation => KNOWN,
        PeriodId::ReconsiderationUntold => CONTENT_KNOWN,
        PeriodId::ReviewReply | PeriodId::ReviewReplySimplified => COPY_RECEIVED,
        PeriodId::CourtReply => COMPLAINT_RECEIVED,
        PeriodId::ReviewDecision
        | PeriodId::ReviewDecisionSimplified
        | PeriodId::ReviewExtension => ACCEPTED,
        PeriodId::LitigationAfterReview => DECIDED,
    }
}

/// Days in a row of which the same is to be said.
pub(super) struct Run {
    pub(super) kind: StepKind,
    pub(super) from: Date,
    pub(super) to: Date,
    /// Working days counted when the run ends.
    pub(super) counted: u16,
    pub(super) cites: Vec<Citation>,
    days: u16,
    workdays: u16,
    weekend: bool,
    holidays: Vec<Arc<str>>,
}

impl Run {
    pub(super) const fn new(kind: StepKind, day: Date) -> Self {
        Self {
            kind,
            from: day,
            to: day,
            counted: 0,
            cites: Vec::new(),
            days: 0,
            workdays: 0,
            weekend: false,
            holidays: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, day: Date, kind: &DayKind, counted: u16) {
        self.to = day;
        self.days = self.days.saturating_add(1);
        let worked = u16::from(kind.is_workday());
        self.workdays = self.workdays.saturating_add(worked);
        self.counted = counted;
        match kind {
            DayKind::Workday => {}
            DayKind::Weekend => self.weekend = true,
            DayKind::MakeUpWorkday { holiday: name } | DayKind::PublicHoliday { name } => {
                if !self.holidays.contains(name) {
                    self.holidays.push(name.clone());
                }
            }
        }
    }

    /// The ordinals counted in the run: `第3个`, `第3至第7个`.
    fn ordinals(&self) -> Message {
        let last = self.counted;
        let first = last.saturating_sub(self.workdays).saturating_add(1);
        if first == last {
            return Message::new(format!("第{last}个"), format!("no. {last}"));
        }
        Message::new(
            format!("第{first}至第{last}个"),
            format!("nos. {first} to {last}"),
        )
    }
}

/// The sentence about the day that starts a clock.
pub(super) fn start(day: Date, event: Event, value: u16) -> Message {
    let (zh, en) = event;
    Message::new(
        format!(
            "{}：{zh}，当日不计入，自次日起算{value}个工作日",
            day_zh(day)
        ),
        format!(
            "{}: {en}; not counted, {value} working days from the day after",
            day_en(day)
        ),
    )
}

/// The sentence about a run of days.
pub(super) fn run(run: &Run, extended_by: u16) -> Message {
    let said = match run.kind {
        StepKind::Workdays => worked(run, "工作日", "working days"),
        StepKind::MakeUpWorkdays => {
            let holidays = run.holidays.join("、");
            let zh = format!("{holidays}调休上班");
            worked(run, &zh, &format!("worked in exchange for {holidays}"))
        }
        StepKind::DaysOff => off(run),
        StepKind::Suspended => Message::new(
            format!(
                "征求第三方或其他机关意见，不计入期限（其中工作日{}个）",
                run.workdays
            ),
            format!(
                "others are asked, not counted ({} working days)",
                run.workdays
            ),
        ),
        StepKind::Extended => extended(run.counted, extended_by),
        StepKind::Start | StepKind::CalendarDays | StepKind::Moved | StepKind::Remark => {
            Message::new("", "")
        }
    };
    Message::new(
        format!("{}：{}", span_zh(run.from, run.to), said.zh),
        format!("{}: {}", span_en(run.from, run.to), said.en),
    )
}

fn worked(run: &Run, zh: &str, en: &str) -> Message {
    let ordinals = run.ordinals();
    Message::new(
        format!("{zh}，{}", ordinals.zh),
        format!("{en}, {}", ordinals.en),
    )
}

fn off(run: &Run) -> Message {
    let days = run.days;
    if run.holidays.is_empty() {
        return Message::new("周末，不计", "weekend, not counted");
    }
    let holidays = run.holidays.join("、");
    let (zh, en) = if run.weekend {
        ("连同周末", " with the weekend")
    } else {
        ("", "")
    };
    Message::new(
        format!("{holidays}放假{zh}共{days}天，不计"),
        format!("{holidays}{en}, {days} days off, not counted"),
    )
}

fn extended(counted: u16, by: u16) -> Message {
    let all = counted.saturating_add(by);
    Message::new(
        format!(
            "满{counted}个工作日；延长{by}个工作日，共{all}个。延长应当在此日届满以前告知申请人"
        ),
        format!(
            "{counted} working days are full; extended by {by} to {all}; the requester must be told before this day is over"
        ),
    )
}

/// That an entry of the catalogue sets the period, or why it does not: `stated` are its days, `most`
/// those of the Regulations, `value` those that are counted.
pub(super) fn listed(listing: &Listing, stated: u16, most: u16, value: u16) -> Message {
    let Listing { shown, basis, .. } = listing;
    let basis = basis.split_whitespace().collect::<Vec<_>>().join(" ");
    if stated > most && basis.is_empty() {
        return Message::new(
            format!(
                "目录事项：“{shown}”写的是{stated}个工作日，比条例的{most}个工作日长，又没有写明依据。超过{most}个工作日必须有法律、法规作依据，所以不按目录，按{value}个工作日计算"
            ),
            format!(
                "catalogue: “{shown}” says {stated} working days, more than the {most} of the Regulations, and names no basis; a longer limit needs a law or regulation, so {value} are counted"
            ),
        );
    }
    let (ground, ground_en) = if basis.is_empty() {
        ("没有写明依据".to_owned(), "no basis named".to_owned())
    } else {
        (format!("依据：{basis}"), format!("basis: {basis}"))
    };
    let (longer, longer_en) = if stated > most {
        (
            format!("。注意：超过{most}个工作日必须有法律、法规作依据，请核对"),
            format!("; more than {most} needs a law or regulation as basis, check it"),
        )
    } else {
        (String::new(), String::new())
    };
    let (shorter, shorter_en) = if value < stated {
        (
            format!("；这条信息另外登记了更短的{value}个工作日，按更短的计算"),
            format!("; the item has a shorter limit of {value}, which is counted"),
        )
    } else {
        (String::new(), String::new())
    };
    Message::new(
        format!(
            "目录事项：“{shown}”的公开时限是{stated}个工作日（{ground}）。条例第二十六条：法律、法规对公开期限另有规定的，从其规定{longer}{shorter}"
        ),
        format!(
            "catalogue: “{shown}” is to be published within {stated} working days ({ground_en}); article 26 leaves it to other laws to set another period{longer_en}{shorter_en}"
        ),
    )
}

/// The period is older than the law that sets it.
pub(super) fn not_in_force(period: &Period) -> Message {
    let from = period.from;
    Message::new(
        format!(
            "注意：{}自{}起施行，此前适用原来的规定，期限可能不同，请另行核对",
            period.cite,
            day_zh(from)
        ),
        format!(
            "note: {} is in force from {from}; before it another law held, check it",
            period.cite_en
        ),
    )
}

/// A question that was sent when the time was over.
pub(super) fn idle(sent: Date, due: Date) -> Message {
    Message::new(
        format!(
            "注意：{}发出的征求意见没有影响，因为期限于{}届满",
            day_zh(sent),
            day_zh(due)
        ),
        format!("note: the question of {sent} changes nothing, the time ends on {due}"),
    )
}

/// A later day was set.
pub(super) fn delayed(until: Date) -> Message {
    Message::new(
        format!(
            "申请数量、频次明显超过合理范围、申请人理由合理的，本机关确定延迟至{}答复并已告知",
            day_zh(until)
        ),
        format!("the office set {until} for many requests with good reasons, and told it"),
    )
}

/// The notice for the next year may still name the last day.
pub(super) fn may_change(due: Date) -> Message {
    let year = due.year().saturating_add(1);
    Message::new(
        format!(
            "注意：{year}年的放假安排还没有录入，它可能涉及{}这几天，公布后请重新计算",
            day_zh(due)
        ),
        format!(
            "note: the notice for {year} is not entered and may still name the days around {due}; count again when it is out"
        ),
    )
}

/// The last day is off, or several from it on.
pub(super) fn last_day_off((last, off): (Date, Date), names: &str) -> Message {
    Message::new(
        format!(
            "{}：期间的最后一日遇{names}休息，不能作为最后一日",
            span_zh(last, off)
        ),
        format!("{}: the last day is off ({names})", span_en(last, off)),
    )
}

/// The day to which a last day moves.
pub(super) fn moved(day: Date) -> Message {
    Message::new(
        format!("{}：休假日结束的次日，为期间的最后一日", day_zh(day)),
        format!(
            "{}: the day after the days off is the last day",
            day_en(day)
        ),
    )
}

/// The last day lies in a year of which it is not known whether it is off.
pub(super) fn provisional(last: Date, year: i16) -> Message {
    Message::new(
        format!(
            "注意：按日期推算最后一日不早于{}，{year}年的放假安排还没有录入，是否顺延要等录入以后才能确定",
            day_zh(last)
        ),
        format!(
            "note: not before {last}; whether it moves is known when the notice for {year} is entered"
        ),
    )
}

/// The law does not say of this kind of answer whether reconsideration comes first.
pub(super) fn contested() -> Message {
    Message::new(
        "注意：这类答复是否也要先申请行政复议，法律没有写明，各地做法不一，请按本机关和法院的意见掌握",
        "note: whether reconsideration comes first for this kind of answer is contested",
    )
}
