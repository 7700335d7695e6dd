//! What a child gives up before it sees the first byte of a document.

#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod limits;
#[cfg(target_os = "linux")]
mod paths;

/// Why a child cannot be confined.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfineError(String);

/// Gives up what the system lets a process give up, for good.
#[cfg(target_os = "linux")]
pub(crate) fn confine() -> Result<(), ConfineError> {
    // In this order: each step needs what a later one takes away.
    let mapped = limits::mapped()?;
    paths::close()?;
    limits::set(mapped)?;
    calls::refuse()
}

/// Nothing: only the patience of the parent ends such a child.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "on Linux it may fail")]
pub(crate) fn confine() -> Result<(), ConfineError> {
    Ok(())
}

#[cfg(target_os = "linux")]
fn refused(what: &str, error: &dyn std::fmt::Display) -> ConfineError {
    ConfineError(format!("{what}: {error}"))
}
