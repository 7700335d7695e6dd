//! The annual report compiled from the year's records: where each number comes from, what it comes to,
//! what stands behind it, and what a person has to say (articles 49 and 50 of the Regulations).
//!
//! Read in this order: [`CellSource`] (data of `statutes/compilation/`), [`YearEvidence`] (what was
//! recorded), [`compile`] (the tables), [`behind`] (the records of a cell), [`text`] (the sections of
//! text, each number bound to its source), [`Work`] (what people add, and what was locked).

mod behind;
mod cell;
mod evidence;
mod load;
mod source;
mod typed;
mod work;

pub mod text;

pub use behind::{BehindCell, behind};
pub use cell::{CellValue, Compiled, CompiledCell, Why, compile};
pub use evidence::{Asked, YearEvidence};
pub use load::{CompilationBook, CompilationError};
pub use source::{CellSource, Compilation};
pub use typed::{NotACell, TypedCell, typed_number};
pub use work::{Amendment, Frozen, FrozenCell, FrozenText, Work, assembled};
