//! How many working days replies took: columns of five days, with the lines of twenty and of forty.

use super::canvas::{Anchor, Canvas, WIDTH};
use super::scale::Scale;
use super::{Picture, Table, share};
use gongkai_domain::request::ReplyTimes;

/// The last working day of each column but the last, which has all beyond.
const ENDS: [u32; 9] = [5, 10, 15, 20, 25, 30, 35, 40, 60];
const COLUMNS: usize = ENDS.len() + 1;
/// The working days of article 33, and those with an extension.
const MARKS: [u32; 2] = [20, 40];

const LEFT: i64 = 30;
const STEP: i64 = (WIDTH - LEFT) / 10;
const TOP: i64 = 56;
const TALL: i64 = 130;

/// Replies of a column: in time, and late.
#[derive(Debug, Clone, Copy, Default)]
struct Column {
    in_time: u64,
    late: u64,
}

/// The picture of the replies that were made in a year.
pub(crate) fn reply_days(year: i16, times: &ReplyTimes) -> Picture {
    let title = format!("{year}年答复申请用了多少个工作日");
    let sentence = sentence(year, times);
    let columns = columns(times);
    let svg = if times.known.is_empty() {
        String::new()
    } else {
        draw(&columns, &title, &sentence)
    };
    Picture {
        name: "reply-days",
        title,
        svg,
        table: table(&columns, times),
        ..Picture::saying(sentence)
    }
}

fn columns(times: &ReplyTimes) -> [Column; COLUMNS] {
    let mut columns = [Column::default(); COLUMNS];
    for one in &times.known {
        let at = ENDS.iter().position(|end| one.workdays <= *end);
        let column = columns.get_mut(at.unwrap_or(ENDS.len()));
        if let Some(column) = column {
            column.late += u64::from(one.late);
            column.in_time += u64::from(!one.late);
        }
    }
    columns
}

fn draw(columns: &[Column; COLUMNS], title: &str, sentence: &str) -> String {
    let bottom = TOP + TALL;
    let mut canvas = Canvas::new("reply-days", bottom + 36);
    let all = columns.iter().map(|column| column.in_time + column.late);
    let scale = Scale::of(all.max().unwrap_or(0), TALL);
    canvas.bar((LEFT, 2), (12, 12));
    canvas.text((LEFT + 17, 13), Anchor::Start, "期限以内");
    canvas.hatched((LEFT + 90, 2), (12, 12));
    canvas.text((LEFT + 107, 13), Anchor::Start, "超过期限");
    canvas.text((WIDTH, 13), Anchor::End, "单位：件");
    for mark in scale.marks() {
        let y = bottom - scale.units(mark);
        canvas.line("pic-line", (LEFT, y), (WIDTH, y));
        canvas.text((LEFT - 5, y + 4), Anchor::End, &mark.to_string());
    }
    let edges = (LEFT..).step_by(33);
    for (x, column) in edges.clone().zip(columns) {
        let low = scale.units(column.in_time);
        let whole = scale.units(column.in_time + column.late);
        if low > 0 {
            canvas.bar((x + 3, bottom - low), (STEP - 6, low));
        }
        if whole > low {
            canvas.hatched((x + 3, bottom - whole), (STEP - 6, whole - low));
        }
        if whole > 0 {
            let count = (column.in_time + column.late).to_string();
            canvas.text((x + STEP / 2, bottom - whole - 4), Anchor::Middle, &count);
        }
    }
    canvas.line("pic-axis", (LEFT, bottom), (WIDTH, bottom));
    canvas.text((LEFT, bottom + 15), Anchor::Middle, "0");
    for (x, end) in edges.skip(1).zip(ENDS) {
        canvas.text((x, bottom + 15), Anchor::Middle, &end.to_string());
        if MARKS.contains(&end) {
            canvas.line("pic-limit", (x, TOP - 14), (x, bottom));
            canvas.text((x, TOP - 18), Anchor::Middle, &format!("{end}个工作日"));
        }
    }
    canvas.text((WIDTH, bottom + 15), Anchor::End, "更多");
    let under = (LEFT + (WIDTH - LEFT) / 2, bottom + 32);
    canvas.text(under, Anchor::Middle, "从收到的第二天起数的工作日");
    canvas.finish(title, sentence)
}

