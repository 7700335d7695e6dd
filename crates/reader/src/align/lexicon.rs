//! The labels of all forms, made ready for comparison.
//!
//! The labels of a statutory form are known in advance, so reading a table is not discovery but
//! alignment: how alike is what stands here to each label that may stand here.

use crate::fold::label_chars;
use gongkai_domain::report::form::{Equation, TableLayout, without_numeral};
use gongkai_domain::report::{Form, FormBook};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A row of one of the forms: index of the form in the book, index of the row in the form.
pub(crate) type RowAt = (usize, usize);

/// One spelling of a label, with everything a comparison needs.
#[derive(Debug)]
pub(crate) struct Spelling {
    chars: Vec<char>,
    /// For each distinct character the bits of its positions, sorted by character.
    masks: Vec<(char, u64)>,
    /// The rows it names.
    pub(crate) rows: Vec<RowAt>,
}

/// The numeral that opens a label: its style and its value.
pub(crate) type Opening = (OpeningStyle, u8);

/// How a numeral is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OpeningStyle {
    /// `（三）`.
    Bracketed,
    /// `三、`.
    Chinese,
    /// `3.`.
    Arabic,
}

/// All labels of all forms.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// The forms, in the order of the book.
    pub(crate) forms: Vec<Arc<Form>>,
    /// Every spelling of every row label.
    pub(crate) spellings: Vec<Spelling>,
    /// For each character, sorted, the spellings it stands in, with the bits of its positions.
    positions: Vec<(char, Vec<(usize, u64)>)>,
    /// Numeral of each row's label, by form and row.
    openings: Vec<Vec<Option<Opening>>>,
    exact: Index<usize>,
    /// The sums of each form.
    pub(crate) equations: Vec<Vec<Equation>>,
    /// Words of heads, titles and group labels, with the forms that have them, as bits.
    words: Index<u64>,
}

impl Lexicon {
    pub(crate) fn new(book: &FormBook) -> Self {
        let forms = book.forms().to_vec();
        let mut spellings: Vec<(Vec<char>, RowAt)> = Vec::new();
        let mut words: Vec<(Vec<char>, u64)> = Vec::new();
        for (number, form) in forms.iter().enumerate() {
            row_spellings(number, form, &mut spellings);
            head_words(number, form, &mut words);
        }
        let openings = forms
            .iter()
            .map(|form| form.rows().iter().map(|row| opening(&row.label)).collect())
            .collect();
        words.sort();
        words.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                earlier.1 |= later.1;
            }
            same
        });
        spellings.sort();
        let mut grouped: Vec<Spelling> = Vec::new();
        for (chars, row) in spellings {
            match grouped.last_mut() {
                Some(last) if last.chars == chars => last.rows.push(row),
                _ => grouped.push(Spelling {
                    masks: masks(&chars),
                    chars,
                    rows: vec![row],
                }),
            }
        }
        let exact = grouped
            .iter()
            .enumerate()
            .map(|(at, s)| (s.chars.clone(), at));
        let exact = Index::new(exact.collect());
        Self {
            equations: forms.iter().map(|form| form.equations()).collect(),
            forms,
            positions: positions(&grouped),
            spellings: grouped,
            openings,
            exact,
            words: Index::new(words),
        }
    }

    /// The spelling that a label is, to the letter.
    pub(crate) fn exact(&self, chars: &[char]) -> Option<usize> {
        self.exact.get(chars)
    }

    /// Whether a text is a label to the letter, its numeral aside.
    pub(crate) fn is_label(&self, text: &str) -> bool {
        self.exact(&label_chars(without_numeral(text))).is_some()
    }

    /// How alike a text is to each of the spellings: [`Spelling::likeness`] of all of them at once,
    /// for a character stands in few of them.
    pub(crate) fn likenesses(&self, text: &[char]) -> impl Iterator<Item = u16> {
        let mut rows = vec![NOTHING_COMMON; self.spellings.len()];
        for c in text {
            let found = self.positions.binary_search_by_key(c, |(known, _)| *known);
            let Some((_, spellings)) = found.ok().and_then(|at| self.positions.get(at)) else {
                continue;
            };
            for (spelling, mask) in spellings {
                if let Some(row) = rows.get_mut(*spelling) {
                    *row = extended(*row, *mask);
                }
            }
        }
        let length = text.len();
        let rows = self.spellings.iter().zip(rows);
        rows.map(move |(spelling, row)| spelling.share(row, length))
    }

    /// Whether a text is a word of heads, titles or groups, and of which forms (as bits).
    pub(crate) fn word(&self, chars: &[char]) -> Option<u64> {
        self.words.get(chars)
    }

    /// The numeral that the form prints before the label of a row.
    pub(crate) fn opening_of(&self, (form, row): RowAt) -> Option<Opening> {
        self.openings[form][row]
    }

    /// Bits of all forms.
    pub(crate) fn all_forms(&self) -> u64 {
        (1_u64 << self.forms.len()) - 1
    }
}

