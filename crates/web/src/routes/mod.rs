//! The table of routes: path, policy, handler. A route that is not here does not exist, and a route
//! without a policy cannot be written down.

use crate::Site;
use axum::routing::MethodRouter;
use gongkai_domain::access::{Action, Scope};

/// Who is let through to a handler. The office asks again, for the very object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Anybody on the internet.
    Anybody,
    /// Who is signed in.
    SignedIn,
    /// Who may do this somewhere.
    May(Action),
    /// A program with a token that may be used for this. What a browser sends of itself is no token.
    Token(Scope),
}

/// The verb of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Reads.
    Get,
    /// Changes something; asks for the form's token, or that of a program.
    Post,
    /// Changes what is there; for programs.
    Put,
    /// Strikes out; for programs.
    Delete,
}

/// One route.
pub struct Route {
    /// Its verb.
    pub verb: Verb,
    /// Its path.
    pub path: &'static str,
    /// Who is let through.
    pub policy: Policy,
    /// What answers.
    pub handler: fn() -> MethodRouter<Site>,
}

macro_rules! routes {
    ($($verb:ident $path:literal $policy:expr => $handler:path;)+) => {
        pub(super) const ROUTES: &[super::Route] = &[$(super::Route {
            verb: routes!(@verb $verb),
            path: $path,
            policy: $policy,
            handler: || axum::routing::$verb($handler),
        }),+];
    };
    (@verb get) => { super::Verb::Get };
    (@verb post) => { super::Verb::Post };
    (@verb put) => { super::Verb::Put };
    (@verb delete) => { super::Verb::Delete };
}

mod admin;
mod api;
mod column;
mod desk;

/// All routes.
pub fn all() -> impl Iterator<Item = &'static Route> {
    [admin::ROUTES, api::ROUTES, desk::ROUTES, column::ROUTES]
        .into_iter()
        .flatten()
}
