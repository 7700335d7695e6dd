//! The figures of an agency and a year.

use super::call::Call;
use super::{Answer, ok};
use serde_json::{Number, Value, json};

/// What was published, by category, channel and attribute, and what is counted over the ledgers.
pub(crate) async fn of_year(call: Call) -> Answer {
    call.asked(&[])?;
    let year = call.year()?;
    let agency = call.agency().await?;
    let office = &call.site.office;
    let counted = office.ledger_figures(call.cx(), &agency.id, year).await?;
    let published = office.figures(&agency.id, year).await?;
    let ledgers = counted.iter().map(|(ledger, figure, counted)| {
        json!({
            "key": figure.key,
            "name": figure.zh,
            "ledger": ledger.key,
            "value": number(&counted.value.to_string()),
            "records": counted.records,
            "uncounted": counted.uncounted,
        })
    });
    ok(&json!({
        "agency": agency.slug,
        "year": year,
        "published": published.published,
        "in_time": published.in_time,
        "late": published.late,
        "published_ever": published.published_ever,
        "by_category": named(&published.by_category),
        "by_channel": named(&published.by_channel),
        "by_attribute": named(&published.by_attribute),
        "ledgers": ledgers.collect::<Vec<_>>(),
    }))
}

/// A decimal number as JSON writes it.
fn number(text: &str) -> Option<Number> {
    serde_json::from_str(text).ok()
}

fn named(counts: &[(String, u64)]) -> Vec<Value> {
    let one = |(name, count): &(String, u64)| json!({ "name": name, "count": count });
    counts.iter().map(one).collect()
}
