//! A spreadsheet or a pasted table into a ledger: choose or paste, look at what would happen, confirm.
//! What was read is carried along in the page, so that nothing is kept of what was not confirmed.

use super::{AT, chosen, done, named, opened};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::Posted;
use crate::pages::desk::{Answer, Asked, again, file, page, titled, to};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::dates;
use gongkai_domain::ledger::{Column, Ledger};
use gongkai_office::{
    AS_IDENTITY, Outcome, Plan, REGISTER, Told, read_pasted, read_sheet, register_columns,
};
use std::collections::BTreeMap;

/// Where the register is.
const DESK: &str = "/desk/information";
/// Rows shown of a plan besides those that are wrong.
const SHOWN: usize = 20;
/// Wrong rows shown.
const WRONG: usize = 100;

struct Head {
    text: String,
    position: usize,
    column: &'static str,
    identity: bool,
}

struct Line {
    number: u32,
    word: &'static str,
    badge: &'static str,
    /// A cell and what is wrong with it.
    cells: Vec<(String, String)>,
    /// What is wrong with the row as a whole, or with columns that the sheet lacks.
    wrong: Vec<String>,
}

struct Preview {
    /// The head of the column with the identities, and what says that a column is it.
    identity: &'static str,
    as_identity: &'static str,
    heads: Vec<Head>,
    lines: Vec<Line>,
    new: usize,
    changed: usize,
    same: usize,
    wrong: usize,
    filled: Vec<String>,
    notes: Vec<String>,
    /// Whether nothing stands in the way.
    sound: bool,
    hindrances: Vec<String>,
    /// Records that end, and on which day.
    ends: Vec<String>,
    ends_on: String,
    hidden: usize,
}

#[derive(Template)]
#[template(path = "desk/import.html")]
struct Import {
    shell: Console,
    ledger: &'static Ledger,
    /// The address of the table, and what leads there.
    at: String,
    above: Option<(&'static str, &'static str)>,
    slug: String,
    csrf: String,
    text: String,
    /// The day of the edition, and whether it takes the place of what stands.
    from: String,
    replaces: bool,
    problem: String,
    preview: Option<Preview>,
}

/// Asks for the table.
pub(crate) async fn show(
    State(site): State<Site>,
    Path(key): Path<String>,
    caller: Caller,
    Query(asked): Asked,
) -> Answer {
    let (agency, ledger) = opened(&site, &caller, &key, named(&asked)).await?;
    asked_for(&site, &caller, agency, ledger).await
}

/// Asks for the table of the register.
pub(crate) async fn show_register(
    State(site): State<Site>,
    caller: Caller,
    Query(asked): Asked,
) -> Answer {
    let (agency, ledger) = register(&site, &caller, named(&asked)).await?;
    asked_for(&site, &caller, agency, ledger).await
}

async fn asked_for(
    site: &Site,
    caller: &Caller,
    agency: Agency,
    ledger: &'static Ledger,
) -> Answer {
    let form = Form {
        agency,
        ledger,
        text: String::new(),
        from: String::new(),
        replaces: false,
    };
    page(&form.page(site, caller, "", None).await?)
}

/// The register of the agency named, or of the first for which one registers.
async fn register(
    site: &Site,
    caller: &Caller,
    named: &str,
) -> Result<(Agency, &'static Ledger), WebError> {
    let tree = site.office.agencies().await?;
    let may = |agency: &&Agency| {
        let lineage = tree.lineage(&agency.id);
        let object = Object::Agency(&lineage);
        decide(&caller.cx.actor, Action::Register, object).is_ok()
    };
    let own: Vec<Agency> = tree.0.iter().filter(may).cloned().collect();
    Ok((chosen(&own, named)?, register_columns()?))
}

/// What was posted: for whom, for which ledger, and the table as text.
struct Form {
    agency: Agency,
    ledger: &'static Ledger,
    text: String,
    from: String,
    replaces: bool,
}

/// Reads the table and shows what would happen; with `do=confirm`, does it; with `do=marked`, gives
/// the table back with its wrong cells marked.
pub(crate) async fn read(
    State(site): State<Site>,
    Path(key): Path<String>,
    caller: Caller,
    posted: Posted,
) -> Answer {
    let whose = opened(&site, &caller, &key, posted.text("agency")).await?;
    take(&site, &caller, whose, &posted).await
}

/// The same for the register.
pub(crate) async fn read_register(
    State(site): State<Site>,
    caller: Caller,
    posted: Posted,
) -> Answer {
    let whose = register(&site, &caller, posted.text("agency")).await?;
    take(&site, &caller, whose, &posted).await
}

