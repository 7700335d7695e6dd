//! Search finds what looking through everything finds, on both engines.

use crate::bed::Bed;
use crate::fixtures::*;
use gongkai_domain::information::{Tombstone, Topic, Validity};
use gongkai_store::{PublicItem, PublicQuery, Standing, fold};
use jiff::civil::date;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;

on_both_engines!(
    search_finds_what_a_look_through_everything_finds,
    a_list_is_narrowed_by_agency_category_topic_and_day,
    long_and_strange_words_are_answered,
    every_page_of_a_list_is_part_of_one_order_and_its_length_is_that_of_a_look_through_everything,
    hits_far_behind_the_page_are_said_to_be_more_and_can_still_be_reached,
    words_are_found_within_what_a_list_is_narrowed_to,
);

/// Few characters, so that words are found often; some that fold, some that engines dislike.
const LETTERS: &str = "[公开政府信息年报决算〔〕（）\\[\\]ＡａA１1%_'\"*. \u{200b}\u{1f600}-]";

async fn search(bed: &Bed, words: &str) -> Vec<String> {
    let query = PublicQuery {
        words: words.to_owned(),
        limit: 1_000,
        ..PublicQuery::default()
    };
    let page = bed.store.search(&query).await.unwrap();
    assert_eq!(page.total, u64::try_from(page.rows.len()).unwrap());
    page.rows
        .into_iter()
        .map(|line| line.id.to_string())
        .collect()
}

/// The oracle: every field of every item, folded, looked through.
fn scan(items: &[PublicItem], words: &str) -> Vec<String> {
    let has = |item: &PublicItem, word: &str| {
        let facts = &item.facts;
        let fields = [
            &facts.title,
            &facts.body,
            &facts.keywords,
            &item.index_number,
        ];
        let fields = fields.into_iter().chain([&item.attachment_text]);
        fields
            .into_iter()
            .any(|field| fold(field).contains(&fold(word)))
    };
    let found = items
        .iter()
        .filter(|item| words.split_whitespace().all(|word| has(item, word)));
    let mut ids: Vec<String> = found.map(|item| item.id.to_string()).collect();
    // Of one day, the last published stands first.
    ids.sort();
    ids.reverse();
    ids
}

async fn search_finds_what_a_look_through_everything_finds(bed: &Bed) {
    furnish(bed).await;
    let mut runner = TestRunner::deterministic();
    let mut draw = |pattern: &str| {
        let strategy = proptest::string::string_regex(pattern).unwrap();
        strategy.new_tree(&mut runner).unwrap().current()
    };
    let mut items = Vec::new();
    for number in 1..120 {
        let mut copy = copy_of(&item(number, ""), date(2026, 3, 4));
        copy.facts.title = draw(&format!("{LETTERS}{{1,12}}"));
        copy.facts.body = draw(&format!("{LETTERS}{{0,40}}"));
        copy.facts.keywords = draw(&format!("{LETTERS}{{0,6}}"));
        copy.attachment_text = draw(&format!("{LETTERS}{{0,60}}"));
        items.push(copy);
    }
    let mut write = bed.store.write().await.unwrap();
    publish(&mut write, &items).await;
    write.commit(events()).await.unwrap();
    let mut hits = 0;
    for turn in 0..600 {
        // What was found in many parts of the index is found in one.
        if turn == 300 {
            bed.store.merge_index().await.unwrap();
        }
        let words = draw(&format!("{LETTERS}{{1,6}}"));
        let found = search(bed, &words).await;
        assert_eq!(found, scan(&items, &words), "{words:?}");
        hits += usize::from((1..119).contains(&found.len()));
    }
    assert!(
        hits > 200,
        "the test asks for what is sometimes there: {hits}"
    );
}

