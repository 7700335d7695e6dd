//! The hand-over to archive and library: when, by which rule, to whom.

use super::{FormPage, SEEN, changed_meanwhile, managed};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::session::answer;
use crate::sheet::{Field, Sheet};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::dates;
use gongkai_domain::handover::{
    HandoverSetting, MonthDay, NoRhythm, Receiver, ReceiverKind, Rhythm, Start,
};
use gongkai_office::{OfficeError, settings_mark};
use jiff::civil::Date;

/// Houses of the form; an empty name is no house.
const HOUSES: usize = 4;

const KINDS: [(&str, &str); 3] = [
    ("monthly", "每月固定几天，移交到那天为止公开的"),
    ("next_month", "每月一天以前，移交上个月公开的"),
    ("each", "逐条计算，若干个工作日以内"),
];

fn sheet(caller: &Caller, agency: &Agency) -> Sheet {
    let action = format!("/admin/agencies/{}/handover", agency.id);
    let setting = agency.settings.handover.as_ref();
    let text = |of: fn(&HandoverSetting) -> &str| setting.map_or("", of);
    let sheet = Sheet::new("handover", &action, &caller.csrf, "保存移交设置")
        .hidden(SEEN, &settings_mark(&agency.settings));
    let mut sheet = when(sheet, setting, caller.cx.today()).heading(
        "receivers",
        "交给谁",
        "填写接收单位的全称，与印章一致；不用的留空。",
    );
    for at in 0..HOUSES {
        let house = setting.and_then(|setting| setting.receivers.get(at));
        let fields = house_fields(at, house);
        sheet = sheet.row(format!("接收单位{}", at + 1), fields, Vec::new());
    }
    sheet
        .heading("", "谁移交", "印在目录表和交接文据上。")
        .field(
            Field::text("contact", "移交人")
                .optional()
                .value(text(|setting| &setting.contact))
                .width("w-mid"),
        )
        .field(
            Field::text("telephone", "联系电话")
                .optional()
                .value(text(|setting| &setting.telephone))
                .width("w-mid"),
        )
}

/// The fields of the rhythm.
fn when(sheet: Sheet, setting: Option<&HandoverSetting>, today: Date) -> Sheet {
    let typed = Typed::of(setting.map(|setting| &setting.rhythm));
    let since = setting.map_or(today.first_of_month(), |setting| setting.since);
    let source = setting.map_or("", |setting| setting.source.as_str());
    let starts = [Start::Formed, Start::Published].map(|from| (from.code(), from.zh()));
    sheet
        .heading(
            "",
            "什么时候",
            "按上级规定的日期。条例第二十五条要求及时提供。",
        )
        .field(Field::select("kind", "日期规则", KINDS).value(typed.kind))
        .field(
            Field::text("days", "每月哪几天")
                .hint("前两种规则填写，例如“15、最后一天”“5、20”“10”")
                .value(&typed.days)
                .width("w-mid"),
        )
        .field(Field::tick("roll", "遇节假日顺延到下一个工作日").ticked(typed.roll))
        .field(
            Field::text("workdays", "多少个工作日以内")
                .hint("第三种规则填写，例如 20")
                .value(&typed.workdays)
                .width("w-short")
                .numeric(),
        )
        .field(
            Field::select("from", "从哪天起算", starts)
                .hint("第三种规则选择")
                .value(typed.from),
        )
        .field(
            Field::text("source", "依据")
                .hint("规定这个日期的文件名称和文号")
                .value(source),
        )
        .field(
            Field::text("since", "从哪天公开的信息起用本系统移交")
                .hint("这天以前公开的，当作已经移交过")
                .value(&since.to_string())
                .width("w-mid"),
        )
}

fn house_fields(at: usize, house: Option<&Receiver>) -> Vec<Field> {
    let kinds = ReceiverKind::ALL.map(|kind| (kind.code(), kind.zh()));
    let usual = if at == 1 {
        ReceiverKind::Library
    } else {
        ReceiverKind::Archive
    };
    let copies = |copies: Option<u8>| copies.unwrap_or(1).to_string();
    let number = |name: &str, label: &str, value: Option<u8>| {
        Field::text(&format!("{name}.{at}"), label)
            .value(&copies(value))
            .width("w-short")
            .numeric()
    };
    vec![
        Field::text(&format!("house.{at}"), "名称")
            .value(house.map_or("", |house| house.name.as_str())),
        Field::select(&format!("house_kind.{at}"), "种类", kinds)
            .value(house.map_or(usual, |house| house.kind).code()),
        number("paper", "纸质份数", house.map(|house| house.paper)),
        number(
            "electronic",
            "电子份数",
            house.map(|house| house.electronic),
        ),
    ]
}

/// A rhythm as the form shows it.
struct Typed {
    kind: &'static str,
    days: String,
    roll: bool,
    workdays: String,
    from: &'static str,
}

