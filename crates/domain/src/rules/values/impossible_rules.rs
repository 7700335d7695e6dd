//! A body that cannot make 规章 reports none.
//!
//! # 检查什么
//! 名称表明是乡镇、街道或者县（区、旗）一级的单位，“规章”一行各栏应为0。名称看不出级别的不检查。
//!
//! # 为什么
//! 规章只能由国务院部门、省级人民政府、设区的市和自治州人民政府制定。乡镇、街道和县级单位填了规章，多半是把规范性文件或者规章制度填到了这一行。
//!
//! # 怎样改
//! “规章”一行填0；属于行政规范性文件的，填到规范性文件一行；内部规章制度不填。
//!
//! # 依据
//! 《中华人民共和国立法法》（2023年修正）第九十一条、第九十三条。

use super::agency_level::is_below_city;
use crate::report::{Form, RowSpec};
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// No 规章 from a body below the city with districts.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "impossible-rules",
    group: Group::Values,
    name: ("无权制定规章", "rules from a body that makes none"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

/// The row of 规章 in every form so far.
const ROW: &str = "proactive.rules";

fn inspect(context: &mut Context<'_>) {
    let Some(tables) = context.tables() else {
        return;
    };
    let Some(agency) = context.report.agency.as_deref() else {
        return;
    };
    let form: &Form = tables.form();
    let cells = form.row(ROW).into_iter().flat_map(RowSpec::cells);
    let stated: Vec<usize> = cells
        .filter(|&cell| tables.at(cell).count().is_some_and(|count| count > 0))
        .collect();
    if !stated.is_empty() && is_below_city(agency) {
        context.violation(form.cell_ids(stated), wrong(agency));
    }
}

fn wrong(agency: &str) -> Message {
    Message::new(
        format!("“规章”一行填了数字，但{agency}无权制定规章。该行请填0，规范性文件请填到下一行。"),
        format!("{agency} reports rules (规章), which a body of its level cannot make"),
    )
}