async fn a_list_is_narrowed_by_agency_category_topic_and_day(bed: &Bed) {
    furnish(bed).await;
    let days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)];
    let mut copies: Vec<_> = (1..4_u128)
        .zip(days)
        .map(|(number, day)| copy_of(&item(number, "公开"), day))
        .collect();
    copies[0].facts.category = Some(category(1, "").id);
    copies[1].facts.topic = Some(Topic::NORMATIVE);
    copies[2].agency = agency(8, "").id;
    copies[2].host = copies[2].agency.clone();
    let mut write = bed.store.write().await.unwrap();
    write.insert_agency(&agency(8, "other")).await.unwrap();
    publish(&mut write, &copies).await;
    write.commit(events()).await.unwrap();
    let asked = async |change: fn(&mut PublicQuery)| -> Vec<_> {
        let mut query = PublicQuery {
            limit: 9,
            ..PublicQuery::default()
        };
        change(&mut query);
        let page = bed.store.search(&query).await.unwrap();
        page.rows.into_iter().map(|line| line.id).collect()
    };
    assert_eq!(asked(|_| {}).await, [id(3), id(2), id(1)]);
    assert_eq!(asked(|q| q.agency = Some(town())).await, [id(2), id(1)]);
    assert_eq!(
        asked(|q| q.category = Some(category(1, "").id)).await,
        [id(1)]
    );
    assert_eq!(asked(|q| q.topic = Some(Topic::NORMATIVE)).await, [id(2)]);
    assert_eq!(
        asked(|q| q.from = Some(date(2026, 3, 2))).await,
        [id(3), id(2)]
    );
    assert_eq!(
        asked(|q| q.to = Some(date(2026, 3, 2))).await,
        [id(2), id(1)]
    );
    assert_eq!(asked(|q| q.offset = 2).await, [id(1)]);
    let page = PublicQuery {
        words: "公开".to_owned(),
        from: Some(days[1]),
        limit: 1,
        ..PublicQuery::default()
    };
    let page = bed.store.search(&page).await.unwrap();
    assert_eq!((page.rows[0].id.clone(), page.total), (id(3), 2));
}

async fn long_and_strange_words_are_answered(bed: &Bed) {
    furnish(bed).await;
    let long: String = (0..30_000_u32)
        .filter_map(|at| char::from_u32(0x4e00 + at % 20_000))
        .collect();
    let mut copy = copy_of(&item(1, "长文"), date(2026, 3, 4));
    copy.attachment_text = long.clone() + " OR AND NOT near( \"* ^x\u{20ac}";
    let mut write = bed.store.write().await.unwrap();
    publish(&mut write, &[copy]).await;
    write.commit(events()).await.unwrap();
    let one = [id(1).to_string()];
    assert_eq!(search(bed, &long).await, one);
    for words in ["OR", "or and", "near(", "\"*", "^", "€", "^x€", "长文"] {
        assert_eq!(search(bed, words).await, one, "{words}");
    }
    for words in ["NEAR/2", "文长", "title:x", "'", "\\", "\0\0x\0y"] {
        assert!(search(bed, words).await.is_empty(), "{words}");
    }
}

/// Items of three years, in and out of force, with and without category and topic.
fn of_three_years() -> Vec<PublicItem> {
    let all = (1..61_u128).map(|number| {
        let step = i16::try_from(number % 3).unwrap();
        let mut copy = copy_of(
            &item(number, "公开"),
            date(2024 + step, 12, 31 - i8::from(number % 2 == 0)),
        );
        copy.facts.category = (number % 4 == 0).then(|| category(1, "").id);
        copy.facts.topic = (number % 5 == 0).then_some(Topic::NORMATIVE);
        if number % 7 == 0 {
            let on = date(2027, 1, 1);
            copy.facts.validity = Validity::Expired { on };
        }
        copy
    });
    all.collect()
}

/// Everything that the bed's questions are about: what is asked, and whether an item answers it.
type Narrowing = (fn(&mut PublicQuery), fn(&PublicItem) -> bool);

const NARROWINGS: [Narrowing; 7] = [
    (|_| {}, |_| true),
    (|q| q.agency = Some(town()), |_| true),
    (
        |q| q.category = Some(category(1, "").id),
        |item| item.facts.category.is_some(),
    ),
    (
        |q| q.topic = Some(Topic::NORMATIVE),
        |item| item.facts.topic.is_some(),
    ),
    (
        |q| q.validity = Some(Standing::Expired),
        |item| item.facts.validity != Validity::InForce,
    ),
    (
        |q| (q.from, q.to) = (Some(date(2025, 1, 1)), Some(date(2025, 12, 31))),
        |item| item.first_published_on.year() == 2025,
    ),
    (
        |q| q.to = Some(date(2025, 12, 30)),
        |item| item.first_published_on <= date(2025, 12, 30),
    ),
];

