//! Quarterly returns: what is counted, what stays absent, what was handed in, and the sum.

use super::*;
use crate::agency::AgencyKind;
use crate::dispute::Road;
use crate::identity::{AgencyId, DisputeId, InformationId, RecordId, RequestId};
use crate::ledger::{LedgerBook, Record};
use crate::request::{OutcomeGroup, ReceiptChannel};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

fn table() -> &'static ReturnTable {
    ReturnBook::statutory().unwrap().get("county").unwrap()
}

fn ledgers() -> &'static LedgerBook {
    LedgerBook::statutory().unwrap()
}

fn item(number: u128, on: Date, topic: Option<u8>) -> PublishedFact {
    PublishedFact {
        id: InformationId::from_random(number),
        title: format!("第{number}条"),
        on,
        topic: topic.map(|topic| topic.try_into().unwrap()),
        in_time: Some(true),
        numbered: false,
        interprets: false,
    }
}

fn record(number: u128, ledger: &str, typed: &[(&str, &str)]) -> Record {
    let of = ledgers().get(ledger).unwrap();
    let text = |key: &str| {
        let found = typed.iter().find(|(one, _)| *one == key);
        found.map(|(_, text)| *text)
    };
    Record {
        id: RecordId::from_random(number),
        agency: AgencyId::from_random(1),
        ledger: ledger.to_owned(),
        values: of.read(text, date(2026, 1, 1)).unwrap(),
        revision: 0,
        struck: None,
    }
}

fn enquiry(number: u128, on: &str, persons: &str) -> Record {
    let typed = [
        ("on", on),
        ("way", "on_site"),
        ("persons", persons),
        ("content", "问事"),
    ];
    record(number, "enquiry", &typed)
}

fn evidence() -> Evidence {
    Evidence {
        published: vec![
            item(1, date(2020, 2, 3), Some(2)),
            item(2, date(2020, 4, 1), Some(7)),
            item(3, date(2020, 6, 30), None),
            item(4, date(2020, 7, 1), Some(7)),
        ],
        posted: Vec::new(),
        records: BTreeMap::from([(
            "enquiry".to_owned(),
            Arc::new(vec![
                enquiry(1, "2020-01-05", "2"),
                enquiry(2, "2020-04-05", "3"),
            ]),
        )]),
        requests: RequestEvidence::default(),
    }
}

fn request(number: u128, channel: ReceiptChannel, received_on: Date) -> RequestFact {
    RequestFact {
        id: RequestId::from_random(number),
        number: format!("依申请2020-{number}"),
        channel,
        received_on,
        ended: None,
        late: None,
        paid: None,
    }
}

fn with_requests() -> Evidence {
    let mail = request(1, ReceiptChannel::SignedMail, date(2020, 3, 20));
    let online = request(2, ReceiptChannel::Online, date(2020, 4, 1));
    let email = request(3, ReceiptChannel::Email, date(2020, 6, 30));
    let court = DisputeFact {
        id: DisputeId::from_random(1),
        before: "某区人民法院".to_owned(),
        road: Road::AfterReconsideration,
        filed_on: date(2020, 6, 1),
    };
    Evidence {
        requests: RequestEvidence {
            since: Some(date(2020, 3, 20)),
            requests: vec![
                RequestFact {
                    ended: Some((OutcomeGroup::InPart, date(2020, 4, 28))),
                    late: Some(true),
                    paid: Some((date(2020, 4, 2), 12_050)),
                    ..mail
                },
                RequestFact {
                    ended: Some((OutcomeGroup::Granted, date(2020, 7, 2))),
                    late: Some(false),
                    ..online
                },
                email,
            ],
            disputes: vec![court],
        },
        ..evidence()
    }
}

fn kept(quarter: &str, typed: &[(&str, &str)]) -> Return {
    let number = |(id, text): &(&str, &str)| {
        let typed = TypedNumber {
            number: Number::typed(text).unwrap().unwrap(),
            by: "甲".to_owned(),
            on: date(2020, 7, 3),
        };
        ((*id).to_owned(), typed)
    };
    Return {
        agency: AgencyId::from_random(1),
        table: "county".to_owned(),
        quarter: quarter.parse().unwrap(),
        typed: typed.iter().map(number).collect(),
        handed_in: None,
        revision: 0,
    }
}

fn second(kept: &[Return]) -> Vec<Line> {
    let quarter = "2020-Q2".parse().unwrap();
    lines(table(), quarter, &evidence(), ledgers(), kept)
}

