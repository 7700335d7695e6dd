//! The cases of every statutory clock: facts, the day or the refusal, the article behind it.

use crate::cases::{Asked, calendar, date};
use gongkai_domain::clock::{
    Citation, ClockError, Contested, Deadline, Due, PeriodId, Reporter, Suspension, count,
    decision_by, litigation_after, litigation_by, publish_by, quarterly_by, reassess_by,
    reconsideration_by, reply_by, report_by, within, within_set,
};
use jiff::civil::Date;
use serde::Deserialize;
use toml::value::Datetime;

/// A case as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    /// Why it is so, for who reads the law.
    pub(crate) about: String,
    source: String,
    /// Its row in the table of clocks.
    pub(crate) row: Option<String>,
    clock: String,
    start: Option<Datetime>,
    told: Option<Datetime>,
    acted: Option<Datetime>,
    workdays: Option<u16>,
    #[serde(default)]
    extended_by: u16,
    #[serde(default)]
    suspended: Vec<Asked>,
    #[serde(default)]
    simplified: bool,
    #[serde(default)]
    government: bool,
    months: Option<u8>,
    year: Option<i16>,
    quarter: Option<u8>,
    day: Option<i8>,
    contested: Option<String>,
    due: Option<Datetime>,
    article: Option<String>,
    not_announced: Option<i16>,
    refused: Option<String>,
}

impl Case {
    fn start(&self) -> Date {
        date(self.start.expect("the case has no start"))
    }

    fn own(&self, id: PeriodId) -> Result<Deadline, ClockError> {
        match self.workdays {
            None => within(id, self.start(), calendar()),
            Some(days) => within_set(id, self.start(), days, calendar()),
        }
    }

    fn plain(&self, id: PeriodId) -> Result<Deadline, ClockError> {
        within(id, self.start(), calendar())
    }

    fn run(&self) -> Result<Deadline, ClockError> {
        let known = calendar();
        match self.clock.as_str() {
            "publish" => publish_by(self.start(), self.workdays, known),
            "hand-over" => Ok(count(self.start(), self.workdays.unwrap(), known)),
            "interpretation" => self.plain(PeriodId::Interpretation),
            "confirm" => self.plain(PeriodId::Confirm),
            "correction-notice" => self.plain(PeriodId::CorrectionNotice),
            "correction" => self.own(PeriodId::Correction),
            "delayed-reply" => self.own(PeriodId::DelayedReply),
            "third-party" => self.plain(PeriodId::ThirdParty),
            "co-maker" => self.plain(PeriodId::CoMaker),
            "fee" => self.plain(PeriodId::Fee),
            "reply" => {
                let suspended: Vec<Suspension> =
                    self.suspended.iter().map(Asked::suspension).collect();
                reply_by(self.start(), self.extended_by, &suspended, known)
            }
            "reassess" => reassess_by(self.start(), self.months, known),
            "reconsideration" => reconsideration_by(self.start(), self.told.map(date), known),
            "review-reply" if self.simplified => self.plain(PeriodId::ReviewReplySimplified),
            "review-reply" => self.plain(PeriodId::ReviewReply),
            "review-decision" => {
                decision_by(self.start(), self.simplified, self.extended_by, known)
            }
            "litigation-after" => litigation_after(true, self.start(), known),
            "litigation-lapsed" => litigation_after(false, self.start(), known),
            _ => self.further(),
        }
    }

    fn further(&self) -> Result<Deadline, ClockError> {
        let known = calendar();
        match self.clock.as_str() {
            "report" if self.government => {
                report_by(self.year.unwrap(), Reporter::Government, known)
            }
            "report" => report_by(self.year.unwrap(), Reporter::Agency, known),
            "quarterly" => quarterly_by(self.year.unwrap(), self.quarter.unwrap(), self.day, known),
            "litigation" => {
                let dispute = match self.contested.as_deref() {
                    Some("refused") => Contested::Refused,
                    Some("silent") => Contested::Silent,
                    _ => Contested::Other,
                };
                let acted = self.acted.map_or_else(|| self.start(), date);
                litigation_by(dispute, acted, self.start(), known)
            }
            other => panic!("no clock {other}"),
        }
    }

    /// What is wrong with what comes out; nothing, if it is as the case says.
    pub(crate) fn fault(&self) -> Option<String> {
        assert!(!self.source.trim().is_empty(), "{}", self.about);
        let found = self.run();
        match (&found, self.due, self.not_announced, &self.refused) {
            (Ok(deadline), Some(due), None, None) => {
                if deadline.due != Due::On(date(due)) {
                    return Some(format!("{:?} instead of {due}", deadline.due));
                }
                let article = self.article.as_deref().expect("the case has no article");
                let cites = deadline.steps.iter().flat_map(|step| &step.cites);
                let cited: Vec<String> = cites.map(Citation::zh).collect();
                let named = cited.iter().any(|cite| cite.contains(article));
                (!named).then(|| format!("{article} is not among {cited:?}"))
            }
            (Ok(deadline), None, Some(year), None) => (deadline.due != Due::NotAnnounced { year })
                .then(|| format!("{:?} instead of no date", deadline.due)),
            (Err(error), None, None, Some(words)) => {
                (!error.zh().contains(words)).then(|| error.zh())
            }
            _ => Some(format!("{found:?}")),
        }
    }
}
