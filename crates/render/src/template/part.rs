//! One part of a template: its paragraphs, the pieces of text in them, and the fields over the pieces.

use quick_xml::Reader;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::Event;
use std::ops::Range;

/// Why a part cannot be read.
pub(super) type PartFault = quick_xml::Error;

/// A part with its fields.
pub(super) struct Marked {
    xml: String,
    paragraphs: Vec<Paragraph>,
}

/// A paragraph; those of text boxes are paragraphs of their own.
#[derive(Default)]
struct Paragraph {
    /// From its opening tag to behind its closing tag.
    span: Range<usize>,
    /// Whether it holds other paragraphs.
    nests: bool,
    pieces: Vec<Piece>,
    fields: Vec<Found>,
    /// What is opened and not closed.
    unfinished: Option<String>,
}

/// The text of one `w:t`.
struct Piece {
    /// From the opening tag to before the closing tag.
    span: Range<usize>,
    text: String,
}

/// A field by its place in the text of the paragraph, in bytes, braces included.
struct Found {
    name: String,
    span: Range<usize>,
}

impl Marked {
    pub(super) fn read(xml: String) -> Result<Self, PartFault> {
        let mut paragraphs = paragraphs(&xml)?;
        paragraphs.iter_mut().for_each(Paragraph::find_fields);
        paragraphs.sort_by_key(|paragraph| paragraph.span.start);
        Ok(Self { xml, paragraphs })
    }

    /// The names of its fields.
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        let found = self.paragraphs.iter().flat_map(|one| &one.fields);
        found.map(|found| found.name.as_str())
    }

    /// Fields that are opened and not closed.
    pub(super) fn unfinished(&self) -> impl Iterator<Item = &str> {
        let all = self.paragraphs.iter();
        all.filter_map(|one| one.unfinished.as_deref())
    }

    /// All its text.
    pub(super) fn text(&self) -> String {
        let pieces = self.paragraphs.iter().flat_map(|one| &one.pieces);
        pieces.map(|piece| piece.text.as_str()).collect()
    }

    /// The part with its fields filled. Whatever holds no field stays to the byte.
    pub(super) fn filled<'v>(&self, value: impl Fn(&str) -> &'v str) -> String {
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for paragraph in self.paragraphs.iter().filter(|one| !one.fields.is_empty()) {
            match paragraph.alone(&self.xml) {
                Some(field) if value(&field.name).lines().nth(1).is_some() => {
                    let lines = value(&field.name)
                        .lines()
                        .filter(|line| !line.trim().is_empty());
                    let repeated = lines.map(|line| self.copy(paragraph, line));
                    edits.push((paragraph.span.clone(), repeated.collect()));
                }
                Some(_) | None => edits.extend(paragraph.edits(&value)),
            }
        }
        spliced(&self.xml, 0, &mut edits)
    }

    /// The paragraph with a line in the place of its one field, without the identity it has in Word.
    fn copy(&self, paragraph: &Paragraph, line: &str) -> String {
        let source = self.xml.get(paragraph.span.clone()).unwrap_or_default();
        let mut edits = paragraph.edits(&|_: &str| line);
        let text = spliced(source, paragraph.span.start, &mut edits);
        without_identity(&text)
    }
}

/// A source with some of its ranges replaced; the ranges count from `base`.
fn spliced(source: &str, base: usize, edits: &mut [(Range<usize>, String)]) -> String {
    edits.sort_by_key(|(span, _)| span.start);
    let mut text = String::with_capacity(source.len());
    let mut at = base;
    for (span, new) in edits.iter() {
        text.push_str(source.get(at - base..span.start - base).unwrap_or_default());
        text.push_str(new);
        at = span.end;
    }
    text.push_str(source.get(at - base..).unwrap_or_default());
    text
}

/// Without `w14:paraId` and `w14:textId`, which must not stand twice in a document.
fn without_identity(xml: &str) -> String {
    let mut text = xml.to_owned();
    for name in [" w14:paraId=\"", " w14:textId=\""] {
        while let Some(start) = text.find(name) {
            let value = start + name.len();
            let Some(end) = text.get(value..).and_then(|rest| rest.find('"')) else {
                break;
            };
            text.replace_range(start..=value + end, "");
        }
    }
    text
}

