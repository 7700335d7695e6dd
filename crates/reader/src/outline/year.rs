//! Which year a report speaks about: its period, its text and its title, which may disagree.

use super::{Outline, date, digit};
use crate::fold::is_blank;
use crate::source::Piece;
use gongkai_domain::report::SectionId;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The first four-digit year before 年 in a title.
pub(super) fn in_title(title: &str) -> Option<i16> {
    mentions(title).map(|(year, _)| year).next()
}

/// `自2020年1月1日起至12月31日止`: the period that the data cover.
pub(super) fn period<'t>(
    texts: impl Iterator<Item = (Option<SectionId>, &'t str)>,
) -> Option<(Date, Date)> {
    for (_, text) in texts {
        let counted = ["期限", "时限", "统计", "数据", "时间"]
            .iter()
            .any(|word| text.contains(word));
        if !counted && !text.contains("日起") {
            continue;
        }
        if let Some(period) = starts(text).find_map(span) {
            return Some(period);
        }
    }
    None
}

/// The places where a year begins.
fn starts(text: &str) -> impl Iterator<Item = &str> {
    mentions(text).filter_map(|(_, at)| text.get(at..))
}

fn span(text: &str) -> Option<(Date, Date)> {
    let (first, rest) = date::leading(text, None)?;
    let rest = rest.trim_start_matches(|c| is_blank(c) || "起始开".contains(c));
    let rest = rest.trim_start_matches([',', '，', '、']);
    let rest = rest.strip_prefix(['至', '到', '—', '-', '－', '–', '~', '～'])?;
    let (last, _) = date::leading(rest, Some(first.year()))?;
    Some((first, last))
}

/// The year the text speaks about, weighed against period and title.
pub(super) fn report_year(outline: &Outline, pieces: &[Piece<'_>]) -> Option<i16> {
    let mut votes: BTreeMap<i16, u32> = BTreeMap::new();
    if let Some((first, last)) = outline.period
        && first.year() == last.year()
    {
        *votes.entry(first.year()).or_default() += 3;
    }
    let text = by_text(outline, pieces);
    if let Some(year) = text {
        *votes.entry(year).or_default() += 4;
    }
    if let Some(year) = outline.title_year {
        *votes.entry(year).or_default() += 2;
    }
    let top = votes.values().copied().max()?;
    votes
        .iter()
        .find(|(_, count)| **count == top)
        .map(|(year, _)| *year)
}

/// The year that sections and preamble name most, if they name one clearly most. Years of
/// documents (`〔2019〕`, `2019年新修订`) and of plans are named less often than the year itself.
fn by_text(outline: &Outline, pieces: &[Piece<'_>]) -> Option<i16> {
    let mut counts: BTreeMap<i16, u32> = BTreeMap::new();
    for (section, text) in outline.texts(pieces) {
        let counted = matches!(section, None | Some(SectionId::One | SectionId::Five));
        if !counted {
            continue;
        }
        for (year, at) in mentions(text) {
            let opens = text.get(..at).is_none_or(|before| {
                before
                    .trim_end_matches(is_blank)
                    .ends_with(['。', '，', '；', '：', ')', '）'])
                    || before.trim_matches(is_blank).is_empty()
            });
            *counts.entry(year).or_default() += if opens { 2 } else { 1 };
        }
    }
    let mut ranked: Vec<(u32, i16)> = counts
        .into_iter()
        .map(|(year, count)| (count, year))
        .collect();
    ranked.sort_unstable();
    let (top, year) = ranked.pop()?;
    let second = ranked.pop().map_or(0, |(count, _)| count);
    (top > second).then_some(year)
}

/// Years of this century before 年, with the byte where each begins.
fn mentions(text: &str) -> impl Iterator<Item = (i16, usize)> + '_ {
    text.match_indices('年').filter_map(|(at, _)| {
        let mut year = 0_i16;
        let mut scale = 1_i16;
        let mut start = at;
        let mut count = 0;
        for (offset, c) in text.get(..at)?.char_indices().rev() {
            if is_blank(c) && count < 4 {
                continue;
            }
            let Some(digit) = digit(c).filter(|_| count < 4) else {
                // A fifth digit before makes it another number.
                break;
            };
            year += digit * scale;
            scale = scale.saturating_mul(10);
            (start, count) = (offset, count + 1);
        }
        (count == 4 && (2000..2100).contains(&year)).then_some((year, start))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_year_of_a_title_is_read_in_figures_and_words() {
        assert_eq!(in_title("甲镇2021年政府信息公开工作年度报告"), Some(2021));
        assert_eq!(in_title("甲镇 2020 年度报告"), Some(2020));
        assert_eq!(in_title("甲镇二〇二二年政府信息公开年报"), Some(2022));
        assert_eq!(in_title("政府信息公开年报"), None);
    }

    #[test]
    fn a_period_may_leave_out_the_second_year() {
        let read = |text: &str| period([(None, text)].into_iter());
        let year = Some((date(2022, 1, 1), date(2022, 12, 31)));
        assert_eq!(
            read("本报告所列数据的统计期限自2022年1月1日起至12月31日止。"),
            year
        );
        assert_eq!(
            read("数据统计时限从 2022 年 1 月 1 日到 2022 年 12 月 31 日"),
            year
        );
        assert_eq!(read("2022年1月1日召开会议。"), None);
    }
}
