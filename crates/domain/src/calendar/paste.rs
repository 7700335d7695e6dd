//! The days of a notice as they stand in it, pasted: `春节：2月15日（周日）至23日（周一）放假调休，共9天。
//! 2月14日（周六）、2月28日（周六）上班。`
//!
//! What the notice says of its own days is compared: the day of the week behind a date, and how many
//! days there are. A slip of pen or paste is said with its line, and nothing is taken.

use super::dates::half_width;
use jiff::civil::{Date, Weekday};

/// A day that a notice names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The day.
    pub date: Date,
    /// Whether it is worked.
    pub worked: bool,
    /// The holiday it is off or worked for.
    pub holiday: String,
}

/// What is wrong with a line, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasteFault {
    /// No name stands before a colon.
    #[error("第{line}行缺少节日名称。请写成“春节：2月15日至23日”的样子，一个节日一行。")]
    NoName {
        /// The line.
        line: usize,
    },
    /// No date stands in the line.
    #[error("第{line}行没有读到日期。请写成“春节：2月15日至23日”的样子。")]
    NoDate {
        /// The line.
        line: usize,
    },
    /// Something that is no day.
    #[error("第{line}行的“{text}”不是真实的日期。")]
    NotADay {
        /// The line.
        line: usize,
        /// The digits.
        text: String,
    },
    /// A range that ends before it begins, or is longer than a holiday.
    #[error("第{line}行“至”前后的日期不对：{from}至{to}。")]
    Range {
        /// The line.
        line: usize,
        /// Its first day.
        from: Date,
        /// Its last day.
        to: Date,
    },
    /// The day of the week behind a date is another.
    #[error("第{line}行写的是{date}周{said}，但这一天不是周{said}。请核对年份和日期。")]
    Weekday {
        /// The line.
        line: usize,
        /// The day.
        date: Date,
        /// The day of the week as it stands there.
        said: char,
    },
    /// The number of days is another.
    #[error("第{line}行写的是放假{said}天，但读到的是{found}天。请核对日期。")]
    Total {
        /// The line.
        line: usize,
        /// As it stands there.
        said: usize,
        /// As counted.
        found: usize,
    },
}

/// The longest holiday so far had ten days; a range of more than this is a slip.
const LONGEST: usize = 31;

/// The days of a pasted list. A date without a year is of the year given; a sentence that speaks of
/// 上班 or of 放假 is taken so, and any other as `worked` says.
pub fn listed(text: &str, year: i16, worked: bool) -> Result<Vec<Listed>, Vec<PasteFault>> {
    let (mut days, mut faults) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines()) {
        let line: String = line.trim().chars().map(half_width).collect();
        if line.is_empty() {
            continue;
        }
        match of_line(&line, number, year, worked) {
            Ok(found) => days.extend(found),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        Ok(days)
    } else {
        Err(faults)
    }
}

fn of_line(text: &str, line: usize, year: i16, worked: bool) -> Result<Vec<Listed>, PasteFault> {
    let (name, rest) = text
        .split_once(['：', ':'])
        .ok_or(PasteFault::NoName { line })?;
    let holiday = unnumbered(name);
    if holiday.is_empty() {
        return Err(PasteFault::NoName { line });
    }
    let mut days = Vec::new();
    for sentence in rest.split(['。', '；', ';']) {
        let worked = match (sentence.contains("上班"), sentence.contains("放假")) {
            (true, false) => true,
            (false, true) => false,
            _ => worked,
        };
        let mut reading = Reading::new(sentence, line, year);
        reading.read()?;
        let found = reading.days.into_iter();
        days.extend(found.map(|date| Listed {
            date,
            worked,
            holiday: holiday.to_owned(),
        }));
    }
    if days.is_empty() {
        return Err(PasteFault::NoDate { line });
    }
    Ok(days)
}

