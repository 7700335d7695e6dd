//! The outbox, and calls of programs that carry a key: each written with the change itself.

use crate::bed::Bed;
use crate::fixtures::*;
use gongkai_domain::identity::{TokenId, WebhookId};
use gongkai_domain::webhook::{DeliveryState, FactKind};
use gongkai_store::{ApiCall, Begun, KeptAnswer, StoreError, Told, Webhook};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, json};

on_both_engines!(
    what_is_told_is_written_with_the_change_or_not_at_all,
    of_each_address_the_first_that_waits_is_due_and_later_ones_wait_for_it,
    a_telling_is_taken_by_one_and_by_another_only_when_the_time_is_over,
    an_address_that_is_removed_takes_what_waits_with_it,
    a_call_with_a_key_is_begun_once_and_answered_as_before,
    a_call_that_was_taken_over_writes_nothing_more,
    ledgers_are_counted_by_year_without_what_is_struck,
);

pub(crate) fn webhook(number: u128, kinds: &[FactKind]) -> Webhook {
    Webhook {
        id: WebhookId::from_random(number),
        agency: town(),
        name: "县网站".to_owned(),
        address: "https://cms.example.cn/".to_owned(),
        kinds: kinds.to_vec(),
        secret: "s".to_owned(),
        made_at: now(),
    }
}

pub(crate) fn told(kind: FactKind) -> Told {
    let mut body = Map::new();
    body.insert("kind".to_owned(), json!(kind));
    Told {
        kind,
        lineage: vec![town()],
        body,
    }
}

async fn add(bed: &Bed, webhooks: &[Webhook]) {
    let mut write = bed.store.write().await.unwrap();
    for webhook in webhooks {
        write.insert_webhook(webhook).await.unwrap();
    }
    write.commit(events()).await.unwrap();
}

async fn tell(bed: &Bed, kinds: &[FactKind]) {
    let mut write = bed.store.write().await.unwrap();
    for kind in kinds {
        write.tell(told(*kind));
    }
    write.commit(events()).await.unwrap();
}

fn later(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

async fn what_is_told_is_written_with_the_change_or_not_at_all(bed: &Bed) {
    furnish(bed).await;
    let all = webhook(1, &FactKind::ALL);
    let mut elsewhere = webhook(3, &FactKind::ALL);
    elsewhere.agency = agency(8, "elsewhere").id;
    let mut write = bed.store.write().await.unwrap();
    write.insert_agency(&agency(8, "elsewhere")).await.unwrap();
    write.commit(events()).await.unwrap();
    add(
        bed,
        &[all.clone(), webhook(2, &[FactKind::Withdrawn]), elsewhere],
    )
    .await;
    assert_eq!(bed.store.webhooks().await.unwrap()[0], all);
    let mut write = bed.store.write().await.unwrap();
    write.tell(told(FactKind::Published));
    drop(write);
    let mut write = bed.store.write().await.unwrap();
    write.tell(told(FactKind::Published));
    assert!(matches!(
        write.commit(Vec::new()).await,
        Err(StoreError::NoEvent)
    ));
    assert!(bed.store.due_deliveries(now()).await.unwrap().is_empty());
    tell(bed, &[FactKind::Published]).await;
    let due = bed.store.due_deliveries(now()).await.unwrap();
    assert_eq!(due.len(), 1);
    assert_eq!(
        (&due[0].webhook, due[0].kind),
        (&all.id, FactKind::Published)
    );
    let body: serde_json::Value = serde_json::from_str(&due[0].body).unwrap();
    assert_eq!(
        body,
        json!({ "kind": "item.published", "delivery": due[0].id })
    );
}

async fn of_each_address_the_first_that_waits_is_due_and_later_ones_wait_for_it(bed: &Bed) {
    furnish(bed).await;
    add(bed, &[webhook(1, &FactKind::ALL)]).await;
    tell(bed, &[FactKind::Published, FactKind::Posted]).await;
    tell(bed, &[FactKind::Withdrawn]).await;
    let due = async |at| bed.store.due_deliveries(at).await.unwrap();
    let first = due(now()).await.remove(0);
    assert_eq!(first.kind, FactKind::Published);
    assert!(
        bed.store
            .take_delivery(&first, now(), later(2))
            .await
            .unwrap()
    );
    let note = |state, at, words| bed.store.note_delivery(&first.id, 1, state, at, words);
    note(DeliveryState::Waiting, later(5), "HTTP 500")
        .await
        .unwrap();
    assert!(due(later(4)).await.is_empty());
    let again = due(later(5)).await.remove(0);
    assert_eq!((&again.id, again.attempts), (&first.id, 1));
    assert_eq!(again.outcome, "HTTP 500");
    note(DeliveryState::Dead, later(5), "HTTP 500")
        .await
        .unwrap();
    assert_eq!(due(later(5)).await[0].kind, FactKind::Posted);
    let dead = bed.store.deliveries_in(DeliveryState::Dead).await.unwrap();
    assert_eq!(dead, [(WebhookId::from_random(1), 1)]);
    let shown = bed
        .store
        .deliveries(&WebhookId::from_random(1), 2)
        .await
        .unwrap();
    let kinds: Vec<_> = shown.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [FactKind::Withdrawn, FactKind::Posted]);
    let mut write = bed.store.write().await.unwrap();
    let webhook = WebhookId::from_random(1);
    write
        .send_again(&webhook, &first.id, later(6))
        .await
        .unwrap();
    let other = write
        .send_again(&WebhookId::from_random(2), &first.id, now())
        .await;
    assert!(matches!(other, Err(StoreError::NotFound)));
    write.commit(events()).await.unwrap();
    assert_eq!(due(later(6)).await[0].id, first.id);
}

