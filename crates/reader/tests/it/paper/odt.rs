//! ODT as LibreOffice writes it.

use super::{Item, container, escaped};
use std::fmt::Write as _;

/// A document of these lines and tables.
pub(crate) fn document(items: &[Item]) -> Vec<u8> {
    let body: String = items.iter().map(item).collect();
    package(&format!(
        "<?xml version=\"1.0\"?><office:document-content><office:body><office:text>\
         <text:sequence-decls/>{body}</office:text></office:body></office:document-content>"
    ))
}

/// A document with this content.
pub(crate) fn package(content: &str) -> Vec<u8> {
    container(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
    ])
}

fn item(item: &Item) -> String {
    let (width, rows) = match item {
        Item::Line(line) => {
            return format!("<text:p text:style-name=\"P1\">{}</text:p>", escaped(line));
        }
        Item::Table { width, rows } => (*width, rows),
    };
    let mut table =
        format!("<table:table><table:table-column table:number-columns-repeated=\"{width}\"/>");
    for row in rows {
        table.push_str("<table:table-row>");
        let mut cells = row.iter().peekable();
        for column in 0..width {
            let Some(cell) = cells.next_if(|cell| cell.column == column) else {
                table.push_str("<table:covered-table-cell/>");
                continue;
            };
            let _ = write!(
                table,
                "<table:table-cell table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\">\
                 <text:p>{}</text:p></table:table-cell>",
                cell.columns,
                cell.rows,
                escaped(&cell.text)
            );
        }
        table.push_str("</table:table-row>");
    }
    table.push_str("</table:table>");
    table
}
