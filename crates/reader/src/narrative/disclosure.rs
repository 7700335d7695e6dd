//! Information disclosed: the total, or a part of it by channel or by category.

use super::Context;
use super::label;
use super::mention::{Mention, fills};
use super::number::Unit;
use super::word::{Token, Word};

/// What a number of pieces of information counts, as far as its own clause tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Disclosed {
    /// 主动公开政府信息 N 条; `firm` if the words say 主动公开.
    Total { firm: bool },
    /// 历年累计公开 N 条.
    Cumulative,
    /// 在政府网站主动公开政府信息 N 条: the total where no other figure stands beside it.
    OnOwnSite { channel: String },
    /// 微信公众号发布信息 N 条; `said` if a verb says that it was disclosed, `of` the category if
    /// not all information on the channel is counted.
    Channel {
        channel: String,
        said: bool,
        of: Option<String>,
    },
    /// 公布工作动态 N 条; `said` if the words call it information.
    Category { category: String, said: bool },
    /// A name and a number, which only an enumeration gives a meaning.
    Bare,
    /// The same, and the name speaks of something else than disclosure.
    Doubtful,
}

/// Reads the clause of a number for what was disclosed.
pub(super) fn disclosed(mention: &Mention<'_>, context: &Context<'_>) -> Option<Disclosed> {
    let unit = mention.quantity.unit;
    let verb = verb(mention.lead);
    let firm = verb.is_some() && mention.leads(&[Word::Proactive]);
    let counted = unit.counts_information() || (unit == Unit::Time && firm);
    if !counted {
        return None;
    }
    if mention.leads(&[
        Word::Request,
        Word::RequestMode,
        Word::Reconsider,
        Word::Litigate,
    ]) {
        return None;
    }
    if mention.leads(&[Word::Foreign]) {
        return Some(Disclosed::Doubtful);
    }
    let channel = channel_end(mention.lead, verb);
    match (verb, channel) {
        (Some(at), Some(end)) => on_channel(mention, context, at, end),
        (None, Some(end)) => {
            let channel = channel_name(mention, context, end)?;
            Some(Disclosed::Channel {
                channel,
                said: false,
                of: None,
            })
        }
        (Some(at), None) => plainly(mention, context, at),
        (None, None) if names_disclosure(mention) => Some(Disclosed::Total { firm: false }),
        (None, None) => Some(Disclosed::Bare),
    }
}

fn on_channel(
    mention: &Mention<'_>,
    context: &Context<'_>,
    verb: usize,
    end: usize,
) -> Option<Disclosed> {
    let channel = channel_name(mention, context, end)?;
    let general = is_general(mention, verb) || mention.noun() == Some(Word::Info);
    if general && mention.leads(&[Word::Proactive]) && !mention.leads(&[Word::Channel]) {
        return Some(Disclosed::OnOwnSite { channel });
    }
    let of = if general {
        None
    } else {
        object(mention, context, verb)
    };
    Some(Disclosed::Channel {
        channel,
        said: true,
        of,
    })
}

fn plainly(mention: &Mention<'_>, context: &Context<'_>, verb: usize) -> Option<Disclosed> {
    if is(mention.lead, verb, Word::Push) {
        return None;
    }
    if is_general(mention, verb) && !says_what(mention) {
        return Some(Disclosed::Bare);
    }
    if is_general(mention, verb) || mention.noun() == Some(Word::Info) {
        if context.scope.is_history(mention) {
            return Some(Disclosed::Cumulative);
        }
        return Some(Disclosed::Total {
            firm: mention.leads(&[Word::Proactive]),
        });
    }
    let category = object(mention, context, verb)?;
    let said = mention.head() == Some(Word::Info);
    Some(Disclosed::Category { category, said })
}

/// 发布178条 does not say of what; 主动公开178条, 累计公开178条 and 发布178条信息 do.
fn says_what(mention: &Mention<'_>) -> bool {
    let words = [
        Word::Proactive,
        Word::Info,
        Word::Disclosure,
        Word::Total,
        Word::History,
    ];
    mention.leads(&words) || mention.noun() == Some(Word::Info)
}

/// What was disclosed, between the verb and the number.
fn object(mention: &Mention<'_>, context: &Context<'_>, verb: usize) -> Option<String> {
    let from = mention.lead.get(verb)?.end;
    label::cleaned(context.text.get(from..mention.bytes.start)?)
}

/// The last verb of disclosure in the clause.
fn verb(lead: &[Token]) -> Option<usize> {
    lead.iter()
        .rposition(|token| matches!(token.word, Word::Proactive | Word::Publish | Word::Push))
}

/// 2022年全镇政府信息公开566条: the noun alone, at the sentence's beginning.
fn names_disclosure(mention: &Mention<'_>) -> bool {
    let general = [
        Word::Year,
        Word::Any,
        Word::ThisYear,
        Word::Disclosure,
        Word::Total,
        Word::Filler,
    ];
    mention.head() == Some(Word::Disclosure)
        && mention
            .lead
            .iter()
            .all(|token| general.contains(&token.word))
        && !mention
            .before
            .iter()
            .any(|token| token.word == Word::Quantity)
}

fn is(lead: &[Token], at: usize, word: Word) -> bool {
    lead.get(at).is_some_and(|token| token.word == word)
}

/// Where the last channel before the verb ends.
fn channel_end(lead: &[Token], verb: Option<usize>) -> Option<usize> {
    let before = lead.get(..verb.unwrap_or(lead.len()))?;
    let named = |token: &&Token| matches!(token.word, Word::Site | Word::Channel | Word::Online);
    before.iter().rev().find(named).map(|token| token.end)
}

fn channel_name(mention: &Mention<'_>, context: &Context<'_>, end: usize) -> Option<String> {
    let opens = mention.lead.iter().rev().find(|token| {
        let name = context.slice(token);
        token.end <= end
            && (token.word == Word::Through
                || matches!(name, "在" | "主动在" | "主动通过" | "为" | "是"))
    });
    let start = opens.map_or(mention.lead_start, |token| token.end);
    label::channel(context.text.get(start..end)?)
}

/// Whether nothing narrower than information stands between the verb and the number.
fn is_general(mention: &Mention<'_>, verb: usize) -> bool {
    let mut end = mention.lead.get(verb).map_or(0, |token| token.end);
    for token in mention.lead.get(verb + 1..).unwrap_or_default() {
        let general = fills(token.word)
            || matches!(
                token.word,
                Word::Info | Word::Any | Word::Disclosure | Word::ThisYear
            );
        if token.start != end || !general {
            return false;
        }
        end = token.end;
    }
    end == mention.bytes.start
}
