//! Days as the reasoning says them, in Chinese and English.

use jiff::civil::{Date, Weekday};

/// `2026年3月2日（周一）`.
pub(crate) fn day_zh(day: Date) -> String {
    let (year, month, date) = (day.year(), day.month(), day.day());
    format!("{year}年{month}月{date}日（{}）", weekday(day).0)
}

pub(super) fn day_en(day: Date) -> String {
    format!("{day} ({})", weekday(day).1)
}

pub(super) fn span_zh(from: Date, to: Date) -> String {
    if from == to {
        return day_zh(from);
    }
    let until = format!("{}月{}日（{}）", to.month(), to.day(), weekday(to).0);
    let year = if from.year() == to.year() {
        String::new()
    } else {
        format!("{}年", to.year())
    };
    format!("{}至{year}{until}", day_zh(from))
}

pub(super) fn span_en(from: Date, to: Date) -> String {
    if from == to {
        return day_en(from);
    }
    format!("{} to {}", day_en(from), day_en(to))
}

fn weekday(day: Date) -> (&'static str, &'static str) {
    match day.weekday() {
        Weekday::Monday => ("周一", "Mon"),
        Weekday::Tuesday => ("周二", "Tue"),
        Weekday::Wednesday => ("周三", "Wed"),
        Weekday::Thursday => ("周四", "Thu"),
        Weekday::Friday => ("周五", "Fri"),
        Weekday::Saturday => ("周六", "Sat"),
        Weekday::Sunday => ("周日", "Sun"),
    }
}
