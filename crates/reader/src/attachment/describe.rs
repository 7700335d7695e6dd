//! Proposals for the registration form: title, document number and date of an official document,
//! each with the lines it was read from, and none where the document is not clear.

use crate::fold::{is_blank, trim};
use crate::outline::{closed_up, date, document_number};
use crate::source::{Document, Piece, PieceKind};
use gongkai_domain::report::Place;
use jiff::civil::Date;

/// A value read from a document, for a person to confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal<T> {
    /// The value.
    pub value: T,
    /// The line or lines it was read from, as they stand.
    pub read_from: String,
    /// Where the first of them stands.
    pub place: Place,
}

/// What a document proposes for its registration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Description {
    /// 标题.
    pub title: Option<Proposal<String>>,
    /// 文号.
    pub document_number: Option<Proposal<String>>,
    /// 成文日期.
    pub issued_on: Option<Proposal<Date>>,
}

/// Kinds of documents, with which titles end.
const GENRES: [&str; 36] = [
    "通知", "意见", "决定", "决议", "命令", "公报", "公告", "通告", "通报", "报告", "请示", "批复",
    "议案", "函", "纪要", "办法", "规定", "细则", "方案", "规划", "计划", "制度", "预案", "指南",
    "清单", "目录", "要点", "总结", "说明", "解读", "公示", "答复", "条例", "章程", "规则", "名单",
];
/// Lines in which the head of a document stands.
const HEAD: usize = 16;
/// Characters of a title.
const LONGEST_TITLE: usize = 90;

/// What a document proposes.
pub(super) fn describe(document: &Document<'_>) -> Description {
    let pieces = document.pieces.as_slice();
    let number = document_number(pieces);
    Description {
        title: title(pieces, number),
        document_number: number.and_then(|at| {
            let piece = pieces.get(at)?;
            Some(proposal(
                number_in(&piece.text)?,
                std::slice::from_ref(piece),
            ))
        }),
        issued_on: issued_on(pieces),
    }
}

fn proposal<T>(value: T, pieces: &[Piece<'_>]) -> Proposal<T> {
    let lines: Vec<&str> = pieces.iter().map(|piece| trim(&piece.text)).collect();
    Proposal {
        value,
        read_from: lines.join("\n"),
        place: pieces
            .first()
            .map_or(Place::Text { line: 1, column: 1 }, |piece| {
                piece.place.clone()
            }),
    }
}

/// A number alone in its line: one that has other words before it is not cut out of them.
fn number_in(line: &str) -> Option<String> {
    let number = closed_up(line);
    let words = number.contains(['：', ':', '，', '。', '《']);
    (!words && number.chars().any(|c| c.is_ascii_digit())).then_some(number)
}

/// The line above the number if it ends as titles do; else the first such line behind the number
/// (or of the document). With the lines above it that it continues.
fn title(pieces: &[Piece<'_>], number: Option<usize>) -> Option<Proposal<String>> {
    let is_end = |at: &usize| pieces.get(*at).is_some_and(ends_title);
    let above = number.and_then(|at| at.checked_sub(1)).filter(is_end);
    let from = number.filter(|_| above.is_none()).map_or(0, |at| at + 1);
    let last = above.or_else(|| (from..pieces.len().min(from + HEAD)).find(is_end))?;
    let mut first = last;
    while first > from && !begins_title(&pieces[first]) && continues(&pieces[first - 1]) {
        first -= 1;
    }
    let lines = pieces.get(first..=last)?;
    let title: String = lines.iter().map(|piece| closed_up(&piece.text)).collect();
    // A bare 通知 or 公告 is half a title: its other half stands nobody knows where.
    let whole = (6..=LONGEST_TITLE).contains(&title.chars().count());
    whole.then(|| proposal(title, lines))
}

fn ends_title(piece: &Piece<'_>) -> bool {
    let text = closed_up(&piece.text);
    let bare = text
        .rfind(['（', '('])
        .filter(|_| text.ends_with(['）', ')']))
        .and_then(|at| text.get(..at))
        .unwrap_or(&text);
    is_line_of_title(piece) && GENRES.iter().any(|genre| bare.ends_with(genre))
}

fn begins_title(piece: &Piece<'_>) -> bool {
    let text = closed_up(&piece.text);
    text.find("关于")
        .is_some_and(|at| at == 0 || at >= "某局".len())
        || text.chars().count() > 30
}

/// A line above that belongs to the title: no red head, no date, no addressee.
fn continues(piece: &Piece<'_>) -> bool {
    let text = closed_up(&piece.text);
    is_line_of_title(piece) && !text.ends_with("文件") && date::whole(&text).is_none()
}

fn is_line_of_title(piece: &Piece<'_>) -> bool {
    let text = trim(&piece.text);
    let length = text.chars().filter(|c| !is_blank(*c)).count();
    let sentence = text.contains(['。', '，', '；', '：', ':', '★']);
    piece.kind == PieceKind::Text && (2..=LONGEST_TITLE).contains(&length) && !sentence
}

/// The only date that has a line of its own before the enclosures.
fn issued_on(pieces: &[Piece<'_>]) -> Option<Proposal<Date>> {
    let enclosure = |piece: &Piece<'_>| {
        let text = closed_up(&piece.text);
        let rest = text.strip_prefix("附件");
        rest.is_some_and(|rest| {
            rest.trim_end_matches(['：', ':'])
                .chars()
                .all(|c| c.is_ascii_digit())
        })
    };
    let body = pieces.iter().take_while(|piece| !enclosure(piece));
    let mut dated = body.filter_map(|piece| Some((date::whole(trim(&piece.text))?, piece)));
    let (value, piece) = dated.next()?;
    dated
        .all(|(other, _)| other == value)
        .then(|| proposal(value, std::slice::from_ref(piece)))
}
