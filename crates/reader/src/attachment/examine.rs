//! A file looked at once: what it says and what it proposes.

use super::{AttachmentKind, AttachmentText, Description, TextUnknown, describe, shown, text};
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
        text: match not_shown(kind) {
            Some(rest) => shown::text(&document, rest),
            None => text::in_layers(bytes, kind),
        },
    }
}

/// What stays unread of a file of which only what a viewer shows is read; none if all is.
const fn not_shown(kind: AttachmentKind) -> Option<TextUnknown> {
    use AttachmentKind as Kind;
    match kind {
        Kind::Pdf => Some(TextUnknown::NotShown { format: "PDF" }),
        Kind::Ofd => Some(TextUnknown::NotShown { format: "OFD" }),
        Kind::Doc | Kind::Xls => Some(TextUnknown::OldFormat),
        Kind::Docx
        | Kind::Xlsx
        | Kind::Pptx
        | Kind::Jpg
        | Kind::Png
        | Kind::Txt
        | Kind::Zip
        | Kind::Html
        | Kind::Json
        | Kind::Csv => None,
    }
}
