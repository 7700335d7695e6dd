//! The statutory forms of the annual report: rows, columns, labels, units and relations.
//!
//! A form is data (`statutes/report-form/*.toml`), loaded and validated once. Nothing in the
//! program names a form's rows but the forms themselves and the rules that the law words for
//! one row.

mod book;
mod equation;
mod file;
mod layout;
mod load;
mod relation;
mod resolve;

pub use book::FormBook;
pub use equation::Equation;
pub use layout::{Grid, GridCell, GridContent};
pub use load::FormError;
pub use relation::{CellTerm, Instance, Operator, Relation, Target, Term};

use super::{MoneyUnit, SectionId};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Range;

/// One version of the statutory report form (政府信息公开工作年度报告格式).
#[derive(Debug, Clone)]
pub struct Form {
    /// Its identifier: the first report year it applies to.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The document that prescribes it.
    pub cite: String,
    /// The day of that document.
    pub from: Date,
    /// The first report year it applies to.
    pub first_year: i16,
    /// The last report year it applies to; `None` while it is in force.
    pub last_year: Option<i16>,
    /// The headings of the six sections.
    pub headings: Vec<Heading>,
    /// The tables in the order of the form.
    pub tables: Vec<Table>,
    /// What must hold between cells.
    pub relations: Vec<Relation>,
    /// Rows of other forms that hold the same facts as rows of this one.
    pub correspondences: Vec<Correspondence>,
    rows: Vec<RowSpec>,
    cells: Vec<CellSpec>,
    index: BTreeMap<String, usize>,
}

/// The heading of a section and how else it has been printed.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The section.
    pub section: SectionId,
    /// As the form prints it, with its numeral.
    pub label: String,
    /// Other wordings seen, without numerals.
    pub variants: Vec<String>,
    /// Whether the section holds text or a table.
    pub content: SectionContent,
}

/// What a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionContent {
    /// Text.
    Narrative,
    /// A table.
    Table,
}

/// One statutory table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its identifier.
    pub id: String,
    /// The section it stands in.
    pub section: SectionId,
    /// How it is laid out.
    pub layout: TableLayout,
    /// Its blocks; one unless the layout is [`TableLayout::Blocks`].
    pub blocks: Vec<Block>,
}

/// How a table is laid out on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableLayout {
    /// Blocks below each other, each with a title row and a head of its own.
    Blocks,
    /// One head above rows with up to three levels of labels.
    Matrix,
    /// One line of figures below a head in which the rows stand beside each other.
    Line,
}

/// A part of a table with one head.
#[derive(Debug, Clone)]
pub struct Block {
    /// The title row, if the layout has one.
    pub title: Option<String>,
    /// The text of the top left cell.
    pub corner: Option<String>,
    /// The provision that asks for it.
    pub cite: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, as a range of [`Form::rows`].
    pub rows: Range<usize>,
}

/// A column of a block.
#[derive(Debug, Clone)]
pub struct Column {
    /// The last part of its cells' identifiers.
    pub id: String,
    /// Its label as printed.
    pub label: String,
    /// Other wordings seen.
    pub variants: Vec<String>,
    /// The labels above it in the head.
    pub path: Vec<String>,
    /// What its cells hold.
    pub kind: CellKind,
    /// The columns of which it is the total, as indices into [`Block::columns`].
    pub total_of: Vec<usize>,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// A whole number, not negative.
    Count,
    /// A whole number with a sign: more or fewer than the year before.
    Change,
    /// Money; the unit that the head of the column prints, if it prints one.
    Amount(Option<MoneyUnit>),
}

/// A row of the form.
#[derive(Debug, Clone)]
pub struct RowSpec {
    /// Its identifier.
    pub id: String,
    /// Its label as printed, with its numeral.
    pub label: String,
    /// Other wordings seen.
    pub variants: Vec<String>,
    /// The labels it stands under.
    pub path: Vec<String>,
    /// The rows of which it is the total, as indices of [`Form::rows`].
    pub total_of: Vec<usize>,
    /// Index of its table.
    pub table: usize,
    /// Index of its block in the table.
    pub block: usize,
    /// Index of its first cell.
    pub first_cell: usize,
    /// How many cells it has.
    pub width: usize,
}

impl RowSpec {
    /// The indices of its cells.
    pub fn cells(&self) -> Range<usize> {
        self.first_cell..self.first_cell + self.width
    }

    /// Its label and the labels it stands under, without numerals: 不予公开·属于国家秘密.
    pub fn full_label(&self) -> String {
        let mut parts: Vec<&str> = self
            .path
            .iter()
            .map(|label| without_numeral(label))
            .collect();
        parts.push(without_numeral(&self.label));
        parts.join("·")
    }
}

