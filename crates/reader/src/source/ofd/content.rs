//! What is drawn on a page or template: characters at their places, lines, how much is covered
//! by pictures.

use super::super::SourceError;
use super::super::page::matrix::{Matrix, Point};
use super::super::page::{Glyph, Rule};
use super::super::xml::{self, Node, Tag};
use super::measure::{Measures, POINTS, Steps, rectangle};
use super::path::path;

/// Characters and lines of a package.
const DRAWN_LIMIT: usize = 4_000_000;

/// Whether a template is drawn before the page or over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    #[default]
    Below,
    Above,
}

impl Order {
    pub(super) fn of(word: &str) -> Self {
        if word == "Foreground" {
            Self::Above
        } else {
            Self::Below
        }
    }
}

/// A template that a page is drawn over.
#[derive(Debug)]
pub(super) struct Used {
    pub(super) number: String,
    pub(super) order: Option<Order>,
}

/// What is drawn, in points from the origin of the measures.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// Left, top, width and height of the page, in millimetres, if it says so itself.
    pub(super) area: Option<[f32; 4]>,
    pub(super) templates: Vec<Used>,
    pub(super) glyphs: Vec<Glyph>,
    /// How many characters stand in each direction, by quarters of a turn to the right.
    pub(super) directions: [usize; 4],
    pub(super) rules: Vec<Rule>,
    pub(super) unknown: usize,
    /// Square millimetres covered by pictures.
    pub(super) pictures: f32,
}

impl Drawing {
    pub(super) fn size(&self) -> usize {
        self.glyphs.len() + self.rules.len()
    }
}

/// Counts what is drawn; refuses what no document has.
pub(super) fn count(drawn: &mut usize, more: usize) -> Result<(), SourceError> {
    *drawn = drawn.saturating_add(more);
    if *drawn <= DRAWN_LIMIT {
        return Ok(());
    }
    let limit = u64::try_from(DRAWN_LIMIT).unwrap_or(u64::MAX);
    Err(SourceError::too_large("版式文件的字数与线数", limit))
}

/// What a page draws.
pub(super) fn drawing(text: &str, drawn: &mut usize) -> Result<Drawing, SourceError> {
    let mut walker = Walker::default();
    xml::walk(text, |node| {
        let before = walker.drawing.size();
        walker.visit(node)?;
        count(drawn, walker.drawing.size() - before)
    })?;
    Ok(walker.drawing)
}

/// Elements whose content is not drawn itself: what cuts off, patterns of colours, links.
const SKIPPED: [&str; 5] = ["Clips", "FillColor", "StrokeColor", "Actions", "Border"];

#[derive(Default)]
struct Walker {
    drawing: Drawing,
    /// How many elements deep inside one that is skipped.
    skipped: usize,
    open: Option<Open>,
    /// The characters of the innermost element that has some.
    text: String,
    takes_text: bool,
}

/// The object that is being read.
enum Open {
    Text(TextObject),
    Path(PathObject),
}

struct TextObject {
    /// From its own measures to points of the page.
    map: Matrix,
    size: f32,
    stretch: f32,
    reads: u8,
    stands: u8,
    at: Point,
    steps: (Option<String>, Option<String>),
}

struct PathObject {
    map: Matrix,
    pen: f32,
    stroke: bool,
    fill: bool,
}

