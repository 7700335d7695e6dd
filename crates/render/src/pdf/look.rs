//! The typography of official documents (GB/T 9704), in points: 22 lines of 28 characters of 三号 (16 pt) a
//! page, titles in 二号 (22 pt), tables in 五号 (10.5 pt), forms in 小四 (12 pt).

/// How lines stand in their room.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Align {
    /// Full lines, the last one from the left.
    Justified,
    /// From the left.
    Left,
    /// In the middle; lines of a text on several are about equally long.
    Centred,
    /// So far from the right edge.
    Right(f32),
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    /// The size of the type.
    pub(super) size: f32,
    /// The height of a line.
    pub(super) leading: f32,
    /// What is added behind every character.
    pub(super) pitch: f32,
    /// How far the first line is indented.
    pub(super) indent: f32,
    /// How lines stand.
    pub(super) align: Align,
    /// What is left free above, unless the page begins here.
    pub(super) before: f32,
    /// What is left free below.
    pub(super) after: f32,
    /// Whether what follows stands on the same page.
    pub(super) keep: bool,
}

/// Text: 28 characters fill 156 mm, 22 lines 225 mm.
pub(super) const BODY: Look = Look {
    size: 16.0,
    leading: 28.95,
    pitch: -0.21,
    indent: 2.0 * CHARACTER,
    align: Align::Justified,
    before: 0.0,
    after: 0.0,
    keep: false,
};

/// The width of a character of text.
pub(super) const CHARACTER: f32 = 15.79;

/// The title.
pub(super) const TITLE: Look = Look {
    size: 22.0,
    leading: 32.0,
    pitch: 0.0,
    indent: 0.0,
    align: Align::Centred,
    after: 14.0,
    keep: true,
    ..BODY
};

/// 发文字号, below the title.
pub(super) const NUMBER: Look = Look {
    indent: 0.0,
    align: Align::Centred,
    after: 14.0,
    keep: true,
    ..BODY
};

/// A heading.
pub(super) const HEADING: Look = Look { keep: true, ..BODY };

/// Whom a letter is for.
pub(super) const TO: Look = Look {
    indent: 0.0,
    align: Align::Left,
    keep: true,
    ..BODY
};

/// A note below the signature of a letter.
pub(super) const NOTE: Look = Look {
    align: Align::Left,
    ..BODY
};

/// A line of the signature, four characters from the edge.
pub(super) const SIGNATURE: Look = Look {
    indent: 0.0,
    align: Align::Right(4.0 * CHARACTER),
    ..BODY
};

/// A short line of a paper.
pub(super) const LINE: Look = Look {
    size: 12.0,
    leading: 21.0,
    pitch: 0.0,
    indent: 0.0,
    align: Align::Left,
    ..BODY
};

/// What stands below the title of a paper.
pub(super) const PERIOD: Look = Look {
    align: Align::Centred,
    after: 7.0,
    keep: true,
    ..LINE
};

/// How a table looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct TableLook {
    /// The size of the type.
    pub(super) size: f32,
    /// The height of a line.
    pub(super) leading: f32,
    /// What is left free above and below the lines of a cell.
    pub(super) above: f32,
    /// What is left free beside the lines of a cell.
    pub(super) beside: f32,
    /// How high a row is at least.
    pub(super) row: f32,
}

/// The tables of the report and lists.
pub(super) const LIST: TableLook = TableLook {
    size: 10.5,
    leading: 14.0,
    above: 2.0,
    beside: 3.0,
    row: 19.85,
};

/// A list that shall fit on a page: 小五.
pub(super) const SMALL: TableLook = TableLook {
    size: 9.0,
    leading: 11.5,
    above: 1.8,
    beside: 2.5,
    row: 17.0,
};

/// Forms.
pub(super) const FORM: TableLook = TableLook {
    size: 12.0,
    leading: 21.0,
    above: 1.5,
    beside: 4.0,
    row: 24.0,
};

/// What is left free above and below a table.
pub(super) const TABLE_GAP: f32 = 7.0;
