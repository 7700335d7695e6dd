//! A compound file anew, of two streams.

use super::{ENTRY, MAGIC, NOBODY, SHORT};

/// Bytes of a sector: so many that the head lists all sectors of the table.
const SECTOR: usize = 4_096;
/// Numbers in a sector, and in the head.
const NUMBERS: usize = SECTOR / 4;
const LISTED: usize = 109;
/// The marks of the end of a chain and of a sector of the table.
const END: u32 = 0xffff_fffe;
const TABLE: u32 = 0xffff_fffd;

/// A compound file with these streams, filled up with zeros, in its uppermost folder. The name of
/// the first is the longer one: the directory is a tree, in order of length.
pub(in super::super) fn written(streams: [(&str, &[u8]); 2]) -> Vec<u8> {
    let sizes = streams.map(|(_, bytes)| bytes.len().max(SHORT).div_ceil(SECTOR));
    let [first, second] = sizes;
    let used = 1 + first + second;
    let tables = used.div_ceil(NUMBERS - 1);
    let mut file = head(used, tables);
    file.reserve((used + tables) * SECTOR);
    file.extend(directory(streams, sizes));
    file.resize(2 * SECTOR, 0);
    for (_, bytes) in streams {
        file.extend(bytes);
        let end = bytes.len().max(SHORT).next_multiple_of(SECTOR) - bytes.len();
        file.resize(file.len() + end, 0);
    }
    let mut chains = vec![END];
    for size in sizes {
        chains.extend((number(chains.len() + 1)..).take(size - 1));
        chains.push(END);
    }
    chains.resize(used + tables, TABLE);
    chains.resize(tables * NUMBERS, NOBODY);
    file.extend(chains.into_iter().flat_map(u32::to_le_bytes));
    file
}

fn head(used: usize, tables: usize) -> Vec<u8> {
    let mut head = MAGIC.to_vec();
    head.extend([0; 16]);
    let shorts = [0x3e_u16, 4, 0xfffe, 12, 6, 0, 0, 0];
    head.extend(shorts.into_iter().flat_map(u16::to_le_bytes));
    let short = number(SHORT);
    let longs = [1, number(tables), 0, 0, short, END, 0, END, 0];
    head.extend(longs.into_iter().flat_map(u32::to_le_bytes));
    let listed = (number(used)..).take(tables.min(LISTED));
    head.extend(listed.flat_map(u32::to_le_bytes));
    head.resize(512, 0xff);
    head.resize(SECTOR, 0);
    head
}

/// The uppermost folder, whose child is the first stream; the second is at its side.
fn directory(streams: [(&str, &[u8]); 2], [first, _]: [usize; 2]) -> Vec<u8> {
    let [(one, bytes), (other, behind)] = streams;
    let mut directory = entry("Root Entry", 5, [NOBODY, 1], (END, 0));
    directory.extend(entry(one, 2, [2, NOBODY], (1, bytes.len())));
    let start = number(1 + first);
    directory.extend(entry(other, 2, [NOBODY, NOBODY], (start, behind.len())));
    while directory.len() < SECTOR {
        directory.extend(entry("", 0, [NOBODY, NOBODY], (0, 0)));
    }
    directory
}

/// An entry of the directory: its neighbour on the left, its child, where its bytes are.
fn entry(name: &str, kind: u8, [left, child]: [u32; 2], (start, size): (u32, usize)) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = if name.is_empty() { 0 } else { entry.len() + 2 };
    entry.resize(64, 0);
    entry.extend(u16::try_from(length).unwrap_or(0).to_le_bytes());
    entry.extend([kind, 1]);
    entry.extend([left, NOBODY, child].map(u32::to_le_bytes).concat());
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    let size = if kind == 2 { size.max(SHORT) } else { size };
    entry.extend(number(size).to_le_bytes());
    entry.resize(ENTRY, 0);
    entry
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(NOBODY)
}

#[cfg(test)]
mod tests {
    use super::super::Compound;
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let long = vec![7; 5 * SECTOR * NUMBERS + 1];
        let file = written([("WordDocument", &long), ("1Table", b"short")]);
        let compound = Compound::open(&file).unwrap();
        let stream = |name| compound.stream(&[name]).unwrap().unwrap();
        assert_eq!(stream("WordDocument"), long);
        let mut short = b"short".to_vec();
        short.resize(SHORT, 0);
        assert_eq!(stream("1Table"), short);
    }
}
