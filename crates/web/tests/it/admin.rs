//! Tests of the pages of admin.
