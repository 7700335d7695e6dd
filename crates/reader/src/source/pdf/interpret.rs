//! Operators of a content stream: what they do to the state of drawing.

use super::super::page::matrix::{Matrix, Point};
use super::super::page::path::{Path, narrow};
use super::super::page::{Page, Turn};
use super::font::Fonts;
use super::layers::Layers;
use super::lexer::{Lexer, Token, plain_name};
use super::marks::Mark;
use super::unpack::Unpacker;
use super::{Budget, Shared};
use hayro_syntax::page::Resources;
use std::collections::BTreeMap;

/// How text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextState {
    pub(super) font: Option<usize>,
    pub(super) size: f32,
    /// Added behind each character, and behind each blank.
    pub(super) spacing: (f32, f32),
    pub(super) stretch: f32,
    pub(super) leading: f32,
    pub(super) rise: f32,
}

/// What `q` saves and `Q` restores.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) matrix: Matrix,
    pub(super) text: TextState,
    pen: f32,
}

/// Draws a page.
#[derive(Debug)]
pub(super) struct Interpreter<'d> {
    pub(super) page: Page,
    pub(super) fonts: &'d mut Fonts,
    pub(super) layers: &'d Layers,
    pub(super) budget: &'d mut Budget,
    pub(super) unpacker: &'d mut Unpacker,
    pub(super) state: State,
    saved: Vec<State>,
    pub(super) text_matrix: Matrix,
    line_matrix: Matrix,
    path: Path,
    pub(super) marks: Vec<Mark>,
    /// How many of the marks hide what stands in them.
    pub(super) hiding: usize,
    /// How many characters run right, down, left and up.
    pub(super) runs: [usize; 4],
    /// The part of the page that pictures cover.
    pictures: f32,
    pub(super) scratch: Vec<u8>,
}

/// `q` without `Q`.
pub(super) const DEEPEST: usize = 256;
/// Operands before one operator, those of an array included.
const MOST_OPERANDS: usize = 50_000;
/// Names of fonts that a stream may use: pages of drawn fonts use a hundred.
const MOST_NAMES: usize = 2_000;
/// A page of which pictures cover this part is a picture.
const PICTURE: f32 = 0.25;