impl Paragraph {
    fn find_fields(&mut self) {
        let text = self.text();
        let mut at = 0;
        while let Some(open) = text.get(at..).and_then(|rest| rest.find("{{")) {
            let start = at + open;
            let name_at = start + 2;
            let rest = text.get(name_at..).unwrap_or_default();
            let Some(length) = rest.find("}}") else {
                let shown = text.get(start..).unwrap_or_default();
                self.unfinished = Some(shown.chars().take(20).collect());
                return;
            };
            let name = rest.get(..length).unwrap_or_default().trim().to_owned();
            at = name_at + length + 2;
            self.fields.push(Found {
                name,
                span: start..at,
            });
        }
    }

    fn text(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }

    /// The field, if it is all the paragraph says and the paragraph can be repeated.
    fn alone(&self, xml: &str) -> Option<&Found> {
        let [only] = &self.fields[..] else {
            return None;
        };
        let text = self.text();
        let around = [text.get(..only.span.start), text.get(only.span.end..)];
        let bare = around
            .iter()
            .all(|text| text.is_some_and(|text| text.trim().is_empty()));
        let source = xml.get(self.span.clone()).unwrap_or_default();
        let plain = !self.nests && !source.contains("<w:sectPr");
        (bare && plain).then_some(only)
    }

    /// The new texts of the pieces that change: a value goes where its field begins.
    fn edits<'v>(&self, value: &impl Fn(&str) -> &'v str) -> Vec<(Range<usize>, String)> {
        let mut edits = Vec::new();
        let mut from = 0;
        for piece in &self.pieces {
            let to = from + piece.text.len();
            let mut new = String::new();
            let mut at = from;
            for field in self.fields.iter().filter(|field| field.span.end > from) {
                if field.span.start >= to {
                    break;
                }
                if field.span.start >= at {
                    new.push_str(slice(&piece.text, from, at, field.span.start));
                }
                if field.span.start >= from {
                    new.push_str(value(&field.name));
                }
                at = field.span.end.min(to);
            }
            new.push_str(slice(&piece.text, from, at, to));
            if new != piece.text {
                edits.push((piece.span.clone(), written(&new)));
            }
            from = to;
        }
        edits
    }
}

fn slice(text: &str, base: usize, from: usize, to: usize) -> &str {
    text.get(from - base..to - base).unwrap_or_default()
}

/// A text as the content of a run, from its opening tag on; line breaks stay within the paragraph.
fn written(text: &str) -> String {
    const OPEN: &str = "<w:t xml:space=\"preserve\">";
    let lines = text
        .split('\n')
        .map(|line| escape(printable(line)).into_owned());
    let lines: Vec<String> = lines.collect();
    format!("{OPEN}{}", lines.join(&format!("</w:t><w:br/>{OPEN}")))
}

/// A line without what XML cannot hold.
pub(super) fn printable(line: &str) -> String {
    crate::document::line(line)
}

/// The paragraphs of a part with their pieces of text.
fn paragraphs(xml: &str) -> Result<Vec<Paragraph>, PartFault> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Paragraph> = Vec::new();
    let mut done = Vec::new();
    let mut text: Option<(usize, usize)> = None;
    loop {
        let before = position(&reader);
        match reader.read_event()? {
            Event::Start(tag) if tag.name().as_ref() == "w:p" => {
                for outer in &mut open {
                    outer.nests = true;
                }
                let span = before..before;
                open.push(Paragraph {
                    span,
                    ..Paragraph::default()
                });
            }
            Event::End(tag) if tag.name().as_ref() == "w:p" => {
                if let Some(mut paragraph) = open.pop() {
                    paragraph.span.end = position(&reader);
                    done.push(paragraph);
                }
            }
            Event::Start(tag) if tag.name().as_ref() == "w:t" => {
                text = Some((before, position(&reader)));
            }
            Event::End(tag) if tag.name().as_ref() == "w:t" => {
                if let (Some((start, content)), Some(paragraph)) = (text.take(), open.last_mut()) {
                    let raw = xml.get(content..before).unwrap_or_default();
                    paragraph.pieces.push(Piece {
                        span: start..before,
                        text: unescape(raw).map_or_else(|_entity| raw.to_owned(), Into::into),
                    });
                }
            }
            Event::Eof => return Ok(done),
            Event::Start(_)
            | Event::End(_)
            | Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}
