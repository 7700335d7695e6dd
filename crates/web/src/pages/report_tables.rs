//! The statutory tables of a report as tables of a page, each number with what it leads to.

use askama::Template;
use askama::filters::HtmlSafe;
use gongkai_domain::report::{AnnualReport, Cell, CellSpec, Form, RowSpec};

/// The tables of a report.
#[derive(Template)]
#[template(path = "report_tables.html")]
pub(crate) struct ReportTables {
    tables: Vec<Shown>,
}

impl HtmlSafe for ReportTables {}

struct Shown {
    section: &'static str,
    title: String,
    blocks: Vec<Block>,
}

struct Block {
    title: String,
    heads: Vec<String>,
    rows: Vec<(String, Vec<ShownCell>)>,
}

/// A cell as it is shown.
#[derive(Debug, Default)]
pub(crate) struct ShownCell {
    /// What it says.
    pub(crate) number: String,
    /// Where it leads; empty for nowhere.
    pub(crate) href: String,
    /// What is to be known of it, in a word.
    pub(crate) how: String,
    /// Its name, where it leads somewhere.
    pub(crate) label: String,
    /// Whether somebody has to look at it.
    pub(crate) marked: bool,
    /// What stands there where it says no number.
    pub(crate) empty: &'static str,
}

impl ShownCell {
    /// A cell of a report that leads nowhere. Absent and blank are two things.
    pub(crate) fn of(cell: Option<&Cell>) -> Self {
        use gongkai_domain::report::CellState::{Absent, Blank, Stated, Unclear};
        let state = cell.map_or(Absent, |cell| cell.state);
        let empty = match state {
            Absent => "没有这一行",
            Blank => "空白",
            Unclear => "认不准",
            Stated(_) => "",
        };
        let number = cell.and_then(Cell::number);
        Self {
            number: number.map_or_else(String::new, |number| number.to_string()),
            empty,
            ..Self::default()
        }
    }
}

impl ReportTables {
    /// The tables of a form, each cell as `show` gives it.
    pub(crate) fn of(form: &Form, mut show: impl FnMut(&CellSpec) -> ShownCell) -> Self {
        let mut tables = Vec::new();
        for (at, table) in form.tables.iter().enumerate() {
            let heading = form.heading(table.section);
            let mut blocks = Vec::new();
            for (block_at, block) in table.blocks.iter().enumerate() {
                let rows = form.rows().iter();
                let rows = rows.filter(|row| row.table == at && row.block == block_at);
                let rows = rows.map(|row| (row.full_label(), cells(form, row, &mut show)));
                blocks.push(Block {
                    title: block.title.clone().unwrap_or_default(),
                    heads: block.columns.iter().map(|one| one.label.clone()).collect(),
                    rows: rows.collect(),
                });
            }
            tables.push(Shown {
                section: table.section.name(),
                title: heading.map_or_else(String::new, |heading| heading.label.clone()),
                blocks,
            });
        }
        Self { tables }
    }

    /// The tables of a report, whose numbers lead nowhere; none where it has no tables.
    pub(crate) fn plain(report: &AnnualReport) -> Option<Self> {
        let tables = report.tables.as_ref()?;
        Some(Self::of(tables.form(), |spec| {
            ShownCell::of(tables.cell(&spec.id))
        }))
    }
}

fn cells(
    form: &Form,
    row: &RowSpec,
    show: &mut impl FnMut(&CellSpec) -> ShownCell,
) -> Vec<ShownCell> {
    let specs = form.cells().iter().skip(row.first_cell).take(row.width);
    specs.map(show).collect()
}
