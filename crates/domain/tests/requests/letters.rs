//! Letters: none goes out with a gap, none tells a third party who asks, each outcome has its own.

use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::request::letter::{
    Addressee, FIELDS, Facts, Known, Letter, LetterBook, MissingFact, Saying, Sender, Source,
    facts_of,
};
use gongkai_domain::request::{
    Act, Applicant, Arrival, Case, Consulted, Entry, FeeBook, FeeMethod, Outcome, OutcomeBook,
    ReceiptChannel, Remedy, RequesterKind, Stance, Way, Words,
};
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 3, 20);

fn letters() -> &'static [Letter] {
    LetterBook::statutory().unwrap().all()
}

fn letter(id: &str) -> &'static Letter {
    LetterBook::statutory().unwrap().get(id).unwrap()
}

/// Every field filled with its own name.
fn everything() -> Facts {
    let mut facts = Facts::new();
    let of_letter = |source| source == Source::Letter;
    for field in FIELDS.iter().filter(|field| !of_letter(field.source)) {
        facts.put(field.name, &format!("〈{}〉", field.name));
    }
    facts.put("文书标题", "");
    facts
}

/// The outcomes that a letter says; any one for a form that prints it, none once for a letter that says none.
fn outcomes(letter: &Letter) -> Vec<Option<&'static Outcome>> {
    let all = OutcomeBook::statutory().unwrap().all();
    let own: Vec<_> = all
        .iter()
        .filter(|outcome| outcome.letter == letter.id)
        .map(Some)
        .collect();
    match (own.is_empty(), letter.fields().contains_key("办理结果")) {
        (false, _) => own,
        (true, true) => vec![all.first()],
        (true, false) => vec![None],
    }
}

