//! What holds of every history that can be built, whatever is tried in whatever order.

use gongkai_domain::access::Role;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::identity::{AccountId, RequestId};
use gongkai_domain::request::{
    Act, Arrival, Case, CaseStage, Consulted, Counted, Entry, FeeMethod, OutcomeBook, OutcomeId,
    ReceiptChannel, RequesterKind, Stance, Way, Words, section_three,
};
use gongkai_domain::review::{Checklist, Opinion, ReviewChain, Taken};
use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

/// A small generator: the same seed, the same histories, on any machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    fn of<T: Clone>(&mut self, from: &[T]) -> T {
        let at = self.roll(u64::try_from(from.len()).unwrap());
        from[usize::try_from(at).unwrap()].clone()
    }
}

fn person(n: u64) -> AccountId {
    AccountId::from_random(u128::from(n))
}

fn outcome(dice: &mut Dice) -> OutcomeId {
    dice.of(OutcomeBook::statutory().unwrap().all()).id
}

fn review(dice: &mut Dice) -> Act {
    let chain = ReviewChain::default();
    let step = dice.of(&chain.steps);
    let by = dice.roll(4);
    let opinion = dice.of(&[Opinion::Agree, Opinion::Agree, Opinion::SendBack]);
    Act::Review {
        taken: Taken {
            step: step.name,
            by: person(by),
            name: "某人".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            opinion,
            checklist: Some(Checklist::clear()),
            remarks: Vec::new(),
        },
        role: Role::Reviewer,
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "one arm for each thing that can happen"
)]
fn act(dice: &mut Dice, on: Date) -> Act {
    let id = u16::try_from(dice.roll(3)).unwrap();
    let workdays = u16::try_from(dice.roll(25)).unwrap();
    match dice.roll(26) {
        0 => Act::Confirm,
        1 => Act::TryToConfirm,
        2 => Act::AskCorrection { workdays },
        3 => Act::CorrectionServed,
        4 => Act::Correct,
        5 => Act::Consult {
            id,
            whom: dice.of(&Consulted::ALL),
        },
        6 => Act::ConsultServed { id },
        7 => Act::ConsultAnswered {
            id,
            stance: dice.of(&Stance::ALL),
        },
        8 => Act::ConsultClosed { id },
        9 => Act::AskReasons { workdays },
        10 => Act::GiveReasons {
            reasonable: dice.roll(2) == 0,
        },
        11 => Act::Delay {
            until: on + 30.days(),
        },
        12 => Act::ProposeExtension { workdays },
        13 => Act::Extend {
            workdays,
            by: person(3),
        },
        14 => Act::ChargeFee {
            before: 0,
            method: FeeMethod::Pages,
            quantity: 40,
            fen: 10_000,
        },
        15 => Act::FeeServed,
        16 => Act::PayFee,
        17 => Act::Search { hits: 0 },
        18..=19 => Act::Submit {
            outcome: outcome(dice),
            chain: ReviewChain::default(),
            by: person(1),
            name: "经办".to_owned(),
        },
        20..=21 => review(dice),
        22 => Act::Reply {
            number: "公复〔2026〕1号".to_owned(),
        },
        23 => Act::Serve {
            way: dice.of(&Way::ALL),
        },
        24 => match dice.roll(8) {
            0 => Act::Withdraw,
            1 => Act::Merge {
                into: RequestId::from_random(9),
            },
            2 => Act::Archive,
            _ => Act::Search { hits: 2 },
        },
        _ => Act::End {
            outcome: outcome(dice),
        },
    }
}

fn words() -> Words {
    let fields = [
        "where_public",
        "supplied",
        "withheld",
        "ground",
        "reason",
        "classification",
        "where_to_ask",
        "earlier",
        "override",
    ];
    let of = |field: &str| (field.to_owned(), "写明".to_owned());
    fields.into_iter().map(of).collect()
}

