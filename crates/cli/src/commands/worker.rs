//! `gongkai worker`: the child that takes apart files that may be hostile. People do not call it.

use crate::output::Status;
use anyhow::Result;

/// Serves the parent until it is done.
pub(super) fn run() -> Result<Status> {
    gongkai_worker::serve()?;
    Ok(Status::Clean)
}
