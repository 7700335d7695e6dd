//! Ledgers: what they are, and their records.

use super::call::Call;
use super::given::Given;
use super::values::{shown, typed};
use super::{Answer, PAGE, Problem, created, list, ok};
use gongkai_domain::access::{Action, Scope};
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::{AgencyId, RecordId};
use gongkai_domain::ledger::{Ledger, Record};
use gongkai_office::{RecordQuery, ledger, ledgers};
use serde_json::{Value, json};

/// What ledgers there are, with their columns.
pub(crate) async fn definitions(call: Call) -> Answer {
    call.asked(&[])?;
    let rows: Vec<Value> = ledgers()?.all().iter().map(definition).collect();
    ok(&json!({ "rows": rows }))
}

fn definition(ledger: &Ledger) -> Value {
    let columns = ledger.columns.iter().map(|column| {
        let choices = column.choices.iter();
        let choices = choices.map(|choice| json!({ "key": choice.key, "name": choice.zh }));
        json!({
            "key": column.key,
            "name": column.zh,
            "kind": kind(column.kind),
            "required": column.required,
            "personal": column.personal,
            "choices": choices.collect::<Vec<_>>(),
        })
    });
    let figures = ledger.figures.iter();
    let figures = figures.map(|figure| json!({ "key": figure.key, "name": figure.zh }));
    json!({
        "key": ledger.key,
        "name": ledger.zh,
        "group": ledger.group.zh(),
        "help": ledger.help,
        "cite": ledger.cite,
        "columns": columns.collect::<Vec<_>>(),
        "figures": figures.collect::<Vec<_>>(),
    })
}

/// The mark of a kind of column.
fn kind(kind: gongkai_domain::ledger::Kind) -> &'static str {
    use gongkai_domain::ledger::Kind::{Choice, Choices, Count, Date, Long, Money, Text, Yes};
    match kind {
        Text => "text",
        Long => "long",
        Date => "date",
        Count => "count",
        Money => "money",
        Yes => "yes",
        Choice => "choice",
        Choices => "choices",
    }
}

/// Records of an agency's ledger, the newest first.
pub(crate) async fn all(call: Call) -> Answer {
    let ledger = ledger(call.name("key"))?;
    let agency = call.agency().await?;
    let asked = call.asked(&["q", "year", "struck", "page"])?;
    let (page, offset) = asked.page()?;
    let struck = asked.value(
        "struck",
        |text| text.parse::<bool>().ok(),
        "请填写 true 或者 false。",
    )?;
    let office = &call.site.office;
    office
        .may_ledger(call.cx(), &agency.id, Action::ReadLedgers)
        .await?;
    let query = RecordQuery {
        agencies: vec![agency.id.clone()],
        ledger: ledger.key.clone(),
        words: asked.text("q").unwrap_or_default().to_owned(),
        year: asked.year()?,
        struck: struck.unwrap_or(false),
        standing_on: None,
        offset,
        limit: PAGE,
    };
    let found = office.ledger_records(call.cx(), query).await?;
    let rows = found
        .rows
        .iter()
        .map(|row| whole(&call, &agency, ledger, row));
    list(&rows.collect::<Vec<_>>(), found.total, page)
}

/// Writes a record; columns that are not given get what stands in the form at first.
pub(crate) async fn add(call: Call, mut given: Given) -> Answer {
    let ledger = ledger(call.name("key"))?;
    let agency = call.agency().await?;
    let mut members = given.object("values");
    let typed = typed(ledger, &ledger.defaults(call.cx().today()), &mut members);
    given.join(members);
    given.finish()?;
    let office = &call.site.office;
    let record = office
        .add_record(call.cx(), &agency.id, &ledger.key, &typed)
        .await
        .map_err(within)?;
    let path = format!(
        "/api/v1/agencies/{}/ledgers/{}/{}",
        agency.slug, ledger.key, record.id
    );
    created(&path, &whole(&call, &agency, ledger, &record))
}

/// A record.
pub(crate) async fn show(call: Call) -> Answer {
    call.asked(&[])?;
    let (agency, ledger, record) = found(&call, Action::ReadLedgers).await?;
    ok(&whole(&call, &agency, ledger, &record))
}

/// Changes a record; columns that are not given stay as they are.
pub(crate) async fn change(call: Call, mut given: Given) -> Answer {
    let (agency, ledger, record) = found(&call, Action::KeepLedgers).await?;
    let revision = given.revision();
    let mut members = given.object("values");
    let typed = typed(ledger, &record.values, &mut members);
    given.join(members);
    given.finish()?;
    let office = &call.site.office;
    let changed = office.change_record(call.cx(), &record.id, revision, &typed);
    changed.await.map_err(within)?;
    again(&call, &agency, ledger, &record.id).await
}

/// Strikes a record out, with the reason.
pub(crate) async fn strike(call: Call) -> Answer {
    let (agency, ledger, record) = found(&call, Action::KeepLedgers).await?;
    let asked = call.asked(&["revision", "reason"])?;
    let message = "请填写读取时得到的 revision。";
    let revision = asked.value("revision", super::call::digits, message)?;
    let revision = revision.ok_or_else(|| Problem::field("revision", message))?;
    let reason = asked.text("reason").unwrap_or_default();
    let office = &call.site.office;
    office
        .strike_record(call.cx(), &record.id, revision, reason)
        .await?;
    again(&call, &agency, ledger, &record.id).await
}

/// The record of the path, if it stands in that ledger of that agency.
async fn found(call: &Call, action: Action) -> Result<(Agency, &'static Ledger, Record), Problem> {
    let ledger = ledger(call.name("key"))?;
    let agency = call.agency().await?;
    let id: RecordId = call.id()?;
    let record = call
        .site
        .office
        .ledger_record(call.cx(), &id, action)
        .await?;
    if record.ledger != ledger.key || record.agency != agency.id {
        return Err(Problem::unknown());
    }
    Ok((agency, ledger, record))
}

/// The record as it is now, for who has just changed it.
async fn again(call: &Call, agency: &Agency, ledger: &Ledger, id: &RecordId) -> Answer {
    let office = &call.site.office;
    let record = office
        .ledger_record(call.cx(), id, Action::KeepLedgers)
        .await?;
    ok(&whole(call, agency, ledger, &record))
}

/// Errors of columns stand under `values.`.
fn within(error: gongkai_office::OfficeError) -> Problem {
    Problem::from(error).under("values.")
}

fn whole(call: &Call, agency: &Agency, ledger: &Ledger, record: &Record) -> Value {
    json!({
        "id": record.id,
        "agency": agency.slug,
        "ledger": ledger.key,
        "revision": record.revision,
        "struck": record.struck,
        "values": shown(ledger, &record.values, sees_personal(call, &record.agency)),
    })
}

/// Personal columns are for who may read ledgers with this token, in their own agency.
fn sees_personal(call: &Call, agency: &AgencyId) -> bool {
    let scopes = call.caller.scopes.as_ref();
    let may = scopes.is_some_and(|scopes| scopes.contains(&Scope::ReadLedgers));
    may && gongkai_office::Office::workplaces(&call.cx().actor).contains(agency)
}
