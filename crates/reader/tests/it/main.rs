//! The reader from outside: documents in, reports out.
#![expect(clippy::unwrap_used, reason = "what cannot be set up fails the test")]

mod any_bytes;
mod attachments;
mod broken;
mod confidence;
mod crawled;
mod damaged;
mod faults;
mod formats;
mod hostile;
mod leak_gate;
mod pages;
mod paper;
mod provenance;
mod seeds;
