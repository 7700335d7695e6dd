//! Heads in groups: written with merged cells, read back as one text for each column.

use gongkai_sheet::{Cell, Column, ColumnKind, Table, read, write};

fn column(over: &[&str], title: &str, down: bool) -> Column {
    Column {
        over: over.iter().map(|group| (*group).to_owned()).collect(),
        down,
        ..Column::new(title, ColumnKind::Text)
    }
}

fn table() -> Table {
    let row = |cells: [&str; 4]| cells.map(Cell::from).to_vec();
    Table {
        title: "就业领域标准目录".to_owned(),
        headed: true,
        columns: vec![
            column(&[], "序号", false),
            column(&["公开事项"], "一级事项", true),
            column(&["公开事项"], "二级事项", false),
            column(&[], "公开依据", false),
        ],
        rows: vec![
            row(["1", "补贴", "名单", "某办法"]),
            row(["2", "补贴", "标准", ""]),
            row(["3", "培训", "标准", ""]),
        ],
        foot: vec!["注：演示".to_owned()],
        ..Table::default()
    }
}

#[test]
fn groups_and_shared_cells_are_merged_on_the_sheet_and_each_line_still_has_its_own() {
    let grids = read(&write(&table()).unwrap()).unwrap();
    let merged: Vec<_> = grids[0]
        .merged
        .iter()
        .map(|at| (at.top, at.bottom, at.left, at.right))
        .collect();
    for place in [(2, 2, 1, 2), (2, 3, 0, 0), (2, 3, 3, 3), (4, 5, 1, 1)] {
        assert!(merged.contains(&place), "{place:?} in {merged:?}");
    }
    let filled = grids[0].clone().fill_merged();
    let heads = filled
        .heads(&["序号", "一级事项", "二级事项", "公开依据"])
        .unwrap();
    assert_eq!(heads.texts, ["序号", "一级事项", "二级事项", "公开依据"]);
    let entries: Vec<usize> = grids[0].entries(heads.last).collect();
    let items = entries.iter().map(|row| filled.cell(*row, 1).to_string());
    assert_eq!(items.collect::<Vec<_>>(), ["补贴", "补贴", "培训"]);
}
