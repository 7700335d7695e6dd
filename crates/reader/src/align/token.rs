//! Pieces to tokens: which part of a line is a label, which a figure, which a blank.

use super::lexicon::Lexicon;
use super::remark;
use crate::figure::{Figure, figure};
use crate::fold::{fold, is_blank, label_chars, trim};
use crate::source::{Piece, PieceKind};

/// A label or a figure at its place.
#[derive(Debug, Clone)]
pub(crate) struct Token<'a> {
    /// What it is.
    pub(crate) kind: TokenKind,
    /// The characters, inside the text of its piece.
    pub(crate) text: &'a str,
    /// Index of its piece.
    pub(crate) piece: usize,
    /// Column in its line: separators before it, or the column of the grid, or its order.
    pub(crate) column: u32,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TokenKind {
    /// Words that can be a label: its characters in plain form.
    Label(Vec<char>),
    /// A number or a mark for nothing.
    Figure(Figure),
    /// Single digits glued behind a label, one for each cell.
    Glued,
    /// An empty cell.
    Blank,
}

/// The tokens of one printed line.
#[derive(Debug, Default)]
pub(crate) struct Line<'a> {
    /// Labels, figures and blanks from left to right.
    pub(crate) tokens: Vec<Token<'a>>,
    /// Whether it is a line of a table with known columns.
    pub(crate) kind: LineKind,
}

/// What is known of the columns of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum LineKind {
    /// Nothing: a line of text.
    #[default]
    Text,
    /// Cells between separators.
    Separated,
    /// Cells of a real table.
    Grid,
    /// A sentence: nothing in it is a label or a figure of a table.
    Prose,
}

/// Labels in running text are short; an explanation in brackets may make a cell long.
const LONGEST_LINE: usize = 72;
const LONGEST_CELL: usize = 240;

/// Tokens of a document: a report has a thousand. What follows more is no part of it.
const MOST_TOKENS: usize = 250_000;

/// Bytes of a line that is parted at its blanks: more is no row, nor a report in one line.
const LONGEST_PARTED: usize = 1 << 16;

/// The lines of a document.
pub(crate) fn lines<'a>(lexicon: &Lexicon, pieces: &'a [Piece<'_>]) -> Vec<Line<'a>> {
    let mut lines = Vec::with_capacity(pieces.len() / 3);
    let mut start = 0;
    let mut left = MOST_TOKENS;
    while start < pieces.len() {
        let number = pieces[start].line;
        let same = pieces[start..]
            .iter()
            .take_while(|piece| piece.line == number)
            .count();
        let line = if left == 0 {
            Line::prose()
        } else {
            line(lexicon, &pieces[start..start + same], start)
        };
        left = left.saturating_sub(line.tokens.len());
        lines.push(line);
        start += same;
    }
    lines
}

impl Line<'_> {
    /// A line in which nothing belongs to a table.
    fn prose() -> Self {
        Self {
            tokens: Vec::new(),
            kind: LineKind::Prose,
        }
    }
}

fn line<'a>(lexicon: &Lexicon, pieces: &'a [Piece<'_>], start: usize) -> Line<'a> {
    let filled = pieces.iter().filter(|piece| !piece.text.is_empty()).count();
    match pieces {
        [only] if only.kind == PieceKind::Text => text_line(lexicon, &only.text, start),
        _ => {
            let grid = pieces
                .iter()
                .any(|piece| matches!(piece.kind, PieceKind::Cell { .. }));
            // A line with hundreds of cells is a whole report without line ends.
            let kind = match (grid, filled) {
                (true, _) => LineKind::Grid,
                (false, 0..=1 | 64..) => LineKind::Text,
                (false, _) => LineKind::Separated,
            };
            let mut tokens = Vec::with_capacity(pieces.len());
            for (at, piece) in (start..).zip(pieces) {
                cell(lexicon, piece, at, kind, &mut tokens);
            }
            if kind != LineKind::Text {
                remark::mark(lexicon, &mut tokens);
            }
            Line { tokens, kind }
        }
    }
}

/// Adds the tokens of one cell.
fn cell<'a>(
    lexicon: &Lexicon,
    piece: &'a Piece<'_>,
    at: usize,
    kind: LineKind,
    tokens: &mut Vec<Token<'a>>,
) {
    let column = match piece.kind {
        PieceKind::Text => 0,
        PieceKind::Separated { column } | PieceKind::Cell { column, .. } => column,
    };
    let token = |kind, text| Token {
        kind,
        text,
        piece: at,
        column,
    };
    let text = piece.text.as_ref();
    if text.is_empty() {
        tokens.extend((kind != LineKind::Text).then(|| token(TokenKind::Blank, text)));
    } else if let Some(figure) = figure(text) {
        tokens.push(token(TokenKind::Figure(figure), text));
    } else if text.len() <= LONGEST_CELL * 3 && !is_page_mark(text) {
        let parted = (kind == LineKind::Text)
            .then(|| spaced(lexicon, text, at))
            .flatten();
        match parted {
            Some(parted) => tokens.extend(parted),
            None => worded(lexicon, text, at, column, tokens),
        }
    }
}