fn line<'l>(lines: &'l [Line], id: &str) -> &'l Line {
    lines.iter().find(|line| line.id == id).unwrap()
}

fn number(count: u32) -> Number {
    Number::of(Decimal::from(count)).unwrap()
}

fn counted(count: u32) -> Value {
    Value::Counted {
        number: number(count),
        uncounted: 0,
    }
}

#[test]
fn every_table_is_understood_and_every_kind_that_reports_has_one() {
    let book = ReturnBook::statutory().unwrap();
    assert_eq!(book.all().len(), ReturnBook::embedded_texts().len());
    for kind in [
        AgencyKind::Township,
        AgencyKind::Street,
        AgencyKind::Department,
    ] {
        assert_eq!(book.of_agency(kind, "").unwrap().id, "county");
        assert_eq!(book.of_agency(kind, "city").unwrap().id, "city");
        assert_eq!(book.of_agency(kind, "no such").unwrap().id, "county");
    }
    assert!(book.of_agency(AgencyKind::Institution, "").is_none());
}

#[test]
fn a_table_with_a_figure_that_no_ledger_has_is_refused() {
    let (_, text) = ReturnBook::embedded_texts()
        .iter()
        .find(|(file, _)| *file == "county.toml")
        .unwrap();
    let load = |text: &str| ReturnBook::from_texts([("county.toml", text)]);
    assert!(load(text).is_ok());
    for (from, to) in [
        ("\"enquiries.on_site\"", "\"enquiries.on_mars\""),
        ("id = \"requests\"", "id = \"published\""),
        ("{ typed = \"flow\" }", "{ guessed = \"flow\" }"),
        ("id = \"county\"", "id = \"other\""),
        ("\"settled.partly\"", "\"settled.somehow\""),
        ("per = 10000", "per = 0"),
        ("topics = [2, 14]", "topics = [2, 17]"),
    ] {
        assert!(text.contains(from), "{from}");
        assert!(load(&text.replacen(from, to, 1)).is_err(), "{from}");
    }
}

#[test]
fn an_item_counts_in_the_quarter_of_its_first_publication_and_in_the_year_so_far() {
    let lines = second(&[]);
    let published = line(&lines, "published");
    assert_eq!(published.quarter, counted(2));
    assert_eq!(published.year, counted(3));
    assert_eq!(line(&lines, "published.finance").quarter, counted(1));
    assert_eq!(line(&lines, "published.organs").quarter, counted(0));
    assert_eq!(line(&lines, "published.organs").year, counted(1));
    // What belongs to no item of article 20 is among the others, and nowhere else.
    assert_eq!(line(&lines, "published.other").quarter, counted(1));
}

#[test]
fn a_figure_of_a_ledger_is_counted_for_the_quarter_as_for_a_year() {
    let lines = second(&[]);
    let on_site = line(&lines, "enquiries.site");
    assert_eq!(
        (&on_site.quarter, &on_site.year),
        (&counted(3), &counted(5))
    );
    // The ledger is kept, and nobody telephoned: that is a zero.
    assert_eq!(line(&lines, "enquiries.telephone").quarter, counted(0));
}

#[test]
fn what_nobody_recorded_is_absent_and_no_zero() {
    let lines = second(&[]);
    let absent = |id| line(&lines, id).quarter.clone();
    let training = Absence::NoLedger("training".to_owned());
    assert_eq!(absent("trainings"), Value::Absent(training));
    assert_eq!(absent("visits"), Value::Absent(Absence::NotTyped));
    assert_eq!(absent("requests"), Value::Absent(Absence::NotInUse));
}

#[test]
fn a_request_counts_when_it_came_and_when_it_was_settled() {
    let lines = lines(
        table(),
        "2020-Q2".parse().unwrap(),
        &with_requests(),
        ledgers(),
        &[],
    );
    let both = |id| {
        let line = line(&lines, id);
        (line.quarter.clone(), line.year.clone())
    };
    let fees = || Value::Counted {
        number: Number::typed("120.5").unwrap().unwrap(),
        uncounted: 0,
    };
    let numbers = |quarter, year| (counted(quarter), counted(year));
    assert_eq!(both("requests"), numbers(2, 3));
    assert_eq!(both("requests.internet"), numbers(2, 2));
    assert_eq!(both("requests.letter"), numbers(0, 1));
    assert_eq!(both("answered"), numbers(1, 1));
    assert_eq!(both("answered.late"), numbers(1, 1));
    assert_eq!(both("answered.partly"), numbers(1, 1));
    assert_eq!(both("answered.disclosed"), numbers(0, 0));
    assert_eq!(both("fees"), (fees(), fees()));
    assert_eq!(both("litigations"), numbers(1, 1));
    assert_eq!(both("reconsiderations"), numbers(0, 0));
}

