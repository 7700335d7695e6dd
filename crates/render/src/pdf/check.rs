//! What was laid out, compared with what was meant, before it is drawn: every text whole, in its order, on the
//! sheet.

use super::flow::{Flow, Item};
use super::nodes::Kind;
use super::pages::{Drawn, Laid};
use crate::RenderError;
use crate::verify::{shortened, squeezed};

/// Fails with the differences if a text or cell of the document was not laid out as it is meant, or if something
/// stands beyond the edge of the sheet.
pub(super) fn check(flow: &Flow, laid: &Laid) -> Result<(), RenderError> {
    let mut differences = Vec::new();
    let meant = meant(flow);
    let set = set(laid);
    if meant.len() != set.len() {
        let (meant, set) = (meant.len(), set.len());
        differences.push(format!("应有{meant}处文字，排出{set}处"));
    }
    for (meant, set) in meant.iter().zip(&set) {
        if squeezed(meant) != squeezed(set) {
            let (meant, set) = (shortened(meant), shortened(set));
            differences.push(format!("应为“{meant}”，排出“{set}”"));
        }
    }
    for line in laid.pages.iter().flat_map(|page| &page.lines) {
        if !on_sheet(line, laid) {
            differences.push(format!("“{}”超出纸面", shortened(&said(line))));
        }
    }
    if differences.is_empty() {
        return Ok(());
    }
    Err(RenderError::Differs {
        format: "pdf",
        differences,
    })
}

/// Every text of the document, in its order.
fn meant(flow: &Flow) -> Vec<String> {
    let texts = flow.items.iter().flat_map(|item| match item {
        Item::Text(text) => vec![text.text()],
        Item::Table(table) => {
            let cells = table.lines.iter().flatten();
            cells.map(|cell| cell.content.text()).collect()
        }
        Item::Break => Vec::new(),
    });
    texts.collect()
}

/// What the lines of each node say together.
fn set(laid: &Laid) -> Vec<String> {
    let mut said_by: Vec<String> = laid.nodes.iter().map(|_node| String::new()).collect();
    for line in laid.pages.iter().flat_map(|page| &page.lines) {
        if let Some(text) = line.owner.and_then(|owner| said_by.get_mut(owner)) {
            text.push_str(&said(line));
        }
    }
    let holds_text = |kind: Kind| matches!(kind, Kind::Text(_) | Kind::Cell(..));
    let set = laid.nodes.iter().zip(said_by);
    set.filter(|(node, _)| holds_text(node.kind))
        .map(|(_, text)| text)
        .collect()
}

fn said(line: &Drawn) -> String {
    line.runs.iter().map(|run| run.text.as_str()).collect()
}

fn on_sheet(line: &Drawn, laid: &Laid) -> bool {
    let across = line.runs.iter().all(|run| {
        let left = line.x + run.x;
        left >= 0.0 && left + run.width <= laid.sheet.width
    });
    across && line.baseline > 0.0 && line.baseline < laid.sheet.height
}
