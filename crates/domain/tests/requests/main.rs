//! Disclosure requests: cases of `cases/requests/`, and what holds of every history.

mod cases;
mod fees;
mod histories;
mod letters;
