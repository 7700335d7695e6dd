//! A statutory table with its figures put in.

use super::{Printed, printed, wording};
use crate::RenderError;
use gongkai_domain::report::form::{GridContent, TableLayout};
use gongkai_domain::report::{Cell, Tables, form};

/// A table as it is printed.
#[derive(Debug)]
pub(crate) struct Table {
    /// How many columns it has.
    pub(crate) width: usize,
    /// How many of its first lines are the head of all its columns; none if it consists of
    /// blocks with heads of their own.
    pub(crate) head: usize,
    /// How many of its first columns hold the labels of rows.
    pub(crate) labels: usize,
    /// Its lines; each holds the cells that start in it, from left to right.
    pub(crate) lines: Vec<Vec<Placed>>,
    /// The width of each column in thousandths of the table's, where somebody set them.
    pub(crate) shares: Vec<usize>,
    /// Whether it is set in the larger type of a form.
    pub(crate) large: bool,
}

/// A cell as it is printed.
#[derive(Debug)]
pub(crate) struct Placed {
    /// Its first column.
    pub(crate) column: usize,
    /// How many columns it covers.
    pub(crate) columns: usize,
    /// How many lines it covers.
    pub(crate) rows: usize,
    /// What it is for.
    pub(crate) role: Role,
    /// What stands in it.
    pub(crate) content: Printed,
}

/// What a cell of a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The title of a block.
    Title,
    /// A label above columns.
    Head,
    /// A label beside rows.
    Label,
    /// A figure, or a short text in the middle.
    Value,
    /// A text that begins at the left.
    Text,
}

impl Table {
    /// A table of a report without the rows that the report does not have.
    pub(super) fn of(tables: &Tables, spec: &form::Table) -> Result<Self, RenderError> {
        let grid = tables
            .form()
            .grid(spec, |row| !tables.row(row).iter().all(Cell::is_absent));
        let line = |cells: &Vec<form::GridCell>| -> Result<Vec<Placed>, RenderError> {
            cells.iter().map(|cell| placed(tables, cell)).collect()
        };
        let lines = grid.lines.iter().map(line).collect::<Result<Vec<_>, _>>()?;
        let head = match spec.layout {
            TableLayout::Blocks => 0,
            TableLayout::Matrix | TableLayout::Line => head_lines(&lines),
        };
        let labels = match spec.layout {
            TableLayout::Blocks => 1,
            TableLayout::Matrix => corner_columns(&lines),
            TableLayout::Line => 0,
        };
        Ok(Self {
            width: grid.width,
            head,
            labels,
            lines,
            shares: Vec::new(),
            large: false,
        })
    }

    /// The width of each column in thousandths of the table's width. Columns of figures are
    /// alike; labels over several rows need little, the rows' own labels get what is left.
    pub(crate) fn column_shares(&self) -> Vec<usize> {
        const WHOLE: usize = 1000;
        const OUTER_LABEL: usize = 85;
        const INNER_LABEL: usize = 105;
        if !self.shares.is_empty() {
            return self.shares.clone();
        }
        let figures = self.width.saturating_sub(self.labels).max(1);
        let figure = match self.labels {
            0 => WHOLE / figures,
            1 => 700 / figures,
            _ => 490 / figures,
        };
        let groups =
            (1..self.labels).map(|level| if level == 1 { OUTER_LABEL } else { INNER_LABEL });
        let mut shares: Vec<usize> = groups.collect();
        if self.labels > 0 {
            let taken = figure * figures + shares.iter().sum::<usize>();
            shares.push(WHOLE.saturating_sub(taken));
        }
        shares.resize(self.width, figure);
        shares
    }
}

fn placed(tables: &Tables, cell: &form::GridCell) -> Result<Placed, RenderError> {
    let label = |text: &String| Printed::Text(wording::line(text));
    let (role, content) = match &cell.content {
        GridContent::Title(text) => (Role::Title, label(text)),
        GridContent::Head(text) => (Role::Head, label(text)),
        GridContent::Label(text) => (Role::Label, label(text)),
        GridContent::Value(index) => (Role::Value, value(tables, *index)?),
    };
    let form::GridCell {
        column,
        columns,
        rows,
        ..
    } = *cell;
    Ok(Placed {
        column,
        columns,
        rows,
        role,
        content,
    })
}

fn value(tables: &Tables, index: usize) -> Result<Printed, RenderError> {
    match tables.form().cells().get(index) {
        Some(spec) => printed::cell(tables.form(), spec, tables.at(index)),
        None => Ok(Printed::Empty),
    }
}

/// How many lines from the top hold nothing but labels of columns.
fn head_lines(lines: &[Vec<Placed>]) -> usize {
    lines
        .iter()
        .take_while(|line| line.iter().all(|cell| cell.role == Role::Head))
        .count()
}

/// How many columns the corner of a matrix covers.
fn corner_columns(lines: &[Vec<Placed>]) -> usize {
    lines
        .first()
        .and_then(|line| line.first())
        .map_or(0, |corner| corner.columns)
}
