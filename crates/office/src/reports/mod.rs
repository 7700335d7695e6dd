//! The annual report of an agency: compiled from the year's records, completed by people, locked.

mod evidence;
mod files;
mod keep;
mod publish;
mod years;

pub(crate) use files::rendered;
pub(crate) use publish::facts;

pub use files::{ReportFile, report_format};
pub use publish::{PublishedReport, SentToPublication};
pub use years::ReportState;

use crate::ledgers::ledgers;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::last_of_year;
use gongkai_domain::compile::text::{NarrativeBook, Paragraph, Quantities, paragraphs, quantities};
use gongkai_domain::compile::{
    BehindCell, Compilation, CompilationBook, Compiled, Frozen, FrozenText, Work, assembled,
    behind, compile,
};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::report::{AnnualReport, Form, FormBook};
use gongkai_domain::rules::{Finding, Outcome, Severity, inspect, inspect_series};
use jiff::civil::Date;
use std::sync::Arc;

/// The rules on what a year takes up from the one before.
const TAKEN_UP: [&str; 3] = ["carry-over", "in-force-stock", "prior-items"];

/// The report of an agency for a year as it is now, and as it was locked.
#[derive(Debug, Clone)]
pub struct ReportView {
    /// The agency's name at the end of the year.
    pub agency: String,
    /// The year.
    pub year: i16,
    /// Its cells, with how each is known.
    pub compiled: Compiled,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// What the names in them come to.
    pub quantities: Quantities,
    /// What people added.
    pub work: Work,
    /// The paragraphs that people wrote the year before and that nobody has written this year.
    pub offered: Vec<(String, String)>,
    /// The report of now.
    pub now: AnnualReport,
    /// What the rules find in it.
    pub findings: Vec<Finding>,
}

impl ReportView {
    /// The report as it stands: as it was locked, or of now.
    pub fn report(&self) -> AnnualReport {
        let form = self.compiled.form();
        let Some(frozen) = self.work.frozen.as_ref().filter(|one| one.form == form.id) else {
            return self.now.clone();
        };
        let mut report = frozen.report(form, self.year);
        // The numbers in the text are known where it is still what it was.
        if FrozenText::all(&self.paragraphs) == frozen.texts {
            report.statements.clone_from(&self.now.statements);
        }
        report
    }

    /// What the responsible leader should look at before locking: errors that the rules find, and parts
    /// without text. Nothing if there is nothing.
    pub fn doubt(&self) -> Option<String> {
        let errors = self.findings.iter();
        let errors = errors.filter(|finding| {
            finding.severity == Severity::Error && finding.outcome == Outcome::Violated
        });
        let errors = match errors.count() {
            0 => None,
            count => Some(format!("核对结果里有{count}处错误")),
        };
        let empty = self.paragraphs.iter().filter(|one| one.text.is_empty());
        let empty: Vec<&str> = empty.map(|one| one.heading.as_str()).collect();
        let empty = (!empty.is_empty()).then(|| format!("{}还没有内容", empty.join("、")));
        let both: Vec<String> = errors.into_iter().chain(empty).collect();
        (!both.is_empty()).then(|| both.join("，"))
    }

    /// The report of now as it would be locked by somebody on a day.
    pub fn frozen(&self, by: &str, on: Date) -> Frozen {
        let tables = self.compiled.tables();
        Frozen::of(&self.agency, &tables, &self.paragraphs, (by, on))
    }

    /// Cells and paragraphs that are others now than when the period was locked.
    pub fn changes(&self) -> (Vec<(String, String, String)>, Vec<String>) {
        let frozen = self.work.frozen.as_ref();
        frozen.map_or_else(Default::default, |frozen| {
            frozen.differences(&self.frozen(&frozen.by, frozen.on))
        })
    }

    /// How many cells nobody has said yet.
    pub fn unanswered(&self) -> usize {
        let asked = self.compiled.asked();
        asked.filter(|cell| cell.value.number().is_none()).count()
    }
}

/// The form of a year, or the one that is named.
fn form(year: i16, named: Option<&str>) -> Result<&'static Arc<Form>, OfficeError> {
    let book = forms()?;
    let form = named.map_or_else(|| book.for_year(year), |id| book.get(id));
    Ok(form.ok_or(Refusal::Unknown)?)
}

/// The statutory forms.
pub(crate) fn forms() -> Result<&'static FormBook, OfficeError> {
    FormBook::statutory().map_err(|error| OfficeError::Internal(error.to_string()))
}

fn sources(form: &Form) -> Result<&'static Compilation, OfficeError> {
    let book = CompilationBook::statutory();
    let book = book.map_err(|error| OfficeError::Internal(error.to_string()))?;
    Ok(book.of_form(&form.id).ok_or(Refusal::Unknown)?)
}

fn narratives() -> Result<&'static NarrativeBook, OfficeError> {
    NarrativeBook::statutory().map_err(|error| OfficeError::Internal(error.to_string()))
}

impl Office {
    /// The report of an agency for a year, in the form that the year calls for or in another that is
    /// named. Its own people and who supervises it may see it.
    pub async fn annual_report(
        &self,
        cx: &Context,
        agency: &Agency,
        year: i16,
        named: Option<&str>,
    ) -> Result<ReportView, OfficeError> {
        self.may_see_report(cx, &agency.id).await?;
        self.report_of(agency, year, named).await
    }

