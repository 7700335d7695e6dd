//! Fonts of at most 256 characters, those drawn by the file itself (Type 3) included.

use super::super::lexer::{Lexer, Token};
use super::Text;
use super::names::character;
use hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream};
use memchr::{memchr, memchr3, memmem};

/// A simple font.
#[derive(Debug)]
pub(super) struct Simple {
    characters: [Option<char>; 256],
    widths: [f32; 256],
    /// Upper and lower edge of the characters, where the font says so.
    pub(super) extent: Option<(f32, f32)>,
}

impl Simple {
    /// Reads a font. Names of drawings mean nothing where a map says what they are (`mapped`).
    pub(super) fn of(dict: &Dict<'_>, mapped: bool) -> Self {
        let drawn = dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"Type3");
        let matrix = dict.get::<Array<'_>>("FontMatrix").filter(|_| drawn);
        let matrix: Vec<f32> =
            matrix.map_or_else(Vec::new, |it| it.iter::<f32>().take(4).collect());
        let (across, up) = match matrix.as_slice() {
            [a, b, _, d] => (a.hypot(*b), d.abs()),
            _ => (0.001, 0.001),
        };
        Self {
            characters: if drawn && mapped {
                [None; 256]
            } else {
                characters(dict, drawn)
            },
            widths: widths(dict, across),
            extent: if drawn { extent(dict, up) } else { None },
        }
    }

    pub(super) fn text(&self, code: u32) -> Text {
        let at = usize::try_from(code).unwrap_or(usize::MAX);
        let character = self.characters.get(at).copied().flatten();
        character.map_or(Text::Unknown, Text::of)
    }

    pub(super) fn width(&self, code: u32) -> f32 {
        let at = usize::try_from(code).unwrap_or(usize::MAX);
        self.widths.get(at).copied().unwrap_or(0.0)
    }
}

/// Fonts drawn by the file may be of any size: where one is not about as high as its size says,
/// its box says more.
fn extent(dict: &Dict<'_>, up: f32) -> Option<(f32, f32)> {
    let area = dict.get::<Rect>("FontBBox")?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "lengths of a page need no more than seven digits"
    )]
    let (top, bottom) = ((area.y1 as f32) * up, (area.y0 as f32) * up);
    let height = top - bottom;
    let plain = height <= 0.0 || !height.is_finite() || (0.5..3.0).contains(&height);
    (!plain).then_some((top, bottom))
}

fn widths(dict: &Dict<'_>, unit: f32) -> [f32; 256] {
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
    let missing = descriptor.and_then(|it| it.get::<f32>("MissingWidth"));
    let inside = list_in(dict.data());
    let listed = match inside {
        Some(_) => None,
        None => dict.get::<Array<'_>>("Widths"),
    };
    // The fonts that need not be in the file have figures of this width.
    let has_widths = inside.is_some() || listed.is_some();
    let missing = missing.unwrap_or(if has_widths { 0.0 } else { 556.0 });
    let mut widths = [missing * unit; 256];
    let first = dict.get::<i32>("FirstChar").unwrap_or(0);
    let slots = widths.iter_mut().skip(usize::try_from(first).unwrap_or(0));
    // Numbers stand in the file as they are, but for a few files with references.
    let own = listed.as_ref().map(Array::data);
    if let Some(numbers) = inside.or(own.filter(|data| !data.contains(&b'R'))) {
        let mut lexer = Lexer::new(numbers);
        for slot in slots {
            let Some(Token::Number(width)) = lexer.next() else {
                break;
            };
            *slot = width * unit;
        }
    } else if let Some(listed) = listed {
        let widths = listed.iter::<f32>();
        slots.zip(widths).for_each(|(slot, it)| *slot = it * unit);
    }
    widths
}