fn text_line<'a>(lexicon: &Lexicon, text: &'a str, at: usize) -> Line<'a> {
    if is_page_mark(text) {
        return Line::default();
    }
    if let Some(tokens) = spaced(lexicon, text, at) {
        return Line {
            tokens,
            kind: LineKind::Text,
        };
    }
    if let Some(figure) = figure(text) {
        let kind = TokenKind::Figure(figure);
        let tokens = vec![Token {
            kind,
            text,
            piece: at,
            column: 0,
        }];
        return Line {
            tokens,
            kind: LineKind::Text,
        };
    }
    if text.contains(['。', '；', '！']) || text.chars().count() > LONGEST_LINE {
        return Line::prose();
    }
    let mut tokens = Vec::with_capacity(1);
    worded(lexicon, text, at, 0, &mut tokens);
    Line {
        tokens,
        kind: LineKind::Text,
    }
}

/// A line whose cells are parted by blanks: words, then figures to the end of the line.
fn spaced<'a>(lexicon: &Lexicon, text: &'a str, at: usize) -> Option<Vec<Token<'a>>> {
    if text.len() > LONGEST_PARTED || !text.contains(is_blank) || text.contains('。') {
        return None;
    }
    let words = words(text);
    let figures: Vec<Figure> = words.iter().rev().map_while(|word| figure(word)).collect();
    let (head, tail) = words.split_at(words.len() - figures.len());
    let Some(first) = tail.first() else {
        return remark::behind_label(lexicon, text, at).or_else(|| gapped(text, at));
    };
    let bytes = first.as_ptr() as usize - text.as_ptr() as usize;
    let label = trim(text.get(..bytes)?);
    let lone = tail.len() == 1 && !head.is_empty();
    if lone && !lexicon.is_label(label) {
        return gapped(text, at);
    }
    if label.chars().count() > LONGEST_LINE {
        return None;
    }
    let mut tokens = if label.is_empty() {
        Vec::new()
    } else {
        label_cells(label, at)
    };
    let columns = u32::try_from(tokens.len()).unwrap_or(0)..;
    let figures = columns.zip(tail.iter().zip(figures.into_iter().rev()));
    tokens.extend(figures.map(|(column, (text, figure))| {
        let kind = TokenKind::Figure(figure);
        Token {
            kind,
            text,
            piece: at,
            column,
        }
    }));
    Some(tokens)
}

/// The words of a line; a measure word belongs to the figure before it: `12 件`.
fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    for word in text.split(is_blank).filter(|word| !word.is_empty()) {
        let joined = words.last().and_then(|last| {
            let start = last.as_ptr() as usize - text.as_ptr() as usize;
            let end = word.as_ptr() as usize - text.as_ptr() as usize + word.len();
            let both = text.get(start..end)?;
            let measure = figure(word).is_none() && word.chars().count() <= 3;
            (measure && figure(last).is_some() && figure(both).is_some()).then_some(both)
        });
        match (joined, words.last_mut()) {
            (Some(both), Some(last)) => *last = both,
            _ => words.push(word),
        }
    }
    words
}

/// A line of words only that wide gaps part into cells, as aligned text prints heads and labels.
fn gapped(text: &str, at: usize) -> Option<Vec<Token<'_>>> {
    let tokens = label_cells(text, at);
    let short = text.chars().count() <= LONGEST_LINE * 2;
    (tokens.len() > 1 && short && !text.contains(['；', '！'])).then_some(tokens)
}

