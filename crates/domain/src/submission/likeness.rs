//! Text that stands in the reports of two agencies (U-23, U-29).

use crate::rules::{LEAST_ALIKE, alike, clauses};
use std::collections::{BTreeMap, BTreeSet};

/// A section of a report in people's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Which report: an index of the caller's.
    pub report: usize,
    /// The section: `one` … `six`.
    pub section: String,
    /// What it says.
    pub text: String,
}

/// A section that two reports have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alike {
    /// The reports, the lower index first.
    pub reports: (usize, usize),
    /// The section.
    pub section: String,
    /// How much of their characters is the same, in percent.
    pub percent: usize,
}

/// Sections that are ninety percent the same in two reports of a year. Short ones are not compared.
///
/// Texts are compared in order only if the clauses that both have, in whatever order, could be as much.
pub fn neighbours(texts: &[Text]) -> Vec<Alike> {
    found(texts, |_| true)
}

/// The same for one report only, by its index.
pub fn neighbours_of(report: usize, texts: &[Text]) -> Vec<Alike> {
    found(texts, |one| one == report)
}

/// What is alike between texts of the wanted reports and all others, each pair once.
fn found(texts: &[Text], wanted: impl Fn(usize) -> bool) -> Vec<Alike> {
    let bags: Vec<Bag<'_>> = texts.iter().map(|text| Bag::of(&text.text)).collect();
    let all: Vec<(&Text, &Bag<'_>)> = texts.iter().zip(&bags).collect();
    let mut found = BTreeSet::new();
    for (text, bag) in all.iter().filter(|(text, _)| wanted(text.report)) {
        for (other, bag_of_other) in &all {
            let twice = wanted(other.report) && other.report < text.report;
            if twice || other.report == text.report || other.section != text.section {
                continue;
            }
            if bag.most_alike(bag_of_other) < LEAST_ALIKE {
                continue;
            }
            let (low, high) = if text.report < other.report {
                (text, other)
            } else {
                (other, text)
            };
            let percent = alike(&low.text, &high.text).filter(|share| *share >= LEAST_ALIKE);
            found.extend(percent.map(|percent| Alike {
                reports: (low.report, high.report),
                section: text.section.clone(),
                percent,
            }));
        }
    }
    found.into_iter().collect()
}

/// The clauses of a text without their order.
struct Bag<'t> {
    /// How often each stands there, and how long it is.
    times: BTreeMap<&'t str, (usize, usize)>,
    /// Characters of all of them.
    length: usize,
}

impl<'t> Bag<'t> {
    fn of(text: &'t str) -> Self {
        let mut bag = Self {
            times: BTreeMap::new(),
            length: 0,
        };
        for clause in clauses(text) {
            let long = clause.chars().count();
            let (times, _) = bag.times.entry(clause).or_insert((0, long));
            *times = times.saturating_add(1);
            bag.length = bag.length.saturating_add(long);
        }
        bag
    }

    /// How much of both can be the same at the most, in percent: what both have, in whatever order.
    fn most_alike(&self, other: &Self) -> usize {
        let total = self.length.saturating_add(other.length);
        // Of texts so different in length most is not the same, whatever they say.
        let most = |shared: usize| shared.saturating_mul(200).checked_div(total).unwrap_or(0);
        if most(self.length.min(other.length)) < LEAST_ALIKE {
            return 0;
        }
        let both = self.times.iter().filter_map(|(clause, (times, long))| {
            let (others, _) = other.times.get(clause)?;
            Some(times.min(others).saturating_mul(*long))
        });
        most(both.sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(report: usize, section: &str, text: &str) -> Text {
        Text {
            report,
            section: section.to_owned(),
            text: text.to_owned(),
        }
    }

    fn own(name: &str) -> String {
        let clauses = (1..=20).map(|at| format!("{name}在第{at}件事上做得还不够好，"));
        clauses.collect::<Vec<_>>().concat()
    }

    #[test]
    fn two_agencies_with_the_same_text_are_named_together() {
        let (one, other) = (own("本镇"), own("本街道"));
        let copied = format!("{one}下一年接着改。");
        let texts = [
            text(0, "five", &one),
            text(1, "five", &other),
            text(2, "five", &copied),
        ];
        let found = neighbours(&texts);
        let pairs: Vec<_> = found.iter().map(|one| one.reports).collect();
        assert_eq!(pairs, [(0, 2)]);
        assert_eq!(neighbours_of(2, &texts), found);
        assert_eq!(neighbours_of(1, &texts), []);
        assert!(
            found
                .iter()
                .all(|one| one.percent >= 90 && one.section == "five")
        );
    }

    #[test]
    fn the_same_clauses_in_another_order_are_not_a_copy() {
        let mut clauses: Vec<String> = own("本镇")
            .split_inclusive('，')
            .map(str::to_owned)
            .collect();
        let one = clauses.concat();
        clauses.reverse();
        let texts = [text(0, "five", &one), text(1, "five", &clauses.concat())];
        assert_eq!(neighbours(&texts), []);
    }

    #[test]
    fn a_section_is_compared_with_the_same_section_and_a_short_one_with_none() {
        let long = own("本局");
        let texts = [
            text(0, "one", &long),
            text(1, "five", &long),
            text(0, "six", "没有其他需要报告的事项。"),
            text(1, "six", "没有其他需要报告的事项。"),
        ];
        assert_eq!(neighbours(&texts), []);
    }
}
