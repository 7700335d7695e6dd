//! How long the law gives for an act: data of `statutes/periods/`.

use crate::calendar::load::date;
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::LazyLock;
use toml::value::Datetime;

/// The acts for which the law sets a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodId {
    /// Publishing information on one's own account.
    Publish,
    /// Interpreting a policy that was published.
    Interpretation,
    /// Confirming with the requester that a letter without signature came.
    Confirm,
    /// Telling a requester what to correct.
    CorrectionNotice,
    /// The requester's correction.
    Correction,
    /// Replying to a request.
    Reply,
    /// The most by which the time to reply may be extended.
    ReplyExtension,
    /// Replying later to who asks very much, with reason (article 35).
    DelayedReply,
    /// A third party's answer whether information that concerns it may be disclosed.
    ThirdParty,
    /// The same of an agency that made the information too.
    CoMaker,
    /// Paying the processing fee.
    Fee,
    /// Asking for administrative reconsideration.
    Reconsideration,
    /// The same at the latest, where the requester was not told of it.
    ReconsiderationUntold,
    /// The agency's answer in reconsideration.
    ReviewReply,
    /// The same in simplified procedure.
    ReviewReplySimplified,
    /// The decision of reconsideration.
    ReviewDecision,
    /// The same in simplified procedure.
    ReviewDecisionSimplified,
    /// The most by which the time to decide may be extended.
    ReviewExtension,
    /// The agency's answer in court.
    CourtReply,
    /// Going to court at once.
    Litigation,
    /// Going to court after reconsideration.
    LitigationAfterReview,
}

impl PeriodId {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Publish,
        Self::Interpretation,
        Self::Confirm,
        Self::CorrectionNotice,
        Self::Correction,
        Self::Reply,
        Self::ReplyExtension,
        Self::DelayedReply,
        Self::ThirdParty,
        Self::CoMaker,
        Self::Fee,
        Self::Reconsideration,
        Self::ReconsiderationUntold,
        Self::ReviewReply,
        Self::ReviewReplySimplified,
        Self::ReviewDecision,
        Self::ReviewDecisionSimplified,
        Self::ReviewExtension,
        Self::CourtReply,
        Self::Litigation,
        Self::LitigationAfterReview,
    ];

    /// The identifier in files and addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Interpretation => "interpretation",
            Self::Confirm => "confirm",
            Self::CorrectionNotice => "correction-notice",
            Self::Correction => "correction",
            Self::Reply => "reply",
            Self::ReplyExtension => "reply-extension",
            Self::DelayedReply => "delayed-reply",
            Self::ThirdParty => "third-party",
            Self::CoMaker => "co-maker",
            Self::Fee => "fee",
            Self::Reconsideration => "reconsideration",
            Self::ReconsiderationUntold => "reconsideration-untold",
            Self::ReviewReply => "review-reply",
            Self::ReviewReplySimplified => "review-reply-simplified",
            Self::ReviewDecision => "review-decision",
            Self::ReviewDecisionSimplified => "review-decision-simplified",
            Self::ReviewExtension => "review-extension",
            Self::CourtReply => "court-reply",
            Self::Litigation => "litigation",
            Self::LitigationAfterReview => "litigation-after-review",
        }
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodUnit {
    /// Days that are worked.
    Workday,
    /// All days; a last day that is off moves (民法典 article 203).
    CalendarDay,
    /// Months, up to the day of the same number (民法典 article 202); a last day that is off moves.
    Month,
}

/// Who says how long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetBy {
    /// The law.
    #[default]
    Law,
    /// The agency, within reason; it tells who has to keep it.
    Agency,
}

/// A statutory period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The act.
    pub id: PeriodId,
    /// Its name in Chinese.
    pub title: String,
    /// Its name in English.
    pub title_en: String,
    /// The law that sets it, in Chinese.
    pub cite: String,
    /// The law that sets it, in English.
    pub cite_en: String,
    /// The day from which that law is in force.
    pub from: Date,
    /// What is counted.
    pub unit: PeriodUnit,
    /// How many; none where the agency sets the length and no length is usual. Of no calendar days
    /// it is the starting day itself.
    pub value: Option<u16>,
    /// Who says how long it is; if the agency, the value is only what is usual.
    pub set_by: SetBy,
}

