//! Returns as the supervising office has them: who handed in, who did not, and the sum of those that
//! did. What was not handed in is nobody's figure yet and is not looked at.

use super::return_table;
use crate::supervision::supervising;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::returns::{HandedIn, Line, Quarter, ReturnTable, SumLine, sum};

/// The returns of a quarter of all agencies below an office.
#[derive(Debug, Clone)]
pub struct ReturnSummary {
    /// The supervising office.
    pub above: Agency,
    /// The table that is added up.
    pub table: &'static ReturnTable,
    /// The quarter.
    pub quarter: Quarter,
    /// The agencies from which a return is expected.
    pub below: Vec<Below>,
    /// The sum of what was handed in.
    pub lines: Vec<SumLine>,
}

/// An agency from which a return is expected.
#[derive(Debug, Clone)]
pub struct Below {
    /// The agency.
    pub agency: Agency,
    /// Whether it handed in.
    pub state: BelowState,
}

/// Whether an agency handed in.
#[derive(Debug, Clone)]
pub enum BelowState {
    /// It did.
    HandedIn(Box<HandedIn>),
    /// It did not.
    Missing,
    /// It hands in another table, of this title.
    OtherTable(&'static str),
}

impl ReturnSummary {
    /// Agencies that are not in the sum.
    pub fn missing(&self) -> impl Iterator<Item = &Below> {
        self.below
            .iter()
            .filter(|below| !matches!(below.state, BelowState::HandedIn(_)))
    }
}

impl Office {
    /// The returns of a quarter of the agencies below a supervisor.
    pub async fn return_summary(
        &self,
        cx: &Context,
        quarter: Quarter,
    ) -> Result<ReturnSummary, OfficeError> {
        decide(&cx.actor, Action::Supervise, Object::Installation)?;
        let tree = self.agencies().await?;
        let above = supervising(cx, &tree)?.clone();
        let table = return_table(&above)?;
        let mut below = Vec::new();
        for agency in tree.below(&above.id) {
            if agency.id != above.id && table.is_for(agency.kind) {
                below.push(self.below(agency, table, quarter).await?);
            }
        }
        let lines = added_up(table, &below, cx);
        Ok(ReturnSummary {
            above,
            table,
            quarter,
            below,
            lines,
        })
    }

    async fn below(
        &self,
        agency: &Agency,
        table: &ReturnTable,
        quarter: Quarter,
    ) -> Result<Below, OfficeError> {
        let own = return_table(agency)?;
        let kept = self.store.returns(&agency.id, &own.id).await?;
        let mut kept = kept.into_iter().filter(|kept| kept.quarter == quarter);
        let handed_in = kept.find_map(|kept| kept.handed_in);
        let state = match handed_in {
            _ if own.id != table.id => BelowState::OtherTable(&own.title),
            Some(handed_in) => BelowState::HandedIn(Box::new(handed_in)),
            None => BelowState::Missing,
        };
        Ok(Below {
            agency: agency.clone(),
            state,
        })
    }
}

fn added_up(table: &ReturnTable, below: &[Below], cx: &Context) -> Vec<SumLine> {
    let handed_in = below.iter().filter_map(|below| match &below.state {
        BelowState::HandedIn(handed_in) => {
            let name = below.agency.short_on(cx.today()).to_owned();
            Some((name, handed_in.lines.as_slice()))
        }
        BelowState::Missing | BelowState::OtherTable(_) => None,
    });
    let handed_in: Vec<(String, &[Line])> = handed_in.collect();
    sum(table, &handed_in)
}
