//! Where statements stand, what they were read from, and that no text is too strange to read.

use super::super::{Passage, statements};
use super::read;
use gongkai_domain::report::{Place, SectionId};

fn lines<'a>(texts: &[&'a str]) -> Vec<Passage<'a>> {
    let passage = |(index, text): (usize, &&'a str)| Passage {
        section: Some(SectionId::One),
        text,
        place: Place::Text {
            line: u32::try_from(index).unwrap() + 1,
            column: 1,
        },
    };
    texts.iter().enumerate().map(passage).collect()
}

#[test]
fn a_statement_stands_where_its_number_stands() {
    let found = read("全年 主动公开政府信息 24 条。");
    assert_eq!(
        found[0].place,
        Some(Place::Text {
            line: 1,
            column: 13
        })
    );
    assert_eq!(found[0].raw, "全年 主动公开政府信息 24 条");
}

#[test]
fn line_breaks_within_a_passage_count_lines() {
    let found = read("为便利群众，按规定向市档案馆和图书馆移交信息，今年\n\n已移交 7 份。");
    assert_eq!(found[0].place, Some(Place::Text { line: 3, column: 5 }));
}

#[test]
fn a_sentence_cut_by_the_page_is_read_as_one() {
    let found = statements(&lines(&[
        "本年度收到政府信息公开申请两件，都已经按照规定答复申请人，没有出",
        "现因政府信息公开申请行政复议、提起行政诉讼。",
    ]));
    let values: Vec<_> = found.iter().map(|it| (it.kind.name(), it.value)).collect();
    assert_eq!(
        values,
        [
            ("requests_received", 2),
            ("reconsiderations", 0),
            ("litigations", 0)
        ]
    );
    assert_eq!(
        found[1].raw,
        "没有出现因政府信息公开申请行政复议、提起行政诉讼"
    );
    assert_eq!(
        found[1].place,
        Some(Place::Text {
            line: 1,
            column: 30
        })
    );
}

#[test]
fn a_heading_is_not_joined_to_the_sentence_below() {
    let found = statements(&lines(&["（一）没有收到政府信息公开申请", "行政诉讼1件。"]));
    assert_eq!(found[0].raw, "没有收到政府信息公开申请");
}

#[test]
fn a_number_of_a_table_cell_stands_in_that_cell() {
    let place = Place::Table {
        table: 2,
        row: 3,
        column: 1,
    };
    let text = "主动公开政府信息5条";
    let found = statements(&[Passage {
        section: None,
        text,
        place: place.clone(),
    }]);
    assert_eq!(
        (found[0].place.clone(), found[0].section),
        (Some(place), None)
    );
}

#[test]
fn wholes_are_places_in_the_order_of_the_text() {
    let found =
        read("未收到政府信息公开申请。主动公开信息3条，其中文件1条，动态2条。未发生行政复议。");
    let wholes: Vec<_> = found
        .iter()
        .map(|it| it.list.and_then(|list| list.whole))
        .collect();
    assert_eq!(wholes, [None, None, Some(1), Some(1), None]);
}

/// Pieces of sentences, set off by bars.
const PIECES: &str = "主动公开|政府信息|条|件|，|。|；|、|：|（|）|(|其中|包括|第|2020年|1|0|９|,|.|万|余|未收到|没有|无|申请|行政复议|行政诉讼|网站|微信|《|》|“|”|等|🀄|é|一|十|百|咨询|人次|结转下年|予以公开|档案馆|移交|千|亿|元|信息处理费|～|零|\n| |\u{3000}|\u{1e}|\r";

/// A generator of Lehmer's kind: the same texts at every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

#[test]
fn no_text_is_too_strange_to_read() {
    let pieces: Vec<_> = PIECES.split('|').collect();
    let mut dice = Dice(7);
    for _ in 0..20_000 {
        let length = dice.below(30);
        let text: String = (0..length)
            .map(|_| pieces[dice.below(pieces.len())])
            .collect();
        let cut = dice.below(length + 1);
        let at = text
            .char_indices()
            .nth(cut)
            .map_or(text.len(), |(at, _)| at);
        let found = statements(&lines(&[&text[..at], &text[at..]]));
        for statement in &found {
            let whole = statement.list.and_then(|list| list.whole);
            assert!(whole.is_none_or(|whole| whole < found.len()), "{text}");
            assert!(
                statement.place.is_some() && !statement.raw.is_empty(),
                "{text}"
            );
        }
    }
}
