//! How much the public may hand in from one address.

use crate::requests::{Town, cx};
use gongkai_domain::access::Actor;
use gongkai_office::{OfficeError, settings_mark};

#[tokio::test]
async fn from_an_address_that_many_share_ten_times_as_much_is_taken() {
    let town = Town::new().await;
    let office = &town.world.office;
    let program = cx(Actor::Program, "2026-03-01");
    let mut settings = office.agency(&town.agency).await.unwrap().settings;
    let seen = settings_mark(&settings);
    settings.requests.shared = vec!["192.0.2.0/24".parse().unwrap()];
    let set = office.set_up(&program, &town.agency, &seen, settings).await;
    set.unwrap();
    for form in 0..50 {
        town.file("2026-03-02", &format!("form {form}")).await;
    }
    let public = cx(Actor::Public, "2026-03-02");
    let next = town.request("2026-03-02", "one more");
    let next = office.file_request(&public, next).await;
    assert!(matches!(next, Err(OfficeError::Slow(_))));
}
