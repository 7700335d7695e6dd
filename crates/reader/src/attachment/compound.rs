//! Compound files (OLE): old documents and workbooks. Their directory says what they are, whether
//! they have macros and whether they are locked.

use super::{AttachmentKind, Refused};

/// The first bytes of a compound file.
pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Bytes of a directory entry; entries stand at multiples of it.
const ENTRY: usize = 128;

/// What a compound file is. Installers and mail have the same container and are refused.
pub(super) fn kind(bytes: &[u8]) -> Result<AttachmentKind, Refused> {
    let has = |name: &str| has_entry(bytes, name);
    if has("EncryptedPackage") || has("EncryptionInfo") {
        Err(Refused::Encrypted)
    } else if has("_VBA_PROJECT") {
        Err(Refused::Macros)
    } else if has("WordDocument") {
        Ok(AttachmentKind::Doc)
    } else if has("Workbook") || has("Book") {
        Ok(AttachmentKind::Xls)
    } else if has("PowerPoint Document") {
        Err(Refused::Unsupported {
            format: "旧版演示文稿",
            instead: "另存为 PPTX 或 PDF",
        })
    } else {
        Err(Refused::Unknown)
    }
}

/// Whether the directory has a stream or storage of this name: the name in UTF-16, its length in
/// bytes with the closing zero, the type of the entry.
fn has_entry(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name
        .encode_utf16()
        .chain([0])
        .flat_map(u16::to_le_bytes)
        .collect();
    memchr::memmem::find_iter(bytes, &wide).any(|at| {
        let byte = |offset: usize| bytes.get(at + offset).copied().map(usize::from);
        let length = byte(64).zip(byte(65)).map(|(low, high)| low + high * 256);
        let is_entry = matches!(byte(66), Some(1 | 2));
        at % ENTRY == 0 && length == Some(wide.len()) && is_entry
    })
}
