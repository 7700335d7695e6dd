//! The public column: only what was published, the same for everybody, over HTTP and as files.
//!
//! [`Holdings`] is what an agency has to show, [`View`] how and where a page shows it; a page is
//! made of both, so that the server and the export write the same pages.

pub(crate) mod appraisal;
pub(crate) mod catalogue;
pub(crate) mod content;
pub(crate) mod download;
pub(crate) mod feeds;
pub(crate) mod figures;
pub(crate) mod home;
pub(crate) mod item;
pub(crate) mod links;
pub(crate) mod marks;
pub(crate) mod pager;
pub(crate) mod record;
pub(crate) mod reports;
pub(crate) mod request;
pub(crate) mod search;
pub(crate) mod shell;
pub(crate) mod survey;
pub(crate) mod texts;
pub(crate) mod view;
pub(crate) mod visit;

pub(crate) use gongkai_office::Holdings;
pub(crate) use links::Links;
pub(crate) use shell::Column;
pub(crate) use view::View;
pub(crate) use visit::Visit;
