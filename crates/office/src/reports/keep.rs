//! Completing a report: numbers that other systems hold, paragraphs, the lock, amendments.

use super::ReportView;
use crate::error::invalid;
use crate::events::Record;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Person, Refusal};
use gongkai_domain::agency::Agency;
use gongkai_domain::compile::text::{UnknownName, Written, fill};
use gongkai_domain::compile::{Amendment, TypedCell, Work, typed_number};
use gongkai_domain::event::Event;
use gongkai_domain::information::Gap;
use gongkai_domain::report::CellSpec;
use gongkai_store::Write;
use std::collections::BTreeMap;

/// Characters of a paragraph at most.
const LONGEST: usize = 5_000;

impl Office {
    /// Saves the numbers that a person typed for what is not counted here, by cell. What is counted is
    /// not taken from a person, and what is left empty stays unknown. A locked report stays as it is
    /// until the leader amends it.
    pub async fn type_cells(
        &self,
        cx: &Context,
        agency: &Agency,
        (year, revision): (i16, u64),
        typed: &BTreeMap<String, String>,
    ) -> Result<(), OfficeError> {
        let person = self.who_may(cx, &agency.id, Action::CompleteReport).await?;
        let view = self.seen_report(agency, year, revision).await?;
        let mut work = view.work.clone();
        let form = super::form(year, None)?;
        let mut gaps = Vec::new();
        for cell in view.compiled.asked() {
            let spec = form
                .cell_index(&cell.id)
                .and_then(|at| form.cells().get(at));
            let Some((spec, text)) = spec.zip(typed.get(&cell.id)) else {
                continue;
            };
            match typed_number(text, spec.kind) {
                Ok(number) => put(
                    &mut work,
                    spec,
                    number.map(|one| one.to_string()),
                    (person, cx),
                ),
                Err(wrong) => gaps.push(Gap {
                    field: &spec.id,
                    message: format!(
                        "{}：“{}”不是这一格能填的数。{}",
                        form.cell_label(&cell.id),
                        wrong.text,
                        "不知道就空着，不要填0。"
                    ),
                }),
            }
        }
        if !gaps.is_empty() {
            return Err(OfficeError::Invalid(gaps));
        }
        let event = noted("report.typed", &work)
            .from(&view.work.typed)
            .to(&work.typed);
        self.keep_work(cx, &view.work, work, event).await
    }

    /// Saves a paragraph in a person's words, its numbers as names in braces. An empty one, or one that is
    /// what the program composes, is the program's again.
    pub async fn write_paragraph(
        &self,
        cx: &Context,
        agency: &Agency,
        (year, revision): (i16, u64),
        key: &str,
        text: &str,
    ) -> Result<(), OfficeError> {
        let person = self.who_may(cx, &agency.id, Action::CompleteReport).await?;
        let view = self.seen_report(agency, year, revision).await?;
        let paragraphs = &view.paragraphs;
        let paragraph = paragraphs.iter().find(|one| one.key == key);
        let paragraph = paragraph.ok_or(Refusal::Unknown)?;
        let text = text.trim().replace("\r\n", "\n");
        if text.chars().count() > LONGEST {
            return Err(invalid(
                "text",
                "一段最多5000个字。请删减，或者分写到别的段落。",
            ));
        }
        fill(&text, paragraph.section, &view.quantities).map_err(|UnknownName(name)| {
            let message =
                format!("没有叫做“{name}”的数据。请从下面的数据名称里选，或者去掉花括号。");
            invalid("text", &message)
        })?;
        let mut work = view.work.clone();
        if text.is_empty() || (paragraph.written.is_none() && text == paragraph.template) {
            work.written.remove(key);
        } else if paragraph.template != text || paragraph.written.is_none() {
            let written = Written {
                text,
                by: person.name.clone(),
                on: cx.today(),
                from_year: None,
            };
            work.written.insert(key.to_owned(), written);
        }
        let event = noted("report.written", &work)
            .from(&view.work.written.get(key))
            .to(&work.written.get(key));
        self.keep_work(cx, &view.work, work, event).await
    }

    /// Takes a paragraph over from the report of the year before; it stays marked until it is changed.
    pub async fn take_last_years(
        &self,
        cx: &Context,
        agency: &Agency,
        (year, revision): (i16, u64),
        key: &str,
    ) -> Result<(), OfficeError> {
        let person = self.who_may(cx, &agency.id, Action::CompleteReport).await?;
        let view = self.seen_report(agency, year, revision).await?;
        let offered = view.offered.iter().find(|(offered, _)| offered == key);
        let (_, text) = offered.ok_or(Refusal::Unknown)?;
        let mut work = view.work.clone();
        let written = Written {
            text: text.clone(),
            by: person.name.clone(),
            on: cx.today(),
            from_year: year.checked_sub(1),
        };
        let event = noted("report.written", &work).to(&written);
        work.written.insert(key.to_owned(), written);
        self.keep_work(cx, &view.work, work, event).await
    }

