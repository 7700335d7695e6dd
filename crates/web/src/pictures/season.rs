//! The season of annual reports: how many units have handed theirs in, day by day, against the last day and
//! the number of units.

use super::canvas::{Anchor, Canvas, WIDTH};
use super::scale::Scale;
use super::{Picture, Table, share};
use crate::words::short_date;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// What has been handed in.
#[derive(Debug, Clone)]
pub(crate) struct Season<'a> {
    /// The year that the reports are about; their last day is 31 January after it (article 49).
    pub(crate) year: i16,
    /// How many units have to hand one in.
    pub(crate) units: u64,
    /// For each unit that has, the day on which it did first.
    pub(crate) handed_in: &'a [Date],
    pub(crate) today: Date,
}

const LEFT: i64 = 34;
const RIGHT: i64 = 8;
const TOP: i64 = 34;
const TALL: i64 = 150;
/// Days drawn behind the last day at most; what came later stands at the end.
const AFTER: i64 = 90;

impl Season<'_> {
    fn due(&self) -> Date {
        date(self.year.saturating_add(1), 1, 31)
    }

    /// Days behind the first of January.
    fn offset(&self, day: Date) -> i64 {
        let first = date(self.year.saturating_add(1), 1, 1);
        i64::from((day - first).get_days())
    }

    /// How many handed in on each day.
    fn by_day(&self) -> BTreeMap<Date, u64> {
        let mut days = BTreeMap::new();
        for day in self.handed_in {
            *days.entry(*day).or_default() += 1;
        }
        days
    }

    fn all(&self) -> u64 {
        u64::try_from(self.handed_in.len()).unwrap_or(u64::MAX)
    }

    fn late(&self) -> u64 {
        let late = self.handed_in.iter().filter(|day| **day > self.due());
        u64::try_from(late.count()).unwrap_or(u64::MAX)
    }

    /// The last day on the sheet.
    fn last(&self) -> i64 {
        let due = self.offset(self.due());
        let latest = self
            .handed_in
            .iter()
            .max()
            .map_or(0, |day| self.offset(*day));
        latest
            .max(self.offset(self.today))
            .clamp(due + 5, due + AFTER)
    }

    fn x(&self, offset: i64) -> i64 {
        let last = self.last();
        LEFT + offset.clamp(0, last) * (WIDTH - LEFT - RIGHT) / last
    }
}

/// The picture.
pub(crate) fn season(season: &Season<'_>) -> Picture {
    let title = format!("{}年年度报告报送进度", season.year);
    let sentence = sentence(season);
    let svg = if season.units == 0 {
        String::new()
    } else {
        draw(season, &title, &sentence)
    };
    Picture {
        name: "season",
        title,
        svg,
        table: table(season),
        ..Picture::saying(sentence)
    }
}

fn draw(season: &Season<'_>, title: &str, sentence: &str) -> String {
    let bottom = TOP + TALL;
    let mut canvas = Canvas::new("season", bottom + 22);
    let scale = Scale::of(season.units.max(season.all()), TALL);
    for mark in scale.marks() {
        let y = bottom - scale.units(mark);
        canvas.line("pic-line", (LEFT, y), (WIDTH, y));
        canvas.text((LEFT - 5, y + 4), Anchor::End, &mark.to_string());
    }
    area(&mut canvas, season, scale);
    let full = bottom - scale.units(season.units);
    canvas.line("pic-goal", (LEFT, full), (WIDTH, full));
    let words = format!("应报{}个", season.units);
    canvas.text((LEFT + 3, full - 4), Anchor::Start, &words);
    let due = season.x(season.offset(season.due()));
    canvas.line("pic-limit", (due, TOP - 14), (due, bottom));
    canvas.text((due - 4, TOP - 20), Anchor::Middle, "1月31日截止");
    canvas.line("pic-axis", (LEFT, bottom), (WIDTH, bottom));
    ticks(&mut canvas, season, bottom);
    canvas.finish(title, sentence)
}

/// What was handed in up to each day; what came after the last day hatched on top.
fn area(canvas: &mut Canvas, season: &Season<'_>, scale: Scale) {
    let bottom = TOP + TALL;
    let (mut in_time, mut late) = (0, 0);
    let (mut low, mut high) = (vec![(LEFT, bottom)], vec![(LEFT, bottom)]);
    let mut step = |x: i64, in_time: u64, late: u64| {
        let tops = [
            (&mut low, scale.units(in_time)),
            (&mut high, scale.units(in_time + late)),
        ];
        for (line, up) in tops {
            let before = line.last().map_or(bottom, |(_, y)| *y);
            line.extend([(x, before), (x, bottom - up)]);
        }
    };
    for (day, count) in season.by_day() {
        if day > season.due() {
            late += count;
        } else {
            in_time += count;
        }
        step(season.x(season.offset(day)), in_time, late);
    }
    let latest = season.handed_in.iter().max().copied();
    let end = latest.map_or(season.today, |day| day.max(season.today));
    step(season.x(season.offset(end)), in_time, late);
    let end = low.last().map_or(LEFT, |(x, _)| *x);
    if late > 0 {
        let back = low.iter().rev().copied();
        canvas.hatched_area(&high.iter().copied().chain(back).collect::<Vec<_>>());
    }
    let under = low.iter().copied().chain([(end, bottom)]);
    canvas.path("pic-bar", &under.collect::<Vec<_>>());
    canvas.path("pic-way", &high);
}

