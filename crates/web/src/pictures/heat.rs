//! Units and what the checks found in each: a table with a row a unit and a column a group of checks, the count
//! and a word in each cell, darker the more there is. Heads lead to the same table sorted by them.

use super::{Table, named};
use askama::Template;
use askama::filters::HtmlSafe;

/// What a group of checks found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) errors: u64,
    /// What somebody should look at.
    pub(crate) doubts: u64,
}

/// A unit.
#[derive(Debug, Clone)]
pub(crate) struct HeatUnit {
    pub(crate) name: String,
    /// Where its report is looked at; empty if nowhere.
    pub(crate) href: String,
    /// What each group found, in the order of the groups; none where nothing was handed in.
    pub(crate) found: Option<Vec<Found>>,
}

/// By what the rows are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sorting {
    /// As they are handed in, which is the order of the units.
    Unit,
    /// By all errors, then by all doubts; what is missing last, for nothing was found in it.
    Trouble,
    /// By the errors and doubts of a group.
    Group(usize),
}

impl Sorting {
    /// Its name in addresses.
    pub(crate) fn code(self) -> String {
        match self {
            Self::Unit => "unit".to_owned(),
            Self::Trouble => "trouble".to_owned(),
            Self::Group(at) => at.to_string(),
        }
    }

    /// The one with this name; by trouble for any other.
    pub(crate) fn of_code(code: &str) -> Self {
        match code.parse() {
            Ok(at) => Self::Group(at),
            Err(_no_number) if code == "unit" => Self::Unit,
            Err(_no_number) => Self::Trouble,
        }
    }
}

/// A head that leads to the table sorted by it.
#[derive(Debug, Clone)]
struct Head {
    name: String,
    href: String,
    sorted: bool,
    /// How many units have something in its column.
    units: usize,
}

/// What stands in the place of a report that nobody has seen.
const MISSING: &str = "没有报送";

/// A row as it is shown.
#[derive(Debug, Clone)]
struct Line {
    name: String,
    href: String,
    /// Class and words of each group, and of all; empty where nothing was handed in.
    cells: Vec<(&'static str, String)>,
}

/// The table.
#[derive(Debug, Clone, Template)]
#[template(path = "pictures/heat.html")]
pub(crate) struct Heat {
    title: String,
    sentence: String,
    by_unit: Head,
    heads: Vec<Head>,
    lines: Vec<Line>,
    /// Where the table is as CSV.
    csv: String,
}

impl HtmlSafe for Heat {}

/// The table of units, sorted; `address` tells where it stands sorted in some way.
pub(crate) fn heat(
    title: &str,
    groups: &[&str],
    units: &[HeatUnit],
    sorting: Sorting,
    address: impl Fn(Sorting) -> String,
) -> Heat {
    let head = |name: &str, by: Sorting, count: usize| Head {
        name: name.to_owned(),
        href: address(by),
        sorted: by == sorting,
        units: count,
    };
    let troubled = |at: Option<usize>| {
        let seen = units.iter().filter_map(|unit| unit.found.as_ref());
        seen.filter(|found| troubles(found, at) != Found::default())
            .count()
    };
    let heads = groups.iter().enumerate();
    let heads = heads.map(|(at, name)| head(name, Sorting::Group(at), troubled(Some(at))));
    let all = head("合计", Sorting::Trouble, troubled(None));
    Heat {
        title: title.to_owned(),
        sentence: sentence(units),
        by_unit: head("单位", Sorting::Unit, 0),
        heads: heads.chain([all]).collect(),
        lines: sorted(units, sorting)
            .into_iter()
            .map(|unit| line(unit, groups.len()))
            .collect(),
        csv: String::new(),
    }
}

impl Heat {
    /// With the address of its CSV.
    pub(crate) fn at(mut self, csv: String) -> Self {
        self.csv = csv;
        self
    }