/// The widths of a font where they stand in its dictionary as numbers and nothing else: to find the
/// end of a list as any object takes several times as long as to read it.
fn list_in(dict: &[u8]) -> Option<&[u8]> {
    const KEY: &[u8] = b"/Widths";
    let mut found = memmem::find_iter(dict, KEY);
    let (at, other) = (found.next()?, found.next());
    let list = dict.get(at + KEY.len()..)?.trim_ascii_start();
    let list = list.strip_prefix(b"[").filter(|_| other.is_none())?;
    let numbers = list.get(..memchr(b']', list)?)?;
    memchr3(b'R', b'%', b'[', numbers)
        .is_none()
        .then_some(numbers)
}

fn characters(dict: &Dict<'_>, drawn: bool) -> [Option<char>; 256] {
    let encoding = dict.get::<Object<'_>>("Encoding");
    let (base, differences) = match &encoding {
        Some(Object::Name(name)) => (Some(name.to_vec()), None),
        Some(Object::Dict(dict)) => (
            dict.get::<Name<'_>>("BaseEncoding")
                .map(|name| name.to_vec()),
            dict.get::<Array<'_>>("Differences"),
        ),
        _ => (None, None),
    };
    let mut characters = match base.as_deref() {
        Some(b"MacRomanEncoding") => decoded(encoding_rs::MACINTOSH),
        Some(b"WinAnsiEncoding") => decoded(encoding_rs::WINDOWS_1252),
        _ if drawn || has_own_codes(dict, encoding.is_some()) => [None; 256],
        _ => standard(),
    };
    let mut code = 0;
    let items = differences.iter().flat_map(Array::iter::<Object<'_>>);
    for item in items.take(1 << 12) {
        if let Object::Number(number) = &item {
            code = usize::try_from(number.as_i64()).unwrap_or(256);
        }
        if let Object::Name(name) = &item {
            if let Some(slot) = characters.get_mut(code) {
                *slot = character(name);
            }
            code += 1;
        }
    }
    characters
}

/// Whether codes of the font mean what only the font program knows: a part of a font in the
/// file, without an encoding, or a font of pictures.
fn has_own_codes(dict: &Dict<'_>, encoded: bool) -> bool {
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
    let symbolic = descriptor.get::<i32>("Flags").unwrap_or(0) & 4 != 0;
    let inside = ["FontFile", "FontFile2", "FontFile3"]
        .iter()
        .any(|key| descriptor.get::<Stream<'_>>(key).is_some());
    let name = dict.get::<Name<'_>>("BaseFont").map(|name| name.to_vec());
    let name = name.unwrap_or_default();
    let pictures = [&b"Symbol"[..], b"ZapfDingbats", b"Wingdings"];
    let pictures = pictures.iter().any(|it| name.ends_with(it));
    pictures || (symbolic && inside && !encoded && name.get(6) == Some(&b'+'))
}

fn decoded(encoding: &'static encoding_rs::Encoding) -> [Option<char>; 256] {
    let mut characters = [None; 256];
    for (code, slot) in (0..=u8::MAX).zip(&mut characters).skip(32) {
        let code = [code];
        let (text, _) = encoding.decode_without_bom_handling(&code);
        *slot = text.chars().next().filter(|c| !c.is_control());
    }
    characters
}

/// The encoding of fonts that say nothing: ASCII, and the few others that reports have.
fn standard() -> [Option<char>; 256] {
    const OTHERS: [(usize, char); 12] = [
        (0x27, '’'),
        (0x60, '‘'),
        (0xa7, '§'),
        (0xaa, '“'),
        (0xae, 'ﬁ'),
        (0xaf, 'ﬂ'),
        (0xb1, '–'),
        (0xb4, '·'),
        (0xb7, '•'),
        (0xba, '”'),
        (0xbc, '…'),
        (0xd0, '—'),
    ];
    let mut characters = [None; 256];
    for (code, slot) in (0..127_u8).zip(&mut characters).skip(32) {
        *slot = Some(char::from(code));
    }
    for (code, character) in OTHERS {
        characters[code] = Some(character);
    }
    characters
}
