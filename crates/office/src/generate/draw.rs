//! Draws that follow from a seed: the same seed invents the same units, years and figures.

use gongkai_domain::calendar::WorkdayCalendar;
use jiff::ToSpan;
use jiff::civil::Date;

/// A generator (splitmix64) whose whole sequence follows from where it begins. Not for secrets.
#[derive(Debug)]
pub(super) struct Draw(u64);

impl Draw {
    /// The draws of a place: no other place changes them, so that more units leave those before as they
    /// are.
    pub(super) fn of(seed: u64, place: &[u64]) -> Self {
        let mut draw = Self(seed);
        for one in place {
            draw.0 = draw.bits() ^ *one;
        }
        draw
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound; 0 if the bound is 0.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        let product = u128::from(self.bits()) * u128::from(bound);
        u32::try_from(product >> 64).unwrap_or_default()
    }

    /// True in so many of a hundred draws.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of a list, each as likely.
    pub(super) fn pick<'l, T>(&mut self, list: &'l [T; 12]) -> &'l T {
        let at = usize::try_from(self.below(12)).unwrap_or_default();
        let [first, ..] = list;
        list.get(at).unwrap_or(first)
    }

    /// A working day so many days behind another, drawn from a range of days, or the next one.
    pub(super) fn after(
        &mut self,
        day: Date,
        (least, most): (u32, u32),
        calendar: &WorkdayCalendar,
    ) -> Date {
        let days = least + self.below(most.saturating_sub(least) + 1);
        workday(day.saturating_add(i64::from(days).days()), calendar)
    }
}

/// The day itself, or the next on which people work.
pub(super) fn workday(day: Date, calendar: &WorkdayCalendar) -> Date {
    let mut day = day;
    while calendar.is_workday(day) == Ok(false) {
        day = day.saturating_add(1.day());
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_place_of_the_same_seed_draws_the_same_and_another_something_else() {
        let drawn = |seed, place: &[u64]| {
            let mut draw = Draw::of(seed, place);
            (0..8).map(|_| draw.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(drawn(7, &[1, 2]), drawn(7, &[1, 2]));
        assert_ne!(drawn(7, &[1, 2]), drawn(7, &[2, 1]));
        assert_ne!(drawn(7, &[1, 2]), drawn(8, &[1, 2]));
    }
}
