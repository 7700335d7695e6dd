//! Entering a notice: what it says, then what would become of it, then the deed.

use super::plan::{self, Confirm};
use super::{AT, COUNTRY};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::admin::FormPage;
use crate::pages::session::answer;
use crate::sheet::{Field, Sheet};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::calendar::{Listed, NewNotice, NoticeKind, dates, listed};
use gongkai_office::OfficeError;
use jiff::civil::Date;

const KINDS: [(&str, &str); 2] = [
    ("announces", "全年安排：国务院办公厅公布一年的放假安排"),
    ("amends", "调整：改变已经公布的安排，或者地方的放假安排"),
];

/// The fields of the form; what was typed goes on to the confirmation under the same names.
const FIELDS: [&str; 8] = [
    "year", "kind", "title", "number", "issued", "region", "off", "worked",
];

fn sheet(caller: &Caller) -> Sheet {
    Sheet::new("notice", AT, &caller.csrf, "看看会变成什么样")
        .hidden("act", "preview")
        .heading("", "通知", "")
        .field(
            Field::text("year", "安排哪一年")
                .hint("例如 2027")
                .width("w-short")
                .numeric(),
        )
        .field(Field::select("kind", "种类", KINDS))
        .field(
            Field::text("title", "标题")
                .hint("照原文，例如 国务院办公厅关于2027年部分节假日安排的通知"),
        )
        .field(Field::text("number", "文号").optional().width("w-mid"))
        .field(
            Field::text("issued", "成文日期")
                .hint("如 2026-11-4、20261104。几份通知说到同一天的，以成文晚的为准")
                .width("w-mid"),
        )
        .field(
            Field::text("region", "只适用于哪个地区")
                .optional_as("（全国适用的不填）")
                .hint("例如 某某自治州。地方安排在选用这个地区的单位优先于全国安排")
                .width("w-mid"),
        )
        .heading(
            "",
            "日期",
            "可以把通知里的原文整段粘贴到“放假”一栏，一个节日一行。程序会核对星期几和天数。",
        )
        .field(
            Field::area("off", "放假", 9)
                .hint("例如 元旦：1月1日（周五）至3日（周日）放假调休，共3天。"),
        )
        .field(
            Field::area("worked", "上班", 4)
                .optional_as("（已经写在上面的不用再填）")
                .hint("例如 春节：2月7日、2月20日"),
        )
}

async fn show(site: &Site, caller: &Caller, sheet: Sheet) -> Result<Response, WebError> {
    let page = FormPage::of(site, caller, "录入放假通知", AT, sheet).await?;
    let page = page.crumb(AT, "工作日历").lede(
        "录入以后，所有期限按新的安排计算。保存以前先看每个月的样子，以及哪些未办事项的到期日会变。",
    );
    answer(page.status(), &page)
}

/// The form.
pub(crate) async fn new(State(site): State<Site>, caller: Caller) -> Result<Response, WebError> {
    let sheet = sheet(&caller);
    show(&site, &caller, sheet).await
}

fn read(posted: &Posted, today: Date) -> Result<NewNotice, Problems> {
    let mut problems = Problems::default();
    let year: Option<i16> = posted.text("year").parse().ok();
    let year = year.filter(|year| (2000..=9000).contains(year));
    if year.is_none() {
        problems.add("year", "请填写四位数的年份，例如 2027。");
    }
    let issued = dates::typed(posted.text("issued"), today).ok().flatten();
    if issued.is_none() {
        problems.add("issued", dates::EXPLANATION);
    }
    if posted.text("title").is_empty() {
        problems.add("title", "请照原文填写通知的标题。");
    }
    let days = year.map(|year| days(posted, year, &mut problems));
    match (year, issued, days) {
        (Some(year), Some(issued), Some(days)) if problems.is_empty() => Ok(NewNotice {
            year,
            kind: if posted.text("kind") == "amends" {
                NoticeKind::Amends
            } else {
                NoticeKind::Announces
            },
            title: posted.text("title").to_owned(),
            number: own(posted.text("number")),
            issued,
            region: own(posted.text("region")).filter(|region| region != COUNTRY),
            days,
        }),
        _ => Err(problems),
    }
}

fn own(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn days(posted: &Posted, year: i16, problems: &mut Problems) -> Vec<Listed> {
    let mut days = Vec::new();
    for (field, worked) in [("off", false), ("worked", true)] {
        match listed(posted.text(field), year, worked) {
            Ok(found) => days.extend(found),
            Err(faults) => {
                for fault in faults {
                    problems.add(field, fault.to_string());
                }
            }
        }
    }
    if days.is_empty() && problems.of("off").is_empty() && problems.of("worked").is_empty() {
        problems.add("off", "请粘贴通知里的日期，一个节日一行。");
    }
    days
}

/// Shows what would become of it, or enters it.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    posted: Posted,
) -> Result<Response, WebError> {
    let form = || sheet(&caller).typed(&posted);
    if !posted.text("back").is_empty() {
        return show(&site, &caller, form()).await;
    }
    let new = match read(&posted, caller.cx.today()) {
        Ok(new) => new,
        Err(problems) => return show(&site, &caller, form().with(&problems)).await,
    };
    let year = new.year;
    let office = &site.office;
    if posted.text("act") == "confirm" {
        match office
            .enter_notice(&caller.cx, new.clone(), posted.text("seen"))
            .await
        {
            Ok(_) => {
                let to = format!("{AT}?year={year}&done=calendar");
                return Ok(Redirect::to(&to).into_response());
            }
            // Somebody changed the calendar meanwhile: the plan is shown again as it is now.
            Err(OfficeError::Conflict) => {}
            Err(error) => return failed(&site, &caller, form(), error).await,
        }
    }
    let plan = match office.plan_notice(&caller.cx, new).await {
        Ok(plan) => plan,
        Err(error) => return failed(&site, &caller, form(), error).await,
    };
    let mut sheet = Sheet::new("confirm", AT, &caller.csrf, "确认录入")
        .hidden("seen", &plan.mark)
        .hidden("act", "confirm")
        .besides("back", "1", "返回修改");
    for field in FIELDS {
        sheet = sheet.hidden(field, posted.raw(field));
    }
    let confirm = Confirm {
        title: "核对后录入",
        warning: "",
        sheet,
    };
    plan::show(&site, &caller, &plan, confirm).await
}

/// The form again with what the office says.
async fn failed(
    site: &Site,
    caller: &Caller,
    sheet: Sheet,
    error: OfficeError,
) -> Result<Response, WebError> {
    if error.gaps().is_empty() {
        return Err(error.into());
    }
    let problems = Problems(error.gaps().to_vec());
    show(site, caller, sheet.with(&problems)).await
}