/// The name without the numeral before it: 一、元旦; 1.元旦.
fn unnumbered(name: &str) -> &str {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十（）()".contains(c);
    let rest = name.trim().trim_start_matches(numeral);
    if rest.starts_with(['、', '.', '．']) {
        rest.trim_start_matches(['、', '.', '．']).trim()
    } else {
        name.trim()
    }
}

/// A sentence that is being read.
struct Reading<'t> {
    rest: &'t str,
    line: usize,
    year: i16,
    month: Option<i8>,
    /// The last date was followed by 至.
    range: bool,
    days: Vec<Date>,
}

impl<'t> Reading<'t> {
    const fn new(rest: &'t str, line: usize, year: i16) -> Self {
        Self {
            rest,
            line,
            year,
            month: None,
            range: false,
            days: Vec::new(),
        }
    }

    fn read(&mut self) -> Result<(), PasteFault> {
        while let Some(c) = self.rest.chars().next() {
            if c.is_ascii_digit() {
                self.number()?;
            } else if c == '（' || c == '(' {
                self.bracket()?;
            } else {
                self.range |= matches!(c, '至' | '到' | '~' | '～') && !self.days.is_empty();
                self.skip(c.len_utf8());
            }
        }
        Ok(())
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// The digits that stand next.
    fn digits(&mut self) -> &'t str {
        let end = self.rest.find(|c: char| !c.is_ascii_digit());
        let (digits, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        digits
    }

    fn number(&mut self) -> Result<(), PasteFault> {
        let digits = self.digits();
        let unit = self.rest.chars().next();
        let fault = || PasteFault::NotADay {
            line: self.line,
            text: digits.to_owned(),
        };
        match unit {
            Some('年') => self.year = digits.parse().map_err(|_no_year| fault())?,
            Some('月') => self.month = Some(digits.parse().map_err(|_no_month| fault())?),
            Some('日' | '号') => {
                let day = digits.parse().map_err(|_no_day| fault())?;
                let date = self
                    .month
                    .and_then(|month| Date::new(self.year, month, day).ok());
                self.add(date.ok_or_else(fault)?)?;
            }
            Some('天') => return self.total(digits),
            Some('-' | '.' | '/') if digits.len() == 4 => return self.iso(digits),
            _ => return Ok(()),
        }
        self.skip(unit.map_or(0, char::len_utf8));
        Ok(())
    }

    /// The rest of 2027-01-01.
    fn iso(&mut self, year: &str) -> Result<(), PasteFault> {
        self.skip(1);
        let month = self.digits();
        let joined = self.rest.starts_with(['-', '.', '/']);
        self.skip(usize::from(joined));
        let day = self.digits();
        let text = format!("{year}-{month}-{day}");
        let date = match (year.parse(), month.parse(), day.parse()) {
            (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day).ok(),
            _ => None,
        };
        let line = self.line;
        self.add(date.ok_or(PasteFault::NotADay { line, text })?)
    }

    fn add(&mut self, date: Date) -> Result<(), PasteFault> {
        let from = self.days.last().copied();
        let Some(from) = from.filter(|_| std::mem::take(&mut self.range)) else {
            self.days.push(date);
            return Ok(());
        };
        let days = std::iter::successors(from.tomorrow().ok(), |day| day.tomorrow().ok());
        let days: Vec<Date> = days.take_while(|day| *day <= date).take(LONGEST).collect();
        if days.last() != Some(&date) {
            let (line, to) = (self.line, date);
            return Err(PasteFault::Range { line, from, to });
        }
        self.days.extend(days);
        Ok(())
    }

    /// What stands in brackets: the day of the week, perhaps with that of the lunar calendar.
    fn bracket(&mut self) -> Result<(), PasteFault> {
        let end = self.rest.find(['）', ')']).unwrap_or(self.rest.len());
        let (inside, _) = self.rest.split_at(end);
        let said = ["星期", "周"]
            .iter()
            .find_map(|word| inside.split_once(word))
            .and_then(|(_, rest)| rest.chars().next());
        if let (Some(said), Some(date)) = (said, self.days.last().copied())
            && weekday(said) != Some(date.weekday())
        {
            let line = self.line;
            return Err(PasteFault::Weekday { line, date, said });
        }
        self.rest = self.rest.get(end..).unwrap_or_default();
        if let Some(c) = self.rest.chars().next() {
            self.skip(c.len_utf8());
        }
        Ok(())
    }

    fn total(&mut self, digits: &str) -> Result<(), PasteFault> {
        let (line, found) = (self.line, self.days.len());
        let said = digits.parse().unwrap_or(found);
        if said == found {
            Ok(())
        } else {
            Err(PasteFault::Total { line, said, found })
        }
    }
}

fn weekday(said: char) -> Option<Weekday> {
    Some(match said {
        '一' => Weekday::Monday,
        '二' => Weekday::Tuesday,
        '三' => Weekday::Wednesday,
        '四' => Weekday::Thursday,
        '五' => Weekday::Friday,
        '六' => Weekday::Saturday,
        '日' | '天' => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(text: &str) -> Vec<(Date, bool)> {
        let found = listed(text, 2026, false).unwrap();
        found
            .into_iter()
            .map(|day| (day.date, day.worked))
            .collect()
    }

    fn fault(text: &str) -> PasteFault {
        listed(text, 2026, false).unwrap_err().remove(0)
    }

    #[test]
    fn a_line_of_the_notice_gives_its_days_off_and_its_days_worked() {
        let text = "一、元旦：1月1日（周四）至3日（星期六）放假调休，共3天。1月4日（周日）上班。";
        let expected = [
            (date(2026, 1, 1), false),
            (date(2026, 1, 2), false),
            (date(2026, 1, 3), false),
            (date(2026, 1, 4), true),
        ];
        assert_eq!(days(text), expected);
        assert_eq!(listed(text, 2026, false).unwrap()[0].holiday, "元旦");
    }

    #[test]
    fn a_date_may_name_its_year_and_come_from_the_december_before() {
        let expected = [
            (date(2025, 12, 31), false),
            (date(2026, 1, 1), false),
            (date(2026, 1, 2), false),
        ];
        assert_eq!(days("元旦：2025年12月31日至2026年1月2日"), expected);
        assert_eq!(days("元旦：2025-12-31至2026-01-02"), expected);
    }

    #[test]
    fn a_bare_list_is_what_its_box_says() {
        let worked = listed("春节：2月14日、28日", 2026, true).unwrap();
        assert!(worked.iter().all(|day| day.worked));
        assert_eq!(worked.len(), 2);
    }

    #[test]
    fn a_weekday_or_a_number_of_days_that_does_not_fit_is_a_slip() {
        let weekday = fault("元旦：1月1日（周三）放假1天。");
        assert!(matches!(
            weekday,
            PasteFault::Weekday {
                line: 1,
                said: '三',
                ..
            }
        ));
        let total = fault("\n春节：2月15日至23日放假调休，共8天。");
        let expected = PasteFault::Total {
            line: 2,
            said: 8,
            found: 9,
        };
        assert_eq!(total, expected);
    }

    #[test]
    fn what_is_no_day_no_range_or_no_holiday_is_said_with_its_line() {
        assert!(matches!(fault("春节：2月30日"), PasteFault::NotADay { .. }));
        assert!(matches!(fault("春节：15日"), PasteFault::NotADay { .. }));
        assert!(matches!(
            fault("春节：2月23日至15日"),
            PasteFault::Range { .. }
        ));
        assert!(matches!(
            fault("春节：2月15日至9月23日"),
            PasteFault::Range { .. }
        ));
        assert!(matches!(
            fault("2月15日放假"),
            PasteFault::NoName { line: 1 }
        ));
        assert!(matches!(
            fault("春节：放假"),
            PasteFault::NoDate { line: 1 }
        ));
    }
}
