//! The register: numbers, revisions, lists.

use crate::bed::Bed;
use crate::fixtures::*;
use gongkai_domain::access::Role;
use gongkai_domain::information::{Attribute, Ground, Information, Stage, Tombstone};
use gongkai_domain::review::{ReviewChain, Round};
use gongkai_store::{DeskQuery, StoreError};
use jiff::civil::date;

on_both_engines!(
    an_item_is_read_as_it_was_written_and_changed_when_its_last_event_says,
    who_saves_over_a_newer_revision_is_refused,
    an_index_number_is_given_once_in_the_whole_installation,
    a_registration_that_fails_gives_its_serial_back,
    a_list_at_the_desk_holds_what_was_asked_for_and_nothing_of_other_agencies,
    a_page_of_a_list_says_how_long_the_whole_is,
    a_posting_that_is_planned_comes_up_on_its_day,
);

async fn an_item_is_read_as_it_was_written_and_changed_when_its_last_event_says(bed: &Bed) {
    furnish(bed).await;
    let mut full = item(1, "关于清明期间防火的通告");
    full.facts.attribute = Attribute::Withheld {
        ground: Ground::Deliberative,
        reason: "讨论稿".to_owned(),
    };
    full.stage = Stage::InReview;
    full.round = Round::on(ReviewChain::default());
    full.reassessed_on = Some(date(2026, 3, 1));
    full.tombstone = Some(Tombstone {
        at: now(),
        ground: "有误".to_owned(),
    });
    full.leak_override = Some("号码是虚构的".to_owned());
    let mut write = bed.store.write().await.unwrap();
    write
        .insert_information(&full, Some(date(2026, 3, 10)))
        .await
        .unwrap();
    let mut said = event("information:1");
    said.at = at("2026-03-04T05:06:07.123456789Z");
    write.commit(vec![said]).await.unwrap();
    assert_eq!(bed.store.information(&full.id).await.unwrap(), Some(full));
    assert_eq!(bed.store.information(&id(2)).await.unwrap(), None);
    let line = desk(bed, DeskQuery::default()).await.remove(0);
    assert_eq!(line.changed_at, now());
    assert_eq!(line.due_on, Some(date(2026, 3, 10)));
    assert_eq!(line.awaited, Some(Role::Clerk));
    assert_eq!(line.attribute, "withheld");
}

async fn who_saves_over_a_newer_revision_is_refused(bed: &Bed) {
    furnish(bed).await;
    let mut write = bed.store.write().await.unwrap();
    write
        .insert_information(&item(1, "一"), None)
        .await
        .unwrap();
    write.commit(events()).await.unwrap();
    let changed = item(1, "二");
    let mut write = bed.store.write().await.unwrap();
    write.save_information(&changed, None, 0).await.unwrap();
    write.commit(events()).await.unwrap();
    let saved = bed.store.information(&id(1)).await.unwrap().unwrap();
    assert_eq!(
        saved,
        Information {
            revision: 1,
            ..changed
        }
    );
    let mut write = bed.store.write().await.unwrap();
    let stale = write.save_information(&item(1, "三"), None, 0).await;
    assert!(matches!(stale, Err(StoreError::Conflict)));
    let unknown = write.save_information(&item(2, "三"), None, 0).await;
    assert!(matches!(unknown, Err(StoreError::NotFound)));
    drop(write);
    assert_eq!(bed.store.information(&id(1)).await.unwrap(), Some(saved));
}

async fn an_index_number_is_given_once_in_the_whole_installation(bed: &Bed) {
    furnish(bed).await;
    let mut write = bed.store.write().await.unwrap();
    write.insert_agency(&agency(8, "other")).await.unwrap();
    write
        .insert_information(&item(1, "一"), None)
        .await
        .unwrap();
    write.commit(events()).await.unwrap();
    let mut write = bed.store.write().await.unwrap();
    let mut other = item(2, "二");
    other.agency = agency(8, "other").id;
    other.index_number = item(1, "").index_number;
    let answer = write.insert_information(&other, None).await;
    let what = "information.index_number";
    assert!(matches!(answer, Err(StoreError::Duplicate { what: it }) if it == what));
}

async fn a_registration_that_fails_gives_its_serial_back(bed: &Bed) {
    let next = async |scope: &str, commits: bool| {
        let mut write = bed.store.write().await.unwrap();
        let serial = write.next_serial(scope).await.unwrap();
        if commits {
            write.commit(events()).await.unwrap();
        }
        serial
    };
    assert_eq!(next("2026-", true).await, 1);
    assert_eq!(next("2026-", false).await, 2);
    assert_eq!(next("2026-", true).await, 2);
    assert_eq!(next("2027-", true).await, 1);
    let mut write = bed.store.write().await.unwrap();
    assert_eq!(write.next_serial("2026-").await.unwrap(), 3);
    assert_eq!(write.next_serial("2026-").await.unwrap(), 4);
    let refused = write.commit(Vec::new()).await;
    assert!(matches!(refused, Err(StoreError::NoEvent)));
    assert_eq!(next("2026-", true).await, 3);
}

