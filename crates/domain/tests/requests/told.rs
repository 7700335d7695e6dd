//! What a requester reads of a case, and what nobody outside the office reads.

use gongkai_domain::access::Role;
use gongkai_domain::identity::{AccountId, InformationId, RequestId};
use gongkai_domain::request::{
    Act, Arrival, CaseStage, Consulted, Entry, FeeMethod, ReceiptChannel, RequesterKind, Stance,
    Told, Way, Words, state_told, told,
};
use gongkai_domain::review::{Opinion, ReviewChain, Taken};
use jiff::Timestamp;
use jiff::civil::date;

/// A text that must never reach a requester.
const INNER: &str = "内部";

fn words(pairs: &[(&str, &str)]) -> Words {
    let owned = |(key, text): &(&str, &str)| ((*key).to_owned(), (*text).to_owned());
    pairs.iter().map(owned).collect()
}

fn told_of(acts: Vec<(Act, Words)>) -> Vec<Told> {
    let entry = |(act, words)| {
        let on = date(2026, 3, 2);
        (Entry { on, act }, words)
    };
    let history: Vec<(Entry, Words)> = acts.into_iter().map(entry).collect();
    told(history.iter().map(|(entry, words)| (entry, words)))
}

fn register() -> Act {
    Act::Register {
        arrival: Arrival {
            channel: ReceiptChannel::Online,
            arrived: date(2026, 3, 2).at(10, 0, 0, 0),
            submitted: None,
        },
        kind: RequesterKind::NaturalPerson,
        split_from: Some(RequestId::from_random(7)),
    }
}

fn submit(outcome: &str) -> Act {
    Act::Submit {
        outcome: outcome.into(),
        chain: ReviewChain::default(),
        by: AccountId::from_random(1),
        name: format!("{INNER}承办人"),
    }
}

fn review() -> Act {
    Act::Review {
        taken: Taken {
            step: format!("{INNER}审核"),
            by: AccountId::from_random(2),
            name: format!("{INNER}审核人"),
            at: Timestamp::UNIX_EPOCH,
            opinion: Opinion::SendBack,
            checklist: None,
            remarks: Vec::new(),
        },
        role: Role::Reviewer,
    }
}

/// Every kind of entry, each with an inner word under keys of every sort.
#[expect(clippy::too_many_lines, reason = "a list of all kinds")]
fn everything() -> Vec<(Act, Words)> {
    let id = 1;
    let acts = vec![
        register(),
        Act::Confirm,
        Act::TryToConfirm,
        Act::AskCorrection { workdays: 10 },
        Act::CorrectionServed,
        Act::Correct,
        Act::Consult {
            id,
            whom: Consulted::ThirdParty,
        },
        Act::Consult {
            id: 2,
            whom: Consulted::Assisting,
        },
        Act::ConsultServed { id },
        Act::ConsultAnswered {
            id,
            stance: Stance::Objects,
        },
        Act::ConsultClosed { id: 2 },
        Act::AskReasons { workdays: 5 },
        Act::GiveReasons { reasonable: false },
        Act::Delay {
            until: date(2026, 5, 1),
        },
        Act::ProposeExtension { workdays: 20 },
        Act::Extend {
            workdays: 20,
            by: AccountId::from_random(3),
        },
        Act::ChargeFee {
            before: 0,
            method: FeeMethod::Items,
            quantity: 12,
            fen: 20_050,
        },
        Act::FeeServed,
        Act::PayFee,
        Act::Search { hits: 3 },
        submit("granted"),
        review(),
        Act::Withdraw,
        Act::Merge {
            into: RequestId::from_random(8),
        },
        Act::End {
            outcome: "withdrawn".into(),
        },
        Act::MakePublic {
            information: InformationId::from_random(9),
        },
        Act::Archive,
    ];
    let inner = words(&[
        ("whom", INNER),
        ("第三方名称", INNER),
        ("第三方意见", INNER),
        ("where", INNER),
        ("note", INNER),
        ("remark", INNER),
        ("supplied", INNER),
        ("description", INNER),
    ]);
    acts.into_iter().map(|act| (act, inner.clone())).collect()
}

