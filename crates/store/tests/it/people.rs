//! Agencies, accounts, sessions, one-time secrets.

use crate::bed::Bed;
use crate::fixtures::*;
use gongkai_domain::access::{Grant, Role};
use gongkai_domain::agency::Succession;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::information::Topic;
use gongkai_store::{Session, Store, StoreError};
use jiff::civil::date;

on_both_engines!(
    the_tables_are_brought_up_to_date_once_and_found_so_the_second_time,
    an_agency_with_all_its_settings_is_read_as_it_was_written,
    the_bodies_above_an_agency_are_named_from_itself_up,
    settings_are_changed_only_from_the_state_that_was_read,
    a_category_and_a_channel_keep_their_agency,
    a_person_signs_in_in_capitals_too_and_nobody_else_with_the_same_login,
    a_session_ended_stays_ended,
    a_secret_is_used_once_and_in_time,
    a_token_is_found_by_its_digest_until_it_is_revoked,
);

async fn the_tables_are_brought_up_to_date_once_and_found_so_the_second_time(bed: &Bed) {
    furnish(bed).await;
    let again = Store::open(&bed.location).await.unwrap();
    assert_eq!(again.agencies().await.unwrap().len(), 1);
    again.close().await;
}

async fn the_bodies_above_an_agency_are_named_from_itself_up(bed: &Bed) {
    let county = agency(1, "county");
    let mut town = agency(TOWN, "yanting");
    town.parent = Some(county.id.clone());
    let mut station = agency(3, "station");
    station.parent = Some(town.id.clone());
    let mut write = bed.store.write().await.unwrap();
    for one in [&county, &town, &station] {
        write.insert_agency(one).await.unwrap();
    }
    write.commit(events()).await.unwrap();
    let above = bed.store.lineage(&station.id).await.unwrap();
    assert_eq!(above, [station.id, town.id, county.id.clone()]);
    let alone = bed.store.lineage(&county.id).await.unwrap();
    assert_eq!(alone, [county.id]);
    let nobody = bed.store.lineage(&AgencyId::from_random(9)).await.unwrap();
    assert!(nobody.is_empty());
}

async fn an_agency_with_all_its_settings_is_read_as_it_was_written(bed: &Bed) {
    let county = agency(1, "county");
    let mut town = agency(TOWN, "yanting");
    town.parent = Some(county.id.clone());
    town.settings.guide.telephone = "0000-1234".to_owned();
    let mut write = bed.store.write().await.unwrap();
    write.insert_agency(&county).await.unwrap();
    write.insert_agency(&town).await.unwrap();
    town.successor = Some(Succession {
        by: county.id.clone(),
        on: date(2026, 1, 1),
        reason: "合并".to_owned(),
    });
    write.update_agency(&town).await.unwrap();
    let unknown = write.update_agency(&agency(9, "nowhere")).await;
    assert!(matches!(unknown, Err(StoreError::NotFound)));
    write.commit(events()).await.unwrap();
    assert_eq!(bed.store.agencies().await.unwrap(), [county, town]);
    let mut write = bed.store.write().await.unwrap();
    let twice = write.insert_agency(&agency(2, "county")).await;
    assert!(matches!(twice, Err(StoreError::Duplicate { what }) if what == "agency.slug"));
}

async fn settings_are_changed_only_from_the_state_that_was_read(bed: &Bed) {
    furnish(bed).await;
    let read = bed.store.agencies().await.unwrap().remove(0);
    let mut first = read.settings.clone();
    first.rules = "先改的".to_owned();
    let mut write = bed.store.write().await.unwrap();
    let saved = write.set_up_agency(&read.id, &read.settings, &first);
    saved.await.unwrap();
    let event = event("agency.set_up");
    write.commit(vec![event]).await.unwrap();
    let mut second = read.settings.clone();
    second.rules = "后改的".to_owned();
    let mut write = bed.store.write().await.unwrap();
    let late = write.set_up_agency(&read.id, &read.settings, &second);
    assert!(matches!(late.await, Err(StoreError::Conflict)));
    drop(write);
    let kept = bed.store.agencies().await.unwrap().remove(0);
    assert_eq!(kept.settings.rules, "先改的");
}

async fn a_category_and_a_channel_keep_their_agency(bed: &Bed) {
    furnish(bed).await;
    let mut write = bed.store.write().await.unwrap();
    let other = agency(8, "other");
    write.insert_agency(&other).await.unwrap();
    let mut taken = category(1, "财政");
    taken.agency = other.id.clone();
    assert!(matches!(
        write.save_category(&taken).await,
        Err(StoreError::NotFound)
    ));
    let stolen = write.save_channel(&other.id, &channel(1, "x")).await;
    assert!(matches!(stolen, Err(StoreError::NotFound)));
    let changed = gongkai_store::Category {
        topic: Some(Topic::NORMATIVE),
        ..category(1, "规范性文件")
    };
    write.save_category(&changed).await.unwrap();
    write
        .save_channel(&town(), &channel(2, "公开栏"))
        .await
        .unwrap();
    write
        .save_channel(&town(), &channel(1, "新名公众号"))
        .await
        .unwrap();
    write.commit(events()).await.unwrap();
    assert_eq!(bed.store.categories(&town()).await.unwrap(), [changed]);
    let channels = bed.store.channels(&town()).await.unwrap();
    assert_eq!(channels, [channel(1, "新名公众号"), channel(2, "公开栏")]);
    assert!(bed.store.channels(&other.id).await.unwrap().is_empty());
}