async fn a_telling_is_taken_by_one_and_by_another_only_when_the_time_is_over(bed: &Bed) {
    furnish(bed).await;
    add(bed, &[webhook(1, &FactKind::ALL)]).await;
    tell(bed, &[FactKind::Published]).await;
    let one = bed.store.due_deliveries(now()).await.unwrap().remove(0);
    let take = |one, at, until| bed.store.take_delivery(one, at, until);
    assert!(take(&one, now(), later(2)).await.unwrap());
    assert!(!take(&one, now(), later(2)).await.unwrap());
    assert!(bed.store.due_deliveries(later(1)).await.unwrap().is_empty());
    let again = bed.store.due_deliveries(later(2)).await.unwrap().remove(0);
    assert!(take(&again, later(2), later(4)).await.unwrap());
    let done = DeliveryState::Done;
    // Who was too slow says nothing any more about the attempt of the other.
    bed.store
        .note_delivery(&one.id, 1, DeliveryState::Dead, now(), "")
        .await
        .unwrap();
    bed.store
        .note_delivery(&one.id, 2, done, later(2), "HTTP 200")
        .await
        .unwrap();
    let shown = bed
        .store
        .deliveries(&one.webhook, 1)
        .await
        .unwrap()
        .remove(0);
    assert_eq!(
        (shown.state, shown.attempts, shown.last_at),
        (done, 2, Some(later(2)))
    );
    bed.store.forget_deliveries(later(1)).await.unwrap();
    assert!(
        bed.store
            .deliveries(&one.webhook, 1)
            .await
            .unwrap()
            .is_empty()
    );
}

async fn an_address_that_is_removed_takes_what_waits_with_it(bed: &Bed) {
    furnish(bed).await;
    add(bed, &[webhook(1, &FactKind::ALL)]).await;
    tell(bed, &[FactKind::Published]).await;
    let mut write = bed.store.write().await.unwrap();
    write
        .delete_webhook(&WebhookId::from_random(1))
        .await
        .unwrap();
    let twice = write.delete_webhook(&WebhookId::from_random(1)).await;
    assert!(matches!(twice, Err(StoreError::NotFound)));
    write.commit(events()).await.unwrap();
    assert!(bed.store.webhooks().await.unwrap().is_empty());
    assert!(bed.store.due_deliveries(now()).await.unwrap().is_empty());
}

