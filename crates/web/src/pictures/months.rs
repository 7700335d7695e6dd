//! Items published in each month, this year beside the year before.

use super::canvas::{Anchor, Canvas, WIDTH};
use super::scale::Scale;
use super::{Picture, Table, named};

/// A year's months.
#[derive(Debug, Clone)]
pub(crate) struct Months {
    pub(crate) year: i16,
    /// January first; `None` for a year of which there are no records.
    pub(crate) counts: Option<[u64; 12]>,
    /// Months that are over or have begun; the others are still to come.
    pub(crate) begun: usize,
}

const LEFT: i64 = 34;
const TOP: i64 = 34;
const TALL: i64 = 150;
const STEP: i64 = (WIDTH - LEFT) / 12;

impl Months {
    fn total(&self) -> Option<u64> {
        Some(self.counts?.iter().sum())
    }

    /// The figure of a month, by its place; none for one to come.
    fn month(&self, at: usize) -> Option<u64> {
        let counts = self.counts.as_ref().filter(|_| at < self.begun)?;
        counts.get(at).copied()
    }
}

/// The picture.
pub(crate) fn months(this: &Months, before: &Months) -> Picture {
    let title = format!("{}年各月主动公开数量", this.year);
    let sentence = sentence(this, before);
    let any = this.total().unwrap_or(0) + before.total().unwrap_or(0) > 0;
    let svg = if any {
        draw(this, before, &title, &sentence)
    } else {
        String::new()
    };
    Picture {
        name: "months",
        title,
        sentence,
        svg,
        table: table(this, before),
        csv: String::new(),
    }
}

fn draw(this: &Months, before: &Months, title: &str, sentence: &str) -> String {
    let mut canvas = Canvas::new("months", TOP + TALL + 24);
    let of = |year: &Months| year.counts.unwrap_or_default().into_iter().max();
    let greatest = of(this).max(of(before)).unwrap_or(0);
    let scale = Scale::of(greatest, TALL);
    canvas.bar((LEFT, 4), (12, 12));
    canvas.text((LEFT + 17, 15), Anchor::Start, &format!("{}年", this.year));
    if before.counts.is_some() {
        canvas.hatched((LEFT + 90, 4), (12, 12));
        canvas.text(
            (LEFT + 107, 15),
            Anchor::Start,
            &format!("{}年", before.year),
        );
    }
    canvas.text((WIDTH, 15), Anchor::End, "单位：条");
    for mark in scale.marks() {
        let y = TOP + TALL - scale.units(mark);
        canvas.line("pic-line", (LEFT, y), (WIDTH, y));
        canvas.text((LEFT - 5, y + 4), Anchor::End, &mark.to_string());
    }
    // Alone a column stands over the name of its month.
    let beside = if before.counts.is_some() { 14 } else { 8 };
    for (at, x) in (0..12).zip((LEFT..).step_by(usize::try_from(STEP).unwrap_or(1))) {
        let mut column = |figure: Option<u64>, x, hatched| {
            let height = scale.units(figure.unwrap_or(0));
            let place = ((x, TOP + TALL - height), (11, height));
            match (height, hatched) {
                (0, _) => {}
                (_, true) => canvas.hatched(place.0, place.1),
                (_, false) => canvas.bar(place.0, place.1),
            }
        };
        column(before.month(at), x + 2, true);
        column(this.month(at), x + beside, false);
        let name = (at + 1).to_string();
        canvas.text((x + STEP / 2, TOP + TALL + 15), Anchor::Middle, &name);
    }
    canvas.line("pic-axis", (LEFT, TOP + TALL), (WIDTH, TOP + TALL));
    canvas.finish(title, sentence)
}

fn sentence(this: &Months, before: &Months) -> String {
    let Some(total) = this.total() else {
        return format!("本系统没有{}年的记录，画不出图。", this.year);
    };
    let whole = this.begun >= 12;
    let year = this.year;
    let so_far = if whole { "" } else { "到目前" };
    let compared = match before.total() {
        None => format!("本系统没有{}年的记录，不能比较", before.year),
        Some(before_total) if !whole => {
            format!("{}年全年{before_total}条", before.year)
        }
        Some(before_total) if total > before_total => {
            format!("比上年多{}条", total - before_total)
        }
        Some(before_total) if total < before_total => {
            format!("比上年少{}条", before_total - total)
        }
        Some(_) => "和上年一样多".to_owned(),
    };
    if total == 0 {
        return format!("{year}年{so_far}没有主动公开信息；{compared}。");
    }
    format!(
        "{year}年{so_far}主动公开{total}条，{compared}；{}。",
        high_and_low(this)
    )
}

/// Which month has most, and which have none.
fn high_and_low(year: &Months) -> String {
    let of = |at: usize| year.month(at).unwrap_or(0);
    let most = (0..12).map(of).max().unwrap_or(0);
    let months = |figure: u64| -> Vec<String> {
        let equal = (0..12).filter(|at| year.month(*at) == Some(figure));
        equal.map(|at| format!("{}月", at + 1)).collect()
    };
    let highest = format!("{}最多，{most}条", months(most).join("、"));
    let none = months(0);
    if none.is_empty() {
        format!("{highest}，每个月都有公开")
    } else {
        format!(
            "{highest}，{}没有公开",
            named(&none, 4).replace('个', "个月")
        )
    }
}

fn table(this: &Months, before: &Months) -> Table {
    let (name, other) = (
        format!("{}年（条）", this.year),
        format!("{}年（条）", before.year),
    );
    let mut table = Table::figures(&["月份", &name, &other]);
    let figure = |figure: Option<u64>| figure.map_or_else(|| "—".to_owned(), |n| n.to_string());
    table.rows = (0..12)
        .map(|at| {
            vec![
                format!("{}月", at + 1),
                figure(this.month(at)),
                figure(before.month(at)),
            ]
        })
        .collect();
    table.sum = vec![
        "合计".to_owned(),
        figure(this.total()),
        figure(before.total()),
    ];
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(year: i16, counts: Option<[u64; 12]>, begun: usize) -> Months {
        Months {
            year,
            counts,
            begun,
        }
    }

    const EVEN: [u64; 12] = [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3];

    #[test]
    fn the_sentence_compares_with_the_year_before_only_where_there_are_records_of_it() {
        let this = year(2020, Some(EVEN), 12);
        let without = months(&this, &year(2019, None, 12));
        assert_eq!(
            without.sentence,
            "2020年主动公开25条，本系统没有2019年的记录，不能比较；12月最多，3条，每个月都有公开。"
        );
        assert!(!without.svg.contains("url(#pic-months-hatch)"));
        assert_eq!(without.table.rows[0], ["1月", "2", "—"]);
        let fewer = months(&this, &year(2019, Some([5; 12]), 12));
        assert!(fewer.sentence.contains("比上年少35条"));
        assert!(fewer.svg.contains("url(#pic-months-hatch)"));
    }

    #[test]
    fn a_month_to_come_is_not_a_month_without_publication() {
        let mut first = [0; 12];
        first[0] = 4;
        let picture = months(&year(2026, Some(first), 2), &year(2025, Some(EVEN), 12));
        assert_eq!(
            picture.sentence,
            "2026年到目前主动公开4条，2025年全年25条；1月最多，4条，2月没有公开。"
        );
        assert_eq!(picture.table.rows[2][1], "—");
    }

    #[test]
    fn nothing_published_is_said_and_not_drawn() {
        let picture = months(&year(2020, Some([0; 12]), 12), &year(2019, None, 12));
        assert!(picture.svg.is_empty());
        assert!(picture.sentence.starts_with("2020年没有主动公开信息"));
    }
}