async fn a_person_signs_in_in_capitals_too_and_nobody_else_with_the_same_login(bed: &Bed) {
    assert!(!bed.store.has_accounts().await.unwrap());
    furnish(bed).await;
    assert!(bed.store.has_accounts().await.unwrap());
    let mut person = bed.store.account_by_login("ＪiA").await.unwrap().unwrap();
    assert_eq!(person, account(CLERK, "jia"));
    person.grants = [Role::Reviewer, Role::Approver]
        .map(|role| Grant {
            role,
            agency: AgencyId::from_random(TOWN),
        })
        .to_vec();
    person.totp = Some("ABC".to_owned());
    person.totp_step = 59_000_000;
    person.signed_in_at = Some(now());
    let mut write = bed.store.write().await.unwrap();
    write.update_account(&person).await.unwrap();
    let nobody = write.update_account(&account(99, "nobody")).await;
    assert!(matches!(nobody, Err(StoreError::NotFound)));
    write.commit(events()).await.unwrap();
    assert_eq!(
        bed.store.account(&person.id).await.unwrap(),
        Some(person.clone())
    );
    assert_eq!(bed.store.accounts().await.unwrap(), [person]);
    let mut write = bed.store.write().await.unwrap();
    let twice = write.insert_account(&account(12, "JIA")).await;
    assert!(matches!(twice, Err(StoreError::Duplicate { what }) if what == "account.login_key"));
}

async fn a_session_ended_stays_ended(bed: &Bed) {
    furnish(bed).await;
    let session = |digest: &str| Session {
        digest: digest.to_owned(),
        account: clerk(),
        created_at: now(),
        seen_at: now(),
        origin: "192.0.2.1".to_owned(),
        agent: "browser".to_owned(),
    };
    let store = &bed.store;
    for digest in ["a", "b", "c"] {
        store.insert_session(&session(digest)).await.unwrap();
    }
    let later = at("2026-03-04T06:00:00Z");
    store.touch_session("b", later).await.unwrap();
    let seen = store.sessions_of(&clerk()).await.unwrap();
    assert_eq!(seen.first().unwrap().seen_at, later);
    assert_eq!(seen.len(), 3);
    store.delete_session("a").await.unwrap();
    store.touch_session("a", later).await.unwrap();
    assert_eq!(store.session("a").await.unwrap(), None);
    assert_eq!(store.session("c").await.unwrap(), Some(session("c")));
    store.delete_sessions_of(&clerk()).await.unwrap();
    assert!(store.sessions_of(&clerk()).await.unwrap().is_empty());
}

async fn a_secret_is_used_once_and_in_time(bed: &Bed) {
    let expires = at("2026-03-04T06:00:00Z");
    let mut write = bed.store.write().await.unwrap();
    write.set_secret("first", "old", expires).await.unwrap();
    write.set_secret("first", "digest", expires).await.unwrap();
    write.commit(events()).await.unwrap();
    let known = bed.store.secret("first").await.unwrap();
    assert_eq!(known, Some(("digest".to_owned(), expires)));
    let mut write = bed.store.write().await.unwrap();
    assert!(!write.take_secret("first", "old", now()).await.unwrap());
    assert!(!write.take_secret("first", "digest", expires).await.unwrap());
    assert!(write.take_secret("first", "digest", now()).await.unwrap());
    assert!(!write.take_secret("first", "digest", now()).await.unwrap());
    write.commit(events()).await.unwrap();
    assert_eq!(bed.store.secret("first").await.unwrap(), None);
}

async fn a_token_is_found_by_its_digest_until_it_is_revoked(bed: &Bed) {
    furnish(bed).await;
    let mut token = api_token();
    let mut write = bed.store.write().await.unwrap();
    write.insert_api_token(&token).await.unwrap();
    write.commit(events()).await.unwrap();
    assert_eq!(bed.store.api_token("d").await.unwrap(), Some(token.clone()));
    bed.store
        .touch_api_token(&token.id, date(2026, 3, 5))
        .await
        .unwrap();
    token.used_on = Some(date(2026, 3, 5));
    assert_eq!(
        bed.store.api_tokens_of(&clerk()).await.unwrap(),
        [token.clone()]
    );
    let mut write = bed.store.write().await.unwrap();
    write.delete_api_token(&token.id).await.unwrap();
    let twice = write.delete_api_token(&token.id).await;
    assert!(matches!(twice, Err(StoreError::NotFound)));
    write.commit(events()).await.unwrap();
    bed.store
        .touch_api_token(&token.id, date(2026, 3, 6))
        .await
        .unwrap();
    assert_eq!(bed.store.api_token("d").await.unwrap(), None);
}
