//! Reports as they were handed in to the supervising office, and how far those of a year have come.

use crate::agencies::found;
use crate::encode::{Row, json, number};
use crate::reports::text;
use crate::{Store, StoreError, Write};
use gongkai_domain::identity::{AgencyId, InformationId};
use gongkai_domain::submission::Submission;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A report as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedReport {
    /// Whose.
    pub agency: AgencyId,
    /// Of which year.
    pub year: i16,
    /// In which round, from 1.
    pub round: u32,
    /// The report in the exchange format.
    pub report: String,
    /// By section the text in people's own words.
    pub words: BTreeMap<String, String>,
}

/// An agency with its words by section.
pub type AgencyWords = (AgencyId, BTreeMap<String, String>);

/// How far the work on a report has come at its agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkState {
    /// Whose.
    pub agency: AgencyId,
    /// Of which year.
    pub year: i16,
    /// When its period was locked.
    pub locked_on: Option<Date>,
    /// The item with which it is published.
    pub item: Option<InformationId>,
    /// When that became public, if it is.
    pub published_on: Option<Date>,
}

#[derive(sqlx::FromRow)]
struct SubmissionRow {
    agency: String,
    year: String,
    rounds: String,
    reminders: String,
    revision: i64,
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    agency: String,
    year: String,
    round: i64,
    report: String,
    words: String,
}

#[derive(sqlx::FromRow)]
struct WordsRow {
    agency: String,
    words: String,
}

#[derive(sqlx::FromRow)]
struct StateRow {
    agency: String,
    year: String,
    locked_on: Option<String>,
    item: Option<String>,
    published_on: Option<String>,
}

impl Store {
    /// What went to and fro about an agency's reports, by year.
    pub async fn submissions(&self, agency: &AgencyId) -> Result<Vec<Submission>, StoreError> {
        let sql = "SELECT agency, year, rounds, reminders, revision \
                   FROM submission WHERE agency = $1 ORDER BY year";
        let found = rows!(self.reader(), SubmissionRow, sql, agency.as_str())?;
        found.iter().map(SubmissionRow::submission).collect()
    }

    /// What went to and fro about the reports of a year, of all agencies.
    pub async fn submissions_of(&self, year: i16) -> Result<Vec<Submission>, StoreError> {
        let sql = "SELECT agency, year, rounds, reminders, revision \
                   FROM submission WHERE year = $1 ORDER BY agency";
        let found = rows!(self.reader(), SubmissionRow, sql, text(year))?;
        found.iter().map(SubmissionRow::submission).collect()
    }

    /// A report as it was handed in, by its round.
    pub async fn handed_report(
        &self,
        agency: &AgencyId,
        year: i16,
        round: u32,
    ) -> Result<Option<HandedReport>, StoreError> {
        let sql = "SELECT agency, year, round, report, words FROM submission_report \
                   WHERE agency = $1 AND year = $2 AND round = $3";
        let found = rows!(
            self.reader(),
            ReportRow,
            sql,
            agency.as_str(),
            text(year),
            i64::from(round)
        )?;
        found.iter().map(ReportRow::handed).next().transpose()
    }

    /// The last report of a year that each agency handed in.
    pub async fn handed_reports(&self, year: i16) -> Result<Vec<HandedReport>, StoreError> {
        let sql = "SELECT agency, year, round, report, words FROM submission_report AS one \
                   WHERE year = $1 AND round = (SELECT MAX(round) FROM submission_report \
                   WHERE agency = one.agency AND year = one.year) ORDER BY agency";
        let found = rows!(self.reader(), ReportRow, sql, text(year))?;
        found.iter().map(ReportRow::handed).collect()
    }

    /// By agency and section, the text in people's own words of the last reports of a year.
    pub async fn handed_words(&self, year: i16) -> Result<Vec<AgencyWords>, StoreError> {
        let sql = "SELECT agency, words FROM submission_report AS one \
                   WHERE year = $1 AND round = (SELECT MAX(round) FROM submission_report \
                   WHERE agency = one.agency AND year = one.year) ORDER BY agency";
        let found = rows!(self.reader(), WordsRow, sql, text(year))?;
        found.iter().map(WordsRow::words).collect()
    }

