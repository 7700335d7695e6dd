//! How far apart in time the answers to an unknown receipt code and to a right code with a wrong ending are:
//! `cargo run --release -p gongkai-office --example guesses -- 4000`.

use gongkai_domain::access::Actor;
use gongkai_domain::agency::AgencyKind;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::request::{Applicant, Arrival, ReceiptChannel, RequesterKind, Words};
use gongkai_office::{
    Context, Filed, KEY_LENGTH, Keyring, NewAgency, NewRequest, Office, StatusCode, settings_mark,
};
use gongkai_store::files::FileStore;
use gongkai_store::{Location, Store};
use jiff::{Timestamp, ToSpan};
use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

type Failed = Box<dyn Error>;

#[tokio::main]
async fn main() -> Result<(), Failed> {
    let tries = std::env::args().nth(1);
    let tries: usize = tries.map_or(Ok(4000), |tries| tries.parse())?;
    let folder = std::env::temp_dir().join(format!("gongkai-guesses-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let database = Location::Sqlite(folder.join("gongkai.db"));
    let calendar = Arc::new(WorkdayCalendar::statutory()?.clone());
    let files = FileStore::Folder(folder.join("files"));
    let office = Office::new(Store::open(&database).await?, files, calendar)
        .with_keyring(Keyring::of(&[7; KEY_LENGTH])?);
    let agency = agency(&office).await?;
    let mut receipts = Vec::new();
    for number in 0..200 {
        receipts.push(file(&office, &agency, number).await?);
    }
    let (mut unknown, mut wrong) = (Vec::new(), Vec::new());
    // Every other try is of the other kind, so that whatever slows the machine slows both.
    for (number, receipt) in (0..tries * 2).zip(receipts.iter().cycle()) {
        let known = number % 2 == 0;
        let code = if known {
            receipt.code.clone()
        } else {
            format!("{number:016}")
        };
        let took = guess(&office, code, i64::try_from(number)?).await?;
        if known { &mut wrong } else { &mut unknown }.push(took);
    }
    say("unknown code", &mut unknown);
    say("wrong ending", &mut wrong);
    drop(office);
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

fn cx(actor: Actor, hour: i64) -> Result<Context, Failed> {
    let start: Timestamp = "2026-03-02T02:00:00Z".parse()?;
    Ok(Context {
        actor,
        // An hour later each time, so that nothing is slowed down.
        now: start + hour.hours(),
        origin: format!("192.0.2.{}", hour % 250),
    })
}

async fn agency(office: &Office) -> Result<AgencyId, Failed> {
    let cx = cx(Actor::Program, 0)?;
    let new = NewAgency {
        parent: None,
        kind: AgencyKind::Township,
        slug: "yanting".to_owned(),
        name: "砚汀镇人民政府".to_owned(),
        short: "砚汀镇".to_owned(),
        since: cx.today(),
        region_code: "990001".to_owned(),
        organ_code: "yanting".to_owned(),
    };
    let agency = office.create_agency(&cx, new).await?;
    let mut settings = agency.settings.clone();
    settings.requests.online = true;
    let seen = settings_mark(&agency.settings);
    office.set_up(&cx, &agency.id, &seen, settings).await?;
    Ok(agency.id)
}

async fn file(office: &Office, agency: &AgencyId, number: i64) -> Result<Filed, Failed> {
    let cx = cx(Actor::Public, number)?;
    let new = NewRequest {
        agency: agency.clone(),
        arrival: Arrival {
            channel: ReceiptChannel::Online,
            arrived: "2026-03-02T10:00:00".parse()?,
            submitted: None,
        },
        applicant: Applicant {
            name: "甲".to_owned(),
            id_kind: "护照".to_owned(),
            id_number: format!("演示{number:04}"),
            phone: format!("139{number:04}5678"),
            address: "演示县演示路1号".to_owned(),
            description: "镇区道路改造工程决算".repeat(20),
            ..Applicant::blank(RequesterKind::NaturalPerson)
        },
        files: Vec::new(),
        form: format!("form {number}"),
        split_from: None,
        words: Words::new(),
    };
    Ok(office.file_request(&cx, new).await?)
}

/// Microseconds that a try took.
async fn guess(office: &Office, code: String, number: i64) -> Result<f64, Failed> {
    let public = cx(Actor::Public, number)?;
    let proof = StatusCode {
        code,
        last_four: "ZZZZ".to_owned(),
    };
    let begun = Instant::now();
    let answer = office.ticket(&public, &proof).await;
    let took = begun.elapsed().as_secs_f64() * 1e6;
    match answer {
        Err(_) => Ok(took),
        Ok(_) => Err("a wrong ending opened a receipt".into()),
    }
}

#[expect(clippy::print_stdout, reason = "the figures are what it is for")]
fn say(what: &str, took: &mut [f64]) {
    took.sort_by(f64::total_cmp);
    let at = |percent: usize| took.get(took.len() * percent / 100).copied();
    let quartiles = [5, 25, 50, 75, 95].map(|percent| at(percent).unwrap_or_default());
    println!(
        "{what}: {} tries, 5/25/50/75/95 % in µs: {quartiles:.1?}",
        took.len()
    );
}
