//! How much of each month's publications was in time.

use super::canvas::{Anchor, Canvas, WIDTH};
use super::scale::Scale;
use super::{Picture, Table, named, share};
use gongkai_office::MonthFigures;

const LEFT: i64 = 40;
const TOP: i64 = 22;
const TALL: i64 = 120;
const STEP: i64 = (WIDTH - LEFT) / 12;

/// The picture of a year. Items whose limit the calendar could not tell are in neither figure.
pub(crate) fn in_time(year: i16, months: &[MonthFigures; 12]) -> Picture {
    let title = format!("{year}年各月按期公开率");
    let sentence = sentence(year, months);
    let any = months.iter().any(|month| known(month) > 0);
    let svg = if any {
        draw(months, &title, &sentence)
    } else {
        String::new()
    };
    Picture {
        name: "in-time",
        title,
        sentence,
        svg,
        table: table(months),
        csv: String::new(),
    }
}

fn known(month: &MonthFigures) -> u64 {
    month.in_time + month.late
}

fn draw(months: &[MonthFigures; 12], title: &str, sentence: &str) -> String {
    let mut canvas = Canvas::new("in-time", TOP + TALL + 24);
    let scale = Scale::of(100, TALL);
    for mark in [0, 50, 100] {
        let y = TOP + TALL - scale.units(mark);
        canvas.line("pic-line", (LEFT, y), (WIDTH, y));
        canvas.text((LEFT - 5, y + 4), Anchor::End, &format!("{mark}%"));
    }
    let xs = (LEFT..).step_by(usize::try_from(STEP).unwrap_or(1));
    for ((at, x), month) in (1..).zip(xs).zip(months) {
        let middle = x + STEP / 2;
        canvas.text((middle, TOP + TALL + 15), Anchor::Middle, &at.to_string());
        if known(month) == 0 {
            canvas.text((middle, TOP + TALL - 5), Anchor::Middle, "无");
            continue;
        }
        let rate = month.in_time * 100 / known(month);
        let height = scale.units(rate);
        let place = ((x + 4, TOP + TALL - height), (STEP - 8, height));
        if month.late == 0 {
            canvas.bar(place.0, place.1);
        } else {
            canvas.hatched(place.0, place.1);
        }
        let above = (middle, TOP + TALL - height - 4);
        canvas.text(above, Anchor::Middle, &rate.to_string());
    }
    canvas.line("pic-axis", (LEFT, TOP + TALL), (WIDTH, TOP + TALL));
    canvas.finish(title, sentence)
}

fn sentence(year: i16, months: &[MonthFigures; 12]) -> String {
    let in_time: u64 = months.iter().map(|month| month.in_time).sum();
    let late: u64 = months.iter().map(|month| month.late).sum();
    let total = in_time + late;
    if total == 0 {
        return format!("{year}年没有可以算期限的公开信息，算不出按期公开率。");
    }
    let late_months: Vec<String> = (1..)
        .zip(months)
        .filter(|(_, month)| month.late > 0)
        .map(|(number, _): (i8, _)| format!("{number}月"))
        .collect();
    let rest = if late == 0 {
        "没有逾期的".to_owned()
    } else {
        let months = named(&late_months, 4).replace('个', "个月");
        format!("逾期{late}条，在{months}（图中画斜线的月份）")
    };
    format!(
        "{year}年能算期限的{total}条中按期公开{in_time}条，按期公开率{}；{rest}。",
        share(in_time, total)
    )
}

fn table(months: &[MonthFigures; 12]) -> Table {
    let mut table = Table::figures(&[
        "月份",
        "公开（条）",
        "按期（条）",
        "逾期（条）",
        "按期公开率",
    ]);
    let row = |name: String, month: &MonthFigures| {
        vec![
            name,
            month.published.to_string(),
            month.in_time.to_string(),
            month.late.to_string(),
            share(month.in_time, known(month)),
        ]
    };
    let numbered = (1..).zip(months);
    let rows = numbered.map(|(number, month): (i8, _)| row(format!("{number}月"), month));
    table.rows = rows.collect();
    let sum = |figure: fn(&MonthFigures) -> u64| months.iter().map(figure).sum();
    let all = MonthFigures {
        published: sum(|month| month.published),
        in_time: sum(|month| month.in_time),
        late: sum(|month| month.late),
    };
    table.sum = row("合计".to_owned(), &all);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_without_publication_has_no_rate_and_not_a_rate_of_zero() {
        let mut months = [MonthFigures::default(); 12];
        months[1] = MonthFigures {
            published: 4,
            in_time: 3,
            late: 1,
        };
        months[2] = MonthFigures {
            published: 5,
            in_time: 4,
            late: 0,
        };
        let picture = in_time(2020, &months);
        assert_eq!(
            picture.sentence,
            "2020年能算期限的8条中按期公开7条，按期公开率87.5%；逾期1条，在2月（图中画斜线的月份）。"
        );
        assert_eq!(picture.table.rows[0][4], "—");
        assert_eq!(picture.table.rows[1][4], "75.0%");
        assert_eq!(picture.svg.matches(">无<").count(), 10);
        assert!(in_time(2020, &[MonthFigures::default(); 12]).svg.is_empty());
    }
}