async fn every_page_of_a_list_is_part_of_one_order_and_its_length_is_that_of_a_look_through_everything(
    bed: &Bed,
) {
    furnish(bed).await;
    let mut items = of_three_years();
    let mut write = bed.store.write().await.unwrap();
    publish(&mut write, &items).await;
    // Two are corrected, one of them into another place; one goes.
    for number in [4, 7] {
        items[number].facts.validity = Validity::InForce;
        items[number].facts.topic = None;
        write.publish(&items[number]).await.unwrap();
    }
    let gone = items.remove(10);
    let tombstone = Tombstone {
        at: now(),
        ground: "有误".to_owned(),
    };
    write.bury(&gone.id, &tombstone).await.unwrap();
    write.commit(events()).await.unwrap();
    for (at, (narrow, fits)) in NARROWINGS.iter().enumerate() {
        let expected = items.iter().filter(|item| fits(item)).count();
        let mut found = Vec::new();
        for offset in (0..70).step_by(7) {
            let mut query = PublicQuery {
                offset,
                limit: 7,
                ..PublicQuery::default()
            };
            narrow(&mut query);
            let page = bed.store.search(&query).await.unwrap();
            assert_eq!((page.total, page.more), (expected as u64, false), "{at}");
            found.extend(
                page.rows
                    .into_iter()
                    .map(|line| (line.published_on, line.id)),
            );
        }
        assert_eq!(found.len(), expected, "{at}");
        assert!(found.windows(2).all(|pair| pair[0].0 >= pair[1].0), "{at}");
        let once: BTreeSet<_> = found.iter().map(|(_, id)| id).collect();
        assert_eq!(once.len(), expected, "{at}");
    }
    let counts = bed.store.public_counts(&town()).await.unwrap();
    assert_eq!(counts.total, 59);
    let of_topic = items.iter().filter(|item| item.facts.topic.is_some());
    assert_eq!(counts.by_topic[&Topic::NORMATIVE], of_topic.count() as u64);
    assert_eq!(counts.by_year.values().sum::<u64>(), 59);
}

async fn words_are_found_within_what_a_list_is_narrowed_to(bed: &Bed) {
    furnish(bed).await;
    let items = of_three_years();
    let mut write = bed.store.write().await.unwrap();
    publish(&mut write, &items).await;
    write.commit(events()).await.unwrap();
    for (at, (narrow, fits)) in NARROWINGS.iter().enumerate() {
        let mut query = PublicQuery {
            words: "公开".to_owned(),
            limit: 100,
            ..PublicQuery::default()
        };
        narrow(&mut query);
        let page = bed.store.search(&query).await.unwrap();
        let found: BTreeSet<_> = page.rows.into_iter().map(|line| line.id).collect();
        let expected = items.iter().filter(|item| fits(item));
        let expected: BTreeSet<_> = expected.map(|item| item.id.clone()).collect();
        assert_eq!(found, expected, "{at}");
    }
}

async fn hits_far_behind_the_page_are_said_to_be_more_and_can_still_be_reached(bed: &Bed) {
    furnish(bed).await;
    let items: Vec<_> = (1..221)
        .map(|number| copy_of(&item(number, "公开"), date(2026, 3, 4)))
        .collect();
    let mut write = bed.store.write().await.unwrap();
    publish(&mut write, &items).await;
    write.commit(events()).await.unwrap();
    let at = async |offset| {
        let query = PublicQuery {
            words: "公开".to_owned(),
            offset,
            limit: 20,
            ..PublicQuery::default()
        };
        let page = bed.store.search(&query).await.unwrap();
        (page.rows.len(), page.total, page.more)
    };
    assert_eq!(at(0).await, (20, 200, true));
    assert_eq!(at(200).await, (20, 220, false));
    assert_eq!(at(220).await, (0, 220, false));
}
