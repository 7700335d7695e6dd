//! The running text: title, paragraphs, headings, page set-up, page number.

use super::{NAMESPACES, table};
use crate::document::{Document, Paragraph, Part};
use quick_xml::escape::escape;

/// A4 with the margins of GB/T 9704 (37 mm above, 35 mm below, 28 mm left, 26 mm right), in
/// twentieths of a point. Odd pages number at the right, even pages at the left.
const PAGE: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
    <w:footerReference w:type=\"even\" r:id=\"rId5\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" \
    w:footer=\"1304\" w:gutter=\"0\"/></w:sectPr>";

/// The same sheet turned to the left: what was above is now at the left.
const LYING: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
    <w:footerReference w:type=\"even\" r:id=\"rId5\"/>\
    <w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>\
    <w:pgMar w:top=\"1588\" w:right=\"1588\" w:bottom=\"1474\" w:left=\"1588\" w:header=\"851\" \
    w:footer=\"907\" w:gutter=\"0\"/></w:sectPr>";

/// How the sheet stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sheet {
    Upright,
    Lying,
}

impl Sheet {
    /// The width of the text, in twentieths of a point: 156 mm and 241 mm.
    pub(super) const fn text_width(self) -> usize {
        match self {
            Self::Upright => 8844,
            Self::Lying => 13662,
        }
    }
}

/// What opens the main part: the title.
pub(super) fn open(text: &str, sheet: Sheet) -> String {
    let title = title(text, sheet.text_width());
    format!("<w:document {NAMESPACES}><w:body>{title}")
}

/// What closes the main part: the page.
pub(super) fn close(sheet: Sheet) -> String {
    let page = match sheet {
        Sheet::Upright => PAGE,
        Sheet::Lying => LYING,
    };
    format!("{page}</w:body></w:document>")
}

/// The main part.
pub(super) fn document(document: &Document) -> String {
    let mut xml = open(&document.title, Sheet::Upright);
    if let Some(number) = &document.number {
        xml.push_str(&styled("DocumentNumber", &run("", number)));
    }
    document
        .preamble
        .iter()
        .for_each(|text| xml.push_str(&paragraph(text, false)));
    for (number, part) in document.sections.iter().enumerate() {
        // A signature never stands alone on a page.
        let keep = number + 1 == document.sections.len() && !document.signature.is_empty();
        section(&mut xml, part, keep);
    }
    for (number, line) in document.signature.iter().enumerate() {
        let style = if number == 0 {
            "SignatureFirst"
        } else {
            "Signature"
        };
        xml.push_str(&styled(style, &run("", line)));
    }
    xml.push_str(&close(Sheet::Upright));
    xml
}

/// The title, indented on both sides so that the lines of a long one are about equally long.
pub(super) fn title(text: &str, text_width: usize) -> String {
    const HALF_CHARACTER: usize = 220;
    let line = text_width / HALF_CHARACTER;
    let width: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let even = width.div_ceil(width.div_ceil(line).max(1)) + 2;
    let side = line.saturating_sub(even) * HALF_CHARACTER / 2;
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Title\"/><w:ind w:left=\"{side}\" w:right=\"{side}\" \
         w:firstLineChars=\"0\" w:firstLine=\"0\"/></w:pPr>{}</w:p>",
        run("", text)
    )
}

fn section(xml: &mut String, part: &Part, keep: bool) {
    xml.push_str(&styled("Heading1", &run("", &part.heading)));
    for (number, text) in part.paragraphs.iter().enumerate() {
        xml.push_str(&paragraph(
            text,
            keep && number + 1 == part.paragraphs.len(),
        ));
    }
    for rows in &part.tables {
        xml.push_str(&styled("TableGap", ""));
        xml.push_str(&table::write(rows, Sheet::Upright.text_width()));
        xml.push_str(&styled("TableGap", ""));
    }
}

fn paragraph(text: &Paragraph, keep: bool) -> String {
    let body = if keep { "BodyKept" } else { "Normal" };
    match (text.lead.is_empty(), text.rest.is_empty()) {
        (true, _) => styled(body, &run("", &text.rest)),
        (false, true) => styled("Heading2", &run("", &text.lead)),
        (false, false) => {
            let lead = run("<w:rPr><w:rStyle w:val=\"Lead\"/></w:rPr>", &text.lead);
            styled(body, &format!("{lead}{}", run("", &text.rest)))
        }
    }
}

/// A paragraph of a style around its runs.
pub(super) fn styled(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

/// A run of text; nothing for no text.
pub(super) fn run(properties: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = escape(text);
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A footer with the page number, `— 1 —`, one character from the edge of the text.
pub(super) fn footer(side: &str) -> String {
    format!(
        "<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>\
         <w:ind w:{side}Chars=\"100\" w:{side}=\"280\" w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"{side}\"/></w:pPr>\
         {}<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>{}</w:p></w:ftr>",
        run("", "— "),
        run("", " —"),
    )
}
