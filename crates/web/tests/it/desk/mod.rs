//! The desk as the people of an office use it.

mod acting;
mod form;
mod gate;
mod handover;
mod matrix;
mod people;
mod way;
