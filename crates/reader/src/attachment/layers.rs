//! Every layer of text of an XML part: paragraphs with their runs joined, before and after tracked
//! changes; cells of a row together; field codes, and the attributes that carry words.

use crate::source::SourceError;
use crate::source::xml::{self, Node, Tag};

/// Elements whose runs are one text.
const UNITS: [&str; 5] = ["p", "si", "is", "comment", "threadedComment"];
/// Elements that hold the characters of a run.
const RUNS: [&str; 4] = ["t", "delText", "text", "v"];
/// Elements with codes of fields: links and formulas.
const CODES: [&str; 2] = ["instrText", "delInstrText"];
/// Elements with measures that nobody reads.
const MEASURES: [&str; 4] = ["posOffset", "pctWidth", "pctHeight", "binData"];
/// Attributes that carry words wherever they stand.
const WORDS: [&str; 10] = [
    "descr",
    "title",
    "alt",
    "displayText",
    "tooltip",
    "prompt",
    "promptTitle",
    "error",
    "errorTitle",
    "string",
];
/// Elements with a name that somebody gave.
const NAMED: [&str; 6] = [
    "sheet",
    "tableColumn",
    "cacheField",
    "definedName",
    "docPr",
    "cNvPr",
];

/// The text of a part. With `without_cells` the values of a worksheet's cells are left out, for
/// who has read them already.
pub(super) fn text(part: &str, without_cells: bool) -> Result<String, SourceError> {
    let mut walker = Walker {
        without_cells,
        sinks: vec![String::new()],
        ..Walker::default()
    };
    xml::walk(part, |node| {
        walker.visit(node);
        Ok(())
    })?;
    Ok(walker.finish())
}

#[derive(Default)]
struct Walker {
    without_cells: bool,
    /// The open elements.
    open: Vec<Holds>,
    units: Vec<Unit>,
    /// The text, and that of each open row of a table.
    sinks: Vec<String>,
    /// Text outside any unit, and attributes.
    loose: String,
    deleted: usize,
    inserted: usize,
}

/// What the characters directly inside an element are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Run,
    Code,
    Loose,
    Nothing,
}

/// A paragraph as it is, as it was before tracked changes, and its field codes.
#[derive(Default)]
struct Unit {
    now: String,
    before: String,
    codes: String,
}

impl Walker {
    fn visit(&mut self, node: Node<'_>) {
        match node {
            Node::Open { name, tag, .. } => self.begin(name, tag),
            Node::Text(text) => self.characters(text),
            Node::Close { name, .. } => self.end(name),
        }
    }

    fn begin(&mut self, name: &str, tag: Tag<'_>) {
        self.end_loose();
        let cell_value = self.without_cells && matches!(name, "v" | "is");
        let inside = self.without_cells && self.open.last() == Some(&Holds::Nothing);
        self.open.push(match name {
            _ if cell_value || inside || MEASURES.contains(&name) => Holds::Nothing,
            _ if RUNS.contains(&name) => Holds::Run,
            _ if CODES.contains(&name) => Holds::Code,
            _ => Holds::Loose,
        });
        self.attributes(name, tag);
        match name {
            "del" | "moveFrom" => self.deleted += 1,
            "ins" | "moveTo" => self.inserted += 1,
            "tr" => self.sinks.push(String::new()),
            "tc" => self.part_cells(),
            "tab" | "ptab" => self.run("\t"),
            "br" | "cr" => self.run("\n"),
            "noBreakHyphen" => self.run("-"),
            _ if UNITS.contains(&name) => self.units.push(Unit::default()),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.end_loose();
        self.open.pop();
        match name {
            "del" | "moveFrom" => self.deleted = self.deleted.saturating_sub(1),
            "ins" | "moveTo" => self.inserted = self.inserted.saturating_sub(1),
            "tr" if self.sinks.len() > 1 => {
                let row = self.sinks.pop().unwrap_or_default();
                self.line(&row);
            }
            _ if UNITS.contains(&name) => self.end_unit(),
            _ => {}
        }
    }

    fn characters(&mut self, text: &str) {
        match self.open.last() {
            Some(Holds::Run) if !self.units.is_empty() => self.run(text),
            Some(Holds::Code) if !self.units.is_empty() => {
                if let Some(unit) = self.units.last_mut() {
                    unit.codes.push_str(text);
                }
            }
            Some(Holds::Nothing) | None => {}
            Some(Holds::Run | Holds::Code | Holds::Loose) => self.loose.push_str(text),
        }
    }

    fn run(&mut self, text: &str) {
        let (now, before) = (self.deleted == 0, self.inserted == 0);
        if let Some(unit) = self.units.last_mut() {
            unit.now.push_str(if now { text } else { "" });
            unit.before.push_str(if before { text } else { "" });
        }
    }

    fn attributes(&mut self, name: &str, tag: Tag<'_>) {
        let named = NAMED.contains(&name).then_some("name");
        let cached = matches!(name, "s" | "n" | "d").then_some("v");
        let value = matches!(name, "listItem" | "default" | "sheetName").then_some("val");
        let outside = name == "Relationship"
            && tag
                .text("TargetMode")
                .is_some_and(|mode| mode == "External");
        let target = outside.then_some("Target");
        let special = [named, cached, value, target].into_iter().flatten();
        for attribute in WORDS.into_iter().chain(special) {
            if let Some(words) = tag.text(attribute) {
                self.loose = words;
                self.end_loose();
            }
        }
    }

    /// Cells of a row stand beside each other: a number may be written a digit a cell.
    fn part_cells(&mut self) {
        let in_row = self.sinks.len() > 1;
        if let Some(row) = self
            .sinks
            .last_mut()
            .filter(|row| in_row && !row.is_empty())
        {
            row.push('\t');
        }
    }

    fn end_unit(&mut self) {
        let unit = self.units.pop().unwrap_or_default();
        self.line(&unit.now);
        if unit.before != unit.now {
            self.line(&unit.before);
        }
        self.line(&unit.codes);
    }

    fn end_loose(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        self.line(&loose);
    }

    /// Puts a line where text goes at present; in a cell the first needs no line end before it.
    fn line(&mut self, line: &str) {
        let in_row = self.sinks.len() > 1;
        let Some(sink) = self.sinks.last_mut().filter(|_| !line.trim().is_empty()) else {
            return;
        };
        if in_row && !sink.is_empty() && !sink.ends_with('\t') {
            sink.push('\n');
        }
        sink.push_str(line);
        sink.push_str(if in_row { "" } else { "\n" });
    }

    fn finish(mut self) -> String {
        self.end_loose();
        self.sinks.concat()
    }
}
