//! Tokens to segments: a label with the run of figures that belongs to it.

use super::lexicon::Lexicon;
use super::token::{Line, LineKind, Token, TokenKind};
use gongkai_domain::report::form::without_numeral;

/// A label (or none) and the figures behind it.
#[derive(Debug, Default)]
pub(crate) struct Segment<'a, 't> {
    /// The labels of its line, from left to right; the last is its own, the others its groups.
    pub(crate) labels: Vec<&'t Token<'a>>,
    /// Figures, and for lines with known columns also blanks, from left to right.
    pub(crate) values: Vec<&'t Token<'a>>,
    /// What is known of its columns.
    pub(crate) kind: LineKind,
    /// Index of its line.
    pub(crate) line: usize,
}

impl Segment<'_, '_> {
    /// How many figures it has.
    pub(crate) fn run(&self) -> usize {
        let glued = |token: &&&Token<'_>| match token.kind {
            TokenKind::Glued => glued_run(token.text),
            TokenKind::Figure(_) => 1,
            TokenKind::Label(_) | TokenKind::Blank => 0,
        };
        self.values.iter().map(|token| glued(&token)).sum()
    }

    /// Whether its figures stand in one line with its label, so that the line ends the run.
    fn is_row(&self) -> bool {
        self.kind != LineKind::Text || self.labels.len() > 1
    }
}

/// The segments of a document, and for each form how many words of heads only it has.
pub(crate) struct Segments<'a, 't> {
    /// In the order of the document.
    pub(crate) list: Vec<Segment<'a, 't>>,
    /// Words of heads found that not all forms have, as bits of the forms that have them.
    pub(crate) evidence: Vec<u64>,
    /// Lines in which words of heads stand.
    pub(crate) heads: Vec<usize>,
}

pub(crate) fn segments<'a, 't>(lexicon: &Lexicon, lines: &'t [Line<'a>]) -> Segments<'a, 't> {
    let mut builder = Builder {
        lexicon,
        open: false,
        out: Segments {
            list: Vec::with_capacity(64),
            evidence: Vec::new(),
            heads: Vec::new(),
        },
    };
    for (number, line) in lines.iter().enumerate() {
        builder.line(number, line);
    }
    builder.drop_lone_words();
    builder.out
}

struct Builder<'a, 't, 'l> {
    lexicon: &'l Lexicon,
    /// Whether figures of the next line still belong to the last segment.
    open: bool,
    out: Segments<'a, 't>,
}

impl<'a, 't> Builder<'a, 't, '_> {
    fn line(&mut self, number: usize, line: &'t Line<'a>) {
        if line.kind == LineKind::Prose {
            self.open = false;
            return;
        }
        let labels = line
            .tokens
            .iter()
            .filter(|token| matches!(token.kind, TokenKind::Label(_)));
        let labelled = labels.clone().next().is_some();
        let figures = line.tokens.iter().any(is_figure);
        match (labelled, figures) {
            (true, true) => self.row(number, line),
            (true, false) => {
                labels.for_each(|label| self.label(number, label, line));
                self.blanks(line);
            }
            (false, true) => self.figures(number, line),
            (false, false) => {}
        }
    }

    /// Labels and figures in one line: figures before the first label belong to what is open.
    fn row(&mut self, number: usize, line: &'t Line<'a>) {
        if line.kind == LineKind::Text {
            line.tokens
                .iter()
                .for_each(|token| self.stream(number, token));
            return;
        }
        let rows = if labels_end(line) {
            vec![reversed(line)]
        } else {
            ordered(line)
        };
        let kind = if labels_end(line) {
            LineKind::Text
        } else {
            line.kind
        };
        let rows = rows.into_iter().map(|row| Segment {
            kind,
            line: number,
            ..row
        });
        self.out.list.extend(rows);
        self.open = false;
    }

    /// One token of a line without columns: a label opens, figures follow until the next label.
    fn stream(&mut self, number: usize, token: &'t Token<'a>) {
        match token.kind {
            TokenKind::Label(_) => {
                let follows = self.open
                    && self
                        .out
                        .list
                        .last()
                        .is_some_and(|last| last.line == number && last.run() == 0);
                if follows {
                    if let Some(last) = self.out.list.last_mut() {
                        last.labels.push(token);
                    }
                } else {
                    let labels = vec![token];
                    self.out.list.push(Segment {
                        labels,
                        line: number,
                        ..Segment::default()
                    });
                }
                self.open = true;
            }
            TokenKind::Figure(_) | TokenKind::Glued => self.figure(number, token),
            TokenKind::Blank => {}
        }
    }

    fn label(&mut self, number: usize, token: &'t Token<'a>, line: &Line<'a>) {
        let TokenKind::Label(chars) = &token.kind else {
            return;
        };
        if let Some(forms) = self.lexicon.word(chars) {
            self.out.heads.push(number);
            if forms != self.lexicon.all_forms() {
                self.out.evidence.push(forms);
            }
        }
        let labels = vec![token];
        self.out.list.push(Segment {
            labels,
            line: number,
            kind: line.kind,
            ..Segment::default()
        });
        self.open = true;
    }

    /// The blank cells behind the last label of a line.
    fn blanks(&mut self, line: &'t Line<'a>) {
        let behind = line.tokens.iter().rev();
        let blanks = behind.take_while(|token| matches!(token.kind, TokenKind::Blank));
        let from = line.tokens.len() - blanks.count();
        if let Some(last) = self.out.list.last_mut() {
            last.values
                .extend(line.tokens.get(from..).unwrap_or_default());
        }
    }

    fn figures(&mut self, number: usize, line: &'t Line<'a>) {
        if line.kind == LineKind::Text {
            line.tokens
                .iter()
                .for_each(|token| self.stream(number, token));
            return;
        }
        let values: Vec<_> = line.tokens.iter().collect();
        let takes = self.open && self.out.list.last().is_some_and(|last| last.run() == 0);
        match self.out.list.last_mut() {
            Some(last) if takes => {
                last.values = values;
                last.kind = line.kind;
            }
            _ => {
                let segment = Segment {
                    values,
                    kind: line.kind,
                    line: number,
                    ..Segment::default()
                };
                self.out.list.push(segment);
            }
        }
        self.open = false;
    }

    fn figure(&mut self, number: usize, token: &'t Token<'a>) {
        match self.out.list.last_mut() {
            Some(last)
                if self.open && !(last.is_row() && last.line != number && last.run() > 0) =>
            {
                last.values.push(token);
            }
            _ => {
                let values = vec![token];
                self.out.list.push(Segment {
                    values,
                    line: number,
                    ..Segment::default()
                });
                self.open = true;
            }
        }
    }

    /// Words of heads and groups without figures say nothing about rows any more.
    fn drop_lone_words(&mut self) {
        let lexicon = self.lexicon;
        self.out.list.retain(|segment| {
            let lone = segment.labels.len() == 1 && segment.run() == 0;
            let is_word = |token: &&Token<'_>| match &token.kind {
                TokenKind::Label(chars) => lexicon.word(chars).is_some(),
                TokenKind::Figure(_) | TokenKind::Glued | TokenKind::Blank => false,
            };
            !(lone && segment.labels.iter().all(is_word) && !names_row(lexicon, segment))
        });
    }
}

