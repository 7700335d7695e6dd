//! Enumerations: where one begins, what it breaks down, and whether it is said to be complete.

use super::mention::{Mention, bounds};
use super::word::{Token, Word};
use gongkai_domain::report::StatementKind;

/// How an enumeration is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// 其中, 包括, 分别为, or a colon behind the whole.
    Complete,
    /// 主要有, 包括但不限于.
    Partial,
    /// Names and numbers follow each other without a word.
    Silent,
}

/// What the parts of an enumeration may count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Information disclosed, by channel or category.
    Disclosed,
    /// Outcomes of requests.
    Requests,
    /// Consultations by manner.
    Consultations,
    /// Parts of a whole that is not known: nothing can be said of them.
    Unknown,
}

impl Family {
    /// What the parts of a whole of this kind count.
    pub(super) fn of(whole: StatementKind) -> Self {
        match whole {
            StatementKind::ProactiveTotal
            | StatementKind::ProactiveCumulative
            | StatementKind::ProactiveByChannel
            | StatementKind::ProactiveByCategory => Self::Disclosed,
            StatementKind::RequestsReceived | StatementKind::RequestsCarriedIn => Self::Requests,
            StatementKind::Consultations => Self::Consultations,
            StatementKind::RequestsCumulative
            | StatementKind::RequestsCarriedOut
            | StatementKind::RequestsGranted
            | StatementKind::RequestsPartiallyGranted
            | StatementKind::RequestsRefused
            | StatementKind::RequestsUnavailable
            | StatementKind::RequestsNotProcessed
            | StatementKind::Reconsiderations
            | StatementKind::Litigations
            | StatementKind::HandedOver
            | StatementKind::CatalogueItems
            | StatementKind::NormativeDocuments
            | StatementKind::Permits
            | StatementKind::Penalties
            | StatementKind::ProcessingFees
            | StatementKind::Interpretations
            | StatementKind::OnlineInterviews
            | StatementKind::Complaints => Self::Unknown,
        }
    }
}

/// An enumeration as it is read.
#[derive(Debug, Clone)]
pub(super) struct Enumeration {
    /// How it is introduced.
    pub(super) opening: Opening,
    /// What its parts count.
    pub(super) family: Family,
    /// The draft that it breaks down.
    pub(super) whole: Option<usize>,
    /// How many parts were read.
    pub(super) parts: usize,
    /// Whether its first part is a channel.
    pub(super) channels: bool,
    /// Whether a part could not be read, or 等 leaves it open.
    pub(super) open: bool,
    /// Whether it stands in brackets, behind which it ends.
    pub(super) bracketed: bool,
}

impl Enumeration {
    /// An enumeration without parts.
    pub(super) fn new(opening: Opening, family: Family, whole: Option<usize>) -> Self {
        Self {
            opening,
            family,
            whole,
            parts: 0,
            channels: false,
            open: false,
            bracketed: false,
        }
    }

    /// Whether it is one name and number that no word introduces: no enumeration at all.
    pub(super) fn is_single(&self) -> bool {
        self.parts < 2 && self.opening == Opening::Silent
    }

    /// Whether its parts are figures beside a total rather than parts of one.
    pub(super) fn stands_apart(&self) -> bool {
        self.opening == Opening::Silent && self.whole.is_none()
    }

    /// Whether its parts are said to be all.
    pub(super) fn is_complete(&self) -> bool {
        let said = match self.opening {
            Opening::Complete => true,
            Opening::Partial => false,
            // Channels without a word stand beside each other and may repeat one another.
            Opening::Silent => self.whole.is_none() && !self.channels,
        };
        said && self.parts > 1 && !self.open
    }
}

/// How the clause of a number opens an enumeration, if it does.
pub(super) fn opening(mention: &Mention<'_>) -> Option<Opening> {
    let between = mention.between;
    let opens = between.iter().enumerate().rposition(|(at, token)| {
        matches!(token.word, Word::Among | Word::Mainly) && begins_clause(mention, at)
    });
    let Some(at) = opens else {
        return follows_colon(mention).then_some(Opening::Complete);
    };
    let rest = between.get(at + 1..).unwrap_or_default();
    let end = between.get(at).map_or(0, |token| token.end);
    let comma = rest
        .first()
        .is_some_and(|token| token.word == Word::Comma && token.start == end);
    let clause = rest.get(usize::from(comma)..).unwrap_or_default();
    if clause
        .iter()
        .any(|token| matches!(token.word, Word::Comma | Word::Semicolon))
    {
        return None;
    }
    let partial = between.iter().any(|token| token.word == Word::Mainly);
    Some(if partial {
        Opening::Partial
    } else {
        Opening::Complete
    })
}

/// 其中 opens an enumeration where its clause begins or a mark follows it, not in the midst of a
/// name such as 公开指南含附件.
fn begins_clause(mention: &Mention<'_>, at: usize) -> bool {
    let Some(token) = mention.between.get(at) else {
        return false;
    };
    let next = mention.between.get(at + 1);
    let marked = next.is_some_and(|next| {
        matches!(next.word, Word::Colon | Word::Comma) && next.start == token.end
    });
    let before = mention.before.len() - mention.between.len() + at;
    let previous = before.checked_sub(1).and_then(|it| mention.before.get(it));
    let first = previous.is_none_or(|previous| {
        previous.end == token.start && (bounds(previous) || previous.word == Word::Until)
    });
    marked || first || token.start == mention.lead_start
}

/// 171条：网站100条.
fn follows_colon(mention: &Mention<'_>) -> bool {
    let before = mention.before.len().checked_sub(mention.between.len() + 1);
    let last: Option<&Token> = before.and_then(|at| mention.before.get(at));
    let colon = mention
        .between
        .first()
        .filter(|token| token.word == Word::Colon);
    matches!((last, colon), (Some(last), Some(colon)) if last.end == colon.start)
}

/// Whether 等 right behind the number leaves the enumeration open.
pub(super) fn leaves_open(mention: &Mention<'_>) -> bool {
    mention
        .tail
        .first()
        .is_some_and(|token| token.word == Word::Etc && token.start == mention.bytes.end)
}
