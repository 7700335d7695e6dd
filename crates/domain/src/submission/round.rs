//! What goes to and fro about one report.

use super::{Doubt, Said, Settled};
use crate::identity::AgencyId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// All rounds of an agency's report for a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Whose.
    pub agency: AgencyId,
    /// Of which year.
    pub year: i16,
    /// What was handed in, the first first.
    pub rounds: Vec<Round>,
    /// When the agency was reminded, the first first.
    pub reminders: Vec<Reminder>,
    /// How often it was saved; 0 where nothing is kept yet.
    pub revision: u64,
}

/// A report as it was handed in once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// When.
    pub on: Date,
    /// By whom.
    pub by: String,
    /// The form it is in; empty where a document does not say.
    pub form: String,
    /// Where it came from.
    pub source: Source,
    /// What the checks found when it came.
    pub found: Tally,
    /// What the supervising office said; none before.
    pub verdict: Option<Verdict>,
}

/// Where a report came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Source {
    /// The program compiled it from the agency's records.
    Compiled,
    /// A document of an agency that works without the program.
    Document {
        /// The name of the file.
        name: String,
        /// Its SHA-256, under which it is kept.
        digest: String,
        /// Cells that the reader is not sure of, for a person to look at.
        doubts: Vec<Doubt>,
    },
}

/// How many findings there were of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Errors.
    pub errors: u32,
    /// Warnings.
    pub warnings: u32,
    /// What a person should look at: years that differ much, texts that are alike.
    pub hints: u32,
}

/// What the supervising office said of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Verdict {
    /// 备案: it is accepted as it is.
    Filed {
        /// When.
        on: Date,
        /// By whom.
        by: String,
    },
    /// 退回: it has to be corrected.
    Returned {
        /// When.
        on: Date,
        /// By whom.
        by: String,
        /// Why, place by place; never empty.
        remarks: Vec<Remark>,
    },
}

/// A remark on a place of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// What it is about.
    pub anchor: Anchor,
    /// What is to be done.
    pub text: String,
}

/// The place of a report that a remark is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "key", rename_all = "snake_case")]
pub enum Anchor {
    /// The report as a whole.
    Report,
    /// A cell, by its identifier.
    Cell(String),
    /// A section, by its name: `one` … `six`.
    Section(String),
}

/// A reminder that a report is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// When.
    pub on: Date,
    /// By whom.
    pub by: String,
    /// What it said.
    pub text: String,
}

/// A step that the state of the rounds does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SubmissionError {
    /// The last round still waits for its verdict.
    #[error("the last round waits for its verdict")]
    Waiting,
    /// No round waits for a verdict.
    #[error("no round waits for a verdict")]
    NotWaiting,
    /// A report is not sent back without saying why.
    #[error("a return needs a remark")]
    NoRemark,
    /// Cells of the document have not been looked at.
    #[error("cells of the document are still in doubt")]
    InDoubt,
    /// There is no such doubt.
    #[error("no such cell is in doubt")]
    NoDoubt,
    /// Reminding is for what is missing; this one is here.
    #[error("the report is here")]
    Here,
    /// The day is before that of the step before.
    #[error("the day is before the step before")]
    TooEarly,
}

impl Anchor {
    /// As a value of a form: `report`, `cell:…`, `section:…`.
    pub fn code(&self) -> String {
        match self {
            Self::Report => "report".to_owned(),
            Self::Cell(cell) => format!("cell:{cell}"),
            Self::Section(section) => format!("section:{section}"),
        }
    }

    /// The anchor of such a value.
    pub fn of_code(code: &str) -> Option<Self> {
        let kind = code.split_once(':');
        match kind {
            None => (code == "report").then_some(Self::Report),
            Some(("cell", key)) => Some(Self::Cell(key.to_owned())),
            Some(("section", key)) => Some(Self::Section(key.to_owned())),
            Some(_) => None,
        }
    }
}

impl Submission {
    /// Nothing yet.
    pub const fn new(agency: AgencyId, year: i16) -> Self {
        Self {
            agency,
            year,
            rounds: Vec::new(),
            reminders: Vec::new(),
            revision: 0,
        }
    }

    /// The last round.
    pub fn last(&self) -> Option<&Round> {
        self.rounds.last()
    }

    /// The round that waits for a verdict.
    pub fn waiting(&self) -> Option<&Round> {
        self.last().filter(|round| round.verdict.is_none())
    }

