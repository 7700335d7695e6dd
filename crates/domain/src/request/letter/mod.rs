//! Letters (文书): the thirty of an office's model set, as data of `statutes/letters/`.
//!
//! A letter is composed from [`Facts`], a map from the Chinese names of [`FIELDS`] to texts.
//! [`facts_of`] fills in what the case, its clocks, the requester and the agency say; the clerk types the
//! rest. [`Letter::compose`] gives a [`Composed`] letter or names every fact that is missing: nothing is
//! issued with a gap. The date and the remedy paragraph come from the letter's kind and outcome, the
//! number from the office's [`NumberScheme`], given last.

mod book;
mod compose;
mod facts;
mod field;
mod fitting;
mod number;
mod template;
mod typed;

pub use book::{Addressee, Layout, Letter, LetterBook, LetterError, LetterRemedy, Slip};
pub use compose::{Composed, ComposedSlip, MissingFact, Saying};
pub use facts::{Known, Sender, date_zh, facts_of};
pub use field::{FIELDS, Field, Source};
pub use fitting::letter_of_step;
pub use number::{NumberFault, NumberScheme, NumberTemplate, Series};
pub use template::{Facts, Template};
pub use typed::{TypedWith, typed_before};
