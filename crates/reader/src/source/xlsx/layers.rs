//! Everything that the cells of a workbook hold, hidden sheets and strings that no cell shows
//! included: what is published with the file and not seen in it.

use super::super::SourceError;
use super::super::container::Container;
use super::super::xml::{self, Node};
use super::{TEXT_LIMIT, check_sheets, sheet, strings};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The cells of a workbook, its sheets being read one after the other.
pub(crate) struct Cells {
    strings: Vec<Rc<str>>,
    shown: BTreeSet<Rc<str>>,
    /// Labels of worksheets by the names of their parts.
    labels: BTreeMap<String, String>,
    /// Cells read so far.
    count: usize,
    bytes: u64,
}

impl Cells {
    /// Reads the shared strings and the names of the sheets.
    pub(crate) fn new(container: &mut Container<'_>) -> Result<Self, SourceError> {
        let main = container.main_part()?.ok_or(SourceError::NotThisFormat)?;
        let workbook = container.part(&main)?.ok_or(SourceError::NotThisFormat)?;
        let relations = container.relations(&main)?;
        let shared = relations.iter().find(|to| to.kind == "sharedStrings");
        let strings = match shared {
            Some(to) => strings::shared(&container.part(&to.part)?.unwrap_or_default())?,
            None => Vec::new(),
        };
        let parts: BTreeMap<&str, &str> = relations
            .iter()
            .map(|to| (to.id.as_str(), to.part.as_str()))
            .collect();
        let labels = labels(&workbook)?
            .into_iter()
            .filter_map(|(id, label)| Some(((*parts.get(id.as_str())?).to_owned(), label)))
            .collect();
        Ok(Self {
            strings,
            shown: BTreeSet::new(),
            labels,
            count: 0,
            bytes: 0,
        })
    }

    /// What a worksheet is called: its name, and whether it is hidden.
    pub(crate) fn label(&self, part: &str) -> Option<&str> {
        self.labels.get(part).map(String::as_str)
    }

    /// The rows of a worksheet that hold something, cells parted by tabs.
    pub(crate) fn rows(&mut self, xml: &str) -> Result<String, SourceError> {
        let sheet = sheet::read(xml, &self.strings, self.count)?;
        let mut text = String::new();
        for row in sheet.rows.into_values() {
            self.count += row.len();
            let row = row.into_values().filter(|cell| !cell.is_empty());
            for (at, cell) in row.enumerate() {
                self.bytes += u64::try_from(cell.len()).unwrap_or(u64::MAX);
                check_text(self.bytes)?;
                text.push_str(if at > 0 { "\t" } else { "" });
                text.push_str(&cell);
                self.shown.insert(cell);
            }
            text.push('\n');
        }
        Ok(text)
    }

    /// The shared strings that no cell read so far shows, a line each.
    pub(crate) fn unshown(&self) -> String {
        let hidden = self.strings.iter();
        hidden
            .filter(|string| !self.shown.contains(*string))
            .flat_map(|string| [string.as_ref(), "\n"])
            .collect()
    }
}

fn check_text(bytes: u64) -> Result<(), SourceError> {
    if bytes <= TEXT_LIMIT {
        return Ok(());
    }
    Err(SourceError::too_large("文字字节数", TEXT_LIMIT))
}

/// Relation and label of every sheet.
fn labels(workbook: &str) -> Result<Vec<(String, String)>, SourceError> {
    let mut sheets = Vec::new();
    xml::walk(workbook, |node| {
        if let Node::Open {
            name: "sheet", tag, ..
        } = node
        {
            let name = tag.text("name").unwrap_or_default();
            let state = tag.text("state").unwrap_or_default();
            let hidden = if state.ends_with("idden") {
                "（隐藏）"
            } else {
                ""
            };
            let id = tag.text("id").unwrap_or_default();
            sheets.push((id, format!("工作表“{name}”{hidden}")));
            check_sheets(sheets.len())?;
        }
        Ok(())
    })?;
    Ok(sheets)
}
