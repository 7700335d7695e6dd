//! The desk as the people of an office use it.

pub(crate) mod acting;
mod batch;
mod catalogue;
mod duties;
mod form;
mod gate;
mod handover;
mod ledgers;
mod matrix;
mod outgoing;
mod people;
mod register_sheet;
mod returns;
mod way;
