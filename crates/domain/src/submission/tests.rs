//! A report between an agency and its supervising office, round by round.

use super::*;
use crate::identity::AgencyId;
use jiff::civil::date;

fn round(day: i8, source: Source) -> Round {
    Round {
        on: date(2026, 1, day),
        by: "甲".to_owned(),
        form: "2021".to_owned(),
        source,
        found: Tally::default(),
        verdict: None,
    }
}

fn remark(text: &str) -> Vec<Remark> {
    vec![Remark {
        anchor: Anchor::Cell("requests.new.total".to_owned()),
        text: text.to_owned(),
    }]
}

fn submission() -> Submission {
    Submission::new(AgencyId::from_random(7), 2025)
}

fn progress(one: &Submission) -> Progress {
    Progress::of(Standing {
        submission: Some(one),
        ..Standing::default()
    })
}

#[test]
fn a_report_goes_to_and_fro_until_it_is_filed_and_every_round_is_kept() {
    let mut one = submission();
    one.hand_in(round(10, Source::Compiled)).unwrap();
    assert_eq!(progress(&one), Progress::Submitted);
    let again = one.hand_in(round(11, Source::Compiled));
    assert_eq!(again, Err(SubmissionError::Waiting));
    let day = date(2026, 1, 12);
    one.send_back("乙", day, remark("和台账不一致。")).unwrap();
    assert_eq!(progress(&one), Progress::Returned);
    assert_eq!(one.remarks().len(), 1);
    one.hand_in(round(13, Source::Compiled)).unwrap();
    one.file("乙", date(2026, 1, 14)).unwrap();
    assert_eq!(progress(&one), Progress::Filed);
    assert_eq!((one.rounds.len(), one.remarks().len()), (2, 0));
    assert_eq!(one.first_on(), Some(date(2026, 1, 10)));
    let twice = one.file("乙", date(2026, 1, 15));
    assert_eq!(twice, Err(SubmissionError::NotWaiting));
}

#[test]
fn a_report_is_not_sent_back_without_saying_why() {
    let mut one = submission();
    one.hand_in(round(10, Source::Compiled)).unwrap();
    for remarks in [Vec::new(), remark(" ")] {
        let back = one.send_back("乙", date(2026, 1, 12), remarks);
        assert_eq!(back, Err(SubmissionError::NoRemark));
    }
    assert!(one.waiting().is_some());
}

#[test]
fn a_document_is_filed_only_when_a_person_has_looked_at_every_doubtful_cell() {
    let doubt = Doubt {
        cell: "requests.new.total".to_owned(),
        why: Doubtful::Unclear,
        read: "l2".to_owned(),
        place: "第1张表第2行第3列".to_owned(),
        settled: None,
    };
    let source = Source::Document {
        name: "年报.docx".to_owned(),
        digest: "0".repeat(64),
        doubts: vec![doubt],
    };
    let mut one = submission();
    one.hand_in(round(10, source)).unwrap();
    let on = date(2026, 1, 12);
    assert_eq!(one.file("乙", on), Err(SubmissionError::InDoubt));
    let other = one.settle("requests.new.natural", Said::AsRead, ("乙", on));
    assert_eq!(other, Err(SubmissionError::NoDoubt));
    let said = Said::Number("12".to_owned());
    one.settle("requests.new.total", said, ("乙", on)).unwrap();
    one.file("乙", on).unwrap();
}

#[test]
fn who_has_handed_in_is_not_reminded_and_who_got_it_back_is() {
    let reminder = || Reminder {
        on: date(2026, 1, 20),
        by: "乙".to_owned(),
        text: "请报送。".to_owned(),
    };
    let mut one = submission();
    one.remind(reminder()).unwrap();
    one.hand_in(round(21, Source::Compiled)).unwrap();
    assert_eq!(one.remind(reminder()), Err(SubmissionError::Here));
    let day = date(2026, 1, 22);
    one.send_back("乙", day, remark("缺第五部分。")).unwrap();
    one.remind(reminder()).unwrap();
    assert_eq!(one.reminders.len(), 2);
}

#[test]
fn a_step_is_not_dated_before_the_one_before_it() {
    let mut one = submission();
    one.hand_in(round(10, Source::Compiled)).unwrap();
    let early = one.file("乙", date(2026, 1, 9));
    assert_eq!(early, Err(SubmissionError::TooEarly));
}

#[test]
fn an_anchor_comes_back_from_its_form() {
    for anchor in [
        Anchor::Report,
        Anchor::Cell("requests.new.total".to_owned()),
        Anchor::Section("five".to_owned()),
    ] {
        assert_eq!(Anchor::of_code(&anchor.code()), Some(anchor));
    }
    assert_eq!(Anchor::of_code("row:1"), None);
}
