//! Letters of disclosure upon request as papers: running text in the layout of official documents
//! (GB/T 9704), forms as tables of one page, slips on a page of their own.

use crate::paper::{Block, Cell, Paper, Running, Table};
use crate::{Fonts, RenderError};
use gongkai_domain::request::letter::{Composed, Facts, Letter, LetterRemedy};

/// The letter as DOCX; the same letter, the same bytes.
pub fn docx(letter: &Composed) -> Result<Vec<u8>, RenderError> {
    paper(letter).docx()
}

/// The letter as PDF; the same letter and fonts, the same bytes.
pub fn pdf(letter: &Composed, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    paper(letter).pdf(fonts)
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

/// Our layout of a letter with fields in the place of texts: what an office takes to make a template of its
/// own. None for forms, which have no running text.
pub fn template(letter: &Letter) -> Option<Paper> {
    let field = |name: &str| format!("{{{{{name}}}}}");
    letter.series?;
    let names = letter.remedy != LetterRemedy::None;
    let composed = Composed {
        letter: letter.id.clone(),
        title: letter.title.clone(),
        number: Some(field("文号")),
        to: Some(field("收文人")),
        body: vec![field("正文")],
        remedy: names.then(|| field("救济途径?")),
        signature: vec![field("机关"), field("文书日期")],
        rows: Vec::new(),
        notes: vec![
            format!("联系机构：{}", field("公开机构")),
            format!("联系电话：{}", field("机关电话")),
        ],
        slip: None,
        says: Vec::new(),
        facts: Facts::new(),
    };
    Some(paper(&composed))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template;
    use gongkai_domain::request::letter::LetterBook;

    #[test]
    fn our_own_layout_with_fields_is_a_template_that_may_be_used() {
        for letter in LetterBook::statutory().unwrap().all() {
            let Some(paper) = template(letter) else {
                assert_eq!(letter.series, None, "{}", letter.id);
                continue;
            };
            let asked = [vec!["文号"], vec!["文书日期"], vec!["正文", "理由"]];
            let checked = template::check(&paper.docx().unwrap(), &asked);
            assert_eq!(checked, Ok(()), "{}", letter.id);
        }
    }

    #[test]
    fn the_last_cell_of_a_form_takes_what_is_left_of_its_row() {
        let row = |cells: &[&str]| cells.iter().map(|text| (*text).to_owned()).collect();
        let table = form(&[row(&["甲", "一"]), row(&["乙", "二", "丙", "三"])]);
        let placed = table.placed();
        let ends = placed
            .lines
            .iter()
            .map(|line| line.last().map(|cell| cell.column + cell.columns));
        assert_eq!(ends.collect::<Vec<_>>(), [Some(4), Some(4)]);
    }
}