impl Walker {
    fn visit(&mut self, node: Node<'_>) -> Result<(), SourceError> {
        match node {
            Node::Open { name, .. } if self.skipped > 0 || SKIPPED.contains(&name) => {
                self.skipped += 1;
            }
            Node::Close { .. } if self.skipped > 0 => self.skipped -= 1,
            Node::Open { name, tag, .. } => self.start(name, tag)?,
            Node::Close { name, .. } => self.end(name),
            Node::Text(text) if self.takes_text && self.skipped == 0 => self.text.push_str(text),
            Node::Text(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, name: &str, tag: Tag<'_>) -> Result<(), SourceError> {
        match name {
            "PhysicalBox" | "AbbreviatedData" => self.take_text(),
            "Layer" | "PageBlock" | "CompositeObject" => {
                self.skipped = usize::from(!Measures::of(tag).visible);
            }
            "Template" => {
                let said = Measures::of(tag);
                let (number, order) = (said.number, said.order);
                self.drawing.templates.push(Used { number, order });
                if self.drawing.templates.len() > 100 {
                    return Err(SourceError::too_large("每页模板数", 100));
                }
            }
            "TextObject" | "PathObject" | "ImageObject" => self.start_object(name, tag),
            "TextCode" => self.start_code(tag),
            _ => {}
        }
        Ok(())
    }

    fn take_text(&mut self) {
        self.text.clear();
        self.takes_text = true;
    }

    fn start_object(&mut self, name: &str, tag: Tag<'_>) {
        let said = Measures::of(tag);
        if !said.visible {
            self.skipped = 1;
            return;
        }
        let [left, top, width, height] = said.boundary.unwrap_or_else(|| corner(tag));
        let shift = Matrix::new([POINTS, 0.0, 0.0, POINTS, left * POINTS, top * POINTS]);
        let map = said.map.map_or(shift, |map| map.then(shift));
        self.open = match name {
            "TextObject" => Some(Open::Text(TextObject {
                map,
                size: said.size,
                stretch: said.stretch,
                reads: said.reads,
                stands: said.stands,
                at: (0.0, 0.0),
                steps: (None, None),
            })),
            "PathObject" => Some(Open::Path(PathObject {
                map,
                pen: said.pen,
                stroke: said.stroke,
                fill: said.fill.unwrap_or(false),
            })),
            _ => {
                self.drawing.pictures += width * height;
                None
            }
        };
    }

    /// A place that is not said is that of the code before.
    fn start_code(&mut self, tag: Tag<'_>) {
        if let Some(Open::Text(object)) = &mut self.open {
            let said = Measures::of(tag);
            object.at = (said.x.unwrap_or(object.at.0), said.y.unwrap_or(object.at.1));
            object.steps = (said.steps_x, said.steps_y);
            self.take_text();
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "TextCode" => {
                self.takes_text = false;
                if let Some(Open::Text(object)) = &self.open {
                    object.draw(&self.text, &mut self.drawing);
                }
            }
            "AbbreviatedData" => {
                self.takes_text = false;
                if let Some(Open::Path(object)) = &self.open {
                    object.draw(&self.text, &mut self.drawing.rules);
                }
            }
            "PhysicalBox" => {
                self.takes_text = false;
                self.drawing.area = rectangle(&self.text);
            }
            "TextObject" | "PathObject" => self.open = None,
            _ => {}
        }
    }
}

/// The place of an object whose boundary encloses nothing, as that of a straight line.
fn corner(tag: Tag<'_>) -> [f32; 4] {
    let said = tag.text("Boundary").unwrap_or_default();
    let mut numbers = said.split_ascii_whitespace().map(super::measure::number);
    let mut next = || numbers.next().flatten().unwrap_or(0.0);
    [next(), next(), 0.0, 0.0]
}

impl TextObject {
    fn draw(&self, text: &str, drawing: &mut Drawing) {
        let Some(direction) = self.direction() else {
            return;
        };
        let (mut x, mut y) = self.at;
        let mut steps_x = self.steps.0.as_deref().map(Steps::of);
        let mut steps_y = self.steps.1.as_deref().map(Steps::of);
        for c in text.chars().filter(|c| !matches!(c, '\r' | '\n')) {
            let width = self.size * self.stretch * share(c);
            if !c.is_whitespace() && !c.is_control() {
                drawing.glyphs.push(self.glyph(c, (x, y), width));
                drawing.directions[direction] += 1;
                let own = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. | char::REPLACEMENT_CHARACTER);
                drawing.unknown += usize::from(own);
            }
            let step = match (&mut steps_x, &mut steps_y) {
                // Nobody prints characters over each other: they stand one behind the other.
                (None, None) => turned((width, 0.0), self.reads),
                (across, down) => {
                    let next =
                        |steps: &mut Option<Steps<'_>>| steps.as_mut().map_or(0.0, Steps::next);
                    (next(across), next(down))
                }
            };
            (x, y) = (x + step.0, y + step.1);
        }
    }

    /// In which direction its characters stand; `None` for text across the page, which is printed
    /// over it and belongs to no line.
    fn direction(&self) -> Option<usize> {
        let (x, y) = self.map.step(turned((1.0, 0.0), self.stands));
        let upright = x.abs().min(y.abs()) <= 0.1 * x.abs().max(y.abs());
        let direction = match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        };
        (upright && self.size > 0.0).then_some(direction)
    }

    fn glyph(&self, character: char, (x, y): Point, width: f32) -> Glyph {
        /// How far a character reaches above and below its line, as shares of its size.
        const ABOVE: f32 = 0.88;
        const BELOW: f32 = 0.12;
        let corner = |right: f32, down: f32| {
            let (right, down) = turned((right, down), self.stands);
            self.map.point((x + right, y + down))
        };
        let from = corner(0.0, -ABOVE * self.size);
        let to = corner(width, BELOW * self.size);
        Glyph {
            character,
            left: from.0.min(to.0),
            right: from.0.max(to.0),
            top: from.1.min(to.1),
            bottom: from.1.max(to.1),
        }
    }
}

/// How wide a character is, as a share of its size: fonts are not asked.
fn share(c: char) -> f32 {
    let narrow = c.is_ascii() || matches!(c, '\u{a0}'..='\u{24f}');
    if narrow { 0.5 } else { 1.0 }
}

/// A step, turned to the right by so many quarters.
fn turned((x, y): Point, quarters: u8) -> Point {
    match quarters {
        1 => (-y, x),
        2 => (-x, -y),
        3 => (y, -x),
        _ => (x, y),
    }
}

impl PathObject {
    fn draw(&self, data: &str, rules: &mut Vec<Rule>) {
        let path = path(data, self.map);
        if self.stroke {
            path.stroke(self.pen * self.map.scale(), rules);
        } else if self.fill {
            path.fill(rules);
        }
    }
}
