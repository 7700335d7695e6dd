//! Deflated data, unpacked at one go: parts of containers, streams of PDF files. Most are small, so
//! that what a decoder sets up for each of them costs more than the unpacking.

use flate2::{Decompress, FlushDecompress, Status};

/// Bytes for which room is made before they are unpacked.
const ROOM: usize = 1 << 20;

/// How deflated data is framed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frame {
    /// By nothing, as in a ZIP container.
    Bare,
    /// With a header and a check sum behind, as in PDF.
    Zlib,
}

/// Why data was not unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failed {
    /// It is no deflated data, or not all of it.
    Broken,
    /// It holds more than was allowed.
    TooLarge,
}

/// A decoder for the streams of one document.
#[derive(Debug)]
pub(crate) struct Inflater(Decompress);

impl Default for Inflater {
    fn default() -> Self {
        Self(Decompress::new(true))
    }
}

impl Inflater {
    /// Unpacks data that ends within `packed` to at most `bound` bytes. `expected` is how many
    /// there will be, if that is known, and need not be true.
    pub(crate) fn inflate(
        &mut self,
        packed: &[u8],
        frame: Frame,
        expected: usize,
        bound: usize,
    ) -> Result<Vec<u8>, Failed> {
        self.0.reset(frame == Frame::Zlib);
        let mut out = Vec::with_capacity(expected.clamp(512, ROOM));
        loop {
            let read = usize::try_from(self.0.total_in()).unwrap_or(usize::MAX);
            let rest = packed.get(read..).unwrap_or_default();
            let full = FlushDecompress::Finish;
            let status = self.0.decompress_vec(rest, &mut out, full);
            match status {
                Err(_) => return Err(Failed::Broken),
                Ok(_) if out.len() > bound => return Err(Failed::TooLarge),
                Ok(Status::StreamEnd) => return Ok(out),
                Ok(Status::Ok | Status::BufError) if out.len() < out.capacity() => {
                    return Err(Failed::Broken);
                }
                Ok(Status::Ok | Status::BufError) => out.reserve(out.capacity()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write as _;

    fn packed(data: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn one_decoder_unpacks_stream_after_stream_of_whatever_size() {
        let mut inflater = Inflater::default();
        for size in [0, 1, 511, 512, 513, 100_000] {
            let data: Vec<u8> = (0..=250).cycle().take(size).collect();
            let packed = packed(&data);
            for expected in [0, size, size * 2] {
                let zlib = inflater.inflate(&packed, Frame::Zlib, expected, size);
                assert_eq!(zlib.as_deref(), Ok(&data[..]));
                let bare = inflater.inflate(&packed[2..], Frame::Bare, expected, size);
                assert_eq!(bare.as_deref(), Ok(&data[..]));
            }
        }
    }

    #[test]
    fn what_is_cut_off_broken_or_too_large_is_not_half_unpacked() {
        let mut inflater = Inflater::default();
        let data = vec![b'a'; 100_000];
        let packed = packed(&data);
        let mut inflate = |packed: &[u8], bound| inflater.inflate(packed, Frame::Zlib, 0, bound);
        assert_eq!(inflate(&packed, 99_999), Err(Failed::TooLarge));
        assert_eq!(
            inflate(&packed[..packed.len() / 2], 1 << 20),
            Err(Failed::Broken)
        );
        assert_eq!(inflate(b"no deflated data", 1 << 20), Err(Failed::Broken));
    }
}
