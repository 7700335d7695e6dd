//! What passwords must be like, by profile (ASVS 5.0; GB/T 22239 for graded protection).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A profile of rules for passwords.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasswordProfile {
    /// ASVS: length counts, nothing common, no forced change.
    #[default]
    Asvs,
    /// 等级保护: also three kinds of characters, and a change every 90 days.
    Dengbao,
}

/// Characters.
const SHORTEST: usize = 8;
const SHORTEST_DENGBAO: usize = 10;
const LONGEST: usize = 128;

/// What is guessed first, one a line, in order: the passwords most people have, walks over the
/// keyboard, pinyin of names, places, offices and phrases, years. Words of which a listed one is the
/// better part are left out.
const COMMON: &str = include_str!("common_passwords.txt");

impl PasswordProfile {
    /// What is wrong with a password; nothing, if it may be used. `context` are words an attacker
    /// would try: the login, the agency, the place.
    pub fn faults(self, password: &str, context: &[&str]) -> Vec<String> {
        let mut faults = Vec::new();
        let length = password.chars().count();
        let shortest = match self {
            Self::Asvs => SHORTEST,
            Self::Dengbao => SHORTEST_DENGBAO,
        };
        if length < shortest {
            faults.push(format!("密码至少{shortest}个字符，您输入了{length}个。"));
        }
        if length > LONGEST {
            faults.push(format!("密码最多{LONGEST}个字符，您输入了{length}个。"));
        }
        if is_guessable(password, context) {
            faults
                .push("这个密码太常见或者太容易猜到，请换一个，例如用几个不相干的词。".to_owned());
        }
        if self == Self::Dengbao && kinds(password) < 3 {
            faults.push("密码要有大写字母、小写字母、数字、符号中的至少三种。".to_owned());
        }
        faults
    }

    /// Whether a password set then has to be changed now.
    pub fn is_expired(self, set_at: Timestamp, now: Timestamp) -> bool {
        const SECONDS_OF_90_DAYS: i64 = 90 * 24 * 3600;
        match self {
            Self::Asvs => false,
            Self::Dengbao => {
                now.as_second().saturating_sub(set_at.as_second()) > SECONDS_OF_90_DAYS
            }
        }
    }
}

fn is_guessable(password: &str, context: &[&str]) -> bool {
    let folded = password.to_lowercase();
    let named = context.iter().filter(|word| word.chars().count() > 2);
    let words = COMMON.lines().chain(named.copied());
    let mut letters: Vec<char> = folded.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    letters.len() < 4 || is_run(&folded) || words.into_iter().any(|word| adds_little(&folded, word))
}

/// Whether a password is a word with little around it: a few characters, or a year or date.
fn adds_little(password: &str, word: &str) -> bool {
    let Some((before, after)) = password.split_once(&word.to_lowercase()) else {
        return false;
    };
    let rest = before.chars().chain(after.chars());
    let count = rest.clone().count();
    let only_figures = rest
        .into_iter()
        .all(|c| !c.is_alphabetic() || "年月日号".contains(c));
    count < 3 || (only_figures && count <= 8)
}

/// 23456789, abcdefgh, and backwards.
fn is_run(password: &str) -> bool {
    let codes: Vec<u32> = password.chars().map(u32::from).collect();
    let steps = || codes.iter().zip(codes.iter().skip(1));
    steps().all(|(a, b)| a.checked_add(1) == Some(*b))
        || steps().all(|(a, b)| b.checked_add(1) == Some(*a))
}

fn kinds(password: &str) -> usize {
    let has = |kind: fn(char) -> bool| usize::from(password.chars().any(kind));
    has(char::is_uppercase)
        + has(char::is_lowercase)
        + has(char::is_numeric)
        + has(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_a_password_and_a_run_of_digits_is_none() {
        let faults = |password: &str| PasswordProfile::Asvs.faults(password, &["haibin"]);
        assert_eq!(faults("清风徐来水波不兴"), Vec::<String>::new());
        assert_eq!(faults("correct horse"), Vec::<String>::new());
        for weak in [
            "短",
            "12345678",
            "Password1",
            "haibin2026",
            "aaaaaaaab",
            "98765432",
        ] {
            assert!(!faults(weak).is_empty(), "{weak}");
        }
    }

    #[test]
    fn the_list_of_common_passwords_is_in_order_and_small() {
        let words: Vec<&str> = COMMON.lines().collect();
        assert!(words.is_sorted_by(|a, b| a < b), "sorted, none twice");
        assert!(words.len() >= 3000 && COMMON.len() <= 40 * 1024);
        let plain = |word: &&str| word.len() >= 4 && word.to_lowercase() == **word;
        assert_eq!(words.iter().find(|word| !plain(word)), None);
    }

    #[test]
    fn what_offices_are_known_to_choose_is_refused() {
        let near = ["li.wei", "haibin", "海滨街道"];
        for weak in [
            "P@ssw0rd2024",
            "1qaz@WSX",
            "!QAZ2wsx",
            "qweasdzxc",
            "woaini1314",
            "Zhengfu@2026",
            "xxgk2019!",
            "Admin@123456",
            "zhangwei88",
            "5201314520",
            "jiedaoban123",
            "Haibin@2026",
            "海滨街道2026年",
            "19900101",
        ] {
            assert!(is_guessable(weak, &near), "{weak}");
        }
        for good in [
            "山高月小水落石出",
            "tulip-Bicycle-rain",
            "wo7dian!kaihui.le",
            "Xk4#vPz9qL",
        ] {
            assert!(!is_guessable(good, &near), "{good}");
        }
    }

    #[test]
    fn graded_protection_asks_for_three_kinds_and_for_a_change_after_ninety_days() {
        let profile = PasswordProfile::Dengbao;
        assert!(!profile.faults("correct horse", &[]).is_empty());
        assert_eq!(profile.faults("Correct horse 7", &[]), Vec::<String>::new());
        let set = Timestamp::from_second(0).unwrap();
        let day = |n: i64| Timestamp::from_second(n * 24 * 3600).unwrap();
        assert!(!profile.is_expired(set, day(90)));
        assert!(profile.is_expired(set, day(91)));
        assert!(!PasswordProfile::Asvs.is_expired(set, day(4000)));
    }
}
