//! The public column as visitors, programs and file servers get it.

mod addresses;
mod crawl;
mod downloads;
mod export;
mod figures;
mod institution;
mod lists;
pub(crate) mod office;
mod requests;
mod secrecy;
