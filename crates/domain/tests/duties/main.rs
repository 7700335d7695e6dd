//! Recurring duties: their files, their turns, how they stand; and freshness.

#![expect(clippy::unwrap_used, reason = "what cannot be set up fails the test")]

use gongkai_domain::agency::AgencyKind;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::duty::{
    Done, DueDay, Duty, DutyBook, DutyChoice, DutyPeriod, DutyStanding, FreshnessBook, Fulfilment,
    Kept, Limit, Occurrence, OwnDuties, PostedFact, Rhythm, Roll, Watch, freshness, occurrences,
    since_last, standing, unanswered,
};
use gongkai_domain::identity::{AgencyId, CategoryId, InformationId, RecordId};
use gongkai_domain::information::ChannelKind;
use gongkai_domain::ledger::{LedgerBook, Record};
use jiff::civil::{Date, date};

fn calendar() -> &'static WorkdayCalendar {
    WorkdayCalendar::statutory().unwrap()
}

fn duty(id: &str) -> Duty {
    DutyBook::statutory().unwrap().get(id).unwrap().clone()
}

fn turns(duty: &Duty, year: i16) -> Vec<Occurrence> {
    let year = (date(year, 1, 1), date(year, 12, 31));
    occurrences(duty.rhythm, duty.roll, year, calendar())
}

fn posted(on: Date) -> Done {
    Done { on, period: None }
}

#[test]
fn every_file_of_duties_and_of_freshness_is_understood() {
    let duties = DutyBook::statutory().unwrap();
    assert_eq!(duties.all().len(), DutyBook::embedded_texts().len());
    assert!(duties.all().len() >= 11);
    let rules = FreshnessBook::statutory().unwrap();
    let rules = rules.of_agency(&OwnDuties::default());
    assert_eq!(rules.len(), FreshnessBook::embedded_texts().len());
}

#[test]
fn a_duty_that_any_posting_or_no_rhythm_would_fit_is_refused() {
    let (_, text) = DutyBook::embedded_texts()
        .iter()
        .find(|(file, _)| *file == "three-publics.toml")
        .unwrap();
    let load = |text: &str| DutyBook::from_texts([("three-publics.toml", text)]);
    assert!(load(text).is_ok());
    for (from, to) in [
        ("words = [\"三公\"]", ""),
        ("kind = \"monthly\"", "kind = \"weekly\""),
        ("day = 31\n", ""),
        ("id = \"three-publics\"", "id = \"other\""),
        ("\"township\"", "\"village\""),
        ("gongkai/duty/1", "gongkai/duty/2"),
    ] {
        assert!(text.contains(from), "{from}");
        assert!(load(&text.replacen(from, to, 1)).is_err(), "{from}");
    }
}

#[test]
fn the_posting_of_march_is_for_february_and_the_last_day_is_that_of_the_month() {
    let of_2020 = turns(&duty("three-publics"), 2020);
    assert_eq!(of_2020.len(), 12);
    let february = of_2020[1];
    assert_eq!(february.period, DutyPeriod::Month(date(2020, 1, 1)));
    assert_eq!(february.due, DueDay::On(date(2020, 2, 29)));
    let march = of_2020[2];
    assert_eq!(march.period, DutyPeriod::Month(date(2020, 2, 1)));
    assert!(march.is_done_by(&posted(date(2020, 3, 31))));
    assert!(!march.is_done_by(&posted(date(2020, 4, 1))));
}

#[test]
fn a_return_due_on_a_day_off_is_due_on_the_next_working_day() {
    let of_2022 = turns(&duty("quarterly-return"), 2022);
    let due: Vec<DueDay> = of_2022.iter().map(|turn| turn.due).collect();
    // 15 January 2022 and 15 October 2022 are Saturdays.
    let expected = [(1, 17), (4, 15), (7, 15), (10, 17)];
    assert_eq!(
        due,
        expected.map(|(month, day)| DueDay::On(date(2022, month, day)))
    );
    assert_eq!(of_2022[0].period.to_string(), "2021-Q4");
}

#[test]
fn a_day_that_may_be_off_in_a_year_without_notice_is_not_guessed() {
    let rhythm = Rhythm::Monthly {
        day: 5,
        after: true,
    };
    let year = (date(2031, 3, 1), date(2031, 3, 31));
    let rolled = occurrences(rhythm, Roll::Previous, year, calendar());
    assert_eq!(rolled[0].due, DueDay::NotAnnounced { year: 2031 });
    let stands = standing(&rolled[0], &[], date(2031, 3, 9));
    assert_eq!(stands, DutyStanding::NotAnnounced { year: 2031 });
    let fixed = occurrences(rhythm, Roll::None, year, calendar());
    assert_eq!(fixed[0].due, DueDay::On(date(2031, 3, 5)));
}

