//! The text of the report: paragraphs whose numbers stay bound to what they were counted over.

mod fill;
mod narrative;
mod paragraph;
mod problems;
mod quantity;
mod register;

pub use fill::{Filled, UnknownName, fill, names};
pub use narrative::{Narrative, NarrativeBook, NarrativeError, ParagraphSpec, SentenceSpec};
pub use paragraph::{Paragraph, Written, paragraphs};
pub use problems::{done_of_last_year, measures, problems};
pub use quantity::{Quantities, QuantitySource, QuantitySpec, Worth, quantities};
pub use register::RegisterCounts;
