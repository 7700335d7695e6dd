//! The steps of a request as data: what each is called and for, what is asked for, which of that is kept as
//! words beside the entry, and how the rest becomes the entry. Whether a step is possible the domain says.

mod asking;
mod coming;
mod ending;

use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet};
use gongkai_domain::agency::RequestSetting;
use gongkai_domain::calendar::{WorkdayCalendar, dates};
use gongkai_domain::identity::{AccountId, RequestId};
use gongkai_domain::request::{Act, Case, Entry, FeeSum, Illegal, Words};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a step is asked about.
pub(super) struct About<'a> {
    pub(super) case: &'a Case,
    pub(super) setting: &'a RequestSetting,
    pub(super) today: Date,
    /// Who takes the step.
    pub(super) account: AccountId,
    /// Their name.
    pub(super) name: String,
    /// The number that the next reply would have; blank where it is not asked for.
    pub(super) number: String,
    /// Items of the same requester counted before in the month, where a fee is asked for.
    pub(super) before: u32,
    /// The fee for what was typed, with its working, once it was computed.
    pub(super) fee: Option<FeeSum>,
    /// Other open requests of the same requester: identity and number.
    pub(super) others: Vec<(RequestId, String)>,
    /// Who was asked, by the number of the question.
    pub(super) asked: BTreeMap<u16, String>,
}

