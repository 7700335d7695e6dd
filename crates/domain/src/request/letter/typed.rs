//! What was typed with the steps of a case, as facts of letters: nothing is asked for twice.

use super::Field;
use crate::request::{Act, Consulted, Words};

/// What was typed with an entry, and by whom.
#[derive(Debug, Clone, Copy)]
pub struct TypedWith<'e> {
    /// The entry.
    pub act: &'e Act,
    /// What was typed.
    pub words: &'e Words,
    /// The name of who noted it.
    pub by: &'e str,
}

/// The texts of a history by the Chinese names of fields, of each the last. The words of a draft count
/// until the next draft takes their place.
pub fn typed_before<'e>(history: impl IntoIterator<Item = TypedWith<'e>>) -> Words {
    let mut all = Words::new();
    let mut draft = Words::new();
    for one in history {
        if matches!(one.act, Act::Submit { .. }) {
            draft = drafted(one.words);
        }
        for (name, text) in with_step(one) {
            if !text.trim().is_empty() {
                all.insert(name.to_owned(), text);
            }
        }
        let named = one.words.iter();
        let named = named.filter(|(name, _)| Field::of_name(name).is_some());
        all.extend(named.map(|(name, text)| (name.clone(), text.clone())));
    }
    all.extend(draft);
    all
}

fn drafted(words: &Words) -> Words {
    let words = words.iter();
    let named = words.filter_map(|(key, text)| {
        let field = Field::of_word(key)?;
        Some((field.name.to_owned(), text.clone()))
    });
    named.collect()
}

fn with_step(one: TypedWith<'_>) -> Vec<(&'static str, String)> {
    let text = |key: &str| one.words.get(key).cloned().unwrap_or_default();
    match one.act {
        Act::AskCorrection { .. } => {
            let parts = [text("unclear"), text("guidance")];
            let said = parts.into_iter().filter(|part| !part.trim().is_empty());
            vec![("补正内容", said.collect::<Vec<_>>().join("\n"))]
        }
        Act::AskReasons { .. } => vec![("申请情况", text("facts"))],
        Act::ProposeExtension { .. } => vec![("延期理由", text("reason"))],
        Act::Extend { .. } => vec![("批准人", one.by.to_owned())],
        Act::ChargeFee { .. } => vec![("收费计算", text("basis"))],
        Act::Consult { whom, .. } => match whom {
            Consulted::ThirdParty => {
                vec![("第三方名称", text("name")), ("征求内容", text("question"))]
            }
            Consulted::CoMaker => {
                vec![
                    ("共同制作机关", text("name")),
                    ("征求内容", text("question")),
                ]
            }
            Consulted::OtherAgency | Consulted::Assisting => {
                vec![("协办单位", text("name")), ("协办事项", text("question"))]
            }
        },
        Act::ConsultAnswered { .. } => vec![("第三方意见", text("reason"))],
        Act::Search { hits } => vec![("检索说明", searched(*hits, &text))],
        Act::Submit { name, .. } => vec![("承办人", name.clone())],
        Act::Serve { .. } => vec![("邮件号码", text("tracking"))],
        Act::Archive => vec![("归档号", text("shelf"))],
        Act::Register { .. }
        | Act::Confirm
        | Act::TryToConfirm
        | Act::CorrectionServed
        | Act::Correct
        | Act::ConsultServed { .. }
        | Act::ConsultClosed { .. }
        | Act::GiveReasons { .. }
        | Act::Delay { .. }
        | Act::FeeServed
        | Act::PayFee
        | Act::Review { .. }
        | Act::Reply { .. }
        | Act::Withdraw
        | Act::Merge { .. }
        | Act::End { .. }
        | Act::MakePublic { .. } => Vec::new(),
    }
}

fn searched(hits: u32, text: &impl Fn(&str) -> String) -> String {
    let place = text("where");
    if place.trim().is_empty() {
        return String::new();
    }
    let found = text("found");
    let found = if found.trim().is_empty() {
        String::new()
    } else {
        format!("：{found}")
    };
    let (who, keywords) = (text("who"), text("keywords"));
    format!("{who}在{place}，按“{keywords}”检索，找到{hits}件{found}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::AccountId;
    use crate::request::OutcomeId;
    use crate::review::ReviewChain;

    fn words(key: &str, text: &str) -> Words {
        Words::from([(key.to_owned(), text.to_owned())])
    }

    fn submitted() -> Act {
        Act::Submit {
            outcome: OutcomeId::from("granted"),
            chain: ReviewChain { steps: Vec::new() },
            by: AccountId::from_random(1),
            name: "经办".to_owned(),
        }
    }

    #[test]
    fn a_draft_that_was_given_up_leaves_none_of_its_words() {
        let (first, second) = (words("reason", "旧理由"), words("supplied", "决算表"));
        let act = submitted();
        let with = |words| TypedWith {
            act: &act,
            words,
            by: "",
        };
        let all = typed_before([with(&first), with(&second)]);
        assert_eq!(all.get("理由"), None);
        assert_eq!(all["提供内容"], "决算表");
    }

    #[test]
    fn what_a_third_party_answered_is_not_the_reason_of_the_reply() {
        let words = words("reason", "商业秘密");
        let act = Act::ConsultAnswered {
            id: 1,
            stance: crate::request::Stance::Objects,
        };
        let all = typed_before([TypedWith {
            act: &act,
            words: &words,
            by: "",
        }]);
        assert_eq!(all["第三方意见"], "商业秘密");
        assert_eq!(all.get("理由"), None);
    }
}
