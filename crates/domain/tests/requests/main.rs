//! Disclosure requests: cases of `cases/requests/`, and what holds of every history.

#[cfg(test)]
mod cases;
#[cfg(test)]
mod disputes;
#[cfg(test)]
mod fees;
#[cfg(test)]
mod histories;
#[cfg(test)]
mod letters;
#[cfg(test)]
mod told;
