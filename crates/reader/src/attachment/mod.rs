//! Files that clerks attach: what they are by their bytes, what they say, what they propose for
//! the registration form.
//!
//! [`kind_of`] decides by content alone and refuses what a browser would run, what nobody can
//! check and what would exhaust the machine. [`text_of`] takes every layer of text, the invisible
//! ones too, and names each part that it could not read: no text is never the same as no finding.

mod kind;
mod refused;

mod compound;
mod office;
mod picture;
mod plain;
mod sniff;

mod describe;
mod layers;
mod text;

#[cfg(test)]
mod tests;

pub use describe::{Description, Proposal, describe};
pub use kind::AttachmentKind;
pub use refused::Refused;
pub use sniff::kind_of;
pub use text::{AttachmentText, Layer, TextUnknown, Unread, text_of};
