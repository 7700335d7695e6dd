//! The annual report compiled from records.

mod cells;
mod evidence;
mod text;
