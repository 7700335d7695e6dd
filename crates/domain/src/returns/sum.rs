//! Returns of several agencies added up: who has not handed in is named and counts as nothing.

use super::definition::ReturnTable;
use super::number::Number;
use super::value::{Line, Value};

/// A number added up, and whose is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sum {
    /// The sum of those that are known; nothing where none is.
    pub number: Option<Number>,
    /// How many are in it.
    pub of: usize,
    /// The names of those that handed in without this number.
    pub missing: Vec<String>,
}

/// A row of the sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumLine {
    /// The indicator.
    pub id: String,
    /// The heading of its group.
    pub group: String,
    /// Its name.
    pub zh: String,
    /// Its unit.
    pub unit: String,
    /// Whether it is a part of the one above it.
    pub part: bool,
    /// 本期实际.
    pub quarter: Sum,
    /// 本年累计.
    pub year: Sum,
}

/// The rows of a table over what agencies handed in: names and rows.
pub fn sum(table: &ReturnTable, handed_in: &[(String, &[Line])]) -> Vec<SumLine> {
    let groups = table.groups.iter();
    let indicators =
        groups.flat_map(|group| group.indicators.iter().map(move |one| (&group.zh, one)));
    let line = |(group, indicator): (&String, &super::Indicator)| SumLine {
        id: indicator.id.clone(),
        group: group.clone(),
        zh: indicator.zh.clone(),
        unit: indicator.unit.clone(),
        part: indicator.part,
        quarter: column(handed_in, &indicator.id, |line| &line.quarter),
        year: column(handed_in, &indicator.id, |line| &line.year),
    };
    indicators.map(line).collect()
}

fn column(handed_in: &[(String, &[Line])], id: &str, cell: impl Fn(&Line) -> &Value) -> Sum {
    let mut sum = Sum::default();
    for (name, lines) in handed_in {
        let line = lines.iter().find(|line| line.id == id);
        match line.and_then(|line| cell(line).number()) {
            Some(number) => {
                sum.number = Some(sum.number.map_or(number, |before| before.plus(number)));
                sum.of = sum.of.saturating_add(1);
            }
            None => sum.missing.push(name.clone()),
        }
    }
    sum
}
