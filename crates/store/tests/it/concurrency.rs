//! Many who write at once: in one process, in two, and of the same item (B1).

use crate::bed::{self, Bed};
use crate::fixtures::*;
use gongkai_store::{DeskQuery, Location, PublicQuery, Store, StoreError};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command};
use std::time::Duration;

on_both_engines!(
    eight_writers_in_two_processes_number_items_with_none_double_or_lost,
    of_many_who_save_the_same_revision_one_wins,
    who_waits_to_write_keeps_nobody_from_reading,
);

const WRITERS: u64 = 4;
const EACH: u64 = 25;
/// Where the second process finds the database.
const PLACE: &str = "GONGKAI_TEST_PLACE";
/// The file by which it says that it is about to write.
const STARTED: &str = "GONGKAI_TEST_STARTED";

async fn register(store: Store, writer: u64) {
    let mut done = 0;
    while done < EACH {
        let mut write = store.write().await.unwrap();
        let serial = write.next_serial("A/2026-").await.unwrap();
        // Every fifth is given up half way, and its number must not be lost.
        let given_up = (serial + writer).is_multiple_of(5) && writer.is_multiple_of(2);
        let mut item = item(u128::from(serial), "一");
        item.index_number = format!("A/2026-{serial:05}");
        write.insert_information(&item, None).await.unwrap();
        if given_up && done % 2 == 0 {
            drop(write);
            done += 1;
            continue;
        }
        write
            .commit(vec![event(&format!("information:{}", item.id))])
            .await
            .unwrap();
        done += 1;
    }
}

async fn register_at_once(store: &Store) {
    let writers = (0..WRITERS).map(|writer| tokio::spawn(register(store.clone(), writer)));
    let writers: Vec<_> = writers.collect();
    for writer in writers {
        writer.await.unwrap();
    }
}

async fn eight_writers_in_two_processes_number_items_with_none_double_or_lost(bed: &Bed) {
    furnish(bed).await;
    let started = bed.folder.join("started");
    let mut other = other_process(&bed.location, &started);
    while !started.exists() && other.try_wait().unwrap().is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    register_at_once(&bed.store).await;
    assert!(other.wait().unwrap().success());

    let query = DeskQuery {
        agencies: vec![town()],
        limit: 1_000,
        ..DeskQuery::default()
    };
    let page = bed.store.desk(&query).await.unwrap();
    let numbers: BTreeSet<&str> = page
        .rows
        .iter()
        .map(|row| row.index_number.as_str())
        .collect();
    let given: Vec<String> = (1..=page.total)
        .map(|serial| format!("A/2026-{serial:05}"))
        .collect();
    assert_eq!(numbers.into_iter().collect::<Vec<_>>(), given);
    let report = bed.store.verify_chain(|_| {}).await.unwrap();
    assert_eq!(
        (report.entries, report.breaks),
        (page.total + 1, Vec::new())
    );
    assert!(
        page.total > WRITERS * EACH,
        "both processes wrote: {}",
        page.total
    );
}

fn other_process(location: &Location, started: &Path) -> Child {
    let place = match location {
        Location::Sqlite(path) => path.display().to_string(),
        Location::Postgres(url) => url.clone(),
    };
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "concurrency::the_second_process",
            "--ignored",
            "--quiet",
        ])
        .env(PLACE, place)
        .env(STARTED, started)
        .spawn()
        .unwrap()
}

#[test]
#[ignore = "the second process of the test of two"]
fn the_second_process() {
    let Some(place) = bed::variable(PLACE) else {
        return;
    };
    let location = if place.starts_with("postgres") {
        Location::Postgres(place)
    } else {
        Location::Sqlite(place.into())
    };
    bed::run(async {
        let store = Store::open(&location).await.unwrap();
        std::fs::write(bed::variable(STARTED).unwrap(), "").unwrap();
        register_at_once(&store).await;
        store.close().await;
    });
}

async fn of_many_who_save_the_same_revision_one_wins(bed: &Bed) {
    furnish(bed).await;
    let mut write = bed.store.write().await.unwrap();
    write
        .insert_information(&item(1, "一"), None)
        .await
        .unwrap();
    write.commit(events()).await.unwrap();
    let save = |number: u64| {
        let store = bed.store.clone();
        tokio::spawn(async move {
            let mut write = store.write().await.unwrap();
            let changed = item(1, &format!("第{number}稿"));
            write.save_information(&changed, None, 0).await?;
            write.commit(events()).await
        })
    };
    let races: Vec<_> = (0..8).map(save).collect();
    let mut won = 0;
    for race in races {
        match race.await.unwrap() {
            Ok(()) => won += 1,
            Err(error) => assert!(matches!(error, StoreError::Conflict), "{error}"),
        }
    }
    assert_eq!(won, 1);
}

async fn who_waits_to_write_keeps_nobody_from_reading(bed: &Bed) {
    furnish(bed).await;
    let first = bed.store.write().await.unwrap();
    let waiting: Vec<_> = (0..20)
        .map(|_| {
            let store = bed.store.clone();
            tokio::spawn(async move { store.record(events()).await })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let store = bed.store.clone();
    // Beside that it is answered at all: what the store does may change threads.
    let reading = tokio::spawn(async move {
        store.dump(&mut Vec::new()).await.unwrap();
        store.verify_chain(|_| {}).await.unwrap();
        store.search(&PublicQuery::default()).await.unwrap();
        store.desk(&DeskQuery::default()).await.unwrap()
    });
    let read = tokio::time::timeout(Duration::from_secs(10), reading).await;
    assert!(read.is_ok());
    first.commit(events()).await.unwrap();
    for writer in waiting {
        writer.await.unwrap().unwrap();
    }
}
