//! Reconsideration and litigation: noted step by step by who handles requests, counted in section four.

use crate::requests::{Town, by};
use gongkai_domain::dispute::{Contested, Move, Road, Ruling, Turn};
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::{Act, Reached, Words};
use gongkai_office::{Advance, OfficeError};
use jiff::civil::date;

fn filing(request: Option<RequestId>) -> Turn {
    Turn {
        on: date(2026, 4, 2),
        step: Move::File {
            road: Road::Reconsideration,
            before: "演示县人民政府".to_owned(),
            request,
            contested: Contested::Silent,
            acted_on: date(2026, 3, 31),
        },
    }
}

#[tokio::test]
async fn a_dispute_is_about_a_request_of_the_same_agency_and_counts_by_its_end() {
    let town = Town::new().await;
    let office = &town.world.office;
    let clerk = by(&town.clerk, "2026-04-20");
    let request = town.file("2026-03-02", "form one").await.id;
    let stranger = by(&town.stranger, "2026-04-20");
    let elsewhere = town.stranger.grants[0].agency.clone();
    let foreign = office.file_dispute(&stranger, &elsewhere, filing(Some(request.clone())));
    assert!(foreign.await.is_err(), "a request of another agency");
    let id = office
        .file_dispute(&clerk, &town.agency, filing(Some(request.clone())))
        .await
        .unwrap();
    assert!(office.dispute(&stranger, &id).await.is_err());
    let about = office.disputes_about(&clerk, &town.agency, &request).await;
    assert_eq!(about.unwrap().len(), 1);
    let of_year = async || {
        office
            .disputes_of_year(&clerk, &town.agency, 2026)
            .await
            .unwrap()
    };
    assert_eq!(of_year().await["reconsideration.pending"], 1);
    let accept = Turn {
        on: date(2026, 4, 7),
        step: Move::Accept { simplified: false },
    };
    office
        .advance_dispute(&clerk, &id, 0, accept.clone())
        .await
        .unwrap();
    let again = office.advance_dispute(&clerk, &id, 0, accept).await;
    assert!(matches!(again, Err(OfficeError::Conflict)));
    let end = Turn {
        on: date(2026, 4, 20),
        step: Move::Decide {
            ruling: Ruling::OrderedToPerform,
        },
    };
    office.advance_dispute(&clerk, &id, 1, end).await.unwrap();
    let counted = of_year().await;
    assert_eq!(counted["reconsideration.corrected"], 1);
    assert_eq!(counted.get("reconsideration.pending"), None);
    assert!(office.verify().await.unwrap().is_whole());
}

#[tokio::test]
async fn how_far_requests_got_is_counted_for_their_own_people_and_who_stands_above() {
    let town = Town::new().await;
    let office = &town.world.office;
    let clerk = by(&town.clerk, "2026-04-20");
    let silent = town.file("2026-03-02", "form one").await.id;
    let unclear = town.file("2026-04-17", "form two").await.id;
    let filed = office.file_dispute(&clerk, &town.agency, filing(Some(silent)));
    filed.await.unwrap();
    let seen = office.request(&clerk, &unclear).await.unwrap();
    let mut step = Advance::of(
        seen.row.revision,
        clerk.today(),
        Act::AskCorrection { workdays: 10 },
    );
    step.words = Words::from([("unclear".to_owned(), "哪一年的".to_owned())]);
    office
        .advance_request(&clerk, &unclear, step)
        .await
        .unwrap();
    let own = [town.agency.clone()];
    let flow = office.request_flow(&clerk, &own, 2026).await.unwrap();
    assert_eq!((flow.came, flow.taken_up, flow.replied), (2, 2, 0));
    assert_eq!((flow.asked_to_correct, flow.reconsidered), (1, 1));
    assert_eq!(flow.at[&Reached::Contested], 1);
    assert_eq!(flow.at[&Reached::AwaitingCorrection], 1);
    let before = office.request_flow(&clerk, &own, 2025).await.unwrap();
    assert_eq!(before.came, 0);
    let stranger = by(&town.stranger, "2026-04-20");
    assert!(office.request_flow(&stranger, &own, 2026).await.is_err());
}
