//! The ZIP container of DOCX and XLSX, unpacked within bounds: what a file declares of its sizes
//! is checked before, what it really holds is counted while unpacking.

use super::SourceError;
use super::decode::decode;
use super::inflate::{Failed, Frame, Inflater};
use super::xml::{self, Node};
use encoding_rs::{UTF_16BE, UTF_16LE};
use flate2::Crc;
use std::io::{self, Cursor, Read};
use zip::read::ZipFile;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

const MIB: u64 = 1024 * 1024;
/// Bytes of a file of any format.
pub(crate) const FILE_LIMIT: u64 = 50 * MIB;
/// Bytes of all parts together.
const UNPACKED_LIMIT: u64 = 300 * MIB;
/// Bytes of the parts that are read: pictures are not, and reading takes time.
const READ_LIMIT: u64 = 64 * MIB;
/// Bytes of one part: the parts of a report are thousands of times smaller.
const PART_LIMIT: u64 = 32 * MIB;
/// Parts of a container.
const ENTRY_LIMIT: usize = 2_000;
/// Unpacked bytes for one packed byte; the first megabyte of a part is free.
const RATIO_LIMIT: u64 = 200;

/// An opened container.
pub(crate) struct Container<'a> {
    packed: &'a [u8],
    archive: ZipArchive<Cursor<&'a [u8]>>,
    inflater: Inflater,
    left: u64,
}

/// What counting a part told of it.
pub(crate) enum Weighed {
    /// Its first bytes.
    Open { head: Vec<u8> },
    /// It cannot be read without a password.
    Encrypted,
}

/// Bytes of a part that tell what it is.
const HEAD: u64 = 64;

/// A relation from one part to another.
pub(crate) struct Relation {
    pub(crate) id: String,
    /// The last segment of its type: `officeDocument`, `worksheet`, `sharedStrings`.
    pub(crate) kind: String,
    /// The name of the part it leads to.
    pub(crate) part: String,
}

/// Refuses a file that is larger than any report.
pub(crate) fn check_file_size(bytes: &[u8]) -> Result<(), SourceError> {
    if u64::try_from(bytes.len()).is_ok_and(|size| size <= FILE_LIMIT) {
        return Ok(());
    }
    Err(SourceError::too_large("文件字节数", FILE_LIMIT))
}

