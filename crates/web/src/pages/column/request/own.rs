//! All that is kept about a requester, as a page to print or as JSON (个人信息保护法 article 45).

use super::Held;
use crate::Site;
use crate::form::Posted;
use crate::pages::column::download::disposition;
use crate::pages::column::visit::{HTML, JSON};
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use gongkai_domain::request::Applicant;
use gongkai_office::{Context, OfficeError, OwnData};
use serde_json::{Value, json};

#[derive(Template)]
#[template(path = "column/request/own.html")]
struct OwnPage {
    number: String,
    facts: Vec<(&'static str, String)>,
    told: Vec<(String, String)>,
    files: Vec<String>,
}

/// What was filled in, by name; empty fields are not kept and not told.
fn filled(applicant: &Applicant) -> Vec<(&'static str, String)> {
    let all = [
        ("申请人类别", applicant.kind.zh()),
        ("姓名或者名称", &applicant.name),
        ("证件名称", &applicant.id_kind),
        ("证件号码", &applicant.id_number),
        ("法定代表人", &applicant.representative),
        ("联系人", &applicant.contact),
        ("联系电话", &applicant.phone),
        ("联系地址", &applicant.address),
        ("邮政编码", &applicant.postcode),
        ("电子邮箱", &applicant.email),
        ("传真", &applicant.fax),
        ("代理人", &applicant.agent),
        ("需要的信息", &applicant.description),
        ("提供方式", &applicant.medium),
        ("获取途径", &applicant.delivery),
        ("用途", &applicant.purpose),
        ("需要的帮助", &applicant.assistance),
    ];
    let filled = all.into_iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(name, text)| (name, text.to_owned())).collect()
}

fn facts(data: &OwnData) -> Vec<(&'static str, String)> {
    let mut facts = vec![("申请编号", data.row.number.clone())];
    facts.push(("提交方式", data.row.channel.zh().to_owned()));
    facts.push((
        "到达时间",
        data.row.arrived.strftime("%Y-%m-%d %H:%M").to_string(),
    ));
    facts.extend(filled(&data.applicant));
    for (on, words) in &data.written {
        let texts: Vec<&str> = words.values().map(String::as_str).collect();
        facts.push(("您后来写的", format!("{on}：{}", texts.join("；"))));
    }
    let until = data.row.retain_until.map(|day| day.to_string());
    facts.push((
        "保存到",
        until.unwrap_or_else(|| "办结后开始计算".to_owned()),
    ));
    facts
}

fn names(data: &OwnData) -> Vec<String> {
    data.files.iter().map(|file| file.name.clone()).collect()
}

fn as_json(data: &OwnData) -> Value {
    let pair = |(name, text): (&str, String)| json!({ "name": name, "text": text });
    let facts: Vec<Value> = facts(data).into_iter().map(pair).collect();
    let told = data.told.iter();
    let told = told.map(|line| json!({ "on": line.on.to_string(), "what": line.title, "text": line.text, "law": line.cite }));
    json!({ "kept": facts, "history": told.collect::<Vec<_>>(), "files": names(data) })
}

fn as_page(data: &OwnData) -> Result<String, OfficeError> {
    let told = data.told.iter();
    let page = OwnPage {
        number: data.row.number.clone(),
        facts: facts(data),
        told: told
            .map(|line| (line.on.to_string(), line.title.clone()))
            .collect(),
        files: names(data),
    };
    page.render()
        .map_err(|error| OfficeError::Internal(error.to_string()))
}

/// The file, for who knows the whole identity number.
pub(super) async fn file(
    site: &Site,
    cx: &Context,
    held: &Held,
    posted: &Posted,
) -> Result<Response, OfficeError> {
    let number = posted.text("id_number");
    let data = site
        .office
        .own_data(cx, held.ticket.as_str(), number)
        .await?;
    let (text, kind, ending) = if posted.text("format") == "json" {
        (format!("{:#}\n", as_json(&data)), JSON, "json")
    } else {
        (as_page(&data)?, HTML, "html")
    };
    let name = format!("本人信息{}.{ending}", data.row.number);
    let how = disposition("attachment", &name, ending);
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, how),
    ];
    Ok((headers, text).into_response())
}
