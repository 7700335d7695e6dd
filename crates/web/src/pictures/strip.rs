//! The freshness strip: for each place the days since its last posting, and the limit beside it.

use super::canvas::{Anchor, Canvas, WIDTH, cut};
use super::{Picture, Table, named};
use gongkai_domain::duty::Kept;

/// A place on the strip.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) name: String,
    /// 网站, 渠道 or 栏目.
    pub(crate) what: &'static str,
    /// Days since the last posting; none if there never was one.
    pub(crate) days: Option<i64>,
    /// The limit in words and in days, where there is one.
    pub(crate) limit: Option<(String, i64)>,
    pub(crate) kept: Kept,
    /// The day of the last posting, as it is printed.
    pub(crate) last: String,
}

impl Place {
    fn is_late(&self) -> bool {
        self.limit.is_some() && self.kept != Kept::Fresh
    }

    /// How it stands, in a word.
    pub(crate) fn state(&self) -> &'static str {
        match (&self.limit, self.kept) {
            (_, Kept::Never) => "从未发布",
            (Some(_), Kept::Stale) => "超期",
            (Some(_), Kept::Fresh) => "正常",
            (None, Kept::Stale | Kept::Fresh) => "没有期限",
        }
    }
}

/// Marks of the scale in days, each as far from the next: near days need more room than far ones.
const MARKS: [i64; 6] = [0, 14, 30, 90, 180, 365];
const GAP: i64 = 62;
const LEFT: i64 = 6;
const TOP: i64 = 24;
const ROW: i64 = 40;
/// Places drawn at most; the table has all.
const MOST: usize = 40;

/// Units from the left of a number of days. Beyond a year all stand at the end.
fn units(days: i64) -> i64 {
    let mut starts = LEFT;
    for pair in MARKS.windows(2) {
        if let [from, to] = pair {
            if days <= *to {
                return starts + (days - from).max(0) * GAP / (to - from);
            }
            starts += GAP;
        }
    }
    starts + GAP / 3
}

/// The picture; what presses most stands first.
pub(crate) fn strip(mut places: Vec<Place>) -> Picture {
    let longest = |place: &Place| std::cmp::Reverse(place.days.unwrap_or(i64::MAX));
    places.sort_by_key(|place| (!place.is_late(), place.limit.is_none(), longest(place)));
    let title = "各渠道和栏目多久没有更新".to_owned();
    let sentence = sentence(&places);
    let svg = if places.is_empty() {
        String::new()
    } else {
        draw(&places, &title, &sentence)
    };
    Picture {
        name: "freshness",
        title,
        sentence,
        svg,
        table: table(&places),
        csv: String::new(),
    }
}

fn draw(places: &[Place], title: &str, sentence: &str) -> String {
    let shown = places.get(..MOST).unwrap_or(places);
    let height = TOP + ROW * i64::try_from(shown.len()).unwrap_or(0);
    let mut canvas = Canvas::new("freshness", height);
    for mark in MARKS {
        let x = units(mark);
        canvas.line("pic-line", (x, 16), (x, height));
        let anchor = if mark == 0 {
            Anchor::Start
        } else {
            Anchor::Middle
        };
        let x = if mark == 0 { 0 } else { x };
        canvas.text((x, 12), anchor, &format!("{mark}天"));
    }
    for (y, place) in (TOP..).step_by(40).zip(shown) {
        row(&mut canvas, place, y);
    }
    canvas.finish(title, sentence)
}

fn row(canvas: &mut Canvas, place: &Place, y: i64) {
    canvas.text((LEFT, y + 14), Anchor::Start, &cut(&place.name, 18));
    let state = match place.days {
        Some(days) => format!("{days}天 {}", place.state()),
        None => place.state().to_owned(),
    };
    if place.is_late() {
        canvas.warning((WIDTH, y + 14), &state);
    } else {
        canvas.text((WIDTH, y + 14), Anchor::End, &state);
    }
    let track = y + 27;
    canvas.line("pic-axis", (LEFT, track), (WIDTH - 6, track));
    if let Some((_, limit)) = &place.limit {
        let x = units(*limit);
        canvas.line("pic-limit", (x, track - 8), (x, track + 8));
    }
    match place.days {
        Some(days) if place.is_late() => canvas.cross((units(days), track)),
        Some(days) => canvas.dot((units(days), track)),
        None => {}
    }
}