impl<'a> Container<'a> {
    /// Opens a container and checks what it declares.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, SourceError> {
        check_file_size(bytes)?;
        if !bytes.starts_with(b"PK") {
            return Err(SourceError::NotThisFormat);
        }
        check_entries(bytes)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        if archive
            .decompressed_size()
            .is_some_and(|size| size > u128::from(UNPACKED_LIMIT))
        {
            return Err(SourceError::too_large("解压后字节数", UNPACKED_LIMIT));
        }
        if archive
            .has_overlapping_entries()
            .map_err(|error| damaged(&error))?
        {
            return Err(SourceError::damaged("压缩包内的文件互相重叠"));
        }
        Ok(Self {
            packed: bytes,
            archive,
            inflater: Inflater::default(),
            left: READ_LIMIT,
        })
    }

    /// The text of a part; `None` if the container has no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, SourceError> {
        let Some(index) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        decoded(self.bytes(index, name)?, name).map(Some)
    }

    /// The bytes of a part by its place in the directory; `name` is for the message.
    pub(crate) fn bytes(&mut self, index: usize, name: &str) -> Result<Vec<u8>, SourceError> {
        let file = self.archive.by_index_raw(index);
        let file = file.map_err(|error| damaged(&error))?;
        let ratio_bound = ratio_bound(file.compressed_size());
        let bound = PART_LIMIT.min(self.left).min(ratio_bound);
        if file.size() > bound {
            return Err(too_much(bound, ratio_bound));
        }
        let unpacked = unpacked(&mut self.inflater, self.packed, &file, length(bound));
        let bytes = unpacked.map_err(|failed| match failed {
            None => too_much(bound, ratio_bound),
            Some(why) => SourceError::damaged(format!("{name}：{why}")),
        })?;
        self.left -= u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Ok(bytes)
    }

    /// Names of all parts in the order of the directory, folders included.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = self.archive.file_names_raw();
        names.map(|name| decode(name).text.into_owned()).collect()
    }

    /// Unpacks every part to nothing and counts: what the file declares need not be true.
    pub(crate) fn weigh(&mut self) -> Result<Vec<Weighed>, SourceError> {
        if self.archive.has_duplicate_names() {
            return Err(SourceError::damaged("压缩包内有同名文件"));
        }
        let mut left = UNPACKED_LIMIT;
        (0..self.archive.len())
            .map(|index| self.weigh_one(index, &mut left))
            .collect()
    }

    fn weigh_one(&mut self, index: usize, left: &mut u64) -> Result<Weighed, SourceError> {
        let raw = self.archive.by_index_raw(index);
        if raw.map_err(|error| damaged(&error))?.encrypted() {
            return Ok(Weighed::Encrypted);
        }
        let mut file = self
            .archive
            .by_index(index)
            .map_err(|error| damaged(&error))?;
        let ratio_bound = ratio_bound(file.compressed_size());
        let bound = ratio_bound.min(*left);
        if file.size() > bound {
            return Err(too_much(bound, ratio_bound));
        }
        let mut head = Vec::new();
        let mut counted = file.by_ref().take(HEAD).read_to_end(&mut head).map(drop);
        if counted.is_ok() {
            counted = io::copy(&mut file.take(bound + 1 - HEAD.min(bound)), &mut io::sink())
                .map(|rest| *left = left.saturating_sub(rest + HEAD));
        }
        counted.map_err(|_broken| SourceError::damaged("压缩数据有误"))?;
        if *left == 0 {
            return Err(too_much(UNPACKED_LIMIT, 0));
        }
        Ok(Weighed::Open { head })
    }

    /// The relations of a part (`""` for those of the package); none if it has none.
    pub(crate) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, SourceError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(text) = self.part(&format!("{folder}{slash}_rels/{name}.rels"))? else {
            return Ok(Vec::new());
        };
        let mut relations = Vec::new();
        xml::walk(&text, |node| {
            if let Node::Open {
                name: "Relationship",
                tag,
                ..
            } = node
            {
                let target = tag.text("Target").unwrap_or_default();
                let kind = tag.text("Type").unwrap_or_default();
                relations.push(Relation {
                    id: tag.text("Id").unwrap_or_default(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    part: resolved(folder, &target),
                });
            }
            Ok(())
        })?;
        Ok(relations)
    }

    /// The name of the main part.
    pub(crate) fn main_part(&mut self) -> Result<Option<String>, SourceError> {
        let relations = self.relations("")?;
        Ok(relations
            .into_iter()
            .find(|to| to.kind == "officeDocument")
            .map(|to| to.part))
    }
}

/// Refuses a directory that is too long before it is read into memory, by the marks of its
/// entries: what it declares need not be true.
fn check_entries(bytes: &[u8]) -> Result<(), SourceError> {
    let entries = memchr::memmem::find_iter(bytes, b"PK\x01\x02");
    if entries.take(ENTRY_LIMIT + 1).count() <= ENTRY_LIMIT {
        return Ok(());
    }
    let limit = u64::try_from(ENTRY_LIMIT).unwrap_or(u64::MAX);
    Err(SourceError::too_large("压缩包内文件数", limit))
}

/// A target, seen from a folder of the container: `../media/a.png`, `/xl/workbook.xml`.
pub(crate) fn resolved(folder: &str, target: &str) -> String {
    let (mut path, relative): (Vec<&str>, &str) = match target.strip_prefix('/') {
        Some(absolute) => (Vec::new(), absolute),
        None => (
            folder
                .split('/')
                .filter(|segment| !segment.is_empty())
                .collect(),
            target,
        ),
    };
    for segment in relative.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(path.pop()),
            name => path.push(name),
        }
    }
    path.join("/")
}

fn decoded(bytes: Vec<u8>, name: &str) -> Result<String, SourceError> {
    let broken = || SourceError::damaged(format!("{name}：字符编码有误"));
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let encoding = if bytes.starts_with(b"\xFF") {
            UTF_16LE
        } else {
            UTF_16BE
        };
        let (text, _, errors) = encoding.decode(&bytes);
        return if errors {
            Err(broken())
        } else {
            Ok(text.into_owned())
        };
    }
    let mut text = String::from_utf8(bytes).map_err(|_invalid| broken())?;
    if text.starts_with('\u{FEFF}') {
        text.remove(0);
    }
    Ok(text)
}