    /// The records behind a cell.
    pub async fn behind_cell(
        &self,
        cx: &Context,
        agency: &Agency,
        (year, named): (i16, Option<&str>),
        cell: &str,
    ) -> Result<Vec<BehindCell>, OfficeError> {
        self.may_see_report(cx, &agency.id).await?;
        let form = form(year, named)?;
        form.cell_index(cell).ok_or(Refusal::Unknown)?;
        let sources = sources(form)?;
        let (evidence, _) = self.year_evidence(agency, year, form).await?;
        Ok(behind(cell, sources, &evidence, ledgers()?))
    }

    /// How often the work on a report was saved; 0 where nobody has begun.
    pub(crate) async fn report_revision(
        &self,
        agency: &Agency,
        year: i16,
    ) -> Result<u64, OfficeError> {
        let works = self.store.annual_reports(&agency.id).await?;
        let work = works.iter().find(|work| work.year == year);
        Ok(work.map_or(0, |work| work.revision))
    }

    /// The report for whoever was found to be allowed to see it.
    pub(crate) async fn report_of(
        &self,
        agency: &Agency,
        year: i16,
        named: Option<&str>,
    ) -> Result<ReportView, OfficeError> {
        let form = form(year, named)?;
        let works = self.store.annual_reports(&agency.id).await?;
        let of = |year: i16| works.iter().find(|work| work.year == year).cloned();
        let before = year.checked_sub(1).and_then(of);
        let work = of(year).unwrap_or_else(|| Work::new(agency.id.clone(), year));
        let mut view = self.compiled(agency, year, form, work).await?;
        view.offered = offered(&view, before.as_ref());
        view.findings = inspect(&view.now, forms()?, |rule| rule.by_default);
        if let Some(before) = before {
            let prior = self.prior(agency, before).await?;
            let found = inspect_series(&prior, &view.now, forms()?, |rule| rule.by_default);
            view.findings.extend(found);
        }
        self.with_merged(agency, year, &mut view).await?;
        Ok(view)
    }

    /// Where agencies were merged into this one, what they left behind is taken up too: the comparison with
    /// its own report alone would find fault with that.
    async fn with_merged(
        &self,
        agency: &Agency,
        year: i16,
        view: &mut ReportView,
    ) -> Result<(), OfficeError> {
        let tree = self.tree(self.store.last_event().await?).await?;
        let into = |one: &Agency| {
            one.successor
                .as_ref()
                .is_some_and(|end| end.by == agency.id)
        };
        if !tree.0.iter().any(into) {
            return Ok(());
        }
        view.findings.retain(|one| !TAKEN_UP.contains(&one.rule));
        let found = self.own_reconciliation(agency, year, &view.now).await?;
        let differences = found.differences.into_iter();
        view.findings.extend(differences.map(|one| Finding {
            rule: TAKEN_UP[0],
            severity: Severity::Error,
            outcome: Outcome::Violated,
            message: one.message,
            cells: vec![one.cell],
            place: None,
        }));
        Ok(())
    }

    async fn compiled(
        &self,
        agency: &Agency,
        year: i16,
        form: &Arc<Form>,
        work: Work,
    ) -> Result<ReportView, OfficeError> {
        let name = name_of(agency, year);
        let (evidence, register) = self.year_evidence(agency, year, form).await?;
        let compiled = compile(form, sources(form)?, &evidence, ledgers()?, &work.typed);
        let book = narratives()?;
        let narrative = book.of_form(&form.id).ok_or(Refusal::Unknown)?;
        let both = (&compiled, &evidence);
        let quantities = quantities(&book.quantities, &name, both, &register, ledgers()?);
        let paragraphs = paragraphs(narrative, &work.written, &quantities);
        let statements = paragraphs.iter().flat_map(|one| one.statements.clone());
        let statements = statements.collect();
        let texts = FrozenText::all(&paragraphs);
        Ok(ReportView {
            now: assembled(&name, year, compiled.tables(), &texts, statements),
            agency: name,
            year,
            compiled,
            paragraphs,
            quantities,
            work,
            offered: Vec::new(),
            findings: Vec::new(),
        })
    }

    /// The report of the year before: as it was locked, or as it is now.
    async fn prior(&self, agency: &Agency, work: Work) -> Result<AnnualReport, OfficeError> {
        let (year, form) = (work.year, form(work.year, None)?);
        if let Some(frozen) = work.frozen.as_ref().filter(|one| one.form == form.id) {
            return Ok(frozen.report(form, year));
        }
        Ok(self.compiled(agency, year, form, work).await?.now)
    }

    pub(crate) async fn may_see_report(
        &self,
        cx: &Context,
        agency: &AgencyId,
    ) -> Result<(), OfficeError> {
        let lineage = self.lineage(agency).await?;
        let may = |action| decide(&cx.actor, action, Object::Agency(&lineage));
        Ok(may(Action::OpenDesk).or_else(|refusal| may(Action::Supervise).or(Err(refusal)))?)
    }
}

/// The agency's name at the end of a year.
pub(crate) fn name_of(agency: &Agency, year: i16) -> String {
    agency.name_on(last_of_year(year)).to_owned()
}

/// Paragraphs written last year of which this year's are still the program's.
fn offered(view: &ReportView, before: Option<&Work>) -> Vec<(String, String)> {
    let before = before.into_iter().flat_map(|work| &work.written);
    let free = before.filter(|(key, _)| {
        let mut paragraphs = view.paragraphs.iter();
        paragraphs.any(|one| one.key == **key && one.written.is_none())
    });
    free.map(|(key, written)| (key.clone(), written.text.clone()))
        .collect()
}
