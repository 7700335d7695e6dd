//! Statements before the whole text is read, and their settling once it is.

use super::enumeration::Enumeration;
use super::flow::Flow;
use gongkai_domain::report::statement::ListPart;
use gongkai_domain::report::{SectionId, Statement, StatementKind};
use std::collections::{BTreeMap, BTreeSet};
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

/// Figures that a total on the own site may stand beside.
#[derive(Debug, Default)]
struct Rivals {
    channel: bool,
    totals: BTreeSet<i64>,
}

impl Rivals {
    /// Whether a channel or another total is counted; the same total is none.
    fn oppose(&self, value: i64) -> bool {
        self.channel || self.totals.iter().any(|total| *total != value)
    }
}

/// All that was read, to be made into statements.
pub(super) struct Settling<'a> {
    /// Where the drafts lead back to.
    pub(super) flow: &'a Flow<'a>,
    /// The drafts; their indices are what enumerations refer to.
    pub(super) read: Vec<Draft>,
    /// The enumerations.
    pub(super) lists: Vec<Enumeration>,
}

impl Settling<'_> {
    /// The statements in the order of the text.
    pub(super) fn settle(mut self) -> Vec<Statement> {
        self.break_up_singles();
        self.decide_sites();
        self.drop_weak_totals();
        self.statements()
    }

    /// A single name and number that no word introduces is no enumeration.
    fn break_up_singles(&mut self) {
        for draft in &mut self.read {
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
        let rivals = self.rivals();
        for index in 0..self.read.len() {
            let section = self.draft(index).and_then(|draft| self.section(draft.at));
            let Some(draft) = self.read.get_mut(index) else {
                continue;
            };
            let Standing::OwnSite(channel) = &draft.standing else {
                continue;
            };
            if rivals
                .get(&section)
                .is_some_and(|it| it.oppose(draft.value))
            {
                draft.kind = StatementKind::ProactiveByChannel;
                draft.label = Some(channel.clone());
            }
            draft.standing = Standing::Firm;
        }
    }

    /// What stands beside a total on the own site, by section.
    fn rivals(&self) -> BTreeMap<Option<SectionId>, Rivals> {
        let mut rivals: BTreeMap<_, Rivals> = BTreeMap::new();
        for draft in &self.read {
            let total = draft.kind == StatementKind::ProactiveTotal
                && !matches!(draft.standing, Standing::Weak | Standing::Dropped);
            let channel =
                draft.kind == StatementKind::ProactiveByChannel && self.stands_apart(draft);
            if total || channel {
                let beside = rivals.entry(self.section(draft.at)).or_default();
                beside.channel |= channel;
                beside.totals.extend(total.then_some(draft.value));
            }
        }
        rivals
    }

    fn stands_apart(&self, draft: &Draft) -> bool {
        let list = draft.list.and_then(|list| self.lists.get(list));
        draft.standing != Standing::Dropped && list.is_none_or(Enumeration::stands_apart)
    }

    /// 发布信息 N 条 is the total only where nothing says 主动公开.
    fn drop_weak_totals(&mut self) {
        let firm = self.read.iter().any(|draft| {
            draft.kind == StatementKind::ProactiveTotal && draft.standing == Standing::Firm
        });
        let weak = |draft: &&mut Draft| firm && draft.standing == Standing::Weak;
        for draft in self.read.iter_mut().filter(weak) {
            draft.standing = Standing::Dropped;
        }
    }

    fn statements(&self) -> Vec<Statement> {
        let stays = |index: &usize| {
            self.draft(*index)
                .is_some_and(|draft| draft.standing != Standing::Dropped)
        };
        let mut order: Vec<usize> = (0..self.read.len()).filter(stays).collect();
        order.sort_by_key(|index| self.draft(*index).map_or(0, |draft| draft.at));
        let positions: BTreeMap<usize, usize> =
            (0..).zip(&order).map(|(at, it)| (*it, at)).collect();
        let mut numbers = BTreeMap::new();
        let drafts = order.iter().filter_map(|index| self.draft(*index));
        let places = self.flow.places(drafts.clone().map(|draft| draft.at));
        drafts
            .zip(places)
            .map(|(draft, place)| Statement {
                place,
                ..self.statement(draft, &positions, &mut numbers)
            })
            .collect()
    }

    fn statement(
        &self,
        draft: &Draft,
        positions: &BTreeMap<usize, usize>,
        numbers: &mut BTreeMap<usize, u32>,
    ) -> Statement {
        let list = draft.list.and_then(|id| {
            let next = u32::try_from(numbers.len() + 1).unwrap_or(u32::MAX);
            let number = *numbers.entry(id).or_insert(next);
            let list = self.lists.get(id)?;
            let whole = list.whole.and_then(|whole| positions.get(&whole).copied());
            // A whole that is itself left out leaves nothing to be complete against.
            let complete = list.is_complete() && whole.is_some() == list.whole.is_some();
            Some(ListPart {
                number,
                complete,
                whole,
            })
        });
        Statement {
            kind: draft.kind,
            value: draft.value,
            label: draft.label.clone(),
            raw: self.flow.source(draft.clause.clone()).to_owned(),
            place: None,
            section: self.section(draft.at),
            approximate: draft.approximate,
            list,
        }
    }

    fn draft(&self, index: usize) -> Option<&Draft> {
        self.read.get(index)
    }

    fn section(&self, at: usize) -> Option<SectionId> {
        self.flow.passage(at).and_then(|passage| passage.section)
    }
}
