//! Requests, as far as they are counted over rows.

use crate::bed::Bed;
use crate::fixtures::*;
use gongkai_domain::identity::{AgencyId, RequestId};
use gongkai_domain::request::{Act, Arrival, CaseStage, Entry, ReceiptChannel, RequesterKind};
use gongkai_store::{NotedEntry, RequestRow};
use jiff::civil::date;

on_both_engines!(a_request_of_which_a_correction_was_asked_is_found_by_its_entry);

fn row(number: u128) -> RequestRow {
    let on = date(2026, 3, 2);
    RequestRow {
        id: RequestId::from_random(number),
        agency: town(),
        number: format!("2026-{number:04}"),
        kind: RequesterKind::NaturalPerson,
        channel: ReceiptChannel::InPerson,
        arrived: on.at(9, 0, 0, 0),
        stage: CaseStage::InHand,
        received_on: Some(on),
        due_on: None,
        outcome: None,
        ended_on: None,
        handler: String::new(),
        revision: 1,
        sealed_key: None,
        sealed: None,
        applicant_mark: String::new(),
        form_mark: format!("form {number}"),
        code_mark: format!("code {number}"),
        opened_on: None,
        retain_until: None,
        erased_on: None,
    }
}

fn noted(act: Act) -> NotedEntry {
    NotedEntry {
        entry: Entry {
            on: date(2026, 3, 2),
            act,
        },
        words: None,
        noted_at: now(),
        account: None,
        name: "甲".to_owned(),
    }
}

async fn a_request_of_which_a_correction_was_asked_is_found_by_its_entry(bed: &Bed) {
    furnish(bed).await;
    let mut write = bed.store.write().await.unwrap();
    for number in [1, 2] {
        let arrival = Arrival {
            channel: ReceiptChannel::InPerson,
            arrived: date(2026, 3, 2).at(9, 0, 0, 0),
            submitted: None,
        };
        let register = Act::Register {
            arrival,
            kind: RequesterKind::NaturalPerson,
            split_from: None,
        };
        let row = row(number);
        write.insert_request(&row, &noted(register)).await.unwrap();
    }
    let asked = RequestId::from_random(2);
    let act = noted(Act::AskCorrection { workdays: 10 });
    write.insert_request_entry(&asked, 1, &act).await.unwrap();
    let served = noted(Act::CorrectionServed);
    write
        .insert_request_entry(&asked, 2, &served)
        .await
        .unwrap();
    write.commit(events()).await.unwrap();
    let found = bed.store.requests_asked_to_correct(&[town()]).await;
    assert_eq!(found.unwrap().into_iter().collect::<Vec<_>>(), [asked]);
    let elsewhere = [AgencyId::from_random(TOWN + 1)];
    let none = bed.store.requests_asked_to_correct(&elsewhere).await;
    assert!(none.unwrap().is_empty());
}
