//! Registering a request that came on paper, by mail, by fax, or was spoken: one form, one receipt. The
//! form's hidden token makes one request of it, however often it is sent.

use super::form_page::{self, About};
use super::{AT, Answer, Asked, agencies, chosen, problems, text, to};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet};
use axum::extract::{Query, State};
use gongkai_domain::access::Action;
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::dates;
use gongkai_domain::request::{Applicant, Arrival, ReceiptChannel, RequesterKind, Words};
use gongkai_office::{NewFile, NewRequest, china};
use jiff::civil::{Date, DateTime};

const ABOUT: About<'_> = About {
    crumb: None,
    heading: "登记申请",
    lede: "书面、当面、口头、传真、邮件收到的申请都在这里登记，登记以后打印回执。材料不全的也要登记，再告知补正。",
};

/// Ways in which a paper or a word reaches the office; what is sent on our own pages registers itself.
fn channels() -> impl Iterator<Item = ReceiptChannel> {
    let all = ReceiptChannel::ALL.into_iter();
    all.filter(|channel| *channel != ReceiptChannel::Online)
}

fn papers() -> [(&'static str, &'static str); 8] {
    [
        ("居民身份证", "居民身份证"),
        ("统一社会信用代码", "统一社会信用代码（单位）"),
        ("护照", "护照"),
        ("港澳居民来往内地通行证", "港澳居民来往内地通行证"),
        ("台湾居民来往大陆通行证", "台湾居民来往大陆通行证"),
        ("外国人永久居留身份证", "外国人永久居留身份证"),
        ("军官证", "军官证"),
        ("其他证件", "其他证件"),
    ]
}

fn sheet(caller: &Caller, agency: &Agency, form: &str) -> Sheet {
    let action = format!("{AT}/new");
    let today = caller.cx.today().to_string();
    let none = ("", "请选择");
    let channels = channels().map(|channel| (channel.code(), channel.zh()));
    let channels = std::iter::once(none).chain(channels);
    let kinds = RequesterKind::ALL.map(|kind| (kind.code(), kind.zh()));
    let kinds = std::iter::once(none).chain(kinds);
    let sheet = Sheet::new("new", &action, &caller.csrf, "登记并出具回执")
        .hidden("agency", &agency.slug)
        .hidden("form", form)
        .field(Field::select("channel", "怎样收到的", channels))
        .field(
            Field::text("arrived", "收到日期")
                .hint("当面提交的填提交那天，邮寄的填签收那天，平信、传真、邮件填到达那天")
                .value(&today)
                .width("w-mid"),
        )
        .field(
            Field::area("description", "需要什么信息", 4)
                .hint("照申请书填写：名称、文号，或者便于查找的描述。口头提出的，写好念给申请人听"),
        )
        .field(Field::select("kind", "申请人类型", kinds))
        .field(Field::text("name", "姓名或者单位名称").width("w-mid"))
        .field(
            Field::text("id_number", "身份证号码或者统一社会信用代码")
                .hint("没有提供的先不填，可以告知补正（条例第二十九条、第三十条）")
                .optional(),
        )
        .field(Field::text("phone", "联系电话").optional().width("w-mid"))
        .field(Field::text("address", "通信地址").optional())
        .field(
            Field::file("file", "申请书扫描件")
                .optional()
                .hint("扫描或者拍照"),
        );
    more(sheet)
}

/// What most requests do not need.
fn more(sheet: Sheet) -> Sheet {
    let short = |name, label| Field::text(name, label).optional().width("w-mid");
    let form = |name, label, all: &[&'static str]| {
        let all = std::iter::once(("", "没有写")).chain(all.iter().map(|one| (*one, *one)));
        Field::select(name, label, all)
    };
    sheet
        .heading("", "申请书上还写了的", "没有的不用填。")
        .field(form(
            "medium",
            "要求的提供方式",
            &["纸面", "电子邮件", "光盘", "其他"],
        ))
        .field(form(
            "delivery",
            "要求的获取途径",
            &["邮寄", "网上获取", "自行领取", "当场查阅", "传真"],
        ))
        .field(Field::select("id_kind", "证件名称", papers()))
        .field(short("representative", "法定代表人"))
        .field(short("contact", "联系人"))
        .field(short("agent", "代理人"))
        .field(short("postcode", "邮政编码"))
        .field(short("email", "电子邮箱"))
        .field(short("fax", "传真"))
        .field(
            Field::text("submitted", "申请人发出的日期")
                .hint("信封邮戳、邮件或者传真上的日期")
                .optional()
                .width("w-mid"),
        )
        .field(
            Field::text("assistance", "需要的协助")
                .hint("阅读、视听有困难的，写明需要什么协助（条例第四十三条）")
                .optional(),
        )
        .field(Field::file("identity", "身份证明扫描件").optional())
}

