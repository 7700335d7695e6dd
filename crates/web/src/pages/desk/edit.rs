//! Changing a draft or what was sent back, with remarks beside their fields; when two people changed
//! it at once, both texts.

use super::fields::Fields;
use super::form::{Filling, Form, Kind};
use super::intake::{self, Intake};
use super::{Answer, Asked, again, facts, id, notices, page, steps, titled, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use gongkai_domain::access::{Action, Refusal};
use gongkai_domain::information::Stage;
use gongkai_office::{ItemView, OfficeError};

/// A field in which what was typed is not what somebody else has saved.
pub(super) struct Difference {
    pub(super) field: &'static str,
    pub(super) label: &'static str,
    pub(super) theirs: String,
    pub(super) typed: String,
}

#[derive(Template)]
#[template(path = "desk/register.html")]
struct Edit {
    shell: Console,
    heading: &'static str,
    form: Form,
    /// The item; empty before it is registered.
    again: String,
    conflict: Vec<Difference>,
    /// Why nothing was saved, if the item is no longer open to changes.
    late: String,
}

/// What the form is shown with.
struct Shown<'a> {
    fields: &'a Fields,
    files: Vec<facts::File>,
    problems: &'a Problems,
    conflict: Vec<Difference>,
    notice: &'static str,
    late: String,
}

/// Shows the form.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(item): Path<String>,
    Query(asked): Asked,
) -> Answer {
    let view = open(&site, &caller, &item).await?;
    let shown = Shown {
        fields: &Fields::of_facts(&view.item.facts, &interpreted(&site, &caller, &view).await),
        files: facts::files(&view.item.id, &view.item.facts),
        problems: &Problems::default(),
        conflict: Vec::new(),
        notice: notices::of(&asked),
        late: String::new(),
    };
    page(&build(&site, &caller, &view, shown).await?)
}

/// Saves.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(item): Path<String>,
    posted: Posted,
) -> Answer {
    let view = match open(&site, &caller, &item).await {
        Err(WebError::Refusal(Refusal::Stage)) => {
            return late(&site, &caller, &item, &posted).await;
        }
        view => view?,
    };
    let (id, step) = (view.item.id.clone(), posted.text("do").to_owned());
    let revision = posted.revision()?;
    let base = &view.item.facts;
    let mut intake = intake::read(&site, &caller, &view.item.agency, base, posted).await?;
    if intake.problems.is_empty() {
        let facts = intake.facts.clone();
        match site.office.revise(&caller.cx, &id, revision, facts).await {
            Ok(_) if step == "check" => return to(&format!("/desk/information/{id}/check")),
            Ok(_) => return to(&format!("/desk/information/{id}/edit?done=saved")),
            Err(OfficeError::Conflict) => return conflict(&site, &caller, &item, &intake).await,
            Err(error) if !error.gaps().is_empty() => {
                intake.problems.0.extend(error.gaps().to_vec());
            }
            Err(error) => return Err(error.into()),
        }
    } else {
        intake.problems.0.extend(intake.facts.faults());
    }
    facts::in_order(&mut intake.problems);
    let mut shown_item = view;
    // The revision the form was filled in from: what somebody saved meanwhile is not passed over.
    shown_item.item.revision = revision;
    let shown = Shown {
        fields: &intake.fields,
        files: super::register::waiting(&intake.attachments),
        problems: &intake.problems,
        conflict: Vec::new(),
        notice: "",
        late: String::new(),
    };
    let edit = build(&site, &caller, &shown_item, shown).await?;
    again(&edit, StatusCode::UNPROCESSABLE_ENTITY)
}

/// Saves what can be read, and says which revision it is now.
pub(crate) async fn autosave(
    State(site): State<Site>,
    caller: Caller,
    Path(item): Path<String>,
    posted: Posted,
) -> Answer {
    let view = open(&site, &caller, &item).await?;
    let revision = posted.revision()?;
    let base = &view.item.facts;
    let intake = intake::read(&site, &caller, &view.item.agency, base, posted).await?;
    let saved = if intake.facts == *base && revision == view.item.revision {
        revision
    } else {
        let cx = &caller.cx;
        let saved = site
            .office
            .revise(cx, &view.item.id, revision, intake.facts)
            .await?;
        saved.revision
    };
    let revision = [("x-revision", saved.to_string())];
    Ok((StatusCode::NO_CONTENT, revision).into_response())
}

/// The item, if it may be changed now.
async fn open(site: &Site, caller: &Caller, item: &str) -> Result<ItemView, WebError> {
    let id = id(item)?;
    Ok(site.office.view_to(&caller.cx, &id, Action::Revise).await?)
}

/// The index number of the document that it interprets.
async fn interpreted(site: &Site, caller: &Caller, view: &ItemView) -> String {
    let Some(interpretation) = &view.item.facts.interpretation else {
        return String::new();
    };
    let document = site.office.view(&caller.cx, &interpretation.of).await;
    document.map_or_else(|_| String::new(), |document| document.item.index_number)
}

