//! What stands around the tables: title, sections, year, agency, period, dates.

mod agency;
pub(crate) mod date;
mod heading;
mod year;

pub(crate) use heading::Headings;

use crate::fold::{fold, is_blank, trim};
use crate::source::{Piece, PieceKind};
use gongkai_domain::report::{Section, SectionId, Sections};
use jiff::civil::Date;
use std::ops::Range;

/// The text of a document in its parts.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) title: Option<String>,
    pub(crate) title_year: Option<i16>,
    pub(crate) report_year: Option<i16>,
    pub(crate) agency: Option<String>,
    pub(crate) document_number: Option<String>,
    pub(crate) issued_on: Option<Date>,
    /// The name below the text.
    signature: Option<String>,
    pub(crate) period: Option<(Date, Date)>,
    pub(crate) sections: Sections,
    /// For each narrative section (`None`: the preamble) the pieces that are its text.
    pub(crate) passages: Vec<(Option<SectionId>, Passage)>,
    /// The pieces of each section, where headings of tables are found.
    ranges: Vec<(SectionId, Range<usize>)>,
}

/// A paragraph: part of the text of one piece.
#[derive(Debug, Clone)]
pub(crate) struct Passage {
    pub(crate) piece: usize,
    pub(crate) bytes: Range<usize>,
}

/// How a piece stands to the section that a row belongs in, as far as the headings say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Distance {
    /// In it, or nothing is known.
    Within,
    /// In a section of text.
    Narrative,
    /// In the section of another table, while its own section is elsewhere.
    OtherTable,
}

impl Outline {
    /// Whether a piece can belong to a table, as far as the headings say.
    pub(crate) fn inside_tables(&self, piece: usize) -> bool {
        self.section_at(piece)
            .is_none_or(|section| !is_narrative(section))
    }

    fn section_at(&self, piece: usize) -> Option<SectionId> {
        let found = self.ranges.iter().find(|(_, range)| range.contains(&piece));
        found.map(|(section, _)| *section)
    }

    /// How a piece stands to a section.
    pub(crate) fn distance(&self, piece: usize, section: SectionId) -> Distance {
        match self.section_at(piece) {
            Some(other) if is_narrative(other) => Distance::Narrative,
            Some(other) if other != section && self.ranges.iter().any(|(id, _)| *id == section) => {
                Distance::OtherTable
            }
            Some(_) | None => Distance::Within,
        }
    }
}

fn is_narrative(section: SectionId) -> bool {
    matches!(section, SectionId::One | SectionId::Five | SectionId::Six)
}

