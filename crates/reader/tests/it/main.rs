//! The reader from outside: documents in, reports out.

mod damaged;
mod seeds;
