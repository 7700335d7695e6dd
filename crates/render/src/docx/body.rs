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

/// The main part.
pub(super) fn document(document: &Document) -> String {
    let mut xml = format!("<w:document {NAMESPACES}><w:body>");
    xml.push_str(&styled("Title", &run("", &document.title)));
    if let Some(number) = &document.number {
        xml.push_str(&styled("DocumentNumber", &run("", number)));
    }
    document
        .preamble
        .iter()
        .for_each(|text| xml.push_str(&paragraph(text)));
    document
        .sections
        .iter()
        .for_each(|part| section(&mut xml, part));
    for (number, line) in document.signature.iter().enumerate() {
        xml.push_str(&styled(
            if number == 0 {
                "SignatureFirst"
            } else {
                "Signature"
            },
            &run("", line),
        ));
    }
    xml.push_str(PAGE);
    xml.push_str("</w:body></w:document>");
    xml
}

fn section(xml: &mut String, part: &Part) {
    xml.push_str(&styled("Heading1", &run("", &part.heading)));
    part.paragraphs
        .iter()
        .for_each(|text| xml.push_str(&paragraph(text)));
    for rows in &part.tables {
        xml.push_str(&styled("TableGap", ""));
        xml.push_str(&table::write(rows));
        xml.push_str(&styled("TableGap", ""));
    }
}

fn paragraph(text: &Paragraph) -> String {
    match (text.lead.is_empty(), text.rest.is_empty()) {
        (true, _) => styled("Normal", &run("", &text.rest)),
        (false, true) => styled("Heading2", &run("", &text.lead)),
        (false, false) => {
            let lead = run("<w:rPr><w:rStyle w:val=\"Lead\"/></w:rPr>", &text.lead);
            styled("Normal", &format!("{lead}{}", run("", &text.rest)))
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