fn sentence(year: i16, times: &ReplyTimes) -> String {
    let unknown = match times.unknown {
        0 => String::new(),
        count => format!("；另有{count}件跨到没有节假日安排的年份，数不出工作日"),
    };
    let mut days: Vec<u32> = times.known.iter().map(|one| one.workdays).collect();
    days.sort_unstable();
    let (Some(longest), Some(middle)) = (days.last(), days.get(days.len() / 2)) else {
        return format!("{year}年没有可以数工作日的答复{unknown}。");
    };
    let total = u64::try_from(days.len()).unwrap_or(0);
    let within = |most: u32| {
        let count = days.iter().filter(|one| **one <= most).count();
        u64::try_from(count).unwrap_or(0)
    };
    let late = times.known.iter().filter(|one| one.late);
    let late = match late.count() {
        0 => "没有超过期限的".to_owned(),
        count => format!("超过期限{count}件（画斜线）"),
    };
    format!(
        "{year}年答复{total}件，20个工作日以内{}件，占{}；中间的一件用{middle}个，最长的用{longest}个；扣除补正、延期和依法不计算的时间，{late}{unknown}。",
        within(20),
        share(within(20), total)
    )
}

fn table(columns: &[Column; COLUMNS], times: &ReplyTimes) -> Table {
    let mut table = Table::figures(&["工作日", "期限以内（件）", "超过期限（件）", "合计（件）"]);
    let row = |name: String, column: Column| {
        vec![
            name,
            column.in_time.to_string(),
            column.late.to_string(),
            (column.in_time + column.late).to_string(),
        ]
    };
    let mut from = 0;
    let mut names = Vec::new();
    for end in ENDS {
        names.push(format!("{from}至{end}个"));
        from = end + 1;
    }
    names.push(format!("{from}个以上"));
    let rows = names.into_iter().zip(columns);
    table.rows = rows.map(|(name, column)| row(name, *column)).collect();
    let sum = |figure: fn(&Column) -> u64| columns.iter().map(figure).sum();
    let all = Column {
        in_time: sum(|column| column.in_time),
        late: sum(|column| column.late),
    };
    if times.unknown > 0 {
        let dash = || "—".to_owned();
        let unknown = times.unknown.to_string();
        let name = "数不出的".to_owned();
        table.rows.push(vec![name, dash(), dash(), unknown]);
    }
    let name = if times.unknown > 0 {
        "数得出的合计"
    } else {
        "合计"
    };
    table.sum = row(name.to_owned(), all);
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use gongkai_domain::request::ReplyTime;

    fn times(days: &[(u32, bool)]) -> ReplyTimes {
        let known = days.iter().map(|(workdays, late)| ReplyTime {
            workdays: *workdays,
            late: *late,
        });
        ReplyTimes {
            known: known.collect(),
            unknown: 0,
        }
    }

    #[test]
    fn twenty_days_are_within_twenty_and_a_long_reply_need_not_be_late() {
        let picture = reply_days(
            2026,
            &times(&[(20, false), (21, true), (45, false), (3, false)]),
        );
        assert_eq!(
            picture.sentence,
            "2026年答复4件，20个工作日以内2件，占50.0%；中间的一件用21个，最长的用45个；扣除补正、延期和依法不计算的时间，超过期限1件（画斜线）。"
        );
        assert_eq!(picture.table.rows[3], ["16至20个", "1", "0", "1"]);
        assert_eq!(picture.table.rows[4], ["21至25个", "0", "1", "1"]);
        assert_eq!(picture.table.rows[8], ["41至60个", "1", "0", "1"]);
        assert_eq!(picture.svg.matches("pic-limit").count(), 2);
        assert_eq!(
            picture.svg.matches("-hatch)").count(),
            2,
            "one and its legend"
        );
    }

    #[test]
    fn a_reply_whose_days_nobody_can_count_is_in_no_column() {
        let mut found = times(&[(3, false)]);
        found.unknown = 2;
        let picture = reply_days(2050, &found);
        assert!(picture.sentence.contains("另有2件跨到没有节假日安排的年份"));
        assert_eq!(picture.table.rows[10], ["数不出的", "—", "—", "2"]);
        assert_eq!(picture.table.sum, ["数得出的合计", "1", "0", "1"]);
        found.known.clear();
        assert!(reply_days(2050, &found).svg.is_empty());
    }

    #[test]
    fn ten_thousand_replies_stay_within_thirty_kilobytes() {
        let days: Vec<(u32, bool)> = (0..10_000).map(|n| (n % 90, n % 7 == 0)).collect();
        let picture = reply_days(2026, &times(&days));
        assert!(picture.svg.len() < 30_000, "{}", picture.svg.len());
    }
}
