//! Reports of agencies that work without the program: a document is read, what the reader is not sure of
//! is looked at by a person.

use super::content::{Content, words_read, written};
use super::{noted, save};
use crate::attachments::clean;
use crate::error::invalid;
use crate::reports::forms;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::Action;
use gongkai_domain::agency::Agency;
use gongkai_domain::compile::typed_number;
use gongkai_domain::information::Gap;
use gongkai_domain::report::{AnnualReport, Cell, Certainty};
use gongkai_domain::rules::inspect;
use gongkai_domain::submission::{Doubt, Round, Said, Source, doubts};
use gongkai_reader::attachment::kind_of;
use gongkai_reader::{Format, Reader, Reading};
use gongkai_store::{FileRecord, HandedReport};

/// What a person saw in the document for a cell in doubt.
#[derive(Debug, Clone)]
pub struct SaidCell {
    /// The cell.
    pub cell: String,
    /// The number that stands there, as typed; what the reader took where it is the same.
    pub text: String,
}

impl Office {
    /// Takes in a document with the report of an agency below, or of one's own.
    pub async fn take_report_document(
        &self,
        cx: &Context,
        agency: &Agency,
        (year, revision): (i16, u64),
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<(), OfficeError> {
        let above = self.who_may(cx, &agency.id, Action::JudgeReports);
        let person = match above.await {
            Ok(person) => person,
            Err(_refused) => self.who_may(cx, &agency.id, Action::SubmitReport).await?,
        };
        let submission = self.seen(&agency.id, (year, revision)).await?;
        let (bytes, reading) = report_in(self.report_reader()?, bytes, name).await?;
        let (format, report) = (reading.format, reading.report);
        check_year(&report, year)?;
        let findings = inspect(&report, forms()?, |rule| rule.by_default);
        let form = report.form().map(|form| form.id.clone());
        let kind = kind(&bytes, format)?;
        let digest = self.files.put(bytes.clone()).await?;
        let record = file_record(&digest, (kind, &bytes), &report);
        let source = Source::Document {
            name: clean(name, &record.kind),
            digest: record.digest.clone(),
            doubts: doubts(&report, &findings),
        };
        let event = crate::events::Record::of("file.taken", format!("file:{}", record.digest));
        let event = event.in_agency(&agency.id).to(&name).by(cx)?;
        let mut write = self.store.write().await?;
        write.insert_file(&record).await?;
        write.commit(vec![event]).await?;
        let content = Content {
            words: words_read(&report),
            report,
        };
        let round = (source, form.unwrap_or_default());
        self.take_round(cx, (agency, person), submission, content, round)
            .await
    }

    /// Notes what a person saw in the document for cells in doubt. A number that is another than what the
    /// reader took goes into the report; what is empty says that nothing stands there.
    pub async fn settle_doubts(
        &self,
        cx: &Context,
        agency: &Agency,
        (year, revision): (i16, u64),
        said: &[SaidCell],
    ) -> Result<(), OfficeError> {
        let person = self.who_may(cx, &agency.id, Action::JudgeReports).await?;
        let mut one = self.seen(&agency.id, (year, revision)).await?;
        let round = one.rounds.len();
        let content = self.handed(&agency.id, year, round).await?;
        let Some(mut content) = content else {
            return Err(OfficeError::Conflict);
        };
        let open: Vec<Doubt> = one.open_doubts().cloned().collect();
        let by = (person.name.as_str(), cx.today());
        let mut gaps = Vec::new();
        for said in said {
            let Some(doubt) = open.iter().find(|doubt| doubt.cell == said.cell) else {
                continue;
            };
            match settled(&mut content.report, doubt, &said.text) {
                Ok(said) => one.settle(&doubt.cell, said, by)?,
                Err(gap) => gaps.push(gap),
            }
        }
        if !gaps.is_empty() {
            return Err(OfficeError::Invalid(gaps));
        }
        let event = noted("report.doubts_settled", &one);
        let event = event.to(&one.last().map(Round::doubts)).by(cx)?;
        let handed = HandedReport {
            agency: agency.id.clone(),
            year,
            round: u32::try_from(round).unwrap_or(u32::MAX),
            report: written(&content.report)?,
            words: content.words,
        };
        let mut write = self.store.write().await?;
        save(&mut write, &one).await?;
        write.put_handed_report(&handed).await?;
        Ok(write.commit(vec![event]).await?)
    }

    /// The document of a round, for the office that looks at it and for its agency.
    pub async fn report_document(
        &self,
        cx: &Context,
        agency: &Agency,
        year: i16,
        round: usize,
    ) -> Result<(String, Vec<u8>), OfficeError> {
        let above = self.who_may(cx, &agency.id, Action::Supervise);
        if above.await.is_err() {
            self.who_may(cx, &agency.id, Action::OpenDesk).await?;
        }
        let (submission, _) = self.on_its_way(&agency.id, year).await?;
        let round = round
            .checked_sub(1)
            .and_then(|at| submission.rounds.get(at));
        let Some(Source::Document { name, digest, .. }) = round.map(|round| &round.source) else {
            return Err(gongkai_domain::access::Refusal::Unknown.into());
        };
        Ok((name.clone(), self.files.get(digest).await?))
    }
}

/// What a document says; away from the threads that answer requests.
async fn report_in(
    reader: Reader,
    bytes: Vec<u8>,
    name: &str,
) -> Result<(Vec<u8>, Reading), OfficeError> {
    let name = name.to_owned();
    let work = move || -> Result<_, OfficeError> {
        let reading = reader.read(&bytes, &name);
        let reading = reading.map_err(|error| OfficeError::File(error.to_string()))?;
        Ok((bytes, reading))
    };
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| OfficeError::Internal(error.to_string()))?
}