#[test]
fn behind_a_number_of_requests_stand_their_numbers() {
    let evidence = with_requests();
    let days = "2020-Q2".parse::<Quarter>().unwrap().days();
    for indicator in table().indicators() {
        if let (Source::Requests(figure), Value::Counted { number, .. }) =
            (&indicator.source, counted_of(indicator, &evidence, days))
            && *figure != RequestFigure::Fees
        {
            let found = behind(indicator, &evidence, ledgers(), days).len();
            assert_eq!(number.value(), Decimal::from(found), "{}", indicator.id);
        }
    }
    let answered = table().indicator("answered").unwrap();
    let id = RequestId::from_random(1);
    let expected = Behind::Request(id, "依申请2020-1".to_owned(), date(2020, 4, 28));
    assert_eq!(behind(answered, &evidence, ledgers(), days), [expected]);
}

#[test]
fn a_reply_whose_last_day_is_not_known_is_named_beside_the_late_ones() {
    let mut evidence = with_requests();
    evidence.requests.requests[0].late = None;
    let days = "2020-Q2".parse::<Quarter>().unwrap().days();
    let late = table().indicator("answered.late").unwrap();
    let expected = Value::Counted {
        number: number(0),
        uncounted: 1,
    };
    assert_eq!(counted_of(late, &evidence, days), expected);
}

#[test]
fn before_the_first_request_was_registered_there_is_no_number_of_them() {
    let of = |quarter: &str| {
        let quarter = quarter.parse().unwrap();
        let lines = lines(table(), quarter, &with_requests(), ledgers(), &[]);
        line(&lines, "litigations").quarter.clone()
    };
    assert_eq!(of("2019-Q4"), Value::Absent(Absence::NotInUse));
    assert_eq!(of("2020-Q1"), counted(0));
}

fn counted_of(indicator: &Indicator, evidence: &Evidence, days: (Date, Date)) -> Value {
    super::counted(indicator, evidence, ledgers(), days)
}

#[test]
fn a_ledger_begun_after_the_quarter_says_nothing_about_it() {
    let mut evidence = evidence();
    let later = vec![enquiry(9, "2020-10-01", "1")];
    evidence
        .records
        .insert("enquiry".to_owned(), Arc::new(later));
    let quarter = "2020-Q2".parse().unwrap();
    let lines = lines(table(), quarter, &evidence, ledgers(), &[]);
    let absent = Absence::NoLedger("enquiry".to_owned());
    assert_eq!(
        line(&lines, "enquiries.site").quarter,
        Value::Absent(absent)
    );
}

#[test]
fn typed_numbers_add_up_over_the_year_only_if_no_quarter_lacks_its_own() {
    let one = kept("2020-Q1", &[("visits", "100"), ("offices", "1")]);
    let two = kept(
        "2020-Q2",
        &[("visits", "１,５０"), ("offices", "2"), ("trainings", "0")],
    );
    let all = second(&[one, two.clone()]);
    let visits = line(&all, "visits");
    assert_eq!(visits.quarter, Value::Typed(number(150)));
    assert_eq!(visits.year, Value::Typed(number(250)));
    // What stands does not add up.
    assert_eq!(line(&all, "offices").year, Value::Typed(number(2)));
    let lacking = second(&[two]);
    let absent = Value::Absent(Absence::Quarter(1));
    assert_eq!(line(&lacking, "visits").year, absent);
    assert_eq!(line(&lacking, "trainings").quarter, Value::Typed(number(0)));
}

#[test]
fn what_is_counted_is_never_replaced_by_what_was_typed() {
    let typed = kept("2020-Q2", &[("enquiries.site", "99")]);
    assert_eq!(
        line(&second(&[typed]), "enquiries.site").quarter,
        counted(3)
    );
}

#[test]
fn money_is_told_in_the_unit_of_the_table_and_without_a_unit_in_no_sum() {
    let money = |number, amount| {
        let typed = [
            ("on", "2020-05-01"),
            ("amount", amount),
            ("purpose", "印刷"),
        ];
        record(number, "funding", &typed)
    };
    let mut evidence = evidence();
    let records = vec![money(1, "1.5万元"), money(2, "800")];
    evidence
        .records
        .insert("funding".to_owned(), Arc::new(records));
    let quarter = "2020-Q2".parse().unwrap();
    let lines = lines(table(), quarter, &evidence, ledgers(), &[]);
    let expected = Value::Counted {
        number: Number::typed("1.5").unwrap().unwrap(),
        uncounted: 1,
    };
    assert_eq!(line(&lines, "funding").quarter, expected);
}

