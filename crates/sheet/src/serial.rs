//! Days as a spreadsheet counts them: whole days since the last one of 1899, the time as their
//! fraction, with a 29 February 1900 that never was.

use jiff::civil::{Date, DateTime, Time, date};
use jiff::{SignedDuration, Span, Unit};

/// Day 0 for days after February 1900.
const EPOCH: Date = date(1899, 12, 30);
/// Day 0 of files that count from 1904, as those of old Macintoshes do.
const EPOCH_1904: Date = date(1904, 1, 1);
/// The first day after the one that never was.
const MARCH_1900: Date = date(1900, 3, 1);
/// The first day that a spreadsheet knows.
const FIRST: Date = date(1900, 1, 1);
const LAST: Date = date(9999, 12, 31);
const DAY_MILLISECONDS: f64 = 86_400_000.0;

/// The number of a day; `None` for days that a spreadsheet does not know.
pub(crate) fn of_date(day: Date) -> Option<f64> {
    if day < FIRST || day > LAST {
        return None;
    }
    let days = EPOCH.until((Unit::Day, day)).ok()?.get_days();
    let phantom = i32::from(day < MARCH_1900);
    Some(f64::from(days - phantom))
}

/// The number of a day and time, to the millisecond.
pub(crate) fn of_datetime(at: DateTime) -> Option<f64> {
    let time = at.time();
    let seconds = (i32::from(time.hour()) * 60 + i32::from(time.minute())) * 60;
    let milliseconds = (seconds + i32::from(time.second())) * 1000 + i32::from(time.millisecond());
    Some(of_date(at.date())? + f64::from(milliseconds) / DAY_MILLISECONDS)
}

/// The day and time of a number, to the millisecond; `None` if there is no such day.
pub(crate) fn to_datetime(serial: f64, from_1904: bool) -> Option<DateTime> {
    let days = whole(serial.floor())?;
    let within = whole(((serial - serial.floor()) * DAY_MILLISECONDS).round())?;
    let epoch = if from_1904 { EPOCH_1904 } else { EPOCH };
    // Day 60 is the one that never was; before it the count is one less.
    let phantom = i64::from(!from_1904 && days < 60);
    if days < 0 || (!from_1904 && (days == 60 || days + phantom < 2)) {
        return None;
    }
    let day = epoch.checked_add(Span::new().try_days(days + phantom).ok()?);
    let midnight = day.ok()?.to_datetime(Time::midnight());
    midnight
        .checked_add(SignedDuration::from_millis(within))
        .ok()
}

/// A whole number as such; nothing near a day's number is beyond.
fn whole(number: f64) -> Option<i64> {
    if number.abs() > 1.0e9 {
        return None;
    }
    format!("{number:.0}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_the_numbers_that_spreadsheets_give_them() {
        for (day, serial) in [
            (date(1900, 1, 1), 1.0),
            (date(1900, 2, 28), 59.0),
            (date(1900, 3, 1), 61.0),
            (date(2026, 1, 5), 46_027.0),
            (date(9999, 12, 31), 2_958_465.0),
        ] {
            assert_eq!(of_date(day), Some(serial), "{day}");
            let back = to_datetime(serial, false).map(DateTime::date);
            assert_eq!(back, Some(day), "{serial}");
        }
    }

    #[test]
    fn a_day_that_no_spreadsheet_knows_has_no_number() {
        assert_eq!(of_date(date(1899, 12, 31)), None);
        assert_eq!(to_datetime(60.0, false), None);
        assert_eq!(to_datetime(0.5, false), None);
        assert_eq!(to_datetime(-1.0, true), None);
        assert_eq!(to_datetime(f64::NAN, false), None);
        assert_eq!(to_datetime(1.0e300, false), None);
    }

    #[test]
    fn a_time_is_kept_to_the_millisecond() {
        let at = date(2026, 1, 5).at(23, 59, 59, 999_000_000);
        assert_eq!(to_datetime(of_datetime(at).unwrap(), false), Some(at));
    }

    #[test]
    fn files_that_count_from_1904_are_read_by_their_count() {
        let at = to_datetime(44_565.0, true).map(DateTime::date);
        assert_eq!(at, Some(date(2026, 1, 5)));
    }
}