fn history(dice: &mut Dice, calendar: &WorkdayCalendar) -> Case {
    let start = date(2024, 12, 1) + i32::try_from(dice.roll(60)).unwrap().days();
    let mut day = start;
    let arrival = Arrival {
        channel: dice.of(&ReceiptChannel::ALL),
        arrived: start.at(10, 0, 0, 0),
        submitted: None,
    };
    let mut case = Case::open(Entry {
        on: start,
        act: Act::Register {
            arrival,
            kind: dice.of(&RequesterKind::ALL),
            split_from: None,
        },
    })
    .unwrap();
    for _ in 0..60 {
        day = day
            .checked_add(i32::try_from(dice.roll(4)).unwrap().days())
            .unwrap();
        let entry = Entry {
            on: day,
            act: act(dice, day),
        };
        let before = case.clone();
        if let Ok(next) = before.then(entry, &words(), day, calendar) {
            keeps_its_outcome(&before, &next);
            case = next;
        }
    }
    case
}

fn keeps_its_outcome(before: &Case, next: &Case) {
    if let Some(had) = before.outcome() {
        assert_eq!(next.outcome(), Some(had));
    }
}

/// Who replied had every approval of the chain, each by another person, none by who drafted.
fn replied_with_its_approvals(case: &Case) {
    let Some(reply) = &case.reply else { return };
    let draft = case.draft.as_ref().unwrap();
    assert_eq!(draft.round.taken.len(), draft.round.chain.steps.len());
    let mut people: Vec<_> = draft.round.taken.iter().map(|taken| &taken.by).collect();
    people.sort();
    people.dedup();
    assert_eq!(people.len(), draft.round.taken.len());
    assert_eq!(reply.outcome, draft.outcome);
    assert!(case.ended.is_none());
}

fn reconciles(cases: &[Case], form: i16) {
    let book = OutcomeBook::statutory().unwrap();
    let counted: Vec<_> = cases
        .iter()
        .filter_map(|case| Counted::of(case, form, book))
        .collect();
    let mut carried: Option<u64> = None;
    for year in 2024..=2026 {
        let cells = section_three(counted.iter().cloned(), year);
        let cell = |row: &str, column: &str| {
            let key = format!("requests.{row}.{column}");
            cells.get(&key).copied().unwrap_or(0)
        };
        for column in RequesterKind::ALL
            .map(RequesterKind::code)
            .into_iter()
            .chain(["total"])
        {
            let came = cell("new", column) + cell("carried_in", column);
            assert_eq!(came, cell("total", column) + cell("carried_out", column));
        }
        if let Some(carried) = carried {
            assert_eq!(cell("carried_in", "total"), carried, "{year}");
        }
        carried = Some(cell("carried_out", "total"));
    }
}

/// How many histories: `GONGKAI_HISTORIES=1000000` for the long run.
#[expect(clippy::disallowed_methods, reason = "a switch of this test alone")]
fn number() -> u64 {
    let asked = std::env::var("GONGKAI_HISTORIES").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(10_000)
}

#[test]
fn every_request_ends_once_with_its_approvals_and_the_counts_reconcile() {
    let calendar = WorkdayCalendar::statutory().unwrap();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut over = 0_u64;
    let mut replied = 0_u64;
    for _ in 0..number() / 100 {
        let cases: Vec<_> = (0..100).map(|_| history(&mut dice, calendar)).collect();
        for case in &cases {
            assert_eq!(Case::replay(case.entries().to_vec()).as_ref(), Ok(case));
            assert_eq!(case.outcome().is_some(), case.stage().is_over());
            replied_with_its_approvals(case);
            over += u64::from(case.stage() >= CaseStage::Replied);
            replied += u64::from(case.reply.is_some());
        }
        reconciles(&cases, 2021);
        reconciles(&cases, 2019);
    }
    // The dice must reach both kinds of end, or nothing was shown.
    assert!(
        over > number() / 50 && replied > number() / 200,
        "{over} {replied}"
    );
}
