//! Annual reports of the demonstration: those of 2020 and 2021, completed and locked as they were then.
//! The years since lie open.

use super::Workplace;
use super::year::by;
use crate::{Office, OfficeError};
use gongkai_domain::access::Role;
use gongkai_domain::compile::text::Worth;
use jiff::civil::date;
use std::collections::BTreeMap;

/// A paragraph that the clerk wrote in 2020, and that is offered again a year later.
const WRITTEN: (&str, &str) = (
    "one.supervision",
    "主要领导负总责，党政办公室具体承办，有工作人员{工作人员}名。每季度检查一次栏目更新情况（演示）。",
);

pub(super) async fn work(office: &Office, place: &Workplace) -> Result<(), OfficeError> {
    let agency = office.agency(&place.agency.id).await?;
    for year in [2020, 2021] {
        let clerk = by(place, Role::Clerk, 0, date(year + 1, 1, 8), 10)?;
        let view = office.annual_report(&clerk, &agency, year, None).await?;
        let none: BTreeMap<String, String> = view
            .compiled
            .asked()
            .map(|cell| (cell.id.clone(), "0".to_owned()))
            .collect();
        let seen = (year, view.work.revision);
        office.type_cells(&clerk, &agency, seen, &none).await?;
        let knows_staff = view.quantities.get("工作人员");
        let knows_staff = knows_staff.is_some_and(|(worth, _)| *worth != Worth::Unknown);
        let mut seen = (year, office.report_revision(&agency, year).await?);
        if year == 2020 && knows_staff {
            let (key, text) = WRITTEN;
            office
                .write_paragraph(&clerk, &agency, seen, key, text)
                .await?;
            seen.1 = office.report_revision(&agency, year).await?;
        }
        let head = by(place, Role::Approver, 0, date(year + 1, 1, 15), 10)?;
        office.lock_report(&head, &agency, seen).await?;
    }
    Ok(())
}
