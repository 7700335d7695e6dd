//! Invented reports as documents of other programs: their lines and tables first, then each
//! format as its writers write it.

pub(crate) mod odt;
pub(crate) mod ofd;

use gongkai_domain::report::form::GridContent;
use gongkai_domain::report::{AnnualReport, Number, SectionId};
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What stands in a document, in its order.
pub(crate) enum Item {
    Line(String),
    Table { width: usize, rows: Vec<Vec<Cell>> },
}

/// A cell in the row that it starts in.
pub(crate) struct Cell {
    pub(crate) column: usize,
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    pub(crate) text: String,
}

/// Lines and tables of a report.
pub(crate) fn items(report: &AnnualReport) -> Vec<Item> {
    let form = report.form().unwrap();
    let tables = report.tables.as_ref().unwrap();
    let mut items = vec![Item::Line(report.title.clone().unwrap())];
    items.extend(lines(&report.sections.preamble));
    for id in SectionId::ALL {
        let Some(section) = report.sections.get(id) else {
            continue;
        };
        items.push(Item::Line(section.heading.clone()));
        items.extend(lines(&section.text));
        for table in form.tables.iter().filter(|table| table.section == id) {
            let grid = form.grid(table, |_| true);
            let rows = grid.lines.iter().map(|line| {
                let cells = line.iter().map(|cell| Cell {
                    column: cell.column,
                    columns: cell.columns,
                    rows: cell.rows,
                    text: match &cell.content {
                        GridContent::Title(text)
                        | GridContent::Head(text)
                        | GridContent::Label(text) => text.clone(),
                        GridContent::Value(index) => printed(tables.at(*index).number().unwrap()),
                    },
                });
                cells.collect()
            });
            items.push(Item::Table {
                width: grid.width,
                rows: rows.collect(),
            });
        }
    }
    items
}

fn lines(text: &str) -> impl Iterator<Item = Item> {
    text.lines().map(|line| Item::Line(line.to_owned()))
}

/// A figure as it is printed.
pub(crate) fn printed(number: Number) -> String {
    match number {
        Number::Count(count) => count.to_string(),
        Number::Amount(amount) => amount.printed().to_string(),
    }
}

/// A container of these parts.
pub(crate) fn container(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let packed = SimpleFileOptions::default();
        let option = if *name == "mimetype" { plain } else { packed };
        writer.start_file(*name, option).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A text inside XML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
