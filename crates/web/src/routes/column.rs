//! The public column: lists, items, files, feeds.

pub(super) const ROUTES: &[super::Route] = &[];
