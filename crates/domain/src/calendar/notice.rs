//! The notices that arrange the working days of a year.

use jiff::civil::Date;
use std::sync::Arc;

/// What notices say about one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// The year.
    pub year: i16,
    /// First day known, if that is a day of the December before.
    pub first: Option<Date>,
    /// The notices.
    pub notices: Vec<Arc<Notice>>,
}

/// One notice (国务院办公厅关于…年部分节假日安排的通知, or one that changes it).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Title as printed.
    pub title: String,
    /// Document number, where known.
    pub number: Option<String>,
    /// Day on which it was signed.
    pub date: Date,
    /// Whether it arranges a year or changes what is arranged.
    pub kind: NoticeKind,
    /// Where it came from, and for whom it holds.
    pub layer: Layer,
    /// The days that it makes other than they would be without it.
    pub changes: Vec<Change>,
}

/// Where a notice came from. Notices for the whole country hold in the order of their dates, whoever
/// entered them; above them hold those of a region, for that region alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Layer {
    /// The program carries it: `statutes/workdays/`.
    #[default]
    Carried,
    /// It was entered in this installation, or read from a file.
    Entered,
    /// The same, for a region that arranges days of its own (全国年节及纪念日放假办法 article 4).
    Region(Arc<str>),
}

impl Layer {
    /// Whether it holds for a region alone.
    pub const fn is_regional(&self) -> bool {
        matches!(self, Self::Region(_))
    }
}

impl Notice {
    /// Number and title as it is cited, with the region for which it holds.
    pub fn cited(&self) -> String {
        let name = match &self.number {
            Some(number) => format!("{}（{number}）", self.title),
            None => format!("{}（{}）", self.title, self.date),
        };
        match &self.layer {
            Layer::Region(region) => format!("{name}（{region}适用）"),
            Layer::Carried | Layer::Entered => name,
        }
    }
}

impl Arrangement {
    /// The same, of another origin.
    #[must_use]
    pub fn in_layer(mut self, layer: &Layer) -> Self {
        for notice in &mut self.notices {
            Arc::make_mut(notice).layer = layer.clone();
        }
        self
    }
}

/// What a notice does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeKind {
    /// It arranges the year: with it the year is announced.
    Announces,
    /// It changes what is arranged, as in March 2019 and January 2020, or for a region.
    Amends,
}

/// One day that a notice makes other than it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The day.
    pub date: Date,
    /// Whether it is worked from now on; else it is off.
    pub worked: bool,
    /// The public holiday that the day is off or worked for.
    pub holiday: Arc<str>,
}