/// Reads the outline of a document.
pub(crate) fn outline(headings: &Headings, pieces: &[Piece<'_>]) -> Outline {
    let found = headings.find(pieces);
    let mut outline = Outline::default();
    let first = found.first().map_or(pieces.len(), |heading| heading.piece);
    let front = front(pieces.get(..first).unwrap_or_default());
    for (at, heading) in found.iter().enumerate() {
        let end = found.get(at + 1).map_or(pieces.len(), |next| next.piece);
        outline.section(pieces, heading, end);
    }
    let tabled = found
        .iter()
        .any(|h| matches!(h.section, SectionId::Two | SectionId::Three));
    if tabled {
        outline.ranges = ranges(&found, pieces.len());
    }
    outline.front(pieces, &front);
    outline.tail(pieces);
    outline.title_year = outline.title.as_deref().and_then(year::in_title);
    outline.period = year::period(outline.texts(pieces));
    outline.report_year = year::report_year(&outline, pieces);
    outline.agency = agency::agency(&outline, pieces, &front);
    outline
}

fn ranges(found: &[heading::Found], pieces: usize) -> Vec<(SectionId, Range<usize>)> {
    let ends = found.iter().skip(1).map(|next| next.piece).chain([pieces]);
    found
        .iter()
        .zip(ends)
        .map(|(heading, end)| (heading.section, heading.piece..end))
        .collect()
}

/// The lines before the first section: those of the title, and the rest.
struct Front {
    title: Range<usize>,
    number: Option<usize>,
}

/// A title names a report on disclosure and is no sentence.
fn front(pieces: &[Piece<'_>]) -> Front {
    let is_title = |piece: &Piece<'_>| {
        let text = piece.text.as_ref();
        let short = text.chars().count() <= 60 && !text.contains(['。', '，', '；', '《', '：']);
        short
            && (text.contains("报告") || text.contains("年报") || text.contains("報告"))
            && !text.contains('>')
    };
    let Some(last) = pieces.iter().position(is_title) else {
        return Front {
            title: 0..0,
            number: document_number(pieces),
        };
    };
    // The name of the agency, or its first half, often has a line of its own above.
    let whole = pieces[last].text.contains("公开");
    let above = last.checked_sub(1).filter(|&above| {
        let text = pieces[above].text.as_ref();
        let named = agency::ends_like_agency(text) || (!whole && text.contains("公开"));
        pieces[above].kind == PieceKind::Text && text.chars().count() <= 40 && named
    });
    let begins = pieces[last].text.chars().find(|c| !is_blank(*c));
    let bare = begins.is_some_and(|c| c.is_ascii_digit() || c == '年' || c == '二') || !whole;
    let first = above.filter(|_| bare).unwrap_or(last);
    Front {
        title: first..last + 1,
        number: document_number(pieces),
    }
}

/// `泉鲤海办〔2021〕3号` on a line of its own.
pub(crate) fn document_number(pieces: &[Piece<'_>]) -> Option<usize> {
    pieces.iter().take(12).position(|piece| {
        let text = trim(&piece.text);
        let brackets = text
            .find(['〔', '[', '［', '【'])
            .zip(text.find(['〕', ']', '］', '】']));
        let bracketed = brackets.is_some_and(|(open, close)| open > 0 && open < close);
        bracketed && text.ends_with('号') && text.chars().count() <= 30
    })
}

impl Outline {
    fn section(&mut self, pieces: &[Piece<'_>], heading: &heading::Found, end: usize) {
        let mut text = Vec::new();
        if is_narrative(heading.section) {
            let piece = heading.piece;
            text.extend(heading.rest.clone().map(|bytes| Passage { piece, bytes }));
            text.extend(passages(pieces, piece + heading.lines..end));
        }
        self.sections.found.push(Section {
            id: heading.section,
            heading: heading.text.clone(),
            text: joined(pieces, &text),
            place: Some(pieces[heading.piece].place.clone()),
        });
        self.passages.extend(
            text.into_iter()
                .map(|passage| (Some(heading.section), passage)),
        );
    }

    fn front(&mut self, pieces: &[Piece<'_>], front: &Front) {
        let lines = front.title.clone().map(|at| pieces[at].text.as_ref());
        let title: String = lines.map(closed_up).collect();
        self.title = (!title.is_empty()).then_some(title);
        self.document_number = front.number.map(|at| trim(&pieces[at].text).to_owned());
        let first = self.sections.found.first().and_then(|s| s.place.clone());
        let until = pieces
            .iter()
            .position(|piece| Some(&piece.place) == first.as_ref());
        let Some(until) = until else { return };
        let titled = front.title.end > 0;
        let text = |passage: &Passage| trim(&pieces[passage.piece].text);
        let preamble: Vec<Passage> = passages(pieces, front.title.end..until)
            .filter(|passage| front.number != Some(passage.piece))
            .filter(|passage| date::whole(text(passage)).is_none())
            // Without a title what stands above may be anything: only sentences are text.
            .filter(|passage| titled || text(passage).contains('。'))
            .collect();
        self.sections.preamble = joined(pieces, &preamble);
        let preamble = preamble.into_iter().map(|passage| (None, passage));
        self.passages.splice(0..0, preamble);
    }

    /// Takes signature, date and marks of issue off the end of the last section.
    fn tail(&mut self, pieces: &[Piece<'_>]) {
        let narrative = self.passages.last().and_then(|(section, _)| *section);
        let Some(last) = narrative else { return };
        let mut issued = None;
        while let Some((section, passage)) = self.passages.last() {
            let text = trim(&pieces[passage.piece].text[passage.bytes.clone()]);
            let dated = date::whole(text);
            let own = self.passages.iter().rev();
            let alone = own.filter(|(id, _)| *id == Some(last)).nth(1).is_none();
            if *section != Some(last) || alone || !(dated.is_some() || is_imprint(text)) {
                break;
            }
            if dated.is_none() && agency::ends_like_agency(text) {
                self.signature = Some(closed_up(text));
            }
            issued = dated.or(issued);
            self.passages.pop();
        }
        self.issued_on = issued.or_else(|| {
            pieces
                .iter()
                .take(8)
                .find_map(|piece| date::whole(trim(&piece.text)))
        });
        let kept: Vec<Passage> = self
            .passages
            .iter()
            .filter(|(id, _)| *id == Some(last))
            .map(|(_, p)| p.clone())
            .collect();
        let section = self
            .sections
            .found
            .iter_mut()
            .find(|section| section.id == last);
        if let Some(section) = section.filter(|section| section.id == SectionId::Six) {
            section.text = joined(pieces, &kept);
        }
    }

    /// The paragraphs of the narrative with their sections.
    pub(crate) fn texts<'p>(
        &'p self,
        pieces: &'p [Piece<'_>],
    ) -> impl Iterator<Item = (Option<SectionId>, &'p str)> {
        self.passages.iter().map(|(section, passage)| {
            (*section, &pieces[passage.piece].text[passage.bytes.clone()])
        })
    }
}

/// `（此件主动公开）`, `海滨街道党政办公室`, `2021年1月12日印发`.
fn is_imprint(text: &str) -> bool {
    let length = text.chars().count();
    let marked = text.contains("此件") || text.ends_with("印发") || text.starts_with("附件");
    let signed = agency::ends_like_agency(text) && !text.contains(['，', '。', '、']);
    length <= 40 && (marked || signed)
}

/// Paragraphs: lines of text, and tables in the narrative as their cells in a line.
fn passages<'p>(
    pieces: &'p [Piece<'_>],
    range: Range<usize>,
) -> impl Iterator<Item = Passage> + 'p {
    range
        .filter(|at| {
            pieces
                .get(*at)
                .is_some_and(|piece| !trim(&piece.text).is_empty())
        })
        .map(|piece| Passage {
            piece,
            bytes: 0..pieces[piece].text.len(),
        })
}

fn joined(pieces: &[Piece<'_>], passages: &[Passage]) -> String {
    let lines: Vec<&str> = passages
        .iter()
        .map(|passage| trim(&pieces[passage.piece].text[passage.bytes.clone()]))
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

/// A title without the blanks that justify it.
pub(crate) fn closed_up(line: &str) -> String {
    let mut closed = String::with_capacity(line.len());
    closed.extend(
        line.chars()
            .filter(|c| !is_blank(*c) && *c != '\n' && *c != '#' && *c != '*'),
    );
    closed
}

/// Digits, full-width digits and 〇一二三四五六七八九 as a number.
fn digit(c: char) -> Option<i16> {
    let c = fold(c);
    if let Some(value) = c.to_digit(10) {
        return i16::try_from(value).ok();
    }
    let chinese = "〇一二三四五六七八九".chars().position(|known| known == c);
    let zero = (c == '零' || c == '○' || c == 'Ｏ').then_some(0);
    chinese.or(zero).and_then(|value| i16::try_from(value).ok())
}
