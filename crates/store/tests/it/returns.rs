//! Quarterly returns, and the items that are counted for them.

use crate::bed::Bed;
use crate::fixtures::*;
use gongkai_domain::information::{Tombstone, Topic};
use gongkai_domain::returns::{Absence, HandedIn, Line, Value};
use gongkai_store::StoreError;
use jiff::civil::date;

on_both_engines!(
    a_return_is_kept_with_what_was_typed_and_what_was_handed_in,
    nobody_saves_a_return_over_another_who_saved_meanwhile,
    an_item_counts_by_its_first_publication_also_when_it_was_withdrawn_since,
);

async fn a_return_is_kept_with_what_was_typed_and_what_was_handed_in(bed: &Bed) {
    furnish(bed).await;
    let mut kept = returned(&[("visits", 120)]);
    let mut write = bed.store.write().await.unwrap();
    write.insert_return(&kept).await.unwrap();
    write.commit(events()).await.unwrap();
    kept.handed_in = Some(HandedIn {
        on: date(2026, 4, 8),
        by: "甲".to_owned(),
        compiled_by: "甲".to_owned(),
        checked_by: String::new(),
        title: "统计表".to_owned(),
        lines: vec![Line {
            id: "visits".to_owned(),
            group: "咨询".to_owned(),
            zh: "访问量".to_owned(),
            unit: "人次".to_owned(),
            part: false,
            quarter: Value::Absent(Absence::NoLedger("enquiry".to_owned())),
            year: Value::Absent(Absence::Quarter(1)),
        }],
    });
    let mut write = bed.store.write().await.unwrap();
    write.save_return(&kept).await.unwrap();
    write.commit(events()).await.unwrap();
    kept.revision = 1;
    assert_eq!(bed.store.returns(&town(), "county").await.unwrap(), [kept]);
    assert!(bed.store.returns(&town(), "city").await.unwrap().is_empty());
    let mut write = bed.store.write().await.unwrap();
    let twice = write.insert_return(&returned(&[])).await;
    assert!(matches!(twice, Err(StoreError::Duplicate { .. })));
}

async fn nobody_saves_a_return_over_another_who_saved_meanwhile(bed: &Bed) {
    furnish(bed).await;
    let kept = returned(&[("visits", 1)]);
    let mut write = bed.store.write().await.unwrap();
    write.insert_return(&kept).await.unwrap();
    write.save_return(&kept).await.unwrap();
    let late = write.save_return(&kept).await;
    assert!(matches!(late, Err(StoreError::Conflict)));
}

async fn an_item_counts_by_its_first_publication_also_when_it_was_withdrawn_since(bed: &Bed) {
    furnish(bed).await;
    let mut one = item(1, "决算");
    one.facts.category = Some(category(1, "").id);
    let two = item(2, "预算");
    let on = date(2026, 3, 31);
    let mut write = bed.store.write().await.unwrap();
    let copies = [copy_of(&one, on), copy_of(&two, date(2026, 4, 1))];
    publish(&mut write, &copies).await;
    let tombstone = Tombstone {
        at: now(),
        ground: "有误".to_owned(),
    };
    write.bury(&one.id, &tombstone).await.unwrap();
    write.commit(events()).await.unwrap();
    let quarter = (date(2026, 1, 1), on);
    let found = bed.store.first_published(&town(), quarter).await.unwrap();
    let titles: Vec<&str> = found.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(titles, ["决算"]);
    assert_eq!(found[0].on, on);
    assert_eq!(
        found[0].topic.map(Topic::number),
        category(1, "").topic.map(Topic::number)
    );
}
