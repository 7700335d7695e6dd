//! Ledgers (台账): what an office writes down through the year besides the register, as records of
//! typed columns.
//!
//! A ledger is a file of `statutes/ledgers/`. Forms, lists, spreadsheets and the interface for
//! programs are made from it, so that a further ledger is a further file; what is counted over its
//! records is said there too. [`Ledger::read`] is the one way in: from a form, a spreadsheet, a
//! pasted table or JSON come texts, and out come [`Values`] or what is wrong with each.

mod definition;
mod figure;
mod load;
mod printed;
mod reading;
mod record;
mod values;

#[cfg(test)]
mod tests;

pub use definition::{Choice, Column, Figure, Group, Kind, Ledger, Span};
pub use figure::{Counted, belongs, count, count_between, count_on};
pub use load::{LedgerBook, LedgerError};
pub use printed::{Printed, PrintedColumn};
pub use record::{Record, Struck};
pub use values::Values;
