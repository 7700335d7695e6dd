//! How like two descriptions are: the evidence for repeated and bulk requests.

use std::collections::BTreeMap;

/// How like two texts are, in thousandths: twice the pairs of neighbouring characters that both have,
/// over all pairs of both. Blanks and marks do not count.
pub fn likeness(one: &str, other: &str) -> u16 {
    let (one, other) = (pairs(one), pairs(other));
    let all = total(&one).saturating_add(total(&other));
    if all == 0 {
        return 0;
    }
    let common = one.iter().map(|(pair, count)| {
        let there = other.get(pair).copied().unwrap_or(0);
        u64::from(there.min(*count))
    });
    let common: u64 = common.sum();
    u16::try_from(common.saturating_mul(2000) / all).unwrap_or(1000)
}

fn pairs(text: &str) -> BTreeMap<(char, char), u32> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut pairs = BTreeMap::new();
    for (first, second) in letters.iter().zip(letters.iter().skip(1)) {
        *pairs.entry((*first, *second)).or_insert(0) += 1;
    }
    pairs
}

fn total(pairs: &BTreeMap<(char, char), u32>) -> u64 {
    pairs.values().map(|count| u64::from(*count)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_wish_in_other_marks_is_the_same_and_another_wish_is_not() {
        let road = "2025年镇区道路改造工程决算";
        assert_eq!(likeness(road, "2025年，镇区道路改造工程（决算）"), 1000);
        assert!(likeness(road, "2024年镇区道路改造工程预算") > 500);
        assert!(likeness(road, "宅基地审批结果") < 200);
        assert_eq!(likeness("", ""), 0);
    }
}
