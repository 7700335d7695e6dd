//! The container of older Office documents and of WPS (compound file binary): its directory and
//! its streams, within bounds. What a file claims of its sizes is held against its length, and a
//! chain of sectors that bites its tail is refused.

mod write;

pub(super) use write::written;

use super::{Format, SourceError};
use std::borrow::Cow;

/// The first bytes of a compound file.
pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Streams shorter than this stand in sectors of 64 bytes.
const SHORT: usize = 4_096;
/// Bytes of such a sector.
const MINI: usize = 64;
/// Bytes of an entry of the directory.
const ENTRY: usize = 128;
/// Sector numbers from here on are marks.
const MARKS: u32 = 0xffff_fffa;
/// No entry.
const NOBODY: u32 = u32::MAX;

/// Which format a compound file holds, by the streams of its uppermost folder.
pub(super) fn format(bytes: &[u8]) -> Result<Format, SourceError> {
    let compound = Compound::open(bytes)?;
    if compound
        .find(&["EncryptedPackage", "EncryptionInfo"])
        .is_some()
    {
        Err(SourceError::Encrypted)
    } else if compound.find(&["WordDocument"]).is_some() {
        Ok(Format::Doc)
    } else if compound.find(&["Workbook", "Book"]).is_some() {
        Ok(Format::Xls)
    } else {
        let slides = compound.find(&["PowerPoint Document"]).is_some();
        let format = if slides {
            "旧版演示文稿"
        } else {
            "旧版 Office 的其他文件"
        };
        Err(SourceError::Unsupported {
            format: Cow::Borrowed(format),
        })
    }
}

/// An opened compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// For each sector the one behind it.
    next: Vec<u32>,
    /// For each short sector the one behind it, and the stream that holds them.
    next_mini: Vec<u32>,
    mini: Vec<u8>,
    /// The streams of the uppermost folder.
    streams: Vec<Stream>,
}

struct Stream {
    name: String,
    first: u32,
    length: usize,
}

impl<'a> Compound<'a> {
    /// Opens a compound file and reads its directory.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, SourceError> {
        super::container::check_file_size(bytes)?;
        if !bytes.starts_with(MAGIC) {
            return Err(SourceError::NotThisFormat);
        }
        let sector = match u16_at(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4_096,
            Some(_) | None => return Err(damaged()),
        };
        let mut compound = Self {
            bytes,
            sector,
            next: Vec::new(),
            next_mini: Vec::new(),
            mini: Vec::new(),
            streams: Vec::new(),
        };
        compound.next = compound.table()?;
        let directory = compound.chain(u32_at(bytes, 48).ok_or_else(damaged)?)?;
        let (first, length) = place(entry(&directory, 0).ok_or_else(damaged)?);
        compound.next_mini = numbers(&compound.chain(u32_at(bytes, 60).ok_or_else(damaged)?)?);
        compound.mini = compound.chain(first)?;
        compound.mini.truncate(length);
        compound.streams = streams(&directory);
        Ok(compound)
    }

    /// The table of sectors, whose own sectors are listed in the header and, if they are many,
    /// in sectors behind it.
    fn table(&self) -> Result<Vec<u32>, SourceError> {
        let mut listed = numbers(self.bytes.get(76..512).ok_or_else(damaged)?);
        let mut more = u32_at(self.bytes, 68).ok_or_else(damaged)?;
        let mut left = self.count();
        while more < MARKS && left > 0 {
            let mut list = numbers(self.at(more).ok_or_else(damaged)?);
            more = list.pop().unwrap_or(NOBODY);
            listed.append(&mut list);
            left -= 1;
        }
        let mut table = Vec::new();
        for number in listed.into_iter().filter(|number| *number < MARKS) {
            table.extend(numbers(self.at(number).ok_or_else(damaged)?));
            if table.len() > self.count() + self.sector {
                break;
            }
        }
        Ok(table)
    }

    /// How many sectors the file has.
    fn count(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    /// The bytes of a sector; the last may be cut short.
    fn at(&self, number: u32) -> Option<&'a [u8]> {
        let start = size(number).checked_add(1)?.checked_mul(self.sector)?;
        let end = (start + self.sector).min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The bytes of the sectors from one on to the end of their chain.
    fn chain(&self, first: u32) -> Result<Vec<u8>, SourceError> {
        let (mut bytes, mut count) = (Vec::new(), 0);
        let mut number = first;
        while number < MARKS {
            if count > self.count() {
                return Err(SourceError::damaged("复合文档的扇区链成环"));
            }
            bytes.extend_from_slice(self.at(number).ok_or_else(damaged)?);
            number = self.next.get(size(number)).copied().unwrap_or(NOBODY);
            count += 1;
        }
        Ok(bytes)
    }

    /// The bytes of a short stream.
    fn short(&self, stream: &Stream) -> Result<Vec<u8>, SourceError> {
        let mut bytes = Vec::new();
        let mut number = stream.first;
        while number < MARKS && bytes.len() < stream.length {
            let start = size(number).saturating_mul(MINI);
            let end = start.saturating_add(MINI).min(self.mini.len());
            bytes.extend_from_slice(self.mini.get(start..end).ok_or_else(damaged)?);
            if start == end {
                break;
            }
            number = self.next_mini.get(size(number)).copied().unwrap_or(NOBODY);
        }
        Ok(bytes)
    }

    fn find(&self, names: &[&str]) -> Option<&Stream> {
        names.iter().find_map(|name| {
            let mut streams = self.streams.iter();
            streams.find(|stream| stream.name.eq_ignore_ascii_case(name))
        })
    }

    /// The bytes of the first of these streams that there is.
    pub(super) fn stream(&self, names: &[&str]) -> Result<Option<Vec<u8>>, SourceError> {
        let Some(stream) = self.find(names) else {
            return Ok(None);
        };
        let mut bytes = if stream.length < SHORT {
            self.short(stream)?
        } else {
            self.chain(stream.first)?
        };
        bytes.truncate(stream.length);
        Ok(Some(bytes))
    }
}

