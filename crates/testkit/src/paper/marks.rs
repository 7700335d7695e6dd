//! Invisible marks that follow each figure through printing and damage.

/// First of the private characters used as marks; no report contains any.
const FIRST: u32 = 0xF_0000;
const LAST: u32 = 0xF_FFFD;

/// A figure found in the finished text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// Index of the cell in the form.
    pub(crate) cell: usize,
    /// Line, counted from one.
    pub(crate) line: u32,
    /// Column in characters, counted from one.
    pub(crate) column: u32,
}

/// The mark of a cell.
pub(crate) fn mark(cell: usize) -> char {
    let code = u32::try_from(cell)
        .ok()
        .and_then(|cell| char::from_u32(FIRST + cell));
    code.unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Whether the character is a mark.
pub(crate) fn is_mark(character: char) -> bool {
    (FIRST..=LAST).contains(&u32::from(character))
}

/// The characters before the first mark, the cell it names, and the characters behind it.
pub(crate) fn at_mark(text: &str) -> Option<(&str, usize, &str)> {
    let at = text.find(is_mark)?;
    let mark = text[at..].chars().next()?;
    let cell = usize::try_from(u32::from(mark) - FIRST).ok()?;
    Some((&text[..at], cell, &text[at + mark.len_utf8()..]))
}

/// The text without its marks.
pub(crate) fn unmarked(text: &str) -> String {
    text.chars()
        .filter(|&character| !is_mark(character))
        .collect()
}

/// The text without its marks, and where they stood.
pub(crate) fn strip(marked: &str) -> (String, Vec<Found>) {
    let mut text = String::with_capacity(marked.len());
    let mut found = Vec::new();
    let (mut line, mut column) = (1, 1);
    for character in marked.chars() {
        if is_mark(character) {
            let cell = usize::try_from(u32::from(character) - FIRST).unwrap_or_default();
            found.push(Found { cell, line, column });
            continue;
        }
        text.push(character);
        (line, column) = if character == '\n' {
            (line + 1, 1)
        } else {
            (line, column + 1)
        };
    }
    (text, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_tells_line_and_column_of_the_character_behind_it() {
        let marked = format!("规章\n 甲{}12", mark(5));
        assert_eq!(
            strip(&marked),
            (
                "规章\n 甲12".to_owned(),
                vec![Found {
                    cell: 5,
                    line: 2,
                    column: 3
                }]
            )
        );
    }
}
