//! The public column.
