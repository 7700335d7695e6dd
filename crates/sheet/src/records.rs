//! Text with separators and quotes, taken apart as forgivingly as spreadsheets write it.
//!
//! A field in quotes may hold separators and line ends, and doubled quotes for one. A quote that is
//! never closed as it should be is a character like any other, so that one stray quote does not
//! swallow the rest of a ledger.

/// Units that a cell can hold; a field in quotes is looked for no further.
const LONGEST: usize = 4 * 32_767;
/// Quotes that are not closed, after which no more are looked for: a text full of them is not
/// searched again and again.
const STRAY: usize = 1_000;

/// Which quotes around a field are no part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quotes {
    /// All, as in CSV.
    Always,
    /// Those without which the field could not stand there, as on the clipboard: Excel puts no
    /// quotes around `"甲"`.
    Needed,
}

/// The records of a text: empty lines are records of one empty field.
pub(crate) struct Records<'t> {
    rest: &'t str,
    separator: char,
    quotes: Quotes,
    stray: usize,
    ended: bool,
}

impl<'t> Records<'t> {
    /// The records of a text with this separator.
    pub(crate) const fn new(text: &'t str, separator: char, quotes: Quotes) -> Self {
        Self {
            rest: text,
            separator,
            quotes,
            stray: 0,
            ended: text.is_empty(),
        }
    }

    /// The next field, without its quotes; line ends in it are one character.
    fn field(&mut self) -> String {
        if let Some(field) = self.quoted() {
            return field;
        }
        let end = |c: char| c == self.separator || c == '\n' || c == '\r';
        let end = self.rest.find(end).unwrap_or(self.rest.len());
        let (field, rest) = self.rest.split_at(end);
        self.rest = rest;
        field.to_owned()
    }

    fn quoted(&mut self) -> Option<String> {
        let inner = self.rest.strip_prefix('"')?;
        if self.stray > STRAY {
            return None;
        }
        let Some(end) = self.closing(inner) else {
            self.stray += 1;
            return None;
        };
        let (field, rest) = inner.split_at(end);
        let needed = field.contains(['\n', '\r', '"', self.separator]);
        if self.quotes == Quotes::Needed && !needed {
            return None;
        }
        self.rest = rest.strip_prefix('"').unwrap_or(rest);
        let field = field.replace("\"\"", "\"").replace("\r\n", "\n");
        Some(field.replace('\r', "\n"))
    }

    /// Where the quote stands that closes the field; none if something else follows it.
    fn closing(&self, inner: &str) -> Option<usize> {
        let mut from = 0;
        while from < LONGEST {
            let at = from + inner.get(from..)?.find('"')?;
            let behind = inner.get(at + 1..)?;
            match behind.chars().next() {
                Some('"') => from = at + 2,
                None | Some('\n' | '\r') => return Some(at),
                Some(c) if c == self.separator => return Some(at),
                Some(_) => return None,
            }
        }
        None
    }

    /// Steps over the line end; `false` at the end of the text.
    fn next_line(&mut self) -> bool {
        let rest = self.rest;
        let behind = rest
            .strip_prefix("\r\n")
            .or_else(|| rest.strip_prefix(['\n', '\r']));
        self.rest = behind.unwrap_or_default();
        behind.is_some() && !self.rest.is_empty()
    }
}

impl Iterator for Records<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        if self.ended {
            return None;
        }
        let mut record = vec![self.field()];
        while let Some(rest) = self.rest.strip_prefix(self.separator) {
            self.rest = rest;
            record.push(self.field());
        }
        self.ended = !self.next_line();
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tabs(text: &str) -> Vec<Vec<String>> {
        Records::new(text, '\t', Quotes::Needed).collect()
    }

    #[test]
    fn a_line_end_in_quotes_is_part_of_the_cell() {
        assert_eq!(
            tabs("a\t\"b\r\nc \"\"d\"\"\"\r\ne"),
            [vec!["a", "b\nc \"d\""], vec!["e"]]
        );
    }

    #[test]
    fn a_stray_quote_swallows_nothing() {
        assert_eq!(tabs("\"a\tb\nc\td"), [["\"a", "b"], ["c", "d"]]);
        assert_eq!(tabs("\"a\" b\tc"), [["\"a\" b", "c"]]);
    }

    #[test]
    fn quotes_that_nothing_needs_belong_to_the_cell() {
        assert_eq!(tabs("\"甲\"\t乙"), [["\"甲\"", "乙"]]);
        let csv: Vec<_> = Records::new("\"甲\",乙", ',', Quotes::Always).collect();
        assert_eq!(csv, [["甲", "乙"]]);
    }

    #[test]
    fn a_text_full_of_quotes_is_read_in_time() {
        let text = "\"a ".repeat(200_000) + &"\t\"a".repeat(200_000);
        assert_eq!(tabs(&text).len(), 1);
        let lines = "\"a\n".repeat(200_000);
        assert_eq!(tabs(&lines).len(), 200_000);
    }
}
