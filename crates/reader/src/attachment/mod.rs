//! Files that clerks attach: what they are by their bytes, what they say, what they propose for
//! the registration form.
//!
//! [`kind_of`] decides by content alone and refuses what a browser would run, what nobody can
//! check and what would exhaust the machine. [`examine`] takes every layer of text, the invisible
//! ones too (of fixed pages and old formats what they show), and names each part that it could not
//! read: no text is never the same as no finding.

mod kind;
mod refused;

mod compound;
mod office;
mod picture;
mod plain;
mod sniff;

mod layers;
mod shown;
mod text;

mod describe;
mod examine;

#[cfg(test)]
mod tests;

pub use describe::{Description, Proposal};
pub use examine::{Examined, examine};
pub use kind::AttachmentKind;
pub use refused::Refused;
pub use sniff::kind_of;
pub use text::{AttachmentText, Layer, TextUnknown, Unread};
