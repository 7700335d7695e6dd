//! Names of sheets that the format allows: at most 31 units, some characters never, each once.

use crate::Table;

const LONGEST: usize = 31;
const UNNAMED: &str = "台账";

/// A name for the sheet of each table, in their order.
pub(super) fn of_sheets(tables: &[Table]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for table in tables {
        let name = allowed(&table.sheet);
        names.push(unused(&name, &names));
    }
    names
}

/// The name with what the format forbids replaced.
fn allowed(name: &str) -> String {
    let replaced = |c: char| match c {
        '[' => '（',
        ']' => '）',
        ':' | '*' | '?' | '/' | '\\' | '\'' => '-',
        c if c.is_control() || c == '\u{fffe}' || c == '\u{ffff}' => ' ',
        c => c,
    };
    let name = name.chars().map(replaced).collect::<String>();
    let name = cut(name.trim(), LONGEST);
    // The one name that spreadsheets keep for themselves.
    if name.is_empty() || name.eq_ignore_ascii_case("history") {
        UNNAMED.to_owned()
    } else {
        name.to_owned()
    }
}

/// The name, with a number behind it if another sheet has it.
pub(super) fn unused(name: &str, names: &[String]) -> String {
    let taken = |name: &str| {
        names
            .iter()
            .any(|n| n.to_lowercase() == name.to_lowercase())
    };
    let numbered = (2_u32..).map(|number| {
        let number = format!("（{number}）");
        let room = LONGEST - number.encode_utf16().count();
        format!("{}{number}", cut(name, room))
    });
    std::iter::once(name.to_owned())
        .chain(numbered)
        .find(|name| !taken(name))
        .unwrap_or_default()
}

/// The start of a text, of at most so many units of UTF-16.
fn cut(text: &str, units: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += c.len_utf16();
        used > units
    });
    end.map_or(text, |(at, _)| text.split_at(at).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(sheets: &[&str]) -> Vec<String> {
        let table = |sheet: &&str| Table {
            sheet: (*sheet).to_owned(),
            ..Table::default()
        };
        of_sheets(&sheets.iter().map(table).collect::<Vec<_>>())
    }

    #[test]
    fn a_sheet_gets_a_name_that_spreadsheets_accept() {
        assert_eq!(names(&["移交/2026[上]"]), ["移交-2026（上）"]);
        assert_eq!(names(&[""]), [UNNAMED]);
        assert_eq!(names(&["History"]), [UNNAMED]);
        let long = "台".repeat(40);
        assert_eq!(names(&[&long]), ["台".repeat(31)]);
    }

    #[test]
    fn two_sheets_never_have_the_same_name() {
        assert_eq!(names(&["a", "A"]), ["a", "A（2）"]);
        let long = "台".repeat(31);
        let second = format!("{}（2）", "台".repeat(28));
        assert_eq!(names(&[&long, &long]), [long, second]);
    }
}
