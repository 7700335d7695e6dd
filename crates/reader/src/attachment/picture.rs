//! Pictures: their size is read from the header, before anybody decodes them.

use super::{AttachmentKind, Refused};

/// The first bytes of a PNG.
pub(super) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The first bytes of a JPEG.
pub(super) const JPG: &[u8] = b"\xff\xd8\xff";
/// Pixels of a picture: a scan of A3 at 600 dpi has 70 million, one of A4 at 300 dpi has 9.
const PIXEL_LIMIT: u64 = 40_000_000;

/// Takes a PNG if its header says a size within the bound.
pub(super) fn png(bytes: &[u8]) -> Result<AttachmentKind, Refused> {
    let header = bytes
        .get(8..24)
        .filter(|head| head.get(4..8) == Some(b"IHDR"));
    let number = |from: usize| {
        let four = header?.get(from..from + 4)?;
        Some(u32::from_be_bytes(four.try_into().ok()?))
    };
    let size = number(8).zip(number(12));
    within(size, AttachmentKind::Png)
}

/// Takes a JPEG if its frame header says a size within the bound.
pub(super) fn jpg(bytes: &[u8]) -> Result<AttachmentKind, Refused> {
    within(frame(bytes), AttachmentKind::Jpg)
}

/// Width and height of the first frame: segments are walked until one begins it.
fn frame(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1).filter(|_| bytes.get(at) == Some(&0xff))?;
        let number = |from: usize| {
            let two = bytes.get(at + from..at + from + 2)?;
            Some(u16::from_be_bytes(two.try_into().ok()?))
        };
        match marker {
            // Fill bytes before a marker.
            0xff => at += 1,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((number(7)?.into(), number(5)?.into()));
            }
            // The scan, or the end of the picture, before any frame.
            0xd9 | 0xda => return None,
            0x01 | 0xd0..=0xd8 => at += 2,
            _ => at += 2 + usize::from(number(2)?),
        }
    }
}

fn within(size: Option<(u32, u32)>, kind: AttachmentKind) -> Result<AttachmentKind, Refused> {
    let (width, height) = size
        .filter(|(width, height)| *width > 0 && *height > 0)
        .ok_or_else(|| Refused::damaged("图片的尺寸读不出来"))?;
    if u64::from(width) * u64::from(height) > PIXEL_LIMIT {
        return Err(Refused::PictureTooLarge { width, height });
    }
    Ok(kind)
}
