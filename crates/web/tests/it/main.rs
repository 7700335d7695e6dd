//! The pages as a browser gets them, without a socket.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose page does not come has failed"
)]

mod admin;
mod api;
mod browser;
mod calendar;
mod column;
mod desk;
mod every_route;
mod kiosk;
mod networks;
mod once;
mod page;
mod session;