#[test]
fn what_must_be_in_hand_by_a_day_off_is_due_the_working_day_before() {
    let rhythm = Rhythm::Monthly {
        day: 5,
        after: true,
    };
    let october = (date(2026, 10, 1), date(2026, 10, 31));
    let turn = occurrences(rhythm, Roll::Previous, october, calendar());
    assert_eq!(turn[0].due, DueDay::On(date(2026, 9, 30)));
}

#[test]
fn a_turn_is_late_from_the_day_after_its_last_day_until_it_is_done() {
    let april = turns(&duty("three-publics"), 2020)[3];
    let on = |month, day| standing(&april, &[], date(2020, month, day));
    assert_eq!(on(3, 31), DutyStanding::Ahead);
    assert_eq!(on(4, 1), DutyStanding::Due { left: 29 });
    assert_eq!(on(4, 30), DutyStanding::Due { left: 0 });
    assert_eq!(on(5, 1), DutyStanding::Late { days: 1 });
    let marked = Done {
        on: date(2020, 5, 3),
        period: Some(april.period),
    };
    let done = standing(&april, &[marked], date(2020, 6, 1));
    let late = DutyStanding::Done {
        on: date(2020, 5, 3),
        late: 3,
    };
    assert_eq!(done, late);
    // A posting of May is for the turn of May, whatever it says.
    let of_may = standing(&april, &[posted(date(2020, 5, 3))], date(2020, 6, 1));
    assert_eq!(of_may, DutyStanding::Late { days: 32 });
}

#[test]
fn the_annual_report_is_due_by_the_end_of_january_of_the_year_after() {
    let report = turns(&duty("annual-report"), 2027)[0];
    assert_eq!(report.period.to_string(), "2026");
    assert_eq!(report.due, DueDay::On(date(2027, 1, 31)));
    assert_eq!(turns(&duty("annual-report"), 2027).len(), 1);
}

#[test]
fn a_day_that_only_the_agency_knows_is_not_set_until_it_is() {
    let budget = duty("budget");
    let turn = turns(&budget, 2026)[0];
    assert_eq!(standing(&turn, &[], date(2026, 6, 1)), DutyStanding::NotSet);
    let mut own = OwnDuties::default();
    let choice = DutyChoice {
        month: Some(3),
        day: Some(20),
        ..DutyChoice::default()
    };
    own.choices.insert("budget".to_owned(), choice);
    let turn = turns(&own.applied(&budget), 2026)[0];
    assert_eq!(turn.due, DueDay::On(date(2026, 3, 20)));
}

#[test]
fn a_duty_never_done_has_no_last_day_and_one_done_counts_from_then() {
    let guide = duty("guide");
    let open = |last| since_last(guide.rhythm, guide.roll, last, calendar()).unwrap();
    let never = open(None);
    assert_eq!(standing(&never, &[], date(2026, 1, 1)), DutyStanding::Never);
    let since = open(Some(date(2020, 2, 29)));
    assert_eq!(since.due, DueDay::On(date(2021, 2, 28)));
    let late = standing(&since, &[], date(2021, 3, 1));
    assert_eq!(late, DutyStanding::Late { days: 1 });
}

#[test]
fn local_duties_are_had_only_by_agencies_that_took_them_on() {
    let book = DutyBook::statutory().unwrap();
    let ids = |own: &OwnDuties, channels: &[ChannelKind]| {
        let duties = book.of_agency(AgencyKind::Township, own, channels);
        duties.into_iter().map(|duty| duty.id).collect::<Vec<_>>()
    };
    let mut own = OwnDuties::default();
    let plain = ids(&own, &[]);
    assert!(!plain.contains(&"three-publics".to_owned()));
    assert!(plain.contains(&"annual-report".to_owned()));
    // Without a village board there is nothing to keep up.
    assert!(!plain.contains(&"village-board".to_owned()));
    assert!(ids(&own, &[ChannelKind::VillageBoard]).contains(&"village-board".to_owned()));
    let taken = DutyChoice {
        has: Some(true),
        ..DutyChoice::default()
    };
    own.choices.insert("three-publics".to_owned(), taken);
    assert!(ids(&own, &[]).contains(&"three-publics".to_owned()));
    let county = book.of_agency(AgencyKind::County, &own, &[ChannelKind::VillageBoard]);
    assert!(county.iter().all(|duty| duty.id != "village-board"));
}

#[test]
fn what_the_law_does_not_leave_to_agencies_they_cannot_change() {
    let mut fixed = duty("annual-report");
    fixed.adjustable = false;
    let mut own = OwnDuties::default();
    let choice = DutyChoice {
        has: Some(false),
        month: Some(6),
        day: Some(30),
        ..DutyChoice::default()
    };
    own.choices.insert("annual-report".to_owned(), choice);
    assert!(own.has(&fixed));
    assert_eq!(own.applied(&fixed), fixed);
}

