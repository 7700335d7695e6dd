//! The report of a year as a list of things to do: its parts with their state, what the rules find, the
//! tables with the records behind every number, the lock, what changed since.

use super::onward::Onward;
use super::{
    AT, Answer, Asked, Workplace, address, again, may, named, notices, opened, page, titled, to,
};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::report_tables::{ReportTables, ShownCell};
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use crate::words::document_date;
use askama::Template;
use axum::extract::{Path, Query, State};
use gongkai_domain::access::Action;
use gongkai_domain::compile::{Amendment, CellValue};
use gongkai_domain::report::{Cell, CellSpec, Form, SectionId};
use gongkai_domain::rules::{Finding, Outcome, Severity};
use gongkai_office::{OfficeError, ReportView};
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "desk/reports/overview.html")]
struct Overview {
    shell: Console,
    summary: Summary,
    slug: String,
    agency: String,
    year: i16,
    lede: String,
    tasks: Vec<Task>,
    findings: Vec<Found>,
    onward: Onward,
    tables: ReportTables,
    changed: Vec<(String, String, String)>,
    changed_texts: Vec<String>,
    amendments: Vec<Amended>,
    lock: Option<Sheet>,
}

/// A part of the report.
struct Task {
    href: String,
    name: String,
    badge: &'static str,
    state: String,
    note: String,
}

/// A finding as it is shown.
pub(crate) struct Found {
    pub(crate) badge: &'static str,
    pub(crate) grade: &'static str,
    pub(crate) words: String,
}

struct Amended {
    on: String,
    by: String,
    reason: String,
    what: String,
}

/// The page.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(year): Path<String>,
    Query(asked): Asked,
) -> Answer {
    let (place, view) = opened(&site, &caller, &year, named(&asked)).await?;
    let mut shown = shown(&site, &caller, &place, &view, None).await?;
    shown.shell = shown.shell.with_notice(notices::of(&asked));
    page(&shown)
}

/// Locks the period, or amends what was locked.
pub(crate) async fn lock(
    State(site): State<Site>,
    caller: Caller,
    Path(year): Path<String>,
    posted: Posted,
) -> Answer {
    let (place, view) = opened(&site, &caller, &year, posted.text("agency")).await?;
    let (agency, seen) = (&place.agency, (view.year, posted.revision()?));
    let office = &site.office;
    let locked = view.work.frozen.is_some();
    let done = if locked {
        let reason = posted.text("reason");
        Box::pin(office.amend_report(&caller.cx, agency, seen, reason)).await
    } else {
        Box::pin(office.lock_report(&caller.cx, agency, seen, posted.ticked("looked"))).await
    };
    match done {
        Ok(()) => {
            let what = if locked {
                "report_amended"
            } else {
                "report_locked"
            };
            to(&format!("{}&done={what}", address(view.year, &agency.slug)))
        }
        Err(OfficeError::Invalid(gaps)) => {
            let sheet = locking(&caller, &view, &agency.slug);
            let sheet = sheet.map(|sheet| sheet.typed(&posted).with(&Problems(gaps)));
            let page = shown(&site, &caller, &place, &view, sheet).await?;
            again(&page, page.summary.status())
        }
        Err(error) => Err(error.into()),
    }
}

async fn shown(
    site: &Site,
    caller: &Caller,
    place: &Workplace,
    view: &ReportView,
    lock: Option<Sheet>,
) -> Result<Overview, WebError> {
    let slug = &place.agency.slug;
    let lock = lock.or_else(|| locking(caller, view, slug));
    let wrong = lock.as_ref().filter(|sheet| sheet.is_wrong());
    let summary = wrong.map(Sheet::summary).unwrap_or_default();
    let title = titled(&format!("{}年年度报告", view.year), wrong.is_some());
    let (changed, texts) = view.changes();
    let form = view.compiled.form();
    Ok(Overview {
        shell: Console::of(site, caller, &title, "/desk/reports").await?,
        summary,
        slug: slug.clone(),
        agency: view.agency.clone(),
        year: view.year,
        lede: lede(view, caller.cx.today()),
        tasks: tasks(view, slug, may(caller, Action::CompleteReport)),
        findings: view.findings.iter().map(found).collect(),
        onward: Onward::of(site, caller, place, view).await?,
        tables: tables(view, slug),
        changed: changed
            .into_iter()
            .map(|(cell, then, now)| (form.cell_label(&cell), then, now))
            .collect(),
        changed_texts: view
            .paragraphs
            .iter()
            .filter(|one| texts.contains(&one.key))
            .map(|one| part_name(&one.heading, one.section))
            .collect(),
        amendments: view.work.amendments.iter().map(amended).collect(),
        lock,
    })
}

fn lede(view: &ReportView, today: Date) -> String {
    match &view.work.frozen {
        Some(frozen) => format!(
            "{}由{}锁定。锁定以后再登记、修改的记录不改动这份报告，要改须写明原因更正，更正前后都留着。",
            document_date(&frozen.on),
            frozen.by
        ),
        None if view.year >= today.year() => {
            "这一年还没有过完，下面是到今天为止的数。".to_owned()
        }
        None => "数已经按这一年的记录算好。补填系统里没有的数，看一遍文字和核对结果，请领导锁定，再公布。"
            .to_owned(),
    }
}

