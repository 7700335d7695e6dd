//! Statements before the whole text is read, and their settling once it is.

use super::enumeration::Enumeration;
use super::flow::{Flow, Places};
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

impl Draft {
    fn is_on_own_site(&self) -> bool {
        matches!(self.standing, Standing::OwnSite(_))
    }
}

/// What stands beside the total on an office's own site.
#[derive(Debug, Default)]
struct Rivals {
    channel: bool,
    totals: BTreeSet<i64>,
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
        let rivals = self.rivals();
        let beside: Vec<bool> = self
            .drafts
            .iter()
            .map(|draft| draft.is_on_own_site() && self.has_rival(draft, &rivals))
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

    /// Totals and channels that are no part of anything, by section.
    fn rivals(&self) -> BTreeMap<Option<SectionId>, Rivals> {
        let mut rivals: BTreeMap<Option<SectionId>, Rivals> = BTreeMap::new();
        for draft in &self.drafts {
            let total =
                draft.kind == StatementKind::ProactiveTotal && draft.standing != Standing::Weak;
            let channel =
                draft.kind == StatementKind::ProactiveByChannel && self.stands_apart(draft);
            if let Some(section) = self.section(draft.at).filter(|_| total || channel) {
                let rivals = rivals.entry(section).or_default();
                rivals.channel |= channel;
                rivals.totals.extend(total.then_some(draft.value));
            }
        }
        rivals
    }

    /// Whether another total or a channel is counted in the section of a total.
    fn has_rival(&self, own: &Draft, rivals: &BTreeMap<Option<SectionId>, Rivals>) -> bool {
        let rivals = self
            .section(own.at)
            .and_then(|section| rivals.get(&section));
        rivals.is_some_and(|rivals| {
            rivals.channel || rivals.totals.iter().any(|total| *total != own.value)
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
        let mut places = Places::of(self.flow);
        let mut lists = Lists::of(&order);
        let statement = |index: &usize| {
            let draft = self.draft(*index)?;
            let list = draft.list.and_then(|id| Some((id, self.lists.get(id)?)));
            Some(Statement {
                kind: draft.kind,
                value: draft.value,
                label: draft.label.clone(),
                raw: self.flow.source(draft.clause.clone()).to_owned(),
                place: places.place(draft.at),
                section: self.section(draft.at)?,
                approximate: draft.approximate,
                list: list.map(|(id, list)| lists.part(id, list)),
            })
        };
        order.iter().filter_map(statement).collect()
    }

    fn draft(&self, index: usize) -> Option<&Draft> {
        self.drafts.get(index)
    }

    fn section(&self, at: usize) -> Option<Option<SectionId>> {
        self.flow.passage(at).map(|passage| passage.section)
    }
}

/// Enumerations as statements name them: by numbers of their own, the whole by its place among
/// the statements.
struct Lists {
    numbers: BTreeMap<usize, usize>,
    ranks: BTreeMap<usize, usize>,
}

impl Lists {
    fn of(order: &[usize]) -> Self {
        let ranks = order.iter().enumerate().map(|(rank, draft)| (*draft, rank));
        Self {
            numbers: BTreeMap::new(),
            ranks: ranks.collect(),
        }
    }

    fn part(&mut self, id: usize, list: &Enumeration) -> ListPart {
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(id).or_insert(next);
        let whole = list.whole.and_then(|whole| self.ranks.get(&whole).copied());
        ListPart {
            number: u32::try_from(number).unwrap_or(u32::MAX),
            complete: list.is_complete() && whole.is_some() == list.whole.is_some(),
            whole,
        }
    }
}