/// The form as it was typed, for an item that somebody sent into review meanwhile. It can be saved
/// from the same page once the item is sent back.
async fn late(site: &Site, caller: &Caller, item: &str, posted: &Posted) -> Answer {
    let mut view = site.office.view(&caller.cx, &id(item)?).await?;
    let typed = Fields::of_posted(posted);
    let saved = Fields::of_facts(&view.item.facts, &interpreted(site, caller, &view).await);
    let step = view.item.round.awaited().map(|step| step.name.as_str());
    let place = step.map_or_else(String::new, |step| format!("，等“{step}”这一步"));
    let files = if posted.files.is_empty() {
        ""
    } else {
        "这次新选的附件没有收下，以后要重新选。"
    };
    let late = format!(
        "您填写的时候，这条信息已经变成“{}”{place}，现在不能修改，所以没有保存。{files}您填的都还在下面：\
         确实要改的，请让正在审查的人点“退回修改”（已经审完的，点“开始更正”），然后回到这一页再保存；\
         不改也可以的，关掉这一页就行。",
        view.item.stage.zh()
    );
    view.item.revision = posted.revision()?;
    let shown = Shown {
        fields: &typed,
        files: facts::files(&view.item.id, &view.item.facts),
        problems: &Problems::default(),
        conflict: differences(&saved, &typed),
        notice: "",
        late,
    };
    let edit = build(site, caller, &view, shown).await?;
    again(&edit, StatusCode::CONFLICT)
}

/// Both texts: the form keeps what was typed, beside it stands what is saved.
async fn conflict(site: &Site, caller: &Caller, item: &str, intake: &Intake) -> Answer {
    let view = open(site, caller, item).await?;
    let saved = Fields::of_facts(&view.item.facts, &interpreted(site, caller, &view).await);
    let shown = Shown {
        fields: &intake.fields,
        files: super::register::waiting(&intake.attachments),
        problems: &Problems::default(),
        conflict: differences(&saved, &intake.fields),
        notice: "",
        late: String::new(),
    };
    let edit = build(site, caller, &view, shown).await?;
    again(&edit, StatusCode::CONFLICT)
}

fn differences(saved: &Fields, typed: &Fields) -> Vec<Difference> {
    let names = [
        "title",
        "document_number",
        "dated_on",
        "formed_on",
        "category",
        "listing",
        "topic",
        "summary",
        "body",
        "attribute",
        "ground",
        "reason",
        "issuing_organ",
        "origin",
        "carrier",
        "normative",
        "validity",
        "ended_on",
        "repealed_by",
        "keywords",
        "section",
        "shelf",
        "publish_within",
        "needs_interpretation",
        "interprets",
        "form",
    ];
    let one = |field: &'static str| {
        let (theirs, typed) = (saved.text(field), typed.text(field));
        (theirs.replace('\r', "") != typed.replace('\r', "")).then(|| Difference {
            field,
            label: facts::label(field),
            theirs: theirs.to_owned(),
            typed: typed.to_owned(),
        })
    };
    names.into_iter().filter_map(one).collect()
}

async fn build(
    site: &Site,
    caller: &Caller,
    view: &ItemView,
    shown: Shown<'_>,
) -> Result<Edit, WebError> {
    let wrong = !shown.problems.is_empty() || !shown.conflict.is_empty() || !shown.late.is_empty();
    let title = titled("修改信息", wrong);
    let shell = Console::of(site, caller, &title, "/desk/information").await?;
    let item = &view.item;
    let categories = site.office.categories(&item.agency).await?;
    let returned = item.stage == Stage::Returned;
    let said = if returned {
        steps::said(item)
    } else {
        Vec::new()
    };
    let entries = intake::entries(site, caller, &item.agency, &item.facts).await?;
    let filling = Filling {
        fields: shown.fields,
        problems: shown.problems,
        said: &said,
        categories: &categories,
        entries: &entries,
        proposed: &[],
    };
    let (main, more) = (filling.main(), filling.more());
    let placed = |name: &str| {
        let mut fields = std::iter::once(&main)
            .chain(&more)
            .flat_map(|group| &group.fields);
        fields.any(|field| field.name == name)
    };
    let general = said.iter().filter(|said| !placed(&said.field)).cloned();
    Ok(Edit {
        shell: shell.with_notice(shown.notice),
        heading: if returned {
            "修改后再送审"
        } else {
            "修改信息"
        },
        form: Form {
            action: format!("/desk/information/{}/edit", item.id),
            autosave: format!("/desk/information/{}/autosave", item.id),
            csrf: caller.csrf.clone(),
            revision: item.revision.to_string(),
            agency: String::new(),
            agencies: Vec::new(),
            general: general.collect(),
            main,
            more,
            files: shown.files,
            file_error: shown.problems.of("file").to_owned(),
            problems: shown.problems.clone(),
        },
        again: format!("/desk/information/{}", item.id),
        conflict: shown.conflict,
        late: shown.late,
    })
}
