//! What is set, one after the other: texts with their look, tables, new pages.

use super::fonts::Voice;
use super::look::Look;
use crate::document;

/// A document to be set.
#[derive(Debug)]
pub(super) struct Flow {
    /// Its title, for the properties of the file.
    pub(super) title: String,
    /// How the sheet lies.
    pub(super) sheet: Sheet,
    /// What stands on it.
    pub(super) items: Vec<Item>,
}

/// A part of a document.
#[derive(Debug)]
pub(super) enum Item {
    /// A heading, line or paragraph.
    Text(Text),
    /// A table.
    Table(document::Table),
    /// What follows begins a new page.
    Break,
}

/// A heading, line or paragraph.
#[derive(Debug)]
pub(super) struct Text {
    /// What it is for the reader who cannot see it.
    pub(super) kind: TextKind,
    /// How it looks.
    pub(super) look: Look,
    /// What it says, in which voice.
    pub(super) words: Vec<(Voice, String)>,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextKind {
    /// The title of the document.
    Title,
    /// A heading of the first level: 一、…
    Heading,
    /// A heading of the second level: （一）…
    Subheading,
    /// Anything else.
    Paragraph,
}

/// A4 with the margins of GB/T 9704, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    /// The width of the sheet.
    pub(super) width: f32,
    /// Its height.
    pub(super) height: f32,
    /// Where text begins at the left.
    pub(super) left: f32,
    /// Where text begins at the top.
    pub(super) top: f32,
    /// How wide text is.
    pub(super) text_width: f32,
    /// How high text is.
    pub(super) text_height: f32,
}

impl Sheet {
    /// 37 mm above, 28 mm at the left, 156 mm by 225 mm of text.
    pub(super) const UPRIGHT: Self = Self {
        width: 595.28,
        height: 841.89,
        left: 79.37,
        top: 104.88,
        text_width: 442.2,
        text_height: 637.8,
    };

    /// The same turned to the left: 241 mm by 156 mm of text.
    pub(super) const LYING: Self = Self {
        width: 841.89,
        height: 595.28,
        left: 79.37,
        top: 79.37,
        text_width: 683.1,
        text_height: 442.2,
    };

    /// Where text ends at the bottom.
    pub(super) const fn bottom(self) -> f32 {
        self.top + self.text_height
    }
}

impl Text {
    /// All that it says.
    pub(super) fn text(&self) -> String {
        self.words.iter().map(|(_, words)| words.as_str()).collect()
    }
}
