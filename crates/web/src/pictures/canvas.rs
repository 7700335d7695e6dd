//! A sheet on which bars, lines, marks and text are put: SVG without style attributes, in whole units.

use std::fmt::Write as _;

/// Units across.
pub(super) const WIDTH: i64 = 360;

/// Where text stands by its point.
#[derive(Debug, Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// The sheet.
#[derive(Debug)]
pub(super) struct Canvas {
    id: String,
    height: i64,
    body: String,
    /// Whether parts of a whole are drawn, which have patterns of their own.
    has_parts: bool,
}

/// Parts of a whole that can be told apart without colour.
pub(super) const PARTS: usize = 6;

/// How the second to the fifth of them are filled; the first is full and the sixth empty.
const FILLS: [(u8, &str); 4] = [
    (6, "M-1 1l2-2M0 6l6-6M5 7l2-2"),
    (6, "M0 3h6M3 0v6"),
    (5, "M0 1.5h2.5"),
    (4, "M1 0v4"),
];

impl Canvas {
    /// An empty sheet. The identity keeps the patterns of several pictures of a page apart.
    pub(super) fn new(id: &str, height: i64) -> Self {
        Self {
            id: format!("pic-{id}"),
            height,
            body: String::new(),
            has_parts: false,
        }
    }

    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        let _infallible = self.body.write_fmt(element);
        self.body.push('\n');
    }

    /// A filled bar.
    pub(super) fn bar(&mut self, (x, y): (i64, i64), (width, height): (i64, i64)) {
        self.put(format_args!(
            r#"<rect class="pic-bar" x="{x}" y="{y}" width="{width}" height="{height}"/>"#
        ));
    }

    /// A hatched bar, which is told from a filled one without colour.
    pub(super) fn hatched(&mut self, (x, y): (i64, i64), (width, height): (i64, i64)) {
        let id = self.id.clone();
        self.put(format_args!(
            r#"<rect class="pic-edge" fill="url(#{id}-hatch)" x="{x}" y="{y}" width="{width}" height="{height}"/>"#
        ));
    }

    /// A part of a whole, by its place among at most [`PARTS`].
    pub(super) fn part(&mut self, at: usize, (x, y): (i64, i64), (width, height): (i64, i64)) {
        self.has_parts = true;
        let fill = match at {
            0 => " pic-p0".to_owned(),
            1..=4 => format!("\" fill=\"url(#{}-p{at})", self.id),
            _ => " pic-paper".to_owned(),
        };
        self.put(format_args!(
            r#"<rect class="pic-part{fill}" x="{x}" y="{y}" width="{width}" height="{height}"/>"#
        ));
    }

    /// A line through points, or the surface within them.
    pub(super) fn path(&mut self, kind: &'static str, points: &[(i64, i64)]) {
        let way = way(points);
        self.put(format_args!(r#"<path class="{kind}" d="{way}"/>"#));
    }

    /// A hatched surface within points.
    pub(super) fn hatched_area(&mut self, points: &[(i64, i64)]) {
        let (id, way) = (self.id.clone(), way(points));
        self.put(format_args!(
            r#"<path class="pic-edge" fill="url(#{id}-hatch)" d="{way}"/>"#
        ));
    }

    /// A line of a kind: `pic-line`, `pic-axis`, `pic-limit`.
    pub(super) fn line(&mut self, kind: &'static str, from: (i64, i64), to: (i64, i64)) {
        let ((x1, y1), (x2, y2)) = (from, to);
        self.put(format_args!(
            r#"<line class="{kind}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#
        ));
    }

    /// A filled dot.
    pub(super) fn dot(&mut self, (x, y): (i64, i64)) {
        self.put(format_args!(
            r#"<circle class="pic-bar" cx="{x}" cy="{y}" r="5"/>"#
        ));
    }

    /// A crossed square: what is late.
    pub(super) fn cross(&mut self, (x, y): (i64, i64)) {
        let (left, top) = (x - 5, y - 5);
        self.put(format_args!(
            r#"<path class="pic-late" d="M{left} {top}h10v10h-10zl10 10m0-10l-10 10"/>"#
        ));
    }

    /// Text.
    pub(super) fn text(&mut self, (x, y): (i64, i64), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let text = escaped(text);
        self.put(format_args!(
            r#"<text x="{x}" y="{y}"{anchor}>{text}</text>"#
        ));
    }

    /// A word that warns, in bold.
    pub(super) fn warning(&mut self, (x, y): (i64, i64), text: &str) {
        let text = escaped(text);
        self.put(format_args!(
            r#"<text class="pic-warn" x="{x}" y="{y}" text-anchor="end">{text}</text>"#
        ));
    }

    /// The picture, with what a screen reader says of it.
    pub(super) fn finish(self, title: &str, sentence: &str) -> String {
        let Self {
            id,
            height,
            body,
            has_parts,
        } = self;
        let parts = if has_parts { fills(&id) } else { String::new() };
        let (title, sentence) = (escaped(title), escaped(sentence));
        format!(
            "<svg class=\"pic\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
             role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\n\
             <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{sentence}</desc>\n\
             <defs><pattern id=\"{id}-hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><rect class=\"pic-paper\" width=\"5\" height=\"5\"/>\
             <line class=\"pic-edge\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\"/></pattern>{parts}</defs>\n{body}</svg>"
        )
    }
}

/// From point to point.
fn way(points: &[(i64, i64)]) -> String {
    let mut way = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        let _infallible = write!(way, "{}{x} {y}", if at == 0 { 'M' } else { 'L' });
    }
    way
}

/// The patterns of parts.
fn fills(id: &str) -> String {
    let pattern = |(at, (size, way)): (usize, &(u8, &str))| {
        format!(
            "<pattern id=\"{id}-p{at}\" width=\"{size}\" height=\"{size}\" \
             patternUnits=\"userSpaceOnUse\"><rect class=\"pic-paper\" width=\"{size}\" \
             height=\"{size}\"/><path class=\"pic-p{at}\" d=\"{way}\"/></pattern>"
        )
    };
    (1..).zip(&FILLS).map(pattern).collect()
}

/// Text within SVG: marks escaped, what XML does not have left out.
pub(super) fn escaped(text: &str) -> String {
    crate::pages::column::feeds::xml(text)
}

/// A name cut to so many characters, with a sign that it was.
pub(super) fn cut(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let kept: String = name.chars().take(most.saturating_sub(1)).collect();
    format!("{kept}…")
}
