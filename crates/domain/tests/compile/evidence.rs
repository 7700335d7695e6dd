//! Invented years: requests, disputes and ledgers by dice, the same on any machine.

use gongkai_domain::compile::{
    Asked, Compilation, CompilationBook, Compiled, TypedCell, YearEvidence, compile,
};
use gongkai_domain::dispute::{Contested, Dispute, Move, Road, Ruling, Turn};
use gongkai_domain::identity::{AgencyId, DisputeId, RecordId, RequestId};
use gongkai_domain::ledger::{LedgerBook, Record, Values};
use gongkai_domain::report::{Form, FormBook};
use gongkai_domain::request::{Counted, OutcomeBook, RequesterKind};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The year of the reports.
pub(crate) const YEAR: i16 = 2022;

/// A small generator.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    fn of<T: Clone>(&mut self, from: &[T]) -> T {
        let at = self.roll(u64::try_from(from.len()).unwrap());
        from[usize::try_from(at).unwrap()].clone()
    }

    fn day(&mut self, years: i16) -> Date {
        let first = date(YEAR + 1 - years, 1, 1);
        let days = i64::try_from(self.roll(365 * u64::try_from(years).unwrap())).unwrap();
        first.checked_add(days.days()).unwrap()
    }

    fn id(&mut self) -> u128 {
        u128::from(self.roll(u64::MAX >> 11)) << 64 | u128::from(self.roll(u64::MAX >> 11))
    }
}

pub(crate) fn form(id: &str) -> &'static Arc<Form> {
    FormBook::statutory().unwrap().get(id).unwrap()
}

pub(crate) fn sources(form: &Form) -> &'static Compilation {
    let book = CompilationBook::statutory().unwrap();
    book.of_form(&form.id).unwrap()
}

/// The report of the evidence; whatever is asked for is none.
pub(crate) fn compiled(form: &Arc<Form>, evidence: &YearEvidence) -> Compiled {
    let ledgers = LedgerBook::statutory().unwrap();
    let nothing = TypedCell {
        text: "0".to_owned(),
        by: "某人".to_owned(),
        on: date(YEAR + 1, 1, 8),
    };
    let cells = form.cells().iter();
    let typed: BTreeMap<String, TypedCell> = cells
        .map(|spec| (spec.id.clone(), nothing.clone()))
        .collect();
    compile(form, sources(form), evidence, ledgers, &typed)
}

/// A year of an office.
pub(crate) fn year(dice: &mut Dice, form: &Form) -> YearEvidence {
    let mut evidence = YearEvidence {
        year: YEAR,
        ..YearEvidence::default()
    };
    for number in 0..dice.roll(9) {
        evidence.requests.push(asked(dice, form, number));
    }
    for _ in 0..dice.roll(4) {
        let id = DisputeId::from_random(dice.id());
        evidence.disputes.push((id, dispute(dice)));
    }
    for ledger in ["normative", "power", "fee", "decision", "procurement"] {
        let records = (0..dice.roll(6)).map(|_| record(dice, ledger)).collect();
        evidence
            .records
            .insert(ledger.to_owned(), Arc::new(records));
    }
    evidence
}

fn asked(dice: &mut Dice, form: &Form, number: u64) -> Asked {
    let outcomes = OutcomeBook::statutory().unwrap();
    let received_on = dice.day(3);
    let row = dice
        .of(outcomes.all())
        .row(form.first_year)
        .unwrap()
        .to_owned();
    let days = i64::try_from(dice.roll(90)).unwrap();
    let on = received_on.checked_add(days.days()).unwrap();
    Asked {
        id: RequestId::from_random(dice.id()),
        number: format!("{number:04}"),
        counted: Counted {
            kind: dice.of(&RequesterKind::ALL),
            received_on,
            ended: (dice.roll(4) > 0).then_some((row, on)),
        },
    }
}

fn dispute(dice: &mut Dice) -> Dispute {
    let road = dice.of(&Road::ALL);
    let filed = dice.day(2);
    let mut turns = vec![
        Turn {
            on: filed,
            step: Move::File {
                road,
                before: "某机关".to_owned(),
                request: None,
                contested: Contested::Refused,
                acted_on: filed,
            },
        },
        Turn {
            on: filed,
            step: Move::Accept { simplified: false },
        },
    ];
    let ruling = dice.of(&Ruling::ALL);
    if ruling.fits(road) && ruling != Ruling::NotAccepted && dice.roll(3) > 0 {
        let days = i64::try_from(dice.roll(200)).unwrap();
        turns.push(Turn {
            on: filed.checked_add(days.days()).unwrap(),
            step: Move::Decide { ruling },
        });
    }
    Dispute::replay(turns).unwrap()
}

fn record(dice: &mut Dice, ledger: &str) -> Record {
    let first = dice.day(3);
    let days = |dice: &mut Dice| i64::try_from(dice.roll(500)).unwrap().days();
    let later = first.checked_add(days(dice)).unwrap();
    let kind = dice.of(&[
        "permits",
        "other_services",
        "penalties",
        "coercive_measures",
    ]);
    let ended = dice.roll(3) == 0;
    let text = |key: &str, text: &str| (key.to_owned(), text.to_owned());
    let mut values = match ledger {
        "normative" => vec![text("title", "办法"), text("made_on", &first.to_string())],
        "power" => vec![
            text("name", "事项"),
            text("kind", kind),
            text("from", &first.to_string()),
        ],
        "fee" => vec![text("name", "收费"), text("from", &first.to_string())],
        "decision" => vec![
            text("on", &first.to_string()),
            text("kind", kind),
            text("count", &dice.roll(50).to_string()),
        ],
        _ => vec![
            text("on", &first.to_string()),
            text("project", "采购"),
            text("projects", &(1 + dice.roll(3)).to_string()),
            text("amount", &format!("{} 元", dice.roll(90_000))),
        ],
    };
    match ledger {
        "normative" if dice.roll(4) > 0 => {
            values.push(text("published_on", &first.to_string()));
            if ended {
                values.push(text("repealed_on", &later.to_string()));
            }
        }
        "power" | "fee" if ended => values.push(text("until", &later.to_string())),
        _ => {}
    }
    let values: BTreeMap<String, String> = values.into_iter().collect();
    let values: Values = serde_json::from_value(serde_json::to_value(values).unwrap()).unwrap();
    Record {
        id: RecordId::from_random(dice.id()),
        agency: AgencyId::from_random(1),
        ledger: ledger.to_owned(),
        values,
        revision: 0,
        struck: None,
    }
}
