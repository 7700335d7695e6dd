//! The desk as the people of an office use it.

pub(crate) mod acting;
mod batch;
mod duties;
mod form;
mod gate;
mod handover;
mod ledgers;
mod matrix;
mod people;
mod requests;
mod way;
