//! How requests ended: one bar of a hundred per cent a year or a unit, in the six groups of the report.

use super::canvas::{Anchor, Canvas, PARTS, cut};
use super::parts::{bar, legend};
use super::{Picture, Table, named, share};
use gongkai_domain::request::OutcomeGroup;

/// What the bars are of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outcomes<'a> {
    pub(crate) title: &'a str,
    /// 年度, 单位.
    pub(crate) of: &'static str,
}

/// A year or a unit.
#[derive(Debug, Clone)]
pub(crate) struct OutcomeBar {
    pub(crate) name: String,
    /// The six groups in the order of the report; none where there is no report, or it says nothing of one.
    pub(crate) counts: Option<[u64; PARTS]>,
}

impl OutcomeBar {
    fn total(&self) -> u64 {
        self.counts.map_or(0, |counts| counts.iter().sum())
    }
}

/// Bars drawn at most; the table has all.
const MOST: usize = 16;
const ROW: i64 = 60;

/// The picture, in the order of the bars.
pub(crate) fn outcomes(what: Outcomes<'_>, bars: &[OutcomeBar]) -> Picture {
    let shown: Vec<&OutcomeBar> = bars.iter().filter(|bar| bar.total() > 0).collect();
    let sentence = sentence(what, bars, shown.len());
    let svg = if shown.is_empty() {
        String::new()
    } else {
        draw(what, shown.get(..MOST).unwrap_or(&shown), &sentence)
    };
    Picture {
        name: "outcomes",
        title: what.title.to_owned(),
        svg,
        table: table(what, bars),
        ..Picture::saying(sentence)
    }
}

fn draw(what: Outcomes<'_>, shown: &[&OutcomeBar], sentence: &str) -> String {
    let rows = i64::try_from(shown.len()).unwrap_or(0);
    let mut canvas = Canvas::new("outcomes", 44 + rows * ROW);
    let top = legend(&mut canvas, OutcomeGroup::ALL.map(OutcomeGroup::zh));
    for (y, one) in (top..).step_by(60).zip(shown) {
        let name = format!("{}　办结{}件", cut(&one.name, 18), one.total());
        canvas.text((0, y + 14), Anchor::Start, &name);
        bar(&mut canvas, y + 20, one.counts.unwrap_or_default());
    }
    canvas.finish(what.title, sentence)
}

fn sentence(what: Outcomes<'_>, bars: &[OutcomeBar], with: usize) -> String {
    let of = what.of;
    let missing: Vec<String> = bars
        .iter()
        .filter(|one| one.counts.is_none())
        .map(|one| one.name.clone())
        .collect();
    let unknown = if missing.is_empty() {
        String::new()
    } else {
        format!("；没有填全年度报告的不画：{}", named(&missing, 3))
    };
    let sums = sums(bars);
    let total: u64 = sums.iter().sum();
    if total == 0 {
        return format!("没有办结的申请{unknown}。");
    }
    let groups = OutcomeGroup::ALL.into_iter().zip(sums);
    let most = groups.max_by_key(|(_, count)| *count);
    let (most, count) = most.map_or(("", 0), |(group, count)| (group.zh(), count));
    let drawn = if with > MOST {
        format!("，图里画前{MOST}个")
    } else {
        String::new()
    };
    format!(
        "有办结申请的{of}{with}个，共办结{total}件，{most}最多，{count}件，占{}{drawn}{unknown}。",
        share(count, total)
    )
}

fn sums(bars: &[OutcomeBar]) -> [u64; PARTS] {
    let mut sums = [0; PARTS];
    for counts in bars.iter().filter_map(|one| one.counts) {
        for (sum, count) in sums.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    sums
}

fn table(what: Outcomes<'_>, bars: &[OutcomeBar]) -> Table {
    let mut head = vec![what.of];
    head.extend(OutcomeGroup::ALL.map(OutcomeGroup::zh));
    head.push("合计");
    let mut table = Table::figures(&head);
    let row = |name: &str, counts: Option<[u64; PARTS]>| {
        let mut row = vec![name.to_owned()];
        match counts {
            Some(counts) => {
                row.extend(counts.map(|count| count.to_string()));
                row.push(counts.iter().sum::<u64>().to_string());
            }
            None => row.extend(std::iter::repeat_n("—".to_owned(), PARTS + 1)),
        }
        row
    };
    let rows = bars.iter().map(|one| row(&one.name, one.counts));
    table.rows = rows.collect();
    let known = bars.iter().filter(|one| one.counts.is_some());
    if known.count() > 1 {
        table.sum = row("合计", Some(sums(bars)));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHAT: Outcomes<'_> = Outcomes {
        title: "各单位申请的办理结果",
        of: "单位",
    };

    fn one(name: &str, counts: Option<[u64; PARTS]>) -> OutcomeBar {
        OutcomeBar {
            name: name.to_owned(),
            counts,
        }
    }

    #[test]
    fn a_unit_without_a_report_is_named_and_not_drawn_as_zero() {
        let picture = outcomes(
            WHAT,
            &[
                one("甲镇", Some([6, 2, 1, 0, 0, 1])),
                one("乙镇", None),
                one("丙镇", Some([0; PARTS])),
            ],
        );
        assert_eq!(
            picture.sentence,
            "有办结申请的单位1个，共办结10件，予以公开最多，6件，占60.0%；没有填全年度报告的不画：乙镇。"
        );
        assert_eq!(picture.table.rows[1][7], "—");
        assert_eq!(picture.table.rows[2][7], "0");
        assert_eq!(picture.table.sum[7], "10");
        assert!(!picture.svg.contains("乙镇</text>") && picture.svg.contains("甲镇"));
    }

    #[test]
    fn each_group_has_its_own_pattern_and_its_name() {
        let picture = outcomes(WHAT, &[one("甲镇", Some([1; PARTS]))]);
        for group in OutcomeGroup::ALL {
            assert!(picture.svg.contains(group.zh()));
        }
        for pattern in ["-p1)", "-p2)", "-p3)", "-p4)", "pic-p0", "pic-paper"] {
            assert!(picture.svg.matches(pattern).count() >= 2, "{pattern}");
        }
    }

    #[test]
    fn three_hundred_units_stay_within_thirty_kilobytes() {
        let long = "很长很长的单位名称人民政府街道办事处";
        let bars: Vec<OutcomeBar> = (0..300)
            .map(|n| one(&format!("{n}{long}"), Some([123; PARTS])))
            .collect();
        let picture = outcomes(WHAT, &bars);
        assert!(picture.svg.len() < 30_000, "{}", picture.svg.len());
        assert!(picture.sentence.contains("图里画前16个"));
        assert_eq!(picture.table.rows.len(), 300);
    }
}
