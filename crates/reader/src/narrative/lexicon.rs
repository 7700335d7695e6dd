//! How the words of the vocabulary are found in the text.

use super::number;
use super::vocabulary::VOCABULARY;
use super::word::Word;
use std::sync::LazyLock;

/// What may begin with a character; a bit set in vain costs a look, never a mistake.
pub(super) mod opens {
    /// A word of the vocabulary.
    pub(in super::super) const WORD: u8 = 1;
    /// A numeral in characters.
    pub(in super::super) const NUMERAL: u8 = 2;
    /// A name in marks, or an ordinal.
    pub(in super::super) const SKIPPED: u8 = 4;
    /// A measure word.
    pub(in super::super) const UNIT: u8 = 8;
    /// The end of a sentence.
    pub(in super::super) const STOP: u8 = 16;
    /// A word of absence.
    pub(in super::super) const ABSENCE: u8 = 32;
}

/// The vocabulary, ready to be looked up.
pub(super) struct Lexicon {
    words: Vec<Entry>,
    /// Where the words that begin with a pair of characters stand; words of one character stand
    /// by that character alone, behind them.
    pairs: Vec<u16>,
    singles: Vec<u16>,
    signs: Box<[u8; SINGLES]>,
}

/// A word with its first bytes as one number, so that most of the others are passed over at once.
struct Entry {
    word: Word,
    name: &'static str,
    begins: u128,
    covers: u128,
}

impl Entry {
    fn new(name: &'static str, word: Word) -> Self {
        let covered = name.len().min(WIDE);
        let covers = u128::MAX.checked_shr(u32::try_from(8 * (WIDE - covered)).unwrap_or(0));
        Self {
            word,
            name,
            begins: wide(name.as_bytes()),
            covers: covers.unwrap_or(0),
        }
    }

    fn begins(&self, bytes: &[u8], wide: u128) -> bool {
        wide & self.covers == self.begins
            && (self.name.len() <= WIDE || bytes.starts_with(self.name.as_bytes()))
    }
}

const WIDE: usize = 16;
const SINGLES: usize = 4096;
const PAIRS: usize = 8192;

impl Lexicon {
    /// The vocabulary.
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    /// What may begin with the character that begins these bytes.
    pub(super) fn signs(&self, bytes: &[u8]) -> u8 {
        self.signs.get(single(bytes)).copied().unwrap_or(0)
    }

    /// The longest word that begins the text.
    pub(super) fn word_at(&self, text: &str) -> Option<(Word, usize)> {
        let bytes = text.as_bytes();
        let wide = wide(bytes);
        let begins = |entry: &&Entry| entry.begins(bytes, wide);
        let pair = self.among(&self.pairs, pair(bytes)).iter().find(begins);
        let found =
            pair.or_else(|| self.among(&self.singles, single(bytes)).iter().find(begins))?;
        Some((found.word, found.name.len()))
    }

    fn among(&self, from: &[u16], bucket: usize) -> &[Entry] {
        let bound = |at: usize| from.get(at).map_or(0, |it| usize::from(*it));
        self.words
            .get(bound(bucket)..bound(bucket + 1))
            .unwrap_or_default()
    }

    fn build() -> Self {
        let all = VOCABULARY
            .iter()
            .flat_map(|(word, names)| names.split_whitespace().map(|name| (name, *word)));
        let place = |name: &str| {
            let bytes = name.as_bytes();
            let alone = is_single(name);
            let bucket = if alone { single(bytes) } else { pair(bytes) };
            (alone, bucket, usize::MAX - name.len())
        };
        let mut placed: Vec<_> = all.map(|word| (place(word.0), word)).collect();
        placed.sort_by_key(|(place, _)| *place);
        let bounds = |alone: bool, buckets: usize| {
            let mut before = 0;
            let mut bound = |bucket| {
                let begins = |((is_alone, at, _), _): &(_, _)| (*is_alone, *at) < (alone, bucket);
                before += placed
                    .get(before..)?
                    .iter()
                    .take_while(|word| begins(word))
                    .count();
                u16::try_from(before).ok()
            };
            let bounds = (0..=buckets).map(|bucket| bound(bucket).unwrap_or(u16::MAX));
            bounds.collect()
        };
        let (pairs, singles) = (bounds(false, PAIRS), bounds(true, SINGLES));
        let words = placed
            .iter()
            .map(|(_, (name, word))| Entry::new(name, *word));
        let words: Vec<_> = words.collect();
        let signs = signs(&words);
        Self {
            words,
            pairs,
            singles,
            signs,
        }
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

/// The first bytes as one number.
fn wide(bytes: &[u8]) -> u128 {
    let whole = bytes.get(..WIDE).and_then(|first| first.try_into().ok());
    u128::from_le_bytes(whole.unwrap_or_else(|| {
        let mut padded = [0; WIDE];
        padded
            .iter_mut()
            .zip(bytes)
            .for_each(|(to, from)| *to = *from);
        padded
    }))
}

fn signs(words: &[Entry]) -> Box<[u8; SINGLES]> {
    let mut signs = Box::new([0; SINGLES]);
    let mut mark = |name: &str, bit: u8| {
        if let Some(sign) = signs.get_mut(single(name.as_bytes())) {
            *sign |= bit;
        }
    };
    for Entry { name, word, .. } in words {
        mark(name, opens::WORD);
        if *word == Word::Nothing {
            mark(name, opens::ABSENCE);
        }
    }
    number::units().for_each(|name| mark(name, opens::UNIT));
    let characters = [
        ("零〇一二两三四五六七八九十百0123456789", opens::NUMERAL),
        ("第《“‘「〔【<", opens::SKIPPED),
        ("。！？\u{1e}", opens::STOP),
    ];
    for (all, bit) in characters {
        let mut buffer = [0; 4];
        all.chars()
            .for_each(|found| mark(found.encode_utf8(&mut buffer), bit));
    }
    signs
}

fn is_single(name: &str) -> bool {
    name.chars().nth(1).is_none()
}

/// The last twelve bits of a character of three bytes, or the byte of ASCII.
fn single(bytes: &[u8]) -> usize {
    match bytes {
        [first, ..] if *first < 0x80 => usize::from(*first),
        [_, second, third, ..] => usize::from(*second & 0x3F) << 6 | usize::from(*third & 0x3F),
        _ => 0,
    }
}

/// A number for the first two characters.
fn pair(bytes: &[u8]) -> usize {
    let width = if bytes.first().is_some_and(|first| *first < 0x80) {
        1
    } else {
        3
    };
    let second = single(bytes.get(width..).unwrap_or_default());
    (single(bytes).wrapping_mul(37) ^ second.wrapping_mul(5)) & (PAIRS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_that_begins_here_is_found() {
        assert_eq!(
            Lexicon::get().word_at("政府信息公开申请两件"),
            Some((Word::Request, "政府信息公开申请".len()))
        );
        assert_eq!(
            Lexicon::get().word_at("信息中心"),
            Some((Word::Other, "信息中心".len()))
        );
    }

    #[test]
    fn no_word_is_listed_with_two_meanings() {
        let mut all: Vec<_> = VOCABULARY
            .iter()
            .flat_map(|(_, names)| names.split_whitespace())
            .collect();
        all.sort_unstable();
        let doubled: Vec<_> = all.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(doubled.is_empty(), "{doubled:?}");
    }
}
