//! What a reader of the rendered document will miss.

use gongkai_domain::report::form::without_numeral;
use gongkai_domain::report::{AnnualReport, Cell, CellState, RowSpec, Tables};

/// What is absent or unclear in a report and therefore not printed, one remark each, in Chinese:
/// a whole table, a whole row or a single cell. Blank cells are no gap: the office left them
/// blank.
pub fn gaps(report: &AnnualReport) -> Vec<String> {
    let Some(tables) = &report.tables else {
        return vec![String::from("没有统计表：只输出文字部分。")];
    };
    let mut remarks = Vec::new();
    for (number, table) in tables.form().tables.iter().enumerate() {
        if tables.table_is_missing(number) {
            let heading = tables
                .form()
                .heading(table.section)
                .map_or("", |h| h.label.as_str());
            remarks.push(format!(
                "“{}”的统计表整表缺失，未输出。",
                without_numeral(heading)
            ));
            continue;
        }
        for row in tables
            .form()
            .rows()
            .iter()
            .filter(|row| row.table == number)
        {
            row_gaps(tables, row, &mut remarks);
        }
    }
    remarks
}

fn row_gaps(tables: &Tables, row: &RowSpec, remarks: &mut Vec<String>) {
    if tables.row(row).iter().all(Cell::is_absent) {
        remarks.push(format!("“{}”整行缺失，未输出。", row.full_label()));
        return;
    }
    for index in row.cells() {
        let Some(spec) = tables.form().cells().get(index) else {
            continue;
        };
        let label = tables.form().cell_label(&spec.id);
        match tables.at(index).state {
            CellState::Absent => remarks.push(format!("“{label}”缺失，按空格输出。")),
            CellState::Unclear => remarks.push(unclear(&label, tables.at(index))),
            CellState::Blank | CellState::Stated(_) => {}
        }
    }
}

fn unclear(label: &str, cell: &Cell) -> String {
    match &cell.raw {
        Some(raw) => format!(
            "“{label}”写作“{}”，数值无法确定，按空格输出，请核对。",
            raw.trim()
        ),
        None => format!("“{label}”的数值无法确定，按空格输出，请核对。"),
    }
}
