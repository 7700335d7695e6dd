//! The headings of the six sections among the lines of a document.

use super::is_blank;
use crate::fold::{fold, label_chars, trim};
use crate::source::{Piece, PieceKind};
use gongkai_domain::report::form::without_numeral;
use gongkai_domain::report::{FormBook, SectionId};
use std::ops::Range;

/// The wordings of the headings in all forms.
#[derive(Debug)]
pub(crate) struct Headings {
    wordings: Vec<(Vec<char>, SectionId)>,
    /// The first characters of all wordings.
    openings: Vec<char>,
}

/// A heading found.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) section: SectionId,
    pub(crate) piece: usize,
    /// How many pieces it takes.
    pub(crate) lines: usize,
    /// As printed.
    pub(crate) text: String,
    /// Text that follows in the same line.
    pub(crate) rest: Option<Range<usize>>,
}

/// More lines than this that look like headings are no report.
const MOST: usize = 200;

/// A line longer than this holds more than a heading.
const LONGEST: usize = 40;

impl Headings {
    pub(crate) fn new(book: &FormBook) -> Self {
        let headings = book.forms().iter().flat_map(|form| &form.headings);
        let mut wordings: Vec<(Vec<char>, SectionId)> = headings
            .flat_map(|heading| {
                let labels = heading.variants.iter().map(String::as_str);
                let labels = labels.chain([without_numeral(&heading.label)]);
                labels
                    .map(|label| (label_chars(label), heading.section))
                    .collect::<Vec<_>>()
            })
            .collect();
        wordings.sort();
        wordings.dedup();
        let mut openings: Vec<char> = wordings
            .iter()
            .filter_map(|(label, _)| label.first().copied())
            .collect();
        openings.dedup();
        Self { wordings, openings }
    }

