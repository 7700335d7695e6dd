//! The reader from outside: documents in, reports out.

mod any_bytes;
mod damaged;
mod hostile;
mod seeds;
