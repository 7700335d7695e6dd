//! The reader from outside: documents in, reports out.

mod any_bytes;
mod hostile;
mod provenance;
mod seeds;
