//! What a reading states must stand in the text it was read from: the characters at their place,
//! the number in the characters.

use gongkai_domain::report::{Cell, Number, Place, Statement, Tables};
use gongkai_reader::{Format, Reading};

/// Whatever the reading of a text says that the text does not, in words; nothing for formats
/// other than text.
pub(crate) fn invented(text: &str, reading: &Reading) -> Vec<String> {
    let csv = match reading.format {
        Format::Text => false,
        Format::Csv => true,
        Format::Html
        | Format::Docx
        | Format::Doc
        | Format::Odt
        | Format::Xlsx
        | Format::Xls
        | Format::Pdf
        | Format::Ofd => return Vec::new(),
    };
    let text = Lines::of(text, csv);
    let cells = reading.report.tables.iter().flat_map(Tables::iter);
    let cells = cells
        .filter(|(_, cell)| !is_shown(cell, &text, csv))
        .map(|(spec, cell)| format!("{} {cell:?}", spec.id));
    let statements = reading.report.statements.iter();
    let statements = statements
        .filter(|statement| !is_said(statement, &text, csv))
        .map(|statement| format!("{statement:?}"));
    cells.chain(statements).collect()
}

/// The lines of a text as a person counts them. In a text a lone carriage return ends a line; in
/// CSV it begins a new one with the same number.
struct Lines<'t>(Vec<Vec<&'t str>>);

impl<'t> Lines<'t> {
    fn of(text: &'t str, csv: bool) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines = text.split(['\n', '\u{c}', '\u{2028}']);
        if csv {
            return Self(lines.map(|line| line.split('\r').collect()).collect());
        }
        let parts = lines.flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'));
        Self(parts.map(|part| vec![part]).collect())
    }

    /// What may stand at a place, as far as the line goes.
    fn at(&self, line: u32, column: u32) -> impl Iterator<Item = &'t str> {
        let parts = index(line).and_then(|line| self.0.get(line));
        let rest = move |part: &&'t str| {
            let (at, _) = part.char_indices().nth(index(column)?)?;
            part.get(at..)
        };
        parts.into_iter().flatten().filter_map(rest)
    }

    /// The text from a line on.
    fn from(&self, line: u32) -> impl Iterator<Item = &'t str> {
        let first = index(line).unwrap_or(usize::MAX);
        self.0.iter().skip(first).flatten().copied()
    }
}

fn index(counted: u32) -> Option<usize> {
    usize::try_from(counted).ok()?.checked_sub(1)
}

fn is_shown(cell: &Cell, text: &Lines<'_>, csv: bool) -> bool {
    let Some(number) = cell.number() else {
        return true;
    };
    let (Some(raw), Some(Place::Text { line, column })) = (cell.raw.as_deref(), &cell.place) else {
        return false;
    };
    let stands = if csv {
        // The column is that of the field, the line that where the record begins.
        text.from(*line).any(|rest| rest.contains(raw))
    } else {
        text.at(*line, *column).any(|rest| rest.starts_with(raw))
    };
    let value = match number {
        Number::Count(count) => count.to_string(),
        Number::Amount(amount) => amount.printed().to_string(),
    };
    stands && digits(raw) == digits(&value)
}

/// The figures of a number as printed, without leading zeros and zeros behind the point.
fn digits(raw: &str) -> String {
    let plain: String = raw.chars().filter_map(figure).collect();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let (whole, fraction) = (
        whole.trim_start_matches('0'),
        fraction.trim_end_matches('0'),
    );
    format!("{whole}.{fraction}")
}

fn figure(c: char) -> Option<char> {
    match c {
        '0'..='9' | '.' => Some(c),
        '０'..='９' | '．' => char::from_u32(u32::from(c) - 0xfee0),
        '①'..='⑨' => char::from_u32(u32::from(c) - u32::from('①') + u32::from('1')),
        _ => None,
    }
}

/// A number in the narrative begins with a figure or a numeral, or is a word of absence.
fn is_said(statement: &Statement, text: &Lines<'_>, csv: bool) -> bool {
    let Some(Place::Text { line, column }) = statement.place else {
        return false;
    };
    let opens =
        |c: char| figure(c).is_some() || "零〇一二两三四五六七八九十百未没无不尚".contains(c);
    if csv {
        return text.from(line).any(|rest| rest.contains(opens));
    }
    text.at(line, column).any(|rest| rest.starts_with(opens))
}
