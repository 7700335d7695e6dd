//! The pages: parse a request, call the office, show what it answers. No rule of law and no SQL here.
//!
//! Every page works without JavaScript. Every route is one line of [`routes`] with its policy;
//! every form goes through `form::Posted`, which refuses what does not come from our own pages.

mod api;
mod asked;
mod assets;
mod caller;
mod compress;
mod error;
pub mod export;
mod form;
mod guard;
mod headers;
mod outgoing;
mod pages;
mod pictures;
pub mod routes;
mod serve;
mod sheet;
mod shell;
mod site;
mod summary;
mod words;

pub use outgoing::send_due;
pub use pictures::{SplitBar, split_bars};
pub use serve::serve;
pub use site::{BaseUrl, NoBaseUrl, Site, SiteSettings};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};

/// Bytes of a request body: a file of 50 MB and its form.
const LARGEST_BODY: usize = 52 * 1024 * 1024;

/// The whole site.
pub fn router(site: Site) -> Router {
    let mut router = Router::new();
    for route in routes::all() {
        let guard = from_fn_with_state((site.clone(), route.policy), guard::check);
        router = router.route(route.path, (route.handler)().layer(guard));
    }
    router
        .route("/assets/{file}", axum::routing::get(assets::serve))
        .fallback(error::not_found)
        .layer(from_fn_with_state(site.clone(), guard::first_start))
        .layer(from_fn_with_state(site.clone(), caller::identify))
        .layer(from_fn(headers::add))
        .layer(from_fn(compress::answer))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(site)
}
