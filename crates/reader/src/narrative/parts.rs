//! The parts of an enumeration: what each counts, and what leaves the enumeration open.

use super::Context;
use super::arrange::Run;
use super::disclosure::Disclosed;
use super::draft::Standing;
use super::enumeration::{Family, Opening, opening};
use super::label;
use super::mention::{Mention, has};
use super::number::Unit;
use super::reading::Reading;
use super::service::manner;
use super::word::{Token, Word};
use gongkai_domain::report::StatementKind;

impl Reading<'_> {
    /// A number within an enumeration.
    pub(super) fn listed(
        &mut self,
        mention: &Mention<'_>,
        context: &Context<'_>,
        found: Option<Disclosed>,
        list: usize,
        run: &mut Run,
    ) {
        match self.family(list) {
            Some(Family::Disclosed) => self.part(mention, context, found, list, run),
            Some(Family::Consultations) if manner(mention).is_some() => {
                let label = manner(mention);
                self.service(mention, StatementKind::Consultations, label, run);
            }
            Some(Family::Unknown) if found == Some(Disclosed::Total { firm: true }) => {
                let total = StatementKind::ProactiveTotal;
                run.previous = Some(self.push(mention, total, None, Standing::Firm));
            }
            Some(Family::Requests | Family::Consultations) => self.spoil(list, run),
            Some(Family::Unknown) | None => run.previous = None,
        }
    }

    /// A number in an enumeration of what was disclosed.
    fn part(
        &mut self,
        mention: &Mention<'_>,
        context: &Context<'_>,
        found: Option<Disclosed>,
        list: usize,
        run: &mut Run,
    ) {
        use StatementKind::{ProactiveByCategory, ProactiveByChannel};
        let Some(state) = self.lists.get(list) else {
            return;
        };
        let (channels, begun) = (state.channels, state.parts > 0);
        let silent = state.opening == Opening::Silent;
        let doubtful = (silent && state.parts < 2) || channels;
        let (kind, label) = match &found {
            Some(Disclosed::Channel { channel, .. } | Disclosed::OnOwnSite { channel })
                if channels || !begun =>
            {
                (ProactiveByChannel, Some(channel.clone()))
            }
            // A channel ends an enumeration of categories.
            Some(Disclosed::Channel { said: true, .. } | Disclosed::OnOwnSite { .. }) => {
                self.spoil(list, run);
                run.close();
                return self.single(mention, found, run);
            }
            Some(Disclosed::Doubtful) if doubtful => return run.close(),
            Some(Disclosed::Total { .. } | Disclosed::Cumulative) => {
                return self.total_in_list(mention, found, list, run);
            }
            None if mention.quantity.unit == Unit::Issue => return self.spoil(list, run),
            None => return run.close(),
            Some(Disclosed::Category { .. }) if channels && silent => {
                run.close();
                return self.single(mention, found, run);
            }
            Some(_) if acts(mention) || (channels && silent) => return run.close(),
            Some(_) if channels => (ProactiveByChannel, name(mention, context)),
            Some(_) => (ProactiveByCategory, name(mention, context)),
        };
        let Some(label) = label else {
            return self.spoil(list, run);
        };
        let draft = self.push(mention, kind, Some(label), Standing::Firm);
        // 其中通过网站40条；通过微信88条: behind the mark it may be a part or stand beside it.
        let beside = has(mention.between, &[Word::Semicolon]) && mention.leads(&[Word::Through]);
        if let Some(state) = self.lists.get_mut(list) {
            state.channels = if begun {
                channels
            } else {
                kind == ProactiveByChannel
            };
            state.open |= beside;
        }
        self.join(draft, Some(list), mention);
        run.previous = Some(draft);
    }

    /// 累计公开300条，其中本年新增主动公开120条: the part is the year's total, and what it is a
    /// part of is not. Any other total ends the enumeration.
    fn total_in_list(
        &mut self,
        mention: &Mention<'_>,
        found: Option<Disclosed>,
        list: usize,
        run: &mut Run,
    ) {
        let state = self.lists.get(list);
        let opens = state.is_some_and(|it| it.parts == 0 && it.opening == Opening::Complete);
        let whole = state.and_then(|state| state.whole);
        let of_year = mention.leads(&[Word::ThisYear]);
        if mention.leads(&[Word::Through]) {
            return self.spoil(list, run);
        }
        run.close();
        if !opens {
            return self.single(mention, found, run);
        }
        let Some(whole) = whole
            .filter(|_| of_year)
            .and_then(|it| self.drafts.get_mut(it))
        else {
            return;
        };
        whole.kind = StatementKind::ProactiveCumulative;
        whole.standing = Standing::Firm;
        let total = StatementKind::ProactiveTotal;
        run.previous = Some(self.push(mention, total, None, Standing::Firm));
    }

    /// A number that speaks of something else leaves the enumeration around it open.
    pub(super) fn pass_over(&mut self, mention: &Mention<'_>, run: &mut Run) {
        if let Some(list) = run
            .list()
            .filter(|_| mention.quantity.unit.counts_information())
        {
            self.spoil(list, run);
        }
    }

    /// A part that cannot be read leaves its enumeration open.
    fn spoil(&mut self, list: usize, run: &mut Run) {
        if let Some(list) = self.lists.get_mut(list) {
            list.open = true;
        }
        run.previous = None;
    }
}

/// Whether the clause says what was done rather than names what is counted.
fn acts(mention: &Mention<'_>) -> bool {
    let done = [
        Word::Receive,
        Word::Act,
        Word::Transfer,
        Word::Answer,
        Word::Obtain,
        Word::Until,
    ];
    mention
        .lead
        .first()
        .is_some_and(|first| done.contains(&first.word) && first.start == mention.lead_start)
}

/// The name of a part: before its number, or else behind it.
fn name(mention: &Mention<'_>, context: &Context<'_>) -> Option<String> {
    let within = |token: &&Token| token.word == Word::Among && token.start > mention.lead_start;
    // 公开制度含指南、目录等 is named by what stands before 含.
    let named = mention
        .lead
        .iter()
        .find(within)
        .filter(|_| opening(mention).is_none());
    let end = named.map_or(mention.bytes.start, |token| token.start);
    let lead = context.text.get(mention.lead_start..end)?;
    let behind = mention.bytes.end..context.clause_end(mention.bytes.end);
    let tail = context
        .text
        .get(behind)
        .and_then(|tail| tail.split('、').next());
    label::cleaned(lead).or_else(|| label::cleaned(tail.filter(|_| lead.is_empty())?))
}
