//! Bytes to characters: the byte order mark, strict UTF-8, UTF-16 without a mark, GB18030.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Bytes of which the encoding is told where nothing marks it.
const SAMPLE: usize = 4_096;

/// The characters of a text in an encoding that spreadsheets write. Any bytes give a text.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let behind = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(behind).0;
    }
    if let Some(encoding) = wide(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_other) => GB18030.decode_without_bom_handling(bytes).0,
    }
}

/// UTF-16 without a mark shows by its line ends, commas and digits: every second byte is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    let zeros = |from: usize| {
        let bytes = sample.iter().skip(from).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let enough = sample.len() / 64 + 1;
    if odd >= enough && odd > even * 8 {
        Some(UTF_16LE)
    } else if even >= enough && even > odd * 8 {
        Some(UTF_16BE)
    } else {
        None
    }
}
