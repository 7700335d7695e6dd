//! Ledgers: their index, the list of one with its quick log, the form of a record, and spreadsheets.

pub(crate) mod check;
pub(crate) mod import;
pub(crate) mod index;
pub(crate) mod list;
pub(crate) mod record;

use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::desk::{Answer, named, to};
use crate::sheet::Field;
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::ledger::{Column, Kind, Ledger, Values};
use gongkai_office::{OfficeError, Typed};
use jiff::civil::Date;

/// Where ledgers are.
const AT: &str = "/desk/ledgers";

/// The agencies whose ledgers somebody may read.
async fn agencies(site: &Site, caller: &Caller) -> Result<Vec<Agency>, WebError> {
    let tree = site.office.agencies().await?;
    let open = |agency: &&Agency| {
        let lineage = tree.lineage(&agency.id);
        let object = Object::Agency(&lineage);
        decide(&caller.cx.actor, Action::ReadLedgers, object).is_ok()
    };
    Ok(tree.0.iter().filter(open).cloned().collect())
}

/// The agency that is meant: the one named, or the first of one's own.
fn chosen(own: &[Agency], named: &str) -> Result<Agency, WebError> {
    let found = own.iter().find(|agency| agency.slug == named);
    let chosen = found.or(own.first().filter(|_| named.is_empty()));
    chosen.cloned().ok_or(WebError::Refusal(Refusal::Unknown))
}

/// The ledger of an address, and the agency named beside it.
async fn opened(
    site: &Site,
    caller: &Caller,
    key: &str,
    named: &str,
) -> Result<(Agency, &'static Ledger), WebError> {
    let agency = chosen(&agencies(site, caller).await?, named)?;
    Ok((agency, gongkai_office::ledger(key)?))
}

/// Back to the list, where it says what has just been done.
fn done(ledger: &Ledger, agency: &Agency, what: &str) -> Answer {
    let (key, slug) = (&ledger.key, &agency.slug);
    to(&format!("{AT}/{key}?agency={slug}&done={what}"))
}

/// What is wrong with what was typed; an error that is about something else goes on.
fn problems(error: OfficeError) -> Result<Problems, WebError> {
    match error.gaps() {
        [] => Err(error.into()),
        gaps => Ok(Problems(gaps.to_vec())),
    }
}

/// Whether who looks may write in an agency's ledgers.
async fn may_keep(site: &Site, caller: &Caller, agency: &Agency) -> Result<bool, WebError> {
    let tree = site.office.agencies().await?;
    let lineage = tree.lineage(&agency.id);
    Ok(decide(
        &caller.cx.actor,
        Action::KeepLedgers,
        Object::Agency(&lineage),
    )
    .is_ok())
}

/// The field of a column, with a value.
fn field(column: &'static Column, value: &str) -> Field {
    let field = match column.kind {
        Kind::Long => Field::area(&column.key, &column.zh, 4),
        Kind::Choice => Field::select(&column.key, &column.zh, choices(column)),
        Kind::Choices => Field::ticks(&column.key, &column.zh, choices_of(column)),
        Kind::Yes => {
            let answers = [("", "没有填"), ("yes", "是"), ("no", "否")];
            Field::select(&column.key, &column.zh, answers)
        }
        Kind::Count => Field::text(&column.key, &column.zh)
            .numeric()
            .width("input-short"),
        Kind::Date => Field::text(&column.key, &column.zh).width("input-medium"),
        Kind::Text | Kind::Money => Field::text(&column.key, &column.zh),
    };
    let field = if column.required {
        field
    } else {
        field.optional()
    };
    field.hint(hint(column)).value(value)
}

fn hint(column: &'static Column) -> &'static str {
    match column.kind {
        _ if !column.help.is_empty() => &column.help,
        Kind::Date => "例如 2026-1-5、20260105 或者 1月5日",
        Kind::Money => "连同单位填写，例如 76.3 万元",
        Kind::Text | Kind::Long | Kind::Count | Kind::Yes | Kind::Choice | Kind::Choices => "",
    }
}

fn choices_of(column: &'static Column) -> Vec<(&'static str, &'static str)> {
    let choices = column.choices.iter();
    choices
        .map(|choice| (choice.key.as_str(), choice.zh.as_str()))
        .collect()
}

fn choices(column: &'static Column) -> Vec<(&'static str, &'static str)> {
    let nothing = (!column.required).then_some(("", "没有填"));
    nothing.into_iter().chain(choices_of(column)).collect()
}

/// What was typed into the fields of a ledger.
fn typed(ledger: &Ledger, posted: &Posted) -> Typed {
    let text = |column: &Column| {
        let all: Vec<&str> = posted
            .all(&column.key)
            .filter(|text| !text.is_empty())
            .collect();
        (column.key.clone(), all.join(" "))
    };
    ledger.columns.iter().map(text).collect()
}

/// What stands in a form at first: of a record, or of a new one.
fn texts(ledger: &Ledger, values: Option<&Values>, today: Date) -> Values {
    values.cloned().unwrap_or_else(|| ledger.defaults(today))
}
