//! A sheet that was read: rows of cells with where they came from.

use crate::Cell;
use crate::cell::BLANK;
use std::collections::BTreeSet;

/// A sheet: rows of cells with where they came from.
///
/// A row ends with its last cell that holds something; rows that hold nothing are left out, and
/// [`Grid::number`] says where each of the others stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// The name of the sheet; empty for text.
    pub name: String,
    /// The rows that hold something.
    pub rows: Vec<Vec<Cell>>,
    /// For each of [`Grid::rows`] its number on the sheet, from 1, ascending.
    pub numbers: Vec<u32>,
    /// Cells that the sheet shows as one.
    pub merged: Vec<Merged>,
    /// Whether the sheet is hidden from people.
    pub hidden: bool,
}

/// Cells that a sheet shows as one; its value stands in the first, the others are blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// First row on the sheet, from 1.
    pub top: u32,
    /// Last row on the sheet, from 1.
    pub bottom: u32,
    /// First column, from 0.
    pub left: usize,
    /// Last column, from 0.
    pub right: usize,
}

impl Grid {
    /// The number on the sheet, from 1, of the row at this index of [`Grid::rows`]; the number
    /// counted on from the first for a grid made without numbers.
    pub fn number(&self, row: usize) -> u32 {
        let counted = || u32::try_from(row.saturating_add(1)).unwrap_or(u32::MAX);
        self.numbers.get(row).copied().unwrap_or_else(counted)
    }

