//! Documents to annual reports: bytes in, a report and what can be said of its reading out.
//!
//! Three layers that know nothing of each other's business: [`source`] turns a format into
//! pieces with places, `align` lays the pieces onto the rows of a form whose labels are known in
//! advance, `narrative` reads the numbers that the text states. Reading never fails on a bad
//! report and never invents: a cell without a figure in the document gets none.

pub mod source;

pub mod attachment;

mod align;
mod figure;
mod fold;
mod narrative;
mod outline;

pub use source::{Apart, Document, Format, SourceError};

pub use align::confidence::{Evidence, FigureEvidence, LabelEvidence, Setting, SumEvidence};

use align::Lexicon;
use gongkai_domain::report::{AnnualReport, FormBook, Note, Place};
use narrative::Passage;
use outline::{Headings, Outline};
use source::Piece;

/// Reads documents in the forms of one book. Made once, used for any number of documents on any
/// number of threads.
#[derive(Debug)]
pub struct Reader {
    lexicon: Lexicon,
    headings: Headings,
    apart: Option<Box<dyn Apart>>,
}

impl Reader {
    /// A reader that knows these forms and takes every document apart in its own process.
    pub fn new(book: &FormBook) -> Self {
        Self {
            lexicon: Lexicon::new(book),
            headings: Headings::new(book),
            apart: None,
        }
    }

    /// The same, with the formats of foreign parsers taken apart elsewhere.
    #[must_use]
    pub fn with_isolation(self, apart: Box<dyn Apart>) -> Self {
        Self {
            apart: Some(apart),
            ..self
        }
    }

    /// Reads a document. The name of its file decides nothing but CSV and Markdown.
    pub fn read(&self, bytes: &[u8], name: &str) -> Result<Reading, SourceError> {
        let format = Format::of(bytes)?;
        match &self.apart {
            Some(apart) if format.needs_isolation() => {
                Ok(self.read_document(&apart.document(bytes, name)?))
            }
            Some(_) | None => source::read(bytes, name, format, |it| self.read_document(&it)),
        }
    }

    /// What stands in a document, taken apart where [`Self::read`] has it taken apart.
    pub fn document(&self, bytes: &[u8], name: &str) -> Result<Document<'static>, SourceError> {
        Document::taken(bytes, name, self.apart.as_deref())
    }

    /// Reads a document that was taken apart.
    pub fn read_document(&self, document: &Document<'_>) -> Reading {
        let (mut report, evidence) = self.report(&document.pieces);
        if document.broken > 0 {
            let note = Note::Undecodable {
                encoding: document.encoding.clone().into_owned(),
                places: document.broken,
            };
            report.notes.insert(0, note);
        }
        if !document.pictures.is_empty() {
            let pages = document.pictures.clone();
            report.notes.push(Note::PicturePages { pages });
        }
        let format = document.format;
        Reading {
            format,
            report,
            evidence,
        }
    }

    fn report(&self, pieces: &[Piece<'_>]) -> (AnnualReport, Vec<Option<Evidence>>) {
        let outline = outline::outline(&self.headings, pieces);
        let aligned = align::align(&self.lexicon, pieces, &outline, outline.report_year);
        let statements = narrative::statements(&narrative_passages(&outline, pieces));
        let report = AnnualReport {
            agency: outline.agency,
            report_year: outline.report_year,
            title_year: outline.title_year,
            title: outline.title,
            document_number: outline.document_number,
            issued_on: outline.issued_on,
            period: outline.period,
            tables: aligned.tables,
            sections: outline.sections,
            statements,
            notes: aligned.notes,
        };
        (report, aligned.evidence)
    }
}

/// What came of a document.
#[derive(Debug)]
pub struct Reading {
    /// The format its bytes are in.
    pub format: Format,
    /// The report, as far as the document proves it.
    pub report: AnnualReport,
    /// What speaks for each cell of its tables, in the order of the form; nothing for cells whose
    /// row is not in the document.
    pub evidence: Vec<Option<Evidence>>,
}

fn narrative_passages<'p>(outline: &Outline, pieces: &'p [Piece<'_>]) -> Vec<Passage<'p>> {
    let mut all = Vec::with_capacity(outline.passages.len());
    all.extend(outline.passages.iter().filter_map(|(section, passage)| {
        let piece = pieces.get(passage.piece)?;
        let text = piece.text.get(passage.bytes.clone())?;
        let before = piece.text.get(..passage.bytes.start)?.chars().count();
        let place = match &piece.place {
            Place::Text { line, column } => {
                let column = column.saturating_add(u32::try_from(before).unwrap_or(0));
                Place::Text {
                    line: *line,
                    column,
                }
            }
            other @ (Place::Table { .. } | Place::Page { .. } | Place::Sheet { .. }) => {
                other.clone()
            }
        };
        Some(Passage {
            section: *section,
            text,
            place,
        })
    }));
    all
}