    /// The same as a table, for CSV.
    pub(crate) fn table(&self) -> Table {
        let heads = self.heads.iter().map(|head| head.name.clone());
        let rows = self.lines.iter().map(|line| {
            let cells = line.cells.iter().map(|(_, words)| words.clone());
            let missing = std::iter::repeat_n(MISSING.to_owned(), self.heads.len());
            let missing = missing.skip(line.cells.len());
            let name = std::iter::once(line.name.clone());
            name.chain(cells).chain(missing).collect()
        });
        Table {
            head: std::iter::once(self.by_unit.name.clone())
                .chain(heads)
                .collect(),
            rows: rows.collect(),
            ..Table::default()
        }
    }
}

/// What was found in a group, or in all of them.
fn troubles(found: &[Found], group: Option<usize>) -> Found {
    let mut all = Found::default();
    let of = found.iter().enumerate();
    for (_, one) in of.filter(|(at, _)| group.is_none_or(|group| group == *at)) {
        all.errors += one.errors;
        all.doubts += one.doubts;
    }
    all
}

fn sorted(units: &[HeatUnit], sorting: Sorting) -> Vec<&HeatUnit> {
    let mut units: Vec<&HeatUnit> = units.iter().collect();
    let group = match sorting {
        Sorting::Unit => return units,
        Sorting::Trouble => None,
        Sorting::Group(at) => Some(at),
    };
    // Units that are alike keep their order.
    units.sort_by_key(|unit| {
        let found = unit.found.as_deref();
        let found = found.map(|found| troubles(found, group));
        let rank = found.map(|found| std::cmp::Reverse((found.errors, found.doubts)));
        (found.is_none(), rank)
    });
    units
}

fn line(unit: &HeatUnit, groups: usize) -> Line {
    let cells = match &unit.found {
        Some(found) => {
            let by_group = (0..groups).map(|at| troubles(found, Some(at)));
            let all = troubles(found, None);
            by_group.chain([all]).map(cell).collect()
        }
        None => Vec::new(),
    };
    Line {
        name: unit.name.clone(),
        href: unit.href.clone(),
        cells,
    }
}

/// Class and words: 错3 疑1.
fn cell(found: Found) -> (&'static str, String) {
    let class = match (found.errors, found.doubts) {
        (0, 0) => "h0",
        (0, _) => "h1",
        (1..=2, _) => "h2",
        _ => "h3",
    };
    let words = match (found.errors, found.doubts) {
        (0, 0) => "通过".to_owned(),
        (0, doubts) => format!("疑{doubts}"),
        (errors, 0) => format!("错{errors}"),
        (errors, doubts) => format!("错{errors} 疑{doubts}"),
    };
    (class, words)
}

fn sentence(units: &[HeatUnit]) -> String {
    if units.is_empty() {
        return "没有要检查的下级单位。".to_owned();
    }
    let seen = units.iter().filter_map(|unit| {
        let found = unit.found.as_deref()?;
        Some((unit, troubles(found, None)))
    });
    let seen: Vec<(&HeatUnit, Found)> = seen.collect();
    let wrong = seen.iter().filter(|(_, found)| found.errors > 0);
    let mut wrong: Vec<&(&HeatUnit, Found)> = wrong.collect();
    wrong.sort_by_key(|(_, found)| std::cmp::Reverse(found.errors));
    let names: Vec<String> = wrong.iter().map(|(unit, _)| unit.name.clone()).collect();
    let wrong = if names.is_empty() {
        "没有查出错误的".to_owned()
    } else {
        format!("{}个有错误：{}", names.len(), named(&names, 3))
    };
    let clean = seen.iter().filter(|(_, found)| *found == Found::default());
    let missing = units.len() - seen.len();
    let missing = match missing {
        0 => String::new(),
        count => format!("；{count}个没有报送，不能检查"),
    };
    format!(
        "检查了{}个单位的报告，{}个全部通过，{wrong}{missing}。",
        seen.len(),
        clean.count()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(name: &str, found: Option<&[(u64, u64)]>) -> HeatUnit {
        let found = found.map(|found| {
            let found = found.iter();
            found
                .map(|(errors, doubts)| Found {
                    errors: *errors,
                    doubts: *doubts,
                })
                .collect()
        });
        HeatUnit {
            name: name.to_owned(),
            href: format!("/desk/{name}"),
            found,
        }
    }

    fn four() -> Vec<HeatUnit> {
        vec![
            unit("甲", Some(&[(0, 0), (0, 0)])),
            unit("乙", Some(&[(1, 0), (0, 4)])),
            unit("丙", None),
            unit("丁", Some(&[(0, 2), (3, 0)])),
        ]
    }

    fn shown(sorting: Sorting) -> Heat {
        let address = |by: Sorting| format!("?sort={}", by.code());
        heat("检查结果", &["勾稽", "文字"], &four(), sorting, address)
    }

    fn order(sorting: Sorting) -> String {
        let heat = shown(sorting);
        heat.lines.iter().map(|line| line.name.as_str()).collect()
    }

    #[test]
    fn what_has_most_errors_stands_first_and_what_is_missing_last() {
        assert_eq!(order(Sorting::Trouble), "丁乙甲丙");
        assert_eq!(order(Sorting::Unit), "甲乙丙丁");
        assert_eq!(order(Sorting::Group(0)), "乙丁甲丙");
        for sorting in [Sorting::Trouble, Sorting::Unit, Sorting::Group(1)] {
            assert_eq!(Sorting::of_code(&sorting.code()), sorting);
        }
        assert_eq!(Sorting::of_code("<script>"), Sorting::Trouble);
    }

    #[test]
    fn each_cell_says_its_count_in_words_and_a_missing_report_is_not_one_without_errors() {
        let heat = shown(Sorting::Unit);
        let words = |at: usize| -> Vec<&str> {
            let cells = heat.lines[at].cells.iter();
            cells.map(|(_, words)| words.as_str()).collect()
        };
        assert_eq!(words(0), ["通过", "通过", "通过"]);
        assert_eq!(words(1), ["错1", "疑4", "错1 疑4"]);
        assert!(words(2).is_empty());
        assert_eq!(heat.table().rows[2], ["丙", MISSING, MISSING, MISSING]);
        assert_eq!(
            heat.sentence,
            "检查了3个单位的报告，1个全部通过，2个有错误：丁、乙；1个没有报送，不能检查。"
        );
        assert_eq!(heat.table().rows[3], ["丁", "疑2", "错3", "错3 疑2"]);
    }

    #[test]
    fn the_head_by_which_it_is_sorted_says_so_and_the_others_lead_there() {
        let page = shown(Sorting::Group(1)).at("/checks.csv".to_owned());
        let page = page.render().unwrap();
        assert_eq!(page.matches("aria-sort=\"descending\"").count(), 1);
        assert!(page.contains("href=\"?sort=trouble\"") && page.contains("href=\"?sort=0\""));
        assert!(page.contains("<td class=\"h3\">错3</td>") && page.contains("/checks.csv"));
    }

    #[test]
    fn three_hundred_units_by_eight_groups_stay_below_the_size_of_a_page() {
        let found = [(3, 1); 8];
        let units: Vec<HeatUnit> = (0..300)
            .map(|n| unit(&format!("某某街道办事处第{n}号"), Some(&found)))
            .collect();
        let address = |by: Sorting| format!("/desk/supervision/checks?sort={}", by.code());
        let page = heat("检查结果", &["勾稽"; 8], &units, Sorting::Trouble, address);
        let page = page.render().unwrap();
        assert!(page.len() < 170_000, "{}", page.len());
    }
}
