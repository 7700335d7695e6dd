//! Coordinates of a page: from those of text and drawings to those of the page as shown.

/// A point: right and down.
pub(in crate::source) type Point = (f32, f32);

/// An affine map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::source) struct Matrix {
    pub(in crate::source) a: f32,
    pub(in crate::source) b: f32,
    pub(in crate::source) c: f32,
    pub(in crate::source) d: f32,
    pub(in crate::source) e: f32,
    pub(in crate::source) f: f32,
}

impl Matrix {
    pub(in crate::source) const IDENTITY: Self = Self::new([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(in crate::source) const fn new(numbers: [f32; 6]) -> Self {
        Self {
            a: numbers[0],
            b: numbers[1],
            c: numbers[2],
            d: numbers[3],
            e: numbers[4],
            f: numbers[5],
        }
    }

    /// This map first, then the other.
    pub(in crate::source) fn then(self, other: Self) -> Self {
        Self {
            a: self.a * other.a + self.b * other.c,
            b: self.a * other.b + self.b * other.d,
            c: self.c * other.a + self.d * other.c,
            d: self.c * other.b + self.d * other.d,
            e: self.e * other.a + self.f * other.c + other.e,
            f: self.e * other.b + self.f * other.d + other.f,
        }
    }

    pub(in crate::source) fn point(self, (x, y): Point) -> Point {
        (
            self.a * x + self.c * y + self.e,
            self.b * x + self.d * y + self.f,
        )
    }

    /// A step without regard to where it begins.
    pub(in crate::source) fn step(self, (x, y): Point) -> Point {
        (self.a * x + self.c * y, self.b * x + self.d * y)
    }

    /// How long a short length becomes, whatever its direction.
    pub(in crate::source) fn scale(self) -> f32 {
        (self.a * self.d - self.b * self.c).abs().sqrt()
    }
}
