//! A notice as the text of a file of `statutes/workdays/`: what an installation keeps, and what the
//! command line reads.

use super::load::SCHEMA;
use super::{Arrangement, Notice, NoticeKind};
use jiff::civil::Date;
use std::fmt::Write as _;

impl Arrangement {
    /// The text that [`Self::from_toml`] reads back; `checked` is the day on which it was compared
    /// with the notice.
    pub fn to_toml(&self, checked: Date) -> String {
        let mut text = format!("schema = \"{SCHEMA}\"\nyear = {}\n", self.year);
        if let Some(first) = self.first {
            let _ = writeln!(text, "first = {first}");
        }
        let _ = writeln!(text, "checked = {checked}");
        for notice in &self.notices {
            write_notice(&mut text, notice);
        }
        text
    }
}

fn write_notice(text: &mut String, notice: &Notice) {
    let kind = match notice.kind {
        NoticeKind::Announces => "announces",
        NoticeKind::Amends => "amends",
    };
    let _ = writeln!(text, "\n[[notice]]\ntitle = {}", quoted(&notice.title));
    if let Some(number) = &notice.number {
        let _ = writeln!(text, "number = {}", quoted(number));
    }
    let _ = writeln!(text, "date = {}\nkind = \"{kind}\"", notice.date);
    for (key, worked) in [("off", false), ("worked", true)] {
        let _ = writeln!(text, "{key} = [");
        let mut holidays: Vec<&str> = Vec::new();
        for change in notice.changes.iter().filter(|one| one.worked == worked) {
            if !holidays.contains(&&*change.holiday) {
                holidays.push(&change.holiday);
            }
        }
        for holiday in holidays {
            let days = notice.changes.iter();
            let days = days.filter(|one| one.worked == worked && &*one.holiday == holiday);
            let days: Vec<String> = days.map(|one| one.date.to_string()).collect();
            let (holiday, days) = (quoted(holiday), days.join(", "));
            let _ = writeln!(text, "  {{ holiday = {holiday}, days = [{days}] }},");
        }
        text.push_str("]\n");
    }
}

/// A text in quotation marks.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::WorkdayCalendar;

    #[test]
    fn every_notice_is_read_back_from_its_own_text() {
        for (file, text) in WorkdayCalendar::embedded_texts() {
            let arrangement = Arrangement::from_toml(file, text).unwrap();
            let written = arrangement.to_toml(Date::constant(2026, 11, 22));
            assert_eq!(
                Arrangement::from_toml(file, &written),
                Ok(arrangement),
                "{file}"
            );
        }
    }

    #[test]
    fn quotation_marks_and_line_breaks_of_a_title_end_no_text() {
        let (_, text) = WorkdayCalendar::embedded_texts()[0];
        let mut arrangement = Arrangement::from_toml("a", text).unwrap();
        let mut notice = (*arrangement.notices[0]).clone();
        notice.title = "关于\"端午节\\的\n通知".to_owned();
        arrangement.notices[0] = notice.into();
        let written = arrangement.to_toml(Date::constant(2026, 11, 22));
        let read = Arrangement::from_toml("a", &written).unwrap();
        assert_eq!(read.notices[0].title, "关于\"端午节\\的 通知");
    }
}