/// The streams of the uppermost folder: a tree of entries, each with a neighbour on both sides.
fn streams(directory: &[u8]) -> Vec<Stream> {
    let mut streams = Vec::new();
    let mut seen = vec![false; directory.len() / ENTRY];
    let child = |entry: &[u8], at: usize| u32_at(entry, at).unwrap_or(NOBODY);
    let mut waiting = vec![entry(directory, 0).map_or(NOBODY, |root| child(root, 76))];
    while let Some(number) = waiting.pop() {
        let Some(seen) = seen.get_mut(size(number)).filter(|seen| !**seen) else {
            continue;
        };
        *seen = true;
        let Some(entry) = entry(directory, number) else {
            continue;
        };
        waiting.extend([child(entry, 68), child(entry, 72)]);
        if entry.get(66) == Some(&2) {
            let (first, length) = place(entry);
            streams.push(Stream {
                name: name(entry),
                first,
                length,
            });
        }
    }
    streams
}

fn entry(directory: &[u8], number: u32) -> Option<&[u8]> {
    directory.chunks_exact(ENTRY).nth(size(number))
}

/// The name of an entry, in UTF-16 with a closing zero.
fn name(entry: &[u8]) -> String {
    let units = entry.chunks_exact(2).take(32);
    let units = units.map(|pair| u16_at(pair, 0).unwrap_or(0));
    char::decode_utf16(units.take_while(|unit| *unit != 0))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// The first sector of an entry and its length in bytes; four bytes of the length are used, for
/// older programs leave noise in the others.
fn place(entry: &[u8]) -> (u32, usize) {
    let first = u32_at(entry, 116).unwrap_or(NOBODY);
    (first, size(u32_at(entry, 120).unwrap_or(0)))
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let quads = bytes.chunks_exact(4);
    quads
        .map(|quad| u32_at(quad, 0).unwrap_or(NOBODY))
        .collect()
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let quad = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(quad.try_into().ok()?))
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn damaged() -> SourceError {
    SourceError::damaged("复合文档结构不完整")
}
