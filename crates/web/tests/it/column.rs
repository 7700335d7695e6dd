//! Tests of the pages of column.
