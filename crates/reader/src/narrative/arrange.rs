//! Where a number stands among the others of its sentence: a whole, a part, or by itself.

use super::Context;
use super::disclosure::{Disclosed, disclosed};
use super::draft::Standing;
use super::enumeration::{Enumeration, Family, Opening, leaves_open, opening};
use super::mention::{Mention, has};
use super::reading::Reading;
use super::word::{Token, Word};
use gongkai_domain::report::StatementKind;

/// What the sentence has so far.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// The enumerations that are open, the innermost last.
    open: Vec<usize>,
    /// The draft of the number before, if that number was understood.
    pub(super) previous: Option<usize>,
    /// Numbers looked at.
    pub(super) read: usize,
}

impl Run {
    /// The enumeration that the next part belongs to.
    pub(super) fn list(&self) -> Option<usize> {
        self.open.last().copied()
    }

    /// Ends all enumerations.
    pub(super) fn close(&mut self) {
        self.open.clear();
        self.previous = None;
    }
}

impl Reading<'_> {
    /// Opens the enumeration that this number begins, and closes those that it is beyond.
    pub(super) fn open(&mut self, mention: &Mention<'_>, run: &mut Run) {
        if !in_brackets(mention) {
            run.open
                .retain(|list| self.lists.get(*list).is_some_and(|list| !list.bracketed));
        }
        if let Some(opening) = opening(mention) {
            let whole = if run.read == 0 {
                self.whole
            } else {
                run.previous
            };
            let kind = whole
                .and_then(|it| self.drafts.get(it))
                .map(|draft| draft.kind);
            let family = match kind {
                Some(kind) => Family::of(kind),
                None if run.read == 0 => Family::Disclosed,
                None => Family::Unknown,
            };
            let whole = whole.and_then(|whole| self.all_requests(whole));
            let mut list = Enumeration::new(opening, family, whole);
            list.bracketed = in_brackets(mention);
            run.open.push(self.lists.len());
            self.lists.push(list);
        } else if has(mention.between, &[Word::Besides]) {
            run.close();
        } else if has(mention.between, &[Word::Semicolon]) {
            run.open.truncate(1);
        }
    }

    /// Outcomes break down what was received and carried in together: a stated whole only where
    /// nothing was carried in.
    fn all_requests(&self, whole: usize) -> Option<usize> {
        let draft = self.drafts.get(whole)?;
        if draft.kind != StatementKind::RequestsCarriedIn {
            return Some(whole);
        }
        let before = whole.checked_sub(1).filter(|_| draft.value == 0)?;
        let received = self.drafts.get(before)?.kind == StatementKind::RequestsReceived;
        received.then_some(before)
    }

    /// Whether outcomes of requests may be parts of this enumeration.
    pub(super) fn takes_outcomes(&self, list: usize) -> bool {
        self.lists
            .get(list)
            .is_some_and(|list| list.family == Family::Requests)
    }

    /// Makes a draft a part of an enumeration.
    pub(super) fn join(&mut self, draft: usize, list: Option<usize>, mention: &Mention<'_>) {
        let Some(number) = list else { return };
        if let Some(list) = self.lists.get_mut(number) {
            list.parts += 1;
            list.open |= leaves_open(mention);
        }
        if let Some(draft) = self.drafts.get_mut(draft) {
            draft.list = list;
        }
    }

    /// A number of its own kind, or a part of consultations.
    pub(super) fn service(
        &mut self,
        mention: &Mention<'_>,
        kind: StatementKind,
        label: Option<&'static str>,
        run: &mut Run,
    ) {
        let asked = |list: &usize| self.family(*list) == Some(Family::Consultations);
        let list = run
            .list()
            .filter(|_| kind == StatementKind::Consultations)
            .filter(asked);
        if list.is_none() {
            run.close();
        }
        let draft = self.push(mention, kind, label.map(str::to_owned), Standing::Firm);
        self.join(draft, list, mention);
        run.previous = Some(draft);
    }

    /// Whether a number that elsewhere has a kind of its own is a category of information here:
    /// 政策解读7条 among 工作动态96条，公示公告7条.
    pub(super) fn is_category(
        &self,
        mention: &Mention<'_>,
        kind: StatementKind,
        run: &Run,
    ) -> bool {
        let may_be = matches!(
            kind,
            StatementKind::Interpretations
                | StatementKind::Permits
                | StatementKind::Penalties
                | StatementKind::NormativeDocuments
        );
        let list = run.list().and_then(|list| self.lists.get(list));
        let of_categories = list.is_some_and(|list| {
            let beside = list.opening == Opening::Silent && list.channels;
            list.family == Family::Disclosed && !beside
        });
        may_be && of_categories && mention.quantity.unit.counts_information()
    }

    /// A number of pieces of information.
    pub(super) fn disclosed(
        &mut self,
        mention: &Mention<'_>,
        context: &Context<'_>,
        run: &mut Run,
    ) {
        let found = disclosed(mention, context);
        self.leave_inner(found.as_ref(), run);
        match run.list() {
            Some(list) => self.listed(mention, context, found, list, run),
            None => self.single(mention, found, run),
        }
    }

    /// A channel ends the categories of the channel before it.
    fn leave_inner(&self, found: Option<&Disclosed>, run: &mut Run) {
        let channel = matches!(
            found,
            Some(Disclosed::Channel { .. } | Disclosed::OnOwnSite { .. })
        );
        let of_channels = |list: &usize| self.lists.get(*list).is_some_and(|it| it.channels);
        let begun = |list: &usize| self.lists.get(*list).is_some_and(|it| it.parts > 0);
        while channel
            && run.open.len() > 1
            && run
                .open
                .last()
                .is_some_and(|list| begun(list) && !of_channels(list))
            && run.open.iter().any(of_channels)
        {
            run.open.pop();
        }
    }

    pub(super) fn single(
        &mut self,
        mention: &Mention<'_>,
        found: Option<Disclosed>,
        run: &mut Run,
    ) {
        use StatementKind::{
            ProactiveByCategory, ProactiveByChannel, ProactiveCumulative, ProactiveTotal,
        };
        let firm = |said: bool| {
            if said {
                Standing::Firm
            } else {
                Standing::Tentative
            }
        };
        let (kind, label, standing) = match found {
            Some(Disclosed::Total { firm: true }) => (ProactiveTotal, None, Standing::Firm),
            Some(Disclosed::Total { firm: false }) => (ProactiveTotal, None, Standing::Weak),
            Some(Disclosed::Cumulative) => (ProactiveCumulative, None, Standing::Firm),
            Some(Disclosed::OnOwnSite { channel }) => {
                (ProactiveTotal, None, Standing::OwnSite(channel))
            }
            Some(Disclosed::Channel {
                of: Some(category),
                said,
                ..
            }) => (ProactiveByCategory, Some(category), firm(said)),
            Some(Disclosed::Channel {
                channel,
                said,
                of: None,
            }) => (ProactiveByChannel, Some(channel), firm(said)),
            Some(Disclosed::Category { category, said }) => {
                (ProactiveByCategory, Some(category), firm(said))
            }
            Some(Disclosed::Bare | Disclosed::Doubtful) | None => {
                run.previous = None;
                return;
            }
        };
        let before = run.previous;
        let draft = self.push(mention, kind, label, standing);
        run.previous = Some(draft);
        if matches!(kind, ProactiveByChannel | ProactiveByCategory) {
            self.begin_silently(mention, draft, before, run);
        }
    }

    /// A channel or a category without a word of enumeration may be the first of several.
    fn begin_silently(
        &mut self,
        mention: &Mention<'_>,
        draft: usize,
        before: Option<usize>,
        run: &mut Run,
    ) {
        let total = |it: &usize| {
            self.drafts
                .get(*it)
                .is_some_and(|it| it.kind == StatementKind::ProactiveTotal)
        };
        let mut list = Enumeration::new(Opening::Silent, Family::Disclosed, before.filter(total));
        let kind = self.drafts.get(draft).map(|draft| draft.kind);
        list.channels = kind == Some(StatementKind::ProactiveByChannel);
        let number = self.lists.len();
        self.lists.push(list);
        run.open.push(number);
        self.join(draft, Some(number), mention);
    }

    pub(super) fn family(&self, list: usize) -> Option<Family> {
        self.lists.get(list).map(|list| list.family)
    }

    /// The whole that an enumeration in the sentence after these drafts would break down.
    pub(super) fn whole_for_next(&self, first: usize) -> Option<usize> {
        let drafts = self.drafts.get(first..)?;
        let of_kind = |kinds: &[StatementKind]| {
            drafts
                .iter()
                .rposition(|it| kinds.contains(&it.kind) && self.is_whole(it.list))
        };
        let total = [
            StatementKind::ProactiveTotal,
            StatementKind::RequestsReceived,
        ];
        let other = [
            StatementKind::ProactiveByChannel,
            StatementKind::ProactiveByCategory,
            StatementKind::Consultations,
        ];
        of_kind(&total)
            .or_else(|| of_kind(&other))
            .map(|index| first + index)
    }

    fn is_whole(&self, list: Option<usize>) -> bool {
        list.and_then(|list| self.lists.get(list))
            .is_none_or(Enumeration::is_single)
    }
}

/// Whether the number stands between brackets.
fn in_brackets(mention: &Mention<'_>) -> bool {
    let mark = |token: &&Token| matches!(token.word, Word::Open | Word::Close);
    mention
        .before
        .iter()
        .rev()
        .find(mark)
        .is_some_and(|token| token.word == Word::Open)
}
