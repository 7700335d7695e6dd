//! The public copy, its end, and the year's figures.

use crate::bed::{self, Bed};
use crate::fixtures::*;
use gongkai_domain::identity::RecordId;
use gongkai_domain::information::{Attribute, Channel, Listing, Tombstone};
use gongkai_domain::ledger::{LedgerBook, Record, Values};
use gongkai_store::{Public, PublicQuery, RecordQuery, StoreError, YearFigures};
use jiff::civil::date;

on_both_engines!(
    what_is_public_is_the_copy_made_at_publication,
    what_was_withdrawn_is_gone_from_everything_but_its_tombstone,
    interpretations_are_found_from_what_they_interpret,
    all_public_items_are_walked_in_turn,
    an_item_in_several_channels_counts_once,
    what_is_public_under_an_entry_of_the_catalogue_is_counted_with_its_last_day,
    a_ledger_as_of_a_day_has_what_had_begun_and_was_not_over,
);

async fn what_is_public_is_the_copy_made_at_publication(bed: &Bed) {
    furnish(bed).await;
    let mut one = item(1, "决算");
    one.facts.attachments = vec![attachment('a')];
    let mut copy = copy_of(&one, date(2026, 3, 4));
    copy.attachment_text = "三公经费".to_owned();
    let mut write = bed.store.write().await.unwrap();
    let unregistered = write.publish(&copy).await;
    assert!(matches!(unregistered, Err(StoreError::NotFound)));
    write.insert_file(&file('a')).await.unwrap();
    publish(&mut write, std::slice::from_ref(&copy)).await;
    let mut draft = one.clone();
    draft.facts.title = "不公开的草稿".to_owned();
    write.save_information(&draft, None, 0).await.unwrap();
    write.commit(events()).await.unwrap();

    let public = bed.store.public(&one.id).await.unwrap();
    assert_eq!(public, Some(Public::Item(Box::new(copy.clone()))));
    assert_eq!(bed.store.public(&id(9)).await.unwrap(), None);
    let digest = attachment('a').digest;
    assert_eq!(
        bed.store.public_holders(&digest).await.unwrap(),
        [one.id.clone()]
    );
    assert!(bed.store.public_holders("b").await.unwrap().is_empty());
    let line = found(bed, "三公").await.remove(0);
    assert_eq!(
        (line.title.as_str(), line.published_on),
        ("决算", date(2026, 3, 4))
    );
    assert!(found(bed, "草稿").await.is_empty());

    copy.facts.title = "更正后的决算".to_owned();
    copy.facts.attachments.clear();
    copy.version = 2;
    let mut write = bed.store.write().await.unwrap();
    write.publish(&copy).await.unwrap();
    write
        .set_attachment_text(&copy.id, "会议费\0")
        .await
        .unwrap();
    let none = write.set_attachment_text(&id(9), "").await;
    assert!(matches!(none, Err(StoreError::NotFound)));
    write.commit(events()).await.unwrap();
    copy.attachment_text = "会议费".to_owned();
    let public = bed.store.public(&one.id).await.unwrap();
    assert_eq!(public, Some(Public::Item(Box::new(copy))));
    assert!(bed.store.public_holders(&digest).await.unwrap().is_empty());
    assert!(found(bed, "三公").await.is_empty());
    assert_eq!(found(bed, "会议费 更正").await.len(), 1);
}

async fn found(bed: &Bed, words: &str) -> Vec<gongkai_store::PublicSummary> {
    let query = PublicQuery {
        words: words.to_owned(),
        limit: 100,
        ..PublicQuery::default()
    };
    let page = bed.store.search(&query).await.unwrap();
    assert_eq!(page.total, u64::try_from(page.rows.len()).unwrap());
    page.rows
}

