//! Quarterly returns: filled from what the office has recorded, completed by hand where nothing is
//! kept, handed in and kept as handed in.

mod handing;
mod papers;
mod requests;
mod summary;

pub use handing::NewHandIn;
pub use papers::ReturnFile;
pub use summary::{Below, BelowState, ReturnSummary};

use crate::duties::DutyTurn;
use crate::ledgers::ledgers;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::returns::{
    Behind, Change, Evidence, HandedIn, Line, Quarter, Return, ReturnBook, ReturnTable, Source,
    behind, changes, lines,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A return of an agency for a quarter.
#[derive(Debug, Clone)]
pub struct ReturnView {
    /// The table.
    pub table: &'static ReturnTable,
    /// The quarter.
    pub quarter: Quarter,
    /// Its rows as they are now.
    pub lines: Vec<Line>,
    /// What was typed and handed in; none, where nothing was yet.
    pub kept: Option<Return>,
    /// What is another now than when it was handed in.
    pub changes: Vec<Change>,
    /// The turn of the duty that it fulfils, if the agency has the duty.
    pub turn: Option<DutyTurn>,
    /// Whether who looks may complete it and hand it in.
    pub may_keep: bool,
}

/// How the return of a quarter stands.
#[derive(Debug, Clone)]
pub struct ReturnState {
    /// The quarter.
    pub quarter: Quarter,
    /// The turn of the duty that it fulfils, if the agency has the duty.
    pub turn: Option<DutyTurn>,
    /// On which day it was handed in.
    pub handed_in_on: Option<Date>,
    /// How many numbers were typed.
    pub typed: usize,
}

impl ReturnView {
    /// The figures as handed in.
    pub fn handed_in(&self) -> Option<&HandedIn> {
        self.kept.as_ref()?.handed_in.as_ref()
    }

    /// The rows that the table shows: those handed in, and before that those of now.
    pub fn shown(&self) -> &[Line] {
        self.handed_in()
            .map_or(&self.lines, |handed_in| &handed_in.lines)
    }

    /// Rows whose number of the quarter is not known.
    pub fn missing(&self) -> usize {
        let lines = self.shown().iter();
        lines.filter(|line| line.quarter.number().is_none()).count()
    }
}

/// The table that an agency hands in; unknown, where its kind has none.
pub fn return_table(agency: &Agency) -> Result<&'static ReturnTable, OfficeError> {
    let book = ReturnBook::statutory();
    let book = book.map_err(|error| OfficeError::Internal(error.to_string()))?;
    let table = book.of_agency(agency.kind, &agency.settings.return_table);
    Ok(table.ok_or(Refusal::Unknown)?)
}

impl Office {
    /// How the returns of a year stand, in order.
    pub async fn returns_of(
        &self,
        cx: &Context,
        agency: &Agency,
        year: i16,
    ) -> Result<Vec<ReturnState>, OfficeError> {
        let table = return_table(agency)?;
        let mut turns = self.return_turns(cx, agency, table, year).await?;
        let kept = self.store.returns(&agency.id, &table.id).await?;
        let state = |quarter| {
            let kept = kept.iter().find(|kept| kept.quarter == quarter);
            let handed_in = kept.and_then(|kept| kept.handed_in.as_ref());
            ReturnState {
                quarter,
                turn: turns.remove(&quarter.to_string()),
                handed_in_on: handed_in.map(|handed_in| handed_in.on),
                typed: kept.map_or(0, |kept| kept.typed.len()),
            }
        };
        Ok(Quarter::all_of(year).into_iter().map(state).collect())
    }

    /// The return of a quarter.
    pub async fn quarterly_return(
        &self,
        cx: &Context,
        agency: &Agency,
        quarter: Quarter,
    ) -> Result<ReturnView, OfficeError> {
        let table = return_table(agency)?;
        let year = quarter.year();
        let mut turns = self.return_turns(cx, agency, table, year).await?;
        let (lines, kept) = self.filled(agency, table, quarter).await?;
        let handed_in = kept.as_ref().and_then(|kept| kept.handed_in.as_ref());
        let lineage = self.lineage(&agency.id).await?;
        let may_keep = decide(&cx.actor, Action::KeepDuties, Object::Agency(&lineage)).is_ok();
        Ok(ReturnView {
            table,
            quarter,
            changes: handed_in.map_or_else(Vec::new, |handed_in| changes(handed_in, &lines)),
            lines,
            turn: turns.remove(&quarter.to_string()),
            kept,
            may_keep,
        })
    }