/// Words between gaps of two blanks or more.
fn label_cells(text: &str, at: usize) -> Vec<Token<'_>> {
    let mut cells = Vec::new();
    let mut start = 0;
    let mut gap: Option<(usize, usize)> = None;
    for (position, c) in text.char_indices() {
        if is_blank(c) {
            gap = Some(gap.map_or((position, 1), |(from, width)| (from, width + 1)));
            continue;
        }
        if let Some((from, width)) = gap.take()
            && width >= 2
        {
            cells.push(&text[start..from]);
            start = position;
        }
    }
    cells.push(&text[start..]);
    (0_u32..)
        .zip(cells)
        .map(|(column, text)| Token {
            kind: TokenKind::Label(label_chars(text)),
            text,
            piece: at,
            column,
        })
        .collect()
}

/// Adds a label, or a label with single digits glued to it.
fn worded<'a>(
    lexicon: &Lexicon,
    text: &'a str,
    at: usize,
    column: u32,
    tokens: &mut Vec<Token<'a>>,
) {
    let label = |text| Token {
        kind: TokenKind::Label(label_chars(text)),
        text,
        piece: at,
        column,
    };
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (words, glued) = text.split_at(text.len() - digits);
    if digits > 0 && lexicon.is_label(words) {
        tokens.push(label(words));
        tokens.push(Token {
            kind: TokenKind::Glued,
            text: glued,
            piece: at,
            column: column + 1,
        });
    } else {
        tokens.push(label(text));
    }
}

/// `- 3 -`, `第3页`, `第 3 页 共 5 页`: the number of a page, not a figure.
fn is_page_mark(text: &str) -> bool {
    let dash = |c: &&char| matches!(**c, '-' | '—' | '–' | '―' | '_' | '·' | '~');
    let folded = || text.chars().map(fold).filter(|c| *c != ' ');
    if text.len() > 40 || !folded().next().is_some_and(|c| c == '第' || dash(&&c)) {
        return false;
    }
    let plain: Vec<char> = folded().collect();
    let before = plain.iter().take_while(dash).count();
    let after = plain.iter().rev().take_while(dash).count();
    let digits = |part: &[char]| !part.is_empty() && part.iter().all(char::is_ascii_digit);
    if before > 0 && after > 0 && before + after < plain.len() {
        return digits(&plain[before..plain.len() - after]);
    }
    let paged = plain.first() == Some(&'第') && plain.last() == Some(&'页');
    paged
        && plain
            .iter()
            .all(|c| c.is_ascii_digit() || "第页共,，/".contains(*c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text;
    use gongkai_domain::report::FormBook;

    fn shown(source: &str) -> Vec<String> {
        let lexicon = Lexicon::new(FormBook::statutory().unwrap());
        let pieces = text::pieces(source).unwrap();
        let lines = lines(&lexicon, &pieces);
        let token = |token: &Token<'_>| match token.kind {
            TokenKind::Label(_) => format!("L:{}", token.text),
            TokenKind::Figure(_) => format!("F:{}", token.text),
            TokenKind::Glued => format!("G:{}", token.text),
            TokenKind::Blank => String::from("_"),
        };
        lines
            .iter()
            .map(|line| line.tokens.iter().map(token).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn labels_and_figures_are_parted_in_every_layout() {
        for (source, expected) in [
            ("规章\t0\t\t3", "L:规章 F:0 _ F:3"),
            ("规章 0 0 0", "L:规章 F:0 F:0 F:0"),
            ("行政许可 12", "L:行政许可 F:12"),
            (
                "（三）不    1.属于国家秘密   0  0",
                "L:（三）不 L:1.属于国家秘密 F:0 F:0",
            ),
            ("规章000", "L:规章 G:000"),
            ("规章\t0\t见附件\t3", "L:规章 F:0 F:见附件 F:3"),
            ("行政许可\t五十八", "L:行政许可 F:五十八"),
            ("行政许可 约3", "L:行政许可 F:约3"),
            ("规章 行政规范性文件", "L:规章 行政规范性文件"),
            ("\t0　", "F:0"),
            ("规章 |", "L:规章"),
            ("- 3 -", ""),
            ("第 3 页 共 5 页", ""),
            ("电话 0595", "L:电话 0595"),
            ("2020年公开24条。", ""),
        ] {
            assert_eq!(shown(source), [expected], "{source}");
        }
    }
}