impl<'d> Interpreter<'d> {
    pub(super) fn new(
        page: Page,
        shown: Matrix,
        layers: &'d Layers,
        shared: &'d mut Shared,
    ) -> Self {
        let text = TextState {
            font: None,
            size: 0.0,
            spacing: (0.0, 0.0),
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        Self {
            page,
            fonts: &mut shared.fonts,
            layers,
            budget: &mut shared.budget,
            unpacker: &mut shared.unpacker,
            state: State {
                matrix: shown,
                text,
                pen: 1.0,
            },
            saved: Vec::new(),
            text_matrix: Matrix::IDENTITY,
            line_matrix: Matrix::IDENTITY,
            path: Path::default(),
            marks: Vec::new(),
            hiding: 0,
            runs: [0; 4],
            pictures: 0.0,
            scratch: Vec::new(),
        }
    }

    /// The page, turned so that most of its text stands upright.
    pub(super) fn finish(self) -> Page {
        let mut page = self.page;
        page.has_picture = self.pictures >= PICTURE;
        let all: usize = self.runs.iter().sum();
        let turn = match self.runs {
            [_, down, _, _] if down * 2 > all => Turn::Right,
            [_, _, back, _] if back * 2 > all => Turn::Over,
            [_, _, _, up] if up * 2 > all => Turn::Left,
            _ => Turn::None,
        };
        page.stand_up(turn);
        page
    }

    /// Draws what a content stream says.
    pub(super) fn stream(&mut self, data: &[u8], resources: &Resources<'_>, depth: usize) {
        self.budget.bytes = self.budget.bytes.saturating_sub(data.len());
        let (floor, marks) = (self.saved.len(), self.marks.len());
        let mut scope = Scope {
            resources,
            fonts: BTreeMap::new(),
            depth,
            floor,
        };
        let mut lexer = Lexer::new(data);
        let mut operands: Vec<Token<'_>> = Vec::with_capacity(64);
        while let Some(token) = lexer.next() {
            let Token::Operator(operator) = token else {
                if operands.len() < MOST_OPERANDS {
                    operands.push(token);
                }
                continue;
            };
            let used = operands.len() + 1;
            self.budget.tokens = self.budget.tokens.saturating_sub(used);
            if self.budget.is_spent() {
                return;
            }
            if operator == b"ID" {
                self.picture();
                lexer.skip_picture();
            } else {
                self.operator(operator, &operands, &mut scope);
            }
            operands.clear();
        }
        if let Some(state) = self.saved.get(floor).copied() {
            self.state = state;
            self.saved.truncate(floor);
        }
        while self.marks.len() > marks {
            self.end_mark();
        }
    }

    fn operator<'s>(&mut self, name: &[u8], operands: &[Token<'s>], scope: &mut Scope<'_, 's>) {
        match name {
            b"q" | b"Q" | b"cm" | b"w" => self.state_operator(name, operands, scope.floor),
            b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" => self.build(name, operands),
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => {
                self.paint(name);
            }
            b"BMC" | b"BDC" => self.begin_mark(operands, scope.resources),
            b"EMC" => self.end_mark(),
            b"Do" => {
                if let [.., Token::Name(name)] = operands {
                    self.object(&plain_name(name), scope.resources, scope.depth);
                }
            }
            b"Tf" => {
                if let [.., Token::Name(name), Token::Number(size)] = operands {
                    self.state.text.font = scope.font(self.fonts, self.unpacker, name);
                    self.state.text.size = *size;
                }
            }
            b"Tj" | b"'" | b"\"" | b"TJ" => self.show_operator(name, operands),
            _ => self.text_operator(name, operands),
        }
    }

    fn state_operator(&mut self, name: &[u8], operands: &[Token<'_>], floor: usize) {
        match name {
            b"q" if self.saved.len() < DEEPEST => self.saved.push(self.state),
            b"Q" if self.saved.len() > floor => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                if let Some(matrix) = numbers(operands) {
                    self.state.matrix = Matrix::new(matrix).then(self.state.matrix);
                }
            }
            b"w" => {
                if let Some([pen]) = numbers(operands) {
                    self.state.pen = pen;
                }
            }
            _ => {}
        }
    }

    fn build(&mut self, name: &[u8], operands: &[Token<'_>]) {
        let matrix = self.state.matrix;
        match name {
            b"m" | b"l" => {
                let Some([x, y]) = numbers(operands) else {
                    return;
                };
                let point = matrix.point((x, y));
                if name == b"m" {
                    self.path.move_to(point);
                } else {
                    self.path.line_to(point);
                }
            }
            b"c" => {
                if let Some([a, b, c, d, e, f]) = numbers(operands) {
                    let points = [(a, b), (c, d), (e, f)].map(|point| matrix.point(point));
                    self.path.curve_to(&points);
                }
            }
            b"v" | b"y" => {
                if let Some([a, b, c, d]) = numbers(operands) {
                    let points = [(a, b), (c, d)].map(|point| matrix.point(point));
                    self.path.curve_to(&points);
                }
            }
            b"h" => self.path.close(),
            _ => {
                if let Some([x, y, width, height]) = numbers(operands) {
                    let corners = corners(x, y, width, height).map(|it| matrix.point(it));
                    self.path.move_to(corners[0]);
                    corners[1..].iter().for_each(|it| self.path.line_to(*it));
                    self.path.close();
                }
            }
        }
    }

    fn paint(&mut self, name: &[u8]) {
        if matches!(name, b"s" | b"b" | b"b*") {
            self.path.close();
        }
        let room = self.page.rules.len() < super::super::page::MOST_RULES;
        if self.hiding == 0 && room {
            if matches!(name, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") {
                self.path.fill(&mut self.page.rules);
            }
            if matches!(name, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") {
                let pen = self.state.pen * self.state.matrix.scale();
                self.path.stroke(pen, &mut self.page.rules);
            }
        }
        self.path.clear();
    }

    /// A picture fills the unit square; one as narrow as a line is a line.
    pub(super) fn picture(&mut self) {
        if self.hiding > 0 {
            return;
        }
        let corners = corners(0.0, 0.0, 1.0, 1.0).map(|it| self.state.matrix.point(it));
        if let Some(rule) = narrow(&corners) {
            self.page.rules.push(rule);
            return;
        }
        let whole = (self.page.width * self.page.height).max(1.0);
        let scale = self.state.matrix.scale();
        self.pictures += scale * scale / whole;
    }

    fn text_operator(&mut self, name: &[u8], operands: &[Token<'_>]) {
        let one = || numbers::<1>(operands).map(|[number]| number);
        let text = &mut self.state.text;
        match name {
            b"BT" => self.set_line(Matrix::IDENTITY),
            b"Tm" => {
                if let Some(matrix) = numbers(operands) {
                    self.set_line(Matrix::new(matrix));
                }
            }
            b"Td" | b"TD" => {
                if let Some([x, y]) = numbers(operands) {
                    if name == b"TD" {
                        text.leading = -y;
                    }
                    self.next_line(x, y);
                }
            }
            b"T*" => self.next_line(0.0, -self.state.text.leading),
            b"Tc" => text.spacing.0 = one().unwrap_or(text.spacing.0),
            b"Tw" => text.spacing.1 = one().unwrap_or(text.spacing.1),
            b"Tz" => text.stretch = one().map_or(text.stretch, |percent| percent / 100.0),
            b"TL" => text.leading = one().unwrap_or(text.leading),
            b"Ts" => text.rise = one().unwrap_or(text.rise),
            _ => {}
        }
    }

    fn set_line(&mut self, matrix: Matrix) {
        self.line_matrix = matrix;
        self.text_matrix = matrix;
    }

    fn next_line(&mut self, x: f32, y: f32) {
        let step = Matrix::new([1.0, 0.0, 0.0, 1.0, x, y]);
        self.set_line(step.then(self.line_matrix));
    }

    fn show_operator(&mut self, name: &[u8], operands: &[Token<'_>]) {
        match (name, operands) {
            (b"\"", [.., Token::Number(word), Token::Number(character), _]) => {
                self.state.text.spacing = (*character, *word);
                self.next_line(0.0, -self.state.text.leading);
            }
            (b"'", _) => self.next_line(0.0, -self.state.text.leading),
            _ => {}
        }
        if name != b"TJ" {
            if let [.., text] = operands {
                self.show(*text);
            }
            return;
        }
        for item in operands {
            if let Token::Number(back) = item {
                self.move_back(*back);
            } else {
                self.show(*item);
            }
        }
    }
}

/// What names mean in a content stream.
struct Scope<'r, 's> {
    resources: &'r Resources<'r>,
    /// Fonts found by name.
    fonts: BTreeMap<&'s [u8], Option<usize>>,
    depth: usize,
    /// States saved before the stream began.
    floor: usize,
}

impl<'s> Scope<'_, 's> {
    fn font(
        &mut self,
        fonts: &mut Fonts,
        unpacker: &mut Unpacker,
        name: &'s [u8],
    ) -> Option<usize> {
        if let Some(known) = self.fonts.get(name) {
            return *known;
        }
        let found = fonts.find(&self.resources.fonts, &plain_name(name), unpacker);
        if self.fonts.len() < MOST_NAMES {
            self.fonts.insert(name, found);
        }
        found
    }
}

fn corners(x: f32, y: f32, width: f32, height: f32) -> [Point; 4] {
    let (right, top) = (x + width, y + height);
    [(x, y), (right, y), (right, top), (x, top)]
}

/// The last operands, if they are numbers.
fn numbers<const N: usize>(operands: &[Token<'_>]) -> Option<[f32; N]> {
    let from = operands.len().checked_sub(N)?;
    let mut numbers = [0.0; N];
    for (slot, token) in numbers.iter_mut().zip(operands.get(from..)?) {
        let Token::Number(number) = token else {
            return None;
        };
        *slot = *number;
    }
    Some(numbers)
}
