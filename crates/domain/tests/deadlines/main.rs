//! Working days and statutory clocks: the cases of `cases/deadlines/`, and what must always hold.

#[cfg(test)]
mod calendar;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod clock;
#[cfg(test)]
mod clocks;
#[cfg(test)]
mod layers;
