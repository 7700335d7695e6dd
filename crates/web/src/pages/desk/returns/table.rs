//! The return of a quarter: its table, what is missing, what changed since it was handed in, and the
//! forms to complete it and to hand it in.

use super::{AT, Answer, Asked, Workplace, absence, file, named, notices, page, quarter, titled};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use crate::words::{document_date, short_date};
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::Refusal;
use gongkai_domain::returns::{Absence, Change, Line, Source, Value};
use gongkai_office::{ReturnFile, ReturnView};
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "desk/returns/table.html")]
pub(super) struct TablePage {
    pub(super) shell: Console,
    pub(super) summary: Summary,
    /// Address part of the agency.
    slug: String,
    agency: String,
    /// The quarter: its key and its name.
    key: String,
    quarter: String,
    year: i16,
    title: String,
    cite: String,
    lede: String,
    groups: Vec<Group>,
    missing: usize,
    changed: Vec<(String, String, String)>,
    typing: Option<Sheet>,
    handing: Option<Sheet>,
    /// The token, where it can be taken back.
    reopen: Option<String>,
    /// The page where it can be noted without figures, if the agency has the duty.
    elsewhere: String,
}

struct Group {
    name: String,
    rows: Vec<Row>,
}

struct Row {
    number: usize,
    name: String,
    part: bool,
    unit: String,
    quarter: Cell,
    year: Cell,
    note: String,
}

/// A number with the page of what stands behind it, or why there is none.
struct Cell {
    number: String,
    href: String,
}

/// What is typed into the forms again where something was wrong.
#[derive(Default)]
pub(super) struct Forms {
    pub(super) typing: Option<Sheet>,
    pub(super) handing: Option<Sheet>,
}

/// The page.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(period): Path<String>,
    Query(asked): Asked,
) -> Answer {
    let (place, view) = opened(&site, &caller, &period, named(&asked)).await?;
    let mut shown = shown(&site, &caller, &place, &view, Forms::default()).await?;
    shown.shell = shown.shell.with_notice(notices::of(&asked));
    page(&shown)
}

/// Hands the table out.
pub(crate) async fn download(
    State(site): State<Site>,
    caller: Caller,
    Path((period, name)): Path<(String, String)>,
    Query(asked): Asked,
) -> Answer {
    let place = Workplace::of(&site, &caller, named(&asked)).await?;
    let wanted = ReturnFile::of_code(&name).ok_or(Refusal::Unknown)?;
    let office = &site.office;
    let paper = office.return_paper(&caller.cx, &place.agency, quarter(&period)?, wanted);
    let (name, bytes) = paper.await?;
    Ok(file::sent(&name, wanted.ending(), bytes))
}

/// The return of an address.
pub(super) async fn opened(
    site: &Site,
    caller: &Caller,
    period: &str,
    slug: &str,
) -> Result<(Workplace, ReturnView), WebError> {
    let place = Workplace::of(site, caller, slug).await?;
    let quarter = quarter(period)?;
    let view = site
        .office
        .quarterly_return(&caller.cx, &place.agency, quarter);
    let view = view.await?;
    Ok((place, view))
}

