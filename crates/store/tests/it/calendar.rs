//! Notices on working days that were entered.

use crate::bed::Bed;
use crate::fixtures::*;
use gongkai_domain::identity::NoticeId;
use gongkai_store::{CalendarNotice, StoreError};
use jiff::civil::date;

on_both_engines!(
    notices_come_by_region_year_and_date_and_can_be_taken_away,
    a_last_day_counted_anew_disturbs_nobody_who_has_the_item_open,
);

fn notice(id: u128, region: Option<&str>, year: i16) -> CalendarNotice {
    CalendarNotice {
        id: NoticeId::from_random(id),
        region: region.map(str::to_owned),
        year,
        issued_on: date(year - 1, 11, 4),
        content: "schema = \"gongkai/workdays/1\"".to_owned(),
    }
}

async fn notices_come_by_region_year_and_date_and_can_be_taken_away(bed: &Bed) {
    let mut write = bed.store.write().await.unwrap();
    let regional = notice(1, Some("某自治州"), 2026);
    for one in [&regional, &notice(2, None, 2028), &notice(3, None, 2027)] {
        write.insert_calendar_notice(one).await.unwrap();
    }
    write.commit(events()).await.unwrap();
    let found = bed.store.calendar_notices().await.unwrap();
    let expected = [notice(3, None, 2027), notice(2, None, 2028), regional];
    assert_eq!(found, expected);
    let mut write = bed.store.write().await.unwrap();
    let id = NoticeId::from_random(2);
    write.remove_calendar_notice(&id).await.unwrap();
    let gone = write.remove_calendar_notice(&id).await;
    assert!(matches!(gone, Err(StoreError::NotFound)));
    write.commit(events()).await.unwrap();
    assert_eq!(bed.store.calendar_notices().await.unwrap().len(), 2);
}

async fn a_last_day_counted_anew_disturbs_nobody_who_has_the_item_open(bed: &Bed) {
    furnish(bed).await;
    let item = item(1, "关于道路挖掘的公告");
    let mut write = bed.store.write().await.unwrap();
    write.insert_information(&item, None).await.unwrap();
    write
        .set_due(&item.id, Some(date(2027, 1, 8)))
        .await
        .unwrap();
    write.commit(events()).await.unwrap();
    let stored = bed.store.information(&item.id).await.unwrap().unwrap();
    assert_eq!(stored.revision, item.revision);
    let query = gongkai_store::DeskQuery {
        agencies: vec![town()],
        limit: 10,
        ..gongkai_store::DeskQuery::default()
    };
    let rows = bed.store.desk(&query).await.unwrap().rows;
    assert_eq!(rows[0].due_on, Some(date(2027, 1, 8)));
}
