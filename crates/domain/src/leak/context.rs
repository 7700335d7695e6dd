//! What stands around a number and says that it is something else: a unit behind it, the label of
//! a register before it, letters that make it part of a code.

use super::run::is_code;
use std::ops::Range;

/// The text around a number.
pub(super) struct Context<'t> {
    before: &'t str,
    after: &'t str,
}

/// What an amount or a measure has behind it.
const UNITS: [&str; 16] = [
    "元", "万元", "亿元", "万", "亿", "美元", "吨", "公斤", "千克", "平方", "立方", "公里", "米",
    "亩", "千瓦", "%",
];

/// Labels of numbers that identify things and institutions, or that count.
const LABELS: [&str; 26] = [
    "总计",
    "合计",
    "小计",
    "数量",
    "索引号",
    "信用代码",
    "机构代码",
    "项目代码",
    "项目编号",
    "项目编码",
    "事项编码",
    "注册号",
    "许可证号",
    "证书编号",
    "证书号",
    "文号",
    "编号",
    "编码",
    "批准文号",
    "批号",
    "条形码",
    "合同号",
    "发票号码",
    "票据号码",
    "流水号",
    "订单号",
];

/// Labels in letters that may touch a number.
const LETTERS: [&str; 16] = [
    "id", "no", "card", "idcard", "tel", "t", "phone", "mobile", "mob", "cell", "wx", "vx",
    "wechat", "weixin", "v", "sj",
];

impl<'t> Context<'t> {
    pub(super) fn new(text: &'t str, number: Range<usize>) -> Self {
        Self {
            before: text.get(..number.start).unwrap_or_default(),
            after: text.get(number.end..).unwrap_or_default(),
        }
    }

    /// Whether letters touch it, as those of codes and hashes do; a label such as `Tel` may.
    pub(super) fn is_in_code(&self) -> bool {
        let known = |letters: &str| letters.is_empty() || is_label(letters);
        let before = self.before.trim_end_matches(is_code);
        let before = self.before.get(before.len()..).unwrap_or_default();
        let after = self.after.trim_start_matches(is_code).len();
        let after = self.after.get(..self.after.len() - after);
        !known(before) || !known(after.unwrap_or_default())
    }

    /// Whether it is an amount or a measure: a unit or decimals behind it, money before it.
    pub(super) fn is_amount(&self) -> bool {
        let after = self.after.trim_start_matches([' ', '\u{a0}', '\u{3000}']);
        let unit = UNITS.iter().any(|unit| after.starts_with(unit));
        let money = self.before.trim_end().ends_with(['¥', '￥', '$', '€']);
        unit || money || self.has_decimals() || self.is_behind_decimal_point()
    }

    /// `.00` behind it, one or two digits.
    fn has_decimals(&self) -> bool {
        let Some(rest) = self.after.strip_prefix(['.', '．']) else {
            return false;
        };
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        (1..=2).contains(&digits)
    }

    fn is_behind_decimal_point(&self) -> bool {
        let Some(whole) = self.before.strip_suffix("0.") else {
            return false;
        };
        !whole.ends_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a label before it or a year behind it says that it identifies no person:
    /// `索引号：…`, `…/2021-00050`.
    pub(super) fn is_register_number(&self) -> bool {
        let before = self
            .before
            .trim_end_matches(|c: char| c.is_whitespace() || "：:为是(（[【".contains(c));
        LABELS.iter().any(|label| before.ends_with(label)) || self.is_before_year()
    }

    fn is_before_year(&self) -> bool {
        let Some(rest) = self.after.strip_prefix(['/', '／', '〔', '［', '[']) else {
            return false;
        };
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        digits == 4 && (rest.starts_with("19") || rest.starts_with("20"))
    }

    /// Whether it is the name of a page: `…_13512345678.html`.
    pub(super) fn is_page_name(&self) -> bool {
        [".htm", ".shtml", ".jsp", ".asp", ".php"]
            .iter()
            .any(|ending| self.after.starts_with(ending))
    }

    /// Whether the words before it speak of a bank card or an account.
    pub(super) fn is_called_card(&self) -> bool {
        let words = ["卡号", "银行卡", "账号", "帐号", "账户", "储蓄卡", "信用卡"];
        self.is_called(&words)
    }

    /// Whether one of the words stands among the sixteen characters before it.
    pub(super) fn is_called(&self, words: &[&str]) -> bool {
        self.has_near(words, 16)
    }

    /// Whether one of the words stands among so many characters before it.
    pub(super) fn has_near(&self, words: &[&str], characters: usize) -> bool {
        let tail = self.before.chars().rev().take(characters);
        let length: usize = tail.map(char::len_utf8).sum();
        let near = self.before.get(self.before.len() - length..);
        near.is_some_and(|near| words.iter().any(|word| near.contains(word)))
    }

    /// Whether one of the words stands among so many characters behind it.
    pub(super) fn has_behind(&self, words: &[&str], characters: usize) -> bool {
        let length: usize = self
            .after
            .chars()
            .take(characters)
            .map(char::len_utf8)
            .sum();
        let near = self.after.get(..length);
        near.is_some_and(|near| words.iter().any(|word| near.contains(word)))
    }

    /// Whether what stands around it says that digits without a label are the number of a thing:
    /// a register, a year in front, a part of an address on the web or of a longer code.
    pub(super) fn is_of_thing(&self, digits: &str) -> bool {
        let joined = ['/', '_', '-', '.', '#', '=', '\u{2010}', '－'];
        let year = ["199", "200", "201", "202", "203"];
        self.before.ends_with(joined)
            || self.after.starts_with(['/', '_', '-', '－'])
            || year.iter().any(|year| digits.starts_with(year))
            || self.is_register_number()
            || self.is_page_name()
    }
}

fn is_label(letters: &str) -> bool {
    LETTERS
        .iter()
        .any(|word| letters.eq_ignore_ascii_case(word))
}
