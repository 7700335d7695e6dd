//! The desk as the people of an office use it.

mod acting;
mod duties;
mod form;
mod gate;
mod matrix;
mod people;
mod way;
