//! A report beside that of the year before: a table with the change in words and a line of all years that
//! there are.

use super::canvas::escaped;
use super::{Picture, Table};
use gongkai_domain::compare::{Measure, Trend};
use gongkai_domain::request::yuan;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const WIDTH: i64 = 96;
const TALL: i64 = 26;
const EDGE: i64 = 4;

/// The picture of a year's report. Years behind it are left out.
pub(crate) fn change(year: i16, trends: &[Trend], draft: bool) -> Picture {
    let what = if draft { "（草稿）" } else { "" };
    let years: BTreeSet<i16> = trends
        .iter()
        .flat_map(|trend| trend.values.keys().copied())
        .filter(|one| *one <= year)
        .collect();
    let mut table = Table::figures(&[
        "项目",
        &format!("{year}年{what}"),
        &format!("{}年", year - 1),
        "比上年",
    ]);
    let shown: Vec<&Trend> = trends.iter().filter(|trend| is_something(trend)).collect();
    table.rows = shown.iter().map(|trend| row(trend, year)).collect();
    if let (Some(first), Some(last)) = (years.first(), years.last())
        && first < last
    {
        let lines = shown.iter().map(|trend| spark(trend, (*first, *last)));
        table.sparks = lines.collect();
    }
    table.whole = Some(Box::new(whole(trends, &years)));
    Picture {
        name: "changes",
        title: format!("{year}年年度报告和上年比{what}"),
        table,
        ..Picture::saying(sentence(year, trends, draft))
    }
}

/// Whether any year has anything but zero.
fn is_something(trend: &Trend) -> bool {
    trend.values.is_empty() || trend.values.values().any(|value| *value != 0)
}

fn both(trend: &Trend, year: i16) -> Option<(i64, i64)> {
    let before = trend.values.get(&(year - 1))?;
    Some((*trend.values.get(&year)?, *before))
}

fn row(trend: &Trend, year: i16) -> Vec<String> {
    let said = |year: i16| {
        let value = trend.values.get(&year);
        value.map_or_else(|| "—".to_owned(), |value| figure(trend.measure, *value))
    };
    vec![
        label(trend),
        said(year),
        said(year - 1),
        both(trend, year).map_or_else(
            || "不能比".to_owned(),
            |(now, then)| words(trend.measure, now, then),
        ),
    ]
}

fn label(trend: &Trend) -> String {
    match trend.measure {
        Measure::Pieces => trend.label.clone(),
        Measure::Fen => format!("{}（元）", trend.label),
    }
}

fn figure(measure: Measure, value: i64) -> String {
    match measure {
        Measure::Pieces => value.to_string(),
        Measure::Fen => {
            let sign = if value < 0 { "-" } else { "" };
            format!("{sign}{}", yuan(value.unsigned_abs()))
        }
    }
}

/// The change with a sign and in words, and in per cent where there is something to compare with.
fn words(measure: Measure, now: i64, then: i64) -> String {
    let by = now.saturating_sub(then);
    let (sign, word) = match by {
        0 => return "＝ 没有变".to_owned(),
        1.. => ("▲", "增加"),
        _ => ("▼", "减少"),
    };
    let difference = figure(measure, by.saturating_abs());
    let share = if then > 0 && now >= 0 {
        let share = super::share(by.unsigned_abs(), then.unsigned_abs());
        format!("（{share}）")
    } else {
        String::new()
    };
    format!("{sign} {word}{difference}{share}")
}

fn sentence(year: i16, trends: &[Trend], draft: bool) -> String {
    let shown: Vec<&Trend> = trends.iter().filter(|trend| is_something(trend)).collect();
    let mut counts = [0_usize; 3];
    for (now, then) in shown.iter().filter_map(|trend| both(trend, year)) {
        let at = match now.cmp(&then) {
            std::cmp::Ordering::Greater => 0,
            std::cmp::Ordering::Less => 1,
            std::cmp::Ordering::Equal => 2,
        };
        if let Some(count) = counts.get_mut(at) {
            *count += 1;
        }
    }
    let [more, fewer, same] = counts;
    let compared = more + fewer + same;
    let draft = if draft {
        "报告还没有锁定，数字还会变；"
    } else {
        ""
    };
    let zero = match trends.len() - shown.len() {
        0 => String::new(),
        count => format!("；{count}项各年都是0，不列在表里"),
    };
    if shown.is_empty() {
        return format!("{draft}各年的{}项都是0。", trends.len());
    }
    if compared == 0 {
        return format!("{draft}没有{}年的数据，不能比较{zero}。", year - 1);
    }
    let rest = match shown.len() - compared {
        0 => String::new(),
        count => format!("；{count}项有一年没有数据，不能比"),
    };
    format!(
        "{draft}{year}年的{compared}项和上年比，增加{more}项，减少{fewer}项，没有变{same}项{rest}{zero}。"
    )
}