#[test]
fn nothing_of_the_inner_work_reaches_the_requester_whatever_is_typed_with_it() {
    let lines = told_of(everything());
    let all = format!("{lines:?}");
    assert!(!all.contains(INNER), "{all}");
    for inner in ["检索", "审核", "审批", "不同意", "协助", "拟"] {
        assert!(!all.contains(inner), "{inner}: {all}");
    }
    assert!(all.contains("200.50元"));
}

#[test]
fn every_line_says_what_happened_and_the_law_stands_with_all_but_the_requesters_own_steps() {
    for line in told_of(everything()) {
        assert!(!line.title.is_empty());
        let own = ["您撤回了申请", "并入您的另一件申请"].contains(&&*line.title);
        assert_eq!(line.cite.is_empty(), own, "{}", line.title);
    }
}

#[test]
fn a_notice_to_correct_says_what_and_a_sent_back_draft_says_nothing() {
    let asked = words(&[("unclear", "请写明是哪一条路"), ("note", INNER)]);
    let first = words(&[("supplied", "第一稿")]);
    let second = words(&[("supplied", "决算表一份"), ("reason", "不是这种结果要说的")]);
    let mut acts = vec![
        (register(), Words::new()),
        (Act::AskCorrection { workdays: 10 }, asked),
        (submit("not-existing"), first),
        (review(), Words::new()),
        (submit("granted"), second),
    ];
    let before = format!("{:?}", told_of(acts.clone()));
    assert!(before.contains("请写明是哪一条路"));
    assert!(
        !before.contains("第一稿") && !before.contains("决算表"),
        "{before}"
    );
    let number = "砚公复〔2026〕1号".to_owned();
    acts.push((Act::Reply { number }, Words::new()));
    assert!(!format!("{:?}", told_of(acts.clone())).contains("决算表"));
    acts.push((Act::Serve { way: Way::Online }, Words::new()));
    let lines = told_of(acts);
    let last = lines.last().unwrap();
    assert!(last.text.contains("予以公开"));
    assert_eq!(last.words, [("提供的信息", "决算表一份".to_owned())]);
}

#[test]
fn why_more_time_is_needed_is_told_when_it_was_agreed_to_and_not_before() {
    let why = words(&[("reason", "需要到几个村核对")]);
    let propose = Act::ProposeExtension { workdays: 20 };
    let by = AccountId::from_random(3);
    let mut acts = vec![(register(), Words::new()), (propose, why)];
    assert!(!format!("{:?}", told_of(acts.clone())).contains("核对"));
    let note = words(&[("note", INNER)]);
    acts.push((Act::Extend { workdays: 15, by }, note));
    let lines = told_of(acts);
    let last = lines.last().unwrap();
    assert!(last.text.contains("15个工作日"));
    assert_eq!(last.words, [("原因", "需要到几个村核对".to_owned())]);
}

#[test]
fn letters_to_several_on_one_day_are_one_step_and_it_ends_when_the_last_has_answered() {
    let consult = |id| Act::Consult {
        id,
        whom: Consulted::ThirdParty,
    };
    let answer = |id| Act::ConsultAnswered {
        id,
        stance: Stance::Agrees,
    };
    let acts = [register(), consult(1), consult(2), answer(1), answer(2)];
    let lines = told_of(acts.into_iter().map(|act| (act, Words::new())).collect());
    let titles: Vec<&str> = lines.iter().map(|line| line.title.as_str()).collect();
    assert_eq!(titles, ["收到申请", "征求第三方意见", "征求意见结束"]);
}

#[test]
fn steps_inside_the_office_are_one_state_to_those_outside() {
    let inside = [CaseStage::InHand, CaseStage::InReview, CaseStage::Agreed];
    assert!(inside.iter().all(|stage| state_told(*stage) == "正在办理"));
    assert!(
        CaseStage::ALL
            .iter()
            .all(|stage| !state_told(*stage).contains("审批"))
    );
}
