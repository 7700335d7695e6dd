//! The annual report as it is set.

use super::flow::{Flow, Item, Sheet, Text, TextKind};
use super::fonts::Voice;
use super::look::{self, CHARACTER, Look};
use crate::document::{Document, Paragraph};

/// Consumes the document: its tables are set as they are.
pub(super) fn flow(document: Document) -> Flow {
    let mut items = vec![text(
        TextKind::Title,
        look::TITLE,
        Voice::Title,
        &document.title,
    )];
    let number = document.number.iter();
    items.extend(number.map(|number| text(TextKind::Paragraph, look::NUMBER, Voice::Fang, number)));
    items.extend(
        document
            .preamble
            .iter()
            .map(|words| paragraph(words, false)),
    );
    let last = document.sections.len().saturating_sub(1);
    for (at, part) in document.sections.into_iter().enumerate() {
        items.push(text(
            TextKind::Heading,
            look::HEADING,
            Voice::Hei,
            &part.heading,
        ));
        let end = part.paragraphs.len().saturating_sub(1);
        let signed = at == last && part.tables.is_empty() && !document.signature.is_empty();
        for (number, words) in part.paragraphs.iter().enumerate() {
            items.push(paragraph(words, signed && number == end));
        }
        items.extend(part.tables.into_iter().map(Item::Table));
    }
    items.extend(signature(&document.signature));
    Flow {
        title: document.title,
        sheet: Sheet::UPRIGHT,
        items,
    }
}

/// A text in one voice.
pub(super) fn text(kind: TextKind, look: Look, voice: Voice, words: &str) -> Item {
    Item::Text(Text {
        kind,
        look,
        words: vec![(voice, words.to_owned())],
    })
}

fn paragraph(words: &Paragraph, keep: bool) -> Item {
    let look = Look { keep, ..look::BODY };
    match (words.lead.is_empty(), words.rest.is_empty()) {
        (true, _) => text(TextKind::Paragraph, look, Voice::Fang, &words.rest),
        (false, true) => text(TextKind::Subheading, look::HEADING, Voice::Kai, &words.lead),
        (false, false) => Item::Text(Text {
            kind: TextKind::Paragraph,
            look,
            words: vec![
                (Voice::Kai, words.lead.clone()),
                (Voice::Fang, words.rest.clone()),
            ],
        }),
    }
}

/// The agency and the day, one line free above them.
pub(super) fn signature(lines: &[String]) -> Vec<Item> {
    let last = lines.len().saturating_sub(1);
    let line = |(number, words): (usize, &String)| {
        let look = Look {
            before: if number == 0 { look::BODY.leading } else { 0.0 },
            keep: number < last,
            ..look::SIGNATURE
        };
        text(TextKind::Paragraph, look, Voice::Fang, words)
    };
    lines.iter().enumerate().map(line).collect()
}

/// Lines at the right whose middles stand over each other. The day ends four characters from the edge; a name
/// longer than that moves the day in.
pub(super) fn sealed(lines: &[String]) -> Vec<Item> {
    let width = |text: &String| -> f32 {
        let half = |c: char| {
            if c.is_ascii() {
                CHARACTER / 2.0
            } else {
                CHARACTER
            }
        };
        text.chars().map(half).sum()
    };
    let longest = lines.iter().map(width).fold(0.0, f32::max);
    let last = lines.last().map_or(0.0, width);
    let edge = (4.0 * CHARACTER - (longest - last) / 2.0).max(CHARACTER);
    let end = lines.len().saturating_sub(1);
    let line = |(number, words): (usize, &String)| {
        let right = edge + (longest - width(words)) / 2.0;
        let look = Look {
            align: look::Align::Right(right),
            before: if number == 0 { look::BODY.leading } else { 0.0 },
            keep: number < end,
            ..look::SIGNATURE
        };
        text(TextKind::Paragraph, look, Voice::Fang, words)
    };
    lines.iter().enumerate().map(line).collect()
}