/// A cell of the form.
#[derive(Debug, Clone)]
pub struct CellSpec {
    /// `row.column`, the identifier in files and findings.
    pub id: String,
    /// Index of its table.
    pub table: usize,
    /// Index of its row.
    pub row: usize,
    /// Index of its column within the block.
    pub column: usize,
    /// What it holds.
    pub kind: CellKind,
}

/// Rows of this form that together hold what one row of another form held.
#[derive(Debug, Clone)]
pub struct Correspondence {
    /// Identifier of the other form.
    pub form: String,
    /// The row of the other form.
    pub row: String,
    /// The rows of this form.
    pub rows: Vec<String>,
}

impl Form {
    /// All rows in the order of the form.
    pub fn rows(&self) -> &[RowSpec] {
        &self.rows
    }

    /// All cells in the order of the form.
    pub fn cells(&self) -> &[CellSpec] {
        &self.cells
    }

    /// The index of the cell with this identifier.
    pub fn cell_index(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// The identifiers of the cells at these indices.
    pub fn cell_ids(&self, indices: impl IntoIterator<Item = usize>) -> Vec<String> {
        let specs = indices
            .into_iter()
            .filter_map(|index| self.cells.get(index));
        specs.map(|spec| spec.id.clone()).collect()
    }

    /// The row of the cell at this index.
    pub fn row_of(&self, cell: usize) -> Option<&RowSpec> {
        self.rows.get(self.cells.get(cell)?.row)
    }

    /// The rows with this identifier or below it: `requests.refused` names eight.
    pub fn rows_under(&self, prefix: &str) -> impl Iterator<Item = &RowSpec> {
        self.rows.iter().filter(move |row| {
            row.id
                .strip_prefix(prefix)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// The cell that stands for a whole row: its total, or its only cell.
    pub fn total_cell(&self, row: &RowSpec) -> Option<usize> {
        let columns = &self.block_of(row)?.columns;
        let total = columns
            .iter()
            .position(|column| !column.total_of.is_empty());
        total
            .or((columns.len() == 1).then_some(0))
            .map(|column| row.first_cell + column)
    }

    /// The row with this identifier.
    pub fn row(&self, id: &str) -> Option<&RowSpec> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// The identifiers of the columns of a row; none if there is no such row.
    pub fn column_ids(&self, row: &str) -> Vec<&str> {
        let block = self.row(row).and_then(|row| self.block_of(row));
        let columns = block
            .map(|block| block.columns.as_slice())
            .unwrap_or_default();
        columns.iter().map(|column| column.id.as_str()).collect()
    }

    /// The block a row stands in.
    pub fn block_of(&self, row: &RowSpec) -> Option<&Block> {
        self.tables.get(row.table)?.blocks.get(row.block)
    }

    /// The column of a cell.
    pub fn column_of(&self, cell: &CellSpec) -> Option<&Column> {
        self.block_of(self.rows.get(cell.row)?)?
            .columns
            .get(cell.column)
    }

    /// Whether this form is the one that reports of `year` must use.
    pub fn applies_to(&self, year: i16) -> bool {
        self.first_year <= year && self.last_year.is_none_or(|last| year <= last)
    }

    /// The heading of a section.
    pub fn heading(&self, section: SectionId) -> Option<&Heading> {
        self.headings
            .iter()
            .find(|heading| heading.section == section)
    }

    /// A cell's name for people: 属于国家秘密／自然人.
    pub fn cell_label(&self, id: &str) -> String {
        let Some(cell) = self.cell_index(id).and_then(|index| self.cells.get(index)) else {
            return String::from(id);
        };
        let row = self
            .rows
            .get(cell.row)
            .map(RowSpec::full_label)
            .unwrap_or_default();
        let column = self
            .column_of(cell)
            .map_or("", |column| column.label.as_str());
        format!("{row}／{column}")
    }
}

/// A label without the numeral that opens it: `（三）不予公开` → `不予公开`.
pub fn without_numeral(label: &str) -> &str {
    const NUMERALS: &str = "一二三四五六七八九十0123456789";
    let inner = label.trim_start_matches(['（', '(']);
    let rest = inner.trim_start_matches(|c| NUMERALS.contains(c));
    if rest.len() == inner.len() {
        return label;
    }
    match rest.strip_prefix(['）', ')', '、', '.', '．']) {
        Some(text) => text.trim_start(),
        None => label,
    }
}
