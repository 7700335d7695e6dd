//! The questions of the secrecy review as a step of a review asks them.

use crate::form::Posted;
use gongkai_domain::review::{Checklist, Concern};

/// A question of the checklist.
pub(super) struct Question {
    pub(super) code: &'static str,
    pub(super) words: &'static str,
    pub(super) yes: bool,
    pub(super) no: bool,
    pub(super) error: bool,
}

/// The answers of a form.
pub(super) fn read(posted: &Posted) -> Checklist {
    let answers = Concern::ALL.into_iter().filter_map(|concern| {
        match posted.text(&format!("concern.{}", concern.code())) {
            "yes" => Some((concern, true)),
            "no" => Some((concern, false)),
            _ => None,
        }
    });
    Checklist(answers.collect())
}

/// The questions with the answers given so far; where all must be answered, open ones are marked.
pub(super) fn questions(answers: &Checklist, unanswered: bool) -> Vec<Question> {
    let one = |concern: Concern| {
        let answer = answers.0.get(&concern);
        Question {
            code: concern.code(),
            words: concern.zh(),
            yes: answer == Some(&true),
            no: answer == Some(&false),
            error: unanswered && answer.is_none(),
        }
    };
    Concern::ALL.into_iter().map(one).collect()
}
