//! The ledgers of the demonstration: what the five reports count besides the register.
//!
//! They come in as a clerk brings in a year's workbooks: each is read as a sheet, planned, and
//! written all or nothing.

mod counted;
mod records;
mod street;

use super::Workplace;
use super::year::by;
use crate::ledgers::{Told, ledger, read_pasted};
use crate::{Office, OfficeError};
use gongkai_domain::access::Role;
use jiff::civil::date;

/// A sheet to bring in.
struct Sheet {
    /// The key of its ledger.
    ledger: &'static str,
    /// The heads of its columns and its rows, cells with `|` between.
    lines: Vec<String>,
}

/// Fills the ledgers of an office.
pub(super) async fn work(office: &Office, place: &Workplace) -> Result<(), OfficeError> {
    let slug = place.sketch.slug;
    for sheet in records::of(slug).into_iter().chain(counted::of(slug)) {
        bring_in(office, place, &sheet).await?;
    }
    Ok(())
}

async fn bring_in(office: &Office, place: &Workplace, sheet: &Sheet) -> Result<(), OfficeError> {
    // Problems are followed up in the year after the one in which they were noted.
    let year = if sheet.ledger == "problem" {
        2021
    } else {
        2020
    };
    let cx = by(place, Role::Clerk, 0, date(year, 12, 31), 18)?;
    let grid = read_pasted(&sheet.lines.join("\n").replace('|', "\t"));
    let agency = &place.agency.id;
    let plan = office
        .plan_import(&cx, agency, sheet.ledger, &grid, &Told::default())
        .await?;
    let unknown = plan.heads.iter().find(|head| head.column.is_none());
    if let Some(head) = unknown {
        let name = &ledger(sheet.ledger)?.zh;
        return Err(OfficeError::Internal(format!(
            "{name} has no column {}",
            head.text
        )));
    }
    // A wrong row is a fault of the demonstration: say which.
    if let Some(row) = plan.rows.iter().find(|row| !row.gaps().is_empty()) {
        return Err(OfficeError::Internal(format!(
            "{} line {}: {:?}",
            sheet.ledger,
            row.number,
            row.gaps()
        )));
    }
    office.import(&cx, agency, plan).await?;
    Ok(())
}