async fn what_was_withdrawn_is_gone_from_everything_but_its_tombstone(bed: &Bed) {
    furnish(bed).await;
    let mut one = item(1, "金丝雀名单");
    one.facts.attachments = vec![attachment('a')];
    let copy = copy_of(&one, date(2026, 3, 4));
    let mut write = bed.store.write().await.unwrap();
    write.insert_file(&file('a')).await.unwrap();
    publish(&mut write, std::slice::from_ref(&copy)).await;
    write.commit(events()).await.unwrap();
    let tombstone = Tombstone {
        at: now(),
        ground: "有误".to_owned(),
    };
    let mut write = bed.store.write().await.unwrap();
    write.bury(&one.id, &tombstone).await.unwrap();
    assert!(matches!(
        write.bury(&id(9), &tombstone).await,
        Err(StoreError::NotFound)
    ));
    write.commit(events()).await.unwrap();

    let store = &bed.store;
    let left = Public::Withdrawn(town(), tombstone);
    assert_eq!(store.public(&one.id).await.unwrap(), Some(left));
    assert!(
        store
            .public_holders(&attachment('a').digest)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(store.public_all(None, None, 9).await.unwrap().is_empty());
    for words in ["", "金", "金丝", "金丝雀"] {
        assert!(found(bed, words).await.is_empty(), "{words}");
    }
    assert_eq!(store.figures(&town(), 2026).await.unwrap().published, 1);

    let mut write = store.write().await.unwrap();
    write.publish(&copy).await.unwrap();
    write.commit(events()).await.unwrap();
    assert_eq!(
        store.public(&one.id).await.unwrap(),
        Some(Public::Item(Box::new(copy)))
    );
    assert_eq!(found(bed, "金丝雀").await.len(), 1);
}

async fn interpretations_are_found_from_what_they_interpret(bed: &Bed) {
    furnish(bed).await;
    let mut reading = item(2, "解读");
    reading.facts.interpretation = Some(
        serde_json::from_value(serde_json::json!({
            "of": id(1), "form": "text", "elements": []
        }))
        .unwrap(),
    );
    let mut draft = item(3, "解读草稿");
    draft
        .facts
        .interpretation
        .clone_from(&reading.facts.interpretation);
    let on = date(2026, 3, 4);
    let mut write = bed.store.write().await.unwrap();
    publish(
        &mut write,
        &[copy_of(&item(1, "办法"), on), copy_of(&reading, on)],
    )
    .await;
    write.insert_information(&draft, None).await.unwrap();
    write.commit(events()).await.unwrap();
    let at_desk = bed.store.interpretations_of(&id(1)).await.unwrap();
    assert_eq!(
        at_desk.iter().map(|line| &line.id).collect::<Vec<_>>(),
        [&id(3), &id(2)]
    );
    let public = bed.store.public_interpretations(&id(1)).await.unwrap();
    assert_eq!(
        public.iter().map(|line| &line.id).collect::<Vec<_>>(),
        [&id(2)]
    );
}

async fn all_public_items_are_walked_in_turn(bed: &Bed) {
    furnish(bed).await;
    let on = date(2026, 3, 4);
    let mut copies: Vec<_> = (1..6).map(|at| copy_of(&item(at, "一"), on)).collect();
    copies[2].agency = agency(8, "").id;
    copies[2].host = copies[2].agency.clone();
    let mut write = bed.store.write().await.unwrap();
    write.insert_agency(&agency(8, "other")).await.unwrap();
    publish(&mut write, &copies).await;
    write.commit(events()).await.unwrap();
    let (here, one, four) = (town(), id(1), id(4));
    let ids = async |agency, after| -> Vec<_> {
        let items = bed.store.public_all(agency, after, 2).await.unwrap();
        items.into_iter().map(|item| item.id).collect()
    };
    assert_eq!(ids(None, None).await, [id(1), id(2)]);
    assert_eq!(ids(None, Some(&four)).await, [id(5)]);
    assert_eq!(ids(Some(&here), Some(&one)).await, [id(2), id(4)]);
}

async fn an_item_in_several_channels_counts_once(bed: &Bed) {
    furnish(bed).await;
    let days = [date(2026, 1, 1), date(2026, 12, 31), date(2025, 12, 31)];
    let mut write = bed.store.write().await.unwrap();
    for (number, day) in (1..).zip(days) {
        publish(&mut write, &[copy_of(&item(number, "一"), day)]).await;
    }
    let mut kept = item(9, "内部");
    kept.facts.attribute = Attribute::UponRequest;
    write.insert_information(&kept, None).await.unwrap();
    let other = Channel {
        name: "公开栏".to_owned(),
        ..channel(2, "")
    };
    write.save_channel(&town(), &other).await.unwrap();
    let mut on_board = posting(2, 1, days[0], true);
    on_board.channel = other.id;
    let postings = [
        posting(1, 1, days[0], true),
        on_board,
        posting(3, 2, days[1], true),
        posting(4, 2, days[1], false),
        posting(5, 3, days[2], true),
    ];
    for posting in &postings {
        write.insert_posting(posting).await.unwrap();
    }
    write.commit(events()).await.unwrap();
    let named = |name: &str, count: u64| (name.to_owned(), count);
    let figures = YearFigures {
        published: 2,
        in_time: 1,
        late: 1,
        by_category: vec![named("财政信息", 2)],
        by_channel: vec![named("公众号", 2), named("公开栏", 1)],
        by_attribute: vec![named("proactive", 3), named("upon_request", 1)],
        published_ever: 3,
        handed_over: 0,
    };
    assert_eq!(bed.store.figures(&town(), 2026).await.unwrap(), figures);
    let elsewhere = bed.store.figures(&agency(8, "").id, 2026).await.unwrap();
    assert_eq!(elsewhere, YearFigures::default());
}

#[test]
fn nothing_of_a_withdrawn_text_is_left_in_the_bytes_of_the_database() {
    bed::run(async {
        let bed = Bed::sqlite().await;
        furnish(&bed).await;
        let mut copy = copy_of(&item(1, "一"), date(2026, 3, 4));
        copy.attachment_text = "麤驫".to_owned();
        let mut write = bed.store.write().await.unwrap();
        publish(&mut write, std::slice::from_ref(&copy)).await;
        write.commit(events()).await.unwrap();
        // The text, and the end of its pair in the index.
        let planted = ["麤驫", "g9a6b"];
        assert_eq!(planted.map(|text| bytes_hold(&bed, text)), [true, true]);

        let tombstone = Tombstone {
            at: now(),
            ground: "有误".to_owned(),
        };
        let mut write = bed.store.write().await.unwrap();
        write.bury(&copy.id, &tombstone).await.unwrap();
        write.commit(events()).await.unwrap();
        bed.store.close().await;
        assert_eq!(planted.map(|text| bytes_hold(&bed, text)), [false, false]);
        bed.clear().await;
    });
}

fn bytes_hold(bed: &Bed, text: &str) -> bool {
    let files = std::fs::read_dir(&bed.folder).unwrap();
    files.into_iter().any(|file| {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    })
}

async fn what_is_public_under_an_entry_of_the_catalogue_is_counted_with_its_last_day(bed: &Bed) {
    furnish(bed).await;
    let ledger = LedgerBook::statutory().unwrap().get("catalogue").unwrap();
    let entry = RecordId::from_random(7);
    let record = Record {
        id: entry.clone(),
        agency: town(),
        ledger: ledger.key.clone(),
        values: Values::default(),
        revision: 0,
        struck: None,
    };
    let mut write = bed.store.write().await.unwrap();
    write.insert_record(ledger, &record).await.unwrap();
    let days = [date(2026, 3, 4), date(2025, 3, 4), date(2026, 3, 9)];
    let mut copies = Vec::new();
    for (number, day) in (1..).zip(days) {
        let mut one = item(number, "名单");
        // The third stands under no entry.
        one.facts.listing = (number < 3).then(|| Listing {
            record: entry.clone(),
            shown: "就业：补贴，名单".to_owned(),
            workdays: Some(10),
            basis: String::new(),
        });
        copies.push(copy_of(&one, day));
    }
    publish(&mut write, &copies).await;
    write.commit(events()).await.unwrap();
    let listed = bed.store.listed(&town()).await.unwrap();
    let of_entry = listed.get(&entry).map(|listed| (listed.items, listed.last));
    assert_eq!(of_entry, Some((2, date(2026, 3, 4))));
    let page = bed.store.public_under(&town(), &entry, 0, 1).await.unwrap();
    assert_eq!((page.total, page.rows.len()), (2, 1));
    assert_eq!(page.rows[0].published_on, date(2026, 3, 4));

    let left = Tombstone {
        at: now(),
        ground: "撤回".to_owned(),
    };
    let mut write = bed.store.write().await.unwrap();
    write.bury(&copies[0].id, &left).await.unwrap();
    write.commit(events()).await.unwrap();
    let listed = bed.store.listed(&town()).await.unwrap();
    let of_entry = listed.get(&entry).map(|listed| (listed.items, listed.last));
    assert_eq!(of_entry, Some((1, date(2025, 3, 4))));
}

async fn a_ledger_as_of_a_day_has_what_had_begun_and_was_not_over(bed: &Bed) {
    furnish(bed).await;
    let ledger = LedgerBook::statutory().unwrap().get("catalogue").unwrap();
    let spans = [
        (1, date(2025, 1, 1), Some(date(2026, 2, 28))),
        (2, date(2026, 3, 1), None),
    ];
    let mut write = bed.store.write().await.unwrap();
    for (number, from, until) in spans {
        let begun = Values::default().with_day("from", from);
        let values = until.map_or(begun.clone(), |until| begun.with_day("until", until));
        let record = Record {
            id: RecordId::from_random(number),
            agency: town(),
            ledger: ledger.key.clone(),
            values,
            revision: 0,
            struck: None,
        };
        write.insert_record(ledger, &record).await.unwrap();
    }
    write.commit(events()).await.unwrap();
    let days = [date(2024, 12, 31), date(2026, 2, 28), date(2026, 3, 1)];
    let expected: [&[u128]; 3] = [&[], &[1], &[2]];
    for (day, expected) in days.into_iter().zip(expected) {
        let query = RecordQuery {
            agencies: vec![town()],
            ledger: ledger.key.clone(),
            standing_on: Some(day),
            limit: 10,
            ..RecordQuery::default()
        };
        let found = bed.store.ledger_records(&query).await.unwrap();
        let found: Vec<RecordId> = found.rows.into_iter().map(|record| record.id).collect();
        let expected: Vec<RecordId> = expected
            .iter()
            .map(|number| RecordId::from_random(*number))
            .collect();
        assert_eq!(found, expected, "{day}");
    }
}