/// The form.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let agency = place(&site, &caller, text(&asked, "agency")).await?;
    let form = gongkai_office::fresh_token()?;
    form_page::show(&site, &caller, ABOUT, sheet(&caller, &agency, &form)).await
}

async fn place(site: &Site, caller: &Caller, named: &str) -> Result<Agency, WebError> {
    chosen(
        &agencies(site, caller, Action::HandleRequests).await?,
        named,
    )
}

/// Registers it; the receipt is the next page.
pub(crate) async fn save(State(site): State<Site>, caller: Caller, posted: Posted) -> Answer {
    let agency = place(&site, &caller, posted.text("agency")).await?;
    let wrong = match read(&posted, &agency, &caller) {
        Err(wrong) => wrong,
        Ok(new) => match site.office.file_request(&caller.cx, new).await {
            Ok(filed) => return to(&format!("{AT}/{}/receipt?done=registered", filed.id)),
            Err(error) => problems(error)?,
        },
    };
    let sheet = sheet(&caller, &agency, posted.text("form"));
    let sheet = sheet.typed(&posted).with(&wrong);
    form_page::show(&site, &caller, ABOUT, sheet).await
}

fn read(posted: &Posted, agency: &Agency, caller: &Caller) -> Result<NewRequest, Problems> {
    let mut wrong = Problems::default();
    let today = caller.cx.today();
    let channel = ReceiptChannel::of_code(posted.text("channel"));
    let channel = channel.filter(|channel| channels().any(|known| known == *channel));
    if channel.is_none() {
        wrong.add("channel", "请选择怎样收到的。");
    }
    let kind = RequesterKind::of_code(posted.text("kind"));
    if kind.is_none() {
        wrong.add("kind", "请选择申请人类型，年报按类型计数。");
    }
    let arrived = day(posted, "arrived", today, &mut wrong);
    if arrived.is_none() && wrong.of("arrived").is_empty() {
        wrong.add("arrived", "请填写收到日期。");
    }
    let submitted = day(posted, "submitted", today, &mut wrong);
    match (channel, kind, arrived) {
        (Some(channel), Some(kind), Some(arrived)) if wrong.is_empty() => Ok(NewRequest {
            agency: agency.id.clone(),
            arrival: Arrival {
                channel,
                arrived: moment(arrived, caller),
                submitted: submitted.map(|day| day.at(0, 0, 0, 0)),
            },
            applicant: applicant(posted, kind),
            files: files(posted),
            form: posted.text("form").to_owned(),
            split_from: None,
            words: Words::new(),
        }),
        _ => Err(wrong),
    }
}

fn day(posted: &Posted, name: &'static str, today: Date, wrong: &mut Problems) -> Option<Date> {
    dates::typed(posted.text(name), today).unwrap_or_else(|dates::NoDate| {
        wrong.add(name, dates::EXPLANATION);
        None
    })
}

/// What came today came now; of other days the hour is not known.
fn moment(arrived: Date, caller: &Caller) -> DateTime {
    if arrived == caller.cx.today() {
        china(caller.cx.now).datetime()
    } else {
        arrived.at(0, 0, 0, 0)
    }
}

fn applicant(posted: &Posted, kind: RequesterKind) -> Applicant {
    let own = |name: &str| posted.text(name).to_owned();
    let blank = Applicant::blank(kind);
    let chosen = posted.text("id_kind");
    let usual = papers().first().is_some_and(|(first, _)| *first == chosen);
    Applicant {
        name: own("name"),
        // The first of the list is that of persons: an organisation has its own.
        id_kind: if usual || chosen.is_empty() {
            blank.id_kind.clone()
        } else {
            chosen.to_owned()
        },
        id_number: own("id_number"),
        representative: own("representative"),
        contact: own("contact"),
        phone: own("phone"),
        address: own("address"),
        postcode: own("postcode"),
        email: own("email"),
        fax: own("fax"),
        agent: own("agent"),
        description: own("description"),
        medium: own("medium"),
        delivery: own("delivery"),
        assistance: own("assistance"),
        ..blank
    }
}

fn files(posted: &Posted) -> Vec<NewFile> {
    let files = posted.files.iter().filter_map(|(field, name, bytes)| {
        let kind = match field.as_str() {
            "file" => "application",
            "identity" => "identity",
            _ => return None,
        };
        Some(NewFile {
            kind,
            name: name.clone(),
            bytes: bytes.clone(),
            open: false,
        })
    });
    files.collect()
}