/// The line of a figure: a dot a year, joined where nothing is missing between, the last one larger.
fn spark(trend: &Trend, (first, last): (i16, i16)) -> String {
    let known = trend.values.range(first..=last);
    let values: Vec<(i16, i64)> = known.map(|(year, value)| (*year, *value)).collect();
    let top = values
        .iter()
        .map(|(_, value)| *value)
        .max()
        .unwrap_or(0)
        .max(1);
    let low = values
        .iter()
        .map(|(_, value)| *value)
        .min()
        .unwrap_or(0)
        .min(0);
    let place = |(year, value): (i16, i64)| {
        let years = i64::from(last - first).max(1);
        let x = EDGE + i64::from(year - first) * (WIDTH - 2 * EDGE) / years;
        let above = i128::from(value - low) * i128::from(TALL - 2 * EDGE);
        let above = above / i128::from(top - low).max(1);
        (x, TALL - EDGE - i64::try_from(above).unwrap_or(0))
    };
    let mut way = String::new();
    let mut dots = String::new();
    let mut before = None;
    for one in values {
        let (x, y) = place(one);
        let joined = before == one.0.checked_sub(1);
        let _infallible = write!(way, "{}{x} {y}", if joined { 'L' } else { 'M' });
        let radius = if one.0 == last { 3 } else { 2 };
        let _infallible = write!(
            dots,
            "<circle class=\"pic-bar\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"
        );
        before = Some(one.0);
    }
    let title = escaped(&read_out(trend, (first, last)));
    format!(
        "<svg class=\"spark\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {TALL}\" role=\"img\">\
         <title>{title}</title><path class=\"pic-way\" d=\"{way}\"/>{dots}</svg>"
    )
}

fn read_out(trend: &Trend, (first, last): (i16, i16)) -> String {
    let years = (first..=last).map(|year| {
        let value = trend.values.get(&year);
        let value = value.map_or_else(
            || "没有数据".to_owned(),
            |value| figure(trend.measure, *value),
        );
        format!("{year}年{value}")
    });
    let years: Vec<String> = years.collect();
    format!("{}：{}", label(trend), years.join("，"))
}

/// All years, for who goes on computing.
fn whole(trends: &[Trend], years: &BTreeSet<i16>) -> Table {
    let heads: Vec<String> = years.iter().map(|year| format!("{year}年")).collect();
    let mut head = vec!["项目"];
    head.extend(heads.iter().map(String::as_str));
    let mut table = Table::figures(&head);
    let rows = trends.iter().map(|trend| {
        let values = years.iter().map(|year| {
            let value = trend.values.get(year);
            value.map_or_else(String::new, |value| figure(trend.measure, *value))
        });
        std::iter::once(label(trend)).chain(values).collect()
    });
    table.rows = rows.collect();
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use gongkai_domain::report::SectionId;

    fn trend(label: &str, measure: Measure, values: &[(i16, i64)]) -> Trend {
        Trend {
            section: SectionId::Three,
            label: label.to_owned(),
            measure,
            values: values.iter().copied().collect(),
        }
    }

    #[test]
    fn a_change_has_a_sign_and_a_word_and_nothing_is_compared_with_what_is_not_there() {
        let trends = [
            trend("新收", Measure::Pieces, &[(2019, 4), (2020, 8), (2021, 10)]),
            trend("结转", Measure::Pieces, &[(2020, 3), (2021, 0)]),
            trend("收费", Measure::Fen, &[(2021, 76_300_050)]),
            trend("总计", Measure::Pieces, &[(2020, 0), (2021, 5)]),
            trend("复议", Measure::Pieces, &[(2020, 1), (2021, 1)]),
        ];
        let picture = change(2021, &trends, false);
        let last: Vec<&str> = picture
            .table
            .rows
            .iter()
            .map(|row| row[3].as_str())
            .collect();
        assert_eq!(
            last,
            [
                "▲ 增加2（25.0%）",
                "▼ 减少3（100.0%）",
                "不能比",
                "▲ 增加5",
                "＝ 没有变"
            ]
        );
        assert_eq!(picture.table.rows[2][1..3], ["763000.5", "—"]);
        assert_eq!(
            picture.sentence,
            "2021年的4项和上年比，增加2项，减少1项，没有变1项；1项有一年没有数据，不能比。"
        );
        let with_zero = trend("规章", Measure::Pieces, &[(2020, 0), (2021, 0)]);
        let short = change(2021, &[trends[0].clone(), with_zero], false);
        assert_eq!((short.table.rows.len(), short.table.sparks.len()), (1, 1));
        assert!(short.sentence.ends_with("；1项各年都是0，不列在表里。"));
        assert!(
            short.table.csv().contains("规章,,0,0\r\n"),
            "but the CSV has it"
        );
        assert!(picture.table.csv().contains("新收,4,8,10\r\n"));
        assert!(picture.table.csv().contains("收费（元）,,,763000.5\r\n"));
    }

    #[test]
    fn a_line_is_broken_where_a_year_is_missing_and_says_so() {
        let one = trend("新收", Measure::Pieces, &[(2018, 4), (2019, 8), (2021, 10)]);
        let svg = spark(&one, (2018, 2021));
        assert_eq!(svg.matches('M').count(), 2);
        assert_eq!(svg.matches("<circle").count(), 3);
        assert!(svg.contains("2020年没有数据"));
        let flat = spark(&trend("零", Measure::Pieces, &[(2021, 0)]), (2021, 2021));
        assert!(flat.contains("M4 22") && flat.matches("<circle").count() == 1);
    }

    #[test]
    fn forty_years_of_forty_figures_stay_within_a_page() {
        let values: Vec<(i16, i64)> = (2000..2040).map(|year| (year, 12_345)).collect();
        let trends: Vec<Trend> = (0..40)
            .map(|n| trend(&format!("第{n}项"), Measure::Pieces, &values))
            .collect();
        let picture = change(2039, &trends, true);
        assert!(picture.is_drawn() && picture.sentence.starts_with("报告还没有锁定"));
        let largest = picture.table.sparks.iter().map(String::len).max();
        assert!(largest < Some(30_000));
    }
}
