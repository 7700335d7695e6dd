//! An invented year as the program's own records.

#![expect(
    clippy::expect_used,
    reason = "what cannot be invented is a mistake of the generator"
)]

use super::{DisputeFact, RecordFact, RequestFact, YearFacts};
use gongkai_domain::compile::{Asked, TypedCell, YearEvidence};
use gongkai_domain::dispute::{Contested, Dispute, Move, Ruling, Turn};
use gongkai_domain::identity::{AgencyId, DisputeId, RecordId, RequestId};
use gongkai_domain::ledger::{LedgerBook, Record};
use gongkai_domain::report::Form;
use gongkai_domain::request::{Counted, OutcomeBook};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

impl YearFacts {
    /// The records from which a report in this form is compiled.
    pub fn evidence(&self, form: &Form) -> YearEvidence {
        let mut records: BTreeMap<String, Vec<Record>> = BTreeMap::new();
        for fact in &self.records {
            let kept = records.entry(fact.ledger.to_owned()).or_default();
            kept.push(fact.record());
        }
        let kept = records.into_iter();
        let disputes = self.disputes.iter();
        YearEvidence {
            year: self.year,
            requests: self.requests.iter().map(|one| one.asked(form)).collect(),
            disputes: disputes
                .map(|one| (DisputeId::from_random(one.id.into()), one.dispute()))
                .collect(),
            records: kept.map(|(key, kept)| (key, Arc::new(kept))).collect(),
        }
    }

    /// What was typed, with who and when.
    pub fn typed_cells(&self) -> BTreeMap<String, TypedCell> {
        let on = Date::new(self.year + 1, 1, 8).unwrap_or(Date::MAX);
        let typed = self.typed.iter().map(|(cell, text)| {
            let typed = TypedCell {
                text: text.clone(),
                by: "某人".to_owned(),
                on,
            };
            (cell.clone(), typed)
        });
        typed.collect()
    }
}

impl RequestFact {
    fn asked(&self, form: &Form) -> Asked {
        Asked {
            id: RequestId::from_random(self.id.into()),
            number: format!("{:04}", self.id),
            counted: Counted {
                kind: self.kind,
                received_on: self.received,
                ended: self
                    .ended
                    .as_ref()
                    .map(|(outcome, on)| (row(outcome, form), *on)),
            },
        }
    }
}

fn row(outcome: &str, form: &Form) -> String {
    let outcomes = OutcomeBook::statutory().expect("the outcomes are read");
    let mut all = outcomes.all().iter();
    let known = all.find(|known| known.id.as_str() == outcome);
    let row = known.and_then(|known| known.row(form.first_year));
    row.expect("every outcome has a row in every form")
        .to_owned()
}

impl DisputeFact {
    fn dispute(&self) -> Dispute {
        let turn = |on, step| Turn { on, step };
        let file = Move::File {
            road: self.road,
            before: "某机关".to_owned(),
            request: None,
            contested: Contested::Refused,
            acted_on: self.filed,
        };
        let mut turns = vec![turn(self.filed, file)];
        if self
            .ruled
            .is_none_or(|(ruling, _)| ruling != Ruling::NotAccepted)
        {
            turns.push(turn(self.filed, Move::Accept { simplified: false }));
        }
        let decided = |(ruling, on)| turn(on, Move::Decide { ruling });
        turns.extend(self.ruled.map(decided));
        if let Some((on, again)) = self.appealed {
            turns.push(turn(on, Move::Appeal));
            turns.extend(again.map(decided));
        }
        Dispute::replay(turns).expect("the history can have been")
    }
}

impl RecordFact {
    fn record(&self) -> Record {
        let book = LedgerBook::statutory().expect("the ledgers are read");
        let ledger = book.get(self.ledger).expect("the ledger is known");
        let text = |key: &str| self.values.get(key).map(String::as_str);
        Record {
            id: RecordId::from_random(self.id.into()),
            agency: AgencyId::from_random(1),
            ledger: self.ledger.to_owned(),
            values: ledger
                .read(text, Date::MAX)
                .expect("the record can have been entered"),
            revision: 0,
            struck: None,
        }
    }
}