    /// The remarks with which the last round was sent back.
    pub fn remarks(&self) -> &[Remark] {
        match self.last().and_then(|round| round.verdict.as_ref()) {
            Some(Verdict::Returned { remarks, .. }) => remarks,
            Some(Verdict::Filed { .. }) | None => &[],
        }
    }

    /// Whether the last round was sent back.
    pub fn is_returned(&self) -> bool {
        let verdict = self.last().and_then(|round| round.verdict.as_ref());
        matches!(verdict, Some(Verdict::Returned { .. }))
    }

    /// When it was filed, if the last round was.
    pub fn filed_on(&self) -> Option<Date> {
        match self.last()?.verdict.as_ref()? {
            Verdict::Filed { on, .. } => Some(*on),
            Verdict::Returned { .. } => None,
        }
    }

    /// When it was handed in first: what counts for being in time.
    pub fn first_on(&self) -> Option<Date> {
        self.rounds.first().map(|round| round.on)
    }

    /// Hands a report in: the first time, after it was sent back, or again after it was filed and amended.
    pub fn hand_in(&mut self, round: Round) -> Result<(), SubmissionError> {
        if self.waiting().is_some() {
            return Err(SubmissionError::Waiting);
        }
        self.not_before(round.on)?;
        self.rounds.push(round);
        Ok(())
    }

    /// Files the round that waits. A document is filed only when its doubtful cells were looked at.
    pub fn file(&mut self, by: &str, on: Date) -> Result<(), SubmissionError> {
        if self.open_doubts().next().is_some() {
            return Err(SubmissionError::InDoubt);
        }
        let by = by.to_owned();
        self.judge(Verdict::Filed { on, by }, on)
    }

    /// Sends the round that waits back, with what is to be corrected.
    pub fn send_back(
        &mut self,
        by: &str,
        on: Date,
        remarks: Vec<Remark>,
    ) -> Result<(), SubmissionError> {
        let said = |remark: &Remark| !remark.text.trim().is_empty();
        if remarks.is_empty() || !remarks.iter().all(said) {
            return Err(SubmissionError::NoRemark);
        }
        let by = by.to_owned();
        self.judge(Verdict::Returned { on, by, remarks }, on)
    }

    /// Reminds the agency of a report that is missing or was sent back.
    pub fn remind(&mut self, reminder: Reminder) -> Result<(), SubmissionError> {
        if self.waiting().is_some() || self.filed_on().is_some() {
            return Err(SubmissionError::Here);
        }
        self.reminders.push(reminder);
        Ok(())
    }

    /// The doubts of the round that waits, of which nobody has said anything.
    pub fn open_doubts(&self) -> impl Iterator<Item = &Doubt> {
        let doubts = self.waiting().map_or(&[][..], Round::doubts);
        doubts.iter().filter(|doubt| doubt.settled.is_none())
    }

    /// What a person saw in the document for a cell in doubt.
    pub fn settle(
        &mut self,
        cell: &str,
        said: Said,
        (by, on): (&str, Date),
    ) -> Result<(), SubmissionError> {
        let last = self.rounds.last_mut();
        let round = last.filter(|round| round.verdict.is_none());
        let Some(Source::Document { doubts, .. }) = round.map(|round| &mut round.source) else {
            return Err(SubmissionError::NoDoubt);
        };
        let doubt = doubts.iter_mut().find(|doubt| doubt.cell == cell);
        let by = by.to_owned();
        doubt.ok_or(SubmissionError::NoDoubt)?.settled = Some(Settled { said, by, on });
        Ok(())
    }

    fn judge(&mut self, verdict: Verdict, on: Date) -> Result<(), SubmissionError> {
        self.not_before(on)?;
        let last = self.rounds.last_mut();
        let round = last.filter(|round| round.verdict.is_none());
        round.ok_or(SubmissionError::NotWaiting)?.verdict = Some(verdict);
        Ok(())
    }

    fn not_before(&self, on: Date) -> Result<(), SubmissionError> {
        let last = self
            .last()
            .map(|round| round.verdict.as_ref().map_or(round.on, Verdict::on));
        if last.is_some_and(|last| on < last) {
            return Err(SubmissionError::TooEarly);
        }
        Ok(())
    }
}

impl Round {
    /// The cells that the reader of its document was not sure of.
    pub fn doubts(&self) -> &[Doubt] {
        match &self.source {
            Source::Document { doubts, .. } => doubts,
            Source::Compiled => &[],
        }
    }
}

impl Verdict {
    /// When it was said.
    pub const fn on(&self) -> Date {
        match self {
            Self::Filed { on, .. } | Self::Returned { on, .. } => *on,
        }
    }
}
