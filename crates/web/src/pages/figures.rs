//! The pictures of an agency's year, for the desk and for the public column alike: counted over what was
//! published.

use crate::Site;
use crate::error::WebError;
use crate::pictures::{Months, Picture, Ranking, in_time, months, ranking};
use gongkai_domain::agency::Agency;
use gongkai_office::{MonthFigures, PublicCounts};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The pictures of a year: by month, by category, by channel, in time.
pub(crate) async fn of_year(
    site: &Site,
    agency: &Agency,
    counts: &PublicCounts,
    year: i16,
    today: Date,
) -> Result<Vec<Picture>, WebError> {
    let office = &site.office;
    let this = office.months(&agency.id, year).await?;
    let before = office.months(&agency.id, year - 1).await?;
    let figures = office.figures(&agency.id, year).await?;
    let categories = office.categories(&agency.id).await?;
    let channels = office.channels(&agency.id).await?;
    let names = categories.into_iter().map(|category| category.name);
    let by_category = with_zeros(figures.by_category, names, "没有分类的");
    let names = channels.into_iter().map(|channel| channel.name);
    let by_channel = with_zeros(figures.by_channel, names, "没有名称的");
    let first = counts.by_year.keys().next().copied();
    let categories = Ranking {
        name: "categories",
        title: &format!("{year}年各类别主动公开数量"),
        of: "类别",
        unit: "条",
    };
    let channels = Ranking {
        name: "channels",
        title: &format!("{year}年各渠道发布次数"),
        of: "渠道",
        unit: "次",
    };
    Ok(vec![
        months(
            &drawn(year, &this, first, today),
            &drawn(year - 1, &before, first, today),
        ),
        ranking(categories, &by_category),
        ranking(channels, &by_channel),
        in_time(year, &this),
    ])
}

/// The years of which there is something to draw, the last first: those of publications and others that are
/// known; this year at least.
pub(crate) fn years(
    counts: &PublicCounts,
    others: impl IntoIterator<Item = i16>,
    today: Date,
) -> Vec<i16> {
    let published = counts.by_year.keys().copied();
    let all: BTreeSet<i16> = published.chain(others).collect();
    if all.is_empty() {
        return vec![today.year()];
    }
    all.into_iter().rev().collect()
}

/// A year that was asked for, if it is one of these; else the usual one, or the first of them.
pub(crate) fn chosen(asked: &str, years: &[i16], usual: Option<i16>) -> i16 {
    let asked = asked.parse().ok().filter(|year| years.contains(year));
    let first = years.first().copied();
    asked.or(usual).or(first).unwrap_or_default()
}

/// The last year in which anything was published.
pub(crate) fn last_published(counts: &PublicCounts) -> Option<i16> {
    counts.by_year.keys().next_back().copied()
}

/// A picture's table as a file of these names: `months-2020.csv`.
pub(crate) fn file(name: &str, year: i16) -> String {
    format!("{name}-{year}.csv")
}

/// Name and year of such a file.
pub(crate) fn of_file(file: &str) -> Option<(&str, i16)> {
    let (name, year) = file.strip_suffix(".csv")?.rsplit_once('-')?;
    let year = year.parse().ok().filter(|year| (1..=9999).contains(year))?;
    Some((name, year))
}

/// A year before the first of which there are records is absent, not empty.
fn drawn(year: i16, months: &[MonthFigures; 12], first: Option<i16>, today: Date) -> Months {
    let recorded = year == today.year() || first.is_some_and(|first| first <= year);
    let begun = if year == today.year() {
        usize::try_from(today.month()).unwrap_or(12)
    } else {
        12
    };
    Months {
        year,
        counts: recorded.then(|| months.map(|month| month.published)),
        begun,
    }
}

/// Counts by name, with a zero for each name that has none.
fn with_zeros(
    counts: Vec<(String, u64)>,
    names: impl Iterator<Item = String>,
    nameless: &str,
) -> Vec<(String, u64)> {
    let named = counts.into_iter().map(|(name, count)| {
        let name = if name.is_empty() {
            nameless.to_owned()
        } else {
            name
        };
        (name, count)
    });
    let mut all: Vec<(String, u64)> = named.collect();
    for name in names {
        if !all.iter().any(|(known, _)| *known == name) {
            all.push((name, 0));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_picture_and_year_and_read_back() {
        assert_eq!(of_file(&file("in-time", 2020)), Some(("in-time", 2020)));
        for wrong in [
            "months.csv",
            "months-2020",
            "months-x.csv",
            "months--32768.csv",
            "months-0.csv",
            "../x-2020.html",
        ] {
            assert_eq!(of_file(wrong), None, "{wrong}");
        }
    }
}
