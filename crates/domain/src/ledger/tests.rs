//! Ledgers read, counted and told apart.

use super::*;
use crate::report::MoneyUnit;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

const TODAY: Date = date(2020, 7, 1);

fn book() -> &'static LedgerBook {
    LedgerBook::statutory().unwrap()
}

fn ledger(key: &str) -> &'static Ledger {
    book().get(key).unwrap()
}

fn values(ledger: &'static Ledger, texts: &[(&str, &str)]) -> Values {
    let text = |key: &str| {
        texts
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, text)| *text)
    };
    ledger.read(text, TODAY).unwrap()
}

fn record(ledger: &'static Ledger, texts: &[(&str, &str)]) -> Record {
    Record {
        id: crate::identity::RecordId::from_random(1),
        agency: crate::identity::AgencyId::from_random(1),
        ledger: ledger.key.clone(),
        values: values(ledger, texts),
        revision: 0,
        struck: None,
    }
}

#[test]
fn the_ledgers_of_the_program_contradict_themselves_nowhere() {
    assert!(book().all().len() >= 25);
}

#[test]
fn every_default_is_a_value_of_its_column() {
    for ledger in book().all() {
        for (key, text) in ledger.defaults(TODAY).iter() {
            let column = ledger.column(key).unwrap();
            let read = column.read(text, TODAY);
            assert_eq!(read, Ok(Some(text.to_owned())), "{} {key}", ledger.key);
        }
    }
}

#[test]
fn what_is_shown_of_a_choice_is_read_back_as_that_choice() {
    for ledger in book().all() {
        for column in &ledger.columns {
            for choice in &column.choices {
                let shown = column.shown(&choice.key);
                let read = column.read(&shown, TODAY);
                assert_eq!(read, Ok(Some(choice.key.clone())), "{} {shown}", ledger.key);
            }
        }
    }
}

#[test]
fn a_call_is_written_down_as_people_type_it() {
    let enquiry = ledger("enquiry");
    let typed = [
        ("on", "6月15日"),
        ("way", "来电"),
        ("persons", "２"),
        ("content", "低保怎么办"),
    ];
    let values = values(enquiry, &typed);
    assert_eq!(values.day("on"), Some(date(2020, 6, 15)));
    assert_eq!(values.get("way"), Some("telephone"));
    assert_eq!(values.count("persons"), Some(2));
    assert_eq!(values.get("reply"), None, "blank is not an empty reply");
}

#[test]
fn what_is_wrong_is_said_column_by_column() {
    let typed = |key: &str| match key {
        "on" => Some("2020-7-2"),
        "way" => Some("托梦"),
        "persons" => Some("-1"),
        "replied_on" => Some("2020-2-30"),
        _ => None,
    };
    let gaps = ledger("enquiry").read(typed, TODAY).unwrap_err();
    let fields: Vec<&str> = gaps.iter().map(|gap| gap.field).collect();
    assert_eq!(fields, ["on", "way", "persons", "content", "replied_on"]);
    assert!(gaps[1].message.contains("现场"), "{}", gaps[1].message);
}

#[test]
fn a_reply_does_not_come_before_its_question() {
    let typed = |key: &str| match key {
        "on" => Some("2020-6-15"),
        "replied_on" => Some("2020-6-14"),
        "way" => Some("电话"),
        "persons" => Some("1"),
        "content" => Some("问"),
        _ => None,
    };
    let gaps = ledger("enquiry").read(typed, TODAY).unwrap_err();
    assert_eq!(gaps.len(), 1);
    assert_eq!(gaps[0].field, "replied_on");
}

#[test]
fn five_came_and_nine_rang() {
    let enquiry = ledger("enquiry");
    let base = [("on", "2020-6-15"), ("content", "问")];
    let of = |way, persons, on| {
        let mut texts = vec![("way", way), ("persons", persons)];
        texts.extend(base);
        texts[2] = ("on", on);
        record(enquiry, &texts)
    };
    let mut struck = of("现场", "7", "2020-6-15");
    struck.struck = Some(Struck {
        on: TODAY,
        reason: "重复".to_owned(),
    });
    let records = [
        of("现场", "5", "2020-6-15"),
        of("电话", "9", "2020-3-1"),
        of("电话", "4", "2019-12-31"),
        struck,
    ];
    let counted = |key: &str| {
        let (ledger, figure) = book().figure(key).unwrap();
        count(ledger, figure, &records, 2020).value
    };
    assert_eq!(counted("enquiries.on_site"), Decimal::from(5));
    assert_eq!(counted("enquiries.telephone"), Decimal::from(9));
    assert_eq!(counted("enquiries"), Decimal::from(14));
}