    /// The headings of a document in the order of the sections.
    pub(crate) fn find(&self, pieces: &[Piece<'_>]) -> Vec<Found> {
        let found = (0..pieces.len()).filter_map(|at| self.heading(pieces, at));
        ordered(without_contents(found.take(MOST).collect()))
    }

    fn heading(&self, pieces: &[Piece<'_>], at: usize) -> Option<Found> {
        let piece = pieces.get(at)?;
        if piece.text.is_empty() {
            return None;
        }
        let in_table = piece.kind != PieceKind::Text;
        if in_table && (numeral(&piece.text).is_none() || !is_only_cell(pieces, at)) {
            return None;
        }
        let text = trim(&piece.text);
        let text = text.trim_start_matches(['#', '*', ' ']);
        let plain = text.trim_end_matches('*');
        let numeral = numeral(plain);
        // A line without a numeral is a heading only in one of the known wordings.
        if numeral.is_none()
            && !plain
                .chars()
                .next()
                .is_some_and(|c| self.openings.contains(&fold(c)))
        {
            return None;
        }
        if plain.chars().take(LONGEST + 1).count() <= LONGEST {
            let section = self.section(plain, numeral)?;
            let text = plain.split(is_blank).collect::<String>();
            return Some(Found {
                section,
                piece: at,
                lines: 1,
                text,
                rest: None,
            });
        }
        self.run_in(&piece.text, at, numeral?)
    }

    /// The section of a line that is a heading: in one of the known wordings, or with the right
    /// numeral in a wording near to one.
    fn section(&self, text: &str, numeral: Option<SectionId>) -> Option<SectionId> {
        let label = label_chars(unnumbered(text, numeral));
        let at = self
            .wordings
            .binary_search_by(|(known, _)| known.as_slice().cmp(&label));
        if let Ok(at) = at {
            return Some(self.wordings[at].1);
        }
        let numeral = numeral?;
        let own = self
            .wordings
            .iter()
            .filter(|(_, section)| *section == numeral);
        let near = own
            .map(|(known, _)| shared(known, &label))
            .max()
            .unwrap_or(0);
        if near >= 620 {
            return Some(numeral);
        }
        let others = self
            .wordings
            .iter()
            .filter(|(known, _)| shared(known, &label) >= 850);
        others.map(|(_, section)| *section).next()
    }

    /// A heading with the text of its section in the same line.
    fn run_in(&self, text: &str, at: usize, numeral: SectionId) -> Option<Found> {
        let start = text.len() - text.trim_start_matches(is_blank).len();
        let mut end = start;
        let mut best = None;
        for (offset, c) in text
            .char_indices()
            .skip_while(|(offset, _)| *offset < start)
            .take(LONGEST)
        {
            end = end.max(offset + c.len_utf8());
            let label = label_chars(unnumbered(text.get(start..end)?, Some(numeral)));
            let whole = self.wordings.binary_search(&(label, numeral)).is_ok();
            if whole {
                best = Some(end);
            }
        }
        let end = best?;
        let rest = text
            .get(end..)?
            .trim_start_matches(|c| is_blank(c) || "：:。.".contains(c));
        let from = text.len() - rest.len();
        // A sentence may begin with the words of a heading: a blank or a colon must part them.
        (from > end).then(|| Found {
            section: numeral,
            piece: at,
            lines: 1,
            text: text
                .get(start..end)
                .unwrap_or_default()
                .split(is_blank)
                .collect(),
            rest: Some(from..text.len()),
        })
    }
}

fn is_only_cell(pieces: &[Piece<'_>], at: usize) -> bool {
    let line = pieces[at].line;
    let same = |piece: &&Piece<'_>| piece.line == line && !piece.text.is_empty();
    let near = at.saturating_sub(24)..(at + 24).min(pieces.len());
    pieces[near].iter().filter(same).count() == 1
}

/// The section whose numeral opens a line: `三、`.
fn numeral(text: &str) -> Option<SectionId> {
    let mut chars = text.chars().filter(|c| !is_blank(*c));
    let first = chars.next()?;
    let section = SectionId::ALL
        .into_iter()
        .find(|section| section.numeral() == first)?;
    chars
        .next()
        .is_some_and(|c| "、.．,，".contains(c))
        .then_some(section)
}

fn unnumbered(text: &str, numeral: Option<SectionId>) -> &str {
    numeral.map_or(text, |section| {
        let text = text.trim_start_matches(is_blank);
        let text = text.strip_prefix(section.numeral()).unwrap_or(text);
        text.trim_start_matches(|c| is_blank(c) || "、.．,，".contains(c))
    })
}

/// Characters in common, in thousandths of both lengths; order does not matter for headings.
fn shared(known: &[char], label: &[char]) -> u16 {
    let common = label.iter().filter(|c| known.contains(c)).count();
    let common = common.min(known.iter().filter(|c| label.contains(c)).count());
    let both = known.len() + label.len();
    u16::try_from(2000 * common / both.max(1)).unwrap_or(0)
}

/// Headings that follow each other line by line are a table of contents, not the sections.
fn without_contents(all: Vec<Found>) -> Vec<Found> {
    let run = all
        .windows(2)
        .take_while(|pair| pair[1].piece == pair[0].piece + 1)
        .count()
        + 1;
    let repeated = all
        .iter()
        .skip(run)
        .any(|later| all[..run].iter().any(|f| f.section == later.section));
    if run >= 4 && repeated {
        all.into_iter().skip(run).collect()
    } else {
        all
    }
}

/// The longest chain in the order of the sections, each at its first place that fits.
fn ordered(all: Vec<Found>) -> Vec<Found> {
    let mut best: Vec<Vec<usize>> = Vec::with_capacity(all.len());
    for (at, found) in all.iter().enumerate() {
        let before = (0..at).filter(|&earlier| all[earlier].section < found.section);
        let longest =
            before.max_by_key(|&earlier| (best[earlier].len(), std::cmp::Reverse(earlier)));
        let mut chain = longest
            .map(|earlier| best[earlier].clone())
            .unwrap_or_default();
        chain.push(at);
        best.push(chain);
    }
    let chain = best
        .into_iter()
        .enumerate()
        .max_by_key(|(at, chain)| (chain.len(), std::cmp::Reverse(*at)));
    let mut chain = chain.map(|(_, chain)| chain).unwrap_or_default();
    // A workbook holds the text on one sheet and the tables on others: sections out of order.
    for (at, found) in all.iter().enumerate() {
        let known = chain
            .iter()
            .any(|&other| all[other].section == found.section);
        if !known {
            chain.push(at);
        }
    }
    all.into_iter()
        .enumerate()
        .filter(|(at, _)| chain.contains(at))
        .map(|(_, found)| found)
        .collect()
}
