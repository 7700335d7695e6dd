//! The pages, one file each: struct, form, handler.

pub(crate) mod health;
pub(crate) mod session;
