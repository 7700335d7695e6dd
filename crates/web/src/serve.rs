//! Serving the site on a socket until told to stop, and making planned postings meanwhile.

use crate::{Site, router};
use gongkai_domain::access::Actor;
use gongkai_office::Context;
use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;

/// Between two looks for planned postings.
const EVERY: Duration = Duration::from_mins(1);

/// Serves until `stop` is ready; requests on their way are finished.
pub async fn serve(
    site: Site,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let clock = tokio::spawn(post_planned(site.clone()));
    let app = router(site).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, app)
        .with_graceful_shutdown(stop)
        .await;
    clock.abort();
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
