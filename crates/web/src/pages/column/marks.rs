//! Marking the words of a search where they stand, as search itself compares text.

use gongkai_office::fold;

/// Part of a text, marked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) marked: bool,
}

/// Characters shown before the first hit, and in all.
const BEFORE: usize = 24;
const SHOWN: usize = 90;

/// A text folded character by character, each with the place it comes from.
fn folded(characters: &[char]) -> Vec<(char, usize)> {
    let mut all = Vec::with_capacity(characters.len());
    for (at, character) in characters.iter().enumerate() {
        // Folding leaves the common Chinese characters as they are.
        if matches!(character, '\u{4e00}'..='\u{9fff}') {
            all.push((*character, at));
            continue;
        }
        let mut buffer = [0; 4];
        let folded = fold(character.encode_utf8(&mut buffer));
        all.extend(folded.chars().map(|folded| (folded, at)));
    }
    all
}

/// The places of the words in a text: first and last character.
fn hits(characters: &[char], words: &str) -> Vec<(usize, usize)> {
    let text = folded(characters);
    let mut hits = Vec::new();
    for word in words.split_whitespace() {
        let word: Vec<char> = fold(word).chars().collect();
        if word.is_empty() {
            continue;
        }
        for window in text.windows(word.len()) {
            let same = window.iter().map(|(c, _)| c).eq(word.iter());
            if let (true, [(_, first), ..], [.., (_, last)]) = (same, window, window) {
                hits.push((*first, *last));
            }
        }
    }
    hits.sort_unstable();
    hits
}

fn cut(characters: &[char], hits: &[(usize, usize)], from: usize, to: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, character) in characters.iter().enumerate().take(to).skip(from) {
        let marked = hits
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&at));
        match pieces.last_mut().filter(|piece| piece.marked == marked) {
            Some(piece) => piece.text.push(*character),
            None => pieces.push(Piece {
                text: character.to_string(),
                marked,
            }),
        }
    }
    pieces
}

/// A text with the words marked.
pub(crate) fn marked(text: &str, words: &str) -> Vec<Piece> {
    let characters: Vec<char> = text.chars().collect();
    let hits = hits(&characters, words);
    cut(&characters, &hits, 0, characters.len())
}

/// The part of a text around the first hit; nothing if there is none.
pub(crate) fn snippet(text: &str, words: &str) -> Option<Vec<Piece>> {
    let one_line = |c: char| if c.is_whitespace() { ' ' } else { c };
    let characters: Vec<char> = text.chars().map(one_line).collect();
    let hits = hits(&characters, words);
    let (first, _) = hits.first()?;
    let from = first.saturating_sub(BEFORE);
    let to = (from + SHOWN).min(characters.len());
    let near: Vec<(usize, usize)> = hits.iter().copied().filter(|(at, _)| *at < to).collect();
    let mut pieces = cut(&characters, &near, from, to);
    let dots = || Piece {
        text: "……".to_owned(),
        marked: false,
    };
    if from > 0 {
        pieces.insert(0, dots());
    }
    if to < characters.len() {
        pieces.push(dots());
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[Piece]) -> String {
        let one = |piece: &Piece| {
            if piece.marked {
                format!("[{}]", piece.text)
            } else {
                piece.text.clone()
            }
        };
        pieces.iter().map(one).collect()
    }

    #[test]
    fn a_number_in_other_brackets_is_marked_as_it_is_printed() {
        let pieces = marked("沿政〔2020〕3号通知", "沿政[2020]3号");
        assert_eq!(shown(&pieces), "[沿政〔2020〕3号]通知");
    }

    #[test]
    fn a_snippet_begins_shortly_before_the_first_hit() {
        let text = format!("{}防汛{}", "前".repeat(40), "后".repeat(200));
        let shown = shown(&snippet(&text, "防汛").unwrap());
        assert!(shown.starts_with("……前") && shown.contains("[防汛]") && shown.ends_with("……"));
        assert!(snippet("没有", "防汛").is_none());
    }
}