fn sentence(places: &[Place]) -> String {
    if places.is_empty() {
        return "还没有设置渠道和栏目。".to_owned();
    }
    let watched = places.iter().filter(|place| place.limit.is_some()).count();
    let of = |kept: Kept| -> Vec<String> {
        let found = places.iter();
        let found = found.filter(|place| place.limit.is_some() && place.kept == kept);
        found.map(|place| format!("“{}”", place.name)).collect()
    };
    let (stale, never) = (of(Kept::Stale), of(Kept::Never));
    if watched == 0 {
        return format!("{}个渠道和栏目都没有更新期限。", places.len());
    }
    if stale.is_empty() && never.is_empty() {
        return format!("有更新期限的{watched}个渠道和栏目都在期限以内。");
    }
    let mut parts = vec![format!("有更新期限的渠道和栏目{watched}个")];
    if !stale.is_empty() {
        parts.push(format!("超期{}个：{}", stale.len(), named(&stale, 3)));
    }
    if !never.is_empty() {
        parts.push(format!("从未发布{}个：{}", never.len(), named(&never, 3)));
    }
    parts.join("；") + "。"
}

fn table(places: &[Place]) -> Table {
    let head = ["名称", "类型", "更新期限", "最近发布", "已过天数", "状态"];
    let rows = places.iter().map(|place| {
        let limit = place.limit.as_ref();
        vec![
            place.name.clone(),
            place.what.to_owned(),
            limit.map_or_else(|| "没有".to_owned(), |(words, _)| words.clone()),
            place.last.clone(),
            place
                .days
                .map_or_else(|| "—".to_owned(), |days| days.to_string()),
            place.state().to_owned(),
        ]
    });
    Table {
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str, days: Option<i64>, limit: Option<i64>) -> Place {
        let kept = match (days, limit) {
            (None, _) => Kept::Never,
            (Some(days), Some(limit)) if days > limit => Kept::Stale,
            (Some(_), _) => Kept::Fresh,
        };
        Place {
            name: name.to_owned(),
            what: "渠道",
            days,
            limit: limit.map(|limit| (format!("{limit}天"), limit)),
            kept,
            last: String::new(),
        }
    }

    #[test]
    fn what_is_late_stands_first_with_a_cross_and_a_word() {
        let picture = strip(vec![
            place("公众号", Some(3), Some(14)),
            place("要闻", Some(40), Some(14)),
            place("公告", None, Some(180)),
            place("触摸屏", Some(900), None),
        ]);
        assert_eq!(
            picture.sentence,
            "有更新期限的渠道和栏目3个；超期1个：“要闻”；从未发布1个：“公告”。"
        );
        let names: Vec<&str> = picture
            .table
            .rows
            .iter()
            .map(|row| row[0].as_str())
            .collect();
        assert_eq!(names, ["公告", "要闻", "公众号", "触摸屏"]);
        assert_eq!(picture.svg.matches("pic-late").count(), 1);
        assert_eq!(picture.svg.matches("<circle").count(), 2);
        assert!(picture.svg.contains("40天 超期"));
        assert!(picture.svg.contains(">从未发布<"));
    }

    #[test]
    fn more_days_never_stand_further_left_and_all_stay_on_the_sheet() {
        let places: Vec<i64> = (0..4000).map(units).collect();
        assert!(places.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(places.iter().all(|x| (0..=WIDTH - 5).contains(x)));
        assert_eq!(units(14) - units(0), units(30) - units(14));
    }
}