/// Whether the only label of a segment is also the label of a row, to the letter and with its
/// numeral: `（七）总计` is one, the 总计 of a head is not.
fn names_row(lexicon: &Lexicon, segment: &Segment<'_, '_>) -> bool {
    let Some(token) = segment.labels.first() else {
        return false;
    };
    let stripped = without_numeral(token.text);
    stripped.len() < token.text.len() && lexicon.is_label(token.text)
}

/// Whether the figures of a line stand before its labels and none behind them.
fn labels_end(line: &Line<'_>) -> bool {
    let label = |token: &Token<'_>| matches!(token.kind, TokenKind::Label(_));
    let first = line.tokens.iter().position(label).unwrap_or(0);
    let (before, behind) = line.tokens.split_at(first);
    before.iter().any(is_figure) && !behind.iter().any(is_figure)
}

/// A line with its figures before its labels.
fn reversed<'a, 't>(line: &'t Line<'a>) -> Segment<'a, 't> {
    let (labels, values): (Vec<_>, Vec<_>) = line
        .tokens
        .iter()
        .partition(|token| matches!(token.kind, TokenKind::Label(_)));
    let blanks = |token: &&Token<'_>| matches!(token.kind, TokenKind::Blank);
    let last = values
        .iter()
        .rposition(|token| !blanks(token))
        .map_or(0, |at| at + 1);
    Segment {
        labels,
        values: values.into_iter().take(last).collect(),
        ..Segment::default()
    }
}

/// Labels with the figures behind them; a second label behind figures is a second row.
fn ordered<'a, 't>(line: &'t Line<'a>) -> Vec<Segment<'a, 't>> {
    let mut rows = vec![Segment {
        values: Vec::with_capacity(line.tokens.len()),
        ..Segment::default()
    }];
    for token in &line.tokens {
        let label = matches!(token.kind, TokenKind::Label(_));
        if label && rows.last().is_some_and(|row| row.run() > 0) {
            rows.push(Segment::default());
        }
        let Some(row) = rows.last_mut() else { continue };
        if label {
            row.values.clear();
            row.labels.push(token);
        } else {
            row.values.push(token);
        }
    }
    rows
}

/// How many figures digits without anything between them are: no number is printed `000`, and
/// as many digits as cells are one for each; the row that takes them decides.
pub(crate) fn glued_run(text: &str) -> usize {
    if text.len() <= 15 { text.len() } else { 1 }
}

fn is_figure(token: &Token<'_>) -> bool {
    matches!(token.kind, TokenKind::Figure(_) | TokenKind::Glued)
}
