//! A new edition of a catalogue: what is not in it ends the day before, and the ledger of editions says
//! how many fields and items it has.

use super::{Existing, Outcome, Plan, Typed, fresh, kept, ledger, read};
use crate::{Context, Office, OfficeError};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::ledger::{Ledger, Record, count_on};
use jiff::civil::Date;

/// The ledger of editions.
pub(super) const EDITIONS: &str = "catalogue_edition";
/// Its columns of numbers, and the figures of the catalogue that they hold.
const NUMBERS: [(&str, &str); 3] = [
    ("fields", "catalogue.fields"),
    ("level1", "catalogue.level1"),
    ("level2", "catalogue.level2"),
];

impl Plan {
    /// Ends those of these records that stand on the day of the edition, the day before.
    pub(super) fn end(&mut self, left: Vec<Existing>) {
        let Some([from, until]) = &self.ledger.standing else {
            return;
        };
        let last = self.day.yesterday().unwrap_or(self.day);
        let standing = left
            .into_iter()
            .filter(|record| self.ledger.stands_on(&record.values, self.day));
        for record in standing {
            if record.values.day(from).is_some_and(|from| from > last) {
                let title = self.ledger.title(&record.values);
                self.hindrances.push(format!(
                    "“{title}”从{}起才启用，不能在前一天停用。请把这一版的日期改晚，或者先把这条记录作废。",
                    self.day
                ));
                continue;
            }
            let values = record.values.clone().with_day(until, last);
            self.ends.push((record, values));
        }
    }

    /// The records that stand when it has been carried out.
    fn after(&self, agency: &AgencyId) -> Result<Vec<Record>, OfficeError> {
        let stays = self.stays.iter();
        let stays =
            stays.map(|existing| kept(agency, self.ledger, existing, existing.values.clone()));
        let mut after = stays.collect::<Result<Vec<_>, _>>()?;
        for row in &self.rows {
            match &row.outcome {
                Outcome::New(values) => after.push(fresh(agency, self.ledger, values.clone())?),
                Outcome::Changed(existing, values) => {
                    after.push(kept(agency, self.ledger, existing, values.clone())?);
                }
                Outcome::Same | Outcome::Wrong(_) => {}
            }
        }
        Ok(after)
    }
}

impl Office {
    /// The record of the edition that a plan brings in; none where it replaces nothing, or where the
    /// same edition is recorded already.
    pub(super) async fn edition_of(
        &self,
        cx: &Context,
        agency: &AgencyId,
        plan: &Plan,
    ) -> Result<Option<Record>, OfficeError> {
        if !plan.replaces || plan.ledger.printed.is_none() {
            return Ok(None);
        }
        let editions = ledger(EDITIONS)?;
        let name = self.agency(agency).await?.name_on(cx.today()).to_owned();
        let completed = plan.day.min(cx.today());
        let after = plan.after(agency)?;
        let mut typed = numbers(plan.ledger, &after, plan.day);
        typed.insert("name".to_owned(), format!("{name}{}", plan.ledger.zh));
        typed.insert("kind".to_owned(), "standard".to_owned());
        typed.insert("completed_on".to_owned(), completed.to_string());
        let values = read(editions, &typed, cx)?;
        let identity = Record::identity(editions, &values);
        let known = self.all_records(agency, editions).await?;
        let same = |record: &Record| Record::identity(editions, &record.values) == identity;
        if known.iter().any(same) {
            return Ok(None);
        }
        fresh(agency, editions, values).map(Some)
    }
}

fn numbers(ledger: &Ledger, records: &[Record], day: Date) -> Typed {
    let number = |(column, key): (&str, &str)| {
        let figure = ledger.figures.iter().find(|figure| figure.key == key)?;
        let counted = count_on(ledger, figure, records, day);
        Some((column.to_owned(), counted.value.to_string()))
    };
    NUMBERS.into_iter().filter_map(number).collect()
}
