//! Characters to glyphs: all that a document needs, looked up before anything is laid out.

use super::fonts::{Fonts, Voice};
use crate::RenderError;
use fontdb::ID;
use std::collections::{BTreeMap, BTreeSet};

/// The glyph of a character in a voice.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// Which of the faces of the document has it.
    pub(super) face: usize,
    /// Its number in that face.
    pub(super) id: u16,
    /// How wide it is, in ems.
    pub(super) advance: f32,
}

/// The glyphs of a document and the faces that have them.
#[derive(Debug)]
pub(super) struct Glyphs {
    /// The faces, in the order in which they were needed.
    pub(super) faces: Vec<krilla::text::Font>,
    found: BTreeMap<(Voice, char), Glyph>,
}

impl Glyphs {
    /// Looks the characters up. One that the font of its voice lacks is taken from another font, so that a
    /// rare character of a name is no empty box.
    ///
    /// Fails if no font has one of them, or if its script has to be shaped.
    pub(super) fn of(
        fonts: &Fonts,
        characters: &BTreeSet<(Voice, char)>,
    ) -> Result<Self, RenderError> {
        let mut by_voice: BTreeMap<Voice, BTreeSet<char>> = BTreeMap::new();
        for (voice, c) in characters {
            if is_shaped(*c) {
                return Err(unprintable(*c));
            }
            by_voice.entry(*voice).or_default().insert(*c);
        }
        let mut used: Vec<ID> = Vec::new();
        let mut found = BTreeMap::new();
        for (voice, missing) in by_voice {
            look_up(fonts, voice, missing, &mut used, &mut found)?;
        }
        let faces = used.iter().map(|id| fonts.load(*id));
        Ok(Self {
            faces: faces.collect::<Result<_, _>>()?,
            found,
        })
    }

    /// The glyph of a character; none for one that was not looked up.
    pub(super) fn get(&self, voice: Voice, c: char) -> Option<Glyph> {
        self.found.get(&(voice, c)).copied()
    }
}

fn look_up(
    fonts: &Fonts,
    voice: Voice,
    mut missing: BTreeSet<char>,
    used: &mut Vec<ID>,
    found: &mut BTreeMap<(Voice, char), Glyph>,
) -> Result<(), RenderError> {
    for id in fonts.candidates(voice) {
        if missing.is_empty() {
            break;
        }
        let here = fonts.look(id, &missing);
        if here.is_empty() {
            continue;
        }
        let face = used.iter().position(|one| *one == id).unwrap_or_else(|| {
            used.push(id);
            used.len() - 1
        });
        for (c, id, advance) in here {
            missing.remove(&c);
            found.insert((voice, c), Glyph { face, id, advance });
        }
    }
    missing.first().map_or(Ok(()), |c| Err(unprintable(*c)))
}

fn unprintable(character: char) -> RenderError {
    RenderError::NoGlyph {
        character,
        code: u32::from(character),
    }
}

/// Whether a character takes another shape beside others, or runs from right to left: Hebrew, Arabic, the
/// scripts of India, Tibetan, Mongolian. Drawn one by one they would be wrong.
const fn is_shaped(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{DFF}' | '\u{F00}'..='\u{FFF}' | '\u{1800}'..='\u{18AF}'
        | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Whether a character is no more than a hint to whoever sets it.
pub(super) const fn is_hint(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}')
}

/// Whether a character chooses a variant of the one before it.
pub(super) const fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}