/// One thing a form asks for.
pub(super) enum Ask {
    /// Words kept beside the entry: name, label, hint, lines, whether they must be there.
    Words(&'static str, &'static str, &'static str, u8, bool),
    /// A figure or short text that becomes part of the entry: name, label, hint, what stands there first.
    Short(
        &'static str,
        &'static str,
        &'static str,
        fn(&About<'_>) -> String,
    ),
    /// A choice that becomes part of the entry: name, label, hint, values and names.
    Choice(
        &'static str,
        &'static str,
        &'static str,
        fn(&About<'_>) -> Vec<(String, String)>,
    ),
    /// Words that the program writes itself, shown before the step is taken: name, label.
    Working(&'static str, &'static str),
    /// A file: name, label, its kind, whether the requester may fetch it.
    File(&'static str, &'static str, &'static str, bool),
}

/// A step.
pub(super) struct Form {
    /// Its name in addresses.
    pub(super) code: &'static str,
    pub(super) title: &'static str,
    /// What it is for, and the article.
    pub(super) help: &'static str,
    /// The law alone.
    pub(super) cite: &'static str,
    pub(super) button: &'static str,
    /// What the day is called; empty where it is today and not asked for.
    pub(super) day: &'static str,
    pub(super) asks: &'static [Ask],
    /// What is tried to find out whether the step is possible.
    pub(super) tries: fn(&About<'_>) -> Vec<Act>,
    /// The entry of what was typed; what is wrong is added.
    pub(super) make: fn(&Posted, &About<'_>, &mut Problems) -> Option<Act>,
}

/// All steps, in the order in which a folder offers them.
pub(super) fn all() -> impl Iterator<Item = &'static Form> {
    let parts = [coming::FORMS, asking::FORMS, ending::FORMS];
    parts.into_iter().flatten()
}

/// The step of this name.
pub(super) fn of_code(code: &str) -> Option<&'static Form> {
    all().find(|form| form.code == code)
}

impl Form {
    /// Why the step cannot be taken today; nothing, if it can.
    pub(super) fn hindrance(
        &self,
        about: &About<'_>,
        calendar: &WorkdayCalendar,
    ) -> Option<Illegal> {
        let mut why = Some(Illegal::Stage(about.case.stage()));
        for act in (self.tries)(about) {
            let entry = Entry {
                on: about.today,
                act,
            };
            let tried = about.case.then(entry, &Words::new(), about.today, calendar);
            match tried {
                Ok(_) => return None,
                Err(illegal) => why = Some(illegal),
            }
        }
        why
    }

    /// The fields of the form.
    pub(super) fn fields(&self, mut sheet: Sheet, about: &About<'_>) -> Sheet {
        for ask in self.asks {
            sheet = match (ask, &about.fee) {
                (Ask::Working(name, label), Some(fee)) => {
                    sheet.heading(name, label, &format!("{}。", fee.working().join("；")))
                }
                (Ask::Working(..), None) => sheet,
                // A file chosen before the working is shown would have to be chosen again.
                (Ask::File(..), None) if self.computes() => sheet,
                _ => sheet.field(field(ask, about)),
            };
        }
        if self.day.is_empty() {
            return sheet;
        }
        sheet.field(
            Field::text("on", self.day)
                .hint("例如 2026-1-5、20260105 或者“昨天”")
                .value(&about.today.to_string())
                .width("w-mid"),
        )
    }

    /// Whether the program computes something and shows it before the step is taken.
    pub(super) fn computes(&self) -> bool {
        let mut asks = self.asks.iter();
        asks.any(|ask| matches!(ask, Ask::Working(..)))
    }

    /// What was typed: the day, the entry, and the words; what is wrong is added.
    pub(super) fn read(
        &self,
        posted: &Posted,
        about: &About<'_>,
        problems: &mut Problems,
    ) -> Option<(Date, Act, Words)> {
        let on = self.day_of(posted, about.today, problems);
        let mut words = Words::new();
        for ask in self.asks {
            if let Ask::Words(name, label, _, _, required) = ask {
                let text = posted.text(name);
                if text.is_empty() && *required {
                    problems.add(name, format!("请填写{label}。"));
                } else if !text.is_empty() {
                    words.insert((*name).to_owned(), text.to_owned());
                }
            }
        }
        let act = (self.make)(posted, about, problems);
        let (on, act) = (on?, act?);
        problems.is_empty().then_some((on, act, words))
    }

    fn day_of(&self, posted: &Posted, today: Date, problems: &mut Problems) -> Option<Date> {
        if self.day.is_empty() {
            return Some(today);
        }
        let typed = dates::typed(posted.text("on"), today).ok().flatten();
        if typed.is_none() {
            problems.add("on", dates::EXPLANATION);
        }
        typed
    }
}

fn field(ask: &Ask, about: &About<'_>) -> Field {
    match ask {
        Ask::Working(name, label) => Field::text(name, label),
        Ask::Words(name, label, hint, lines, required) => {
            let field = if *lines > 1 {
                Field::area(name, label, *lines)
            } else {
                Field::text(name, label)
            };
            let field = if *required { field } else { field.optional() };
            field.hint(hint)
        }
        Ask::Short(name, label, hint, first) => Field::text(name, label)
            .hint(hint)
            .value(&first(about))
            .width("w-mid"),
        Ask::Choice(name, label, hint, choices) => {
            let choices = choices(about);
            let only = match choices.as_slice() {
                [(only, _)] => only.clone(),
                _ => String::new(),
            };
            Field::select(name, label, with_none(choices))
                .hint(hint)
                .value(&only)
        }
        Ask::File(name, label, _, open) => {
            let hint = if *open {
                "送达以后申请人凭查询码可以下载"
            } else {
                "扫描件或者照片，只有本单位的人看得到"
            };
            Field::file(name, label).optional().hint(hint)
        }
    }
}

/// The step by which an entry is made; none for those that have pages of their own.
pub(super) fn of_act(act: &Act) -> Option<&'static Form> {
    of_code(match act {
        Act::Confirm => "confirm",
        Act::TryToConfirm => "try-to-confirm",
        Act::AskCorrection { .. } => "ask-correction",
        Act::CorrectionServed => "correction-served",
        Act::Correct => "correct",
        Act::Consult { .. } => "consult",
        Act::ConsultServed { .. } => "consult-served",
        Act::ConsultAnswered { .. } => "consult-answered",
        Act::ConsultClosed { .. } => "consult-closed",
        Act::AskReasons { .. } => "ask-reasons",
        Act::GiveReasons { .. } => "give-reasons",
        Act::Delay { .. } => "delay",
        Act::ProposeExtension { .. } => "propose-extension",
        Act::Extend { .. } => "extend",
        Act::ChargeFee { .. } => "charge-fee",
        Act::FeeServed => "fee-served",
        Act::PayFee => "pay-fee",
        Act::Search { .. } => "search",
        Act::Reply { .. } => "reply",
        Act::Serve { .. } => "serve",
        Act::Withdraw => "withdraw",
        Act::Merge { .. } => "merge",
        Act::End { .. } => "end",
        Act::Archive => "archive",
        Act::Register { .. } | Act::Submit { .. } | Act::Review { .. } | Act::MakePublic { .. } => {
            return None;
        }
    })
}

impl Form {
    /// The label of words of this form.
    pub(super) fn label(&self, name: &str) -> Option<&'static str> {
        let mut labels = self.asks.iter().filter_map(|ask| match ask {
            Ask::Words(word, label, ..) | Ask::Working(word, label) => Some((*word, *label)),
            Ask::Short(..) | Ask::Choice(..) | Ask::File(..) => None,
        });
        let found = labels.find(|(word, _)| *word == name);
        found.map(|(_, label)| label)
    }
}

/// Nothing is chosen for anybody, but where there is no choice.
fn with_none(choices: Vec<(String, String)>) -> Vec<(String, String)> {
    if choices.len() == 1 {
        return choices;
    }
    let none = (String::new(), "请选择".to_owned());
    std::iter::once(none).chain(choices).collect()
}

/// A figure that was typed.
fn number<N: std::str::FromStr>(
    posted: &Posted,
    name: &'static str,
    problems: &mut Problems,
) -> Option<N> {
    let typed = posted.text(name).parse().ok();
    if typed.is_none() {
        problems.add(name, "请填写数字。");
    }
    typed
}

/// The question to others that was chosen.
fn question(posted: &Posted, problems: &mut Problems) -> Option<u16> {
    let id = posted.text("id").parse().ok();
    if id.is_none() {
        problems.add("id", "请选择是哪一份征求意见书。");
    }
    id
}

const NOTHING: fn(&About<'_>) -> String = |_| String::new();

/// Lists of values and names.
fn choices(
    of: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
) -> Vec<(String, String)> {
    let of = of.into_iter();
    of.map(|(value, name)| (value.into(), name.into()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_a_name_of_its_own_and_says_its_law() {
        let codes: std::collections::BTreeSet<_> = all().map(|form| form.code).collect();
        assert_eq!(codes.len(), all().count());
        for form in all() {
            assert!(!form.cite.is_empty(), "{}", form.code);
            assert!(form.help.ends_with('。'), "{}", form.code);
        }
    }
}
