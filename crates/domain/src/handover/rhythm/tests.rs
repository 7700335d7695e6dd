//! The rhythms that offices were found to keep.

use super::*;
use jiff::civil::date;

fn calendar() -> &'static WorkdayCalendar {
    WorkdayCalendar::statutory().unwrap()
}

fn fifteenth_and_last() -> Rhythm {
    let days = vec![MonthDay::Day(15), MonthDay::Last];
    Rhythm::Monthly { days, roll: false }
}

fn due(rhythm: &Rhythm, published_on: Date) -> Due {
    let dates = Dates {
        formed_on: None,
        published_on,
    };
    rhythm.due(dates, calendar()).unwrap().due
}

#[test]
fn what_is_published_by_the_fifteenth_goes_on_the_fifteenth_and_the_rest_on_the_last_day() {
    let rhythm = fifteenth_and_last();
    for (published, handed) in [
        (date(2020, 3, 1), date(2020, 3, 15)),
        (date(2020, 3, 15), date(2020, 3, 15)),
        (date(2020, 3, 16), date(2020, 3, 31)),
        (date(2020, 2, 20), date(2020, 2, 29)),
        (date(2020, 12, 31), date(2020, 12, 31)),
    ] {
        assert_eq!(due(&rhythm, published), Due::On(handed), "{published}");
    }
}

#[test]
fn a_day_that_is_not_worked_moves_over_the_whole_holiday() {
    let days = vec![MonthDay::Day(5), MonthDay::Day(20)];
    let rhythm = Rhythm::Monthly { days, roll: true };
    // 5 October 2020 lies within the holiday that ended on the 8th; 20 June was a Saturday.
    assert_eq!(due(&rhythm, date(2020, 9, 30)), Due::On(date(2020, 10, 9)));
    assert_eq!(due(&rhythm, date(2020, 6, 8)), Due::On(date(2020, 6, 22)));
    assert_eq!(due(&rhythm, date(2020, 5, 20)), Due::On(date(2020, 5, 20)));
}

#[test]
fn no_day_is_named_in_a_year_whose_holidays_are_not_known() {
    let rhythm = Rhythm::NextMonth {
        day: MonthDay::Day(10),
        roll: true,
    };
    assert_eq!(due(&rhythm, date(2020, 3, 2)), Due::On(date(2020, 4, 10)));
    let after = calendar().years().last().unwrap() + 1;
    let answer = due(&rhythm, date(after, 3, 2));
    assert_eq!(answer, Due::NotAnnounced { year: after });
    // Without moving, the day itself is known.
    let answer = due(&fifteenth_and_last(), date(after, 3, 2));
    assert_eq!(answer, Due::On(date(after, 3, 15)));
}

#[test]
fn twenty_working_days_run_from_the_day_the_item_was_made_or_have_no_end() {
    let rhythm = Rhythm::Each {
        workdays: 20,
        from: Start::Formed,
    };
    let mut dates = Dates {
        formed_on: Some(date(2020, 3, 2)),
        published_on: date(2020, 3, 9),
    };
    let deadline = rhythm.due(dates, calendar()).unwrap();
    assert_eq!(deadline.due, Due::On(date(2020, 3, 30)));
    dates.formed_on = None;
    assert_eq!(rhythm.due(dates, calendar()), None);
}

#[test]
fn periods_of_a_year_follow_each_other_without_gap_or_overlap() {
    for rhythm in [
        fifteenth_and_last(),
        Rhythm::NextMonth {
            day: MonthDay::Day(31),
            roll: false,
        },
        Rhythm::Monthly {
            days: vec![MonthDay::Day(30)],
            roll: true,
        },
    ] {
        let mut day = date(2019, 12, 31);
        let mut last = rhythm.period(day).unwrap();
        while day < date(2021, 2, 1) {
            day = day.tomorrow().unwrap();
            let period = rhythm.period(day).unwrap();
            assert!(period.from <= day && day <= period.to, "{rhythm:?} {day}");
            assert!(period == last || period.from == last.to.tomorrow().unwrap());
            last = period;
        }
    }
}

#[test]
fn the_reasoning_names_the_day_and_why_it_moved() {
    let days = vec![MonthDay::Day(20)];
    let rhythm = Rhythm::Monthly { days, roll: true };
    let period = rhythm.period(date(2020, 6, 8)).unwrap();
    let steps = rhythm.due_of(period, calendar()).unwrap().steps;
    let words: Vec<&str> = steps.iter().map(|step| step.words.zh.as_str()).collect();
    assert!(words[0].contains("2020年6月20日"), "{words:?}");
    assert!(words[1].contains("顺延到2020年6月22日"), "{words:?}");
}

#[test]
fn days_are_read_as_people_type_them() {
    let days = |text| MonthDay::list(text);
    let both = Ok(vec![MonthDay::Day(15), MonthDay::Last]);
    assert_eq!(days("15、最后一天"), both);
    assert_eq!(days("月底，15日"), both);
    assert_eq!(
        days("5 和 20"),
        Ok(vec![MonthDay::Day(5), MonthDay::Day(20)])
    );
    for wrong in ["", "0", "32", "十五", "-5"] {
        assert_eq!(days(wrong), Err(NoRhythm::Days), "{wrong}");
    }
}
