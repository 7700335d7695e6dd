//! A dump holds everything, and says the same on both engines.

use crate::bed::{self, Bed};
use crate::fixtures::*;
use crate::webhooks::{told, webhook};
use gongkai_domain::duty::DutyPeriod;
use gongkai_domain::handover::BatchKind;
use gongkai_domain::identity::NoticeId;
use gongkai_domain::information::Tombstone;
use gongkai_domain::webhook::FactKind;
use gongkai_store::{CalendarNotice, DutyMark, PublicQuery, Session, Store, StoreError};
use jiff::civil::date;

on_both_engines!(
    a_dump_loaded_into_an_empty_database_gives_the_same_dump_and_the_same_search,
    a_dump_that_was_cut_off_or_altered_in_shape_is_refused_and_nothing_of_it_stays,
    a_dump_is_not_loaded_over_what_is_there,
);

/// Something in every table.
async fn reports(write: &mut gongkai_store::Write) {
    let report = crate::reports::worked_on();
    write.insert_annual_report(&report).await.unwrap();
    let submission = crate::submissions::sent_back();
    write.insert_submission(&submission).await.unwrap();
    let handed = crate::submissions::handed(1);
    write.put_handed_report(&handed).await.unwrap();
}

async fn fill(bed: &Bed) {
    furnish(bed).await;
    let mut write = bed.store.write().await.unwrap();
    // A parent behind its child in the order of identities.
    let mut child = agency(3, "child");
    child.parent = Some(town());
    write.insert_agency(&child).await.unwrap();
    write.set_secret("first", "digest", now()).await.unwrap();
    write.insert_api_token(&api_token()).await.unwrap();
    write.insert_file(&file('a')).await.unwrap();
    write.next_serial("2026-").await.unwrap();
    let mut one = item(1, "一\n\"\\决算\u{1f600}");
    one.facts.attachments = vec![attachment('a')];
    let two = item(2, "预算");
    let on = date(2026, 3, 4);
    publish(&mut write, &[copy_of(&one, on), copy_of(&two, on)]).await;
    let tombstone = Tombstone {
        at: now(),
        ground: "有误".to_owned(),
    };
    write.bury(&two.id, &tombstone).await.unwrap();
    write
        .insert_posting(&posting(1, 1, on, true))
        .await
        .unwrap();
    let mark = DutyMark {
        agency: town(),
        duty: "guide".to_owned(),
        period: DutyPeriod::First,
        done_on: on,
        account: clerk(),
        name: "甲".to_owned(),
        note: "改了电话".to_owned(),
        information: Some(one.id.clone()),
    };
    write.insert_duty_mark(&mark).await.unwrap();
    write.insert_calendar_notice(&notice()).await.unwrap();
    let kept = returned(&[("visits", 120)]);
    write.insert_return(&kept).await.unwrap();
    reports(&mut write).await;
    let handed = batch(1, BatchKind::Regular, &[1]);
    write.insert_handover(&handed).await.unwrap();
    let hook = webhook(1, &FactKind::ALL);
    write.insert_webhook(&hook).await.unwrap();
    write.tell(told(FactKind::Published));
    write.commit(events()).await.unwrap();
    let session = Session {
        digest: "s".to_owned(),
        account: clerk(),
        created_at: now(),
        seen_at: now(),
        origin: String::new(),
        agent: String::new(),
    };
    bed.store.insert_session(&session).await.unwrap();
    // More than are read at a time.
    let events = (0..1_100).map(|number| event(&format!("x:{number}")));
    bed.store.record(events.collect()).await.unwrap();
}

fn notice() -> CalendarNotice {
    CalendarNotice {
        id: NoticeId::from_random(1),
        region: None,
        year: 2027,
        issued_on: date(2026, 11, 4),
        content: "schema = \"gongkai/workdays/1\"\n".to_owned(),
    }
}

