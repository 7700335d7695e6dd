//! One letter of a request before it is issued: how it looks, what is typed for it, what is missing, and
//! the buttons that fetch a draft or issue it.

use super::{AT, Answer, again, file, href, id, problems, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::Words;
use gongkai_domain::request::letter::{Composed, Layout};
use gongkai_office::{LetterField, LetterView, NewLetter, PaperFile};

#[derive(Template)]
#[template(path = "desk/requests/letter.html")]
struct Page {
    shell: Console,
    summary: Summary,
    href: String,
    number: String,
    title: String,
    lede: String,
    /// Why it cannot be issued now; empty if it can.
    hindrance: String,
    missing: Vec<String>,
    own_template: bool,
    is_form: bool,
    preview: Option<Composed>,
    sheet: Sheet,
}

fn action(request: &RequestId, letter: &str) -> String {
    format!("{}/letter/{letter}", href(request))
}

fn sheet(caller: &Caller, view: &LetterView) -> Sheet {
    let action = action(&view.row.id, &view.letter.id);
    let button = if view.letter.series.is_some() {
        "编号制发"
    } else {
        "制作并存入材料"
    };
    let mut sheet = Sheet::new("letter", &action, &caller.csrf, button)
        .hidden("revision", &view.row.revision.to_string())
        .besides("do", "draft", "下载草稿（DOCX）");
    // What an own template says can only be set by the program that it was made with.
    if !view.own_template {
        sheet = sheet.besides("do", "draft_pdf", "下载草稿（PDF）");
    }
    sheet = sheet.besides("do", "look", "更新预览");
    if !view.wordings.is_empty() {
        let choices: Vec<(&str, &str)> = view
            .wordings
            .iter()
            .map(|one| (one.id.as_str(), one.title.as_str()))
            .collect();
        sheet = sheet.field(
            Field::radios("remedy", "救济途径怎样写", &choices)
                .hint("这一类答复是否先要申请复议，各地做法不同，由本机关决定"),
        );
    }
    for one in &view.fields {
        sheet = sheet.field(field(one));
    }
    sheet
}

/// A text of several lines, so that no key but a button issues the letter.
fn field(one: &LetterField) -> Field {
    let lines = if one.optional { 2 } else { 3 };
    let field = Field::area(one.field.name, one.field.name, lines)
        .hint(one.field.hint)
        .value(&one.value);
    if one.optional {
        field.optional()
    } else {
        field
    }
}

fn missing(view: &LetterView) -> Vec<String> {
    view.missing.iter().map(ToString::to_string).collect()
}

/// The letter with what the records say.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path((request, letter)): Path<(String, String)>,
) -> Answer {
    let new = NewLetter {
        letter,
        ..NewLetter::default()
    };
    let view = site
        .office
        .letter_view(&caller.cx, &id(&request)?, &new)
        .await?;
    let sheet = sheet(&caller, &view);
    shown(&site, &caller, view, sheet).await
}

async fn shown(site: &Site, caller: &Caller, view: LetterView, sheet: Sheet) -> Answer {
    let summary = sheet.summary();
    let title = &view.letter.title;
    let status = summary.status();
    let page = Page {
        shell: Console::of(site, caller, &summary.title(title), AT).await?,
        href: href(&view.row.id),
        number: view.row.number.clone(),
        title: title.clone(),
        lede: lede(&view),
        // What was refused stands beside its field already.
        missing: if status.is_success() {
            missing(&view)
        } else {
            Vec::new()
        },
        hindrance: view.hindrance.unwrap_or_default(),
        own_template: view.own_template,
        is_form: view.letter.layout == Layout::Form,
        preview: view.preview,
        summary,
        sheet,
    };
    again(&page, status)
}

fn lede(view: &LetterView) -> String {
    let letter = view.letter;
    let reply = if view.is_reply {
        "制发以后，这件申请就作出了答复。"
    } else {
        ""
    };
    format!(
        "{}。给{}。依据：{}。{reply}",
        letter.when,
        letter.addressee.zh(),
        letter.cite
    )
}

/// Looks again, fetches a draft, or issues it.
pub(crate) async fn press(
    State(site): State<Site>,
    caller: Caller,
    Path((request, letter)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let id = id(&request)?;
    let new = read(letter, &posted);
    let wrong = match posted.text("do") {
        "look" => Problems::default(),
        "draft" => match draft(&site, &caller, &id, &new, PaperFile::Docx).await? {
            Ok(answer) => return Ok(answer),
            Err(wrong) => wrong,
        },
        "draft_pdf" => match draft(&site, &caller, &id, &new, PaperFile::Pdf).await? {
            Ok(answer) => return Ok(answer),
            Err(wrong) => wrong,
        },
        _ => match issue(&site, &caller, &id, &posted, &new).await? {
            None => return to(&format!("{}?done=letter#letters", href(&id))),
            Some(wrong) => wrong,
        },
    };
    let view = site.office.letter_view(&caller.cx, &id, &new).await?;
    let sheet = sheet(&caller, &view).typed(&posted).with(&wrong);
    shown(&site, &caller, view, sheet).await
}

/// The draft as a file, or what is wrong with what was typed for it.
async fn draft(
    site: &Site,
    caller: &Caller,
    id: &RequestId,
    new: &NewLetter,
    format: PaperFile,
) -> Result<Result<Response, Problems>, WebError> {
    let made = site.office.draft_letter(&caller.cx, id, new, format).await;
    match made {
        Ok((name, bytes)) => Ok(Ok(file::sent(&name, format.ending(), bytes))),
        Err(error) => problems(error).map(Err),
    }
}

async fn issue(
    site: &Site,
    caller: &Caller,
    id: &RequestId,
    posted: &Posted,
    new: &NewLetter,
) -> Result<Option<Problems>, WebError> {
    let issued = site
        .office
        .issue_letter(&caller.cx, id, posted.revision()?, new);
    match issued.await {
        Ok(_) => Ok(None),
        Err(error) => problems(error).map(Some),
    }
}

fn read(letter: String, posted: &Posted) -> NewLetter {
    let own = ["revision", "remedy", "do"];
    let typed = posted.fields().filter(|(name, _)| !own.contains(name));
    let words: Words = typed
        .map(|(name, text)| (name.to_owned(), text.trim().to_owned()))
        .collect();
    let remedy = posted.text("remedy");
    NewLetter {
        letter,
        words,
        remedy: (!remedy.is_empty()).then(|| remedy.to_owned()),
    }
}