    /// The cell at this index of [`Grid::rows`] and this column; blank where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        let cell = self.rows.get(row).and_then(|cells| cells.get(column));
        cell.unwrap_or(&BLANK)
    }

    /// The columns of the longest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Whether it holds nothing.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The place of a cell as a spreadsheet names it: `B12`.
    pub fn place(&self, row: usize, column: usize) -> String {
        format!("{}{}", column_name(column), self.number(row))
    }

    /// The same sheet with the value of merged cells in each of them, within its rows and columns:
    /// a catalogue names a group once for all lines that belong to it.
    #[must_use]
    pub fn fill_merged(mut self) -> Self {
        let width = self.width();
        for merged in std::mem::take(&mut self.merged) {
            self.fill(merged, width);
        }
        self
    }

    fn fill(&mut self, merged: Merged, width: usize) {
        let from = self.first_at(merged.top);
        let to = self.first_at(merged.bottom.saturating_add(1));
        let value = self.cell(from, merged.left).clone();
        if value.is_blank() || self.number(from) != merged.top {
            return;
        }
        let end = merged.right.saturating_add(1).min(width);
        for row in self.rows.get_mut(from..to).unwrap_or_default() {
            if row.len() < end {
                row.resize(end, Cell::Blank);
            }
            let cells = row.get_mut(merged.left..end).unwrap_or_default();
            cells.fill(value.clone());
        }
    }

    /// The index of the first row with this number or a later one.
    fn first_at(&self, number: u32) -> usize {
        self.numbers.partition_point(|have| *have < number)
    }

    /// The index of the row that holds the titles of the columns: of the first twenty rows the one
    /// with the most of these titles, white space aside. `None` if no row has any of them.
    pub fn header(&self, titles: &[&str]) -> Option<usize> {
        const SEARCHED: usize = 20;
        let titles: Vec<String> = titles.iter().map(|title| bare(title)).collect();
        let count = |row: &[Cell]| {
            let cells: Vec<String> = row.iter().map(|cell| bare(&cell.to_string())).collect();
            titles.iter().filter(|title| cells.contains(title)).count()
        };
        let counts = self.rows.iter().take(SEARCHED).map(|row| count(row));
        let best = counts.enumerate().filter(|(_, found)| *found > 0);
        // The first of several equal ones.
        let best = best.max_by_key(|(row, found)| (*found, usize::MAX - row));
        best.map(|(row, _)| row)
    }

    /// The head of a table, of one row or of several with groups above the titles, as one text for
    /// each column: the title if it is one of these titles, else with its groups before it,
    /// 公开事项（一级事项）. A group that stands over several columns is written once, before them or
    /// merged ([`Grid::fill_merged`] first). `None` if no row has any of the titles.
    pub fn heads(&self, titles: &[&str]) -> Option<Heads> {
        let best = self.header(titles)?;
        let titles: BTreeSet<String> = titles.iter().map(|title| bare(title)).collect();
        let (mut first, mut last) = (best, best);
        while first
            .checked_sub(1)
            .is_some_and(|row| self.is_head(row, first, &titles))
        {
            first -= 1;
        }
        while self.is_head(last.saturating_add(1), last, &titles) {
            last += 1;
        }
        let texts = (0..self.width()).map(|column| {
            let parts = self.parts(first, last, column);
            one_head(&parts, &titles)
        });
        let texts = texts.collect();
        Some(Heads { first, last, texts })
    }

    /// Whether a row belongs to the head that has this row beside it: most of what stands in it are
    /// titles, or titles that the other row has in the same column.
    fn is_head(&self, row: usize, beside: usize, titles: &BTreeSet<String>) -> bool {
        let text = |row: usize, column: usize| bare(&self.cell(row, column).to_string());
        let cells = self.rows.get(row).map_or(0, Vec::len);
        let held: Vec<usize> = (0..cells).filter(|at| !text(row, *at).is_empty()).collect();
        let known = held.iter().filter(|column| {
            let own = text(row, **column);
            titles.contains(&own) || own == text(beside, **column)
        });
        let known = known.count();
        let different: BTreeSet<String> = held.iter().map(|column| text(row, *column)).collect();
        different.len() > 1 && known > 1 && known * 2 > held.len()
    }

    /// What stands over a column, from the top, each text once.
    fn parts(&self, first: usize, last: usize, column: usize) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        for row in first..=last {
            let text = self.group(row, last, column);
            if !text.is_empty() && parts.last().is_none_or(|part| bare(part) != bare(&text)) {
                parts.push(text);
            }
        }
        parts
    }

    /// The text of a head cell; of an empty one over a title that of the group to its left.
    fn group(&self, row: usize, last: usize, column: usize) -> String {
        let text = |column: usize| self.cell(row, column).to_string().trim().to_owned();
        let below =
            |column: usize| (row + 1..=last).any(|row| !self.cell(row, column).looks_blank());
        let own = text(column);
        if !own.is_empty() || !below(column) {
            return own;
        }
        let left = (0..column).rev().find(|left| !text(*left).is_empty());
        left.filter(|left| below(*left)).map_or(own, text)
    }

    /// The indexes of the rows below this one that hold entries of a table: a row whose only value
    /// stands in cells merged across columns is a heading or a remark ([`crate::Table::foot`]).
    pub fn entries(&self, header: usize) -> impl Iterator<Item = usize> + '_ {
        let across = self
            .merged
            .iter()
            .filter(|merged| merged.right > merged.left);
        let across: BTreeSet<(u32, usize)> =
            across.map(|merged| (merged.top, merged.left)).collect();
        let below = self.rows.iter().enumerate().skip(header.saturating_add(1));
        let entries = below.filter(move |(row, cells)| {
            let only = only_value(cells);
            only.is_none_or(|column| !across.contains(&(self.number(*row), column)))
        });
        entries.map(|(row, _)| row)
    }
}

/// The head of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heads {
    /// The index of its first row in [`Grid::rows`].
    pub first: usize,
    /// The index of its last one; what follows are entries.
    pub last: usize,
    /// A text for each column; empty for a column without a head.
    pub texts: Vec<String>,
}

/// One text for what stands over a column.
fn one_head(parts: &[String], titles: &BTreeSet<String>) -> String {
    let (Some(own), above) = (
        parts.last(),
        parts.split_last().map_or(&[][..], |(_, above)| above),
    ) else {
        return String::new();
    };
    if above.is_empty() {
        return own.clone();
    }
    let whole = format!("{}（{own}）", above.join("，"));
    if !titles.contains(&bare(&whole)) && titles.contains(&bare(own)) {
        return own.clone();
    }
    whole
}

/// The column of the only cell that holds something.
fn only_value(cells: &[Cell]) -> Option<usize> {
    let mut held = cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_blank());
    let (column, _) = held.next()?;
    held.next().is_none().then_some(column)
}

