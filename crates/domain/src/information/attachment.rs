//! A file that belongs to an item.

use serde::{Deserialize, Serialize};

/// A file by its content; the name is what people see and decides nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// SHA-256 of its bytes, in lower-case hexadecimal digits: where it is kept.
    pub digest: String,
    /// Its name as uploaded, cleaned of paths and control characters.
    pub name: String,
    /// What its bytes are, as found by looking at them: pdf, docx, xlsx, png …
    pub kind: String,
    /// Bytes.
    pub size: u64,
}
