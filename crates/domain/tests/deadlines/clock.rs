//! The clocks: the reasoning, what is refused, and what must hold for all dates.

use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::clock::{
    Citation, ClockError, Deadline, Due, PeriodId, StepKind, Suspension, count, publish_by,
    publish_under, reply_by, within,
};
use gongkai_domain::identity::RecordId;
use gongkai_domain::information::Listing;
use jiff::civil::{Date, date};

fn calendar() -> &'static WorkdayCalendar {
    WorkdayCalendar::statutory().unwrap()
}

fn asked(sent: Date, answered: Date) -> Suspension {
    Suspension { sent, answered }
}

fn due(deadline: &Deadline) -> Date {
    match deadline.due {
        Due::On(day) => day,
        Due::NotAnnounced { year } => panic!("{year} is not announced"),
    }
}

fn zh(deadline: &Deadline) -> Vec<&str> {
    deadline
        .steps
        .iter()
        .map(|step| step.words.zh.as_str())
        .collect()
}

#[test]
fn the_reasoning_names_every_run_of_days_and_the_holidays_in_it() {
    let deadline = count(date(2026, 2, 12), 4, calendar());
    let expected = [
        "2026年2月12日（周四）：起算之日，当日不计入，自次日起算4个工作日",
        "2026年2月13日（周五）：工作日，第1个",
        "2026年2月14日（周六）：春节调休上班，第2个",
        "2026年2月15日（周日）至2月23日（周一）：春节放假连同周末共9天，不计",
        "2026年2月24日（周二）至2月25日（周三）：工作日，第3至第4个",
    ];
    assert_eq!(zh(&deadline), expected);
}

#[test]
fn a_holiday_is_cited_by_its_notice_and_the_start_by_the_law_of_its_time() {
    let cites = |from| {
        let deadline = count(from, 2, calendar());
        let cites = deadline.steps.into_iter().flat_map(|step| step.cites);
        cites.map(|cite| cite.zh()).collect::<Vec<_>>()
    };
    let now = cites(date(2026, 2, 13));
    assert!(now.contains(&"民法典第二百零一条第一款".to_owned()));
    let notice = "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）";
    assert!(now.contains(&notice.to_owned()));
    let before = cites(date(2020, 3, 2));
    assert!(before.contains(&"民法总则第二百零一条第一款".to_owned()));
}

#[test]
fn the_steps_cover_every_day_once_and_end_with_the_full_number() {
    let suspended = [asked(date(2026, 3, 9), date(2026, 3, 30))];
    let deadline = reply_by(date(2026, 3, 2), 20, &suspended, calendar()).unwrap();
    let mut day = date(2026, 3, 2);
    for step in deadline.steps.iter().skip(1) {
        if step.kind != StepKind::Extended {
            assert_eq!(step.from, day.tomorrow().unwrap());
            day = step.to;
        }
    }
    assert_eq!(day, due(&deadline));
    assert_eq!(deadline.steps.last().unwrap().counted, 40);
}

#[test]
fn an_extension_goes_on_from_where_the_period_is_full() {
    let deadline = reply_by(date(2026, 3, 2), 10, &[], calendar()).unwrap();
    let kinds = deadline.steps.iter().map(|step| (step.kind, step.to));
    let full = (StepKind::Extended, date(2026, 3, 30));
    assert_eq!(
        kinds
            .filter(|(kind, _)| *kind == StepKind::Extended)
            .collect::<Vec<_>>(),
        [full]
    );
}

#[test]
fn an_extension_beyond_the_law_is_refused_with_what_to_do() {
    let error = reply_by(date(2026, 3, 2), 21, &[], calendar()).unwrap_err();
    assert_eq!(
        error,
        ClockError::ExtensionTooLong {
            asked: 21,
            most: 20
        }
    );
    assert!(error.zh().contains("最长不超过20个工作日，请改写"));
}

#[test]
fn a_question_answered_before_it_was_asked_or_asked_before_the_request_is_refused() {
    let received = date(2026, 3, 2);
    let refused = |suspension| reply_by(received, 0, &[suspension], calendar()).unwrap_err();
    let (sent, answered) = (date(2026, 3, 10), date(2026, 3, 9));
    let reversed = refused(asked(sent, answered));
    assert_eq!(reversed, ClockError::SuspensionReversed { sent, answered });
    let sent = date(2026, 3, 1);
    let early = refused(asked(sent, answered));
    assert_eq!(
        early,
        ClockError::SuspensionBeforeReceipt { sent, received }
    );
    assert!(early.zh().contains("请核对"));
}

#[test]
fn a_catalogue_may_shorten_the_time_to_publish_and_not_lengthen_it() {
    let formed = date(2026, 9, 18);
    assert_eq!(
        due(&publish_by(formed, Some(20), calendar()).unwrap()),
        date(2026, 10, 22)
    );
    let error = publish_by(formed, Some(21), calendar()).unwrap_err();
    assert_eq!(
        error,
        ClockError::LimitTooLong {
            asked: 21,
            most: 20
        }
    );
}

/// An entry of a catalogue with a limit of so many working days.
fn entry(workdays: Option<u16>, basis: &str) -> Listing {
    Listing {
        record: RecordId::from_random(1),
        shown: "就业：补贴，名单".to_owned(),
        workdays,
        basis: basis.to_owned(),
    }
}

