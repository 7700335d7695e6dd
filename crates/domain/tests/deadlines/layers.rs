//! The calendar in layers: what was entered, what a region has for itself, what is refused.

use gongkai_domain::calendar::{
    Arrangement, CalendarError, DayKind, Layer, NewNotice, NoticeKind, WorkdayCalendar,
    differences, listed,
};
use gongkai_domain::clock::{Citation, Due, count};
use jiff::civil::{Date, date};

fn national() -> &'static WorkdayCalendar {
    WorkdayCalendar::statutory().unwrap()
}

fn notice(year: i16, kind: NoticeKind, issued: Date, days: &str) -> NewNotice {
    NewNotice {
        year,
        kind,
        title: format!("关于{year}年放假的通知"),
        number: None,
        issued,
        region: None,
        days: listed(days, year, false).unwrap(),
    }
}

fn regional(issued: Date, days: &str) -> NewNotice {
    NewNotice {
        region: Some("甲自治州".to_owned()),
        ..notice(issued.year(), NoticeKind::Amends, issued, days)
    }
}

fn entered(on: &WorkdayCalendar, new: NewNotice) -> Arrangement {
    on.arrange(new).unwrap()
}

#[test]
fn a_year_pasted_from_its_notice_makes_the_clock_run_into_it() {
    let days = "元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月9日（周六）上班。";
    let new = notice(2027, NoticeKind::Announces, date(2026, 11, 9), days);
    let calendar = national().with(entered(national(), new)).unwrap();
    let before = count(date(2026, 12, 30), 2, national());
    assert_eq!(before.due, Due::NotAnnounced { year: 2027 });
    let after = count(date(2026, 12, 30), 2, &calendar);
    assert_eq!(after.due, Due::On(date(2027, 1, 4)));
    assert_eq!(calendar.is_workday(date(2027, 1, 9)), Ok(true));
    assert_eq!(differences(national(), &calendar, 2027).len(), 365);
}

#[test]
fn of_a_span_only_the_days_that_would_be_worked_are_changes() {
    let new = notice(
        2027,
        NoticeKind::Announces,
        date(2026, 11, 9),
        "元旦：1月1日至3日",
    );
    let arrangement = entered(national(), new);
    let days: Vec<Date> = arrangement.notices[0]
        .changes
        .iter()
        .map(|one| one.date)
        .collect();
    assert_eq!(days, [date(2027, 1, 1)]);
}

#[test]
fn a_notice_that_contradicts_the_calendar_is_refused() {
    let again = notice(
        2026,
        NoticeKind::Announces,
        date(2026, 1, 1),
        "元旦：1月5日",
    );
    let twice = national().with(entered(national(), again)).unwrap_err();
    assert_eq!(twice, CalendarError::AnnouncedTwice { year: 2026 });
    let off = notice(2026, NoticeKind::Amends, date(2026, 1, 1), "春节：2月16日");
    assert_eq!(national().arrange(off), Err(CalendarError::NoEffect));
    let worked = notice(
        2026,
        NoticeKind::Amends,
        date(2026, 1, 1),
        "春节：2月13日上班",
    );
    let error = national().with(entered(national(), worked)).unwrap_err();
    let (date, worked) = (date(2026, 2, 13), true);
    assert_eq!(error, CalendarError::NoChange { date, worked });
    assert!(error.zh().contains("本来就上班"));
}

#[test]
fn the_notice_of_a_region_holds_above_a_later_one_of_the_country() {
    let day = date(2026, 5, 27);
    let region = regional(date(2026, 4, 1), "地方节日：5月27日放假");
    let region = entered(national(), region);
    let off = notice(
        2026,
        NoticeKind::Amends,
        date(2026, 5, 1),
        "临时放假：5月27日、28日",
    );
    let off = entered(national(), off);
    let country = national().with_entered(vec![off]).unwrap();
    // The country now says the same: the region is not refused for it.
    let both = country.with_entered(vec![region.clone()]).unwrap();
    assert_eq!(both.is_workday(day), Ok(false));
    let back = notice(
        2026,
        NoticeKind::Amends,
        date(2026, 5, 9),
        "国庆节：10月5日上班",
    );
    let country = national()
        .with_entered(vec![entered(national(), back)])
        .unwrap();
    let swap = regional(date(2026, 5, 1), "地方节日：10月5日放假");
    let own = country.with(entered(&country, swap)).unwrap();
    let notice = own.notice(date(2026, 10, 5)).unwrap();
    assert_eq!(notice.layer, Layer::Region("甲自治州".into()));
    let overruled = own.overruled(date(2026, 10, 5)).unwrap();
    assert_eq!(overruled.layer, Layer::Entered);
}

#[test]
fn the_reasoning_names_the_region_and_what_it_overrules() {
    let swap = regional(date(2026, 5, 1), "地方节日：9月20日放假");
    let own = national().with(entered(national(), swap)).unwrap();
    let deadline = count(date(2026, 9, 18), 1, &own);
    assert_eq!(deadline.due, Due::On(date(2026, 9, 21)));
    let cites = deadline.steps.iter().flat_map(|step| &step.cites);
    let cites: Vec<String> = cites.map(Citation::zh).collect();
    assert!(
        cites.iter().any(|cite| cite.contains("（甲自治州适用）")),
        "{cites:?}"
    );
    let overruled =
        |cite: &String| cite.contains("不再按") && cite.contains("国办发明电〔2025〕7号");
    assert!(cites.iter().any(overruled), "{cites:?}");
    assert_eq!(
        count(date(2026, 9, 18), 1, national()).due,
        Due::On(date(2026, 9, 20))
    );
}

#[test]
fn a_year_that_was_entered_stays_as_it_was_entered_when_the_program_carries_it_too() {
    let days = "元旦：1月1日、2日";
    let mut again = notice(2026, NoticeKind::Announces, date(2025, 11, 5), days);
    again.title = "录入的安排".to_owned();
    let bare = WorkdayCalendar::from_texts(
        WorkdayCalendar::embedded_texts()
            .iter()
            .copied()
            .filter(|(file, _)| *file != "2026.toml"),
    )
    .unwrap();
    let arrangement = entered(&bare, again).in_layer(&Layer::Entered);
    let calendar = national().with_entered(vec![arrangement]).unwrap();
    assert_eq!(calendar.kind(date(2026, 2, 16)), Ok(DayKind::Workday));
    assert_eq!(
        calendar.notice(date(2026, 1, 2)).unwrap().title,
        "录入的安排"
    );
}