    /// What stands behind a number of a return: of the quarter, or of its year so far.
    pub async fn behind_return(
        &self,
        cx: &Context,
        agency: &Agency,
        (quarter, of_year): (Quarter, bool),
        indicator: &str,
    ) -> Result<Vec<Behind>, OfficeError> {
        self.may_open(cx, &agency.id).await?;
        let table = return_table(agency)?;
        let indicator = table.indicator(indicator).ok_or(Refusal::Unknown)?;
        let evidence = self.return_evidence(agency, table, quarter).await?;
        let days = if of_year {
            quarter.year_to_date()
        } else {
            quarter.days()
        };
        Ok(behind(indicator, &evidence, ledgers()?, days))
    }

    async fn may_open(&self, cx: &Context, agency: &AgencyId) -> Result<(), OfficeError> {
        let lineage = self.lineage(agency).await?;
        let object = Object::Agency(&lineage);
        Ok(decide(&cx.actor, Action::OpenDesk, object)?)
    }

    /// The rows of a quarter as they are now, and what was typed and handed in.
    async fn filled(
        &self,
        agency: &Agency,
        table: &ReturnTable,
        quarter: Quarter,
    ) -> Result<(Vec<Line>, Option<Return>), OfficeError> {
        let evidence = self.return_evidence(agency, table, quarter).await?;
        let kept = self.store.returns(&agency.id, &table.id).await?;
        let lines = lines(table, quarter, &evidence, ledgers()?, &kept);
        let kept = kept.into_iter().find(|kept| kept.quarter == quarter);
        Ok((lines, kept))
    }

    /// All that is counted for a quarter and its year so far.
    async fn return_evidence(
        &self,
        agency: &Agency,
        table: &ReturnTable,
        quarter: Quarter,
    ) -> Result<Evidence, OfficeError> {
        let (from, to) = quarter.year_to_date();
        let requests = self.request_evidence(&agency.id, (from, to)).await?;
        let mut records = BTreeMap::new();
        for key in asked_ledgers(table)? {
            let ledger = crate::ledgers::ledger(&key)?;
            records.insert(key, self.kept_records(&agency.id, ledger).await?);
        }
        Ok(Evidence {
            published: self.store.first_published(&agency.id, (from, to)).await?,
            posted: self.store.posted(&agency.id, from, to).await?,
            records,
            requests,
        })
    }

    /// The turns of the duty for the quarters of a year, by the quarter's text.
    async fn return_turns(
        &self,
        cx: &Context,
        agency: &Agency,
        table: &ReturnTable,
        year: i16,
    ) -> Result<BTreeMap<String, DutyTurn>, OfficeError> {
        let quarters = Quarter::all_of(year);
        let (Some(first), Some(last)) = (quarters.first(), quarters.last()) else {
            return Err(Refusal::Unknown.into());
        };
        // A return may be asked for within its quarter or in the one after it.
        let end = last.days().1.saturating_add(jiff::ToSpan::months(3));
        let views = self.duties(cx, agency, (first.days().0, end)).await?;
        let view = views.into_iter().find(|view| view.duty.id == table.duty);
        let turns = view.into_iter().flat_map(|view| view.turns);
        Ok(turns
            .map(|turn| (turn.turn.period.to_string(), turn))
            .collect())
    }
}

/// The keys of the ledgers over which a table counts.
fn asked_ledgers(table: &ReturnTable) -> Result<BTreeSet<String>, OfficeError> {
    let book = ledgers()?;
    let figures = table.indicators().flat_map(|one| match &one.source {
        Source::Figures(keys) => keys.as_slice(),
        Source::Published(_)
        | Source::Postings(_)
        | Source::Computed(_)
        | Source::Typed(_)
        | Source::Requests(_) => &[],
    });
    let ledgers = figures.filter_map(|key| book.figure(key));
    Ok(ledgers.map(|(ledger, _)| ledger.key.clone()).collect())
}
