//! Pictures of a year: drawn here as SVG from figures, by pure functions, each with a sentence that
//! reads it, a table with the same figures, and the table as CSV.
//!
//! A box is 360 units wide, so that its type is legible on a telephone and in the margin of a page. What
//! colour tells, shape or pattern and words tell too. What is not known is not drawn as zero.

mod canvas;
mod change;
mod flow;
pub(crate) mod heat;
mod in_time;
mod months;
mod outcomes;
mod parts;
mod ranking;
mod reply_days;
mod requests;
mod scale;
pub(crate) mod season;
mod split;
mod strip;
mod table;

pub(crate) use change::change;
pub(crate) use flow::flow;
pub(crate) use in_time::in_time;
pub(crate) use months::{Months, months};
pub(crate) use outcomes::{OutcomeBar, Outcomes, outcomes};
pub(crate) use ranking::{Ranking, ranking};
pub(crate) use reply_days::reply_days;
pub(crate) use requests::{RequestBar, request_bars};
pub use split::{SplitBar, split_bars};
pub(crate) use strip::{Place, strip};
pub(crate) use table::Table;

use askama::Template;
use askama::filters::HtmlSafe;

/// A picture with all that belongs to it.
#[derive(Debug, Clone, Template)]
#[template(path = "pictures/picture.html")]
pub(crate) struct Picture {
    /// Its name in addresses: months, categories, reply-days …
    pub(crate) name: &'static str,
    pub(crate) title: String,
    /// What it shows, in one sentence.
    pub(crate) sentence: String,
    /// The drawing; empty if there is nothing to draw.
    pub(crate) svg: String,
    pub(crate) table: Table,
    /// Where the table is as CSV.
    pub(crate) csv: String,
}

impl HtmlSafe for Picture {}

impl Picture {
    /// A sentence, with nothing drawn yet.
    fn saying(sentence: String) -> Self {
        Self {
            name: "",
            title: String::new(),
            sentence,
            svg: String::new(),
            table: Table::default(),
            csv: String::new(),
        }
    }

    /// Whether there is anything to look at.
    pub(crate) fn is_drawn(&self) -> bool {
        !(self.svg.is_empty() && self.table.sparks.is_empty())
    }

    /// With the address of its CSV.
    pub(crate) fn at(mut self, csv: String) -> Self {
        self.csv = csv;
        self
    }
}

/// A share in per cent with one decimal: 37.5%. Nothing of nothing has none.
fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "—".to_owned();
    }
    let thousandths = (part * 2000 + whole) / (whole * 2);
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

/// Names as they stand in a sentence: all of a few, else the first with how many more there are.
fn named(names: &[String], most: usize) -> String {
    if names.len() <= most {
        return names.join("、");
    }
    let first: Vec<&str> = names.iter().take(most).map(String::as_str).collect();
    format!("{}等{}个", first.join("、"), names.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_to_a_tenth_and_none_is_made_of_nothing() {
        assert_eq!(share(3, 8), "37.5%");
        assert_eq!(share(1, 3), "33.3%");
        assert_eq!(share(2, 3), "66.7%");
        assert_eq!(share(24, 24), "100.0%");
        assert_eq!(share(0, 0), "—");
    }
}
