//! The public column as visitors, programs and file servers get it.

mod addresses;
mod crawl;
mod downloads;
mod export;
mod figures;
mod lists;
mod office;
mod secrecy;