fn saying(outcome: Option<&'static Outcome>) -> Saying<'static> {
    let disputed = outcome.is_some_and(|outcome| outcome.remedy == Remedy::Disputed);
    Saying {
        on: DAY,
        outcome,
        remedy: disputed.then_some("disputed-first"),
        draft: false,
    }
}

#[test]
fn the_thirty_letters_of_the_model_set_are_there() {
    let places: Vec<u16> = letters().iter().map(|letter| letter.place).collect();
    for place in 1..=30 {
        assert!(places.contains(&place), "L{place}");
    }
}

#[test]
fn every_outcome_has_its_letter_and_the_letter_says_it() {
    for outcome in OutcomeBook::statutory().unwrap().all() {
        let letter = letter(&outcome.letter);
        let composed = letter.compose(&everything(), saying(Some(outcome)));
        let composed = composed.unwrap_or_else(|missing| panic!("{:?} {missing:?}", outcome.id));
        let named = outcome.remedy != Remedy::None;
        assert_eq!(composed.remedy.is_some(), named, "{:?}", outcome.id);
    }
}

#[test]
fn a_letter_with_a_gap_is_refused_and_the_gap_is_named() {
    for letter in letters() {
        for outcome in outcomes(letter) {
            let full = letter.compose(&everything(), saying(outcome));
            let full = full.unwrap_or_else(|missing| panic!("{}: {missing:?}", letter.id));
            let all: String = [full.body.concat(), full.rows.concat().concat()].concat();
            assert!(!all.contains(['{', '}']), "{all}");
            for (name, optional) in letter.fields() {
                let without: Vec<_> = everything()
                    .iter()
                    .filter(|(other, _)| *other != name)
                    .map(|(other, text)| (other.to_owned(), text.to_owned()))
                    .collect();
                let mut facts = Facts::new();
                for (name, text) in &without {
                    facts.put(name, text);
                }
                let result = letter.compose(&facts, saying(outcome));
                let typed = ["情形", "文书日期", "结果条款", "结果依据", "办理结果"];
                if optional
                    || typed.contains(&name)
                    || letter
                        .said
                        .values()
                        .any(|said| said.fields().any(|(of, _)| of == name))
                {
                    continue;
                }
                let missing = result.unwrap_err();
                assert_eq!(
                    missing,
                    [MissingFact::Fact(name.to_owned())],
                    "{}",
                    letter.id
                );
                assert!(missing[0].to_string().contains(name));
            }
        }
    }
}

#[test]
fn a_refusal_without_organ_court_or_number_is_not_written_and_a_draft_needs_no_number() {
    let book = OutcomeBook::statutory().unwrap();
    let secret = book.get(&"state-secret".into());
    let mut facts = Facts::new();
    for (name, text) in everything().iter() {
        if !["复议机关", "管辖法院", "文号", "定密依据"].contains(&name) {
            facts.put(name, text);
        }
    }
    let refused = |draft| {
        let saying = Saying {
            draft,
            ..saying(secret)
        };
        let missing = letter("reply-refused").compose(&facts, saying).unwrap_err();
        let names = missing.iter().filter_map(MissingFact::field);
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(refused(false), ["复议机关", "管辖法院", "文号", "定密依据"]);
    assert_eq!(refused(true), ["复议机关", "管辖法院", "定密依据"]);
}

#[test]
fn where_the_remedy_is_disputed_the_office_chooses_and_before_2024_there_is_nothing_to_choose() {
    let book = OutcomeBook::statutory().unwrap();
    let outcome = book.get(&"not-existing".into());
    let write = |on, remedy| {
        let saying = Saying {
            on,
            outcome,
            remedy,
            draft: false,
        };
        letter("reply-not-existing").compose(&everything(), saying)
    };
    let missing = write(DAY, None).unwrap_err();
    assert!(matches!(&missing[..], [MissingFact::Wording(two)] if two.len() == 2));
    let text = |on, remedy| write(on, remedy).unwrap().remedy.unwrap();
    assert!(text(DAY, Some("disputed-first")).contains("应当先申请"));
    assert!(text(DAY, Some("disputed-choice")).contains("直接向"));
    assert!(text(date(2023, 12, 31), None).contains("直接向"));
    assert!(write(DAY, Some("refusal")).is_err());
}

#[test]
fn a_third_party_is_not_told_who_asks_even_where_the_clerk_types_it() {
    for letter in letters()
        .iter()
        .filter(|letter| !letter.addressee.may_know_requester())
    {
        let mut facts = everything();
        facts.put("申请人", "张小三");
        let composed = letter.compose(&facts, saying(None)).unwrap();
        assert!(!format!("{:?}", (&composed.body, &composed.slip)).contains("张小三"));
        let typed = if letter.addressee == Addressee::ThirdParty && letter.place == 10 {
            "拟公开内容"
        } else if letter.addressee == Addressee::Unit {
            "协办事项"
        } else {
            "征求内容"
        };
        facts.put(typed, "张小三要的合同");
        let missing = letter.compose(&facts, saying(None)).unwrap_err();
        assert_eq!(missing[0].field(), Some(typed), "{}", letter.id);
    }
}

#[test]
fn an_amount_before_2021_has_no_letter() {
    let early = Saying {
        on: date(2020, 12, 31),
        ..saying(None)
    };
    let missing = letter("fee-notice")
        .compose(&everything(), early)
        .unwrap_err();
    assert_eq!(missing, [MissingFact::TooEarly("2021年1月1日".to_owned())]);
}

fn applicant() -> Applicant {
    Applicant {
        name: "张小三".to_owned(),
        id_number: "11010519491231002X".to_owned(),
        description: "某路改造工程竣工决算".to_owned(),
        ..Applicant::blank(RequesterKind::NaturalPerson)
    }
}

fn case() -> Case {
    let arrived = date(2026, 3, 2).at(9, 5, 0, 0);
    let entry = |on, act| Entry { on, act };
    let entries = [
        entry(
            date(2026, 3, 2),
            Act::Register {
                arrival: Arrival {
                    channel: ReceiptChannel::SignedMail,
                    arrived,
                    submitted: None,
                },
                kind: RequesterKind::NaturalPerson,
                split_from: None,
            },
        ),
        entry(date(2026, 3, 6), Act::AskCorrection { workdays: 10 }),
        entry(date(2026, 3, 11), Act::Correct),
        entry(
            date(2026, 3, 12),
            Act::Consult {
                id: 1,
                whom: Consulted::ThirdParty,
            },
        ),
        entry(
            date(2026, 3, 16),
            Act::ConsultAnswered {
                id: 1,
                stance: Stance::Objects,
            },
        ),
        entry(
            date(2026, 3, 17),
            Act::ChargeFee {
                before: 0,
                method: FeeMethod::Pages,
                quantity: 250,
                fen: 470_000,
            },
        ),
    ];
    Case::replay(entries).unwrap()
}

#[test]
fn what_the_case_knows_nobody_types_and_dates_are_written_in_chinese() {
    let case = case();
    let calendar = WorkdayCalendar::statutory().unwrap();
    let clocks = case.clocks(DAY, calendar).unwrap();
    let rule = FeeBook::statutory().unwrap().on(DAY).unwrap();
    let fee = rule.compute(FeeMethod::Pages, 0, 250).unwrap();
    let mut words = Words::new();
    words.insert("reason".to_owned(), "涉及商业秘密".to_owned());
    words.insert("检索说明".to_owned(), "查阅档案室目录".to_owned());
    words.insert("remark".to_owned(), "不是字段".to_owned());
    let facts = facts_of(&Known {
        case: &case,
        applicant: &applicant(),
        clocks: &clocks,
        sender: &Sender {
            agency: "某镇人民政府".to_owned(),
            ..Sender::default()
        },
        fee: Some(&fee),
        words: &words,
    });
    let expected = [
        ("收到日期", "2026年3月2日"),
        ("补正收到日期", "2026年3月11日"),
        ("征求意见发出日期", "2026年3月12日"),
        ("收费金额", "4700"),
        ("称呼", "您"),
        ("隐名申请人", "张**"),
        ("证件号码", "110105********002X"),
        ("理由", "涉及商业秘密"),
        ("检索说明", "查阅档案室目录"),
        ("机关", "某镇人民政府"),
    ];
    for (name, text) in expected {
        assert_eq!(facts.get(name), Some(text), "{name}");
    }
    assert!(
        facts
            .get("经过情况")
            .unwrap()
            .contains("2026年3月16日不同意公开")
    );
    assert!(facts.get("收费计算").unwrap().contains("合计4700元"));
    assert_eq!(facts.get("复议机关"), None);
    assert_eq!(facts.get("remark"), None);
}

#[test]
fn an_organisation_is_addressed_as_one_and_a_served_reply_says_how() {
    let mut case = case();
    case.reply = Some(gongkai_domain::request::Reply {
        outcome: "granted".into(),
        on: DAY,
        number: "某政公复〔2026〕1号".to_owned(),
    });
    case.service = Some(gongkai_domain::request::Service {
        on: DAY,
        way: Way::Post,
    });
    let calendar = WorkdayCalendar::statutory().unwrap();
    let facts = facts_of(&Known {
        clocks: &case.clocks(DAY, calendar).unwrap(),
        case: &case,
        applicant: &Applicant::blank(RequesterKind::Business),
        sender: &Sender::default(),
        fee: None,
        words: &Words::new(),
    });
    assert_eq!(facts.get("称呼"), Some("你单位"));
    assert_eq!(facts.get("送达情况"), Some("2026年3月20日，邮寄送达"));
}

#[test]
fn the_list_of_fields_and_letters_for_offices_is_complete() {
    let text = include_str!("../../../../docs/letters.md");
    for field in FIELDS {
        let row = format!("| {} | ", field.name);
        assert!(
            text.contains(&row) && text.contains(field.hint),
            "{}",
            field.name
        );
    }
    for letter in letters() {
        let row = format!("| {} | {} | {} | ", letter.place, letter.title, letter.when);
        assert!(text.contains(&row), "{}", letter.id);
    }
}

#[test]
fn what_the_clerk_closes_with_a_stop_is_not_closed_twice() {
    let mut facts = everything();
    for field in FIELDS.iter().filter(|field| field.source == Source::Typed) {
        facts.put(field.name, "写成一句话。");
    }
    for letter in letters() {
        for outcome in outcomes(letter) {
            let composed = letter.compose(&facts, saying(outcome)).unwrap();
            let text = composed.body.join("\n");
            for twice in ["。。", "。，", "。；", "。）"] {
                assert!(!text.contains(twice), "{}: {text}", letter.id);
            }
            assert!(
                composed
                    .body
                    .iter()
                    .all(|one| one.ends_with(['。', '；', '：'])),
                "{text}"
            );
        }
    }
}
