//! Marks of duties, postings that fulfil them, and the months of a year.

use crate::bed::Bed;
use crate::fixtures::*;
use gongkai_domain::duty::DutyPeriod;
use gongkai_domain::information::{ChannelKind, Tombstone, Topic};
use gongkai_store::{DutyMark, MonthFigures, StoreError};
use jiff::civil::date;

on_both_engines!(
    a_duty_is_marked_once_for_a_period_and_the_mark_can_be_taken_back,
    a_withdrawn_item_no_longer_shows_that_a_duty_was_done,
    an_item_counts_in_the_month_in_which_it_was_first_published,
);

fn mark(month: i8) -> DutyMark {
    DutyMark {
        agency: town(),
        duty: "three-publics".to_owned(),
        period: DutyPeriod::Month(date(2026, month, 1)),
        done_on: date(2026, month, 20),
        account: clerk(),
        name: "甲".to_owned(),
        note: "贴在公开栏".to_owned(),
        information: None,
    }
}

async fn a_duty_is_marked_once_for_a_period_and_the_mark_can_be_taken_back(bed: &Bed) {
    furnish(bed).await;
    let mut write = bed.store.write().await.unwrap();
    write.insert_duty_mark(&mark(2)).await.unwrap();
    write.insert_duty_mark(&mark(1)).await.unwrap();
    write.commit(events()).await.unwrap();
    let marks = bed.store.duty_marks(&town()).await.unwrap();
    assert_eq!(marks, [mark(1), mark(2)]);
    let mut write = bed.store.write().await.unwrap();
    let twice = write.insert_duty_mark(&mark(1)).await;
    assert!(matches!(twice, Err(StoreError::Duplicate { .. })));
    drop(write);
    let mut write = bed.store.write().await.unwrap();
    let (duty, period) = ("three-publics", mark(1).period);
    write.remove_duty_mark(&town(), duty, period).await.unwrap();
    let gone = write.remove_duty_mark(&town(), duty, period).await;
    assert!(matches!(gone, Err(StoreError::NotFound)));
    write.commit(events()).await.unwrap();
    assert_eq!(bed.store.duty_marks(&town()).await.unwrap(), [mark(2)]);
}

async fn a_withdrawn_item_no_longer_shows_that_a_duty_was_done(bed: &Bed) {
    furnish(bed).await;
    assert_eq!(bed.store.first_posting(&town()).await.unwrap(), None);
    let mut one = item(1, "2月“三公”经费");
    one.facts.category = Some(category(1, "").id);
    one.facts.topic = Topic::try_from(7).ok();
    let on = date(2026, 3, 4);
    let mut write = bed.store.write().await.unwrap();
    let copies = [copy_of(&one, on), copy_of(&item(2, "决算"), on)];
    publish(&mut write, &copies).await;
    for posting in [
        posting(1, 1, on, true),
        posting(2, 1, date(2026, 3, 9), true),
        posting(3, 1, date(2026, 4, 9), false),
        posting(4, 2, date(2026, 3, 5), true),
    ] {
        write.insert_posting(&posting).await.unwrap();
    }
    write.commit(events()).await.unwrap();

    let march = (date(2026, 3, 1), date(2026, 3, 31));
    let posted = bed.store.posted(&town(), march.0, march.1).await.unwrap();
    assert_eq!(posted.len(), 3);
    let first = &posted[0];
    assert_eq!((first.on, first.title.as_str()), (on, "2月“三公”经费"));
    assert_eq!(first.channel, ChannelKind::Wechat);
    assert_eq!(first.topic, Topic::try_from(7).ok());
    assert_eq!(first.category, one.facts.category);
    let last = bed.store.last_postings(&town()).await.unwrap();
    let of_category = last.iter().find(|last| last.category == one.facts.category);
    let of_category = of_category.unwrap();
    assert_eq!(
        (of_category.on, of_category.postings),
        (date(2026, 3, 9), 2)
    );
    assert_eq!(bed.store.first_posting(&town()).await.unwrap(), Some(on));

    let mut write = bed.store.write().await.unwrap();
    let tombstone = Tombstone {
        at: now(),
        ground: "有误".to_owned(),
    };
    write.bury(&one.id, &tombstone).await.unwrap();
    write.commit(events()).await.unwrap();
    let posted = bed.store.posted(&town(), march.0, march.1).await.unwrap();
    assert_eq!(posted.len(), 1);
    assert_eq!(bed.store.last_postings(&town()).await.unwrap().len(), 1);
}

async fn an_item_counts_in_the_month_in_which_it_was_first_published(bed: &Bed) {
    furnish(bed).await;
    let mut write = bed.store.write().await.unwrap();
    let copies = [
        copy_of(&item(1, "一"), date(2026, 3, 4)),
        copy_of(&item(2, "二"), date(2026, 3, 31)),
        copy_of(&item(3, "三"), date(2026, 12, 31)),
        copy_of(&item(4, "四"), date(2025, 3, 4)),
    ];
    publish(&mut write, &copies).await;
    write.commit(events()).await.unwrap();
    let months = bed.store.months(&town(), 2026).await.unwrap();
    let march = MonthFigures {
        published: 2,
        in_time: 1,
        late: 1,
    };
    assert_eq!(months[2], march);
    assert_eq!(months[11].published, 1);
    assert_eq!(months.iter().map(|month| month.published).sum::<u64>(), 3);
    assert_eq!(months[0], MonthFigures::default());
}