async fn desk(bed: &Bed, query: DeskQuery) -> Vec<gongkai_store::Summary> {
    let query = DeskQuery {
        agencies: vec![town()],
        limit: 100,
        ..query
    };
    bed.store.desk(&query).await.unwrap().rows
}

async fn a_list_at_the_desk_holds_what_was_asked_for_and_nothing_of_other_agencies(bed: &Bed) {
    furnish(bed).await;
    let mut write = bed.store.write().await.unwrap();
    write.insert_agency(&agency(8, "other")).await.unwrap();
    let mut one = item(1, "二〇二五年度决算");
    one.facts.document_number = "砚政〔2026〕9号".to_owned();
    one.facts.category = Some(category(1, "").id);
    let mut two = item(2, "防火通告 100%_");
    two.stage = Stage::Approved;
    two.facts.formed_on = Some(date(2025, 12, 31));
    two.facts.attribute = Attribute::UponRequest;
    let mut other = item(3, "别处的决算");
    other.agency = agency(8, "other").id;
    for item in [&one, &two, &other] {
        write.insert_information(item, None).await.unwrap();
    }
    write.commit(events()).await.unwrap();
    let asked = async |change: fn(&mut DeskQuery)| -> Vec<_> {
        let mut query = DeskQuery::default();
        change(&mut query);
        let lines = desk(bed, query).await;
        lines.into_iter().map(|line| line.id).collect()
    };
    assert_eq!(asked(|_| {}).await, [id(2), id(1)]);
    assert_eq!(asked(|q| q.stages = vec![Stage::Approved]).await, [id(2)]);
    assert_eq!(asked(|q| q.words = "决算 砚政[2026]".into()).await, [id(1)]);
    assert_eq!(asked(|q| q.words = "a/2026-00002".into()).await, [id(2)]);
    assert_eq!(asked(|q| q.words = "0%_".into()).await, [id(2)]);
    assert_eq!(asked(|q| q.words = "_%".into()).await, []);
    assert_eq!(
        asked(|q| q.category = Some(category(1, "").id)).await,
        [id(1)]
    );
    assert_eq!(
        asked(|q| q.attribute = Some("upon_request".into())).await,
        [id(2)]
    );
    assert_eq!(asked(|q| q.year = Some(2026)).await, [id(1)]);
    assert_eq!(asked(|q| q.offset = 1).await, [id(1)]);
    let of_none = DeskQuery {
        limit: 9,
        ..DeskQuery::default()
    };
    assert_eq!(bed.store.desk(&of_none).await.unwrap().total, 0);
}

async fn a_page_of_a_list_says_how_long_the_whole_is(bed: &Bed) {
    furnish(bed).await;
    let mut write = bed.store.write().await.unwrap();
    for number in 1..4 {
        write
            .insert_information(&item(number, "一"), None)
            .await
            .unwrap();
    }
    write.commit(events()).await.unwrap();
    let query = DeskQuery {
        agencies: vec![town()],
        offset: 1,
        limit: 1,
        ..DeskQuery::default()
    };
    let page = bed.store.desk(&query).await.unwrap();
    assert_eq!((page.rows.len(), page.total), (1, 3));
}

async fn a_posting_that_is_planned_comes_up_on_its_day(bed: &Bed) {
    furnish(bed).await;
    let day = date(2026, 3, 5);
    let mut write = bed.store.write().await.unwrap();
    write
        .insert_information(&item(1, "一"), None)
        .await
        .unwrap();
    let planned = posting(1, 1, day, false);
    let made = posting(2, 1, date(2026, 3, 1), true);
    write.insert_posting(&planned).await.unwrap();
    write.insert_posting(&made).await.unwrap();
    write.commit(events()).await.unwrap();
    let store = &bed.store;
    assert!(
        store
            .planned_postings(day.yesterday().unwrap())
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(store.planned_postings(day).await.unwrap(), [planned]);
    let done = posting(1, 1, day, true);
    let mut write = store.write().await.unwrap();
    write.save_posting(&done).await.unwrap();
    assert!(write.save_posting(&posting(3, 1, day, true)).await.is_err());
    write.commit(events()).await.unwrap();
    assert!(store.planned_postings(day).await.unwrap().is_empty());
    assert_eq!(store.postings_of(&id(1)).await.unwrap(), [made, done]);
}
