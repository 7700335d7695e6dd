//! Recurring duties in words: how a turn stands, what fulfils it.

use crate::words::{long_date, short_date};
use gongkai_domain::duty::{DueDay, Duty, DutyStanding, Fulfilment, Occurrence};
use gongkai_office::Category;
use jiff::civil::Date;

/// How a turn stands: a sign, words, and the class that colours them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    pub(super) class: &'static str,
    /// ✓ done, ! late, ○ open, · to come, ? unknown.
    pub(super) sign: &'static str,
    pub(super) words: String,
}

/// How a turn stands.
pub(super) fn state(standing: DutyStanding, today: Date) -> State {
    let of = |class, sign, words: String| State { class, sign, words };
    match standing {
        DutyStanding::Done { on, late: 0 } => {
            of("is-done", "✓", format!("{}办结", short_date(&on, &today)))
        }
        DutyStanding::Done { on, late } => of(
            "is-done",
            "✓",
            format!("{}办结，晚{late}天", short_date(&on, &today)),
        ),
        DutyStanding::Late { days } => of("is-overdue", "!", format!("已逾期 {days} 天")),
        DutyStanding::Due { left: 0 } => of("is-today", "○", "今天到期".to_owned()),
        DutyStanding::Due { left } => of("is-soon", "○", format!("还有 {left} 天")),
        DutyStanding::Ahead => of("", "·", "还没有到".to_owned()),
        DutyStanding::NotAnnounced { year } => of(
            "is-soon",
            "?",
            format!("期限算不出，{year}年节假日安排尚未公布"),
        ),
        DutyStanding::NotSet => of("", "?", "最后日期还没有定".to_owned()),
        DutyStanding::Never => of("is-overdue", "!", "从来没有办过".to_owned()),
    }
}

/// The last day of a turn in words.
pub(super) fn due(turn: &Occurrence) -> String {
    match turn.due {
        DueDay::On(day) => long_date(&day),
        DueDay::NotAnnounced { year } => format!("等{year}年节假日安排公布"),
        DueDay::NotSet => "没有定".to_owned(),
    }
}

/// What fulfils a duty, in a sentence.
pub(super) fn fulfilled(duty: &Duty, categories: &[Category]) -> String {
    let asked = match &duty.fulfilled {
        Fulfilment::Mark => return "办好以后，经办人在这里登记办结。".to_owned(),
        Fulfilment::Guide => return "按指南里的修订日期自动算。".to_owned(),
        Fulfilment::Reassessment => {
            return "按每条不予公开信息最近一次评估的日期自动算，逐条列在“今天要办”里。".to_owned();
        }
        Fulfilment::Posting(asked) => asked,
    };
    let mut parts = Vec::new();
    let named = categories
        .iter()
        .filter(|one| asked.categories.contains(&one.id));
    let named: Vec<String> = named.map(|one| format!("“{}”", one.name)).collect();
    if !named.is_empty() {
        parts.push(format!("类别是{}", named.join("或者")));
    }
    if !asked.topics.is_empty() {
        let topics: Vec<&str> = asked.topics.iter().map(|topic| topic.zh()).collect();
        parts.push(format!("属于{}", topics.join("或者")));
    }
    if !asked.words.is_empty() {
        let words: Vec<String> = asked.words.iter().map(|word| format!("“{word}”")).collect();
        parts.push(format!("标题里有{}", words.join("或者")));
    }
    if !asked.channels.is_empty() {
        let kinds: Vec<&str> = asked.channels.iter().map(|kind| kind.zh()).collect();
        parts.push(format!("发布在{}", kinds.join("或者")));
    }
    format!(
        "期限内发布了信息（{}），自动算办结；在别处办的，登记办结。",
        parts.join("，")
    )
}