#[test]
fn behind_a_number_stand_as_many_records_as_it_says() {
    let evidence = evidence();
    let days = "2020-Q2".parse::<Quarter>().unwrap().days();
    let of = |id| {
        let indicator = table().indicator(id).unwrap();
        behind(indicator, &evidence, ledgers(), days)
    };
    assert_eq!(of("published").len(), 2);
    let record = RecordId::from_random(2);
    let title = "问事".to_owned();
    let expected = Behind::Record(record, title, Some(date(2020, 4, 5)));
    assert_eq!(of("enquiries.site"), [expected]);
    assert!(of("visits").is_empty());
}

#[test]
fn what_changes_after_handing_in_shows_and_what_only_has_another_source_does_not() {
    let typed = kept("2020-Q2", &[("visits", "7")]);
    let handed_in = HandedIn {
        on: date(2020, 7, 9),
        by: "甲".to_owned(),
        compiled_by: "甲".to_owned(),
        checked_by: "乙".to_owned(),
        title: table().title.clone(),
        lines: second(std::slice::from_ref(&typed)),
    };
    let mut now = handed_in.lines.clone();
    assert!(changes(&handed_in, &now).is_empty());
    for line in &mut now {
        if line.id == "visits" {
            line.quarter = counted(7);
        }
        if line.id == "published" {
            line.quarter = counted(3);
        }
    }
    let found = changes(&handed_in, &now);
    let ids: Vec<&str> = found.iter().map(|change| change.id.as_str()).collect();
    assert_eq!(ids, ["published"]);
    assert_eq!(
        (&found[0].then.0, &found[0].now.0),
        (&counted(2), &counted(3))
    );
}

#[test]
fn a_sum_names_who_has_no_number_and_counts_them_as_nothing() {
    let one = second(&[kept("2020-Q2", &[("visits", "7")])]);
    let other = lines(
        table(),
        "2020-Q2".parse().unwrap(),
        &with_requests(),
        ledgers(),
        &[],
    );
    let handed_in = [
        ("甲镇".to_owned(), one.as_slice()),
        ("乙镇".to_owned(), other.as_slice()),
    ];
    let lines = sum(table(), &handed_in);
    let of = |id: &str| lines.iter().find(|line| line.id == id).unwrap();
    assert_eq!(of("published").quarter.number, Some(number(4)));
    let visits = &of("visits").quarter;
    assert_eq!((visits.number, visits.of), (Some(number(7)), 1));
    assert_eq!(visits.missing, ["乙镇"]);
    let requests = &of("requests").quarter;
    assert_eq!((requests.number, requests.of), (Some(number(2)), 1));
    assert_eq!(requests.missing, ["甲镇"]);
    assert_eq!(of("offices").quarter.number, None);
}

#[test]
fn a_quarter_knows_its_days_and_is_read_back_from_its_text() {
    let quarter = Quarter::of(date(2020, 12, 31));
    assert_eq!(quarter.to_string(), "2020-Q4");
    assert_eq!(quarter.to_string().parse(), Ok(quarter));
    assert_eq!(quarter.days(), (date(2020, 10, 1), date(2020, 12, 31)));
    assert_eq!(quarter.year_to_date().0, date(2020, 1, 1));
    assert_eq!(Quarter::of(date(2020, 2, 29)).number(), 1);
    assert_eq!("2020-Q3".parse::<Quarter>().unwrap().so_far().len(), 3);
    for wrong in ["2020", "2020-03", "2020-Q5", "first", ""] {
        assert!(wrong.parse::<Quarter>().is_err(), "{wrong}");
    }
}

#[test]
fn only_a_number_that_is_not_negative_is_one() {
    assert_eq!(Number::typed(" ").unwrap(), None);
    assert_eq!(Number::typed("０").unwrap(), Some(number(0)));
    assert_eq!(Number::typed("12.50").unwrap().unwrap().to_string(), "12.5");
    for wrong in [
        "-1",
        "一",
        "1e3",
        "1.",
        ".5",
        "12345678901234",
        "1.23456",
        "1 人",
    ] {
        assert!(Number::typed(wrong).is_err(), "{wrong}");
    }
}
