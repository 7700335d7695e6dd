//! Registering: first the file, from which the form is filled in; then the form.

use super::facts::File;
use super::fields::Fields;
use super::form::{Choice, Filling, Form, Kind};
use super::intake::{self, Intake};
use super::{Answer, Asked, again, page, titled, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::shell::Console;
use crate::words::bytes;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use gongkai_domain::access::Refusal;
use gongkai_domain::agency::Agency;
use gongkai_domain::information::{Attachment, Facts};
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "desk/upload.html")]
struct Upload {
    shell: Console,
    csrf: String,
    agencies: Vec<Choice>,
    problems: Problems,
}

#[derive(Template)]
#[template(path = "desk/register.html")]
struct Register {
    shell: Console,
    heading: &'static str,
    form: Form,
    again: String,
    conflict: Vec<super::edit::Difference>,
    late: String,
}

/// Asks for the file; with `?form=1`, or for the interpretation of a document, shows the form at once.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let own = intake::agencies(&site, &caller).await?;
    let interprets = asked.get("interprets").map_or("", String::as_str);
    if !asked.contains_key("form") && interprets.is_empty() {
        return upload(&site, &caller, &own, Problems::default()).await;
    }
    let chosen = super::named(&asked);
    let agency = chosen_agency(&own, chosen)?;
    let facts = fresh(agency, caller.cx.today());
    let fields = Fields::of_facts(&facts, interprets);
    let intake = Intake {
        fields,
        facts,
        attachments: Vec::new(),
        problems: Problems::default(),
        proposals: gongkai_office::Proposals::default(),
    };
    form(&site, &caller, &own, agency, &intake, &[]).await
}

/// Reads the file and shows the form, or registers.
pub(crate) async fn save(State(site): State<Site>, caller: Caller, posted: Posted) -> Answer {
    let own = intake::agencies(&site, &caller).await?;
    let agency = chosen_agency(&own, posted.text("agency"))?;
    let step = posted.text("do").to_owned();
    if step == "upload" && posted.files.is_empty() {
        let mut problems = Problems::default();
        problems.add(
            "file",
            "请选择文件；没有附件的，点下面的“没有附件，直接填写”。",
        );
        return upload(&site, &caller, &own, problems).await;
    }
    let base = fresh(agency, caller.cx.today());
    let mut intake = intake::read(&site, &caller, &agency.id, &base, posted).await?;
    if step == "upload" {
        let wrong = intake.problems.0.iter().filter(|gap| gap.field == "file");
        let wrong = Problems(wrong.cloned().collect());
        if !wrong.is_empty() {
            return upload(&site, &caller, &own, wrong).await;
        }
        intake.problems = Problems::default();
        let proposed = propose(&mut intake, &base);
        return form(&site, &caller, &own, agency, &intake, &proposed).await;
    }
    if intake.problems.is_empty() {
        let facts = intake.facts.clone();
        match site.office.register(&caller.cx, &agency.id, facts).await {
            Ok(item) if step == "check" => {
                return to(&format!("/desk/information/{}/check", item.id));
            }
            Ok(item) => return to(&format!("/desk/information/{}/edit?done=saved", item.id)),
            Err(error) if !error.gaps().is_empty() => {
                intake.problems.0.extend(error.gaps().to_vec());
            }
            Err(error) => return Err(error.into()),
        }
    } else {
        intake.problems.0.extend(intake.facts.faults());
    }
    super::facts::in_order(&mut intake.problems);
    form(&site, &caller, &own, agency, &intake, &[]).await
}

fn chosen_agency<'a>(own: &'a [Agency], chosen: &str) -> Result<&'a Agency, WebError> {
    let found = own.iter().find(|agency| agency.id.as_str() == chosen);
    let only = own.first().filter(|_| chosen.is_empty());
    found.or(only).ok_or(WebError::Refusal(Refusal::Unknown))
}

/// What is known before anything is typed.
fn fresh(agency: &Agency, today: Date) -> Facts {
    Facts {
        issuing_organ: agency.name_on(today).to_owned(),
        ..Facts::titled("")
    }
}

/// Fills in what the file says; gives the names of the fields.
fn propose(intake: &mut Intake, base: &Facts) -> Vec<&'static str> {
    let mut fields = Fields::of_facts(base, "");
    let mut proposed = Vec::new();
    let read = &intake.proposals;
    let day = read.dated_on.map(|day| day.to_string());
    let found = [
        ("title", read.title.clone()),
        ("document_number", read.document_number.clone()),
        ("dated_on", day.clone()),
        ("formed_on", day),
    ];
    for (name, value) in found {
        if let Some(value) = value {
            fields.set(name, &value);
            proposed.push(name);
        }
    }
    intake.fields = fields;
    proposed
}

fn choices(own: &[Agency], chosen: &str, today: Date) -> Vec<Choice> {
    let one = |agency: &Agency| Choice {
        value: agency.id.to_string(),
        label: agency.name_on(today).to_owned(),
        group: String::new(),
        on: agency.id.as_str() == chosen,
    };
    own.iter().map(one).collect()
}

async fn upload(site: &Site, caller: &Caller, own: &[Agency], problems: Problems) -> Answer {
    let title = titled("登记信息", !problems.is_empty());
    let shell = Console::of(site, caller, &title, "/desk/information/new").await?;
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let upload = Upload {
        shell,
        csrf: caller.csrf.clone(),
        agencies: choices(own, "", caller.cx.today()),
        problems,
    };
    again(&upload, status)
}

/// Files of a form, by where they are kept; before there is an item, they have no address.
pub(super) fn waiting(files: &[Attachment]) -> Vec<File> {
    let one = |file: &Attachment| File {
        href: String::new(),
        digest: file.digest.clone(),
        name: file.name.clone(),
        size: bytes(&file.size),
    };
    files.iter().map(one).collect()
}

async fn form(
    site: &Site,
    caller: &Caller,
    own: &[Agency],
    agency: &Agency,
    intake: &Intake,
    proposed: &[&'static str],
) -> Answer {
    let wrong = !intake.problems.is_empty();
    let title = titled("登记信息", wrong);
    let shell = Console::of(site, caller, &title, "/desk/information/new").await?;
    let categories = site.office.categories(&agency.id).await?;
    let entries = intake::entries(site, caller, &agency.id, &intake.facts).await?;
    let filling = Filling {
        fields: &intake.fields,
        problems: &intake.problems,
        said: &[],
        categories: &categories,
        entries: &entries,
        proposed,
    };
    let several = own.len() > 1;
    let register = Register {
        shell,
        heading: "登记信息",
        form: Form {
            action: "/desk/information/new".to_owned(),
            autosave: String::new(),
            csrf: caller.csrf.clone(),
            revision: String::new(),
            agency: agency.id.to_string(),
            agencies: if several {
                choices(own, agency.id.as_str(), caller.cx.today())
            } else {
                Vec::new()
            },
            main: filling.main(),
            more: filling.more(),
            files: waiting(&intake.attachments),
            file_error: intake.problems.of("file").to_owned(),
            problems: intake.problems.clone(),
            general: Vec::new(),
        },
        again: String::new(),
        conflict: Vec::new(),
        late: String::new(),
    };
    if wrong {
        again(&register, StatusCode::UNPROCESSABLE_ENTITY)
    } else {
        page(&register)
    }
}
