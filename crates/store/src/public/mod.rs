//! What the public sees: a copy made at publication, and the search over it.

mod copy;
mod counts;
mod folding;
mod grams;
mod host;
mod listed;
mod place;
mod read;
mod search;

pub(crate) use copy::printable;
pub use folding::fold;
pub(crate) use folding::words;
pub use listed::Listed;