/// A title as it is compared: without white space and the mark of an obligatory column, with brackets
/// of one width.
fn bare(title: &str) -> String {
    let kept = title.chars().filter(|c| !c.is_whitespace() && *c != '*');
    let kept = kept.map(|c| match c {
        '(' => '（',
        ')' => '）',
        other => other,
    });
    kept.collect()
}

/// The name of a column, from 0: A, Z, AA.
fn column_name(column: usize) -> String {
    let mut name = Vec::new();
    let mut rest = column.saturating_add(1);
    while rest > 0 {
        rest -= 1;
        let letter = u8::try_from(rest % 26).unwrap_or(0);
        name.push(char::from(b'A' + letter));
        rest /= 26;
    }
    name.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(lines: &[(u32, &[&str])]) -> Grid {
        let cells = |line: &&[&str]| line.iter().map(|text| Cell::from(*text)).collect();
        Grid {
            rows: lines.iter().map(|(_, line)| cells(line)).collect(),
            numbers: lines.iter().map(|(number, _)| *number).collect(),
            ..Grid::default()
        }
    }

    #[test]
    fn a_place_is_named_as_the_spreadsheet_names_it() {
        let grid = grid(&[(3, &["a"]), (12, &["b"])]);
        assert_eq!(grid.place(1, 1), "B12");
        assert_eq!(grid.place(0, 26), "AA3");
        assert_eq!(grid.place(0, 701), "ZZ3");
        assert_eq!(grid.place(0, 702), "AAA3");
    }

    #[test]
    fn a_group_named_once_is_named_on_each_of_its_lines() {
        let mut grid = grid(&[
            (2, &["民政", "低保"]),
            (3, &["", "特困"]),
            (5, &["", "救助"]),
        ]);
        grid.merged.push(Merged {
            top: 2,
            bottom: 1_048_576,
            left: 0,
            right: 0,
        });
        let filled = grid.fill_merged();
        for row in 0..3 {
            assert_eq!(filled.cell(row, 0), &Cell::from("民政"));
        }
    }

    #[test]
    fn the_header_is_the_row_with_most_of_the_titles() {
        let grid = grid(&[
            (1, &["移交登记"]),
            (2, &["序号", "标 题*", "日期"]),
            (3, &["1", "日期", ""]),
        ]);
        assert_eq!(grid.header(&["标题", "日期"]), Some(1));
        assert_eq!(grid.header(&["文号"]), None);
    }

    const TITLES: [&str; 7] = [
        "序号",
        "公开事项（一级事项）",
        "二级事项",
        "公开内容(要素)",
        "公开对象",
        "全社会",
        "特定群体",
    ];

    #[test]
    fn a_head_in_groups_gives_one_text_for_each_column() {
        let pasted = grid(&[
            (1, &["就业领域标准目录"]),
            (
                2,
                &["序号", "公开事项", "", "公开内容（要素）", "公开对象", ""],
            ),
            (3, &["", "一级事项", "二级事项", "", "全社会", "特定群体"]),
            (4, &["1", "补贴", "名单", "姓名、金额", "√", ""]),
        ]);
        let heads = pasted.heads(&TITLES).unwrap();
        assert_eq!((heads.first, heads.last), (1, 2));
        let expected = [
            "序号",
            "公开事项（一级事项）",
            "二级事项",
            "公开内容（要素）",
            "全社会",
            "特定群体",
        ];
        assert_eq!(heads.texts, expected);
    }

    #[test]
    fn a_head_of_one_row_is_taken_as_it_stands() {
        let plain = grid(&[
            (1, &["填表单位：", "甲镇"]),
            (2, &["序号", "全社会", "其他"]),
            (3, &["1", "√", "无"]),
        ]);
        let heads = plain.heads(&TITLES).unwrap();
        assert_eq!((heads.first, heads.last), (1, 1));
        assert_eq!(heads.texts, ["序号", "全社会", "其他"]);
    }

    #[test]
    fn a_remark_across_the_sheet_is_no_entry() {
        let mut grid = grid(&[(1, &["标题", "日期"]), (2, &["甲"]), (4, &["填表人："])]);
        grid.merged.push(Merged {
            top: 4,
            bottom: 4,
            left: 0,
            right: 1,
        });
        assert_eq!(grid.entries(0).collect::<Vec<_>>(), [1]);
    }
}