    /// Locks the period: the report stands as it is now, and later records change it by amendment only.
    /// `looked` says that the person has looked at what the rules find wrong and at parts without text.
    pub async fn lock_report(
        &self,
        cx: &Context,
        agency: &Agency,
        (year, revision): (i16, u64),
        looked: bool,
    ) -> Result<(), OfficeError> {
        let person = self.who_may(cx, &agency.id, Action::LockReport).await?;
        if cx.today().year() <= year {
            return Err(invalid("year", "这一年还没有过完，过完以后再锁定。"));
        }
        let view = self.seen_report(agency, year, revision).await?;
        if view.work.frozen.is_some() {
            return Err(OfficeError::Conflict);
        }
        complete(&view)?;
        if let Some(doubt) = view.doubt().filter(|_| !looked) {
            let message = format!("{doubt}。请先改好；确实没有错的，勾选后再锁定。");
            return Err(invalid("looked", &message));
        }
        let mut work = view.work.clone();
        work.frozen = Some(view.frozen(&person.name, cx.today()));
        let event = noted("report.locked", &work).to(&work.frozen);
        self.keep_work(cx, &view.work, work, event).await
    }

    /// Amends a locked report to what its records say now, with the reason. Both stay visible.
    pub async fn amend_report(
        &self,
        cx: &Context,
        agency: &Agency,
        (year, revision): (i16, u64),
        reason: &str,
    ) -> Result<(), OfficeError> {
        let person = self.who_may(cx, &agency.id, Action::LockReport).await?;
        let view = self.seen_report(agency, year, revision).await?;
        if view.work.frozen.is_none() {
            return Err(OfficeError::Conflict);
        }
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(invalid("reason", "请写明为什么更正。"));
        }
        let (cells, texts) = view.changes();
        if cells.is_empty() && texts.is_empty() {
            return Err(invalid("reason", "锁定以后没有变化，不用更正。"));
        }
        complete(&view)?;
        let mut work = view.work.clone();
        let amendment = Amendment {
            on: cx.today(),
            by: person.name.clone(),
            reason: reason.to_owned(),
            cells,
            texts,
        };
        let event = noted("report.amended", &work).to(&amendment);
        work.frozen = Some(view.frozen(&person.name, cx.today()));
        work.amendments.push(amendment);
        self.keep_work(cx, &view.work, work, event).await
    }

    /// The report as the person had it before them.
    pub(super) async fn seen_report(
        &self,
        agency: &Agency,
        year: i16,
        revision: u64,
    ) -> Result<ReportView, OfficeError> {
        let view = self.report_of(agency, year, None).await?;
        if view.work.revision == revision {
            Ok(view)
        } else {
            Err(OfficeError::Conflict)
        }
    }

    /// Saves the work where it changed, with its event.
    async fn keep_work(
        &self,
        cx: &Context,
        before: &Work,
        work: Work,
        noted: Record<'_>,
    ) -> Result<(), OfficeError> {
        if *before == work {
            return Ok(());
        }
        let event: Event = noted.in_agency(&work.agency).by(cx)?;
        let mut write = self.store.write().await?;
        save(&mut write, before, &work).await?;
        Ok(write.commit(vec![event]).await?)
    }
}

/// Nothing is locked of which a number or a name is open.
fn complete(view: &ReportView) -> Result<(), OfficeError> {
    let mut gaps = Vec::new();
    let unanswered = view.unanswered();
    if unanswered > 0 {
        gaps.push(Gap {
            field: "cells",
            message: format!("还有{unanswered}格没有填。请先填好第二部分。"),
        });
    }
    for paragraph in view.paragraphs.iter().filter(|one| one.is_open()) {
        gaps.push(Gap {
            field: "text",
            message: format!(
                "{}里的{}没有数据，请改写这一段。",
                paragraph.heading,
                paragraph.unknown.join("、")
            ),
        });
    }
    if gaps.is_empty() {
        Ok(())
    } else {
        Err(OfficeError::Invalid(gaps))
    }
}

/// What was typed before stays as it is, with who typed it, where the number is the same.
fn put(work: &mut Work, spec: &CellSpec, text: Option<String>, (person, cx): (&Person, &Context)) {
    let before = work.typed.get(&spec.id).map(|typed| &typed.text);
    match text {
        Some(text) if before != Some(&text) => {
            let typed = TypedCell {
                text,
                by: person.name.clone(),
                on: cx.today(),
            };
            work.typed.insert(spec.id.clone(), typed);
        }
        Some(_) => {}
        None => {
            work.typed.remove(&spec.id);
        }
    }
}

pub(super) async fn save(write: &mut Write, before: &Work, work: &Work) -> Result<(), OfficeError> {
    // The first save writes revision 1, so that revision 0 is nothing at all.
    let saved = if before.revision == 0 {
        let mut first = work.clone();
        first.revision = 1;
        write.insert_annual_report(&first).await
    } else {
        write.save_annual_report(work).await
    };
    saved.map_err(OfficeError::of_first)
}

fn noted<'a>(action: &'a str, work: &Work) -> Record<'a> {
    Record::of(action, format!("report:{}", work.year))
}
