//! What a document is for the reader who cannot see it: title, headings, paragraphs, tables with their rows and
//! cells. What is drawn belongs to one of these nodes, or is decoration.

use super::flow::{Flow, Item, TextKind};
use crate::document::{Placed, Role, Table};

/// A node; its children come behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// What it is.
    pub(super) kind: Kind,
    /// To which node it belongs; none for those of the document itself.
    pub(super) parent: Option<usize>,
    /// What is to stand in it; empty for what only holds others.
    pub(super) text: String,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text.
    Text(TextKind),
    /// A table.
    Table,
    /// Its head, repeated on every page.
    Head,
    /// The rows below the head.
    Body,
    /// A row.
    Row,
    /// A cell.
    Cell(Scope, Span),
}

/// How many columns and rows a cell covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// Columns.
    pub(super) columns: usize,
    /// Rows.
    pub(super) rows: usize,
}

/// What a cell is the label of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Of nothing: it holds a value.
    Nothing,
    /// Of a column.
    Column,
    /// Of a row.
    Row,
}

/// The nodes of a document, and for each of its items which ones hold what is drawn of it: one for a text, one
/// for each cell of a table.
pub(super) fn of(flow: &Flow) -> (Vec<Node>, Vec<Vec<usize>>) {
    let mut nodes = Vec::new();
    let owners = flow.items.iter().map(|item| match item {
        Item::Text(text) => vec![push(&mut nodes, Kind::Text(text.kind), None, text.text())],
        Item::Table(rows) => table(&mut nodes, rows),
        Item::Break => Vec::new(),
    });
    let owners = owners.collect();
    (nodes, owners)
}

fn push(nodes: &mut Vec<Node>, kind: Kind, parent: Option<usize>, text: String) -> usize {
    nodes.push(Node { kind, parent, text });
    nodes.len() - 1
}

fn table(nodes: &mut Vec<Node>, table: &Table) -> Vec<usize> {
    let whole = push(nodes, Kind::Table, None, String::new());
    let mut owners = Vec::new();
    let mut group = None;
    for (number, line) in table.lines.iter().enumerate() {
        let within = match group {
            Some(group) if number != table.head => group,
            _ => {
                let kind = if number < table.head {
                    Kind::Head
                } else {
                    Kind::Body
                };
                push(nodes, kind, Some(whole), String::new())
            }
        };
        group = Some(within);
        let row = push(nodes, Kind::Row, Some(within), String::new());
        for cell in line {
            let kind = Kind::Cell(scope(cell, line), span(cell));
            owners.push(push(nodes, kind, Some(row), cell.content.text()));
        }
    }
    owners
}

fn span(cell: &Placed) -> Span {
    Span {
        columns: cell.columns.max(1),
        rows: cell.rows.max(1),
    }
}

/// A label above columns has only labels beside it; one beside a value labels the row.
fn scope(cell: &Placed, line: &[Placed]) -> Scope {
    let values = |cell: &Placed| matches!(cell.role, Role::Value | Role::Text);
    match cell.role {
        Role::Value | Role::Text => Scope::Nothing,
        Role::Label => Scope::Row,
        Role::Head if line.iter().any(values) => Scope::Row,
        Role::Head | Role::Title => Scope::Column,
    }
}
