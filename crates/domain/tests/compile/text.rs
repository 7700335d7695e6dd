//! The text of the report: each number bound to what it was counted over.

use super::evidence::{YEAR, compiled, form, year};
use gongkai_domain::compile::text::{
    NarrativeBook, Quantities, RegisterCounts, Worth, Written, fill, names, paragraphs, quantities,
};
use gongkai_domain::ledger::LedgerBook;
use gongkai_domain::report::StatementKind;
use gongkai_testkit::Rng;
use jiff::civil::date;
use std::collections::BTreeMap;

fn worths(published: u64) -> Quantities {
    let form = form("2021");
    let evidence = year(&mut Rng::new(3), form);
    let register = RegisterCounts {
        published,
        in_time: published,
        published_ever: published + 100,
        by_channel: vec![("网站".to_owned(), 5), ("微信".to_owned(), 0)],
        ..RegisterCounts::default()
    };
    let book = NarrativeBook::statutory().unwrap();
    let compiled = compiled(form, &evidence);
    let both = (&compiled, &evidence);
    let ledgers = LedgerBook::statutory().unwrap();
    quantities(&book.quantities, "某镇", both, &register, ledgers)
}

fn paragraph(worths: &Quantities, key: &str, written: &BTreeMap<String, Written>) -> String {
    let narrative = NarrativeBook::statutory().unwrap().of_form("2021").unwrap();
    let all = paragraphs(narrative, written, worths);
    all.into_iter().find(|one| one.key == key).unwrap().text
}

#[test]
fn a_sentence_says_what_was_counted_or_that_there_was_none() {
    let none = BTreeMap::new();
    let some = paragraph(&worths(24), "one.proactive", &none);
    assert!(some.contains("主动公开政府信息24条"), "{some}");
    assert!(some.contains("占100%"), "{some}");
    assert!(some.contains("网站5条") && !some.contains("微信"), "{some}");
    let nothing = paragraph(&worths(0), "one.proactive", &none);
    assert!(nothing.contains("没有新的主动公开"), "{nothing}");
    assert!(nothing.contains("历年累计主动公开100条"), "{nothing}");
}

#[test]
fn a_sentence_of_which_something_is_not_known_is_left_out() {
    let worths = worths(24);
    assert_eq!(worths["咨询"].0, Worth::Unknown);
    let platform = paragraph(&worths, "one.platform", &BTreeMap::new());
    assert!(!platform.contains("咨询"), "{platform}");
    assert!(!platform.contains('{'), "{platform}");
}

#[test]
fn a_persons_words_stand_and_their_numbers_follow_the_records() {
    let written = Written {
        text: "今年公开{主动公开}条。".to_owned(),
        by: "某人".to_owned(),
        on: date(YEAR + 1, 1, 9),
        from_year: None,
    };
    let written = BTreeMap::from([("one.proactive".to_owned(), written)]);
    for published in [1, 24] {
        let said = paragraph(&worths(published), "one.proactive", &written);
        assert_eq!(said, format!("今年公开{published}条。"));
    }
}

#[test]
fn a_number_in_the_text_is_a_statement_of_the_report() {
    let filled = fill("公开{主动公开}条，{各渠道}。", None, &worths(24)).unwrap();
    let kinds: Vec<_> = filled
        .statements
        .iter()
        .map(|one| (one.kind, one.value, one.label.as_deref()))
        .collect();
    assert_eq!(
        kinds,
        [
            (StatementKind::ProactiveTotal, 24, None),
            (StatementKind::ProactiveByChannel, 5, Some("网站")),
        ]
    );
}

#[test]
fn a_name_that_means_nothing_is_refused_and_a_brace_alone_is_a_brace() {
    let worths = worths(24);
    assert_eq!(fill("共{件数}件", None, &worths).unwrap_err().0, "件数");
    let open = fill("甲{乙", None, &worths).unwrap();
    assert_eq!(open.text, "甲{乙");
    assert_eq!(names("{年份}年{主动公开}条{"), ["年份", "主动公开"]);
}