#[test]
fn money_without_a_unit_is_in_no_sum_and_is_said() {
    let column = Column {
        key: "amount".to_owned(),
        zh: "金额".to_owned(),
        en: "Amount".to_owned(),
        kind: Kind::Money,
        required: false,
        default: None,
        help: String::new(),
        aliases: Vec::new(),
        choices: Vec::new(),
        not_before: None,
        past: false,
        personal: false,
    };
    assert_eq!(
        column.read("76.3万元", TODAY),
        Ok(Some("76.3 万元".to_owned()))
    );
    assert_eq!(
        column.read("２４，２２０", TODAY),
        Ok(Some("24220".to_owned()))
    );
    assert!(column.read("若干", TODAY).is_err());
    let procurement = ledger("procurement");
    let of = |amount| {
        record(
            procurement,
            &[
                ("on", "2020-5-1"),
                ("project", "采购"),
                ("projects", "1"),
                ("amount", amount),
            ],
        )
    };
    let bare = of("24220");
    assert_eq!(bare.values.money("amount").unwrap().unit(), None);
    let known = of("76.3 万元");
    assert_eq!(
        known.values.money("amount").unwrap().unit(),
        Some(MoneyUnit::WanYuan)
    );
    let figure = procurement
        .figures
        .iter()
        .find(|one| one.key == "procurement.amount")
        .unwrap();
    let counted = count(procurement, figure, &[bare, known], 2020);
    assert_eq!(
        (counted.value, counted.uncounted),
        (Decimal::from(763_000), 1)
    );
}

#[test]
fn who_left_before_the_years_end_is_no_staff_of_that_year() {
    let staff = ledger("staff");
    let of = |name, from, until| {
        record(
            staff,
            &[
                ("name", name),
                ("kind", "专职"),
                ("from", from),
                ("until", until),
            ],
        )
    };
    let records = [
        of("甲", "2018-1-1", ""),
        of("乙", "2019-5-1", "2020-6-30"),
        of("丙", "2020-7-1", ""),
    ];
    let figure = staff
        .figures
        .iter()
        .find(|one| one.of == Span::Standing && one.only.is_empty());
    let count = |year| count(staff, figure.unwrap(), &records, year).value;
    assert_eq!(
        (count(2019), count(2020)),
        (Decimal::from(2), Decimal::from(2))
    );
}

#[test]
fn ledgers_of_a_group_stand_in_their_declared_order_whatever_their_files_are_called() {
    let book = LedgerBook::statutory().unwrap();
    let first = |group| book.of_group(group).next().unwrap().key.as_str();
    assert_eq!(first(Group::Interaction), "enquiry");
    assert_eq!(first(Group::Catalogue), "catalogue");
    assert_eq!(first(Group::Organisation), "leader");
    let texts = LedgerBook::embedded_texts().iter();
    let doubled = texts.map(|(name, text)| (*name, text.replacen("order = 2", "order = 1", 1)));
    let doubled: Vec<_> = doubled.collect();
    let doubled = doubled.iter().map(|(name, text)| (*name, text.as_str()));
    let error = LedgerBook::from_texts(doubled).unwrap_err();
    assert!(error.cause.contains("order 1 stands twice"), "{error}");
}

#[test]
fn a_file_that_names_a_column_it_lacks_is_refused() {
    let (name, text) = LedgerBook::embedded_texts()[0];
    let broken = text.replacen("titled_by = \"", "titled_by = \"no_", 1);
    assert_ne!(text, broken);
    let error = LedgerBook::from_texts([(name, broken.as_str())]).unwrap_err();
    assert!(error.cause.contains("no column"), "{error}");
}
