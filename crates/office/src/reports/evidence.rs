//! What is looked at for a report: records of ledgers, requests, disputes, counts over the register.

use crate::ledgers::{ALL, ledger, ledgers};
use crate::requests::outcomes;
use crate::{Office, OfficeError};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::days_of_year;
use gongkai_domain::compile::text::{NarrativeBook, RegisterCounts};
use gongkai_domain::compile::{Asked, YearEvidence};
use gongkai_domain::dispute::Dispute;
use gongkai_domain::report::Form;
use gongkai_domain::request::{Case, Counted};
use gongkai_store::RequestQuery;
use std::collections::BTreeSet;

/// The ledger of problems and measures, of which the text speaks.
const PROBLEMS: &str = "problem";

impl Office {
    /// The evidence of a year and the counts for its text.
    pub(super) async fn year_evidence(
        &self,
        agency: &Agency,
        year: i16,
        form: &Form,
    ) -> Result<(YearEvidence, RegisterCounts), OfficeError> {
        let mut evidence = YearEvidence {
            year,
            ..YearEvidence::default()
        };
        for key in asked_ledgers(form)? {
            let records = self.kept_records(&agency.id, ledger(&key)?).await?;
            evidence.records.insert(key, records);
        }
        for row in self.store.disputes(&agency.id).await? {
            evidence
                .disputes
                .push((row.id, Dispute::replay(row.turns)?));
        }
        let mut register = self.register_counts(agency, year).await?;
        self.ask_requests(agency, form, &mut evidence, &mut register)
            .await?;
        Ok((evidence, register))
    }

    async fn ask_requests(
        &self,
        agency: &Agency,
        form: &Form,
        evidence: &mut YearEvidence,
        register: &mut RegisterCounts,
    ) -> Result<(), OfficeError> {
        let query = RequestQuery {
            agencies: vec![agency.id.clone()],
            year: Some(evidence.year),
            limit: ALL,
            ..RequestQuery::default()
        };
        let outcomes = outcomes()?;
        for (row, case) in self.cases(&query).await? {
            count_fee(&case, evidence.year, register);
            let counted = Counted::of(&case, form.first_year, outcomes);
            evidence.requests.extend(counted.map(|counted| Asked {
                id: row.id,
                number: row.number,
                counted,
            }));
        }
        Ok(())
    }

    async fn register_counts(
        &self,
        agency: &Agency,
        year: i16,
    ) -> Result<RegisterCounts, OfficeError> {
        let figures = self.store.figures(&agency.id, year).await?;
        let published = match days_of_year(year) {
            Some(days) => self.store.first_published(&agency.id, days).await?,
            None => Vec::new(),
        };
        let interpretations = published.iter().filter(|item| item.interprets).count();
        let before = u64::from(agency.settings.published_before);
        Ok(RegisterCounts {
            published: figures.published,
            in_time: figures.in_time,
            late: figures.late,
            published_ever: figures.published_ever.saturating_add(before),
            handed_over: figures.handed_over,
            interpretations: interpretations.try_into().unwrap_or(u64::MAX),
            by_channel: figures.by_channel,
            by_category: figures.by_category,
            fees_noticed: 0,
            fees_paid_fen: 0,
        })
    }
}

fn count_fee(case: &Case, year: i16, register: &mut RegisterCounts) {
    let Some(fee) = case.fee else {
        return;
    };
    if fee.noticed.year() == year {
        register.fees_noticed = register.fees_noticed.saturating_add(1);
    }
    if fee.paid.is_some_and(|paid| paid.year() == year) {
        register.fees_paid_fen = register.fees_paid_fen.saturating_add(fee.fen);
    }
}

/// The keys of the ledgers over which tables and text of a form count.
fn asked_ledgers(form: &Form) -> Result<BTreeSet<String>, OfficeError> {
    let book = ledgers()?;
    let text = NarrativeBook::statutory();
    let text = text.map_err(|error| OfficeError::Internal(error.to_string()))?;
    let named = text.quantities.iter().filter_map(|one| one.source.figure());
    let figures = super::sources(form)?.figures().chain(named);
    let ledgers = figures.filter_map(|key| book.figure(key));
    let mut keys: BTreeSet<String> = ledgers.map(|(ledger, _)| ledger.key.clone()).collect();
    keys.insert(PROBLEMS.to_owned());
    Ok(keys)
}
