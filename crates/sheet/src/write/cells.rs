//! One cell: how it is typed, how it looks.

use super::WriteError;
use crate::{Cell, ColumnKind, serial};
use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};
use std::borrow::Cow;

/// Units of UTF-16 that a cell can hold.
const LONGEST_TEXT: usize = 32_767;
/// Characters from which on spreadsheets do not show a cell that is formatted as text.
const LONGEST_SHOWN: usize = 255;
/// Significant digits that a spreadsheet keeps of a number.
const DIGITS: usize = 15;
/// Errors that the format can hold.
const ERRORS: [&str; 7] = [
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
];

/// A place on a sheet, from 0.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) row: u32,
    pub(super) column: u16,
}

/// How a cell looks: its format, white or red.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Plain,
    Text,
    Wrapped,
    Integer,
    Money,
    Date,
    DateTime,
    Centred,
}

/// The looks of cells, made once for a sheet: bare ones for cells that are still to be filled, white
/// ones in the table, red ones where something is wrong.
pub(super) struct Looks {
    bare: [(Look, Format); 8],
    white: [(Look, Format); 8],
    red: [(Look, Format); 8],
}

impl Looks {
    /// All of them.
    pub(super) fn new() -> Self {
        let bare = font().set_align(FormatAlign::VerticalCenter);
        let base = bare.clone().set_border(FormatBorder::Thin);
        let wrong = base
            .clone()
            .set_background_color(Color::RGB(0x00FF_9C9C))
            .set_font_color(Color::RGB(0x009C_0006));
        Self {
            bare: of_base(&bare),
            white: of_base(&base),
            red: of_base(&wrong),
        }
    }

    fn get(&self, look: Look, marked: bool) -> &Format {
        Self::find(if marked { &self.red } else { &self.white }, look)
    }

    fn find(looks: &[(Look, Format); 8], look: Look) -> &Format {
        let found = looks.iter().find(|(have, _)| *have == look);
        let [(_, plain), ..] = looks;
        found.map_or(plain, |(_, format)| format)
    }

    /// The format of cells of a column that are still to be filled.
    pub(super) fn of_kind(&self, kind: ColumnKind) -> &Format {
        Self::find(&self.bare, look_of_kind(kind))
    }
}

/// The font of everything on a sheet.
pub(super) fn font() -> Format {
    Format::new().set_font_name("宋体").set_font_size(11)
}

fn of_base(base: &Format) -> [(Look, Format); 8] {
    let number = |code: &str| base.clone().set_num_format(code);
    let centred = |code: &str| number(code).set_align(FormatAlign::Center);
    [
        (Look::Plain, base.clone()),
        (Look::Text, number("@").set_text_wrap()),
        (Look::Wrapped, base.clone().set_text_wrap()),
        (Look::Integer, centred("0")),
        (Look::Money, number("#,##0.00####")),
        (Look::Date, centred("yyyy-mm-dd")),
        (Look::DateTime, centred("yyyy-mm-dd hh:mm:ss")),
        (Look::Centred, base.clone().set_align(FormatAlign::Center)),
    ]
}

const fn look_of_kind(kind: ColumnKind) -> Look {
    match kind {
        ColumnKind::Text => Look::Text,
        ColumnKind::LongText => Look::Wrapped,
        ColumnKind::Integer => Look::Integer,
        ColumnKind::Money => Look::Money,
        ColumnKind::Date => Look::Date,
        ColumnKind::DateTime => Look::DateTime,
        ColumnKind::YesNo => Look::Centred,
    }
}

