//! A spreadsheet into a ledger or into the register: first a plan that shows what each row would do,
//! then all of it or nothing.

use super::plan::{Checked, Existing, Incoming};
use super::{Outcome, Plan, Told, added, changed, edition, flat, fresh, information, kept, ledger};
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::Action;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::ledger::{Ledger, Record};
use gongkai_sheet::Grid;

/// The head of the column with the records' identities.
pub(super) const IDENTITY: &str = "记录编号";

impl Office {
    /// What importing a sheet into a ledger, or into the register, would do.
    pub async fn plan_import(
        &self,
        cx: &Context,
        agency: &AgencyId,
        key: &str,
        grid: &Grid,
        told: &Told,
    ) -> Result<Plan, OfficeError> {
        self.may_import(cx, agency, key).await?;
        if key == information::KEY {
            return self.plan_register(cx, agency, grid, told).await;
        }
        let ledger = ledger(key)?;
        let records = self.all_records(agency, ledger).await?.into_iter();
        let incoming = Incoming {
            ledger,
            grid,
            told,
            today: cx.today(),
        };
        incoming.plan(records.map(existing).collect(), &|_, _| Checked::Fine)
    }

    /// Does what a plan says, all of it or nothing; gives how many are new and how many changed.
    pub async fn import(
        &self,
        cx: &Context,
        agency: &AgencyId,
        plan: Plan,
    ) -> Result<(usize, usize), OfficeError> {
        self.may_import(cx, agency, &plan.ledger.key).await?;
        plan.check()?;
        let [new, other, _, _] = plan.tally();
        if new + other == 0 && !plan.replaces {
            return Ok((0, 0));
        }
        if plan.ledger.key == information::KEY {
            self.import_register(cx, agency, plan).await?;
        } else {
            self.import_records(cx, agency, plan).await?;
        }
        Ok((new, other))
    }

    /// Whether the actor may bring a sheet into this table of an agency.
    async fn may_import(
        &self,
        cx: &Context,
        agency: &AgencyId,
        key: &str,
    ) -> Result<(), OfficeError> {
        let action = if key == information::KEY {
            Action::Register
        } else {
            Action::KeepLedgers
        };
        self.may_ledger(cx, agency, action).await
    }

    async fn import_records(
        &self,
        cx: &Context,
        agency: &AgencyId,
        plan: Plan,
    ) -> Result<(), OfficeError> {
        let ledger = plan.ledger;
        let edition = self.edition_of(cx, agency, &plan).await?;
        let mut write = self.store.write().await?;
        let mut events = Vec::new();
        let changes = plan.rows.into_iter().filter_map(|row| match row.outcome {
            Outcome::New(values) => Some((None, values)),
            Outcome::Changed(existing, values) => Some((Some(*existing), values)),
            Outcome::Same | Outcome::Wrong(_) => None,
        });
        let ends = plan.ends.into_iter();
        let ends = ends.map(|(existing, values)| (Some(existing), values));
        for (before, values) in changes.chain(ends) {
            match before {
                None => {
                    let record = fresh(agency, ledger, values)?;
                    write.insert_record(ledger, &record).await?;
                    events.push(added(cx, &record)?);
                }
                Some(before) => {
                    let record = kept(agency, ledger, &before, values)?;
                    write.save_record(ledger, &record).await?;
                    events.push(changed(cx, &before.values, &record)?);
                }
            }
        }
        if let Some(record) = edition {
            write
                .insert_record(super::ledger(edition::EDITIONS)?, &record)
                .await?;
            events.push(added(cx, &record)?);
        }
        if events.is_empty() {
            return Ok(());
        }
        Ok(write.commit(events).await?)
    }
}

/// A record as a row may mean it.
fn existing(record: Record) -> Existing {
    Existing {
        id: record.id.to_string(),
        values: record.values,
        revision: record.revision,
        locked: None,
    }
}

/// The sheets of a file as a table is pasted, what a page carries along: of a ledger that is printed
/// on several sheets all of them, else the first that is not hidden.
pub fn read_sheet(ledger: &Ledger, bytes: &[u8]) -> Result<String, OfficeError> {
    let grids = gongkai_sheet::read(bytes).map_err(|error| OfficeError::File(error.to_string()))?;
    let shown: Vec<&Grid> = grids
        .iter()
        .filter(|grid| !grid.hidden && !grid.rows.is_empty())
        .collect();
    let most = if ledger.printed.is_some() {
        shown.len()
    } else {
        1
    };
    let first = shown
        .first()
        .ok_or_else(|| OfficeError::File("表格里没有内容。".to_owned()))?;
    if let Some(flat) = flat::of(ledger, shown.iter().copied().take(most)) {
        return Ok(flat.pasted());
    }
    // Nobody knows the heads: it is shown as it is, for the person to see.
    let width = first.width();
    let line = |row: usize| {
        let cells = (0..width).map(|column| flat::pasted(&first.cell(row, column).to_string()));
        cells.collect::<Vec<_>>().join("\t")
    };
    let rows = 0..first.rows.len();
    Ok(rows.map(line).collect::<Vec<_>>().join("\n"))
}
