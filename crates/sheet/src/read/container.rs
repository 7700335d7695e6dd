//! The packed file, checked before a parser may allocate by what it says.
//!
//! Each part is unpacked once and counted. Three numbers that the parser would believe are
//! checked: how many shared texts there are to reserve room for, how many formats there are, and
//! how long their names are, because each format gets a copy.

use super::{ReadError, kind};
use crate::Limits;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// Parts of a file.
const PARTS: usize = 5_000;
/// Unpacked bytes for one packed byte; the first megabyte of a part is free.
const RATIO: usize = 200;
const MIB: u64 = 1 << 20;
/// Bytes of the shortest shared text: `<si/>`.
const SHARED_TEXT: usize = 5;
/// Cell formats; spreadsheets stop at 65,490.
const FORMATS: usize = 65_536;
/// Bytes of one tag among the styles; a format code has at most 255 characters.
const STYLE_TAG: usize = 4_096;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Checks a packed file: that it is a workbook, and no bomb. Tells whether any sheet may have merged
/// cells, which cost a second reading of each.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<bool, ReadError> {
    let mut archive = open(bytes)?;
    let names = archive.file_names_raw();
    let names = names.map(|name| String::from_utf8_lossy(name).replace('\\', "/"));
    let names: Vec<String> = names.map(|name| name.to_ascii_lowercase()).collect();
    if let Some(other) = kind::of_parts(&names) {
        return Err(other);
    }
    let mut left = limits.unpacked_bytes;
    let mut merged = false;
    for (index, name) in names.iter().enumerate() {
        let bytes = unpack(&mut archive, index, &mut left, limits)?;
        check_part(name, &bytes)?;
        merged |= memchr::memmem::find(&bytes, b"mergeCell").is_some();
    }
    Ok(merged)
}

fn open(bytes: &[u8]) -> Result<Archive<'_>, ReadError> {
    // Counted by their marks before the directory is read into memory.
    let entries = memchr::memmem::find_iter(bytes, b"PK\x01\x02");
    if entries.take(PARTS + 1).count() > PARTS {
        return Err(ReadError::too_many("压缩包内文件数", PARTS));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let overlapping = archive.has_overlapping_entries();
    if archive.has_duplicate_names() || overlapping.map_err(|error| damaged(&error))? {
        return Err(ReadError::damaged("压缩包内的文件重名或重叠", ""));
    }
    Ok(archive)
}

/// A part, unpacked within bounds: what it declares first, then what it really holds.
fn unpack(
    archive: &mut Archive<'_>,
    index: usize,
    left: &mut u64,
    limits: &Limits,
) -> Result<Vec<u8>, ReadError> {
    let raw = archive.by_index_raw(index);
    if raw.map_err(|error| damaged(&error))?.encrypted() {
        return Err(ReadError::Encrypted);
    }
    let file = archive.by_index(index).map_err(|error| damaged(&error))?;
    let by_ratio = by_ratio(file.compressed_size());
    let bound = by_ratio.min(*left);
    let too_large = || {
        if bound == by_ratio {
            ReadError::too_many("压缩比", RATIO)
        } else {
            ReadError::too_large("解压后大小", limits.unpacked_bytes)
        }
    };
    if file.size() > bound {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let read = file.take(bound + 1).read_to_end(&mut bytes);
    let read = read.map_err(|error| ReadError::damaged("压缩包无法解开", &error))?;
    let read = u64::try_from(read).unwrap_or(u64::MAX);
    if read > bound {
        return Err(too_large());
    }
    *left -= read;
    Ok(bytes)
}

/// Bytes that a part of this packed size may have.
fn by_ratio(packed: u64) -> u64 {
    let ratio = u64::try_from(RATIO).unwrap_or(u64::MAX);
    packed.saturating_mul(ratio).saturating_add(MIB)
}

fn check_part(name: &str, bytes: &[u8]) -> Result<(), ReadError> {
    if !matches!(name.rsplit_once('.'), Some((_, "xml" | "rels"))) {
        return Ok(());
    }
    check_encoding(name, bytes)?;
    if name.ends_with("sharedstrings.xml") {
        check_shared_texts(bytes)?;
    }
    if name.ends_with("styles.xml") {
        check_styles(bytes)?;
    }
    Ok(())
}

/// Every program writes UTF-8; another encoding could hide from the checks below what the parser
/// then sees.
fn check_encoding(name: &str, bytes: &[u8]) -> Result<(), ReadError> {
    let declared = bytes.get(..bytes.len().min(200)).unwrap_or(bytes);
    let declared = declared.to_ascii_lowercase();
    let declaration = declared.split(|byte| *byte == b'>').next();
    let declaration = declaration.unwrap_or_default();
    let other = memchr::memmem::find(declaration, b"encoding").is_some()
        && memchr::memmem::find(declaration, b"utf-8").is_none()
        && memchr::memmem::find(declaration, b"ascii").is_none();
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if other || wide || declared.contains(&0) {
        return Err(ReadError::damaged("内部编码不是 UTF-8", name));
    }
    Ok(())
}

fn check_shared_texts(bytes: &[u8]) -> Result<(), ReadError> {
    let room = bytes.len() / SHARED_TEXT;
    for at in memchr::memmem::find_iter(bytes, b"uniqueCount") {
        let behind = bytes.get(at..).unwrap_or_default();
        let value = behind.iter().skip_while(|byte| !byte.is_ascii_digit());
        let digits: Vec<u8> = value
            .copied()
            .take_while(u8::is_ascii_digit)
            .take(20)
            .collect();
        let declared = String::from_utf8_lossy(&digits).parse::<usize>();
        if !digits.is_empty() && declared.is_ok_and(|count| count > room) {
            return Err(ReadError::damaged("文字的数目与内容不符", "uniqueCount"));
        }
    }
    Ok(())
}

fn check_styles(bytes: &[u8]) -> Result<(), ReadError> {
    let mut formats = 0;
    for tag in bytes.split(|byte| *byte == b'<') {
        formats +=
            usize::from(tag.starts_with(b"xf") || memchr::memmem::find(tag, b":xf").is_some());
        if tag.len() > STYLE_TAG {
            return Err(ReadError::damaged("单元格格式过长", "styles"));
        }
    }
    if formats > FORMATS {
        return Err(ReadError::too_many("单元格格式数", FORMATS));
    }
    Ok(())
}

fn damaged(error: &ZipError) -> ReadError {
    ReadError::damaged("压缩包无法解开", error)
}
