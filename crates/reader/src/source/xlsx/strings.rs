//! Texts of a workbook: the table of shared strings, escapes, figures as a sheet prints them.

use super::super::SourceError;
use super::super::blocks::check_cells;
use super::super::xml::{self, Node};
use std::rc::Rc;

/// The shared strings in order, held once however many cells share them. Readings beside the characters (phonetic runs) are left out.
pub(super) fn shared(text: &str) -> Result<Vec<Rc<str>>, SourceError> {
    let mut strings: Vec<String> = Vec::new();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let mut run = TextRuns::default();
    xml::walk(text, |node| {
        match &node {
            Node::Open { name: "si", .. } => {
                strings.push(String::new());
                check_cells(strings.len())?;
            }
            Node::Open { .. } | Node::Close { .. } | Node::Text(_) => {}
        }
        if let (Some(text), Some(string)) = (run.text(&node), strings.last_mut()) {
            string.push_str(text);
        }
        Ok(())
    })?;
    Ok(strings
        .iter()
        .map(|string| unescaped(string).into())
        .collect())
}

/// Tells the characters of a rich text from everything around them.
#[derive(Debug, Default)]
pub(super) struct TextRuns {
    is_text: bool,
    is_reading: bool,
}

impl TextRuns {
    /// The characters that a node contributes to the text.
    pub(super) fn text<'n>(&mut self, node: &Node<'n>) -> Option<&'n str> {
        match node {
            Node::Open { name: "t", .. } => self.is_text = true,
            Node::Close { name: "t", .. } => self.is_text = false,
            Node::Open { name: "rPh", .. } => self.is_reading = true,
            Node::Close { name: "rPh", .. } => self.is_reading = false,
            Node::Text(text) if self.is_text && !self.is_reading => return Some(text),
            Node::Open { .. } | Node::Close { .. } | Node::Text(_) => {}
        }
        None
    }
}

/// `_x000D_` stands for a character that XML cannot hold.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("_x") {
        out.push_str(before);
        let code = behind.get(..4).filter(|_| behind.get(4..5) == Some("_"));
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        if let Some(c) = code.and_then(char::from_u32) {
            out.push(c);
            rest = behind.get(5..).unwrap_or_default();
        } else {
            out.push_str("_x");
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

/// A stored number as a sheet prints it: 17 digits of a binary fraction become the shortest
/// decimal that means the same, whole numbers have no `.0`. What is no plain number stays.
pub(in crate::source) fn figure(stored: &str) -> String {
    const LARGEST: f64 = 1e15;
    let stored = stored.trim();
    let whole = stored.len() < 15 && stored.bytes().all(|byte| byte.is_ascii_digit());
    if whole && !stored.starts_with('0') && !stored.is_empty() {
        return stored.to_owned();
    }
    match stored.parse::<f64>() {
        Ok(number) if number.abs() < LARGEST && number != 0.0 => {
            let shortest = number.to_string();
            // Fractions beyond anything printed stay as they are stored.
            if shortest.len() <= 24 {
                shortest
            } else {
                stored.to_owned()
            }
        }
        Ok(number) if number.abs() < LARGEST => String::from("0"),
        Ok(_) | Err(_) => stored.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_beside_the_characters_are_left_out() {
        let xml = "<sst><si><t>公</t><rPh><t>gong</t></rPh></si>\
            <si><r><t>规</t></r><r><t xml:space=\"preserve\">章_x000A_</t></r></si></sst>";
        let texts: Vec<String> = shared(xml)
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(texts, ["公", "规章\n"]);
    }

    #[test]
    fn a_stored_number_is_read_as_the_sheet_prints_it() {
        for (stored, printed) in [
            ("76.299999999999997", "76.3"),
            ("24220", "24220"),
            ("3.0", "3"),
            ("-0", "0"),
            ("1.5E-3", "0.0015"),
            ("12345678901234567890", "12345678901234567890"),
            ("无", "无"),
        ] {
            assert_eq!(figure(stored), printed);
        }
    }
}
