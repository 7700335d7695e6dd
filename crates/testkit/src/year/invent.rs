//! Inventing a year, from a seed.

use super::{DisputeFact, RecordFact, RequestFact, YearFacts};
use crate::Rng;
use gongkai_domain::dispute::{Road, Ruling};
use gongkai_domain::report::Form;
use gongkai_domain::report::form::CellKind;
use gongkai_domain::request::{OutcomeBook, RequesterKind};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The rows of section two of which powers and decisions are counted.
const ROWS: [&str; 4] = [
    "permits",
    "other_services",
    "penalties",
    "coercive_measures",
];

/// Days after the end of the year on which something may still happen: what is on record in spring, when
/// a report is compiled again.
const AFTER: i64 = 60;

impl YearFacts {
    /// A year of an office: anything from nothing at all to a handful of each. Nothing is typed.
    pub fn invented(rng: &mut Rng, year: i16) -> Self {
        let mut facts = Self {
            year,
            requests: Vec::new(),
            disputes: Vec::new(),
            records: Vec::new(),
            typed: BTreeMap::new(),
        };
        for _ in 0..rng.below(9) {
            let one = RequestFact::invented(rng, year, facts.next());
            facts.requests.push(one);
        }
        for _ in 0..rng.below(4) {
            let one = DisputeFact::invented(rng, year, facts.next());
            facts.disputes.push(one);
        }
        for ledger in [
            "normative",
            "power",
            "fee",
            "decision",
            "procurement",
            "problem",
        ] {
            for _ in 0..rng.below(6) {
                let record = record(rng, year, (facts.next(), ledger));
                facts.records.push(record);
            }
        }
        facts
    }

    /// A number that nothing on record has.
    pub fn next(&self) -> u32 {
        let requests = self.requests.iter().map(|one| one.id);
        let disputes = self.disputes.iter().map(|one| one.id);
        let records = self.records.iter().map(|one| one.id);
        let all = requests.chain(disputes).chain(records);
        all.max().unwrap_or(0) + 1
    }

    /// The same with a number typed into every cell of a form that a person might be asked for. The
    /// documents in force are those made less those repealed: there were none the year before.
    #[must_use]
    pub fn typed_in(mut self, rng: &mut Rng, form: &Form) -> Self {
        for spec in form.cells() {
            let count = rng.between(0, 40);
            let text = match spec.kind {
                CellKind::Count => count.to_string(),
                CellKind::Change => (count - 20).to_string(),
                CellKind::Amount(_) => format!("{count}{}", rng.pick(&["", "元", "万元"])),
            };
            self.typed.insert(spec.id.clone(), text);
        }
        let made = rng.between(0, 9);
        let fewer = rng.between(0, made);
        let row = "proactive.normative_documents";
        for (column, count) in [
            ("issued", made),
            ("repealed", fewer),
            ("in_force", made - fewer),
            ("made", made),
            ("published", fewer),
            ("total", made),
        ] {
            if let Some(text) = self.typed.get_mut(&format!("{row}.{column}")) {
                *text = count.to_string();
            }
        }
        self
    }
}

/// A day of the year, of the two before or of the weeks after.
fn day(rng: &mut Rng, year: i16) -> Date {
    let first = Date::new(year - 2, 1, 1).unwrap_or(Date::MIN);
    later(first, rng.between(0, 3 * 365 + AFTER))
}

fn later(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(Date::MAX)
}

impl RequestFact {
    /// A request about a year; one of four is not over.
    pub fn invented(rng: &mut Rng, year: i16, id: u32) -> Self {
        let received = day(rng, year);
        let outcomes = OutcomeBook::statutory().map_or(&[][..], OutcomeBook::all);
        let outcome = &outcomes[rng.below(outcomes.len())];
        let on = later(received, rng.between(0, 90));
        Self {
            id,
            kind: rng.pick(&RequesterKind::ALL),
            received,
            ended: (!rng.chance(25)).then(|| (outcome.id.as_str().to_owned(), on)),
        }
    }
}

impl DisputeFact {
    /// A dispute; judgments may be appealed.
    pub fn invented(rng: &mut Rng, year: i16, id: u32) -> Self {
        let road = rng.pick(&Road::ALL);
        let filed = day(rng, year);
        let ruled = ruling(rng, road, filed);
        let accepted = |(ruling, _): &(Ruling, Date)| *ruling != Ruling::NotAccepted;
        let may_appeal = ruled.filter(|one| road != Road::Reconsideration && accepted(one));
        let appealed = may_appeal.filter(|_| rng.chance(40)).map(|(_, on)| {
            let appealed = later(on, rng.between(0, 15));
            (appealed, ruling(rng, road, appealed).filter(accepted))
        });
        Self {
            id,
            road,
            filed,
            ruled,
            appealed,
        }
    }
}

/// A ruling that this way knows, or none yet.
fn ruling(rng: &mut Rng, road: Road, from: Date) -> Option<(Ruling, Date)> {
    let ruling = rng.pick(&Ruling::ALL);
    let on = later(from, rng.between(0, 200));
    (ruling.fits(road) && rng.chance(70)).then_some((ruling, on))
}

/// A record of a ledger.
fn record(rng: &mut Rng, year: i16, (id, ledger): (u32, &'static str)) -> RecordFact {
    let first = day(rng, year);
    let end = rng.chance(35).then(|| later(first, rng.between(0, 500)));
    let mut values = BTreeMap::new();
    let mut set = |key, text: String| values.insert(key, text);
    match ledger {
        "normative" => {
            set("title", format!("办法{id}"));
            set("made_on", first.to_string());
            if rng.chance(75) {
                set("published_on", later(first, rng.between(0, 20)).to_string());
            }
            end.map(|end| set("repealed_on", end.to_string()));
        }
        "power" | "fee" => {
            set("name", format!("事项{id}"));
            set("from", first.to_string());
            if ledger == "power" {
                let counted = rng.chance(80);
                let other = rng.pick(&["unsorted", "none"]);
                let kind = if counted { rng.pick(&ROWS) } else { other };
                set("kind", kind.to_owned());
            }
            end.map(|end| set("until", end.to_string()));
        }
        "decision" => {
            set("on", first.to_string());
            set("kind", rng.pick(&ROWS).to_owned());
            set("count", rng.below(50).to_string());
        }
        "procurement" => {
            set("on", first.to_string());
            set("project", format!("采购{id}"));
            set("projects", (1 + rng.below(3)).to_string());
            if rng.chance(90) {
                set("amount", money(rng));
            }
        }
        _ => {
            set("noted_on", first.to_string());
            set("problem", format!("问题{id}"));
            set("measure", format!("措施{id}"));
        }
    }
    RecordFact { id, ledger, values }
}

/// An amount, seldom without a unit.
fn money(rng: &mut Rng) -> String {
    let unit = rng.pick(&[" 元", " 元", " 元", " 万元", " 万元", ""]);
    format!("{}{unit}", rng.below(90_000))
}
