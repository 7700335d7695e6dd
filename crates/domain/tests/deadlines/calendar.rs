//! The calendar: what it says of a day, how it is amended, what it refuses.

use gongkai_domain::calendar::{
    Arrangement, CalendarError, DayKind, NotAnnounced, WorkdayCalendar,
};
use jiff::civil::{Date, date};

fn national() -> &'static WorkdayCalendar {
    WorkdayCalendar::statutory().unwrap()
}

/// An arrangement with one notice: its kind, its date, and its lists of days.
fn arrangement(year: i16, kind: &str, issued: &str, lists: &str) -> Arrangement {
    let text = format!(
        "schema = \"gongkai/workdays/1\"\nyear = {year}\nchecked = 2026-11-22\n\
         [[notice]]\ntitle = \"拟定的通知\"\ndate = {issued}\nkind = \"{kind}\"\n{lists}\n"
    );
    Arrangement::from_toml("test.toml", &text).unwrap()
}

fn off(day: &str) -> String {
    format!("off = [{{ holiday = \"地方节日\", days = [{day}] }}]")
}

fn worked(day: &str) -> String {
    format!("worked = [{{ holiday = \"地方节日\", days = [{day}] }}]")
}

fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |day| day.tomorrow().ok())
        .take_while(move |day| *day <= last)
}

#[test]
fn a_day_is_a_workday_a_make_up_day_a_weekend_or_a_named_holiday() {
    let kind = |day| national().kind(day).unwrap();
    assert_eq!(kind(date(2026, 2, 13)), DayKind::Workday);
    let holiday = "春节".into();
    assert_eq!(kind(date(2026, 2, 14)), DayKind::MakeUpWorkday { holiday });
    assert_eq!(kind(date(2026, 2, 15)), DayKind::Weekend);
    let name = "春节".into();
    assert_eq!(kind(date(2026, 2, 16)), DayKind::PublicHoliday { name });
}

#[test]
fn the_later_notice_holds_where_two_differ() {
    let number = |day| {
        national()
            .notice(day)
            .and_then(|notice| notice.number.clone())
    };
    let extension = Some("国办发明电〔2020〕1号".to_owned());
    assert_eq!(number(date(2020, 2, 1)), extension);
    assert_eq!(national().is_workday(date(2020, 2, 1)), Ok(false));
    assert_eq!(national().is_workday(date(2020, 1, 31)), Ok(false));
    assert_eq!(national().is_workday(date(2019, 5, 5)), Ok(true));
}

#[test]
fn a_year_that_is_not_announced_has_no_working_days_at_all() {
    let unknown = |year| Err(NotAnnounced { year });
    assert_eq!(national().kind(date(2027, 1, 1)), unknown(2027));
    assert_eq!(national().kind(date(2018, 11, 30)), unknown(2018));
    assert_eq!(national().is_workday(date(2018, 12, 3)), Ok(true));
    let late = date(2026, 12, 31);
    assert_eq!(
        national().nth_workday_after(late, 1),
        Err(NotAnnounced { year: 2027 })
    );
    assert_eq!(
        national().workdays_between(late, date(2027, 1, 5)),
        Err(NotAnnounced { year: 2027 })
    );
}

#[test]
fn a_further_year_is_a_further_notice_and_may_change_the_december_before() {
    let next = arrangement(
        2027,
        "announces",
        "2026-11-30",
        &off("2026-12-31, 2027-01-01"),
    );
    let calendar = national().with(next).unwrap();
    assert_eq!(
        calendar.nth_workday_after(date(2026, 12, 30), 1),
        Ok(date(2027, 1, 4))
    );
    assert!(national().may_change(date(2026, 12, 31)));
    assert!(!calendar.may_change(date(2026, 12, 31)));
}

#[test]
fn a_region_amends_the_national_calendar_without_changing_it() {
    let day = date(2026, 5, 27);
    let region = arrangement(2026, "amends", "2026-04-01", &off("2026-05-27"));
    let regional = national().with(region).unwrap();
    let name = "地方节日".into();
    assert_eq!(regional.kind(day), Ok(DayKind::PublicHoliday { name }));
    assert_eq!(national().kind(day), Ok(DayKind::Workday));
}

#[test]
fn an_amendment_alone_announces_no_year() {
    let region = arrangement(2027, "amends", "2026-12-01", &off("2027-05-17"));
    let calendar = national().with(region).unwrap();
    assert_eq!(
        calendar.kind(date(2027, 5, 17)),
        Err(NotAnnounced { year: 2027 })
    );
}

#[test]
fn a_day_taken_off_and_given_back_is_an_ordinary_workday() {
    let back = arrangement(2026, "amends", "2026-05-01", &worked("2026-06-19"));
    let calendar = national().with(back).unwrap();
    assert_eq!(calendar.kind(date(2026, 6, 19)), Ok(DayKind::Workday));
}

#[test]
fn a_notice_that_contradicts_the_calendar_is_refused() {
    let refused = |arrangement| national().with(arrangement).unwrap_err();
    let again = arrangement(2026, "announces", "2026-01-01", "");
    assert_eq!(refused(again), CalendarError::AnnouncedTwice { year: 2026 });
    let saturday = arrangement(2026, "amends", "2026-01-01", &off("2026-05-23"));
    let (day, other) = (date(2026, 5, 23), date(2025, 5, 26));
    assert_eq!(
        refused(saturday),
        CalendarError::NoChange {
            date: day,
            worked: false
        }
    );
    let monday = arrangement(2026, "amends", "2026-01-01", &worked("2026-05-25"));
    let day = date(2026, 5, 25);
    assert_eq!(
        refused(monday),
        CalendarError::NoChange {
            date: day,
            worked: true
        }
    );
    let astray = arrangement(2026, "amends", "2026-01-01", &off("2025-05-26"));
    assert_eq!(
        refused(astray),
        CalendarError::OtherYear {
            date: other,
            year: 2026
        }
    );
}

#[test]
fn the_nth_working_day_is_one_and_n_of_them_lie_up_to_it() {
    for day in days(date(2018, 12, 1), date(2026, 9, 30)) {
        for n in [1, 5, 7, 15, 20, 40] {
            let nth = national().nth_workday_after(day, n).unwrap();
            assert_eq!(national().is_workday(nth), Ok(true), "{day} {n}");
            let between = national().workdays_between(day, nth);
            assert_eq!(between, Ok(u32::from(n)), "{day} {n}");
        }
    }
}

#[test]
fn no_working_days_lie_between_a_day_and_an_earlier_one() {
    let (early, late) = (date(2026, 3, 2), date(2026, 3, 9));
    assert_eq!(national().workdays_between(late, early), Ok(0));
    assert_eq!(national().nth_workday_after(late, 0), Ok(late));
}