impl Typed {
    fn of(rhythm: Option<&Rhythm>) -> Self {
        let bare = Self {
            kind: "monthly",
            days: String::new(),
            roll: false,
            workdays: String::new(),
            from: Start::Formed.code(),
        };
        let list = |days: &[MonthDay]| {
            let days: Vec<String> = days.iter().map(|day| day.zh()).collect();
            days.join("、")
        };
        match rhythm {
            None => bare,
            Some(Rhythm::Monthly { days, roll }) => Self {
                days: list(days),
                roll: *roll,
                ..bare
            },
            Some(Rhythm::NextMonth { day, roll }) => Self {
                kind: "next_month",
                days: list(&[*day]),
                roll: *roll,
                ..bare
            },
            Some(Rhythm::Each { workdays, from }) => Self {
                kind: "each",
                workdays: workdays.to_string(),
                from: from.code(),
                ..bare
            },
        }
    }
}

fn rhythm(posted: &Posted) -> Result<Rhythm, NoRhythm> {
    let roll = posted.ticked("roll");
    let days = || MonthDay::list(posted.text("days"));
    let rhythm = match posted.text("kind") {
        "each" => Rhythm::Each {
            workdays: posted
                .text("workdays")
                .parse()
                .map_err(|_no| NoRhythm::Workdays)?,
            from: if posted.text("from") == Start::Published.code() {
                Start::Published
            } else {
                Start::Formed
            },
        },
        "next_month" => match days()?.as_slice() {
            [day] => Rhythm::NextMonth { day: *day, roll },
            _ => return Err(NoRhythm::Days),
        },
        _ => Rhythm::Monthly {
            days: days()?,
            roll,
        },
    };
    rhythm.check()?;
    Ok(rhythm)
}

fn receivers(posted: &Posted, problems: &mut Problems) -> Vec<Receiver> {
    let mut receivers: Vec<Receiver> = Vec::new();
    for at in 0..HOUSES {
        let text = |name: &str| posted.text(&format!("{name}.{at}")).to_owned();
        let name = text("house");
        if name.is_empty() {
            continue;
        }
        if receivers.iter().any(|house| house.name == name) {
            problems.add("receivers", "同一个接收单位写了两次。");
        }
        let copies = |field: &str| {
            text(field)
                .parse::<u8>()
                .ok()
                .filter(|copies| *copies <= 20)
        };
        let (Some(paper), Some(electronic)) = (copies("paper"), copies("electronic")) else {
            problems.add("receivers", "份数请填0到20的数字。");
            continue;
        };
        receivers.push(Receiver {
            name,
            kind: ReceiverKind::of_code(&text("house_kind")).unwrap_or(ReceiverKind::Other),
            paper,
            electronic,
        });
    }
    if receivers.is_empty() && problems.of("receivers").is_empty() {
        problems.add("receivers", "请至少填写一个接收单位。");
    }
    receivers
}

fn read(posted: &Posted, today: Date) -> Result<HandoverSetting, Problems> {
    let mut problems = Problems::default();
    let rhythm = rhythm(posted).map_err(|error| {
        let field = match error {
            NoRhythm::Days => "days",
            NoRhythm::Workdays => "workdays",
        };
        problems.add(field, error.to_string());
    });
    let since = dates::typed(posted.text("since"), today).ok().flatten();
    if since.is_none() {
        problems.add("since", dates::EXPLANATION);
    }
    if posted.text("source").is_empty() {
        problems.add("source", "请填写规定移交日期的文件。");
    }
    let receivers = receivers(posted, &mut problems);
    match (rhythm, since) {
        (Ok(rhythm), Some(since)) if problems.is_empty() => Ok(HandoverSetting {
            rhythm,
            source: posted.text("source").to_owned(),
            since,
            receivers,
            contact: posted.text("contact").to_owned(),
            telephone: posted.text("telephone").to_owned(),
        }),
        _ => Err(problems),
    }
}

async fn show(
    site: &Site,
    caller: &Caller,
    agency: &Agency,
    sheet: Sheet,
) -> Result<Response, WebError> {
    let name = agency.name_on(caller.cx.today());
    let page = FormPage::of(site, caller, "移交设置", "/admin/agencies", sheet).await?;
    let page = page
        .crumb("/admin/agencies", "单位设置")
        .crumb(&format!("/admin/agencies/{}", agency.id), name)
        .lede("主动公开的信息要及时提供给档案馆和图书馆。按这里的规则提醒、生成目录表和交接文据。");
    answer(page.status(), &page)
}

/// The form.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    show(&site, &caller, &agency, sheet(&caller, &agency)).await
}

/// Saves it.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let (_, agency) = managed(&site, &caller, &id).await?;
    let problems = match read(&posted, caller.cx.today()) {
        Err(problems) => problems,
        Ok(setting) => {
            let mut settings = agency.settings.clone();
            settings.handover = Some(setting);
            let seen = posted.text(SEEN);
            let saved = site.office.set_up(&caller.cx, &agency.id, seen, settings);
            match saved.await {
                Ok(()) => {
                    let to = format!("/admin/agencies/{}?done=handover", agency.id);
                    return Ok(Redirect::to(&to).into_response());
                }
                Err(OfficeError::Conflict) => changed_meanwhile(),
                Err(error) => return Err(error.into()),
            }
        }
    };
    let sheet = sheet(&caller, &agency).typed(&posted).with(&problems);
    show(&site, &caller, &agency, sheet).await
}
