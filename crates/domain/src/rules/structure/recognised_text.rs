//! The characters of the document are its own.
//!
//! # 检查什么
//! 文件里有没有文字；文字是文件自带的，还是从图片里识别出来的。
//!
//! # 为什么
//! 扫描件的文字由识别程序猜出，数字可能认错，合计恰好相等也不能证明没有错。
//!
//! # 怎样改
//! 向制作单位要电子版；没有的，对照扫描件逐格核对。
//!
//! # 依据
//! 本项不是法律要求，是读取文件时的提示。

use crate::report::Note;
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// The text was not recognised from pictures.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "recognised-text",
    group: Group::Structure,
    name: ("文字是识别出来的", "recognised text"),
    severity: Severity::Info,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    for note in &context.report.notes {
        if let Note::Recognised { program } = note {
            context.violation(Vec::new(), said(program));
        }
    }
}

fn said(program: &str) -> Message {
    Message::new(
        format!(
            "文件是扫描件或图片，文字由{program}识别，不是原文。数字可能认错，请对照原件核对。"
        ),
        format!("the text was recognised by {program} from pictures; figures may be misread"),
    )
}