#[test]
fn a_posting_fulfils_by_word_category_and_channel_all_together() {
    let three = OwnDuties::default().applied(&duty("three-publics"));
    let Fulfilment::Posting(mut asked) = three.fulfilled else {
        panic!("fulfilled by a posting");
    };
    let posted = PostedFact {
        on: date(2020, 3, 9),
        information: InformationId::from_random(1),
        title: "2月“三公”经费支出情况".to_owned(),
        category: Some(CategoryId::from_random(1)),
        topic: None,
        channel: ChannelKind::Website,
    };
    assert!(asked.is_met_by(&posted));
    asked.categories = vec![CategoryId::from_random(2)];
    assert!(!asked.is_met_by(&posted));
    asked.categories = vec![CategoryId::from_random(1)];
    asked.channels = vec![ChannelKind::Wechat];
    assert!(!asked.is_met_by(&posted));
}

#[test]
fn a_column_is_stale_after_its_limit_and_an_empty_one_is_neither_fresh_nor_stale() {
    let today = date(2026, 3, 31);
    let of = |last, limit| freshness(last, today, limit);
    let two_weeks = Limit::Days(14);
    assert_eq!(of(Some(date(2026, 3, 17)), two_weeks).kept, Kept::Fresh);
    assert_eq!(of(Some(date(2026, 3, 16)), two_weeks).kept, Kept::Stale);
    assert_eq!(of(Some(date(2026, 3, 16)), two_weeks).days, Some(15));
    let half_a_year = Limit::Months(6);
    assert_eq!(of(Some(date(2025, 9, 30)), half_a_year).kept, Kept::Stale);
    assert_eq!(of(Some(date(2025, 10, 1)), half_a_year).kept, Kept::Fresh);
    let empty = of(None, two_weeks);
    assert_eq!((empty.days, empty.kept), (None, Kept::Never));
}

#[test]
fn the_limits_are_those_of_the_indicators_until_an_agency_sets_its_own() {
    let book = FreshnessBook::statutory().unwrap();
    let mut own = OwnDuties::default();
    let limit = |own: &OwnDuties, id: &str| {
        let rules = book.of_agency(own);
        rules.into_iter().find(|rule| rule.id == id).unwrap().limit
    };
    assert_eq!(limit(&own, "site"), Limit::Days(14));
    assert_eq!(limit(&own, "news"), Limit::Days(14));
    assert_eq!(limit(&own, "new-media"), Limit::Days(14));
    assert_eq!(limit(&own, "notices"), Limit::Months(6));
    own.limits.insert("notices".to_owned(), Limit::Months(2));
    assert_eq!(limit(&own, "notices"), Limit::Months(2));
}

#[test]
fn a_letter_is_pointed_at_from_the_sixtieth_day_and_late_after_the_ninetieth() {
    let rules = FreshnessBook::statutory().unwrap();
    let rules = rules.of_agency(&OwnDuties::default());
    let rule = rules.iter().find(|rule| rule.id == "messages").unwrap();
    let Watch::Messages(watched) = &rule.watches else {
        panic!("{rule:?}");
    };
    let of = watched.iter().find(|of| of.ledger == "enquiry").unwrap();
    let ledger = LedgerBook::statutory().unwrap().get("enquiry").unwrap();
    let letter = |number: u128, way: &str, reply: &str| {
        let typed = [
            ("on", "2026-01-10"),
            ("way", way),
            ("content", "问"),
            ("reply", reply),
        ];
        let text = |key: &str| match key {
            "persons" => Some("1"),
            key => typed
                .iter()
                .find(|(one, _)| *one == key)
                .map(|(_, text)| *text),
        };
        Record {
            id: RecordId::from_random(number),
            agency: AgencyId::from_random(1),
            ledger: "enquiry".to_owned(),
            values: ledger.read(text, date(2026, 5, 1)).unwrap(),
            revision: 0,
            struck: None,
        }
    };
    let records = [
        letter(1, "letter", ""),
        letter(2, "letter", "已答复"),
        // A call is answered there and then.
        letter(3, "telephone", ""),
    ];
    let on = |today| unanswered(rule, of, ledger, &records, today);
    assert!(on(date(2026, 3, 10)).is_empty());
    let pointed_at = on(date(2026, 3, 11));
    assert_eq!((pointed_at.len(), pointed_at[0].days), (1, 60));
    assert!(!on(date(2026, 4, 10))[0].late);
    assert!(on(date(2026, 4, 11))[0].late);
    // The indicators look back a year.
    assert!(on(date(2027, 1, 11)).is_empty());
}
