//! The entries of disclosure requests.

use crate::bed::Bed;
use crate::fixtures::*;
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::{Act, Arrival, CaseStage, Entry, ReceiptChannel, RequesterKind};
use gongkai_store::{NotedEntry, RequestQuery, RequestRow};
use jiff::civil::{Date, date};

on_both_engines!(the_entries_of_many_requests_are_read_at_once_each_in_its_order);

fn row(number: u128, day: Date) -> RequestRow {
    RequestRow {
        id: RequestId::from_random(number),
        agency: town(),
        number: format!("{}-{number:04}", day.year()),
        kind: RequesterKind::NaturalPerson,
        channel: ReceiptChannel::InPerson,
        arrived: day.at(9, 0, 0, 0),
        stage: CaseStage::InHand,
        received_on: Some(day),
        due_on: None,
        outcome: None,
        ended_on: None,
        handler: String::new(),
        revision: 0,
        sealed_key: None,
        sealed: None,
        applicant_mark: number.to_string(),
        form_mark: number.to_string(),
        code_mark: number.to_string(),
        opened_on: None,
        retain_until: None,
        erased_on: None,
    }
}

fn noted(on: Date, act: Act) -> NotedEntry {
    NotedEntry {
        entry: Entry { on, act },
        words: None,
        noted_at: now(),
        account: Some(clerk()),
        name: "甲".to_owned(),
    }
}

async fn the_entries_of_many_requests_are_read_at_once_each_in_its_order(bed: &Bed) {
    furnish(bed).await;
    let days = [date(2025, 3, 3), date(2025, 4, 1), date(2026, 1, 6)];
    let mut write = bed.store.write().await.unwrap();
    let mut expected = Vec::new();
    for (number, day) in (1..).zip(days) {
        let row = row(number, day);
        let arrival = Arrival {
            channel: ReceiptChannel::InPerson,
            arrived: row.arrived,
            submitted: None,
        };
        let first = Act::Register {
            arrival,
            kind: row.kind,
            split_from: None,
        };
        let entries = vec![noted(day, first), noted(day, Act::Search { hits: 1 })];
        write.insert_request(&row, &entries[0]).await.unwrap();
        let second = write.insert_request_entry(&row.id, 1, &entries[1]);
        second.await.unwrap();
        expected.push((row.id, entries));
    }
    write.commit(events()).await.unwrap();
    let query = RequestQuery {
        agencies: vec![town()],
        year: Some(2025),
        limit: 1,
        ..RequestQuery::default()
    };
    let read = bed.store.entries_of_requests(&query).await.unwrap();
    expected.pop();
    assert_eq!(read, expected.into_iter().collect());
}
