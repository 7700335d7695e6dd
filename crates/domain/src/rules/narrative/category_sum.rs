//! Categories that make up a total add up to it.
//!
//! # 检查什么
//! 正文按类别列举的条数：用“其中”“包括”列全的，合计应等于所属的总数；没有列全（“等”）或者只与全年总数写在同一部分的，合计不应超过总数。带“余”“约”“近”的数不比较。
//!
//! # 为什么
//! 分类数与总数不符，多半是统计口径不同（例如总数只算政府信息公开目录，分类数算了网站全部栏目），公众无法知道哪个数是对的。
//!
//! # 怎样改
//! 按同一口径重新统计，或者写明分类数的口径。同一信息在几个渠道公开的只计1条。
//!
//! # 依据
//! 条例第五十条第（一）项；正文应当前后一致。

use super::list::{self, Parts};
use crate::report::StatementKind;
use crate::rules::{Check, Context, Group, Rule, Severity};

/// Enumerated categories add up.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "category-sum",
    group: Group::Narrative,
    name: ("分类合计", "sum of categories"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

const PARTS: Parts = Parts {
    kind: StatementKind::ProactiveByCategory,
    zh: "类",
    en: "categories",
    of_the_year: true,
};

fn inspect(context: &mut Context<'_>) {
    list::inspect(context, &PARTS);
}
