//! How an agency deals with disclosure requests: what it takes online, how it numbers its letters, whom the
//! remedies name, how long personal data are kept.

use super::{FormPage, SEEN, changed_meanwhile, managed};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::session::answer;
use crate::sheet::{Field, Sheet};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::access::{Network, NoNetwork};
use gongkai_domain::agency::{Agency, RequestSetting};
use gongkai_domain::request::letter::{NumberScheme, NumberTemplate};
use gongkai_office::{OfficeError, settings_mark};

#[expect(clippy::too_many_lines, reason = "one form, its fields in order")]
fn sheet(caller: &Caller, agency: &Agency) -> Sheet {
    let setting = &agency.settings.requests;
    let action = format!("/admin/agencies/{}/requests", agency.id);
    Sheet::new("requests", &action, &caller.csrf, "保存依申请公开设置")
        .hidden(SEEN, &settings_mark(&agency.settings))
        .heading(
            "",
            "受理",
            "书面、当面、口头提出的申请都要受理，网上受理由本单位决定。",
        )
        .field(
            Field::tick("online", "在公开专栏受理网上申请")
                .hint("勾选以后，公众可以在专栏里填写申请，当场得到回执")
                .ticked(setting.online),
        )
        .field(
            Field::tick("identity_scan", "网上申请要上传身份证明")
                .hint("条例第二十九条要求提供身份证明；不勾选的只填写证件号码")
                .ticked(setting.identity_scan),
        )
        .field(
            Field::text("correction_days", "补正期限（工作日）")
                .hint("条例第三十条说“合理的补正期限”，由本单位定，一般15")
                .value(&setting.correction_days.to_string())
                .width("w-short")
                .numeric(),
        )
        .heading("", "文书", "印在补正告知书、答复书上。")
        .field(
            Field::text("organ", "机关代字")
                .hint("文号最前面的字，例如“砚政”；不填就不能自动编文号")
                .optional()
                .value(&setting.numbers.organ)
                .width("w-mid"),
        )
        .field(
            Field::text("number_reply", "答复书文号格式")
                .hint("{机关代字}、{年}、{序号}会自动换成内容")
                .value(setting.numbers.reply.as_str()),
        )
        .field(
            Field::text("number_notice", "告知书、通知书文号格式")
                .value(setting.numbers.notice.as_str()),
        )
        .field(
            Field::text("number_enquiry", "征求意见书、函文号格式")
                .value(setting.numbers.enquiry.as_str()),
        )
        .field(
            Field::text("payment", "信息处理费缴纳方式")
                .hint("印在收费通知书上：账户或者窗口")
                .optional()
                .value(&setting.payment),
        )
        .field(
            Field::text("reconsideration_organ", "行政复议机关")
                .hint("乡镇、街道一般是县（市、区）人民政府")
                .optional()
                .value(&setting.reconsideration_organ),
        )
        .field(
            Field::text("court", "有管辖权的人民法院")
                .optional()
                .value(&setting.court),
        )
        .heading(
            "",
            "个人信息",
            "申请人的个人信息加密保存，到期清除，统计数字不受影响。",
        )
        .field(
            Field::text("retention_years", "办结以后保存几年")
                .hint("按本单位档案保管期限填写，1到100")
                .value(&setting.retention_years.to_string())
                .width("w-short")
                .numeric(),
        )
        .heading(
            "",
            "防止滥用",
            "每个网络地址每小时最多提交10件网上申请，其中向本单位5件；附件30个。",
        )
        .field(
            Field::area("shared", "多人共用的网络地址", 3)
                .hint("政务大厅、图书馆、全村共用一个出口的，一行写一个，例如 203.0.113.8 或者 10.20.0.0/16；从这里来的按10倍计")
                .optional()
                .value(&shared(setting)),
        )
}

fn shared(setting: &RequestSetting) -> String {
    let lines = setting.shared.iter().map(ToString::to_string);
    lines.collect::<Vec<_>>().join("\n")
}

fn read(posted: &Posted, before: &RequestSetting) -> Result<RequestSetting, Problems> {
    let mut problems = Problems::default();
    let own = |name: &str| posted.text(name).to_owned();
    let days = posted.text("correction_days").parse::<u16>().ok();
    let days = days.filter(|days| (1..=60).contains(days));
    if days.is_none() {
        problems.add("correction_days", "请填写1到60之间的工作日数。");
    }
    let years = posted.text("retention_years").parse::<u8>().ok();
    let years = years.filter(|years| (1..=100).contains(years));
    if years.is_none() {
        problems.add("retention_years", "请填写1到100之间的年数。");
    }
    let numbers = numbers(posted, &mut problems);
    let lines = posted.raw("shared").lines().map(str::trim);
    let networks = lines.filter(|line| !line.is_empty()).map(str::parse);
    let shared: Result<Vec<Network>, NoNetwork> = networks.collect();
    if let Err(wrong) = &shared {
        problems.add("shared", wrong.to_string());
    }
    match (days, years, numbers, shared) {
        (Some(correction_days), Some(retention_years), Some(numbers), Ok(shared)) => {
            Ok(RequestSetting {
                online: posted.ticked("online"),
                identity_scan: posted.ticked("identity_scan"),
                numbers,
                payment: own("payment"),
                correction_days,
                reconsideration_organ: own("reconsideration_organ"),
                court: own("court"),
                retention_years,
                shared,
                templates: before.templates.clone(),
            })
        }
        _ => Err(problems),
    }
}

/// How letters are numbered; nothing if a template cannot be.
fn numbers(posted: &Posted, problems: &mut Problems) -> Option<NumberScheme> {
    let mut template = |name: &'static str| {
        let read = NumberTemplate::try_from(posted.text(name).to_owned());
        read.map_err(|fault| problems.add(name, fault.to_string()))
            .ok()
    };
    let (reply, notice) = (template("number_reply"), template("number_notice"));
    let enquiry = template("number_enquiry");
    Some(NumberScheme {
        organ: posted.text("organ").to_owned(),
        reply: reply?,
        notice: notice?,
        enquiry: enquiry?,
    })
}

async fn show(
    site: &Site,
    caller: &Caller,
    agency: &Agency,
    sheet: Sheet,
) -> Result<Response, WebError> {
    let name = agency.name_on(caller.cx.today());
    let page = FormPage::of(site, caller, "依申请公开设置", "/admin/agencies", sheet).await?;
    let page = page
        .crumb("/admin/agencies", "单位设置")
        .crumb(&format!("/admin/agencies/{}", agency.id), name)
        .lede("怎样受理申请，文书怎样编号，复议和诉讼向哪里提出。");
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
    let problems = match read(&posted, &agency.settings.requests) {
        Err(problems) => problems,
        Ok(setting) => {
            let mut settings = agency.settings.clone();
            settings.requests = setting;
            let seen = posted.text(SEEN);
            let saved = site.office.set_up(&caller.cx, &agency.id, seen, settings);
            match saved.await {
                Ok(()) => {
                    let to = format!("/admin/agencies/{}?done=requests", agency.id);
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
