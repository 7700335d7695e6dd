//! Statements before the whole text is read, and their settling once it is.

use super::enumeration::Enumeration;
use super::flow::Flow;
use gongkai_domain::report::statement::ListPart;
use gongkai_domain::report::{SectionId, Statement, StatementKind};
use std::ops::Range;

/// How certain a draft is before the rest of the text is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// It stays.
    Firm,
    /// A total on the office's own site, with that channel's name: the total unless another
    /// figure stands beside it.
    OwnSite(String),
    /// A total, unless the text has one that says 主动公开.
    Weak,
    /// A name and a number, which stays only in an enumeration of several.
    Tentative,
    /// It goes.
    Dropped,
}

/// A statement with what is still open about it.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// What it counts.
    pub(super) kind: StatementKind,
    /// The number.
    pub(super) value: i64,
    /// Said to be about, nearly or over.
    pub(super) approximate: bool,
    /// Which part of a whole.
    pub(super) label: Option<String>,
    /// First byte of the number, or of the word of absence.
    pub(super) at: usize,
    /// Its clause.
    pub(super) clause: Range<usize>,
    /// Its enumeration.
    pub(super) list: Option<usize>,
    /// How certain it is.
    pub(super) standing: Standing,
}

impl Draft {
    fn is_on_own_site(&self) -> bool {
        matches!(self.standing, Standing::OwnSite(_))
    }
}

/// All that was read, to be made into statements.
pub(super) struct Drafts<'a> {
    /// Where the drafts lead back to.
    pub(super) flow: &'a Flow<'a>,
    /// The drafts; their indices are what enumerations refer to.
    pub(super) drafts: Vec<Draft>,
    /// The enumerations.
    pub(super) lists: Vec<Enumeration>,
}

impl Drafts<'_> {
    /// The statements in the order of the text.
    pub(super) fn settle(mut self) -> Vec<Statement> {
        self.break_up_singles();
        self.decide_sites();
        self.drop_weak_totals();
        self.statements()
    }

    /// A single name and number that no word introduces is no enumeration.
    fn break_up_singles(&mut self) {
        for draft in &mut self.drafts {
            let Some(list) = draft.list.and_then(|list| self.lists.get(list)) else {
                continue;
            };
            if list.is_single() {
                draft.list = None;
                if draft.standing == Standing::Tentative {
                    draft.standing = Standing::Dropped;
                }
            }
        }
    }

    /// 在政府网站主动公开政府信息24条 is the total, unless a total or another channel is counted.
    fn decide_sites(&mut self) {
        let beside: Vec<bool> = (0..self.drafts.len())
            .map(|index| self.has_rival(index))
            .collect();
        for (draft, beside) in self.drafts.iter_mut().zip(beside) {
            let Standing::OwnSite(channel) = &draft.standing else {
                continue;
            };
            if beside {
                draft.kind = StatementKind::ProactiveByChannel;
                draft.label = Some(channel.clone());
            }
            draft.standing = Standing::Firm;
        }
    }

    /// Whether a total or a channel that is no part of anything is counted in the same section.
    fn has_rival(&self, index: usize) -> bool {
        let Some(own) = self.drafts.get(index).filter(|it| it.is_on_own_site()) else {
            return false;
        };
        let section = self.section(own.at);
        self.drafts.iter().enumerate().any(|(other, draft)| {
            let total = draft.kind == StatementKind::ProactiveTotal
                && draft.standing != Standing::Weak
                && draft.value != own.value;
            let channel =
                draft.kind == StatementKind::ProactiveByChannel && self.stands_apart(draft);
            other != index && (total || channel) && self.section(draft.at) == section
        })
    }

    fn stands_apart(&self, draft: &Draft) -> bool {
        let list = draft.list.and_then(|list| self.lists.get(list));
        draft.standing != Standing::Dropped && list.is_none_or(Enumeration::stands_apart)
    }

    /// 发布信息 N 条 is the total only where nothing says 主动公开.
    fn drop_weak_totals(&mut self) {
        let firm = self.drafts.iter().any(|draft| {
            draft.kind == StatementKind::ProactiveTotal && draft.standing == Standing::Firm
        });
        let weak = |draft: &&mut Draft| firm && draft.standing == Standing::Weak;
        for draft in self.drafts.iter_mut().filter(weak) {
            draft.standing = Standing::Dropped;
        }
    }

    fn statements(&self) -> Vec<Statement> {
        let mut order: Vec<usize> = (0..self.drafts.len())
            .filter(|index| {
                self.draft(*index)
                    .is_some_and(|it| it.standing != Standing::Dropped)
            })
            .collect();
        order.sort_by_key(|index| self.draft(*index).map_or(0, |draft| draft.at));
        let mut numbers: Vec<usize> = Vec::new();
        let statement = |index: &usize| self.statement(self.draft(*index)?, &order, &mut numbers);
        order.iter().filter_map(statement).collect()
    }

    fn statement(
        &self,
        draft: &Draft,
        order: &[usize],
        numbers: &mut Vec<usize>,
    ) -> Option<Statement> {
        let list = draft
            .list
            .and_then(|list| Some((list, self.lists.get(list)?)));
        let part = list.map(|(id, list)| {
            let known = numbers.iter().position(|number| *number == id);
            let number = known.unwrap_or_else(|| {
                numbers.push(id);
                numbers.len() - 1
            });
            let whole = list
                .whole
                .and_then(|whole| order.iter().position(|it| *it == whole));
            ListPart {
                number: u32::try_from(number + 1).unwrap_or(u32::MAX),
                complete: list.is_complete() && whole.is_some() == list.whole.is_some(),
                whole,
            }
        });
        Some(Statement {
            kind: draft.kind,
            value: draft.value,
            label: draft.label.clone(),
            raw: self.flow.source(draft.clause.clone()).to_owned(),
            place: self.flow.place(draft.at),
            section: self.section(draft.at)?,
            approximate: draft.approximate,
            list: part,
        })
    }

    fn draft(&self, index: usize) -> Option<&Draft> {
        self.drafts.get(index)
    }

    fn section(&self, at: usize) -> Option<Option<SectionId>> {
        self.flow.passage(at).map(|passage| passage.section)
    }
}
