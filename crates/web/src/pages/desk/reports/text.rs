//! A paragraph of the report: as the program composes it, or in the clerk's words. Numbers stand as names
//! in braces, so that they change with the records.

use super::onward::asked_of;
use super::{AT, Answer, Asked, Workplace, address, again, may, named, opened, page, titled, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::{Action, Refusal};
use gongkai_domain::compile::text::{Paragraph, Worth};
use gongkai_domain::submission::{Anchor, Remark};
use gongkai_office::{OfficeError, ReportView};

#[derive(Template)]
#[template(path = "desk/reports/text.html")]
struct TextPage {
    shell: Console,
    summary: Summary,
    back: String,
    year: i16,
    heading: String,
    text: String,
    origin: String,
    unknown: Vec<String>,
    /// What the supervising office asks about this section.
    remarks: Vec<String>,
    /// The paragraph of last year, where it may be taken: the form's address and the text.
    offered: Option<(String, String)>,
    slug: String,
    revision: u64,
    csrf: String,
    sheet: Option<Sheet>,
    /// Names with what they come to.
    names: Vec<(String, String)>,
}

/// The page.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path((year, key)): Path<(String, String)>,
    Query(asked): Asked,
) -> Answer {
    let (place, view) = opened(&site, &caller, &year, named(&asked)).await?;
    let paragraph = paragraph(&view, &key)?;
    let sheet = writing(&caller, &view, paragraph, &place.agency.slug);
    page(&shown(&site, &caller, (&place, &view), paragraph, sheet).await?)
}

/// Saves the clerk's words, or takes those of last year.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path((year, key)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let (place, view) = opened(&site, &caller, &year, posted.text("agency")).await?;
    let (agency, seen) = (&place.agency, (view.year, posted.revision()?));
    let office = &site.office;
    let saved = if posted.text("take").is_empty() {
        let text = if posted.text("compose").is_empty() {
            posted.raw("text")
        } else {
            ""
        };
        Box::pin(office.write_paragraph(&caller.cx, agency, seen, &key, text)).await
    } else {
        Box::pin(office.take_last_years(&caller.cx, agency, seen, &key)).await
    };
    match saved {
        Ok(()) => to(&format!(
            "{}&done=report_written",
            address(view.year, &agency.slug)
        )),
        Err(OfficeError::Invalid(gaps)) => {
            let paragraph = paragraph(&view, &key)?;
            let sheet = writing(&caller, &view, paragraph, &agency.slug);
            let sheet = sheet.map(|sheet| sheet.typed(&posted).with(&Problems(gaps)));
            let page = shown(&site, &caller, (&place, &view), paragraph, sheet).await?;
            again(&page, page.summary.status())
        }
        Err(error) => Err(error.into()),
    }
}

fn paragraph<'v>(view: &'v ReportView, key: &str) -> Result<&'v Paragraph, WebError> {
    let mut paragraphs = view.paragraphs.iter();
    let found = paragraphs.find(|one| one.key == key);
    Ok(found.ok_or(Refusal::Unknown)?)
}

async fn shown(
    site: &Site,
    caller: &Caller,
    (place, view): (&Workplace, &ReportView),
    paragraph: &Paragraph,
    sheet: Option<Sheet>,
) -> Result<TextPage, WebError> {
    let wrong = sheet.as_ref().filter(|sheet| sheet.is_wrong());
    let summary = wrong.map(Sheet::summary).unwrap_or_default();
    let heading = super::overview::part_name(&paragraph.heading, paragraph.section);
    let title = titled(&heading, wrong.is_some());
    let action = format!("{AT}/{}/text/{}", view.year, paragraph.key);
    let offered = view.offered.iter().find(|(key, _)| *key == paragraph.key);
    let offered = offered.map(|(_, text)| (action, text.clone()));
    Ok(TextPage {
        shell: Console::of(site, caller, &title, "/desk/reports").await?,
        summary,
        back: address(view.year, &place.agency.slug),
        year: view.year,
        heading,
        text: paragraph.text.clone(),
        origin: origin(paragraph),
        unknown: paragraph.unknown.clone(),
        remarks: asked_of(site, caller, place, view.year)
            .await?
            .into_iter()
            .filter(|remark| is_about(remark, paragraph))
            .map(|remark| remark.text)
            .collect(),
        offered: offered.filter(|_| sheet.is_some()),
        slug: place.agency.slug.clone(),
        revision: view.work.revision,
        csrf: caller.csrf.clone(),
        names: names(view),
        sheet,
    })
}

fn is_about(remark: &Remark, paragraph: &Paragraph) -> bool {
    let section = paragraph
        .section
        .map(|id| Anchor::Section(id.name().to_owned()));
    section.as_ref() == Some(&remark.anchor)
}

fn origin(paragraph: &Paragraph) -> String {
    match &paragraph.written {
        None => "这一段由系统按记录写成。".to_owned(),
        Some(written) => match written.from_year {
            Some(year) => format!("来自{year}年的报告，请核对后改成今年的情况。"),
            None => format!("{}在{}改写。", written.by, written.on),
        },
    }
}

fn writing(caller: &Caller, view: &ReportView, paragraph: &Paragraph, slug: &str) -> Option<Sheet> {
    if !may(caller, Action::CompleteReport) {
        return None;
    }
    let action = format!("{AT}/{}/text/{}", view.year, paragraph.key);
    let mut sheet = Sheet::new("paragraph", &action, &caller.csrf, "保存")
        .hidden("agency", slug)
        .hidden("revision", &view.work.revision.to_string())
        .field(
            Field::area("text", "文字", 9)
                .optional_as("")
                .hint("花括号里是数据的名称，显示时换成数，记录变了跟着变。")
                .value(&paragraph.template),
        );
    if paragraph.written.is_some() {
        sheet = sheet.besides("compose", "1", "改回系统写的");
    }
    Some(sheet)
}

fn names(view: &ReportView) -> Vec<(String, String)> {
    let names = view.quantities.iter();
    names
        .map(|(name, (worth, _))| {
            let said = match worth {
                Worth::Number(number) => number.to_string(),
                Worth::Words(words) => words.clone(),
                Worth::Parts(parts, measure) => {
                    let parts = parts.iter();
                    let said = parts.map(|(label, count)| format!("{label}{count}{measure}"));
                    said.collect::<Vec<_>>().join("，")
                }
                Worth::Unknown => "没有记录".to_owned(),
            };
            (format!("{{{name}}}"), said)
        })
        .collect()
}
