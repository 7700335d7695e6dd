//! Drawings within drawings: form objects, and what annotations and filled-in fields show.

use super::super::page::matrix::Matrix;
use super::interpret::Interpreter;
use hayro_syntax::object::{Array, Dict, Name, Rect, Stream};
use hayro_syntax::page::Resources;

/// Forms within forms.
const DEEPEST: usize = 12;

impl Interpreter<'_> {
    /// Draws an object of the resources: a form, or a picture.
    pub(super) fn object(&mut self, name: &[u8], resources: &Resources<'_>, depth: usize) {
        let Some(stream) = resources.x_objects.get::<Stream<'_>>(name) else {
            return;
        };
        let dict = stream.dict();
        if self.layers.hides(dict, b"OC") {
            return;
        }
        match dict.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => self.picture(),
            Some(b"Form") => self.form(&stream, resources, depth),
            _ => {}
        }
    }

    fn form(&mut self, stream: &Stream<'_>, outer: &Resources<'_>, depth: usize) {
        if depth >= DEEPEST || self.budget.is_spent() {
            return;
        }
        let Some(data) = self.unpacker.data(stream) else {
            return;
        };
        let dict = stream.dict();
        let (before, line) = (self.state, self.text_matrix);
        if let Some(matrix) = dict
            .get::<Array<'_>>("Matrix")
            .and_then(|it| matrix_of(&it))
        {
            self.state.matrix = matrix.then(self.state.matrix);
        }
        match dict.get::<Dict<'_>>("Resources") {
            Some(own) => self.stream(&data, &Resources::new(own), depth + 1),
            None => self.stream(&data, outer, depth + 1),
        }
        self.state = before;
        self.text_matrix = line;
    }

    /// Draws what the annotations of a page show: typed-in figures stand in such.
    pub(super) fn annotations(&mut self, page: &Dict<'_>, shown: Matrix) {
        let Some(list) = page.get::<Array<'_>>("Annots") else {
            return;
        };
        for annotation in list.iter::<Dict<'_>>().take(10_000) {
            if self.budget.is_spent() {
                return;
            }
            self.state.matrix = shown;
            let _drawn = self.annotation(&annotation);
        }
    }

    fn annotation(&mut self, annotation: &Dict<'_>) -> Option<()> {
        /// Flags: hidden, not to be viewed.
        const UNSEEN: i32 = 2 | 32;
        let unseen = annotation.get::<i32>("F").unwrap_or(0) & UNSEEN != 0;
        let kind = annotation.get::<Name<'_>>("Subtype")?;
        if unseen || kind.as_ref() == b"Popup" || self.layers.hides(annotation, b"OC") {
            return None;
        }
        let looks = annotation.get::<Dict<'_>>("AP")?;
        let stream = looks.get::<Stream<'_>>("N").or_else(|| {
            let state = annotation.get::<Name<'_>>("AS")?;
            looks.get::<Dict<'_>>("N")?.get::<Stream<'_>>(&*state)
        })?;
        let place = annotation.get::<Rect>("Rect")?;
        let own = stream.dict().get::<Rect>("BBox")?;
        let matrix = stream.dict().get::<Array<'_>>("Matrix");
        let matrix = matrix
            .and_then(|it| matrix_of(&it))
            .unwrap_or(Matrix::IDENTITY);
        self.state.matrix = fitted(corners(own), matrix, corners(place)).then(self.state.matrix);
        self.form(&stream, &Resources::new(Dict::empty()), 0);
        Some(())
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "lengths of a page need no more than seven digits"
)]
fn corners(area: Rect) -> [f32; 4] {
    [area.x0, area.y0, area.x1, area.y1].map(|number| number as f32)
}

/// The map that lays the box of a form, after its own matrix, onto a place.
fn fitted(own: [f32; 4], matrix: Matrix, place: [f32; 4]) -> Matrix {
    let [x0, y0, x1, y1] = own;
    let corners = [(x0, y0), (x1, y0), (x0, y1), (x1, y1)].map(|it| matrix.point(it));
    let least = corners
        .iter()
        .fold(corners[0], |a, b| (a.0.min(b.0), a.1.min(b.1)));
    let most = corners
        .iter()
        .fold(corners[0], |a, b| (a.0.max(b.0), a.1.max(b.1)));
    let ratio = |place: f32, own: f32| if own > 0.0 { place / own } else { 1.0 };
    let across = ratio(place[2] - place[0], most.0 - least.0);
    let up = ratio(place[3] - place[1], most.1 - least.1);
    let right = place[0] - least.0 * across;
    Matrix::new([across, 0.0, 0.0, up, right, place[1] - least.1 * up])
}

/// The map in an array of six numbers.
fn matrix_of(array: &Array<'_>) -> Option<Matrix> {
    let mut numbers = array.iter::<f32>();
    let mut next = || numbers.next().filter(|number| number.is_finite());
    Some(Matrix::new([
        next()?,
        next()?,
        next()?,
        next()?,
        next()?,
        next()?,
    ]))
}
