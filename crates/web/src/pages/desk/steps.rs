//! The steps of a review, with who took them.

use crate::words::{instant, short_date};
use gongkai_domain::information::{Information, Stage};
use gongkai_domain::review::{Opinion, ReviewChain, Round, Taken};
use jiff::civil::Date;

/// A step on a page.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) class: &'static str,
    pub(super) name: String,
    pub(super) state: &'static str,
    pub(super) who: String,
}

/// A remark of somebody, beside its field.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) field: String,
    pub(super) who: String,
    pub(super) text: String,
}

/// The steps of an item; before it is submitted, those its agency has set up.
pub(super) fn of(item: &Information, chain: &ReviewChain, today: Date) -> Vec<Step> {
    let begun = !item.round.taken.is_empty();
    let chain = if begun { &item.round.chain } else { chain };
    of_round(&item.round, chain, item.stage == Stage::InReview, today)
}

/// The steps of a round along a chain.
pub(super) fn of_round(
    round: &Round,
    chain: &ReviewChain,
    in_review: bool,
    today: Date,
) -> Vec<Step> {
    let mut steps = Vec::new();
    for (at, step) in chain.steps.iter().enumerate() {
        let taken = round.taken.get(at);
        let now = in_review && at == round.passed();
        let (class, state) = match taken.map(|taken| taken.opinion) {
            Some(Opinion::Agree) if at == 0 => ("is-done", "已送审"),
            Some(Opinion::Agree) => ("is-done", "同意"),
            Some(Opinion::SendBack) => ("is-returned", "已退回"),
            None if now => ("is-now", "正在等审查"),
            None => ("", "还没有轮到"),
        };
        steps.push(Step {
            class,
            name: step.name.clone(),
            state,
            who: taken.map_or_else(|| step.role.zh().to_owned(), |taken| signed(taken, today)),
        });
    }
    steps
}

fn signed(taken: &Taken, today: Date) -> String {
    let day = gongkai_office::today(taken.at);
    format!("{}，{}", taken.name, short_date(&day, &today))
}

/// What reviewers have said in this round.
pub(super) fn said(item: &Information) -> Vec<Said> {
    let taken = item.round.taken.iter();
    let all = taken.flat_map(|taken| taken.remarks.iter().map(move |remark| (taken, remark)));
    let one = |(taken, remark): (&Taken, &gongkai_domain::review::Remark)| Said {
        field: remark.field.clone(),
        who: format!("{}，{}，{}", taken.name, taken.step, instant(&taken.at)),
        text: remark.text.clone(),
    };
    all.filter(|(_, remark)| !remark.text.trim().is_empty())
        .map(one)
        .collect()
}
