//! Figures by name, the greatest first: bars with number and share, no pie.

use super::canvas::{Anchor, Canvas, WIDTH, cut};
use super::scale::Scale;
use super::{Picture, Table, share};

/// What is ranked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ranking<'a> {
    /// Its name in addresses.
    pub(crate) name: &'static str,
    pub(crate) title: &'a str,
    /// What the names are: 类别, 渠道.
    pub(crate) of: &'static str,
    /// What is counted: 条, 次.
    pub(crate) unit: &'static str,
}

/// Bars drawn at most; the table has all.
const MOST: usize = 30;
const ROW: i64 = 38;
const LENGTH: i64 = WIDTH - 96;

/// The picture. Who has nothing stands at the end with a zero.
pub(crate) fn ranking(what: Ranking<'_>, figures: &[(String, u64)]) -> Picture {
    let mut figures = figures.to_vec();
    figures.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let total: u64 = figures.iter().map(|(_, count)| count).sum();
    let sentence = sentence(what, &figures, total);
    let svg = if total == 0 {
        String::new()
    } else {
        draw(what, &figures, total, &sentence)
    };
    Picture {
        name: what.name,
        title: what.title.to_owned(),
        sentence,
        svg,
        table: table(what, &figures, total),
        csv: String::new(),
    }
}

fn draw(what: Ranking<'_>, figures: &[(String, u64)], total: u64, sentence: &str) -> String {
    let shown = figures.get(..MOST).unwrap_or(figures);
    let rows = i64::try_from(shown.len()).unwrap_or(0);
    let mut canvas = Canvas::new(what.name, rows * ROW + 4);
    let greatest = figures.first().map_or(0, |(_, count)| *count);
    let scale = Scale::up_to(greatest, LENGTH);
    for (y, (name, count)) in (0..).step_by(38).zip(shown) {
        let length = scale.units(*count);
        canvas.text((0, y + 12), Anchor::Start, &cut(name, 26));
        canvas.bar((0, y + 18), (length, 12));
        let number = if *count == 0 {
            "0".to_owned()
        } else {
            format!("{count}{} {}", what.unit, share(*count, total))
        };
        canvas.text((length + 5, y + 28), Anchor::Start, &number);
    }
    canvas.line("pic-axis", (0, 0), (0, rows * ROW));
    canvas.finish(what.title, sentence)
}

fn sentence(what: Ranking<'_>, figures: &[(String, u64)], total: u64) -> String {
    let Ranking { of, unit, .. } = what;
    let Some((first, count)) = figures.first().filter(|_| total > 0) else {
        return format!("还没有可以按{of}统计的内容。");
    };
    let with = figures.iter().filter(|(_, count)| *count > 0).count();
    let none = figures.len() - with;
    let without = if none == 0 {
        String::new()
    } else {
        format!("，另有{none}个{of}没有")
    };
    format!(
        "共{total}{unit}，分布在{with}个{of}{without}；“{first}”最多，{count}{unit}，占{}。",
        share(*count, total)
    )
}

fn table(what: Ranking<'_>, figures: &[(String, u64)], total: u64) -> Table {
    let number = format!("数量（{}）", what.unit);
    let mut table = Table::figures(&[what.of, &number, "占比"]);
    let rows = figures.iter();
    let rows =
        rows.map(|(name, count)| vec![name.clone(), count.to_string(), share(*count, total)]);
    table.rows = rows.collect();
    table.sum = vec!["合计".to_owned(), total.to_string(), share(total, total)];
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHAT: Ranking<'_> = Ranking {
        name: "categories",
        title: "各类别公开数量",
        of: "类别",
        unit: "条",
    };

    fn of(figures: &[(&str, u64)]) -> Picture {
        let figures: Vec<(String, u64)> = figures
            .iter()
            .map(|(name, count)| ((*name).to_owned(), *count))
            .collect();
        ranking(WHAT, &figures)
    }

    #[test]
    fn the_greatest_stands_first_and_nothing_is_shown_as_zero() {
        let picture = of(&[("机构职能", 4), ("行政许可", 0), ("安全生产", 12)]);
        assert_eq!(
            picture.sentence,
            "共16条，分布在2个类别，另有1个类别没有；“安全生产”最多，12条，占75.0%。"
        );
        assert_eq!(picture.table.rows[0][0], "安全生产");
        assert_eq!(picture.table.rows[2], ["行政许可", "0", "0.0%"]);
        assert_eq!(picture.table.sum, ["合计", "16", "100.0%"]);
    }

    #[test]
    fn a_name_cannot_break_out_of_the_drawing() {
        let picture = of(&[("<script>&\"x", 1)]);
        assert!(!picture.svg.contains("<script>"));
        assert!(picture.svg.contains("&lt;script&gt;&amp;&quot;x"));
    }

    #[test]
    fn without_anything_there_is_no_drawing_and_the_sentence_says_so() {
        let picture = of(&[("机构职能", 0)]);
        assert!(picture.svg.is_empty());
        assert_eq!(picture.sentence, "还没有可以按类别统计的内容。");
    }

    #[test]
    fn a_hundred_categories_stay_within_thirty_kilobytes() {
        let names: Vec<String> = (0..100).map(|n| format!("很长的类别名称第{n}个")).collect();
        let figures: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 7)).collect();
        let picture = of(&figures);
        assert!(picture.svg.len() < 30_000, "{}", picture.svg.len());
        assert_eq!(picture.table.rows.len(), 100);
    }
}
