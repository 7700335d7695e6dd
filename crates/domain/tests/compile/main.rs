//! The annual report compiled from records.

#[cfg(test)]
mod cells;
#[cfg(test)]
mod evidence;
#[cfg(test)]
mod text;
