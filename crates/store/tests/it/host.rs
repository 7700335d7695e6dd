//! What an institution publishes stands on the column of the body above it, and moves as a whole.

use crate::bed::Bed;
use crate::fixtures::*;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::information::Tombstone;
use gongkai_store::{Category, Public, PublicItem, PublicQuery, Store};
use jiff::civil::date;

on_both_engines!(
    what_an_institution_publishes_is_listed_counted_and_found_on_the_column_above_it,
    one_of_those_who_publish_on_a_column_can_be_asked_for_with_words_and_without,
    an_item_stands_in_the_category_of_its_name_on_the_column_and_in_its_own_when_it_moves_back,
    what_moves_takes_its_tombstones_along_and_leaves_other_items_where_they_are,
    the_office_above_counts_what_is_its_own,
);

fn station() -> AgencyId {
    agency(8, "").id
}

/// A category of the institution with the name of one of the town's.
fn of_station() -> Category {
    Category {
        agency: station(),
        ..category(2, "财政信息")
    }
}

/// Two items of the town and three of an institution, the last of them in a category.
async fn fill(bed: &Bed) -> Vec<PublicItem> {
    furnish(bed).await;
    let mut write = bed.store.write().await.unwrap();
    write.insert_agency(&agency(8, "station")).await.unwrap();
    write.save_category(&of_station()).await.unwrap();
    let mut copies: Vec<_> = (1..6_u128)
        .map(|number| copy_of(&item(number, "夜校公告"), date(2026, 3, 4)))
        .collect();
    for copy in &mut copies[2..] {
        copy.agency = station();
        copy.host = station();
    }
    copies[4].facts.category = Some(of_station().id);
    publish(&mut write, &copies).await;
    write.commit(events()).await.unwrap();
    copies
}

async fn move_to(bed: &Bed, host: &AgencyId) -> u64 {
    let mut write = bed.store.write().await.unwrap();
    let moved = write.move_copies(&station(), host).await.unwrap();
    write.commit(events()).await.unwrap();
    moved
}

fn on(host: AgencyId) -> PublicQuery {
    PublicQuery {
        host: Some(host),
        limit: 9,
        ..PublicQuery::default()
    }
}

async fn found(store: &Store, query: PublicQuery) -> Vec<u128> {
    let page = store.search(&query).await.unwrap();
    let all: Vec<u128> = (1..9)
        .filter(|number| page.rows.iter().any(|row| row.id == id(*number)))
        .collect();
    assert_eq!(usize::try_from(page.total).unwrap(), all.len());
    all
}

async fn what_an_institution_publishes_is_listed_counted_and_found_on_the_column_above_it(
    bed: &Bed,
) {
    fill(bed).await;
    assert_eq!(found(&bed.store, on(town())).await, [1, 2]);
    assert_eq!(move_to(bed, &town()).await, 3);
    let words = PublicQuery {
        words: "夜校".to_owned(),
        ..on(town())
    };
    assert_eq!(found(&bed.store, on(town())).await, [1, 2, 3, 4, 5]);
    assert_eq!(found(&bed.store, words.clone()).await, [1, 2, 3, 4, 5]);
    assert!(found(&bed.store, on(station())).await.is_empty());
    let gone = PublicQuery {
        host: Some(station()),
        ..words
    };
    assert!(found(&bed.store, gone).await.is_empty());
    let counts = bed.store.public_counts(&town()).await.unwrap();
    assert_eq!(counts.total, 5);
    assert_eq!(counts.by_agency[&town()], 2);
    assert_eq!(counts.by_agency[&station()], 3);
    let none = bed.store.public_counts(&station()).await.unwrap();
    assert_eq!(none.total, 0);
    let all = bed.store.public_all(Some(&town()), None, 9).await.unwrap();
    assert_eq!(all.len(), 5);
    assert_eq!((&all[4].agency, &all[4].host), (&station(), &town()));
}

async fn one_of_those_who_publish_on_a_column_can_be_asked_for_with_words_and_without(bed: &Bed) {
    fill(bed).await;
    move_to(bed, &town()).await;
    for words in ["", "夜校"] {
        let of = |agency| PublicQuery {
            agency: Some(agency),
            words: words.to_owned(),
            ..on(town())
        };
        assert_eq!(found(&bed.store, of(station())).await, [3, 4, 5], "{words}");
        assert_eq!(found(&bed.store, of(town())).await, [1, 2], "{words}");
    }
}

async fn an_item_stands_in_the_category_of_its_name_on_the_column_and_in_its_own_when_it_moves_back(
    bed: &Bed,
) {
    fill(bed).await;
    let in_category = |host, category: Category| PublicQuery {
        category: Some(category.id),
        ..on(host)
    };
    let own = in_category(station(), of_station());
    let above = in_category(town(), category(1, ""));
    assert_eq!(found(&bed.store, own.clone()).await, [5]);
    move_to(bed, &town()).await;
    assert_eq!(found(&bed.store, above.clone()).await, [5]);
    move_to(bed, &station()).await;
    assert_eq!(found(&bed.store, own).await, [5]);
    assert!(found(&bed.store, above).await.is_empty());
    // What is published while it stands above is filed there at once.
    let mut copy = copy_of(&item(6, "夜校公告"), date(2026, 3, 5));
    copy.agency = station();
    copy.host = town();
    copy.facts.category = Some(of_station().id);
    let mut write = bed.store.write().await.unwrap();
    publish(&mut write, &[copy]).await;
    write.commit(events()).await.unwrap();
    let above = in_category(town(), category(1, ""));
    assert_eq!(found(&bed.store, above).await, [6]);
}

async fn what_moves_takes_its_tombstones_along_and_leaves_other_items_where_they_are(bed: &Bed) {
    fill(bed).await;
    let tombstone = Tombstone {
        at: now(),
        ground: "有误".to_owned(),
    };
    let mut write = bed.store.write().await.unwrap();
    write.bury(&id(3), &tombstone).await.unwrap();
    write.commit(events()).await.unwrap();
    assert_eq!(move_to(bed, &town()).await, 2);
    assert_eq!(move_to(bed, &town()).await, 0);
    let left = bed.store.public(&id(3)).await.unwrap().unwrap();
    assert_eq!(left, Public::Withdrawn(town(), tombstone));
    let left = bed.store.tombstones(&town(), None, 9).await.unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(found(&bed.store, on(town())).await, [1, 2, 4, 5]);
}

async fn the_office_above_counts_what_is_its_own(bed: &Bed) {
    fill(bed).await;
    move_to(bed, &town()).await;
    for (agency, own) in [(town(), 2), (station(), 3)] {
        let figures = bed.store.figures(&agency, 2026).await.unwrap();
        assert_eq!(figures.published, own);
        assert_eq!(bed.store.released(&agency, 2026).await.unwrap().ever, own);
        let since = date(2026, 1, 1);
        let waiting = bed.store.handover_waiting(&agency, since).await.unwrap();
        assert_eq!(u64::try_from(waiting.len()).unwrap(), own);
    }
}
