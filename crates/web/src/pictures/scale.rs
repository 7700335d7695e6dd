//! From figures to units on the sheet.

/// From zero to a round figure that is not below the greatest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    top: u64,
    length: i64,
}

impl Scale {
    /// A scale on which the greatest figure fits into a length.
    pub(super) fn of(greatest: u64, length: i64) -> Self {
        Self {
            top: round_above(greatest.max(1)),
            length,
        }
    }

    /// A scale without an axis, on which the greatest figure takes the whole length.
    pub(super) fn up_to(greatest: u64, length: i64) -> Self {
        Self {
            top: greatest.max(1),
            length,
        }
    }

    /// Units of a figure; what is not nothing is seen.
    pub(super) fn units(self, figure: u64) -> i64 {
        let length = u64::try_from(self.length).unwrap_or_default();
        let units = figure.min(self.top) * length / self.top;
        let units = i64::try_from(units).unwrap_or(self.length);
        if figure > 0 { units.max(1) } else { units }
    }

    /// The marks of an axis: zero, top and what is between, in whole figures.
    pub(super) fn marks(self) -> Vec<u64> {
        let parts = [4, 5, 2, 1].into_iter();
        let mut fitting = parts.filter(|parts| self.top.is_multiple_of(*parts));
        let parts = fitting.next().unwrap_or(1);
        (0..=parts).map(|part| self.top / parts * part).collect()
    }
}

/// 1, 2, 4, 5, 8, 10, 20, 40 …: the least of these that is not below.
fn round_above(figure: u64) -> u64 {
    let mut unit = 1_u64;
    loop {
        let steps = [1, 2, 4, 5, 8, 10].into_iter();
        let mut fitting = steps.map(|step| unit.saturating_mul(step));
        if let Some(top) = fitting.find(|top| *top >= figure) {
            return top;
        }
        unit = unit.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_at_a_round_figure_with_whole_marks() {
        for (greatest, top) in [
            (0, 1),
            (1, 1),
            (3, 4),
            (9, 10),
            (11, 20),
            (58, 80),
            (1213, 2000),
        ] {
            let marks = Scale::of(greatest, 100).marks();
            assert_eq!(marks.last(), Some(&top), "{greatest}");
            assert!(marks.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn one_of_many_is_still_seen_and_none_is_not() {
        let scale = Scale::of(10_000, 100);
        assert_eq!((scale.units(0), scale.units(1)), (0, 1));
        assert_eq!(scale.units(10_000), 100);
    }
}
