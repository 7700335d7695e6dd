//! What is known of requesters goes when its time is over, by itself, and the figures stay.

use crate::requests::{Town, by, cx, holds, kept, words};
use gongkai_domain::access::Actor;
use gongkai_domain::dispute::{Contested, Move, Road, Ruling, Turn};
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::OutcomeId;

/// A day after ten years, which is what an agency keeps that has said nothing else.
const AFTER: &str = "2036-03-21";
const LAST: &str = "2036-03-20";

async fn upkeep(town: &Town, day: &str) {
    let failed = town.world.office.keep_up(&cx(Actor::Program, day)).await;
    assert!(failed.is_empty(), "{failed:?}");
}

async fn is_erased(town: &Town, id: &RequestId) -> bool {
    let view = town.world.office.request(&by(&town.clerk, AFTER), id).await;
    let row = view.unwrap().row;
    assert_eq!(row.erased_on.is_some(), row.sealed.is_none());
    assert_eq!(row.erased_on.is_some(), row.applicant_mark.is_empty());
    row.erased_on.is_some()
}

#[tokio::test]
async fn daily_upkeep_erases_who_asked_when_the_time_is_over_and_not_a_day_earlier() {
    let town = Town::new().await;
    let office = &town.world.office;
    let filed = town.file("2026-03-02", "over").await;
    let open = town.file("2026-03-03", "still open").await;
    town.reply(&filed.id, "2026-03-20").await;
    let clerk = by(&town.clerk, AFTER);
    let figures = async || {
        let section = office.requests_of_year(&clerk, &town.agency, 2026, 2021);
        let today = jiff::civil::date(2026, 12, 31);
        let years = office.request_years(&town.agency, today);
        (section.await.unwrap(), years.await.unwrap())
    };
    let before = figures().await;
    let row = office.request(&clerk, &filed.id).await.unwrap().row;
    let (key, mark) = (row.sealed_key.unwrap(), row.applicant_mark);
    upkeep(&town, LAST).await;
    assert!(!is_erased(&town, &filed.id).await);
    upkeep(&town, AFTER).await;
    assert!(is_erased(&town, &filed.id).await && !is_erased(&town, &open.id).await);
    assert_eq!(figures().await, before);
    assert!(
        !holds(&kept(&town), &key),
        "not even in the log of the database"
    );
    let other = office.request(&clerk, &open.id).await.unwrap().row;
    assert_eq!(other.applicant_mark, mark, "of the open one it is needed");
    assert!(office.verify().await.unwrap().is_whole());
}

#[tokio::test]
async fn what_a_court_has_not_decided_is_kept_until_it_has() {
    let town = Town::new().await;
    let office = &town.world.office;
    let filed = town.file("2026-03-02", "before the court").await;
    town.reply(&filed.id, "2026-03-20").await;
    let clerk = by(&town.clerk, AFTER);
    let day = |text: &str| text.parse().unwrap();
    let turn = Turn {
        on: day("2026-04-01"),
        step: Move::File {
            road: Road::Direct,
            before: "某县人民法院".to_owned(),
            request: Some(filed.id.clone()),
            contested: Contested::Other,
            acted_on: day("2026-03-20"),
        },
    };
    let dispute = office.file_dispute(&clerk, &town.agency, turn).await;
    let dispute = dispute.unwrap();
    upkeep(&town, AFTER).await;
    assert!(!is_erased(&town, &filed.id).await);
    let steps = [
        Move::Accept { simplified: false },
        Move::Decide {
            ruling: Ruling::ClaimDismissed,
        },
    ];
    for (revision, step) in (0..).zip(steps) {
        let on = day("2026-04-08");
        let turn = Turn { on, step };
        let noted = office.advance_dispute(&clerk, &dispute, revision, turn);
        noted.await.unwrap();
    }
    upkeep(&town, AFTER).await;
    assert!(is_erased(&town, &filed.id).await);
}

#[tokio::test]
async fn a_reply_that_is_being_drafted_is_kept_sealed_until_it_is_submitted() {
    let town = Town::new().await;
    let office = &town.world.office;
    let id = town.file("2026-03-02", "form one").await.id;
    let (day, outcome) = ("2026-03-04", OutcomeId::from("granted"));
    let clerk = by(&town.clerk, day);
    let draft = (outcome.clone(), words("supplied", "写到一半的话"));
    office.keep_reply_draft(&clerk, &id, draft).await.unwrap();
    let later = by(&town.clerk, "2026-03-20");
    let found = office.reply_draft(&later, &id).await.unwrap().unwrap();
    assert_eq!(found.words["supplied"], "写到一半的话");
    assert_eq!(
        (found.by.as_str(), found.on.to_string()),
        ("jia", day.to_owned())
    );
    assert!(!holds(&kept(&town), "写到一半的话"));
    for other in [&town.stranger, &town.approver] {
        assert!(office.reply_draft(&by(other, day), &id).await.is_err());
    }
    town.reply(&id, "2026-03-20").await;
    assert_eq!(office.reply_draft(&later, &id).await.unwrap(), None);
}
