//! A paper of the office as it is set.

use super::flow::{Flow, Item, Sheet, TextKind};
use super::fonts::Voice;
use super::look::{self, Look};
use super::report::{sealed, signature, text};
use crate::paper::{Block, Paper, Running};

/// The paper, cleaned.
pub(super) fn flow(paper: &Paper) -> Flow {
    let mut items = vec![text(
        TextKind::Title,
        look::TITLE,
        Voice::Title,
        &paper.title,
    )];
    if !paper.number.is_empty() {
        items.push(text(
            TextKind::Paragraph,
            look::PERIOD,
            Voice::Fang,
            &paper.number,
        ));
    }
    let mut noted = false;
    for block in &paper.blocks {
        items.extend(put(block, noted));
        noted = matches!(block, Block::Running(Running::Note, _));
    }
    Flow {
        title: paper.title.clone(),
        sheet: if paper.lying {
            Sheet::LYING
        } else {
            Sheet::UPRIGHT
        },
        items,
    }
}

fn put(block: &Block, noted: bool) -> Vec<Item> {
    let plain = |look: Look, words: &str| vec![text(TextKind::Paragraph, look, Voice::Fang, words)];
    match block {
        Block::Line(words) => plain(look::LINE, words),
        Block::Heading(words) => vec![text(TextKind::Heading, look::HEADING, Voice::Hei, words)],
        Block::Signature(lines) => signature(lines),
        Block::Table(table) => vec![Item::Table(table.placed())],
        Block::Running(Running::Title, words) => {
            vec![text(TextKind::Heading, look::TITLE, Voice::Title, words)]
        }
        Block::Running(Running::Number, words) => plain(look::NUMBER, words),
        Block::Running(Running::To, words) => plain(look::TO, words),
        Block::Paragraph(words) | Block::Running(Running::Text, words) => plain(look::BODY, words),
        Block::Running(Running::Last, words) => plain(
            Look {
                keep: true,
                ..look::BODY
            },
            words,
        ),
        Block::Running(Running::Note, words) => plain(note(noted), words),
        Block::Sealed(lines) => sealed(lines),
        Block::Break => vec![Item::Break],
    }
}

/// Half a line is free above the first note.
fn note(again: bool) -> Look {
    Look {
        before: if again { 0.0 } else { look::BODY.leading / 2.0 },
        ..look::NOTE
    }
}