async fn dump(store: &Store) -> String {
    let mut out = Vec::new();
    store.dump(&mut out).await.unwrap();
    String::from_utf8(out).unwrap()
}

async fn a_dump_loaded_into_an_empty_database_gives_the_same_dump_and_the_same_search(bed: &Bed) {
    fill(bed).await;
    let first = dump(&bed.store).await;
    let tables = first
        .lines()
        .filter(|line| line.starts_with("{\"table\""))
        .count();
    assert_eq!(tables, 33);
    for other in [Some(Bed::sqlite().await), Bed::postgres().await]
        .into_iter()
        .flatten()
    {
        other.store.load(&mut first.as_bytes()).await.unwrap();
        assert_eq!(dump(&other.store).await, first);
        let query = PublicQuery {
            words: "\"\\决算\u{1f600}".to_owned(),
            limit: 9,
            ..PublicQuery::default()
        };
        let found = other.store.search(&query).await.unwrap();
        assert_eq!(found, bed.store.search(&query).await.unwrap());
        assert_eq!(found.total, 1);
        let report = other.store.verify_chain(|_| {}).await.unwrap();
        assert_eq!((report.entries, report.breaks), (1_102, Vec::new()));
        // Life goes on: the next publication gets a number of its own in the index.
        let mut write = other.store.write().await.unwrap();
        let copy = copy_of(&item(5, "决算"), date(2026, 3, 4));
        publish(&mut write, &[copy]).await;
        write.commit(events()).await.unwrap();
        other.clear().await;
    }
}

async fn a_dump_that_was_cut_off_or_altered_in_shape_is_refused_and_nothing_of_it_stays(bed: &Bed) {
    let full = Bed::sqlite().await;
    fill(&full).await;
    let whole = dump(&full.store).await;
    full.clear().await;
    let lines: Vec<&str> = whole.lines().collect();
    let without = |gone: usize| {
        let kept = lines.iter().enumerate().filter(|(at, _)| *at != gone);
        kept.flat_map(|(_, line)| [*line, "\n"]).collect::<String>()
    };
    let last = lines.len() - 1;
    let bad = [
        String::new(),
        without(0),
        without(1),
        without(2),
        without(last),
        without(last - 1),
        whole
            .get(..whole.len() / 2)
            .map_or_else(|| without(7), str::to_owned),
        format!("{whole}{{\"end\":0}}\n"),
        whole.replace("\"slug\"", "\"slog\""),
        whole.replace("{\"gongkai\":6}", "{\"gongkai\":1}"),
    ];
    for (number, bad) in bad.iter().enumerate() {
        let answer = bed.store.load(&mut bad.as_bytes()).await;
        assert!(answer.is_err(), "{number}");
        assert!(bed.store.agencies().await.unwrap().is_empty(), "{number}");
    }
    bed.store.load(&mut whole.as_bytes()).await.unwrap();
}

async fn a_dump_is_not_loaded_over_what_is_there(bed: &Bed) {
    furnish(bed).await;
    let before = dump(&bed.store).await;
    let answer = bed.store.load(&mut before.as_bytes()).await;
    assert!(matches!(answer, Err(StoreError::NotEmpty)));
    assert_eq!(dump(&bed.store).await, before);
}

#[test]
fn a_dump_is_of_one_moment_while_others_write() {
    bed::run(async {
        let bed = Bed::sqlite().await;
        let (dumped, ()) = tokio::join!(
            async {
                let mut dumps = Vec::new();
                for _ in 0..10 {
                    dumps.push(dump(&bed.store).await);
                }
                dumps
            },
            async {
                for _ in 0..30 {
                    bed.store.record(events()).await.unwrap();
                }
            }
        );
        for text in dumped {
            let events = text
                .lines()
                .filter(|line| line.contains("installation"))
                .count();
            let head = format!("[1,{events},");
            assert!(events == 0 || text.lines().any(|line| line.starts_with(&head)));
        }
        bed.clear().await;
    });
}
