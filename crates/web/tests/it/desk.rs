//! Tests of the pages of desk.