/// The bytes of a part, of which there are at most `bound`. If there are more, the error is empty,
/// otherwise it says what is wrong.
fn unpacked<R: Read>(
    inflater: &mut Inflater,
    container: &[u8],
    file: &ZipFile<'_, R>,
    bound: usize,
) -> Result<Vec<u8>, Option<&'static str>> {
    if file.encrypted() {
        return Err(Some("已加密"));
    }
    let packed = raw(container, file).ok_or(Some("数据不完整"))?;
    let method = file.compression();
    let bytes = if method == CompressionMethod::Deflated {
        let bytes = inflater.inflate(packed, Frame::Bare, length(file.size()), bound);
        bytes.map_err(|failed| (failed == Failed::Broken).then_some("压缩数据有误"))?
    } else if method != CompressionMethod::Stored {
        return Err(Some("压缩方式不受支持"));
    } else if packed.len() <= bound {
        packed.to_vec()
    } else {
        return Err(None);
    };
    let mut check = Crc::new();
    check.update(&bytes);
    if check.sum() == file.crc32() {
        return Ok(bytes);
    }
    Err(Some("校验码不符"))
}

/// The bytes of a part as they stand in the container.
fn raw<'a, R: Read>(container: &'a [u8], file: &ZipFile<'_, R>) -> Option<&'a [u8]> {
    let start = length(file.data_start()?);
    container.get(start..start.checked_add(length(file.compressed_size()))?)
}

fn length(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

/// Bytes that a part of this packed size may have.
const fn ratio_bound(packed: u64) -> u64 {
    packed.saturating_mul(RATIO_LIMIT).saturating_add(MIB)
}

fn too_much(bound: u64, ratio_bound: u64) -> SourceError {
    if bound == ratio_bound {
        return SourceError::too_large("压缩比", RATIO_LIMIT);
    }
    let limit = match bound {
        PART_LIMIT => PART_LIMIT,
        UNPACKED_LIMIT => UNPACKED_LIMIT,
        _ => READ_LIMIT,
    };
    SourceError::too_large("解压后字节数", limit)
}

/// In the words of who opens it: those of the library are English.
fn damaged(_error: &ZipError) -> SourceError {
    SourceError::damaged("压缩结构不完整，可能没有下载完")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(parts: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer
                .start_file(name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(&bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn too_large(result: Result<impl Sized, SourceError>) -> String {
        match result.map(drop) {
            Err(SourceError::TooLarge { what, .. }) => what.into_owned(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_part_that_unpacks_to_far_more_than_it_is_packed_is_refused() {
        let bomb = archive([(String::from("a.xml"), vec![b' '; 8 << 20])]);
        let mut container = Container::open(&bomb).unwrap();
        assert_eq!(too_large(container.part("a.xml")), "压缩比");
    }

    #[test]
    fn a_part_that_declares_less_than_it_holds_is_not_believed() {
        let size = 8 << 20;
        let mut bomb = archive([(String::from("a.xml"), vec![b' '; size])]);
        let declared = u32::try_from(size).unwrap().to_le_bytes();
        while let Some(at) = memchr::memmem::find(&bomb, &declared) {
            bomb[at..at + 4].copy_from_slice(&[1, 0, 0, 0]);
        }
        let mut container = Container::open(&bomb).unwrap();
        assert!(container.part("a.xml").is_err());
    }

    #[test]
    fn a_part_that_is_not_what_its_check_sum_says_is_refused() {
        let mut bytes = archive([(String::from("a.xml"), vec![b'a'; 9])]);
        let sum = bytes.windows(4).rposition(|four| four == b"PK\x01\x02");
        bytes[sum.unwrap() + 16] ^= 1;
        let mut container = Container::open(&bytes).unwrap();
        let refused = container.part("a.xml").unwrap_err();
        assert_eq!(refused, SourceError::damaged("a.xml：校验码不符"));
    }

    #[test]
    fn parts_are_read_only_as_long_as_all_of_them_together_are_no_bomb() {
        let part = archive([(String::from("a.xml"), vec![b' '; 1 << 20])]);
        let mut container = Container::open(&part).unwrap();
        let refused = (0..1_000).find_map(|_| container.part("a.xml").err());
        let limit = READ_LIMIT;
        let what = "解压后字节数";
        assert_eq!(refused, Some(SourceError::too_large(what, limit)));
    }

    #[test]
    fn a_container_of_many_thousand_parts_is_refused() {
        let crowd = archive((0..3_000).map(|number| (number.to_string(), Vec::new())));
        assert_eq!(too_large(Container::open(&crowd)), "压缩包内文件数");
    }

    #[test]
    fn a_target_is_resolved_against_the_folder_of_its_part() {
        assert_eq!(
            resolved("xl", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(resolved("xl", "/xl/sheet.xml"), "xl/sheet.xml");
        assert_eq!(resolved("xl/a", "../b.xml"), "xl/b.xml");
    }
}
