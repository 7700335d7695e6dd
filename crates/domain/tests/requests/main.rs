//! Disclosure requests: cases of `cases/requests/`, and what holds of every history.

mod cases;
mod histories;
mod told;
