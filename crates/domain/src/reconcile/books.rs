//! The agencies with their reports, and what an agency took over from whom in a year.

use crate::agency::Agency;
use crate::calendar::last_of_year;
use crate::identity::AgencyId;
use crate::report::{AnnualReport, Tables};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Agencies and their reports by agency and year.
#[derive(Debug, Clone, Default)]
pub struct Books {
    agencies: Vec<Agency>,
    reports: BTreeMap<(AgencyId, i16), AnnualReport>,
}

/// An agency in a year, under the name it had then.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Who {
    /// The agency.
    pub agency: AgencyId,
    /// Its name at the end of the year, or as its report has it.
    pub name: String,
    /// The year of the report.
    pub year: i16,
}

/// What an agency begins a year with.
#[derive(Debug, Default)]
pub(super) struct Opening<'b> {
    /// The reports of the year before whose ends are its beginning: its own, and those of agencies merged
    /// into it in the year.
    pub(super) reports: Vec<(Who, &'b AnnualReport)>,
    /// Those of them that are not there.
    pub(super) missing: Vec<Who>,
    /// Agencies merged into it in the year, with the day.
    pub(super) merged: Vec<(Who, Date)>,
    /// Those merged into it that reported on their part of the year themselves.
    pub(super) part_year: Vec<(Who, Date, &'b AnnualReport)>,
}

impl Books {
    /// These agencies with these reports.
    pub fn new(
        agencies: Vec<Agency>,
        reports: impl IntoIterator<Item = ((AgencyId, i16), AnnualReport)>,
    ) -> Self {
        Self {
            agencies,
            reports: reports.into_iter().collect(),
        }
    }

    /// The agencies that report on a year: those that there were and that were not merged by its end, and
    /// others of which there is a report.
    pub fn reporting(&self, year: i16) -> impl Iterator<Item = &Agency> {
        self.agencies.iter().filter(move |agency| {
            self.report(&agency.id, year).is_some() || agency.stands_at_end_of(year)
        })
    }

    /// An agency's report, if it has tables.
    pub fn report(&self, agency: &AgencyId, year: i16) -> Option<&AnnualReport> {
        let report = self.reports.get(&(agency.clone(), year))?;
        let tables = report.tables.as_ref();
        tables
            .is_some_and(|tables| !tables.is_empty())
            .then_some(report)
    }

    pub(super) fn tables(&self, agency: &AgencyId, year: i16) -> Option<&Tables> {
        self.report(agency, year)?.tables.as_ref()
    }

    /// An agency as it was called in a year.
    pub fn who(&self, agency: &Agency, year: i16) -> Who {
        let named = self.report(&agency.id, year);
        let named = named.and_then(|report| report.agency.clone());
        let last = last_of_year(year);
        Who {
            agency: agency.id.clone(),
            name: named.unwrap_or_else(|| agency.name_on(last).to_owned()),
            year,
        }
    }

    /// What an agency begins a year with.
    pub(super) fn opening(&self, agency: &Agency, year: i16) -> Opening<'_> {
        let mut opening = Opening::default();
        let mut seen = Vec::new();
        self.open(agency, year, &mut opening, &mut seen);
        opening
    }

    fn open<'b>(
        &'b self,
        agency: &Agency,
        year: i16,
        opening: &mut Opening<'b>,
        seen: &mut Vec<AgencyId>,
    ) {
        let Some(before) = year.checked_sub(1) else {
            return;
        };
        // Two agencies that succeed each other are a mistake of whoever entered them.
        if seen.contains(&agency.id) {
            return;
        }
        seen.push(agency.id.clone());
        let who = self.who(agency, before);
        match self.report(&agency.id, before) {
            Some(report) => opening.reports.push((who, report)),
            None if agency.stands_at_end_of(before) => opening.missing.push(who),
            None => {}
        }
        for (merged, on) in self.merged_into(&agency.id, year) {
            let who = self.who(merged, year);
            if let Some(report) = self.report(&merged.id, year) {
                opening.part_year.push((who, on, report));
            } else {
                opening.merged.push((who, on));
                self.open(merged, year, opening, seen);
            }
        }
    }

    /// The agencies that ended in another in a year, with the day.
    fn merged_into(&self, by: &AgencyId, year: i16) -> impl Iterator<Item = (&Agency, Date)> {
        self.agencies.iter().filter_map(move |agency| {
            let end = agency.successor.as_ref()?;
            (end.by == *by && end.on.year() == year).then_some((agency, end.on))
        })
    }
}
