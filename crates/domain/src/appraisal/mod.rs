//! Public appraisal (社会评议, Regulations on disclosure, art. 46): what people say of an office, in
//! ratings of its services and answers to its questionnaires, and what is computed from that.

mod questionnaire;
mod ratings;

pub use questionnaire::{Question, Questionnaire, Tally};
pub use ratings::{FEW, GENERAL, Grade, Ratings, share};
