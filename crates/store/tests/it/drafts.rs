//! Drafts of requests: one a mark, gone after their time, in no dump.

use crate::bed::Bed;
use jiff::Timestamp;

on_both_engines!(a_draft_is_kept_until_its_time_is_over_and_no_dump_takes_it_along);

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

async fn a_draft_is_kept_until_its_time_is_over_and_no_dump_takes_it_along(bed: &Bed) {
    let store = &bed.store;
    for (text, until) in [("first", 50), ("second", 100)] {
        let kept = store.save_request_draft("mark", text, at(0), at(until));
        kept.await.unwrap();
    }
    let found = store.request_draft("mark", at(99)).await.unwrap();
    assert_eq!(found.as_deref(), Some("second"));
    assert_eq!(store.request_draft("mark", at(100)).await.unwrap(), None);
    let mut dump = Vec::new();
    store.dump(&mut dump).await.unwrap();
    assert!(!String::from_utf8(dump).unwrap().contains("second"));
    store
        .save_request_draft("other", "third", at(100), at(200))
        .await
        .unwrap();
    let gone = store.request_draft("mark", at(99)).await.unwrap();
    assert_eq!(
        gone, None,
        "what is over is forgotten, not only passed over"
    );
    store.delete_request_draft("other").await.unwrap();
    assert_eq!(store.request_draft("other", at(101)).await.unwrap(), None);
}
