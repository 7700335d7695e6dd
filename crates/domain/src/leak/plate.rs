//! Number plates of vehicles (GA 36), those of new energy included: 浙C·12345, 浙CD12345.

use super::context::Context;
use super::word::folded;
use super::{Gravity, Hit, LeakKind, kind};

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// What may stand in the last place.
const USES: [char; 9] = ['警', '学', '挂', '领', '试', '超', '港', '澳', '使'];
/// What parts the letter of the city from the rest.
const GAPS: &str = "·•・‧∙.． \u{a0}\u{3000}-";
/// First letters of standards, of which a new one is 新GB…
const STANDARDS: [&str; 12] = [
    "GB", "DB", "JG", "CJ", "JT", "HJ", "DL", "SL", "YY", "WS", "TD", "TB",
];

/// The plates of a text.
pub(super) fn hits(text: &str) -> Vec<Hit> {
    let places = text.char_indices();
    places
        .filter(|(_, c)| PROVINCES.contains(*c))
        .filter_map(|(at, province)| hit(text, at, province))
        .collect()
}

fn hit(text: &str, at: usize, province: char) -> Option<Hit> {
    let behind = text.get(at + province.len_utf8()..)?;
    let city = behind.chars().next().filter(|c| is_letter(folded(*c)))?;
    let rest = behind.get(city.len_utf8()..)?;
    let gap = rest.chars().next().filter(|c| GAPS.contains(*c));
    let gap = gap.map_or(0, char::len_utf8);
    let (body, length) = body(rest.get(gap..)?)?;
    let city = folded(city)?;
    let end = text.len() - rest.len() + gap + length;
    let context = Context::new(text, at..end);
    let vehicle = context.is_called(&["车", "号牌", "牌照"]);
    let standard = format!("{city}{body}");
    let standard = STANDARDS.iter().any(|name| standard.starts_with(name));
    let other = context.is_register_number() || context.is_amount() || standard;
    (vehicle || !other).then(|| Hit {
        kind: LeakKind::Plate,
        gravity: Gravity::Doubtful,
        excerpt: kind::masked(LeakKind::Plate, &format!("{province}{city}{body}")),
        bytes: at..end,
    })
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_uppercase() && c != 'I')
}

/// The five or six places behind the city's letter, and their bytes.
fn body(text: &str) -> Option<(String, usize)> {
    let mut body = String::new();
    let mut length = 0;
    for c in text.chars() {
        let Some(folded) = folded(c) else {
            if body.len() == 4 && USES.contains(&c) {
                body.push(c);
                length += c.len_utf8();
            }
            break;
        };
        body.push(folded);
        length += c.len_utf8();
    }
    let known = body.chars().all(|c| c != 'I' && c != 'O');
    (known && (is_fuel(&body) || is_electric(&body))).then_some((body, length))
}

/// Five places, three digits at least.
fn is_fuel(body: &str) -> bool {
    let digits = body.chars().filter(char::is_ascii_digit).count();
    body.chars().count() == 5 && digits >= 3
}

/// Six places: the letter in front, or behind on large vehicles.
fn is_electric(body: &str) -> bool {
    let digits = |text: Option<&str>| text.is_some_and(|t| t.bytes().all(|b| b.is_ascii_digit()));
    let kind = |c: Option<char>| c.is_some_and(|c| ('A'..='K').contains(&c));
    let small = kind(body.chars().next()) && digits(body.get(2..6));
    let large = kind(body.chars().next_back()) && digits(body.get(..5));
    body.len() == 6 && (small || large)
}
