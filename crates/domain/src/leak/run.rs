//! Runs of digits in a text: groups of digits with blanks or hyphens between them, as people
//! write long numbers. Full-width digits are digits; what is invisible is not there.

use std::ops::Range;

/// Digits of the longest number looked for.
const LONGEST: usize = 19;
/// Separators between two groups: ` - `.
const GAP: usize = 3;

/// Digits that stand together. An `X` may close them, for the check digit of an identity number.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) digits: String,
    bytes: Range<usize>,
    /// What stands between the group before and this one, blanks and hyphens made plain.
    gap: String,
}

/// Groups of one line that only separators part.
#[derive(Debug, Default)]
pub(super) struct Run {
    groups: Vec<Group>,
}

/// Neighbouring groups of a run, taken as one number.
pub(super) struct Span<'r> {
    pub(super) digits: String,
    pub(super) groups: &'r [Group],
    before: Option<&'r Group>,
    after: Option<&'r Group>,
}

impl Run {
    /// Every span that is not longer than the longest number.
    pub(super) fn spans(&self) -> impl Iterator<Item = Span<'_>> {
        (0..self.groups.len()).flat_map(move |from| self.spans_from(from))
    }

    fn spans_from(&self, from: usize) -> impl Iterator<Item = Span<'_>> {
        let mut digits = String::new();
        (from..self.groups.len()).map_while(move |last| {
            digits.push_str(&self.groups.get(last)?.digits);
            (digits.len() <= LONGEST).then_some(())?;
            Some(Span {
                digits: digits.clone(),
                groups: self.groups.get(from..=last)?,
                before: from.checked_sub(1).and_then(|at| self.groups.get(at)),
                after: self.groups.get(last + 1),
            })
        })
    }
}

impl Span<'_> {
    pub(super) fn start(&self) -> usize {
        self.groups.first().map_or(0, |group| group.bytes.start)
    }

    pub(super) fn end(&self) -> usize {
        self.groups.last().map_or(0, |group| group.bytes.end)
    }

    /// The lengths of its groups.
    pub(super) fn shape(&self) -> Vec<usize> {
        self.groups.iter().map(|group| group.digits.len()).collect()
    }

    /// What parts its groups, if it is the same everywhere and no tab: tabs part cells.
    pub(super) fn gap(&self) -> Option<&str> {
        let mut gaps = self.groups.iter().skip(1).map(|group| group.gap.as_str());
        let first = gaps.next()?;
        (!first.contains('\t') && gaps.all(|gap| gap == first)).then_some(first)
    }

    /// Whether it is one number of several groups and not part of a row of figures: no shorter
    /// group stands beside it at the same distance. `86` may.
    pub(super) fn is_one_number(&self) -> bool {
        let Some(gap) = self.gap() else {
            return false;
        };
        let row = |digits: &str| digits.len() < 6;
        let code = |digits: &str| matches!(digits, "86" | "086" | "0086");
        let own = self.groups.first().map_or("", |group| group.gap.as_str());
        let before = self.before.filter(|_| own == gap);
        let after = self.after.filter(|group| group.gap == gap);
        !before.is_some_and(|group| row(&group.digits) && !code(&group.digits))
            && !after.is_some_and(|group| row(&group.digits))
    }
}

/// The runs of a text.
pub(super) fn runs(text: &str) -> impl Iterator<Item = Run> {
    let mut chars = text.char_indices();
    let mut done = false;
    std::iter::from_fn(move || {
        let mut run = Run::default();
        let mut gap = String::new();
        while !done {
            let Some((at, c)) = chars.next() else {
                done = true;
                break;
            };
            let rest = chars.as_str();
            match class(c, rest) {
                Class::Digit(digit) => run.push(digit, at..at + c.len_utf8(), &mut gap),
                Class::Invisible => {}
                Class::Gap(plain) if !run.groups.is_empty() && gap.len() < GAP => gap.push(plain),
                Class::Check if run.may_close() => {
                    run.push('X', at..at + c.len_utf8(), &mut gap);
                }
                Class::Gap(_) | Class::Check | Class::Other if run.groups.is_empty() => {}
                Class::Gap(_) | Class::Check | Class::Other => break,
            }
        }
        (!run.groups.is_empty()).then_some(run)
    })
}

impl Run {
    /// Whether a check digit may follow: behind seventeen digits, or behind the last few of them.
    fn may_close(&self) -> bool {
        let last = self.groups.last().map(|group| group.digits.len());
        last.is_some_and(|length| length == 17 || length <= 6)
    }

    fn push(&mut self, digit: char, bytes: Range<usize>, gap: &mut String) {
        if let Some(group) = self.groups.last_mut().filter(|_| gap.is_empty()) {
            group.digits.push(digit);
            group.bytes.end = bytes.end;
            return;
        }
        self.groups.push(Group {
            digits: digit.into(),
            bytes,
            gap: std::mem::take(gap),
        });
    }
}

enum Class {
    Digit(char),
    /// The letter that stands for ten in a check digit.
    Check,
    Gap(char),
    Invisible,
    Other,
}

fn class(c: char, rest: &str) -> Class {
    match c {
        '0'..='9' => Class::Digit(c),
        '０'..='９' => {
            let value = u32::from(c) - u32::from('０');
            char::from_digit(value, 10).map_or(Class::Other, Class::Digit)
        }
        'x' | 'X' | 'ｘ' | 'Ｘ' if !rest.starts_with(is_code) => Class::Check,
        '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' => {
            Class::Invisible
        }
        ' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => Class::Gap(' '),
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' | '\u{fe63}' => Class::Gap('-'),
        '\t' => Class::Gap('\t'),
        _ => Class::Other,
    }
}

/// Letters and digits as codes have them, of any width.
pub(super) fn is_code(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}
