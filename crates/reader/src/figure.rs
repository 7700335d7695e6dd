//! What a cell says when it holds a figure: digits of any width, signs, words for more and fewer,
//! units, and the marks that offices put where there is nothing to say.

use crate::fold::{fold, is_blank, trim};
use gongkai_domain::report::MoneyUnit;
use rust_decimal::Decimal;

/// What stands in a cell that can hold a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Figure {
    /// A number.
    Number(Numeral),
    /// A mark for nothing: `/`, `—`, 无.
    Placeholder,
    /// Digits with blanks between them, two figures or one, who knows; words where a figure should
    /// stand.
    Broken,
}

/// A number as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// Its value with its sign.
    pub(crate) value: Decimal,
    /// Whether a sign or a word for more or fewer stands before it.
    pub(crate) signed: bool,
    /// The unit of money behind it.
    pub(crate) unit: Option<MoneyUnit>,
}

impl Numeral {
    /// The whole number, if it is one and no money.
    pub(crate) fn count(&self) -> Option<i64> {
        let whole = self.value.is_integer() && self.unit.is_none();
        whole
            .then(|| i64::try_from(self.value.normalize().mantissa()).ok())
            .flatten()
    }
}

/// The longest text that can be a figure, in characters.
const LONGEST: usize = 24;

/// Reads a cell as a figure; `None` if it holds anything else.
pub(crate) fn figure(text: &str) -> Option<Figure> {
    if let Some(figure) = digits(text) {
        return Some(figure);
    }
    let first = text.chars().next()?;
    if !is_blank(first) && !is_gap(fold(first)) && !opens_figure(fold(first)) {
        return None;
    }
    let text = trim(text);
    if !text
        .chars()
        .map(fold)
        .find(|c| !is_gap(*c))
        .is_some_and(opens_figure)
    {
        return None;
    }
    let mut plain = [' '; LONGEST];
    let mut length = 0;
    for c in text.chars().map(fold).filter(|c| !is_gap(*c)) {
        *plain.get_mut(length)? = c;
        length += 1;
    }
    let plain = plain.get(..length)?;
    if inner_blank_splits_digits(text) {
        let digits = plain.iter().all(|c| is_numeric(*c));
        return digits.then_some(Figure::Broken);
    }
    if is_placeholder(plain) {
        Some(Figure::Placeholder)
    } else {
        numeral(plain).map(Figure::Number)
    }
}

/// A number of digits and nothing else, which most figures are.
fn digits(text: &str) -> Option<Figure> {
    if text.is_empty() || text.len() > 18 {
        return None;
    }
    let value = text.bytes().try_fold(0_i64, |value, byte| {
        byte.is_ascii_digit()
            .then(|| value * 10 + i64::from(byte - b'0'))
    })?;
    Some(Figure::Number(Numeral {
        value: Decimal::new(value, 0),
        signed: false,
        unit: None,
    }))
}

/// Whether a figure, a sign or a mark for nothing may open with this character: most cells of
/// words say at their first that they are none.
fn opens_figure(c: char) -> bool {
    is_numeric(c) || is_mark(c) || matches!(c, '增' | '减' | '新' | '+' | '−' | '无' | '無')
}

fn is_gap(c: char) -> bool {
    c == ' ' || c.is_control()
}

fn is_numeric(c: char) -> bool {
    matches!(c, '0'..='9' | ',' | '.')
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '/' | '\\' | '-' | '—' | '–' | '―' | '－' | '_' | '~' | '─' | '…' | '*'
    )
}

/// `1 2` in one cell is two figures, not twelve.
fn inner_blank_splits_digits(text: &str) -> bool {
    let mut before = None;
    let mut gap = false;
    for c in text.chars().map(fold) {
        if is_gap(c) {
            gap = true;
            continue;
        }
        if gap && c.is_ascii_digit() && before.is_some_and(|b: char| b.is_ascii_digit()) {
            return true;
        }
        (before, gap) = (Some(c), false);
    }
    false
}

fn is_placeholder(plain: &[char]) -> bool {
    !plain.is_empty() && (plain.iter().all(|c| is_mark(*c)) || plain == ['无'] || plain == ['無'])
}

