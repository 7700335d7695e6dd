//! The bytes of the document are text.
//!
//! # 检查什么
//! 文件的文字全部能够解码，没有乱码。
//!
//! # 为什么
//! 乱码处的文字和数字读不出来，可能影响识别。
//!
//! # 怎样改
//! 用原来的软件打开，另存为UTF-8编码后再读取。
//!
//! # 依据
//! 本项不是法律要求，是读取文件时的提示。

use crate::report::Note;
use crate::rules::{Check, Context, Group, Message, Rule, Severity};

/// Every byte could be decoded.
pub(in crate::rules) const RULE: Rule = Rule {
    code: "undecodable-text",
    group: Group::Structure,
    name: ("有乱码", "undecodable text"),
    severity: Severity::Warning,
    by_default: true,
    check: Check::Report(inspect),
};

fn inspect(context: &mut Context<'_>) {
    for note in &context.report.notes {
        if let Note::Undecodable { encoding, places } = note {
            context.violation(Vec::new(), wrong(encoding, *places));
        }
    }
}

fn wrong(encoding: &str, places: usize) -> Message {
    if encoding == Note::FONTS {
        return Message::new(
            format!("有{places}个字的字体没有说明是什么字，读不出来。请用原来的软件重新导出文件。"),
            format!("the fonts do not say what {places} of the characters are"),
        );
    }
    Message::new(
        format!("文件按{encoding}解码，有{places}处乱码。请另存为UTF-8编码后再读取。"),
        format!("{places} places cannot be decoded as {encoding}"),
    )
}
