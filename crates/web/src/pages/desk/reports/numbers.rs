//! The numbers of section two that no ledger here holds, on one page.

use super::onward::asked_of;
use super::{AT, Answer, Asked, Workplace, address, again, named, opened, page, titled, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::compile::{CellValue, CompiledCell, Why};
use gongkai_domain::report::form::CellKind;
use gongkai_domain::submission::{Anchor, Remark};
use gongkai_office::{OfficeError, ReportView};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "desk/reports/numbers.html")]
struct Numbers {
    shell: Console,
    summary: Summary,
    back: String,
    year: i16,
    /// Ledgers over which the numbers would be counted if they were kept.
    unkept: Vec<(String, String)>,
    sheet: Sheet,
}

/// The page.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(year): Path<String>,
    Query(asked): Asked,
) -> Answer {
    let (place, view) = opened(&site, &caller, &year, named(&asked)).await?;
    let remarks = asked_of(&site, &caller, &place, view.year).await?;
    let sheet = typing(&caller, &view, &place.agency.slug, &remarks);
    page(&shown(&site, &caller, &place, &view, sheet).await?)
}

/// Saves what was typed.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(year): Path<String>,
    posted: Posted,
) -> Answer {
    let (place, view) = opened(&site, &caller, &year, posted.text("agency")).await?;
    let typed: BTreeMap<String, String> = view
        .compiled
        .asked()
        .map(|cell| (cell.id.clone(), posted.raw(&cell.id).to_owned()))
        .collect();
    let seen = (view.year, posted.revision()?);
    let saved = site
        .office
        .type_cells(&caller.cx, &place.agency, seen, &typed);
    match Box::pin(saved).await {
        Ok(()) => to(&format!(
            "{}&done=report_typed",
            address(view.year, &place.agency.slug)
        )),
        Err(OfficeError::Invalid(gaps)) => {
            let remarks = asked_of(&site, &caller, &place, view.year).await?;
            let sheet = typing(&caller, &view, &place.agency.slug, &remarks);
            let sheet = sheet.typed(&posted).with(&Problems(gaps));
            let page = shown(&site, &caller, &place, &view, sheet).await?;
            again(&page, page.summary.status())
        }
        Err(error) => Err(error.into()),
    }
}

async fn shown(
    site: &Site,
    caller: &Caller,
    place: &Workplace,
    view: &ReportView,
    sheet: Sheet,
) -> Result<Numbers, WebError> {
    let wrong = sheet.is_wrong();
    let title = titled(&format!("{}年主动公开情况", view.year), wrong);
    Ok(Numbers {
        shell: Console::of(site, caller, &title, "/desk/reports").await?,
        summary: if wrong {
            sheet.summary()
        } else {
            Summary::default()
        },
        back: address(view.year, &place.agency.slug),
        year: view.year,
        unkept: unkept(view, &place.agency.slug),
        sheet,
    })
}

/// The ledgers that were not in use, with their pages.
fn unkept(view: &ReportView, slug: &str) -> Vec<(String, String)> {
    let mut named: Vec<(String, String)> = Vec::new();
    for cell in view.compiled.asked() {
        let CellValue::Asked(Why::NoLedger(key)) = &cell.value else {
            continue;
        };
        let zh = gongkai_office::ledger(key).map_or(key.as_str(), |ledger| ledger.zh.as_str());
        let link = (format!("/desk/ledgers/{key}?agency={slug}"), zh.to_owned());
        if !named.contains(&link) {
            named.push(link);
        }
    }
    named
}

/// The numbers row by row; what the supervising office asks about one stands above it.
fn typing(caller: &Caller, view: &ReportView, slug: &str, remarks: &[Remark]) -> Sheet {
    let action = format!("{AT}/{}/numbers", view.year);
    let mut sheet = Sheet::new("numbers", &action, &caller.csrf, "保存")
        .hidden("agency", slug)
        .hidden("revision", &view.work.revision.to_string());
    let form = view.compiled.form();
    for row in form.rows() {
        let cells = form.cells().iter().skip(row.first_cell).take(row.width);
        let asked = cells.filter_map(|spec| {
            let cell = view.compiled.cell(&spec.id)?;
            let label = form.column_of(spec).map_or("", |one| one.label.as_str());
            cell.value
                .is_asked()
                .then(|| field(view, cell, label, spec.kind))
        });
        let fields: Vec<Field> = asked.collect();
        if !fields.is_empty() {
            let mut legend = row.full_label();
            let of_row = form.cells().iter().skip(row.first_cell).take(row.width);
            for spec in of_row {
                let about = Anchor::Cell(spec.id.clone());
                for remark in remarks.iter().filter(|one| one.anchor == about) {
                    legend = format!("{legend}（退回意见：{}）", remark.text);
                }
            }
            sheet = sheet.row(legend, fields, Vec::new());
        }
    }
    sheet
}

fn field(view: &ReportView, cell: &CompiledCell, label: &str, kind: CellKind) -> Field {
    let typed = view.work.typed.get(&cell.id);
    let value = typed.map_or("", |typed| typed.text.as_str());
    let hint = match kind {
        CellKind::Amount(None) => "写上单位，例如 76.3万元；没有发生填 0",
        CellKind::Change => "减少的写 -3",
        CellKind::Amount(Some(_)) | CellKind::Count => "",
    };
    let field = Field::text(&cell.id, label).optional_as("").hint(hint);
    field.width("w-short").value(value)
}