/// The page of a return, with forms as they were typed where something was wrong.
pub(super) async fn shown(
    site: &Site,
    caller: &Caller,
    place: &Workplace,
    view: &ReturnView,
    forms: Forms,
) -> Result<TablePage, WebError> {
    let today = caller.cx.today();
    let slug = &place.agency.slug;
    let open = view.may_keep && view.handed_in().is_none();
    let begun = view.quarter.days().0 <= today;
    let over = view.quarter.days().1 <= today;
    let typing = forms.typing.or_else(|| typing(caller, view, slug));
    let handing = forms.handing.unwrap_or_else(|| handing(caller, view, slug));
    let typing = typing.filter(|_| open && begun);
    let handing = Some(handing).filter(|_| open && over);
    let sheets = typing.iter().chain(handing.iter());
    let wrong = sheets.into_iter().find(|sheet| sheet.is_wrong());
    let summary = wrong.map(Sheet::summary).unwrap_or_default();
    let title = titled(&view.table.title, wrong.is_some());
    Ok(TablePage {
        shell: Console::of(site, caller, &title, "/desk/duties").await?,
        summary,
        slug: slug.clone(),
        agency: place.agency.name_on(today).to_owned(),
        key: view.quarter.to_string(),
        quarter: view.quarter.zh(),
        year: view.quarter.year(),
        title: view.table.title.clone(),
        cite: view.table.cite.clone(),
        lede: lede(view, today),
        groups: groups(view, slug),
        missing: view.missing(),
        changed: view.changes.iter().map(changed).collect(),
        reopen: (view.may_keep && view.handed_in().is_some()).then(|| caller.csrf.clone()),
        elsewhere: elsewhere(view, slug),
        typing,
        handing,
    })
}

fn lede(view: &ReturnView, today: Date) -> String {
    match view.handed_in() {
        Some(handed_in) => format!(
            "{}已经报送，{}登记。填表人{}，审核人{}。下面是报送时的数。",
            document_date(&handed_in.on),
            handed_in.by,
            handed_in.compiled_by,
            handed_in.checked_by
        ),
        None if view.quarter.days().1 > today => {
            "这一季度还没有结束，下面是到今天为止的数。".to_owned()
        }
        None => "数已经按系统里的记录算好。点数字看是哪些记录，缺的补填，核对以后打印、报送。"
            .to_owned(),
    }
}

/// Where a turn is noted that was reported otherwise.
fn elsewhere(view: &ReturnView, slug: &str) -> String {
    let open = view.may_keep && view.handed_in().is_none();
    let turn = view.turn.as_ref().filter(|_| open);
    turn.map_or_else(String::new, |_| {
        let (duty, quarter) = (&view.table.duty, view.quarter);
        format!("/desk/duties/{duty}?agency={slug}&period={quarter}")
    })
}

fn groups(view: &ReturnView, slug: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (number, line) in (1..).zip(view.shown()) {
        if groups.last().is_none_or(|group| group.name != line.group) {
            groups.push(Group {
                name: line.group.clone(),
                rows: Vec::new(),
            });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(row(view, line, number, slug));
        }
    }
    groups
}

fn row(view: &ReturnView, line: &Line, number: usize, slug: &str) -> Row {
    let behind = format!("{AT}/{}/behind/{}?agency={slug}", view.quarter, line.id);
    let cell = |value: &Value, more: &str| Cell {
        number: value
            .number()
            .map_or_else(String::new, |number| number.to_string()),
        href: match value {
            Value::Counted { .. } => format!("{behind}{more}"),
            Value::Typed(_) | Value::Absent(_) => String::new(),
        },
    };
    Row {
        number,
        name: line.zh.clone(),
        part: line.part,
        unit: line.unit.clone(),
        quarter: cell(&line.quarter, ""),
        year: cell(&line.year, "&span=year"),
        note: note(view, line),
    }
}

/// Where the number of the quarter comes from, as far as it has to be known, and what lacks.
fn note(view: &ReturnView, line: &Line) -> String {
    let of_year = match (&line.quarter, &line.year) {
        (Value::Counted { .. } | Value::Typed(_), Value::Absent(why)) => absence(why),
        _ => String::new(),
    };
    let of_quarter = match &line.quarter {
        Value::Absent(why) => absence(why),
        Value::Counted { uncounted, .. } if *uncounted > 0 => {
            uncounted_note(view, line, *uncounted)
        }
        Value::Counted { .. } => String::new(),
        Value::Typed(_) => {
            let typed = view.kept.as_ref().and_then(|kept| kept.typed.get(&line.id));
            typed.map_or_else(String::new, |typed| {
                format!("{} {} 补填", typed.by, typed.on)
            })
        }
    };
    match (of_quarter.is_empty(), of_year.is_empty()) {
        (false, false) => format!("{of_quarter}；{of_year}"),
        (_, true) => of_quarter,
        (true, false) => of_year,
    }
}

