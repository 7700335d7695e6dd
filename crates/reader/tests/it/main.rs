//! The reader from outside: documents in, reports out.
#![expect(clippy::unwrap_used, reason = "what cannot be set up fails the test")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its input has failed"
)]

mod any_bytes;
mod damaged;
mod hostile;
mod provenance;
mod seeds;
