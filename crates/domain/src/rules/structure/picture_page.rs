//! Every page of the document has text.
//!
//! # 检查什么
//! 文件的每一页都有文字，没有扫描的页。
//!
//! # 为什么
//! 扫描的页是图片，上面的数字读不出来；表格在这样的页上，单元格就是缺的。
//!
//! # 怎样改
//! 用电子版的表格代替扫描的页，或者先做文字识别。
//!
//! # 依据
//! 本项不是法律要求，是读取文件时的提示。

use crate::report::Note;
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// No page is a picture.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "picture-page",
    group: Group::Structure,
    name: ("有扫描页", "pages that are pictures"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    for note in &context.report.notes {
        if let Note::PicturePages { pages } = note {
            let numbers: Vec<String> = pages.iter().map(u32::to_string).collect();
            let message = Message::new(
                format!(
                    "第{}页是图片，没有文字，上面的内容读不出来。",
                    numbers.join("、")
                ),
                format!("pages without text, not read: {}", numbers.join(", ")),
            );
            context.violation(Vec::new(), message);
        }
    }
}
