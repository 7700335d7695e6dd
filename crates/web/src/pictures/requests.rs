//! The open requests on one line of days: from the day that started the clock to the last day for the
//! reply, what does not count hatched, today across all of them.

use super::canvas::{Anchor, Canvas, WIDTH};
use jiff::civil::Date;

/// A request with its clock.
#[derive(Debug, Clone)]
pub(crate) struct RequestBar {
    pub(crate) number: String,
    /// The day that started the clock.
    pub(crate) from: Date,
    /// The last day for the reply.
    pub(crate) due: Date,
    /// Days that do not count, from and to.
    pub(crate) paused: Vec<(Date, Date)>,
}

const LEFT: i64 = 72;
const RIGHT: i64 = 12;
const TOP: i64 = 22;
const ROW: i64 = 26;
/// Days shown on either side of today at most; what lies further stands at the edge.
const FAR: i64 = 45;
/// Requests drawn at most; the table has all.
const MOST: usize = 20;

/// From which to which day the picture reaches, counted from today.
struct Span {
    today: Date,
    first: i64,
    last: i64,
}

impl Span {
    fn of(bars: &[RequestBar], today: Date) -> Self {
        let off = |day: Date| i64::from((day - today).get_days());
        let first = bars.iter().map(|bar| off(bar.from)).min().unwrap_or(0);
        let last = bars.iter().map(|bar| off(bar.due)).max().unwrap_or(0);
        Self {
            today,
            first: first.clamp(-FAR, 0),
            last: last.clamp(1, FAR),
        }
    }

    /// Units from the left of a day.
    fn units(&self, day: Date) -> i64 {
        let off = i64::from((day - self.today).get_days()).clamp(self.first, self.last);
        LEFT + (off - self.first) * (WIDTH - LEFT - RIGHT) / (self.last - self.first).max(1)
    }
}

/// The sentence that reads the picture, and the drawing; no drawing of nothing.
pub(crate) fn request_bars(bars: &[RequestBar], today: Date) -> (String, String) {
    if bars.is_empty() {
        return (String::new(), String::new());
    }
    let late = bars.iter().filter(|bar| bar.due < today).count();
    let paused = bars.iter().filter(|bar| !bar.paused.is_empty()).count();
    let late = match late {
        0 => "都没有过期".to_owned(),
        late => format!("{late}件已经过期（画叉）"),
    };
    let paused = match paused {
        0 => String::new(),
        paused => format!("；{paused}件有停止计算的日子（画斜线）"),
    };
    let sentence = format!("{}件申请的答复期限，{late}{paused}。", bars.len());
    let svg = draw(bars, today, &sentence);
    (sentence, svg)
}

fn draw(bars: &[RequestBar], today: Date, sentence: &str) -> String {
    let shown = bars.get(..MOST).unwrap_or(bars);
    let height = TOP + ROW * i64::try_from(shown.len()).unwrap_or(0) + 4;
    let mut canvas = Canvas::new("requests", height);
    let span = Span::of(shown, today);
    let now = span.units(today);
    for (y, bar) in (TOP..).step_by(26).zip(shown) {
        row(&mut canvas, bar, &span, y);
    }
    canvas.line("pic-limit", (now, TOP - 6), (now, height));
    let anchor = if now > WIDTH - 30 {
        Anchor::End
    } else {
        Anchor::Middle
    };
    canvas.text((now, 12), anchor, "今天");
    canvas.finish("各件申请的答复期限", sentence)
}

fn row(canvas: &mut Canvas, bar: &RequestBar, span: &Span, y: i64) {
    canvas.text((0, y + 13), Anchor::Start, &bar.number);
    let (from, due) = (span.units(bar.from), span.units(bar.due));
    canvas.bar((from, y + 3), ((due - from).max(2), 12));
    for (start, end) in &bar.paused {
        let (start, end) = (span.units(*start), span.units(*end));
        canvas.hatched((start, y + 3), ((end - start).max(3), 12));
    }
    if bar.due < span.today {
        canvas.cross((due, y + 9));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn bar(number: &str, from: Date, due: Date) -> RequestBar {
        RequestBar {
            number: number.to_owned(),
            from,
            due,
            paused: Vec::new(),
        }
    }

    #[test]
    fn what_is_late_has_a_cross_and_what_does_not_count_is_hatched() {
        let today = date(2026, 3, 20);
        let mut asked = bar("2026-0002", date(2026, 3, 2), date(2026, 4, 7));
        asked.paused.push((date(2026, 3, 9), date(2026, 3, 13)));
        let late = bar("2026-0001", date(2026, 2, 2), date(2026, 3, 6));
        let (sentence, svg) = request_bars(&[late, asked], today);
        assert_eq!(
            sentence,
            "2件申请的答复期限，1件已经过期（画叉）；1件有停止计算的日子（画斜线）。"
        );
        assert_eq!(svg.matches("pic-late").count(), 1);
        assert_eq!(svg.matches("-hatch)").count(), 1);
        assert_eq!(request_bars(&[], today).1, "");
    }

    #[test]
    fn no_day_stands_outside_the_sheet() {
        let today = date(2026, 3, 20);
        let bars = [bar("1", date(2019, 6, 1), date(2029, 1, 1))];
        let span = Span::of(&bars, today);
        for day in [date(2019, 6, 1), today, date(2029, 1, 1)] {
            assert!((LEFT..=WIDTH - RIGHT).contains(&span.units(day)), "{day}");
        }
    }
}