fn uncounted_note(view: &ReturnView, line: &Line, uncounted: u64) -> String {
    let indicator = view.table.indicator(&line.id);
    if indicator.is_some_and(|one| matches!(one.source, Source::Requests(_))) {
        return format!("另有 {uncounted} 件的答复期限还算不出来，没有计入");
    }
    format!("另有 {uncounted} 条没有写数或者单位，没有计入")
}

fn changed(change: &Change) -> (String, String, String) {
    let said = |(quarter, year): &(Value, Value)| {
        let one = |value: &Value| {
            let number = value.number();
            number.map_or_else(|| "没有数".to_owned(), |number| number.to_string())
        };
        format!("本期 {}，累计 {}", one(quarter), one(year))
    };
    (change.zh.clone(), said(&change.then), said(&change.now))
}

/// The fields of what the program does not know; none, where it knows all.
pub(super) fn typing(caller: &Caller, view: &ReturnView, slug: &str) -> Option<Sheet> {
    let action = format!("{AT}/{}", view.quarter);
    let mut sheet = Sheet::new("typing", &action, &caller.csrf, "保存补填的数")
        .secondary()
        .hidden("agency", slug)
        .hidden("revision", &revision(view));
    let mut any = false;
    for group in &view.table.groups {
        let of_group = group.indicators.iter().filter_map(|indicator| {
            let mut lines = (1..).zip(&view.lines);
            let (number, line) = lines.find(|(_, line)| line.id == indicator.id)?;
            let asked = line.quarter.is_asked();
            asked.then(|| field(view, (number, line), &indicator.source))
        });
        let fields: Vec<Field> = of_group.collect();
        if !fields.is_empty() {
            any = true;
            sheet = sheet.row(group.zh.clone(), fields, Vec::new());
        }
    }
    any.then_some(sheet)
}

fn field(view: &ReturnView, (number, line): (usize, &Line), source: &Source) -> Field {
    let typed = view.kept.as_ref().and_then(|kept| kept.typed.get(&line.id));
    let value = typed.map_or_else(String::new, |typed| typed.number.to_string());
    let why = match (&line.quarter, source) {
        (Value::Absent(Absence::NoLedger(_)), _) => "台账没有记录；确实没有发生的填0",
        (_, Source::Requests(_)) => "系统里没有登记过申请；确实没有收到的填0",
        _ => "",
    };
    // Parts of different indicators may have the same name: the row's number tells them apart.
    let label = format!("{number}. {}（{}）", line.zh, line.unit);
    Field::text(&line.id, &label)
        .optional_as("")
        .hint(why)
        .numeric()
        .width("w-short")
        .value(&value)
}

/// The form to hand in.
pub(super) fn handing(caller: &Caller, view: &ReturnView, slug: &str) -> Sheet {
    let person = caller.cx.actor.person();
    let name = person.map_or("", |person| person.name.as_str());
    Sheet::new(
        "handing",
        &format!("{AT}/{}/handed", view.quarter),
        &caller.csrf,
        "登记已经报送",
    )
    .hidden("agency", slug)
    .hidden("revision", &revision(view))
    .field(
        Field::text("on", "报送日期")
            .hint("实际报给上级的那一天，例如 2026-1-5")
            .value(&caller.cx.today().to_string())
            .width("w-mid"),
    )
    .field(
        Field::text("compiled_by", "填表人")
            .value(name)
            .width("w-mid"),
    )
    .field(Field::text("checked_by", "审核人").width("w-mid"))
}

fn revision(view: &ReturnView) -> String {
    let kept = view.kept.as_ref();
    kept.map_or_else(String::new, |kept| kept.revision.to_string())
}

/// 1月5日 of a day that is named beside this year's.
pub(super) fn day(day: Option<Date>, today: Date) -> String {
    day.map_or_else(String::new, |day| short_date(&day, &today))
}