fn numeral(plain: &[char]) -> Option<Numeral> {
    let (sign, rest) = sign(plain);
    let digits = rest.iter().take_while(|c| is_numeric(**c)).count();
    let (number, unit) = rest.split_at_checked(digits)?;
    let value = decimal(number)?;
    let unit = measure(unit)?;
    let value = if sign == Some(true) { -value } else { value };
    Some(Numeral {
        value,
        signed: sign.is_some(),
        unit,
    })
}

/// The sign, `true` for minus, and what follows it.
fn sign(plain: &[char]) -> (Option<bool>, &[char]) {
    const WORDS: [(&[char], bool); 8] = [
        (&['增', '加'], false),
        (&['减', '少'], true),
        (&['新', '增'], false),
        (&['增'], false),
        (&['减'], true),
        (&['+'], false),
        (&['-'], true),
        (&['−'], true),
    ];
    let found = WORDS
        .iter()
        .find_map(|(word, minus)| Some((*minus, plain.strip_prefix(*word)?)));
    found.map_or((None, plain), |(minus, rest)| (Some(minus), rest))
}

/// The unit behind the digits: money, measure words (no unit of money), or nothing.
#[expect(
    clippy::option_option,
    reason = "no measure word at all is an answer of its own"
)]
fn measure(unit: &[char]) -> Option<Option<MoneyUnit>> {
    const MEASURES: &str = "件条项个次份宗批起人篇例户家处张页种";
    if unit.len() <= 3 && unit.iter().all(|c| MEASURES.contains(*c)) {
        return Some(None);
    }
    let spelled: String = unit.iter().filter(|c| !"()人民币".contains(**c)).collect();
    match spelled.trim_end_matches('整') {
        "圆" => Some(Some(MoneyUnit::Yuan)),
        "万" => Some(Some(MoneyUnit::WanYuan)),
        "亿" => Some(Some(MoneyUnit::YiYuan)),
        name => MoneyUnit::from_name(name).map(Some),
    }
}

/// Digits with thousands separators and a decimal point.
fn decimal(number: &[char]) -> Option<Decimal> {
    let point = number.iter().position(|c| *c == '.');
    let (whole, fraction) = number.split_at(point.unwrap_or(number.len()));
    let fraction = fraction.get(1..).unwrap_or_default();
    let plain = !whole.is_empty() && grouped(whole) && fraction.iter().all(char::is_ascii_digit);
    if !plain || (point.is_some() && fraction.is_empty()) {
        return None;
    }
    let digits = whole.iter().chain(fraction).filter(|c| **c != ',');
    let mantissa = digits.clone().try_fold(0_i64, |sum, digit| {
        sum.checked_mul(10)?
            .checked_add(i64::from(digit.to_digit(10)?))
    })?;
    Some(Decimal::new(mantissa, u32::try_from(fraction.len()).ok()?))
}

/// Whether commas, if there are any, stand after each group of three.
fn grouped(whole: &[char]) -> bool {
    if !whole.contains(&',') {
        return true;
    }
    let mut groups = whole.split(|c| *c == ',');
    let first = groups
        .next()
        .is_some_and(|group| (1..=3).contains(&group.len()));
    first && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<(String, Option<MoneyUnit>)> {
        match figure(text)? {
            Figure::Number(n) => Some((n.value.to_string(), n.unit)),
            Figure::Placeholder => Some((String::from("nothing"), None)),
            Figure::Broken => Some((String::from("broken"), None)),
        }
    }

    #[test]
    fn figures_are_read_as_offices_print_them() {
        for (text, value, unit) in [
            ("0　", "0", None),
            ("1,362", "1362", None),
            ("１２", "12", None),
            ("+19", "19", None),
            ("－3", "-3", None),
            ("增98", "98", None),
            ("减 4", "-4", None),
            ("31批次", "31", None),
            ("76.3 万元", "76.3", Some(MoneyUnit::WanYuan)),
            ("0.00 元", "0.00", Some(MoneyUnit::Yuan)),
            ("/", "nothing", None),
            ("—", "nothing", None),
            ("无", "nothing", None),
            ("--", "nothing", None),
            ("1 2", "broken", None),
        ] {
            assert_eq!(number(text), Some((value.to_owned(), unit)), "{text}");
        }
    }

    #[test]
    fn what_is_no_single_figure_is_none() {
        for text in [
            "",
            "1,36",
            "本单位未制作规章",
            "增",
            "未增未减",
            "0/0",
            "2020年",
            "1.",
            "12345678901234567890",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
