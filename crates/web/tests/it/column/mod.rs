//! The public column as visitors, programs and file servers get it.

mod crawl;
mod downloads;
mod export;
mod lists;
pub(crate) mod office;
mod secrecy;
