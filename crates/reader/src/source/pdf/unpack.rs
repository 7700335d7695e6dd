//! Streams to their data. Nearly all are packed in one way, without anything else; what is not is
//! left to `hayro-syntax`.

use super::super::inflate::{Failed, Frame, Inflater};
use hayro_syntax::object::{Name, Stream};
use hayro_syntax::page::Page;
use std::borrow::Cow;

/// Bytes of one stream, unpacked.
const MOST: usize = 128 << 20;

/// Unpacks the streams of a document.
#[derive(Debug, Default)]
pub(super) struct Unpacker(Inflater);

impl Unpacker {
    /// The data of a stream; `None` if it cannot be unpacked.
    pub(super) fn data<'d>(&mut self, stream: &Stream<'d>) -> Option<Cow<'d, [u8]>> {
        if is_only_deflated(stream) {
            let raw = stream.raw_data();
            match self.0.inflate(&raw, Frame::Zlib, raw.len() * 6, MOST) {
                Ok(data) => return Some(Cow::Owned(data)),
                Err(Failed::TooLarge) => return None,
                // Half of a stream may still say something.
                Err(Failed::Broken) => {}
            }
        }
        stream.decoded_data().ok()
    }

    /// What is drawn on a page; nothing if that cannot be read.
    pub(super) fn content<'p>(&mut self, page: &'p Page<'_>) -> Cow<'p, [u8]> {
        let only = page.raw().get::<Stream<'_>>("Contents");
        let data = match only {
            Some(only) => self.data(&only),
            None => page.page_stream().map(Cow::Borrowed),
        };
        data.unwrap_or_default()
    }
}

/// Whether a stream is in the file, deflated, and nothing more.
fn is_only_deflated(stream: &Stream<'_>) -> bool {
    let dict = stream.dict();
    let filter = dict.get::<Name<'_>>("Filter");
    let more = ["F", "DP", "DecodeParms"];
    filter.as_deref() == Some(b"FlateDecode") && !more.iter().any(|key| dict.contains_key(key))
}
