//! A file looked at once: what it says and what it proposes.

use super::{AttachmentKind, AttachmentText, Description, describe, text};
use crate::source::{Apart, Document};

/// What a file says.
#[derive(Debug, Default)]
pub struct Examined {
    /// Its text, and what of it is not known.
    pub text: AttachmentText,
    /// What it proposes for its registration.
    pub description: Description,
}

/// What a file that [`super::kind_of`] has taken says. Formats of foreign parsers are taken apart
/// in `apart` if there is one.
pub fn examine(bytes: &[u8], kind: AttachmentKind, apart: Option<&dyn Apart>) -> Examined {
    let document = Document::taken(bytes, "", apart);
    let description = document.as_ref().map(describe::describe);
    Examined {
        description: description.unwrap_or_default(),
        text: text::of(bytes, kind, &document),
    }
}
