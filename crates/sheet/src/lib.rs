//! Spreadsheets, in and out, as a library of its own: bytes or pasted text to typed cells, typed
//! cells to bytes.
//!
//! It knows no ledger, no law and no place: what a column means is the caller's. Three habits hold:
//!
//! - **Nothing is guessed.** A cell is what the file types it as. Text from the clipboard or from
//!   CSV stays text, exactly as typed; whether `20260105` is a date is for the caller to say.
//! - **Nothing is trusted.** A file declares sizes; they are checked, and what it really holds is
//!   counted, before a parser may allocate ([`Limits`]).
//! - **Nothing is lost on the way.** What [`write()`] puts into a file, [`read()`] gives back; the
//!   same table gives the same bytes.

mod cell;
mod grid;
mod limits;
mod paste;
mod read;
mod records;
mod serial;
mod table;
mod write;

pub use cell::Cell;
pub use grid::{Grid, Heads, Merged};
pub use limits::Limits;
pub use paste::read_pasted;
pub use read::{ReadError, read, read_within};
pub use table::{Column, ColumnKind, Mark, Table};
pub use write::{WriteError, write, write_book, write_csv};
