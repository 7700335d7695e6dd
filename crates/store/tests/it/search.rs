//! Search finds what looking through everything finds, on both engines.

use crate::bed::Bed;
use crate::fixtures::*;
use gongkai_domain::information::Topic;
use gongkai_store::{PublicItem, PublicQuery, fold};
use jiff::civil::date;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

on_both_engines!(
    search_finds_what_a_look_through_everything_finds,
    a_list_is_narrowed_by_agency_category_topic_and_day,
    long_and_strange_words_are_answered,
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
    for _ in 0..600 {
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
