//! The pages, one file each: struct, form, handler.

pub(crate) mod admin;
pub(crate) mod column;
pub(crate) mod desk;
pub(crate) mod figures;
pub(crate) mod health;
pub(crate) mod kiosk;
pub(crate) mod report_tables;
pub(crate) mod reported;
pub(crate) mod session;
pub(crate) mod workbook;
