//! What a file is, by its first bytes, and for containers by their parts.

use super::{AttachmentKind, Refused, compound, office, picture, plain};
use crate::source::container::check_file_size;

/// Formats that are known and not taken: their first bytes and what to say.
const UNSUPPORTED: [(&[u8], &str, &str); 10] = [
    (b"GIF8", "GIF 图片", "转成 JPG 或 PNG"),
    (b"BM", "BMP 图片", "转成 JPG 或 PNG"),
    (b"II*\0", "TIFF 图片", "转成 JPG 或 PDF"),
    (b"MM\0*", "TIFF 图片", "转成 JPG 或 PDF"),
    (b"RIFF", "WEBP 图片或音视频", "转成 JPG 或 PNG"),
    (b"Rar!", "RAR 压缩包", "解压后逐个上传，或改用 ZIP"),
    (b"7z\xbc\xaf", "7z 压缩包", "解压后逐个上传，或改用 ZIP"),
    (b"\x1f\x8b", "GZ 压缩包", "解压后逐个上传，或改用 ZIP"),
    (b"{\\rtf", "RTF 文件", "另存为 DOCX 或 PDF"),
    (b"ID3", "音频文件", "改为文字或图片"),
];

/// First bytes of what a machine runs.
const EXECUTABLE: [&[u8]; 6] = [
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\0asm",
    b"dex\n",
];

/// What a file is, by its content and nothing else. A file that is two things at once is the one
/// that its first bytes say.
///
/// # Errors
///
/// [`Refused`] says why the file is not taken and what to do.
pub fn kind_of(bytes: &[u8]) -> Result<AttachmentKind, Refused> {
    check_file_size(bytes)?;
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if is_executable(bytes) {
        return Err(Refused::Executable);
    }
    if bytes.starts_with(b"%PDF-") {
        return Ok(AttachmentKind::Pdf);
    }
    if bytes.starts_with(compound::MAGIC) {
        return compound::kind(bytes);
    }
    if bytes.starts_with(picture::PNG) {
        return picture::png(bytes);
    }
    if bytes.starts_with(picture::JPG) {
        return picture::jpg(bytes);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return office::kind(bytes);
    }
    if bytes.starts_with(b"PK\x05\x06") {
        return Err(Refused::Empty);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Err(Refused::Unsupported {
            format: "HEIC 图片或视频",
            instead: "转成 JPG",
        });
    }
    let known = UNSUPPORTED
        .iter()
        .find(|(magic, ..)| bytes.starts_with(magic));
    // The first letters of a text may be those of a picture: only bytes are one.
    match (known, plain::kind(bytes)) {
        (Some((magic, format, instead)), other) if other.is_err() || magic[0] == b'{' => {
            Err(Refused::Unsupported { format, instead })
        }
        (_, other) => other,
    }
}

/// Whether a machine would run it. Windows programs begin with letters and have zeros behind.
pub(super) fn is_executable(head: &[u8]) -> bool {
    let windows = head.starts_with(b"MZ") && head.iter().take(64).any(|byte| *byte == 0);
    windows || EXECUTABLE.iter().any(|magic| head.starts_with(magic))
}
