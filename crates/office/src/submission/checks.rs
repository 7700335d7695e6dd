//! What is looked at when a report comes in, so that nobody has to do it by eye (U-23).

use super::content::Content;
use crate::reports::forms;
use crate::{Office, OfficeError};
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::leak::{self, Gravity, Leak};
use gongkai_domain::report::SectionId;
use gongkai_domain::rules::{Finding, Outcome, Rule, Severity, inspect, inspect_series};
use gongkai_domain::submission::{Tally, Text, neighbours_of};

/// What the checks say of a report.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Of the report itself and against the year before.
    pub findings: Vec<Finding>,
    /// Sections that another agency has handed in with the same words.
    pub neighbours: Vec<Neighbour>,
    /// What must not stand in a text that everyone will read.
    pub leaks: Vec<Leak>,
}

/// A section that another agency has too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The other agency.
    pub agency: AgencyId,
    /// The section.
    pub section: String,
    /// How much is the same, in percent.
    pub percent: usize,
}

impl Checked {
    /// How many there are of each kind.
    pub fn tally(&self) -> Tally {
        let count = |severity| {
            let of = self
                .findings
                .iter()
                .filter(|one| one.severity == severity && one.outcome == Outcome::Violated);
            of.count()
        };
        let stopping = self.leaks.iter();
        let stopping = stopping.filter(|leak| leak.gravity == Gravity::Blocking);
        let stopping = stopping.count();
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let hints = count(Severity::Info) + self.neighbours.len() + self.leaks.len() - stopping;
        Tally {
            errors: small(count(Severity::Error) + stopping),
            warnings: small(count(Severity::Warning)),
            hints: small(hints),
        }
    }
}

/// The rules for what is handed in: those of every report, and years that differ much.
pub(super) fn asked(rule: &Rule) -> bool {
    rule.by_default || rule.code == "jump"
}

impl Office {
    /// Looks through a report that is handed in.
    pub(crate) async fn checked(
        &self,
        agency: &Agency,
        year: i16,
        content: &Content,
    ) -> Result<Checked, OfficeError> {
        let report = &content.report;
        let mut findings = inspect(report, forms()?, asked);
        if let Some(before) = self.report_before(agency, year).await? {
            findings.extend(inspect_series(&before, report, forms()?, asked));
        }
        let text: Vec<&str> = SectionId::ALL
            .iter()
            .map(|id| report.sections.text(*id))
            .collect();
        Ok(Checked {
            findings,
            neighbours: self.alike(&agency.id, year, content).await?,
            leaks: leak::inspect(&text.join("\n")),
        })
    }

    /// Whose words of this year are those of a report.
    async fn alike(
        &self,
        agency: &AgencyId,
        year: i16,
        content: &Content,
    ) -> Result<Vec<Neighbour>, OfficeError> {
        let words = self.store.handed_words(year).await?;
        let others: Vec<_> = words.iter().filter(|(one, _)| one != agency).collect();
        let own = content
            .words
            .iter()
            .map(|(section, text)| (0, section, text));
        let theirs = others.iter().enumerate().flat_map(|(at, (_, words))| {
            let of = words.iter();
            of.map(move |(section, text)| (at + 1, section, text))
        });
        let texts: Vec<Text> = own
            .chain(theirs)
            .map(|(report, section, text)| Text {
                report,
                section: section.clone(),
                text: text.clone(),
            })
            .collect();
        let found = neighbours_of(0, &texts).into_iter();
        Ok(found
            .filter_map(|alike| {
                let (agency, _) = others.get(alike.reports.1.checked_sub(1)?)?;
                Some(Neighbour {
                    agency: agency.clone(),
                    section: alike.section,
                    percent: alike.percent,
                })
            })
            .collect())
    }
}
