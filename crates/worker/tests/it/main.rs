//! Children that try to break out, run wild or die, and what becomes of the documents beside
//! theirs.
#![expect(clippy::unwrap_used, reason = "what cannot be set up fails the test")]

mod bomb;
mod escape;
mod killer;
mod wild;

use gongkai_reader::{Apart as _, SourceError};
use gongkai_worker::{Program, Workers};

/// Children that do what the name of a document asks for.
fn probes(most: usize) -> Workers {
    let program = Program::new(env!("CARGO_BIN_EXE_gongkai-worker-probe"), &[]);
    Workers::at_most(most, program)
}

/// What a probe says of a document.
fn said(workers: &Workers, name: &str) -> Result<String, SourceError> {
    let document = workers.document(b"bytes", name)?;
    Ok(document
        .pieces
        .iter()
        .map(|piece| piece.text.as_ref())
        .collect())
}

/// What a document was refused for.
fn stopped(came: Result<String, SourceError>) -> String {
    match came {
        Err(SourceError::Stopped { what }) => what.into_owned(),
        other => format!("{other:?}"),
    }
}