fn call(claim: &str, request: &str) -> ApiCall {
    ApiCall {
        token: TokenId::from_random(1),
        key: "k".to_owned(),
        request: request.to_owned(),
        claim: claim.to_owned(),
    }
}

async fn begin(bed: &Bed, call: &ApiCall, at: Timestamp) -> Begun {
    let minutes = SignedDuration::from_mins;
    let begun = bed
        .store
        .begin_call(call, at, at - minutes(5), at - minutes(24 * 60));
    begun.await.unwrap()
}

async fn a_call_with_a_key_is_begun_once_and_answered_as_before(bed: &Bed) {
    furnish(bed).await;
    let first = call("1", "r");
    assert_eq!(begin(bed, &first, now()).await, Begun::Fresh);
    assert_eq!(begin(bed, &call("2", "r"), now()).await, Begun::Busy);
    assert_eq!(begin(bed, &call("2", "other"), now()).await, Begun::Other);
    bed.store.give_up_call(&first).await.unwrap();
    let second = call("2", "other");
    assert_eq!(begin(bed, &second, now()).await, Begun::Fresh);
    let under = bed.store.under(second.clone());
    under.write().await.unwrap().commit(events()).await.unwrap();
    bed.store.give_up_call(&second).await.unwrap();
    assert_eq!(
        begin(bed, &call("3", "other"), later(10)).await,
        Begun::Done(None)
    );
    let kept = KeptAnswer {
        status: 201,
        location: Some("/x".to_owned()),
        body: "{}".to_owned(),
    };
    bed.store.keep_answer(&second, &kept).await.unwrap();
    assert_eq!(
        begin(bed, &call("3", "other"), later(10)).await,
        Begun::Done(Some(kept))
    );
    assert_eq!(
        begin(bed, &call("3", "r"), later(24 * 60 + 1)).await,
        Begun::Fresh
    );
    bed.store.forget_calls(later(24 * 60 + 2)).await.unwrap();
    assert_eq!(
        begin(bed, &call("4", "s"), later(24 * 60 + 2)).await,
        Begun::Fresh
    );
}

async fn a_call_that_was_taken_over_writes_nothing_more(bed: &Bed) {
    furnish(bed).await;
    let (lost, other) = (call("1", "r"), call("2", "r"));
    assert_eq!(begin(bed, &lost, now()).await, Begun::Fresh);
    assert_eq!(begin(bed, &other, later(6)).await, Begun::Fresh);
    let before = bed.store.last_event().await.unwrap();
    let write = bed.store.under(lost).write().await.unwrap();
    assert!(matches!(
        write.commit(events()).await,
        Err(StoreError::Conflict)
    ));
    assert_eq!(bed.store.last_event().await.unwrap(), before);
    let write = bed.store.under(other).write().await.unwrap();
    write.commit(events()).await.unwrap();
}

async fn ledgers_are_counted_by_year_without_what_is_struck(bed: &Bed) {
    furnish(bed).await;
    for (number, day, struck) in [
        (1, "2026-01-01", "NULL"),
        (2, "2026-12-31", "NULL"),
        (3, "2025-12-31", "NULL"),
        (4, "2026-05-05", "'{}'"),
    ] {
        bed.raw(&format!(
            "INSERT INTO record (id, agency, ledger, content, revision, struck, dated_on, folded) \
             VALUES ('{number:032x}', '{}', 'enquiry', '{{}}', 0, {struck}, '{day}', '')",
            town()
        ))
        .await;
    }
    let counts = bed.store.ledger_counts(&town(), 2026).await.unwrap();
    assert_eq!(counts, [("enquiry".to_owned(), 3, 2)]);
    assert!(
        bed.store
            .ledger_counts(&agency(9, "x").id, 2026)
            .await
            .unwrap()
            .is_empty()
    );
}
