//! What a browser does with the pages of the desk: finding items, filling in forms, sending files.

use crate::browser::{Answer, Browser, PASSWORD, TestSite, now};
use axum::body::Body;
use axum::http::{Request, header};
use gongkai_domain::access::{Actor, Grant, Role};
use gongkai_domain::identity::{AgencyId, InformationId};
use gongkai_office::{Context, Credentials, NewAccount};

/// The address of the first item of a list page.
pub(super) async fn first(browser: &mut Browser, filter: &str) -> String {
    let list = browser
        .get(&format!("/desk/information?{filter}"))
        .await
        .text();
    let behind = list
        .split("<th scope=\"row\" class=\"title\"><a href=\"")
        .nth(1);
    behind.unwrap().split('"').next().unwrap().to_owned()
}

/// The identity in an item's address.
pub(super) fn id(address: &str) -> InformationId {
    let id = address.split('/').nth(3).unwrap();
    id.split('?').next().unwrap().parse().unwrap()
}

/// What a browser would send of the form with this action, as the page fills it in.
pub(crate) fn filled(page: &str, action: &str) -> Vec<(String, String)> {
    let mark = format!("action=\"{action}\"");
    let form = page
        .split(&mark)
        .nth(1)
        .unwrap_or_else(|| panic!("no form {action}: {page}"));
    let form = form.split("</form>").next().unwrap();
    let mut fields = Vec::new();
    let mut select = String::new();
    for tag in form.split('<').skip(1) {
        let (head, text) = tag.split_once('>').unwrap_or((tag, ""));
        let value = attribute(head, "value");
        let name = attribute(head, "name");
        let chooses = head.contains("type=\"radio\"") || head.contains("type=\"checkbox\"");
        let file = head.contains("type=\"file\"");
        if head.starts_with("input") && !file && (!chooses || head.contains(" checked")) {
            fields.push((name, plain(&value)));
        } else if head.starts_with("textarea") {
            fields.push((name, plain(text)));
        } else if head.starts_with("select") {
            select = name;
        } else if head.starts_with("option") && head.contains(" selected") {
            fields.push((select.clone(), value));
        }
    }
    fields
}

/// Puts a value in the place of what a field holds.
pub(crate) fn put(fields: &mut Vec<(String, String)>, name: &str, value: &str) {
    fields.retain(|(field, _)| field != name);
    fields.push((name.to_owned(), value.to_owned()));
}

fn attribute(head: &str, name: &str) -> String {
    let mark = format!(" {name}=\"");
    let behind = head.split(&mark).nth(1).unwrap_or_default();
    behind.split('"').next().unwrap_or_default().to_owned()
}

fn plain(text: &str) -> String {
    text.replace("&#34;", "\"")
        .replace("&#38;", "&")
        .replace("&#60;", "<")
}

/// Posts fields as a browser does that has no files.
pub(crate) async fn send(browser: &mut Browser, to: &str, fields: &[(String, String)]) -> Answer {
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post_raw(to, &pairs).await
}

/// Posts a form with files.
pub(super) async fn upload(
    browser: &mut Browser,
    to: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &[u8])],
) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part =
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.bytes());
    }
    for (name, bytes) in files {
        let head = format!(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--b--\r\n");
    let request = Request::post(to).header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    browser.send(request.body(Body::from(body)).unwrap()).await
}

/// Registers a document with all that is needed for review; gives its address.
pub(super) async fn register(browser: &mut Browser, title: &str, body: &str) -> String {
    let page = browser.get("/desk/information/new?form=1").await.text();
    let mut fields = filled(&page, "/desk/information/new");
    put(&mut fields, "title", title);
    put(&mut fields, "formed_on", "2026-11-18");
    put(&mut fields, "summary", "说明办理的时间和地点。");
    put(&mut fields, "body", body);
    put(&mut fields, "topic", "15");
    put(&mut fields, "do", "draft");
    let answer = send(browser, "/desk/information/new", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().replace("/edit?done=saved", "")
}

/// Sends a small form of a page.
pub(super) async fn press(
    browser: &mut Browser,
    page: &str,
    to: &str,
    more: &[(&str, &str)],
) -> Answer {
    let mut fields = filled(&browser.get(page).await.text(), to);
    for (name, value) in more {
        put(&mut fields, name, value);
    }
    send(browser, to, &fields).await
}

/// Submits a draft.
pub(super) async fn submit(browser: &mut Browser, item: &str) -> Answer {
    press(
        browser,
        &format!("{item}/check"),
        &format!("{item}/submit"),
        &[],
    )
    .await
}

/// Agrees, with every question answered with no.
pub(super) async fn agree(browser: &mut Browser, item: &str) -> Answer {
    let review = format!("{item}/review");
    let mut fields = filled(&browser.get(&review).await.text(), &review);
    answer_no(&mut fields);
    put(&mut fields, "opinion", "agree");
    send(browser, &review, &fields).await
}

/// Submits a draft, and all who review it agree.
pub(super) async fn approve(site: &TestSite, clerk: &mut Browser, item: &str) {
    assert_eq!(submit(clerk, item).await.status, 303);
    for login in ["xiangzhi.reviewer", "xiangzhi.approver"] {
        let mut person = site.signed_in(login).await;
        assert_eq!(agree(&mut person, item).await.status, 303, "{login}");
    }
}

/// Answers every question with no.
pub(super) fn answer_no(fields: &mut Vec<(String, String)>) {
    for concern in gongkai_domain::review::Concern::ALL {
        put(fields, &format!("concern.{}", concern.code()), "no");
    }
}

/// The first password of somebody more, which has to be changed.
const TEMPORARY: &str = "山高月小水落石出";

/// Somebody more, with these roles in an agency.
pub(crate) async fn hire(site: &TestSite, login: &str, roles: &[(Role, &AgencyId)]) -> Browser {
    let at = |actor: Actor| Context {
        actor,
        now: now(),
        origin: login.to_owned(),
    };
    let grants = roles.iter().map(|(role, agency)| Grant {
        role: *role,
        agency: (*agency).clone(),
    });
    let new = NewAccount {
        login: login.to_owned(),
        name: login.to_owned(),
        password: TEMPORARY.to_owned(),
        grants: grants.collect(),
    };
    let office = &site.office;
    office.open_account(&at(Actor::Program), new).await.unwrap();
    let with = Credentials {
        login: login.to_owned(),
        password: TEMPORARY.to_owned(),
        code: String::new(),
        agent: "test".to_owned(),
    };
    let token = office
        .sign_in(&at(Actor::Public), &with)
        .await
        .unwrap()
        .token;
    let person = at(office.actor(&token, now()).await.unwrap());
    let changed = office.change_password(&person, TEMPORARY, PASSWORD);
    changed.await.unwrap();
    site.signed_in(login).await
}

/// An agency of the demonstration.
pub(crate) async fn agency(site: &TestSite, slug: &str) -> AgencyId {
    site.office
        .agencies()
        .await
        .unwrap()
        .at(slug)
        .unwrap()
        .id
        .clone()
}