#[test]
fn under_an_entry_of_the_catalogue_its_days_are_counted_and_its_basis_is_named() {
    let formed = date(2026, 3, 2);
    let listing = entry(Some(3), "某办法第八条");
    let deadline = publish_under(formed, None, &listing, calendar()).unwrap();
    assert_eq!(due(&deadline), date(2026, 3, 5));
    let said = &deadline.steps[1].words.zh;
    assert!(
        said.contains("就业：补贴，名单") && said.contains("依据：某办法第八条"),
        "{said}"
    );
    let silent = publish_under(formed, None, &entry(None, ""), calendar());
    assert_eq!(silent, publish_by(formed, None, calendar()));
}

#[test]
fn an_entry_gives_more_than_twenty_days_only_on_a_basis_that_is_named() {
    let formed = date(2026, 3, 2);
    let on = |basis| publish_under(formed, None, &entry(Some(30), basis), calendar()).unwrap();
    let twenty = due(&publish_by(formed, None, calendar()).unwrap());
    let (bare, grounded) = (on("  "), on("某法第五条"));
    assert_eq!(due(&bare), twenty);
    assert!(due(&grounded) > twenty);
    for deadline in [bare, grounded] {
        let said = &deadline.steps[1].words.zh;
        assert!(said.contains("必须有法律、法规作依据"), "{said}");
    }
}

#[test]
fn the_shorter_of_the_items_own_limit_and_the_entrys_counts() {
    let formed = date(2026, 3, 2);
    let both = |own, listed| {
        let listing = entry(Some(listed), "某办法");
        due(&publish_under(formed, Some(own), &listing, calendar()).unwrap())
    };
    assert_eq!(both(2, 3), both(3, 2));
    assert_eq!(both(2, 3), date(2026, 3, 4));
}

#[test]
fn every_period_of_the_law_has_its_length_and_its_article() {
    let from = date(2026, 3, 2);
    let periods = [
        (PeriodId::Publish, 20, "条例第二十六条"),
        (PeriodId::Reply, 20, "条例第三十三条第二款"),
        (PeriodId::CorrectionNotice, 7, "条例第三十条"),
        (PeriodId::ThirdParty, 15, "条例第三十二条"),
        (PeriodId::CoMaker, 15, "条例第三十四条"),
        (
            PeriodId::Fee,
            20,
            "政府信息公开信息处理费管理办法（国办函〔2020〕109号）",
        ),
    ];
    for (id, workdays, article) in periods {
        let deadline = within(id, from, calendar()).unwrap();
        assert_eq!(
            deadline.due,
            count(from, workdays, calendar()).due,
            "{id:?}"
        );
        let mut cites = deadline.steps[0].cites.iter().map(Citation::zh);
        assert_eq!(cites.next_back().unwrap(), article);
    }
}

#[test]
fn what_may_still_change_or_was_not_yet_law_or_has_no_effect_is_said() {
    let remarks = |deadline: Deadline| {
        let steps = deadline.steps.into_iter();
        steps.filter(|step| step.kind == StepKind::Remark).count()
    };
    let received = date(2026, 3, 2);
    assert_eq!(remarks(reply_by(received, 0, &[], calendar()).unwrap()), 0);
    let late = asked(date(2026, 3, 30), date(2026, 4, 10));
    assert_eq!(
        remarks(reply_by(received, 0, &[late], calendar()).unwrap()),
        1
    );
    assert_eq!(
        remarks(reply_by(date(2026, 12, 1), 0, &[], calendar()).unwrap()),
        1
    );
    assert_eq!(
        remarks(reply_by(date(2019, 5, 14), 0, &[], calendar()).unwrap()),
        1
    );
    assert_eq!(
        remarks(reply_by(date(2019, 5, 15), 0, &[], calendar()).unwrap()),
        0
    );
}

#[test]
fn past_the_announced_calendar_there_is_no_date_and_the_steps_end_with_it() {
    let deadline = reply_by(date(2026, 12, 15), 0, &[], calendar()).unwrap();
    assert_eq!(deadline.due, Due::NotAnnounced { year: 2027 });
    assert_eq!(deadline.steps.last().unwrap().to, date(2026, 12, 31));
}

/// Numbers that look random and are the same on every run.
fn numbers() -> impl FnMut(i32) -> i32 {
    let mut state: u32 = 26;
    move |below| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        i32::try_from(state >> 16).unwrap() % below
    }
}

#[test]
fn one_more_question_never_makes_the_reply_due_earlier() {
    let mut number = numbers();
    let after = |day: Date, days: i32| day.checked_add(jiff::Span::new().days(days)).unwrap();
    for _ in 0..3000 {
        let received = after(date(2019, 1, 1), number(2400));
        let mut suspended = Vec::new();
        let mut last = reply_by(received, 0, &[], calendar()).unwrap();
        for _ in 0..4 {
            let sent = after(received, number(40));
            suspended.push(asked(sent, after(sent, number(30))));
            let now = reply_by(received, 0, &suspended, calendar()).unwrap();
            assert!(due(&now) >= due(&last), "{received} {suspended:?}");
            last = now;
        }
    }
}