#[expect(
    clippy::too_many_lines,
    reason = "one form: what was posted, read, planned, done"
)]
async fn take(
    site: &Site,
    caller: &Caller,
    (agency, ledger): (Agency, &'static Ledger),
    posted: &Posted,
) -> Answer {
    let key = ledger.key.as_str();
    let mut form = Form {
        agency,
        ledger,
        text: posted.raw("table").to_owned(),
        from: posted.text("from").to_owned(),
        replaces: posted.text("replaces") == "1",
    };
    if let Some((_, _, bytes)) = posted.files.first() {
        match read_sheet(ledger, bytes) {
            Ok(text) => form.text = text,
            Err(error) => return form.refused(site, caller, error.to_string()).await,
        }
    }
    if form.text.trim().is_empty() {
        let nothing = "请选择表格文件，或者把表格连同表头粘贴到下面的框里。";
        return form.refused(site, caller, nothing.to_owned()).await;
    }
    let grid = read_pasted(&form.text);
    let Ok(from) = dates::typed(&form.from, caller.cx.today()) else {
        let wrong = format!("“{}”不是日期。{}", form.from, dates::EXPLANATION);
        return form.refused(site, caller, wrong).await;
    };
    let told = Told {
        mapping: mapping(posted),
        from,
        replaces: form.replaces,
    };
    let (cx, id) = (&caller.cx, &form.agency.id);
    let plan = match site.office.plan_import(cx, id, key, &grid, &told).await {
        Ok(plan) => plan,
        Err(gongkai_office::OfficeError::File(message)) => {
            return form.refused(site, caller, message).await;
        }
        Err(error) => return Err(error.into()),
    };
    let sound = plan.is_sound();
    match posted.text("do") {
        "marked" => {
            let name = format!("{key}-wrong.xlsx");
            Ok(file::sent(&name, "xlsx", plan.marked_workbook()?))
        }
        "confirm" if sound => {
            site.office.import(cx, id, plan).await?;
            if key == REGISTER {
                return to("/desk/information?done=imported");
            }
            done(form.ledger, &form.agency, "imported")
        }
        _ => {
            let import = form.page(site, caller, "", Some(preview(&plan))).await?;
            let status = if sound {
                StatusCode::OK
            } else {
                StatusCode::UNPROCESSABLE_ENTITY
            };
            again(&import, status)
        }
    }
}

impl Form {
    async fn refused(&self, site: &Site, caller: &Caller, problem: String) -> Answer {
        let page = self.page(site, caller, &problem, None).await?;
        again(&page, StatusCode::UNPROCESSABLE_ENTITY)
    }

    async fn page(
        &self,
        site: &Site,
        caller: &Caller,
        problem: &str,
        preview: Option<Preview>,
    ) -> Result<Import, WebError> {
        let wrong = !problem.is_empty() || preview.as_ref().is_some_and(|preview| !preview.sound);
        let title = titled(&format!("导入{}", self.ledger.zh), wrong);
        let is_register = self.ledger.key == REGISTER;
        let (at, place) = if is_register {
            (DESK.to_owned(), DESK)
        } else {
            (format!("{AT}/{}", self.ledger.key), AT)
        };
        Ok(Import {
            shell: Console::of(site, caller, &title, place).await?,
            at,
            above: (!is_register).then_some((AT, "台账")),
            ledger: self.ledger,
            slug: self.agency.slug.clone(),
            csrf: caller.csrf.clone(),
            text: self.text.clone(),
            from: self.from.clone(),
            replaces: self.replaces,
            problem: problem.to_owned(),
            preview,
        })
    }
}

/// Which column of the ledger each column of the sheet is, where somebody said so.
fn mapping(posted: &Posted) -> BTreeMap<usize, String> {
    let told = posted.fields().filter_map(|(name, value)| {
        let position = name.strip_prefix("column-")?.parse().ok()?;
        Some((position, value.to_owned()))
    });
    told.collect()
}

fn preview(plan: &Plan) -> Preview {
    let [new, changed, same, wrong] = plan.tally();
    let heads = plan.heads.iter().enumerate().map(|(position, head)| Head {
        text: head.text.clone(),
        position,
        column: head.column.unwrap_or_default(),
        identity: head.identity,
    });
    let is_wrong = |row: &&gongkai_office::PlannedRow| !row.gaps().is_empty();
    let wrong_rows = plan.rows.iter().filter(is_wrong).take(WRONG);
    let right_rows = plan.rows.iter().filter(|row| !is_wrong(row)).take(SHOWN);
    let lines: Vec<Line> = wrong_rows
        .chain(right_rows)
        .map(|row| line(plan, row))
        .collect();
    Preview {
        identity: plan.identity,
        as_identity: AS_IDENTITY,
        heads: heads.collect(),
        hidden: plan.rows.len() - lines.len(),
        lines,
        new,
        changed,
        same,
        wrong,
        filled: plan
            .filled
            .iter()
            .map(|column| filled(plan, column))
            .collect(),
        notes: plan.notes.clone(),
        sound: plan.is_sound(),
        hindrances: plan.hindrances.clone(),
        ends: plan
            .ends
            .iter()
            .map(|(existing, _)| plan.ledger.title(&existing.values))
            .collect(),
        ends_on: plan
            .day
            .yesterday()
            .map(|day| day.to_string())
            .unwrap_or_default(),
    }
}

/// What stands in new records in a column that the sheet lacks.
fn filled(plan: &Plan, column: &Column) -> String {
    let text = match column.default.as_deref() {
        Some("today") => plan.day.to_string(),
        default => column.shown(default.unwrap_or_default()),
    };
    format!("表里没有“{}”一列，新增的都按“{text}”填写。", column.zh)
}

fn line(plan: &Plan, row: &gongkai_office::PlannedRow) -> Line {
    let (word, badge) = match row.outcome {
        Outcome::New(_) => ("新增", "badge-good"),
        Outcome::Changed(..) => ("修改", "badge-today"),
        Outcome::Same => ("不变", ""),
        Outcome::Wrong(_) => ("有误", "badge-late"),
    };
    let problem = |column: Option<&str>| {
        let mut gaps = row.gaps().iter();
        gaps.find(|gap| column == Some(gap.field))
            .map(|gap| gap.message.clone())
    };
    let heads = plan.heads.iter().zip(&row.texts);
    let cells = heads.map(|(head, text)| (text.clone(), problem(head.column).unwrap_or_default()));
    let has_column = |field: &str| plan.heads.iter().any(|head| head.column == Some(field));
    let others = row.gaps().iter().filter(|gap| !has_column(gap.field));
    Line {
        number: row.number,
        word,
        badge,
        cells: cells.collect(),
        wrong: others.map(|gap| gap.message.clone()).collect(),
    }
}
