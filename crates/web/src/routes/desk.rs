//! The desk: tasks, register, review, publication.

pub(super) const ROUTES: &[super::Route] = &[];
