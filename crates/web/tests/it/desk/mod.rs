//! The desk as the people of an office use it.

pub(crate) mod acting;
mod batch;
mod catalogue;
mod disputes;
mod duties;
mod everybody;
mod form;
mod gate;
mod handover;
mod ledgers;
mod letters;
mod matrix;
mod outgoing;
mod people;
mod pictures;
mod reconcile;
mod register_sheet;
mod request_policy;
mod request_steps;
mod requests;
mod returns;
mod supervision;
mod way;
