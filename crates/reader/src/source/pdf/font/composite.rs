//! Fonts of many characters: codes to characters of a collection (CIDs), and these to Unicode,
//! whether or not the font is in the file.

use super::predefined::predefined;
use super::{Code, Text};
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String};
use std::sync::Arc;

/// A composite font.
#[derive(Debug)]
pub(super) struct Composite {
    coding: Coding,
    /// Codes to CIDs; `None`: they are the same.
    cids: Option<Arc<CMap>>,
    /// CIDs to characters.
    characters: Option<Arc<CMap>>,
    pub(super) vertical: bool,
    widths: Widths,
}

/// How many bytes a code has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    /// Two.
    Two,
    /// Two, and they are the character.
    Ucs2,
    /// Two or four, and they are the character.
    Utf16,
    /// One or two, in GB 18030 also four.
    Gb,
    /// As many as the map knows.
    AsMapped,
}

impl Composite {
    pub(super) fn of(dict: &Dict<'_>) -> Self {
        let descendants = dict.get::<Array<'_>>("DescendantFonts");
        let descendant = descendants.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let descendant = descendant.unwrap_or_default();
        let name = dict.get::<Name<'_>>("Encoding");
        let (coding, cids, vertical) = match &name {
            Some(name) => named(name),
            None => embedded(dict),
        };
        let family = family(&descendant).or_else(|| {
            let collection = &cids.as_ref()?.metadata().character_collection;
            collection.as_ref().map(|it| it.family.clone())
        });
        let known = !matches!(coding, Coding::Ucs2 | Coding::Utf16);
        let characters = family
            .filter(|_| known)
            .and_then(|family| predefined(family.ucs2_cmap()?));
        Self {
            coding,
            cids,
            characters,
            vertical,
            widths: Widths::of(&descendant),
        }
    }

    /// How many bytes the next code of a string has.
    pub(super) fn length(&self, bytes: &[u8]) -> usize {
        let at = |index| bytes.get(index).copied().unwrap_or(0);
        match self.coding {
            Coding::Utf16 if (0xd8..0xdc).contains(&at(0)) => 4,
            Coding::Gb if at(0) <= 0x80 || at(0) == 0xff => 1,
            Coding::Gb if at(1).is_ascii_digit() => 4,
            Coding::Two | Coding::Ucs2 | Coding::Utf16 | Coding::Gb => 2,
            Coding::AsMapped => self.mapped_length(bytes),
        }
    }

    fn mapped_length(&self, bytes: &[u8]) -> usize {
        let Some(map) = &self.cids else { return 2 };
        let mut code = 0;
        for (length, byte) in (1_u8..=4).zip(bytes) {
            code = code << 8 | u32::from(*byte);
            if map.lookup_cid_code(code, length).is_some() {
                return usize::from(length);
            }
        }
        if map.lookup_cid_code(0x20, 1).is_some() {
            1
        } else {
            2
        }
    }

    /// The characters of a code and its width.
    pub(super) fn shape(&self, code: Code) -> (Text, f32) {
        let length = u8::try_from(code.length).unwrap_or(0);
        let cid = match &self.cids {
            Some(map) => map.lookup_cid_code(code.value, length),
            None => Some(code.value),
        };
        let width = self.widths.get(cid.unwrap_or(0));
        let text = match self.coding {
            Coding::Ucs2 | Coding::Utf16 => unicode(code),
            Coding::Two | Coding::Gb | Coding::AsMapped => {
                let map = self.characters.as_ref();
                let found = map
                    .zip(cid)
                    .and_then(|(map, cid)| map.lookup_bf_string(cid));
                match found {
                    Some(BfString::Char(c)) => Text::of(c),
                    Some(BfString::String(text)) => {
                        text.chars().next().map_or(Text::Unknown, Text::of)
                    }
                    None => Text::Unknown,
                }
            }
        };
        (text, width)
    }
}

/// The character that a code of UCS-2 or UTF-16 is.
fn unicode(code: Code) -> Text {
    let value = if code.length == 4 {
        let high = (code.value >> 16) & 0x3ff;
        0x10000 + (high << 10 | code.value & 0x3ff)
    } else {
        code.value
    };
    char::from_u32(value).map_or(Text::Unknown, Text::of)
}

type Encoding = (Coding, Option<Arc<CMap>>, bool);