/// The report of another year is not taken for that of this one.
fn check_year(report: &AnnualReport, year: i16) -> Result<(), OfficeError> {
    if report.tables.is_none() {
        let none = "文件里没有找到年度报告的法定表格。请检查是不是选错了文件。";
        return Err(invalid("file", none));
    }
    match report.report_year {
        Some(own) if own != year => {
            let message = format!(
                "这份文件是{own}年的报告，这里要{year}年的。请换一份，或者到{own}年去上传。"
            );
            Err(invalid("file", &message))
        }
        Some(_) | None => Ok(()),
    }
}

/// What a document is kept as. ODT is read here and attached nowhere else.
fn kind(bytes: &[u8], format: Format) -> Result<&'static str, OfficeError> {
    if format == Format::Odt {
        return Ok("odt");
    }
    let kind = kind_of(bytes).map_err(|refused| OfficeError::File(refused.to_string()))?;
    Ok(kind.extension())
}

fn file_record(digest: &str, (kind, bytes): (&str, &[u8]), report: &AnnualReport) -> FileRecord {
    FileRecord {
        digest: digest.to_owned(),
        kind: kind.to_owned(),
        size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        text: report.title.clone(),
        unread: String::new(),
    }
}

/// Puts what a person saw into the report, and says whether it is what the reader took.
fn settled(report: &mut AnnualReport, doubt: &Doubt, text: &str) -> Result<Said, Gap> {
    if text.trim() == doubt.read.trim() {
        return Ok(Said::AsRead);
    }
    let gap = |what: &str| Gap {
        field: "doubts",
        message: format!("“{}”{what}", text.trim()),
    };
    let Some(tables) = report.tables.as_mut() else {
        return Err(gap("没有地方可填。"));
    };
    let form = tables.form().clone();
    let index = form.cell_index(&doubt.cell);
    let spec = index.and_then(|index| Some((index, form.cells().get(index)?)));
    let (index, spec) = spec.ok_or_else(|| gap("没有地方可填。"))?;
    let number = typed_number(text, spec.kind).map_err(|_wrong| {
        let label = form.cell_label(&doubt.cell);
        gap(&format!(
            "不是“{label}”能填的数。照原文填；原文没有就空着。"
        ))
    })?;
    let cell = Cell {
        raw: (!doubt.read.is_empty()).then(|| doubt.read.clone().into_boxed_str()),
        place: tables.at(index).place.clone(),
        certainty: Certainty::CERTAIN,
        ..number.map_or_else(Cell::blank, Cell::stated)
    };
    tables.set(index, cell);
    Ok(Said::Number(text.trim().to_owned()))
}