/// The parts of the report, in order, with what is to do in each.
fn tasks(view: &ReportView, slug: &str, may: bool) -> Vec<Task> {
    let mut tasks = vec![numbers_task(view, slug, may)];
    for (name, section) in [
        ("三、依申请公开情况", SectionId::Three),
        ("四、复议、诉讼情况", SectionId::Four),
    ] {
        tasks.push(Task {
            href: format!("#section-{}", section.name()),
            name: name.to_owned(),
            badge: "badge-good",
            state: "自动".to_owned(),
            note: "按申请、复议诉讼的登记逐件计算".to_owned(),
        });
    }
    for paragraph in &view.paragraphs {
        let (badge, state) = match &paragraph.written {
            _ if paragraph.is_open() => ("badge-late", "有数据缺着".to_owned()),
            Some(written) => match written.from_year {
                Some(year) => ("badge-today", format!("来自{year}年，请核对")),
                None => ("badge-good", format!("{}改写", written.by)),
            },
            None if paragraph.text.is_empty() => ("badge-today", "还没有内容".to_owned()),
            None => ("badge-good", "自动".to_owned()),
        };
        let about = if paragraph.unknown.is_empty() {
            String::new()
        } else {
            format!("没有写进：{}", paragraph.unknown.join("、"))
        };
        tasks.push(Task {
            href: format!("{AT}/{}/text/{}?agency={slug}", view.year, paragraph.key),
            name: part_name(&paragraph.heading, paragraph.section),
            badge,
            state,
            note: about,
        });
    }
    tasks
}

fn numbers_task(view: &ReportView, slug: &str, open: bool) -> Task {
    let (unanswered, asked) = (view.unanswered(), view.compiled.asked().count());
    let (badge, state) = match unanswered {
        0 if asked == 0 => ("badge-good", "自动".to_owned()),
        0 => ("badge-good", "已填好".to_owned()),
        left => ("badge-today", format!("待填{left}格")),
    };
    let form = view.compiled.form();
    let counted = form
        .cells()
        .iter()
        .filter(|spec| is_of(form, spec, SectionId::Two));
    Task {
        href: if open && asked > 0 {
            format!("{AT}/{}/numbers?agency={slug}", view.year)
        } else {
            "#section-two".to_owned()
        },
        name: "二、主动公开情况".to_owned(),
        badge,
        state,
        note: format!(
            "{}格按台账算好，{asked}格由您填",
            counted.count().saturating_sub(asked)
        ),
    }
}

/// What a paragraph is called.
pub(super) fn part_name(heading: &str, section: Option<SectionId>) -> String {
    match section {
        _ if !heading.is_empty() => format!("一、总体情况{heading}"),
        None => "开头说明".to_owned(),
        Some(SectionId::Five) => "五、存在的主要问题及改进情况".to_owned(),
        Some(SectionId::Six) => "六、其他需要报告的事项".to_owned(),
        Some(section) => format!("第{}部分", section.numeral()),
    }
}

/// A finding in the words of the law.
pub(crate) fn found(finding: &Finding) -> Found {
    let (badge, grade) = match (finding.outcome, finding.severity) {
        (Outcome::NotEvaluated, _) => ("", "没法核对"),
        (_, Severity::Error) => ("badge-late", "错误"),
        (_, Severity::Warning) => ("badge-today", "请看一下"),
        (_, Severity::Info) => ("", "说明"),
    };
    Found {
        badge,
        grade,
        words: finding.message.zh.clone(),
    }
}

fn is_of(form: &Form, spec: &CellSpec, section: SectionId) -> bool {
    let table = form.tables.get(spec.table);
    table.is_some_and(|table| table.section == section)
}

/// The tables as they stand, each number with the page of its records.
fn tables(view: &ReportView, slug: &str) -> ReportTables {
    let form = view.compiled.form();
    let report = view.report();
    let tables = report.tables.as_ref();
    ReportTables::of(form, |spec| {
        let stated = tables.and_then(|tables| tables.cell(&spec.id));
        let number = stated.and_then(Cell::number);
        let value = view.compiled.cell(&spec.id).map(|cell| &cell.value);
        let counted = matches!(value, Some(CellValue::Counted { .. }));
        let zero = number.is_none_or(|number| number.to_string() == "0");
        let mut cell = ShownCell::of(stated);
        cell.empty = "待填";
        cell.label = form.cell_label(&spec.id);
        if counted && !zero {
            cell.href = format!("{AT}/{}/behind/{}?agency={slug}", view.year, spec.id);
        }
        match value {
            Some(CellValue::Typed(..)) => "补填",
            Some(CellValue::Beyond(_)) => "无权制定",
            _ => "",
        }
        .clone_into(&mut cell.how);
        cell
    })
}

fn amended(amendment: &Amendment) -> Amended {
    Amended {
        on: document_date(&amendment.on),
        by: amendment.by.clone(),
        reason: amendment.reason.clone(),
        what: format!(
            "{}格，{}段文字",
            amendment.cells.len(),
            amendment.texts.len()
        ),
    }
}

/// The form of the responsible leader: to lock, or to amend where something changed since.
fn locking(caller: &Caller, view: &ReportView, slug: &str) -> Option<Sheet> {
    let over = view.year < caller.cx.today().year();
    if !over || !may(caller, Action::LockReport) {
        return None;
    }
    let action = format!("{AT}/{}", view.year);
    let revision = view.work.revision.to_string();
    let sheet = |button| {
        Sheet::new("lock", &action, &caller.csrf, button)
            .hidden("agency", slug)
            .hidden("revision", &revision)
    };
    if view.work.frozen.is_none() {
        let sheet = sheet("审定并锁定");
        return Some(match view.doubt() {
            Some(doubt) => sheet.field(Field::tick(
                "looked",
                &format!("{doubt}。我都看过，照此锁定"),
            )),
            None => sheet,
        });
    }
    let (cells, texts) = view.changes();
    let changed = !cells.is_empty() || !texts.is_empty();
    changed.then(|| {
        let reason = Field::area("reason", "为什么更正", 3);
        sheet("按现在的记录更正").field(reason)
    })
}
