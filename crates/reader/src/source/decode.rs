//! Bytes to characters: the byte order mark, strict UTF-8, UTF-16 without a mark, GB18030.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Text with the encoding it was in.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    /// The characters.
    pub(crate) text: Cow<'a, str>,
    /// Name of the encoding taken.
    pub(crate) encoding: &'static str,
    /// How many places are not valid in it.
    pub(crate) broken: usize,
}

/// Decodes a text of unknown encoding. Any bytes give a text.
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decoded(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded {
            text: Cow::Borrowed(text),
            encoding: UTF_8.name(),
            broken: 0,
        };
    }
    if let Some(encoding) = wide(bytes) {
        return decoded(encoding, bytes);
    }
    let national = decoded(GB18030, bytes);
    if national.broken == 0 {
        return national;
    }
    let unicode = decoded(UTF_8, bytes);
    if unicode.broken <= national.broken {
        unicode
    } else {
        national
    }
}

fn decoded<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let broken = text.matches('\u{fffd}').count();
    Decoded {
        text,
        encoding: encoding.name(),
        broken,
    }
}

/// UTF-16 without a mark shows by its line ends, blanks and digits: every second byte is zero.
pub(crate) fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let zeros = |parity: usize| {
        sample
            .iter()
            .skip(parity)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
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

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "二、主动公开政府信息情况\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n";

    #[test]
    fn the_same_text_is_read_from_every_encoding() {
        let (national, ..) = GB18030.encode(TEXT);
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked: Vec<u8> = [&[0xff, 0xfe], little.as_slice()].concat();
        for bytes in [TEXT.as_bytes(), &national, &little, &big, &marked] {
            let decoded = decode(bytes);
            assert_eq!((decoded.text.as_ref(), decoded.broken), (TEXT, 0));
        }
    }

    #[test]
    fn a_unicode_text_cut_inside_a_character_stays_unicode() {
        let cut = &TEXT.as_bytes()[..TEXT.len() - 20];
        let cut = &cut[..cut.len() - 1];
        assert!(decode(cut).text.starts_with("二、主动公开"));
    }
}