fn named(name: &[u8]) -> Encoding {
    let vertical = name.ends_with(b"-V") || name == b"V";
    let contains = |part: &[u8]| name.windows(part.len()).any(|window| window == part);
    let known = CMapName::from_bytes(name);
    if name.starts_with(b"Identity") || matches!(known, CMapName::Custom(_)) {
        return (Coding::Two, None, vertical);
    }
    let coding = if contains(b"UCS2") {
        Coding::Ucs2
    } else if contains(b"UTF16") {
        Coding::Utf16
    } else if name.starts_with(b"GB") {
        Coding::Gb
    } else {
        Coding::AsMapped
    };
    (coding, predefined(known), vertical)
}

/// A map in the file itself.
fn embedded(dict: &Dict<'_>) -> Encoding {
    let stream = dict.get::<Stream<'_>>("Encoding");
    let data = stream.and_then(|stream| stream.decoded_data().ok());
    let map = data.and_then(|data| CMap::parse(&data, load_embedded));
    let vertical = map
        .as_ref()
        .is_some_and(|map| map.metadata().writing_mode == Some(WritingMode::Vertical));
    let coding = if map.is_some() {
        Coding::AsMapped
    } else {
        Coding::Two
    };
    (coding, map.map(Arc::new), vertical)
}

/// The collection that the CIDs are of.
fn family(descendant: &Dict<'_>) -> Option<CidFamily> {
    let info = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
    let registry = info.get::<String<'_>>("Registry")?;
    let ordering = info.get::<String<'_>>("Ordering")?;
    let family = CidFamily::from_registry_ordering(&registry, &ordering);
    family.ucs2_cmap().is_some().then_some(family)
}

/// Widths by CID, in shares of the font size.
#[derive(Debug)]
struct Widths {
    /// First and last CID, sorted, and where its widths begin; one width for all of them if
    /// there is no list.
    ranges: Vec<(u32, u32, Width)>,
    listed: Vec<f32>,
    default: f32,
}

#[derive(Debug, Clone, Copy)]
enum Width {
    Same(f32),
    Listed(usize),
}

/// CIDs have sixteen bits.
const MOST_WIDTHS: usize = 1 << 16;

impl Widths {
    fn of(descendant: &Dict<'_>) -> Self {
        let default = descendant.get::<f32>("DW").unwrap_or(1000.0) / 1000.0;
        let mut widths = Self {
            ranges: Vec::new(),
            listed: Vec::new(),
            default,
        };
        if let Some(array) = descendant.get::<Array<'_>>("W") {
            widths.read(&array);
            widths.ranges.sort_by_key(|range| range.0);
        }
        widths
    }

    fn read(&mut self, array: &Array<'_>) {
        let mut items = array.iter::<Object<'_>>();
        while let Some(Object::Number(first)) = items.next() {
            let Ok(first) = u32::try_from(first.as_i64()) else {
                return;
            };
            match items.next() {
                Some(Object::Array(list)) => {
                    let from = self.listed.len();
                    let left = MOST_WIDTHS.saturating_sub(from);
                    let list = list.iter::<f32>().take(left);
                    self.listed.extend(list.map(|width| width / 1000.0));
                    let count = u32::try_from(self.listed.len() - from).unwrap_or(0);
                    let Some(more) = count.checked_sub(1) else {
                        continue;
                    };
                    let last = first.saturating_add(more);
                    self.ranges.push((first, last, Width::Listed(from)));
                }
                Some(Object::Number(last)) => {
                    let Some(Object::Number(width)) = items.next() else {
                        return;
                    };
                    let last = u32::try_from(last.as_i64()).unwrap_or(0);
                    let width = Width::Same(width.as_f32() / 1000.0);
                    self.ranges.push((first, last, width));
                }
                _ => return,
            }
            if self.ranges.len() >= MOST_WIDTHS {
                return;
            }
        }
    }

    fn get(&self, cid: u32) -> f32 {
        let behind = self.ranges.partition_point(|range| range.0 <= cid);
        let range = behind.checked_sub(1).and_then(|at| self.ranges.get(at));
        match range.filter(|range| cid <= range.1) {
            Some((_, _, Width::Same(width))) => *width,
            Some((first, _, Width::Listed(from))) => {
                let at = usize::try_from(cid - first).map_or(usize::MAX, |step| from + step);
                self.listed.get(at).copied().unwrap_or(self.default)
            }
            None => self.default,
        }
    }
}
