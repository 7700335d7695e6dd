//! Letters of disclosure upon request as papers: running text in the layout of official documents
//! (GB/T 9704), forms as tables of one page, slips on a page of their own.

use crate::RenderError;
use crate::paper::{Block, Cell, Paper, Running, Table};
use gongkai_domain::request::letter::Composed;

/// The letter as DOCX; the same letter, the same bytes.
pub fn docx(letter: &Composed) -> Result<Vec<u8>, RenderError> {
    paper(letter).docx()
}

/// The letter as a paper.
pub fn paper(letter: &Composed) -> Paper {
    let mut blocks = Vec::new();
    if letter.rows.is_empty() {
        blocks.extend(running(letter));
    } else {
        blocks.push(Block::Table(form(&letter.rows)));
        blocks.extend(letter.notes.iter().cloned().map(Block::Line));
    }
    if let Some(slip) = &letter.slip {
        blocks.push(Block::Break);
        blocks.push(Block::Running(Running::Title, slip.title.clone()));
        blocks.push(Block::Table(form(&slip.rows)));
        blocks.extend(slip.notes.iter().cloned().map(Block::Line));
    }
    Paper {
        title: letter.title.clone(),
        number: String::new(),
        lying: false,
        blocks,
    }
}

fn running(letter: &Composed) -> Vec<Block> {
    let put = |kind, text: &String| Block::Running(kind, text.clone());
    let mut blocks = Vec::new();
    blocks.extend(
        letter
            .number
            .iter()
            .map(|number| put(Running::Number, number)),
    );
    let to = letter.to.iter().map(|to| format!("{to}："));
    blocks.extend(to.map(|to| Block::Running(Running::To, to)));
    let text: Vec<&String> = letter.body.iter().chain(&letter.remedy).collect();
    for (left, text) in (0..text.len()).rev().zip(&text) {
        let kind = if left == 0 {
            Running::Last
        } else {
            Running::Text
        };
        blocks.push(put(kind, text));
    }
    blocks.push(Block::Sealed(letter.signature.clone()));
    let notes = letter.notes.iter().map(|note| format!("（{note}）"));
    blocks.extend(notes.map(|note| Block::Running(Running::Note, note)));
    blocks
}

/// Labels and values in turn, two pairs to a row; the last value takes what is left of its row.
fn form(rows: &[Vec<String>]) -> Table {
    const COLUMNS: usize = 4;
    let row = |cells: &Vec<String>| {
        let last = cells.len().saturating_sub(1);
        let cell = |(at, text): (usize, &String)| {
            let cell = if at % 2 == 0 {
                Cell::head(text)
            } else {
                Cell::text(text)
            };
            if at == last && last < COLUMNS - 1 {
                cell.over(COLUMNS - last)
            } else {
                cell
            }
        };
        cells.iter().enumerate().map(cell).collect()
    };
    Table {
        widths: vec![7, 11, 6, 11],
        head: 0,
        large: true,
        rows: rows.iter().map(row).collect(),
    }
}
