//! Serving the site on a socket until told to stop; meanwhile planned postings are made, other systems
//! are told of what became public, and once a day what is kept no longer is forgotten.

use crate::{Site, router};
use gongkai_domain::access::Actor;
use gongkai_office::Context;
use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;

/// Between two looks for planned postings.
const EVERY: Duration = Duration::from_mins(1);
/// Between two looks for what other systems are to be told.
const PROMPTLY: Duration = Duration::from_secs(5);
/// Until the index of words is merged first, and between two times.
const SETTLED: Duration = Duration::from_secs(20);
const DAILY: Duration = Duration::from_hours(24);

/// Serves until `stop` is ready; requests on their way are finished.
pub async fn serve(
    site: Site,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let clock = tokio::spawn(post_planned(site.clone()));
    let upkeep = tokio::spawn(keep_up(site.clone()));
    let outgoing = tokio::spawn(send(site.clone()));
    let app = router(site).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, app)
        .with_graceful_shutdown(stop)
        .await;
    clock.abort();
    upkeep.abort();
    outgoing.abort();
    served
}

/// Makes planned postings whose day has come, for ever.
async fn post_planned(site: Site) {
    loop {
        let cx = Context {
            actor: Actor::Program,
            now: (site.clock)(),
            origin: "定时发布".to_owned(),
        };
        if let Err(error) = site.office.make_planned_postings(&cx).await {
            crate::error::log_failure("planned postings", &error);
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Tells other systems, for ever; a demonstration tells nobody.
async fn send(site: Site) {
    if site.settings.demo {
        return;
    }
    loop {
        if let Err(error) = crate::outgoing::send_due(&site).await {
            crate::error::log_failure("webhooks", &error);
        }
        tokio::time::sleep(PROMPTLY).await;
    }
}

/// Merges the index of words, forgets what is kept no longer and erases whom it is time to erase, soon after
/// the start and once a day, for ever.
async fn keep_up(site: Site) {
    tokio::time::sleep(SETTLED).await;
    loop {
        let cx = Context {
            actor: Actor::Program,
            now: (site.clock)(),
            origin: "每日维护".to_owned(),
        };
        for (what, error) in site.office.keep_up(&cx).await {
            crate::error::log_failure(what, &error);
        }
        tokio::time::sleep(DAILY).await;
    }
}