impl Period {
    /// How many of its unit.
    pub fn length(&self) -> Result<u16, PeriodError> {
        self.value.ok_or(PeriodError::NoLength(self.id))
    }
}

/// Why the periods cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// The file is not TOML of the expected shape.
    #[error("{file}: {cause}")]
    Invalid {
        /// The file.
        file: String,
        /// What is wrong.
        cause: String,
    },
    /// No file sets the period.
    #[error("no period for {0:?}")]
    Missing(PeriodId),
    /// The agency sets the length, and has not said it.
    #[error("the agency sets the period for {0:?} and has not said how long it is")]
    NoLength(PeriodId),
}

/// All periods known.
#[derive(Debug, Clone)]
pub struct PeriodBook {
    periods: Vec<Period>,
}

/// Name and text of each file of `statutes/periods/`.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/periods.rs"));

static STATUTORY: LazyLock<Result<PeriodBook, PeriodError>> =
    LazyLock::new(|| PeriodBook::from_texts(EMBEDDED.iter().copied()));

const SCHEMA: &str = "gongkai/period/1";

/// The file, as `statutes/schema/period.schema.json` describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodFile {
    schema: String,
    id: PeriodId,
    title: String,
    title_en: String,
    cite: String,
    cite_en: String,
    from: Datetime,
    checked: Datetime,
    unit: PeriodUnit,
    value: Option<u16>,
    #[serde(default)]
    set_by: SetBy,
}

impl PeriodBook {
    /// The periods that the program carries, loaded and validated at the first call.
    pub fn statutory() -> Result<&'static Self, PeriodError> {
        STATUTORY.as_ref().map_err(Clone::clone)
    }

    /// Name and text of each embedded file.
    pub fn embedded_texts() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Loads periods from the texts of their files; a text is named by its file.
    pub fn from_texts<'a>(
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, PeriodError> {
        let mut periods = texts
            .into_iter()
            .map(|(file, text)| period(text).map_err(|cause| (file.to_owned(), cause)))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|(file, cause)| PeriodError::Invalid { file, cause })?;
        periods.sort_by_key(|period| (period.id, period.from));
        Ok(Self { periods })
    }

    /// The period of an act as it was on a day. Before the first law known the first one is
    /// given: [`Period::from`] tells, and the clocks say so in a remark.
    pub fn on(&self, id: PeriodId, day: Date) -> Result<&Period, PeriodError> {
        let mut of_act = self.periods.iter().filter(|period| period.id == id);
        let first = of_act.next().ok_or(PeriodError::Missing(id))?;
        let in_force = of_act.take_while(|period| period.from <= day).last();
        Ok(in_force.unwrap_or(first))
    }
}

fn period(text: &str) -> Result<Period, String> {
    let file: PeriodFile = toml::from_str(text).map_err(|error| error.to_string())?;
    if file.schema != SCHEMA {
        return Err(format!("schema must be {SCHEMA}"));
    }
    let sensible = match (file.value, file.unit) {
        (None, _) => file.set_by == SetBy::Agency,
        (Some(0), unit) => unit == PeriodUnit::CalendarDay,
        (Some(_), _) => true,
    };
    if !sensible {
        return Err("value must be at least 1, of calendar days 0 for the same day".to_owned());
    }
    date(file.checked)?;
    Ok(Period {
        id: file.id,
        title: file.title,
        title_en: file.title_en,
        cite: file.cite,
        cite_en: file.cite_en,
        from: date(file.from)?,
        unit: file.unit,
        value: file.value,
        set_by: file.set_by,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_period_has_a_file_that_calls_it_by_its_name() {
        for id in PeriodId::ALL {
            let of_act =
                |(_, text): &&(&str, &str)| text.contains(&format!("\nid = \"{}\"\n", id.name()));
            assert!(EMBEDDED.iter().any(|file| of_act(&file)), "{id:?}");
            let book = PeriodBook::statutory().unwrap();
            assert_eq!(book.on(id, Date::constant(2026, 3, 2)).unwrap().id, id);
        }
    }
}
