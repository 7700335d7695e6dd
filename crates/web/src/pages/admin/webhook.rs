//! One address that is told: what it was told, with what came of it; sending again, and removing it.

use super::webhooks::{AT, host};
use crate::Site;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::Posted;
use crate::pages::session::{answer, done};
use crate::sheet::Sheet;
use crate::shell::Console;
use crate::words;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::access::Refusal;
use gongkai_domain::identity::{DeliveryId, WebhookId};
use gongkai_domain::webhook::{DeliveryState, FactKind};
use gongkai_office::Delivery;
use jiff::Timestamp;

#[derive(Template)]
#[template(path = "admin/webhook.html")]
struct Page {
    shell: Console,
    id: String,
    name: String,
    host: String,
    agency: String,
    kinds: Vec<&'static str>,
    since: String,
    lines: Vec<Line>,
    /// Whether something was given up.
    dead: bool,
    remove: Sheet,
}

/// A telling of the list.
struct Line {
    id: String,
    kind: &'static str,
    made: String,
    state: &'static str,
    /// The class of its badge.
    badge: &'static str,
    tried: u64,
    last: String,
    outcome: String,
    /// When it is tried next.
    next: String,
    button: &'static str,
}

impl Line {
    fn of(one: Delivery, now: Timestamp) -> Self {
        let waits = one.state == DeliveryState::Waiting;
        let later = waits && one.next_at > now;
        Self {
            id: one.id.to_string(),
            kind: one.kind.zh(),
            made: words::instant(&one.made_at),
            state: one.state.zh(),
            badge: match one.state {
                DeliveryState::Waiting => "badge-plain",
                DeliveryState::Done => "badge-good",
                DeliveryState::Dead => "badge-late",
            },
            tried: one.attempts,
            last: one.last_at.as_ref().map(words::instant).unwrap_or_default(),
            outcome: one.outcome,
            next: if later {
                words::instant(&one.next_at)
            } else {
                String::new()
            },
            button: if waits {
                "马上发送"
            } else {
                "重新发送"
            },
        }
    }
}

fn id(text: &str) -> Result<WebhookId, WebError> {
    Ok(text.parse().map_err(|_no_id| Refusal::Unknown)?)
}

/// The page.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    Path(path): Path<String>,
    asked: Asked,
) -> Result<Response, WebError> {
    let (webhook, deliveries) = site.office.webhook(&caller.cx, &id(&path)?).await?;
    let tree = site.office.agencies().await?;
    let agency = tree.get(&webhook.agency);
    let title = format!("推送地址：{}", webhook.name);
    let to = format!("{AT}/{}/remove", webhook.id);
    let page = Page {
        shell: Console::of(&site, &caller, &title, AT)
            .await?
            .with_notice(done::words(asked.text("done"))),
        id: webhook.id.to_string(),
        host: host(&webhook.address),
        agency: agency
            .map_or("", |agency| agency.name_on(caller.cx.today()))
            .to_owned(),
        kinds: webhook.kinds.into_iter().map(FactKind::zh).collect(),
        since: words::instant(&webhook.made_at),
        name: webhook.name,
        dead: deliveries
            .iter()
            .any(|one| one.state == DeliveryState::Dead),
        lines: deliveries
            .into_iter()
            .map(|one| Line::of(one, caller.cx.now))
            .collect(),
        remove: Sheet::new("remove", &to, &caller.csrf, "删除这个推送地址").danger(),
    };
    answer(StatusCode::OK, &page)
}

/// Sends a telling again.
pub(crate) async fn again(
    State(site): State<Site>,
    caller: Caller,
    Path(path): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let webhook = id(&path)?;
    let delivery: DeliveryId = posted
        .text("delivery")
        .parse()
        .map_err(|_no_id| Refusal::Unknown)?;
    site.office
        .send_again(&caller.cx, &webhook, &delivery)
        .await?;
    Ok(Redirect::to(&format!("{AT}/{webhook}?done=webhook_again")).into_response())
}

/// Removes the address.
pub(crate) async fn remove(
    State(site): State<Site>,
    caller: Caller,
    Path(path): Path<String>,
    _posted: Posted,
) -> Result<Response, WebError> {
    site.office.remove_webhook(&caller.cx, &id(&path)?).await?;
    Ok(Redirect::to(&format!("{AT}?done=webhook_removed")).into_response())
}
