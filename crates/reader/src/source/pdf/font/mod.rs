//! Fonts: the bytes of a string to characters and widths. The outlines are never read.

mod composite;
mod names;
mod predefined;
mod simple;
mod unicode;

use super::unpack::Unpacker;
use composite::Composite;
use hayro_syntax::object::{Dict, Name, ObjectIdentifier, Stream};
use simple::Simple;
use std::collections::BTreeMap;
use unicode::ToUnicode;

/// What a code shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shape {
    /// Its characters.
    pub(super) text: Text,
    /// How far it moves on, as a share of the font size.
    pub(super) width: f32,
}

/// The characters of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// One.
    One(char),
    /// Several: a ligature.
    Many(u32),
    /// White space.
    Blank,
    /// Nobody knows.
    Unknown,
}

impl Text {
    /// The character as text; none that only moves the pen.
    fn of(character: char) -> Self {
        match character {
            '\0' | '\u{fffd}' | '\u{fffe}' | '\u{ffff}' => Self::Unknown,
            c if crate::fold::is_blank(c) || c.is_control() || c == '\u{ad}' => Self::Blank,
            c => Self::One(c),
        }
    }
}

/// A code in a string.
#[derive(Debug, Clone, Copy)]
pub(super) struct Code {
    pub(super) value: u32,
    /// How many bytes it has.
    pub(super) length: usize,
}

/// How many neighbouring codes are kept together.
const SEEN: usize = 64;

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    kind: Kind,
    to_unicode: Option<ToUnicode>,
    /// What was looked up before, by the upper and the lower bits of the code.
    seen: Vec<Option<Box<[Option<Shape>; SEEN]>>>,
    /// Upper and lower edge of the characters, as shares of the font size.
    pub(super) extent: (f32, f32),
}

#[derive(Debug)]
enum Kind {
    Simple(Box<Simple>),
    Composite(Box<Composite>),
}

impl Font {
    fn of(dict: &Dict<'_>, unpacker: &mut Unpacker) -> Self {
        let subtype = dict.get::<Name<'_>>("Subtype");
        let to_unicode = dict
            .get::<Stream<'_>>("ToUnicode")
            .and_then(|stream| unpacker.data(&stream))
            .map(|data| ToUnicode::of(&data));
        let mut extent = (0.88, -0.12);
        let kind = if subtype.as_deref() == Some(b"Type0") {
            Kind::Composite(Box::new(Composite::of(dict)))
        } else {
            let simple = Simple::of(dict, to_unicode.is_some());
            extent = simple.extent.unwrap_or(extent);
            Kind::Simple(Box::new(simple))
        };
        Self {
            kind,
            to_unicode,
            seen: Vec::new(),
            extent,
        }
    }

    /// Whether it is written from top to bottom.
    pub(super) fn is_vertical(&self) -> bool {
        match &self.kind {
            Kind::Simple(_) => false,
            Kind::Composite(composite) => composite.vertical,
        }
    }

    /// Takes the next code off a string.
    pub(super) fn next(&self, bytes: &mut &[u8]) -> Option<Code> {
        let length = match &self.kind {
            Kind::Simple(_) => 1,
            Kind::Composite(composite) => composite.length(bytes),
        };
        let (code, rest) = bytes.split_at_checked(length.min(bytes.len()))?;
        if code.is_empty() {
            return None;
        }
        *bytes = rest;
        let value = code
            .iter()
            .fold(0, |value, byte| value << 8 | u32::from(*byte));
        let length = code.len();
        Some(Code { value, length })
    }

    /// What a code shows.
    pub(super) fn shape(&mut self, code: Code) -> Shape {
        let Some((page, at)) = split(code.value) else {
            return self.look_up(code);
        };
        if let Some(Some(known)) = self.seen.get(page)
            && let Some(shape) = known[at]
        {
            return shape;
        }
        let shape = self.look_up(code);
        if self.seen.len() <= page {
            self.seen.resize_with(page + 1, || None);
        }
        let known = self.seen[page].get_or_insert_with(|| Box::new([None; SEEN]));
        known[at] = Some(shape);
        shape
    }

    fn look_up(&self, code: Code) -> Shape {
        let (own, width) = match &self.kind {
            Kind::Simple(simple) => (simple.text(code.value), simple.width(code.value)),
            Kind::Composite(composite) => composite.shape(code),
        };
        let said = self.to_unicode.as_ref().map(|map| map.text(code.value));
        // A character for private use says less than what the code itself means.
        let text = match said {
            Some(Text::One(c)) if is_private(c) && own != Text::Unknown => own,
            Some(Text::Unknown) | None => own,
            Some(text) => text,
        };
        Shape { text, width }
    }

    /// The characters of a ligature.
    pub(super) fn ligature(&self, number: u32) -> &str {
        let map = self.to_unicode.as_ref();
        map.map_or("", |map| map.string_at(number))
    }
}

/// Whether only the font knows what a character looks like.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

fn split(value: u32) -> Option<(usize, usize)> {
    let value = usize::from(u16::try_from(value).ok()?);
    Some((value / SEEN, value % SEEN))
}

/// The fonts of a document, each read once.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    fonts: Vec<Font>,
    known: BTreeMap<ObjectIdentifier, usize>,
}

/// More fonts than any document has.
const MOST_FONTS: usize = 2_000;

impl Fonts {
    /// The font that the resources of a page give this name.
    pub(super) fn find(
        &mut self,
        fonts: &Dict<'_>,
        name: &[u8],
        unpacker: &mut Unpacker,
    ) -> Option<usize> {
        let id = fonts.get_ref(name).map(ObjectIdentifier::from);
        if let Some(number) = id.and_then(|id| self.known.get(&id)) {
            return Some(*number);
        }
        if self.fonts.len() >= MOST_FONTS {
            return None;
        }
        let font = Font::of(&fonts.get::<Dict<'_>>(name)?, unpacker);
        let number = self.fonts.len();
        self.fonts.push(font);
        if let Some(id) = id {
            self.known.insert(id, number);
        }
        Some(number)
    }

    pub(super) fn get(&mut self, number: usize) -> Option<&mut Font> {
        self.fonts.get_mut(number)
    }
}