/// Writes a cell of a column of this kind. Text is written as text whatever it begins with: no
/// cell that a person typed becomes a formula.
pub(super) fn write(
    sheet: &mut Worksheet,
    at: Place,
    cell: &Cell,
    kind: ColumnKind,
    (looks, marked): (&Looks, bool),
) -> Result<(), WriteError> {
    let get = |look| looks.get(look, marked);
    let value = match cell {
        Cell::Text(text) => return write_text(sheet, at, text, get(look_of_text(text, kind))),
        Cell::Number(number) => {
            as_float(*number).map(|float| (float, look_of_number(*number, kind)))
        }
        Cell::Date(day) => serial::of_date(*day).map(|serial| (serial, Look::Date)),
        Cell::DateTime(time) => serial::of_datetime(*time).map(|serial| (serial, Look::DateTime)),
        Cell::Bool(yes) if kind != ColumnKind::YesNo => {
            let done = sheet.write_boolean_with_format(at.row, at.column, *yes, get(Look::Centred));
            return finish(done);
        }
        Cell::Error(error) if ERRORS.contains(&error.as_str()) => {
            let error = Formula::new(error).set_result(error);
            let done = sheet.write_formula_with_format(at.row, at.column, error, get(Look::Plain));
            return finish(done);
        }
        Cell::Bool(_) => return write_text(sheet, at, &cell.to_string(), get(Look::Centred)),
        Cell::Blank | Cell::Error(_) => None,
    };
    match value {
        Some((number, look)) => {
            finish(sheet.write_number_with_format(at.row, at.column, number, get(look)))
        }
        None if cell.is_blank() => {
            finish(sheet.write_blank(at.row, at.column, get(look_of_kind(kind))))
        }
        // What a spreadsheet cannot hold as what it is, it holds as text.
        None => write_text(sheet, at, &cell.to_string(), get(Look::Text)),
    }
}

/// Writes text into a cell; a line end is one character.
pub(super) fn write_text(
    sheet: &mut Worksheet,
    at: Place,
    text: &str,
    format: &Format,
) -> Result<(), WriteError> {
    if text.encode_utf16().count() > LONGEST_TEXT {
        let place = rust_xlsxwriter::row_col_to_cell(at.row, at.column);
        return Err(WriteError::TextTooLong { place });
    }
    let text = clean(text);
    // The library would write this as markup of its own.
    if text.starts_with("<r>") && text.ends_with("</r>") {
        let plain = Format::default();
        let parts = [(&plain, text.as_ref())];
        return finish(sheet.write_rich_string_with_format(at.row, at.column, &parts, format));
    }
    finish(sheet.write_string_with_format(at.row, at.column, text.as_ref(), format))
}

/// The text with line ends as spreadsheets have them in a cell, and without the two characters that
/// no XML can hold.
fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(['\r', '\u{fffe}', '\u{ffff}']) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"))
}

fn finish(done: Result<&mut Worksheet, XlsxError>) -> Result<(), WriteError> {
    done?;
    Ok(())
}

fn look_of_text(text: &str, kind: ColumnKind) -> Look {
    let long = kind == ColumnKind::LongText || text.chars().nth(LONGEST_SHOWN).is_some();
    match kind {
        _ if long => Look::Wrapped,
        ColumnKind::YesNo => Look::Centred,
        ColumnKind::Text
        | ColumnKind::LongText
        | ColumnKind::Integer
        | ColumnKind::Money
        | ColumnKind::Date
        | ColumnKind::DateTime => Look::Text,
    }
}

/// The look of a column only if it shows the whole number: 1.5 is not to be seen as 2.
fn look_of_number(number: Decimal, kind: ColumnKind) -> Look {
    let decimals = number.normalize().scale();
    match kind {
        ColumnKind::Integer if decimals == 0 => Look::Integer,
        ColumnKind::Money if decimals <= 6 => Look::Money,
        ColumnKind::Integer
        | ColumnKind::Money
        | ColumnKind::Text
        | ColumnKind::LongText
        | ColumnKind::Date
        | ColumnKind::DateTime
        | ColumnKind::YesNo => Look::Plain,
    }
}

/// The number as a spreadsheet holds it, if it can hold all its digits.
fn as_float(number: Decimal) -> Option<f64> {
    let printed = number.normalize().to_string();
    let digits = printed.chars().filter(char::is_ascii_digit);
    let significant = digits.skip_while(|digit| *digit == '0').count();
    if significant > DIGITS {
        return None;
    }
    printed.parse().ok()
}