/// Labels to values, by their hash: most labels of a document are one of a few hundred.
#[derive(Debug)]
struct Index<T> {
    /// Sorted by hash.
    entries: Vec<(u64, Vec<char>, T)>,
}

impl<T: Copy> Index<T> {
    fn new(labels: Vec<(Vec<char>, T)>) -> Self {
        let hashed = labels
            .into_iter()
            .map(|(chars, value)| (hash(&chars), chars, value));
        let mut entries: Vec<_> = hashed.collect();
        entries.sort_by_key(|entry| entry.0);
        Self { entries }
    }

    fn get(&self, chars: &[char]) -> Option<T> {
        let hash = hash(chars);
        let first = self.entries.partition_point(|entry| entry.0 < hash);
        let mut same = self.entries[first..]
            .iter()
            .take_while(|entry| entry.0 == hash);
        same.find(|entry| entry.1 == chars).map(|entry| entry.2)
    }
}

/// FNV-1a over characters: short labels, no adversary (a collision only costs a comparison).
fn hash(chars: &[char]) -> u64 {
    chars.iter().fold(0xcbf2_9ce4_8422_2325, |hash, c| {
        (hash ^ u64::from(*c)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn row_spellings(number: usize, form: &Form, spellings: &mut Vec<(Vec<char>, RowAt)>) {
    for (at, row) in form.rows().iter().enumerate() {
        if form.tables[row.table].layout == TableLayout::Line {
            continue;
        }
        let label = without_numeral(&row.label);
        let base = label.split(['（', '(']).next().unwrap_or(label);
        let mut own: Vec<Vec<char>> = [label, base]
            .into_iter()
            .chain(row.variants.iter().map(String::as_str))
            .map(label_chars)
            .collect();
        own.sort();
        own.dedup();
        spellings.extend(own.into_iter().map(|chars| (chars, (number, at))));
    }
}

fn head_words(number: usize, form: &Form, words: &mut Vec<(Vec<char>, u64)>) {
    let mut add = |text: &str| words.push((label_chars(text), 1 << number));
    for block in form.tables.iter().flat_map(|table| &table.blocks) {
        let labels = block.columns.iter().flat_map(|column| {
            column
                .path
                .iter()
                .chain(&column.variants)
                .chain(std::iter::once(&column.label))
        });
        block
            .title
            .iter()
            .chain(&block.corner)
            .chain(labels)
            .for_each(|text| add(text));
    }
    for row in form.rows() {
        row.path.iter().for_each(|text| {
            add(text);
            add(without_numeral(text));
        });
        if form.tables[row.table].layout == TableLayout::Line {
            add(&row.label);
        }
    }
    for heading in &form.headings {
        add(&heading.label);
        add(without_numeral(&heading.label));
    }
}

fn masks(chars: &[char]) -> Vec<(char, u64)> {
    let mut masks: Vec<(char, u64)> = Vec::with_capacity(chars.len());
    for (position, c) in chars.iter().take(64).enumerate() {
        match masks.iter_mut().find(|(known, _)| known == c) {
            Some((_, bits)) => *bits |= 1 << position,
            None => masks.push((*c, 1 << position)),
        }
    }
    masks.sort_unstable();
    masks
}

fn positions(spellings: &[Spelling]) -> Vec<(char, Vec<(usize, u64)>)> {
    let mut positions: BTreeMap<char, Vec<(usize, u64)>> = BTreeMap::new();
    for (at, spelling) in spellings.iter().enumerate() {
        for (c, mask) in &spelling.masks {
            positions.entry(*c).or_default().push((at, *mask));
        }
    }
    positions.into_iter().collect()
}

/// The row of a comparison before any character: no bit of the spelling is matched.
const NOTHING_COMMON: u64 = u64::MAX;

/// The row of a comparison after a character that stands at these positions of the spelling.
fn extended(row: u64, positions: u64) -> u64 {
    let hits = row & positions;
    row.wrapping_add(hits) | (row - hits)
}

impl Spelling {
    /// How alike a text is to the spelling, in thousandths: twice the longest common
    /// subsequence over both lengths. Bit-parallel after Crochemore et al. and Hyyrö.
    pub(crate) fn likeness(&self, text: &[char]) -> u16 {
        let mut row = NOTHING_COMMON;
        for c in text {
            if let Ok(at) = self.masks.binary_search_by(|(known, _)| known.cmp(c)) {
                row = extended(row, self.masks[at].1);
            }
        }
        self.share(row, text.len())
    }

    /// The likeness that the last row of the comparison with a text of this length tells.
    fn share(&self, row: u64, text: usize) -> u16 {
        let length = self.chars.len().min(64);
        if text == 0 || length == 0 {
            return 0;
        }
        let used = u64::MAX >> (64 - length);
        let common = (!row & used).count_ones();
        let both = u32::try_from(length + text).unwrap_or(u32::MAX);
        u16::try_from(2000 * common / both).unwrap_or(0)
    }

    /// Its length in characters.
    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }
}

/// The numeral that opens a text, if one does.
pub(crate) fn opening(text: &str) -> Option<Opening> {
    let mut chars = text
        .chars()
        .map(crate::fold::fold)
        .filter(|c| *c != ' ')
        .peekable();
    let bracket = chars.next_if_eq(&'(').is_some();
    let mut value = None;
    let mut arabic = false;
    while let Some(c) = chars.next_if(|c| digit(*c).is_some()) {
        arabic |= c.is_ascii_digit();
        value = Some(
            value
                .unwrap_or(0_u8)
                .checked_mul(10)?
                .checked_add(digit(c)?)?,
        );
    }
    let style = match (bracket, arabic) {
        (true, false) => OpeningStyle::Bracketed,
        (false, false) => OpeningStyle::Chinese,
        (_, true) => OpeningStyle::Arabic,
    };
    let closed = chars.next().is_some_and(|c| ")、.．,".contains(c));
    closed.then_some(())?;
    value.map(|value| (style, value))
}

fn digit(c: char) -> Option<u8> {
    if let Some(value) = c.to_digit(10) {
        return u8::try_from(value).ok();
    }
    let position = "一二三四五六七八九".chars().position(|known| known == c)?;
    u8::try_from(position + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        Lexicon::new(FormBook::statutory().unwrap())
    }

    #[test]
    fn a_label_is_most_alike_to_itself() {
        for spelling in &lexicon().spellings {
            assert_eq!(spelling.likeness(&spelling.chars), 1000);
        }
    }

    #[test]
    fn all_spellings_at_once_are_as_alike_as_each_alone() {
        let lexicon = lexicon();
        for spelling in &lexicon.spellings {
            let mut label = spelling.chars.clone();
            label.reverse();
            let alone = lexicon.spellings.iter().map(|other| other.likeness(&label));
            assert!(lexicon.likenesses(&label).eq(alone));
        }
    }

    #[test]
    fn half_of_two_characters_in_common_is_half_alike() {
        let lexicon = lexicon();
        let at = lexicon.exact(&label_chars("规章")).unwrap();
        assert_eq!(lexicon.spellings[at].likeness(&label_chars("规草")), 500);
    }

    #[test]
    fn numerals_are_told_from_words() {
        assert_eq!(
            opening("（三）不予公开"),
            Some((OpeningStyle::Bracketed, 3))
        );
        assert_eq!(opening("3.危及"), Some((OpeningStyle::Arabic, 3)));
        assert_eq!(opening("四、结转"), Some((OpeningStyle::Chinese, 4)));
        assert_eq!(opening("三安全一稳定"), None);
    }
}
