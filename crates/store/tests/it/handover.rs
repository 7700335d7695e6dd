//! Batches for archive and library.

use crate::bed::Bed;
use crate::fixtures::*;
use gongkai_domain::handover::{Batch, BatchKind, Receipt, Replacement};
use gongkai_domain::identity::InformationId;
use gongkai_domain::information::Tombstone;
use gongkai_store::StoreError;
use jiff::civil::{Date, date};

on_both_engines!(
    a_batch_is_read_as_it_was_written_and_as_it_was_saved,
    an_item_waits_until_it_stands_in_a_regular_list_and_stands_in_one_only,
    what_stands_in_a_list_that_was_thrown_away_waits_again,
    an_item_handed_over_counts_once_in_the_year_it_was_delivered,
    what_was_corrected_or_withdrawn_after_its_list_is_named_until_it_is_replaced,
    two_who_save_the_same_batch_do_not_overwrite_each_other,
);

const ON: Date = date(2026, 3, 4);

async fn furnished(bed: &Bed, items: &[u128]) {
    furnish(bed).await;
    let mut write = bed.store.write().await.unwrap();
    write.insert_file(&file('a')).await.unwrap();
    let copies: Vec<_> = items
        .iter()
        .map(|&one| copy_of(&item(one, "决算"), ON))
        .collect();
    publish(&mut write, &copies).await;
    write.commit(events()).await.unwrap();
}

async fn insert(bed: &Bed, batch: &Batch) -> Result<(), StoreError> {
    let mut write = bed.store.write().await.unwrap();
    write.insert_handover(batch).await?;
    write.commit(events()).await
}

async fn save(bed: &Bed, batch: &Batch) -> Result<(), StoreError> {
    let mut write = bed.store.write().await.unwrap();
    write.save_handover(batch, batch.revision).await?;
    write.commit(events()).await
}

async fn waiting(bed: &Bed) -> Vec<InformationId> {
    let since = date(2026, 1, 1);
    let found = bed.store.handover_waiting(&town(), since).await.unwrap();
    found.into_iter().map(|one| one.id).collect()
}

fn replacement() -> BatchKind {
    BatchKind::Replacement(Replacement {
        reason: "数字有误".to_owned(),
        approval: "县政府办".to_owned(),
    })
}

async fn a_batch_is_read_as_it_was_written_and_as_it_was_saved(bed: &Bed) {
    furnished(bed, &[1, 2]).await;
    let made = batch(1, BatchKind::Regular, &[1, 2]);
    insert(bed, &made).await.unwrap();
    assert_eq!(
        bed.store.handover(&made.id).await.unwrap(),
        Some(made.clone())
    );
    let receipt = Receipt {
        receiver: "县档案馆".to_owned(),
        on: date(2026, 3, 14),
        by: "乙".to_owned(),
        scan: Some("a".repeat(64)),
        remark: "收到".to_owned(),
    };
    let sent = made.deliver(date(2026, 3, 13), "甲").unwrap();
    let mut done = sent.receipt(receipt).unwrap();
    save(bed, &done).await.unwrap();
    done.revision = 1;
    let replaced = batch(2, replacement(), &[1]);
    insert(bed, &replaced).await.unwrap();
    let all = bed.store.handovers(&town()).await.unwrap();
    assert_eq!(all, [replaced, done]);
    assert_eq!(bed.store.handover_count(&town(), 2026).await.unwrap(), 2);
    let settled = bed.store.handover_settled(&town()).await.unwrap();
    assert_eq!(settled, Some(date(2026, 3, 15)));
}

async fn an_item_waits_until_it_stands_in_a_regular_list_and_stands_in_one_only(bed: &Bed) {
    furnished(bed, &[1, 2]).await;
    assert_eq!(waiting(bed).await, [id(1), id(2)]);
    insert(bed, &batch(1, BatchKind::Regular, &[1]))
        .await
        .unwrap();
    assert_eq!(waiting(bed).await, [id(2)]);
    let twice = insert(bed, &batch(2, BatchKind::Regular, &[2, 1])).await;
    assert!(
        matches!(twice, Err(StoreError::Duplicate { .. })),
        "{twice:?}"
    );
    assert_eq!(waiting(bed).await, [id(2)]);
    let known = bed.store.handed_over(&[id(1), id(2)]).await.unwrap();
    assert_eq!(known, [id(1)]);
}

async fn what_stands_in_a_list_that_was_thrown_away_waits_again(bed: &Bed) {
    furnished(bed, &[1]).await;
    let made = batch(1, BatchKind::Regular, &[1]);
    insert(bed, &made).await.unwrap();
    let gone = made.discard(date(2026, 3, 13), "清单有误").unwrap();
    save(bed, &gone).await.unwrap();
    assert_eq!(waiting(bed).await, [id(1)]);
    assert_eq!(bed.store.handover_settled(&town()).await.unwrap(), None);
    insert(bed, &batch(2, BatchKind::Regular, &[1]))
        .await
        .unwrap();
    assert!(waiting(bed).await.is_empty());
}

async fn an_item_handed_over_counts_once_in_the_year_it_was_delivered(bed: &Bed) {
    furnished(bed, &[1, 2, 3]).await;
    let handed = async |year| bed.store.figures(&town(), year).await.unwrap().handed_over;
    let made = batch(1, BatchKind::Regular, &[1, 2]);
    insert(bed, &made).await.unwrap();
    assert_eq!(handed(2026).await, 0);
    let sent = made.deliver(date(2026, 3, 13), "甲").unwrap();
    save(bed, &sent).await.unwrap();
    let again = batch(2, replacement(), &[1]);
    insert(bed, &again).await.unwrap();
    let sent = again.deliver(date(2026, 3, 13), "甲").unwrap();
    save(bed, &sent).await.unwrap();
    assert_eq!((handed(2026).await, handed(2025).await), (2, 0));
}

async fn what_was_corrected_or_withdrawn_after_its_list_is_named_until_it_is_replaced(bed: &Bed) {
    furnished(bed, &[1, 2, 3]).await;
    insert(bed, &batch(1, BatchKind::Regular, &[1, 2, 3]))
        .await
        .unwrap();
    let named = async || {
        let found = bed.store.handover_overdrawn(&town()).await.unwrap();
        let found = found.into_iter();
        found
            .map(|one| (one.line.information, one.public))
            .collect::<Vec<_>>()
    };
    assert!(named().await.is_empty());
    let mut corrected = copy_of(&item(1, "更正"), ON);
    corrected.version = 2;
    let mut write = bed.store.write().await.unwrap();
    write.publish(&corrected).await.unwrap();
    let tombstone = Tombstone {
        at: now(),
        ground: "有误".to_owned(),
    };
    write.bury(&id(2), &tombstone).await.unwrap();
    write.commit(events()).await.unwrap();
    assert_eq!(named().await, [(id(1), Some(2)), (id(2), None)]);
    let mut replaced = batch(2, replacement(), &[1, 2]);
    replaced.items[0].version = 2;
    replaced.items[1].withdrawn = true;
    insert(bed, &replaced).await.unwrap();
    assert!(named().await.is_empty());
}

async fn two_who_save_the_same_batch_do_not_overwrite_each_other(bed: &Bed) {
    furnished(bed, &[1]).await;
    let made = batch(1, BatchKind::Regular, &[1]);
    insert(bed, &made).await.unwrap();
    let day = date(2026, 3, 13);
    save(bed, &made.clone().deliver(day, "甲").unwrap())
        .await
        .unwrap();
    let late = save(bed, &made.discard(day, "有误").unwrap()).await;
    assert!(matches!(late, Err(StoreError::Conflict)));
}
