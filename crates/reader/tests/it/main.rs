//! The reader from outside: documents in, reports out.
#![expect(clippy::unwrap_used, reason = "what cannot be set up fails the test")]

mod any_bytes;
mod damaged;
mod hostile;
mod leak_gate;
mod pages;
mod provenance;
mod seeds;
