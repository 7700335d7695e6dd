//! Measures as OFD writes them: rectangles, maps, steps between characters.

use super::super::page::matrix::Matrix;
use super::super::xml::Tag;
use super::content::Order;
use std::str::SplitAsciiWhitespace;

/// Points of a millimetre.
pub(super) const POINTS: f32 = 72.0 / 25.4;

/// What the attributes of an element say, read in one pass.
#[derive(Debug)]
pub(super) struct Measures {
    /// `ID` or `TemplateID`.
    pub(super) number: String,
    /// `BaseLoc`.
    pub(super) place: String,
    /// `ZOrder`.
    pub(super) order: Option<Order>,
    pub(super) boundary: Option<[f32; 4]>,
    pub(super) map: Option<Matrix>,
    pub(super) size: f32,
    /// `HScale`.
    pub(super) stretch: f32,
    /// `ReadDirection` and `CharDirection`, in quarters of a turn to the right.
    pub(super) reads: u8,
    pub(super) stands: u8,
    /// `LineWidth`, in millimetres.
    pub(super) pen: f32,
    pub(super) stroke: bool,
    pub(super) fill: Option<bool>,
    pub(super) visible: bool,
    pub(super) x: Option<f32>,
    pub(super) y: Option<f32>,
    pub(super) steps_x: Option<String>,
    pub(super) steps_y: Option<String>,
}

impl Measures {
    pub(super) fn of(tag: Tag<'_>) -> Self {
        let mut said = Self::unsaid();
        for attribute in tag.attributes() {
            let value = attribute.value.as_ref();
            said.take(attribute.key.local_name().into_inner(), value);
        }
        said
    }

    /// What holds where nothing is said.
    fn unsaid() -> Self {
        Self {
            number: String::new(),
            place: String::new(),
            order: None,
            boundary: None,
            map: None,
            size: 0.0,
            stretch: 1.0,
            reads: 0,
            stands: 0,
            pen: 0.353,
            stroke: true,
            fill: None,
            visible: true,
            x: None,
            y: None,
            steps_x: None,
            steps_y: None,
        }
    }

    fn take(&mut self, name: &str, value: &str) {
        match name {
            "ID" | "TemplateID" => value.clone_into(&mut self.number),
            "BaseLoc" => value.clone_into(&mut self.place),
            "ZOrder" => self.order = Some(Order::of(value)),
            "Boundary" => self.boundary = rectangle(value),
            "CTM" => self.map = numbers(value).map(Matrix::new),
            "Size" => self.size = number(value).unwrap_or(0.0),
            "HScale" => self.stretch = number(value).unwrap_or(1.0),
            "ReadDirection" => self.reads = quarters(value),
            "CharDirection" => self.stands = quarters(value),
            "LineWidth" => self.pen = number(value).unwrap_or(self.pen),
            "Stroke" => self.stroke = value != "false",
            "Fill" => self.fill = Some(value != "false"),
            "Visible" => self.visible = value != "false",
            "X" => self.x = number(value),
            "Y" => self.y = number(value),
            "DeltaX" => self.steps_x = Some(value.to_owned()),
            "DeltaY" => self.steps_y = Some(value.to_owned()),
            _ => {}
        }
    }
}

/// A number that can be measured with: no infinity, nothing beyond any page.
pub(super) fn number(word: &str) -> Option<f32> {
    const FAR: f32 = 1e6;
    let number: f32 = word.trim().parse().ok()?;
    (number.abs() <= FAR).then_some(number)
}

fn numbers<const N: usize>(text: &str) -> Option<[f32; N]> {
    let mut numbers = [0.0; N];
    let mut words = text.split_ascii_whitespace();
    for place in &mut numbers {
        *place = number(words.next()?)?;
    }
    Some(numbers)
}

/// Left, top, width and height.
pub(super) fn rectangle(text: &str) -> Option<[f32; 4]> {
    numbers(text).filter(|[_, _, width, height]| *width > 0.0 && *height > 0.0)
}

fn quarters(degrees: &str) -> u8 {
    match degrees.trim() {
        "90" => 1,
        "180" => 2,
        "270" => 3,
        _ => 0,
    }
}

/// Steps from character to character. `g 3 4.2` stands for three steps of 4.2; it is counted
/// down, never written out.
pub(super) struct Steps<'t> {
    words: SplitAsciiWhitespace<'t>,
    again: u32,
    step: f32,
}

impl<'t> Steps<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self {
            words: text.split_ascii_whitespace(),
            again: 0,
            step: 0.0,
        }
    }

    /// The next step; behind the last it is that again.
    pub(super) fn next(&mut self) -> f32 {
        if self.again > 0 {
            self.again -= 1;
            return self.step;
        }
        match self.words.next() {
            Some("g") => {
                let times: u32 = self
                    .words
                    .next()
                    .and_then(|word| word.parse().ok())
                    .unwrap_or(1);
                self.step = self.words.next().and_then(number).unwrap_or(self.step);
                self.again = times.saturating_sub(1);
            }
            Some(word) => self.step = number(word).unwrap_or(self.step),
            None => {}
        }
        self.step
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_steps_is_as_long_as_it_says_without_being_written_out() {
        let mut steps = Steps::of("1 g 2 4.5 3 g 4000000000 2");
        let taken: Vec<f32> = (0..6).map(|_| steps.next()).collect();
        assert_eq!(taken, [1.0, 4.5, 4.5, 3.0, 2.0, 2.0]);
    }

    #[test]
    fn numbers_that_measure_nothing_are_none() {
        for word in ["NaN", "inf", "1e30", "", "a"] {
            assert_eq!(number(word), None);
        }
        assert_eq!(rectangle("0 0 210 297"), Some([0.0, 0.0, 210.0, 297.0]));
        assert_eq!(rectangle("0 0 0 297"), None);
    }
}
