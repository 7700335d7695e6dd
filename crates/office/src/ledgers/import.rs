//! A spreadsheet into a ledger or into the register: first a plan that shows what each row would do,
//! then all of it or nothing.

use super::plan::{Checked, Existing, Incoming};
use super::{Outcome, Plan, added, changed, fresh, information, ledger};
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Refusal};
use gongkai_domain::identity::{AgencyId, RecordId};
use gongkai_domain::ledger::Record;
use gongkai_sheet::Grid;
use std::collections::BTreeMap;

/// The head of the column with the records' identities.
pub(super) const IDENTITY: &str = "记录编号";

impl Office {
    /// What importing a sheet into a ledger, or into the register, would do. `mapping` says for
    /// columns of the sheet, by their position, which column of the ledger they are; the rest is told
    /// by the heads.
    pub async fn plan_import(
        &self,
        cx: &Context,
        agency: &AgencyId,
        key: &str,
        grid: &Grid,
        mapping: &BTreeMap<usize, String>,
    ) -> Result<Plan, OfficeError> {
        if key == information::KEY {
            return self.plan_register(cx, agency, grid, mapping).await;
        }
        self.may_ledger(cx, agency, Action::KeepLedgers).await?;
        let ledger = ledger(key)?;
        let kept = self.all_records(agency, ledger).await?.into_iter();
        let kept = kept.map(|record| Existing {
            id: record.id.to_string(),
            values: record.values,
            revision: record.revision,
            locked: None,
        });
        let incoming = Incoming {
            ledger,
            identity: IDENTITY,
            grid,
            mapping,
            today: cx.today(),
        };
        incoming.plan(kept.collect(), &|_, _| Checked::Fine)
    }

    /// Does what a plan says, all of it or nothing; gives how many are new and how many changed.
    pub async fn import(
        &self,
        cx: &Context,
        agency: &AgencyId,
        plan: Plan,
    ) -> Result<(usize, usize), OfficeError> {
        let [new, other, _, wrong] = plan.tally();
        if wrong > 0 {
            return Err(OfficeError::File(format!(
                "还有{wrong}行有误，一行也没有导入。请改好标红的格子再导入。"
            )));
        }
        if plan.ledger.key == information::KEY {
            self.import_register(cx, agency, plan).await?;
        } else {
            self.import_records(cx, agency, plan).await?;
        }
        Ok((new, other))
    }

    async fn import_records(
        &self,
        cx: &Context,
        agency: &AgencyId,
        plan: Plan,
    ) -> Result<(), OfficeError> {
        self.may_ledger(cx, agency, Action::KeepLedgers).await?;
        let mut write = self.store.write().await?;
        let mut events = Vec::new();
        for row in plan.rows {
            match row.outcome {
                Outcome::New(values) => {
                    let record = fresh(agency, plan.ledger, values)?;
                    write.insert_record(plan.ledger, &record).await?;
                    events.push(added(cx, &record)?);
                }
                Outcome::Changed(existing, values) => {
                    let id: Option<RecordId> = existing.id.parse().ok();
                    let record = Record {
                        id: id.ok_or(Refusal::Unknown)?,
                        agency: agency.clone(),
                        ledger: plan.ledger.key.clone(),
                        values,
                        revision: existing.revision,
                        struck: None,
                    };
                    write.save_record(plan.ledger, &record).await?;
                    events.push(changed(cx, &existing.values, &record)?);
                }
                Outcome::Same | Outcome::Wrong(_) => {}
            }
        }
        if events.is_empty() {
            return Ok(());
        }
        Ok(write.commit(events).await?)
    }
}

/// The first sheet of a file that is not hidden, as a table is pasted: what a page carries along.
pub fn read_sheet(bytes: &[u8]) -> Result<String, OfficeError> {
    let grids = gongkai_sheet::read(bytes).map_err(|error| OfficeError::File(error.to_string()))?;
    let first = grids
        .iter()
        .find(|grid| !grid.hidden && !grid.rows.is_empty());
    let first = first.ok_or_else(|| OfficeError::File("表格里没有内容。".to_owned()))?;
    let width = first.width();
    let line = |row: usize| {
        let cells = (0..width).map(|column| pasted(&first.cell(row, column).to_string()));
        cells.collect::<Vec<_>>().join("\t")
    };
    let header = first.header(&[]).unwrap_or_default();
    let rows = (0..=header).chain(first.entries(header));
    Ok(rows.map(line).collect::<Vec<_>>().join("\n"))
}

/// A cell as spreadsheets put it on the clipboard.
fn pasted(text: &str) -> String {
    if text.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
