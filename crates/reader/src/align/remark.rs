//! Words where a figure should stand: 见附件, 五十八, 约3. They are no label, and the cell is not
//! blank: somebody has to look.

use super::lexicon::{Lexicon, opening};
use super::matching::LEAST;
use super::token::{Token, TokenKind};
use crate::figure::Figure;
use crate::fold::{is_blank, label_chars, trim};

/// The longest of them, in characters: what is longer explains something.
const LONGEST: usize = 24;

/// Takes the words of a row for broken figures that stand behind its label or between its figures
/// and are like no label.
pub(super) fn mark(lexicon: &Lexicon, tokens: &mut [Token<'_>]) {
    for at in 1..tokens.len() {
        let (before, rest) = tokens.split_at(at);
        let Some((token, behind)) = rest.split_first() else {
            return;
        };
        let TokenKind::Label(chars) = &token.kind else {
            continue;
        };
        let between = before.iter().any(is_figure) && behind.iter().any(is_value);
        let own = || before.last().is_some_and(|label| names_row(lexicon, label));
        if (between || own()) && is_remark(lexicon, token.text, chars) {
            tokens[at].kind = TokenKind::Figure(Figure::Broken);
        }
    }
}

/// A label to the letter and the word behind it, in a line that only blanks part.
pub(super) fn behind_label<'a>(
    lexicon: &Lexicon,
    text: &'a str,
    piece: usize,
) -> Option<Vec<Token<'a>>> {
    let text = trim(text);
    let (label, word) = text.rsplit_once(is_blank)?;
    let token = |kind, text, column| Token {
        kind,
        text,
        piece,
        column,
    };
    let label = token(TokenKind::Label(label_chars(label)), label, 0);
    let remark = names_row(lexicon, &label) && is_remark(lexicon, word, &label_chars(word));
    remark.then(|| {
        let word = token(TokenKind::Figure(Figure::Broken), word, 1);
        vec![label, word]
    })
}

fn is_figure(token: &Token<'_>) -> bool {
    matches!(token.kind, TokenKind::Figure(_))
}

fn is_value(token: &Token<'_>) -> bool {
    matches!(token.kind, TokenKind::Figure(_) | TokenKind::Blank)
}

/// Whether a label is that of a row, to the letter.
fn names_row(lexicon: &Lexicon, token: &Token<'_>) -> bool {
    matches!(token.kind, TokenKind::Label(_)) && lexicon.is_label(token.text)
}

/// Whether a text is no label, no word of heads, and like none.
fn is_remark(lexicon: &Lexicon, text: &str, chars: &[char]) -> bool {
    !chars.is_empty()
        && chars.len() <= LONGEST
        && opening(text).is_none()
        && lexicon.word(chars).is_none()
        && lexicon.likenesses(chars).all(|likeness| likeness < LEAST)
}
