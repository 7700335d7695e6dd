//! Ratings of services (办事满意率测评) and the share of those who are satisfied.

use crate::ledger::{Ledger, Record};
use std::collections::BTreeMap;

/// What is rated where no service is named.
pub const GENERAL: &str = "综合";

/// Below so many ratings a share says little.
pub const FEW: u64 = 10;

/// The grades that count as satisfied, and those that count as dissatisfied.
const SATISFIED: [&str; 2] = ["very_satisfied", "satisfied"];
const DISSATISFIED: [&str; 2] = ["dissatisfied", "very_dissatisfied"];

/// A grade and how often it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// Its key in the ledger.
    pub key: String,
    /// Its name.
    pub zh: String,
    /// How often it was given.
    pub count: u64,
}

/// Ratings, grade by grade, the best first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ratings {
    /// The grades of the ledger, those never given too.
    pub grades: Vec<Grade>,
}

impl Ratings {
    /// The ratings among these records. Struck ones count nowhere.
    pub fn of<'r>(ledger: &Ledger, records: impl IntoIterator<Item = &'r Record>) -> Self {
        let mut given: BTreeMap<&str, u64> = BTreeMap::new();
        for record in records.into_iter().filter(|one| one.struck.is_none()) {
            let count = given.entry(record.values.get("score").unwrap_or_default());
            let count = count.or_default();
            *count = count.saturating_add(1);
        }
        let choices = ledger.column("score").map(|column| &column.choices);
        let grade = |choice: &crate::ledger::Choice| Grade {
            key: choice.key.clone(),
            zh: choice.zh.clone(),
            count: given.get(choice.key.as_str()).copied().unwrap_or(0),
        };
        Self {
            grades: choices.into_iter().flatten().map(grade).collect(),
        }
    }

    /// The years in which there are ratings, the latest first.
    pub fn years<'r>(
        ledger: &Ledger,
        records: impl IntoIterator<Item = &'r Record>,
    ) -> Vec<(i16, Self)> {
        let mut years: BTreeMap<i16, Vec<&Record>> = BTreeMap::new();
        for record in records {
            if let Some(day) = record.day(ledger) {
                years.entry(day.year()).or_default().push(record);
            }
        }
        let of = |(year, records)| (year, Self::of(ledger, records));
        years.into_iter().rev().map(of).collect()
    }

    /// The ratings of a year by the service that was rated.
    pub fn by_service<'r>(
        ledger: &Ledger,
        records: impl IntoIterator<Item = &'r Record>,
        year: i16,
    ) -> BTreeMap<String, Self> {
        let mut services: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
        for record in records {
            let is_of_year = record.day(ledger).is_some_and(|day| day.year() == year);
            if let Some(service) = record.values.get("service").filter(|_| is_of_year) {
                let own = services.entry(service.to_owned());
                own.or_default().push(record);
            }
        }
        let of = |(service, records)| (service, Self::of(ledger, records));
        services.into_iter().map(of).collect()
    }

    /// How many there are.
    pub fn total(&self) -> u64 {
        self.grades.iter().map(|grade| grade.count).sum()
    }

    /// How many are 非常满意 or 满意.
    pub fn satisfied(&self) -> u64 {
        self.among(&SATISFIED)
    }

    /// How many are 不满意 or 非常不满意.
    pub fn dissatisfied(&self) -> u64 {
        self.among(&DISSATISFIED)
    }

    fn among(&self, keys: &[&str]) -> u64 {
        let wanted = |grade: &&Grade| keys.contains(&grade.key.as_str());
        let found = self.grades.iter().filter(wanted);
        found.map(|grade| grade.count).sum()
    }

    /// The share of the satisfied among all (满意率): 93.3%. None where nobody has rated.
    pub fn share_satisfied(&self) -> Option<String> {
        share(self.satisfied(), self.total())
    }

    /// Whether there are so few that a share says little.
    pub fn are_few(&self) -> bool {
        self.total() < FEW
    }
}

/// A share in per cent with one decimal, half rounded up: 93.3%. None of nothing.
pub fn share(part: u64, whole: u64) -> Option<String> {
    let doubled = part.checked_mul(2000)?.checked_add(whole)?;
    let per_mille = doubled.checked_div(whole.checked_mul(2)?)?;
    Some(format!("{}.{}%", per_mille / 10, per_mille % 10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{AgencyId, RecordId};
    use crate::ledger::{LedgerBook, Struck};
    use jiff::civil::date;

    fn ledger() -> &'static Ledger {
        LedgerBook::statutory().unwrap().get("rating").unwrap()
    }

    fn rated(service: &str, score: &str, on: &str) -> Record {
        let text = |key: &str| match key {
            "on" => Some(on),
            "service" => Some(service),
            "score" => Some(score),
            "way" => Some("kiosk"),
            _ => None,
        };
        Record {
            id: RecordId::from_random(1),
            agency: AgencyId::from_random(1),
            ledger: "rating".to_owned(),
            values: ledger().read(text, date(2026, 11, 20)).unwrap(),
            revision: 0,
            struck: None,
        }
    }

    #[test]
    fn satisfied_are_the_two_best_of_five_grades_and_the_share_is_of_all() {
        let mut records = vec![
            rated("医保", "非常满意", "2026-3-1"),
            rated("医保", "满意", "2026-3-2"),
            rated("低保", "基本满意", "2026-3-2"),
            rated("低保", "非常不满意", "2026-3-3"),
            rated("低保", "满意", "2025-3-3"),
        ];
        let years = Ratings::years(ledger(), &records);
        let [(2026, this), (2025, _)] = years.as_slice() else {
            panic!("{years:?}");
        };
        assert_eq!((this.satisfied(), this.total()), (2, 4));
        assert_eq!(this.share_satisfied().as_deref(), Some("50.0%"));
        assert_eq!(this.grades.len(), 5);
        assert!(this.are_few());
        let services = Ratings::by_service(ledger(), &records, 2026);
        assert_eq!(services["低保"].dissatisfied(), 1);
        records[3].struck = Some(Struck {
            on: date(2026, 3, 4),
            reason: "重复".to_owned(),
        });
        let (_, this) = Ratings::years(ledger(), &records).remove(0);
        assert_eq!(this.share_satisfied().as_deref(), Some("66.7%"));
    }

    #[test]
    fn where_nobody_has_rated_there_is_no_share_and_no_zero() {
        assert_eq!(Ratings::default().share_satisfied(), None);
        assert_eq!(share(0, 3).as_deref(), Some("0.0%"));
        assert_eq!(share(1, 16).as_deref(), Some("6.3%"));
    }

    #[test]
    fn the_grades_that_are_told_apart_stand_in_the_ledger() {
        let score = ledger().column("score").unwrap();
        for key in SATISFIED.into_iter().chain(DISSATISFIED) {
            assert!(score.choice(key).is_some(), "{key}");
        }
    }
}
