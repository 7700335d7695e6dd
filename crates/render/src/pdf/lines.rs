//! Texts to lines: characters measured, lines filled, runs of one face put where they stand.

use super::breaking::{may_end, may_open, within_words};
use super::fonts::Voice;
use super::glyphs::{Glyph, Glyphs, is_hint, is_selector};
use super::grid::count;
use super::look::{Align, Look};

/// A line as it is drawn.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its runs, from left to right.
    pub(super) runs: Vec<Run>,
}

/// Characters of one face in one line.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// Which of the faces.
    pub(super) face: usize,
    /// The size of the type, in points.
    pub(super) size: f32,
    /// Where it begins, in points from the left of the room of the line.
    pub(super) x: f32,
    /// How wide it is, in points.
    pub(super) width: f32,
    /// What it says.
    pub(super) text: String,
    /// Its glyphs: number, width in points with what is added behind it, end in the text in bytes.
    pub(super) glyphs: Vec<(u16, f32, usize)>,
}

/// A character with its width.
#[derive(Debug, Clone, Copy)]
struct Unit {
    c: char,
    selector: Option<char>,
    glyph: Glyph,
    width: f32,
    /// Whether a line may end before it.
    opens: bool,
}

/// The characters that a text needs glyphs for.
pub(super) fn characters(words: &str) -> impl Iterator<Item = char> {
    words.chars().filter(|c| !is_hint(*c) && !is_selector(*c))
}

/// The lines of a text in a room of this width.
pub(super) fn set(words: &[(Voice, String)], look: &Look, room: f32, glyphs: &Glyphs) -> Vec<Line> {
    let units = units(words, look, glyphs);
    let room_of_lines = match look.align {
        Align::Centred => evened(&units, room),
        Align::Right(edge) => room - edge,
        Align::Justified | Align::Left => room,
    };
    let ranges = ranges(&units, look.indent, room_of_lines);
    let last = ranges.len().saturating_sub(1);
    let line = |(number, (from, to)): (usize, &(usize, usize))| {
        let units = units.get(*from..*to).unwrap_or_default();
        let indent = if number == 0 { look.indent } else { 0.0 };
        let full = look.align == Align::Justified && number < last;
        placed(units, look, indent, (room, full))
    };
    ranges.iter().enumerate().map(line).collect()
}

/// How wide a text is that is not broken.
pub(super) fn width(words: &[(Voice, String)], look: &Look, glyphs: &Glyphs) -> f32 {
    units(words, look, glyphs).iter().map(|u| u.width).sum()
}

fn units(words: &[(Voice, String)], look: &Look, glyphs: &Glyphs) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for (voice, text) in words {
        for c in text.chars().filter(|c| !is_hint(*c)) {
            if is_selector(c) {
                if let Some(last) = units.last_mut() {
                    last.selector = Some(c);
                }
            } else if let Some(glyph) = glyphs.get(*voice, c) {
                units.push(Unit {
                    c,
                    selector: None,
                    glyph,
                    width: glyph.advance * look.size + look.pitch,
                    opens: true,
                });
            }
        }
    }
    let text: Vec<char> = units.iter().map(|unit| unit.c).collect();
    let whole = if look.align == Align::Centred {
        within_words(&text)
    } else {
        Vec::new()
    };
    let mut before = None;
    for (at, unit) in units.iter_mut().enumerate() {
        unit.opens = before.is_some_and(|before| may_end(before, unit.c)) && !whole.contains(&at);
        before = Some(unit.c);
    }
    units
}

/// The least room in which a text has no more lines than it must have, so that they are about equally long.
fn evened(units: &[Unit], room: f32) -> f32 {
    const STEPS: u8 = 24;
    let whole: f32 = units.iter().map(|unit| unit.width).sum();
    let lines = ranges(units, 0.0, room).len();
    let least = whole / count(lines).max(1.0);
    let rooms = (0..STEPS).map(|step| least + (room - least) * f32::from(step) / f32::from(STEPS));
    let mut fitting = rooms.filter(|room| ranges(units, 0.0, *room).len() <= lines);
    fitting.next().unwrap_or(room)
}

/// From which character to which each line goes.
fn ranges(units: &[Unit], indent: f32, room: f32) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut from = 0;
    while from < units.len() {
        let room = if from == 0 { room - indent } else { room };
        let to = end(units, from, room);
        ranges.push((from, to));
        from = to;
    }
    ranges
}

/// Where the line that begins with this character ends. Blanks at its end need no room.
fn end(units: &[Unit], from: usize, room: f32) -> usize {
    // Sums of widths are not exact.
    const TOLERANCE: f32 = 0.05;
    let mut width = 0.0;
    let mut over = units.len();
    for (at, unit) in units.iter().enumerate().skip(from) {
        width += unit.width;
        if width > room + TOLERANCE && unit.c != ' ' {
            over = at;
            break;
        }
    }
    if over == units.len() {
        return over;
    }
    let allowed = |at: &usize| units.get(*at).is_some_and(|unit| unit.opens);
    let at = (from + 1..=over).rev().find(allowed);
    at.unwrap_or_else(|| over.max(from + 1))
}

fn placed(units: &[Unit], look: &Look, indent: f32, (room, full): (f32, bool)) -> Line {
    let blanks = units.iter().rev().take_while(|unit| unit.c == ' ').count();
    let inked = units.get(..units.len() - blanks).unwrap_or_default();
    let natural: f32 = inked.iter().map(|unit| unit.width).sum();
    let free = room - indent - natural;
    let opened = if full {
        opening(inked, free, look.size)
    } else {
        0.0
    };
    let x = match look.align {
        Align::Justified | Align::Left => indent,
        Align::Centred => free / 2.0,
        Align::Right(edge) => free - edge,
    };
    Line {
        runs: runs(units, look.size, x, opened),
    }
}

/// What is added in each gap that may be opened, to fill the line: not more than a tenth of a character, or it
/// would look, and be read by programs, like blanks.
fn opening(units: &[Unit], free: f32, size: f32) -> f32 {
    let gaps = units.windows(2).filter(|two| opens(two)).count();
    let gaps = count(gaps);
    if gaps < 1.0 || free <= 0.0 {
        return 0.0;
    }
    let each = free / gaps;
    if each > size / 10.0 { 0.0 } else { each }
}

fn opens(two: &[Unit]) -> bool {
    matches!(two, [before, after] if may_open(before.c, after.c))
}

fn runs(units: &[Unit], size: f32, x: f32, opened: f32) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = x;
    for (number, unit) in units.iter().enumerate() {
        let next = units.get(number + 1);
        let open = next.is_some_and(|next| may_open(unit.c, next.c));
        let width = unit.width + if open { opened } else { 0.0 };
        let same = |run: &Run| run.face == unit.glyph.face;
        if !runs.last().is_some_and(same) {
            runs.push(Run {
                face: unit.glyph.face,
                size,
                x: at,
                width: 0.0,
                text: String::new(),
                glyphs: Vec::new(),
            });
        }
        if let Some(run) = runs.last_mut() {
            run.text.push(unit.c);
            run.text.extend(unit.selector);
            run.width += width;
            run.glyphs.push((unit.glyph.id, width, run.text.len()));
        }
        at += width;
    }
    runs
}
