//! `docs/forms.md`: every row, column and cell of every form, with the relations between them.

use anyhow::Result;
use gongkai_domain::report::form::{Block, CellKind, Form, Operator, Relation, Target, Term};
use gongkai_domain::report::{FormBook, RowSpec};
use std::fmt::Write as _;

const INTRODUCTION: &str = "# 报告格式和单元格\n\n\
每个数字有一个标识，由行和列组成（`行.列`），在 JSON、CSV 和检查结果里都是同一个。\
下面列出各版格式的全部行、列和单元格，以及它们之间必须成立的关系。\n\n\
English: an identifier is `row.column`; the labels are those the form prints. \
The source of this page is `statutes/report-form/`.\n";

/// The page of all forms.
pub(super) fn page() -> Result<String> {
    let mut page = String::from(INTRODUCTION);
    for form in FormBook::statutory()?.forms() {
        describe(form, &mut page);
    }
    page.push_str("\n本页由 `cargo xtask docs` 从 `statutes/report-form/` 生成，请勿手改。\n");
    Ok(page)
}

fn describe(form: &Form, page: &mut String) {
    let years = form.last_year.map_or_else(
        || format!("{}年起的报告", form.first_year),
        |last| format!("{}至{last}年的报告", form.first_year),
    );
    let _ = write!(
        page,
        "\n## {}年格式\n\n{}，{}，{}发布。适用于{years}；共{}个单元格。\n",
        form.id,
        form.title,
        form.cite,
        form.from,
        form.cells().len()
    );
    for table in &form.tables {
        let heading = form.heading(table.section).map_or("", |h| h.label.as_str());
        let _ = write!(page, "\n### {heading}\n");
        for block in &table.blocks {
            describe_block(form, block, page);
        }
    }
    relations(form, page);
    cells(form, page);
}

fn describe_block(form: &Form, block: &Block, page: &mut String) {
    let title = block.title.as_deref().unwrap_or(&block.cite);
    let _ = write!(
        page,
        "\n**{title}**\n\n| 列 | 标签 | 内容 |\n|---|---|---|\n"
    );
    for column in &block.columns {
        let mut label = column.path.clone();
        label.push(column.label.clone());
        let total = if column.total_of.is_empty() {
            ""
        } else {
            "，前面各列之和"
        };
        let kind = kind(column.kind);
        let _ = writeln!(
            page,
            "| `{}` | {} | {kind}{total} |",
            column.id,
            label.join("·")
        );
    }
    page.push_str("\n| 行 | 标签 |\n|---|---|\n");
    let rows = form.rows().get(block.rows.clone()).unwrap_or_default();
    for row in rows {
        let _ = writeln!(page, "| `{}` | {} |", row.id, label(row));
    }
}

/// The label of a row below the labels it stands under.
fn label(row: &RowSpec) -> String {
    let mut label = row.path.clone();
    label.push(row.label.clone());
    let total = if row.total_of.is_empty() {
        ""
    } else {
        "，上面各行之和"
    };
    format!("{}{total}", label.join("·"))
}

fn kind(kind: CellKind) -> String {
    match kind {
        CellKind::Count => String::from("整数，不为负"),
        CellKind::Change => String::from("整数，可为负"),
        CellKind::Amount(Some(unit)) => format!("金额，表头印{unit}"),
        CellKind::Amount(None) => String::from("金额，表头不印单位"),
    }
}

fn relations(form: &Form, page: &mut String) {
    page.push_str("\n### 单元格之间的关系\n\n写行名的，每一列都成立；`prior:` 是上年的报告。\n\n");
    page.push_str("| 规则 | 关系 | 依据 |\n|---|---|---|\n");
    for relation in &form.relations {
        let Relation { rule, cite, .. } = relation;
        let _ = writeln!(
            page,
            "| [{rule}](rules/{rule}.md) | {} | {cite} |",
            formula(relation)
        );
    }
    for entry in &form.correspondences {
        let rows = entry.rows.iter().map(|row| format!("`{row}`"));
        let rows = rows.collect::<Vec<_>>().join(" ＋ ");
        let _ = write!(
            page,
            "\n与{}年格式比较时，{rows} 对应那一版的 `{}`。\n",
            entry.form, entry.row
        );
    }
}

fn formula(relation: &Relation) -> String {
    let operator = match relation.operator {
        Operator::Equal => "＝",
        Operator::AtLeast => "≥",
    };
    format!(
        "{} {operator} {}",
        side(&relation.left),
        side(&relation.right)
    )
}

fn side(terms: &[Term]) -> String {
    let mut text = String::new();
    for (number, term) in terms.iter().enumerate() {
        text.push_str(match (number, term.negative) {
            (0, false) => "",
            (_, false) => " ＋ ",
            (0, true) => "－",
            (_, true) => " － ",
        });
        let prior = if term.prior { "prior:" } else { "" };
        let (Target::Row(id) | Target::Cell(id)) = &term.target;
        let _ = write!(text, "`{prior}{id}`");
    }
    text
}

fn cells(form: &Form, page: &mut String) {
    page.push_str("\n### 全部单元格\n\n| 标识 | 标签 |\n|---|---|\n");
    for cell in form.cells() {
        let _ = writeln!(page, "| `{}` | {} |", cell.id, form.cell_label(&cell.id));
    }
}
