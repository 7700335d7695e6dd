//! A record of a ledger: its form, new or to be changed, and striking it out.

use super::{AT, done, field, may_keep, named, opened, problems, texts, typed};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::Posted;
use crate::pages::column::catalogue::entry_address;
use crate::pages::desk::{Answer, Asked, again, page};
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::{Action, Refusal};
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::RecordId;
use gongkai_domain::ledger::{Ledger, Record, Struck, Values};
use gongkai_office::{CATALOGUE, PublicSummary, ledger};

#[derive(Template)]
#[template(path = "desk/record.html")]
struct Page {
    shell: Console,
    summary: Summary,
    ledger: &'static Ledger,
    slug: String,
    heading: String,
    /// What stands in it, for who may only read.
    rows: Vec<(&'static str, String)>,
    sheet: Option<Sheet>,
    strike: Option<Sheet>,
    struck: Option<Struck>,
    /// What is published under it, where it is an entry of the catalogue.
    under: Option<Under>,
}

/// What is published under an entry.
struct Under {
    total: u64,
    /// Address, title and day of the latest.
    items: Vec<(String, String, String)>,
    /// Where the public sees all of them.
    public: String,
}

/// Items shown of those under an entry.
const LATEST: u64 = 20;

/// The form of a new record; fields of the address stand in it.
pub(crate) async fn new(
    State(site): State<Site>,
    Path(key): Path<String>,
    caller: Caller,
    Query(asked): Asked,
) -> Answer {
    let (agency, ledger) = opened(&site, &caller, &key, named(&asked)).await?;
    let mut sheet = sheet(ledger, &agency, None, &caller);
    for (name, value) in &asked {
        if ledger.column(name).is_some() {
            sheet = sheet.preset(name, value);
        }
    }
    page(&of(&site, &caller, &agency, ledger, None, Some(sheet)).await?)
}

/// Writes a new record.
pub(crate) async fn add(
    State(site): State<Site>,
    Path(key): Path<String>,
    caller: Caller,
    posted: Posted,
) -> Answer {
    let (agency, ledger) = opened(&site, &caller, &key, posted.text("agency")).await?;
    let all = typed(ledger, &posted);
    let added = site.office.add_record(&caller.cx, &agency.id, &key, &all);
    let Err(error) = added.await else {
        return done(ledger, &agency, "saved");
    };
    let wrong = problems(error)?;
    let sheet = sheet(ledger, &agency, None, &caller);
    let sheet = sheet.typed(&posted).with(&wrong);
    shown_again(&of(&site, &caller, &agency, ledger, None, Some(sheet)).await?)
}

/// A record, in its form for who may change it.
pub(crate) async fn show(
    State(site): State<Site>,
    Path(id): Path<String>,
    caller: Caller,
) -> Answer {
    let (record, agency, ledger) = found(&site, &caller, &id, Action::ReadLedgers).await?;
    let open = may_keep(&site, &caller, &agency).await? && record.struck.is_none();
    let sheet = open.then(|| sheet(ledger, &agency, Some(&record), &caller));
    page(&of(&site, &caller, &agency, ledger, Some(&record), sheet).await?)
}

/// Saves other values.
pub(crate) async fn save(
    State(site): State<Site>,
    Path(id): Path<String>,
    caller: Caller,
    posted: Posted,
) -> Answer {
    let (record, agency, ledger) = found(&site, &caller, &id, Action::KeepLedgers).await?;
    let all = typed(ledger, &posted);
    let revision = posted.revision()?;
    let saved = site
        .office
        .change_record(&caller.cx, &record.id, revision, &all);
    let Err(error) = saved.await else {
        return done(ledger, &agency, "saved");
    };
    let wrong = problems(error)?;
    let sheet = sheet(ledger, &agency, Some(&record), &caller);
    let sheet = sheet.typed(&posted).with(&wrong);
    shown_again(&of(&site, &caller, &agency, ledger, Some(&record), Some(sheet)).await?)
}

/// Strikes it out.
pub(crate) async fn strike(
    State(site): State<Site>,
    Path(id): Path<String>,
    caller: Caller,
    posted: Posted,
) -> Answer {
    let (record, agency, ledger) = found(&site, &caller, &id, Action::KeepLedgers).await?;
    let (revision, reason) = (posted.revision()?, posted.text("reason"));
    let struck = site
        .office
        .strike_record(&caller.cx, &record.id, revision, reason);
    let Err(error) = struck.await else {
        return done(ledger, &agency, "struck");
    };
    let wrong = problems(error)?;
    let sheet = sheet(ledger, &agency, Some(&record), &caller);
    let mut page = of(&site, &caller, &agency, ledger, Some(&record), Some(sheet)).await?;
    page.strike = page.strike.map(|sheet| sheet.typed(&posted).with(&wrong));
    page.summary = page.strike.as_ref().map(Sheet::summary).unwrap_or_default();
    shown_again(&page)
}

fn shown_again(page: &Page) -> Answer {
    again(page, page.summary.status())
}

async fn found(
    site: &Site,
    caller: &Caller,
    id: &str,
    action: Action,
) -> Result<(Record, Agency, &'static Ledger), WebError> {
    let id: RecordId = id.parse().or(Err(WebError::Refusal(Refusal::Unknown)))?;
    let record = site.office.ledger_record(&caller.cx, &id, action).await?;
    let tree = site.office.agencies().await?;
    let agency = tree.get(&record.agency).cloned().ok_or(Refusal::Unknown)?;
    let ledger = ledger(&record.ledger)?;
    Ok((record, agency, ledger))
}

fn sheet(
    ledger: &'static Ledger,
    agency: &Agency,
    record: Option<&Record>,
    caller: &Caller,
) -> Sheet {
    let action = record.map_or_else(
        || format!("{AT}/{}/new", ledger.key),
        |record| format!("/desk/record/{}", record.id),
    );
    let mut sheet = Sheet::new("", &action, &caller.csrf, "保存").hidden("agency", &agency.slug);
    if let Some(record) = record {
        sheet = sheet.hidden("revision", &record.revision.to_string());
    }
    let values = texts(
        ledger,
        record.map(|record| &record.values),
        caller.cx.today(),
    );
    for column in &ledger.columns {
        sheet = sheet.field(field(column, values.get(&column.key).unwrap_or_default()));
    }
    sheet
}

async fn of(
    site: &Site,
    caller: &Caller,
    agency: &Agency,
    ledger: &'static Ledger,
    record: Option<&Record>,
    sheet: Option<Sheet>,
) -> Result<Page, WebError> {
    let summary = sheet.as_ref().map(Sheet::summary).unwrap_or_default();
    let heading = record.map_or_else(
        || format!("新增{}", ledger.noun),
        |record| record.title(ledger),
    );
    let strike = record.filter(|_| sheet.is_some()).map(|record| {
        let action = format!("/desk/record/{}/strike", record.id);
        let form = Sheet::new("strike", &action, &caller.csrf, "作废这条记录").danger();
        let form = form.hidden("revision", &record.revision.to_string());
        form.field(Field::text("reason", "为什么作废").hint("例如：重复登记、记错单位"))
    });
    let under = match record.filter(|record| record.ledger == CATALOGUE) {
        Some(record) => Some(under(site, agency, record).await?),
        None => None,
    };
    let nothing = Values::default();
    let values = record.map_or(&nothing, |record| &record.values);
    let shown = ledger
        .columns
        .iter()
        .filter_map(|column| Some((column.zh.as_str(), column.shown(values.get(&column.key)?))));
    Ok(Page {
        shell: Console::of(site, caller, &summary.title(&heading), AT).await?,
        summary,
        ledger,
        slug: agency.slug.clone(),
        heading,
        rows: shown.collect(),
        sheet,
        strike,
        struck: record.and_then(|record| record.struck.clone()),
        under,
    })
}

async fn under(site: &Site, agency: &Agency, record: &Record) -> Result<Under, WebError> {
    let found = site.office.public_under(&agency.id, &record.id, 0, LATEST);
    let found = found.await?;
    let item = |item: &PublicSummary| {
        let href = format!("/desk/information/{}", item.id);
        (href, item.title.clone(), item.published_on.to_string())
    };
    Ok(Under {
        total: found.total,
        items: found.rows.iter().map(item).collect(),
        public: entry_address(&agency.slug, &record.id, 1),
    })
}
