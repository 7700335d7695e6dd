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
/// Two texts that are so alike share most of their clauses; only pairs that share half are compared in
/// order.
pub fn neighbours(texts: &[Text]) -> Vec<Alike> {
    found(texts, |_, _| true)
}

/// The same for one report only, by its index.
pub fn neighbours_of(report: usize, texts: &[Text]) -> Vec<Alike> {
    found(texts, |left, right| left == report || right == report)
}

fn found(texts: &[Text], wanted: impl Fn(usize, usize) -> bool) -> Vec<Alike> {
    let sets: Vec<BTreeSet<&str>> = texts
        .iter()
        .map(|text| clauses(&text.text).into_iter().collect())
        .collect();
    let mut found = Vec::new();
    for (left, right) in candidates(texts, &sets, wanted) {
        let (Some(one), Some(other)) = (texts.get(left), texts.get(right)) else {
            continue;
        };
        let percent = alike(&one.text, &other.text).filter(|share| *share >= LEAST_ALIKE);
        found.extend(percent.map(|percent| Alike {
            reports: (one.report.min(other.report), one.report.max(other.report)),
            section: one.section.clone(),
            percent,
        }));
    }
    found.sort();
    found
}

/// Pairs of texts of one section and two reports that share half of the clauses of the shorter one.
fn candidates(
    texts: &[Text],
    sets: &[BTreeSet<&str>],
    wanted: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let of = |index: usize| texts.get(index).map_or(usize::MAX, |text| text.report);
    let wanted = |left, right| of(left) != of(right) && wanted(of(left), of(right));
    let mut holders: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (index, (text, set)) in texts.iter().zip(sets).enumerate() {
        for clause in set {
            let key = (text.section.as_str(), *clause);
            holders.entry(key).or_default().push(index);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for indices in holders.values() {
        for (at, left) in indices.iter().enumerate() {
            let rest = indices.iter().skip(at.saturating_add(1));
            for right in rest.filter(|right| wanted(*left, **right)) {
                let count = shared.entry((*left, *right)).or_default();
                *count = count.saturating_add(1);
            }
        }
    }
    let size = |index: usize| sets.get(index).map_or(0, BTreeSet::len);
    shared
        .into_iter()
        .filter(|((left, right), count)| {
            of(*left) != of(*right) && count.saturating_mul(2) >= size(*left).min(size(*right))
        })
        .map(|(pair, _)| pair)
        .collect()
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
