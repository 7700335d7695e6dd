//! What is no document that can be read: pictures, archives, formats of other programs, each told
//! by its first bytes and said with what to do.

use super::super::SourceError;
use std::borrow::Cow;

/// First bytes of pictures.
const PICTURES: [&[u8]; 7] = [
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\0",
    b"MM\0*",
    b"\0\0\0\x0cjP  ",
];

/// First bytes of archives.
const ARCHIVES: [(&[u8], &str); 5] = [
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b\x08", "GZ 压缩包"),
    (b"BZh", "BZ2 压缩包"),
    (b"\xfd7zXZ\0", "XZ 压缩包"),
];

/// Why bytes are refused, if they are of a format that is known not to be read.
pub(super) fn refused(bytes: &[u8]) -> Option<SourceError> {
    if is_picture(bytes) {
        return Some(SourceError::NoText { pages: 1 });
    }
    if let Some(format) = archive(bytes) {
        let format = Cow::Borrowed(format);
        return Some(SourceError::Archive { format });
    }
    let format = Cow::Borrowed(marked_up(bytes)?);
    Some(SourceError::Unsupported { format })
}

fn is_picture(bytes: &[u8]) -> bool {
    let at = |from: usize, mark: &[u8]| bytes.get(from..from + mark.len()) == Some(mark);
    let photograph = at(4, b"ftyphei") || at(4, b"ftypmif1") || at(4, b"ftypavif");
    // Two letters begin texts too: the field behind them that nobody uses is zero.
    let bitmap = at(0, b"BM") && at(6, &[0; 4]) && at(15, &[0; 3]);
    let web = at(0, b"RIFF") && at(8, b"WEBP");
    photograph || bitmap || web || PICTURES.iter().any(|magic| bytes.starts_with(magic))
}

fn archive(bytes: &[u8]) -> Option<&'static str> {
    let known = ARCHIVES.iter().find(|(magic, _)| bytes.starts_with(magic));
    let tape = bytes.get(257..262) == Some(b"ustar");
    known
        .map(|(_, format)| *format)
        .or(tape.then_some("TAR 压缩包"))
}

/// Formats of other programs that are text to the eye of a program.
fn marked_up(bytes: &[u8]) -> Option<&'static str> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let head = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    let has = |mark: &[u8]| memchr::memmem::find(head, mark).is_some();
    if head.starts_with(b"{\\rtf") {
        return Some("RTF 文件");
    }
    if head.starts_with(b"<?xml") {
        let word = has(b"<w:wordDocument") || has(b"<pkg:package");
        let sheet = has(b"urn:schemas-microsoft-com:office:spreadsheet");
        return match (word, sheet, has(b"<uof:UOF")) {
            (true, ..) => Some("XML 格式的 Word 文件"),
            (_, true, _) => Some("XML 格式的表格文件"),
            (.., true) => Some("标文通（UOF）文件"),
            _ => None,
        };
    }
    let start = head
        .get(..head.len().min(1024))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let mime = start.starts_with(b"mime-version:")
        || memchr::memmem::find(&start, b"\nmime-version:").is_some();
    (mime && has(b"multipart/related")).then_some("网页存档（MHT）文件")
}