/// The first of each month, and today.
fn ticks(canvas: &mut Canvas, season: &Season<'_>, bottom: i64) {
    let year = season.year.saturating_add(1);
    for month in 1..=5 {
        let offset = season.offset(date(year, month, 1));
        let x = season.x(offset);
        if offset < season.last() && x < WIDTH - 24 {
            let anchor = if month == 1 {
                Anchor::Start
            } else {
                Anchor::Middle
            };
            canvas.text((x, bottom + 15), anchor, &format!("{month}月1日"));
        }
    }
    let today = season.offset(season.today);
    if (0..=season.last()).contains(&today) {
        let x = season.x(today);
        canvas.line("pic-axis", (x, TOP), (x, bottom));
        let (x, anchor) = if x > WIDTH - 40 {
            (x - 4, Anchor::End)
        } else {
            (x + 4, Anchor::Start)
        };
        canvas.text((x, TOP - 4), anchor, "今天");
    }
}

fn sentence(season: &Season<'_>) -> String {
    let (units, all, late) = (season.units, season.all(), season.late());
    if units == 0 {
        return "没有要报送年度报告的下级单位。".to_owned();
    }
    let missing = units.saturating_sub(all);
    let left = season.offset(season.due()) - season.offset(season.today);
    let when = match left {
        0 => "今天是最后一天".to_owned(),
        1.. => format!("离1月31日还有{left}天"),
        _ => format!("期限过了{}天", -left),
    };
    let missing = match missing {
        0 => "都报送了".to_owned(),
        count => format!("还有{count}个没有报送"),
    };
    let late = match late {
        0 => String::new(),
        count => format!("，其中逾期{count}个（画斜线）"),
    };
    format!(
        "{}年年度报告应报{units}个单位，报送了{all}个，占{}{late}；{missing}；{when}。",
        season.year,
        share(all, units)
    )
}

fn table(season: &Season<'_>) -> Table {
    let mut table = Table::figures(&["日期", "当天报送（个）", "累计（个）", "还没有报送（个）"]);
    let mut so_far = 0_u64;
    let mut rows = Vec::new();
    for (day, count) in season.by_day() {
        so_far += count;
        let late = if day > season.due() {
            "（逾期）"
        } else {
            ""
        };
        rows.push(vec![
            format!("{}{late}", short_date(&day, &season.due())),
            count.to_string(),
            so_far.to_string(),
            season.units.saturating_sub(so_far).to_string(),
        ]);
    }
    table.rows = rows;
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(units: u64, handed_in: &[Date], today: Date) -> Picture {
        season(&Season {
            year: 2025,
            units,
            handed_in,
            today,
        })
    }

    #[test]
    fn the_last_day_is_in_time_and_the_day_after_is_late() {
        let days = [date(2026, 1, 12), date(2026, 1, 31), date(2026, 2, 1)];
        let picture = picture(5, &days, date(2026, 2, 3));
        assert_eq!(
            picture.sentence,
            "2025年年度报告应报5个单位，报送了3个，占60.0%，其中逾期1个（画斜线）；还有2个没有报送；期限过了3天。"
        );
        assert_eq!(picture.table.rows[1][1..], ["1", "2", "3"]);
        assert!(picture.table.rows[2][0].ends_with("（逾期）"));
        assert_eq!(picture.svg.matches("-hatch)").count(), 1);
    }

    #[test]
    fn before_anybody_has_handed_in_the_goal_and_the_last_day_are_drawn_all_the_same() {
        let picture = picture(5, &[], date(2026, 1, 11));
        assert!(
            picture
                .sentence
                .ends_with("还有5个没有报送；离1月31日还有20天。")
        );
        assert!(picture.svg.contains("应报5个") && picture.svg.contains("1月31日截止"));
        assert!(!picture.svg.contains("NaN"));
    }

    #[test]
    fn nothing_stands_outside_the_sheet_however_early_or_late() {
        let days = [date(2025, 12, 1), date(2029, 7, 1)];
        let season = Season {
            year: 2025,
            units: 2,
            handed_in: &days,
            today: date(2030, 1, 1),
        };
        for day in days {
            assert!((LEFT..=WIDTH).contains(&season.x(season.offset(day))));
        }
    }

    #[test]
    fn three_hundred_units_on_a_hundred_days_stay_within_thirty_kilobytes() {
        let first = date(2026, 1, 1);
        let days: Vec<Date> = (0..300_i64)
            .filter_map(|n| first.checked_add(jiff::Span::new().days(n % 120)).ok())
            .collect();
        let picture = picture(300, &days, date(2026, 6, 1));
        assert!(picture.svg.len() < 30_000, "{}", picture.svg.len());
    }
}
