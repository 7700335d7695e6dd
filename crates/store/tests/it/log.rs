//! The log: no change without it, and nobody touches it unseen.

use crate::bed::Bed;
use crate::fixtures::*;
use gongkai_domain::event::{Break, GENESIS};
use gongkai_store::StoreError;

on_both_engines!(
    a_change_without_an_event_is_refused_and_leaves_nothing,
    a_change_that_is_dropped_leaves_nothing,
    the_log_is_read_newest_first_by_agency_and_by_object,
    every_tampering_with_the_log_is_found,
    what_is_added_after_the_tail_was_cut_off_does_not_heal_the_log,
);

async fn a_change_without_an_event_is_refused_and_leaves_nothing(bed: &Bed) {
    let mut write = bed.store.write().await.unwrap();
    write.insert_agency(&agency(TOWN, "yanting")).await.unwrap();
    assert!(matches!(
        write.commit(Vec::new()).await,
        Err(StoreError::NoEvent)
    ));
    assert!(bed.store.agencies().await.unwrap().is_empty());
    assert!(matches!(
        bed.store.record(Vec::new()).await,
        Err(StoreError::NoEvent)
    ));
}

async fn a_change_that_is_dropped_leaves_nothing(bed: &Bed) {
    let mut write = bed.store.write().await.unwrap();
    write.insert_agency(&agency(TOWN, "yanting")).await.unwrap();
    drop(write);
    bed.store.record(events()).await.unwrap();
    assert!(bed.store.agencies().await.unwrap().is_empty());
    let report = bed.store.verify_chain(|_| {}).await.unwrap();
    assert_eq!((report.entries, report.breaks), (1, Vec::new()));
}

/// Seven entries, of two changes.
async fn write_log(bed: &Bed) {
    let of = |numbers: std::ops::Range<u32>| {
        let objects = numbers.map(|number| format!("information:{number}"));
        objects.map(|object| event(&object)).collect::<Vec<_>>()
    };
    bed.store.record(of(1..4)).await.unwrap();
    bed.store.record(of(4..8)).await.unwrap();
}

async fn the_log_is_read_newest_first_by_agency_and_by_object(bed: &Bed) {
    let empty = bed.store.verify_chain(|_| {}).await.unwrap();
    assert_eq!((empty.entries, empty.head.as_str()), (0, GENESIS));
    write_log(bed).await;
    let mut elsewhere = event("information:4");
    elsewhere.agency = None;
    elsewhere.account = None;
    elsewhere.at = at("2026-05-06T07:08:09Z");
    bed.store.record(vec![elsewhere.clone()]).await.unwrap();

    let here = town();
    let numbers = async |agency, before, limit| -> Vec<u64> {
        let entries = bed.store.events(agency, before, limit).await.unwrap();
        entries.into_iter().map(|entry| entry.sequence).collect()
    };
    assert_eq!(numbers(None, None, 2).await, [8, 7]);
    assert_eq!(numbers(Some(&here), None, 2).await, [7, 6]);
    assert_eq!(numbers(None, Some(3), 9).await, [2, 1]);
    let of_object = bed.store.events_of("information:4").await.unwrap();
    assert_eq!(of_object.len(), 2);
    assert_eq!(of_object.last().unwrap().event, elsewhere);

    let mut walked = Vec::new();
    let report = bed
        .store
        .verify_chain(|entry| walked.push(entry))
        .await
        .unwrap();
    assert_eq!(walked, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!((report.entries, report.breaks), (8, Vec::new()));
    assert_eq!(report.head, of_object.last().unwrap().digest);
}

async fn every_tampering_with_the_log_is_found(bed: &Bed) {
    write_log(bed).await;
    let undo = "DELETE FROM event; DELETE FROM event_head";
    for tampering in [
        "UPDATE event SET name = '乙' WHERE sequence = 3",
        "UPDATE event SET account = NULL WHERE sequence = 3",
        "UPDATE event SET account = '' WHERE sequence = 3",
        "UPDATE event SET agency = 'x' WHERE sequence = 3",
        "UPDATE event SET happened_at = '2026-03-04T05:06:07.123457Z' WHERE sequence = 3",
        "UPDATE event SET happened_at = '2026-03-04T06:06:07.123456+01:00' WHERE sequence = 3",
        "UPDATE event SET state_after = '' WHERE sequence = 7",
        "UPDATE event SET digest = previous WHERE sequence = 7",
        "UPDATE event SET previous = digest WHERE sequence = 1",
        "UPDATE event SET sequence = 9 WHERE sequence = 7",
        "UPDATE event SET sequence = -1 WHERE sequence = 1",
        "UPDATE event SET sequence = 0 WHERE sequence = 1",
        "DELETE FROM event WHERE sequence = 1",
        "DELETE FROM event WHERE sequence = 4",
        "DELETE FROM event WHERE sequence = 7",
        "DELETE FROM event",
        "DELETE FROM event_head",
        "UPDATE event_head SET digest = 'x'",
        "UPDATE event_head SET sequence = 6",
        "UPDATE event SET sequence = CASE sequence WHEN 2 THEN -5 ELSE 2 END WHERE sequence IN (2)",
        "INSERT INTO event SELECT 8, '00000000000000000000000000000009', happened_at, account, \
         name, origin, agency, object, action, state_before, state_after, previous, digest \
         FROM event WHERE sequence = 7",
    ] {
        bed.raw(tampering).await;
        let report = bed.store.verify_chain(|_| {}).await.unwrap();
        assert!(!report.breaks.is_empty(), "{tampering}");
        for statement in undo.split("; ") {
            bed.raw(statement).await;
        }
        write_log(bed).await;
        let report = bed.store.verify_chain(|_| {}).await.unwrap();
        assert_eq!(report.breaks, Vec::new(), "after {tampering}");
    }
}

async fn what_is_added_after_the_tail_was_cut_off_does_not_heal_the_log(bed: &Bed) {
    write_log(bed).await;
    bed.raw("DELETE FROM event WHERE sequence > 5").await;
    bed.store.record(events()).await.unwrap();
    let report = bed.store.verify_chain(|_| {}).await.unwrap();
    let hole = Break::Hole {
        expected: 6,
        found: 8,
    };
    assert_eq!(report.breaks, [hole]);
}
