//! An agency hands in its locked report.

use super::content::{Content, words_of, written};
use super::{noted, save};
use crate::error::invalid;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Person};
use gongkai_domain::agency::Agency;
use gongkai_domain::submission::{Round, Source, Submission};
use gongkai_store::HandedReport;

impl Office {
    /// Hands the report in as it was locked. It is looked through at once; what the checks find does not
    /// stop it, both sides see it.
    pub async fn hand_in_report(
        &self,
        cx: &Context,
        agency: &Agency,
        (year, revision): (i16, u64),
    ) -> Result<(), OfficeError> {
        let person = self.who_may(cx, &agency.id, Action::SubmitReport).await?;
        let submission = self.seen(&agency.id, (year, revision)).await?;
        let view = self.report_of(agency, year, None).await?;
        if view.work.frozen.is_none() {
            return Err(invalid(
                "report",
                "报告还没有锁定。请先请领导审定并锁定，再报送。",
            ));
        }
        let content = Content {
            report: view.report(),
            words: words_of(&view.paragraphs),
        };
        let round = (Source::Compiled, view.compiled.form().id.clone());
        self.take_round(cx, (agency, person), submission, content, round)
            .await
    }

    /// Keeps a round with its report and what the checks found.
    pub(super) async fn take_round(
        &self,
        cx: &Context,
        (agency, person): (&Agency, &Person),
        mut submission: Submission,
        content: Content,
        (source, form): (Source, String),
    ) -> Result<(), OfficeError> {
        let checked = self.checked(agency, submission.year, &content).await?;
        submission.hand_in(Round {
            on: cx.today(),
            by: person.name.clone(),
            form,
            source,
            found: checked.tally(),
            verdict: None,
        })?;
        let handed = HandedReport {
            agency: agency.id.clone(),
            year: submission.year,
            round: u32::try_from(submission.rounds.len()).unwrap_or(u32::MAX),
            report: written(&content.report)?,
            words: content.words,
        };
        let event = noted("report.handed_in", &submission);
        let event = event.to(&submission.rounds.last()).by(cx)?;
        let mut write = self.store.write().await?;
        save(&mut write, &submission).await?;
        write.put_handed_report(&handed).await?;
        Ok(write.commit(vec![event]).await?)
    }
}