    /// How far the reports of a year have come at their agencies; those nobody has begun are not there.
    pub async fn report_work_of(&self, year: i16) -> Result<Vec<WorkState>, StoreError> {
        let sql = "SELECT annual_report.agency, annual_report.year, annual_report.locked_on, \
                   annual_report.item, public_item.first_published_on AS published_on \
                   FROM annual_report \
                   LEFT JOIN public_item ON public_item.information = annual_report.item \
                   WHERE annual_report.year = $1 ORDER BY annual_report.agency";
        let found = rows!(self.reader(), StateRow, sql, text(year))?;
        found.iter().map(StateRow::state).collect()
    }

    /// How far the reports of an agency have come, by year; those nobody has begun are not there.
    pub async fn report_work_at(&self, agency: &AgencyId) -> Result<Vec<WorkState>, StoreError> {
        let sql = "SELECT annual_report.agency, annual_report.year, annual_report.locked_on, \
                   annual_report.item, public_item.first_published_on AS published_on \
                   FROM annual_report \
                   LEFT JOIN public_item ON public_item.information = annual_report.item \
                   WHERE annual_report.agency = $1 ORDER BY annual_report.year";
        let found = rows!(self.reader(), StateRow, sql, agency.as_str())?;
        found.iter().map(StateRow::state).collect()
    }
}

impl Write {
    /// Writes the first of what goes to and fro about a report, as revision 1. `Duplicate` if there is
    /// some.
    pub async fn insert_submission(&mut self, one: &Submission) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO submission (agency, year, rounds, reminders, revision) \
             VALUES ($1, $2, $3, $4, 1)",
            one.agency.as_str(),
            text(one.year),
            json(&one.rounds)?,
            json(&one.reminders)?,
        )?;
        Ok(())
    }

    /// Saves it over the revision it was read at, as the next one. `Conflict` if somebody saved in
    /// between.
    pub async fn save_submission(&mut self, one: &Submission) -> Result<(), StoreError> {
        let touched = run!(
            self.tx.on(),
            "UPDATE submission SET rounds = $3, reminders = $4, revision = $5 + 1 \
             WHERE agency = $1 AND year = $2 AND revision = $5",
            one.agency.as_str(),
            text(one.year),
            json(&one.rounds)?,
            json(&one.reminders)?,
            number(one.revision),
        )?;
        found(touched).map_err(|_missing| StoreError::Conflict)
    }

    /// Keeps a report as it is handed in, or in the place of what was read from a document of this round.
    pub async fn put_handed_report(&mut self, one: &HandedReport) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO submission_report (agency, year, round, report, words) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (agency, year, round) \
             DO UPDATE SET report = excluded.report, words = excluded.words",
            one.agency.as_str(),
            text(one.year),
            i64::from(one.round),
            one.report.as_str(),
            json(&one.words)?,
        )?;
        Ok(())
    }
}

impl SubmissionRow {
    fn submission(&self) -> Result<Submission, StoreError> {
        let row = Row {
            table: "submission",
            key: &self.agency,
        };
        Ok(Submission {
            agency: row.text("agency", &self.agency)?,
            year: row.text("year", &self.year)?,
            rounds: row.json("rounds", &self.rounds)?,
            reminders: row.json("reminders", &self.reminders)?,
            revision: row.number("revision", self.revision)?,
        })
    }
}

impl ReportRow {
    fn handed(&self) -> Result<HandedReport, StoreError> {
        let row = Row {
            table: "submission_report",
            key: &self.agency,
        };
        Ok(HandedReport {
            agency: row.text("agency", &self.agency)?,
            year: row.text("year", &self.year)?,
            round: row.number("round", self.round)?,
            report: self.report.clone(),
            words: row.json("words", &self.words)?,
        })
    }
}

impl WordsRow {
    fn words(&self) -> Result<AgencyWords, StoreError> {
        let row = Row {
            table: "submission_report",
            key: &self.agency,
        };
        let agency = row.text("agency", &self.agency)?;
        Ok((agency, row.json("words", &self.words)?))
    }
}

impl StateRow {
    fn state(&self) -> Result<WorkState, StoreError> {
        let row = Row {
            table: "annual_report",
            key: &self.agency,
        };
        Ok(WorkState {
            agency: row.text("agency", &self.agency)?,
            year: row.text("year", &self.year)?,
            locked_on: row.maybe("locked_on", self.locked_on.as_ref())?,
            item: row.maybe("item", self.item.as_ref())?,
            published_on: row.maybe("published_on", self.published_on.as_ref())?,
        })
    }
}
