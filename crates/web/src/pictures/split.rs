//! Bars in the order given, each of two parts: a filled one and a hatched one.
//!
//! The one picture that is also drawn for pages outside the office; those bring their own colours for
//! the classes `pic-bar`, `pic-edge`, `pic-paper` and `pic-axis`.

use super::canvas::{Anchor, Canvas, WIDTH, cut};
use super::scale::Scale;

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitBar {
    /// Its name.
    pub name: String,
    /// The filled part.
    pub filled: u64,
    /// The hatched part behind it.
    pub hatched: u64,
}

const ROW: i64 = 38;
const LENGTH: i64 = WIDTH - 96;

/// The picture as SVG; `id` tells the pictures of a page apart, the sentence says what it shows to who
/// does not see it.
pub fn split_bars(id: &str, title: &str, sentence: &str, bars: &[SplitBar]) -> String {
    let rows = i64::try_from(bars.len()).unwrap_or(0);
    let mut canvas = Canvas::new(id, rows * ROW + 4);
    let greatest = bars.iter().map(|bar| bar.filled + bar.hatched).max();
    let scale = Scale::up_to(greatest.unwrap_or(0), LENGTH);
    for (y, bar) in (0..).step_by(38).zip(bars) {
        let (filled, whole) = (
            scale.units(bar.filled),
            scale.units(bar.filled + bar.hatched),
        );
        canvas.text((0, y + 12), Anchor::Start, &cut(&bar.name, 26));
        canvas.bar((0, y + 18), (filled, 12));
        if bar.hatched > 0 {
            canvas.hatched((filled, y + 18), ((whole - filled).max(1), 12));
        }
        let number = if bar.hatched > 0 {
            format!("{}＋{}", bar.filled, bar.hatched)
        } else {
            bar.filled.to_string()
        };
        canvas.text((whole + 5, y + 28), Anchor::Start, &number);
    }
    canvas.line("pic-axis", (0, 0), (0, rows * ROW));
    canvas.finish(title, sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_of_nothing_has_no_length_and_names_are_escaped() {
        let bar = |name: &str, filled, hatched| SplitBar {
            name: name.to_owned(),
            filled,
            hatched,
        };
        let bars = [bar("<甲>", 3, 1), bar("乙", 0, 0)];
        let svg = split_bars("years", "各年", "一句话。", &bars);
        assert!(svg.contains("&lt;甲&gt;") && svg.contains("3＋1"));
        assert!(svg.contains(r#"<rect class="pic-bar" x="0" y="56" width="0" height="12"/>"#));
        assert_eq!(svg.matches("pic-edge\" fill").count(), 1);
    }
}
