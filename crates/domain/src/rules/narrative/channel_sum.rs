//! Channels that make up a total add up to it.
//!
//! # 检查什么
//! 正文按渠道列举的条数（网站、微信等）：用“其中”“包括”列全的，合计应等于所属的总数；没有列全的，合计不应超过总数。没有写明属于哪个总数的不比较：微信等渠道常常另计。
//!
//! # 为什么
//! 渠道数与总数不符，说明漏计、重计，或者总数只算了一个渠道。
//!
//! # 怎样改
//! 核对各渠道条数；同一信息在几个渠道公开的，总数只计1条，并在正文说明。
//!
//! # 依据
//! 条例第五十条第（一）项；正文应当前后一致。

use super::list::{self, Parts};
use crate::report::StatementKind;
use crate::rules::{Check, Context, Group, Rule, Severity};

/// Enumerated channels add up.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "channel-sum",
    group: Group::Narrative,
    name: ("渠道合计", "sum of channels"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

const PARTS: Parts = Parts {
    kind: StatementKind::ProactiveByChannel,
    zh: "个渠道",
    en: "channels",
    of_the_year: false,
};

fn inspect(context: &mut Context<'_>) {
    list::inspect(context, &PARTS);
}
