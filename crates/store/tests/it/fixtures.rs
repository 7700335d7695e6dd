//! Invented agencies, people and items.

use crate::bed::Bed;
use gongkai_domain::access::{Grant, Role, Scope};
use gongkai_domain::agency::{Agency, AgencyKind, AgencyName, AgencySettings};
use gongkai_domain::event::Event;
use gongkai_domain::handover::{
    Batch, BatchKind, BatchStage, Line, Period, Receiver, ReceiverKind,
};
use gongkai_domain::identity::{
    AccountId, AgencyId, CategoryId, ChannelId, EventId, HandoverId, InformationId, PostingId,
    TokenId,
};
use gongkai_domain::information::{
    Attachment, Channel, ChannelKind, Facts, Information, Posting, Stage, Topic,
};
use gongkai_domain::returns::{Number, Return, TypedNumber};
use gongkai_domain::review::Round;
use gongkai_store::{Account, ApiToken, Category, FileRecord, PublicItem, Write};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) const TOWN: u128 = 7;
pub(crate) const CLERK: u128 = 11;

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn now() -> Timestamp {
    at("2026-03-04T05:06:07.123456Z")
}

pub(crate) fn town() -> AgencyId {
    AgencyId::from_random(TOWN)
}

pub(crate) fn clerk() -> AccountId {
    AccountId::from_random(CLERK)
}

pub(crate) fn api_token() -> ApiToken {
    ApiToken {
        id: TokenId::from_random(1),
        account: clerk(),
        name: "县网站".to_owned(),
        digest: "d".to_owned(),
        scopes: vec![Scope::ReadRegister, Scope::WriteLedgers],
        created_at: now(),
        expires_on: date(2027, 3, 4),
        used_on: None,
    }
}

pub(crate) fn id(number: u128) -> InformationId {
    InformationId::from_random(number)
}

pub(crate) fn event(object: &str) -> Event {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let process = u128::from(std::process::id()) << 64;
    let number = process + u128::from(COUNT.fetch_add(1, Ordering::Relaxed));
    Event {
        id: EventId::from_random(number),
        at: now(),
        account: Some(clerk()),
        name: "甲".to_owned(),
        origin: "192.0.2.1".to_owned(),
        agency: Some(town()),
        object: object.to_owned(),
        action: "information.registered".to_owned(),
        before: String::new(),
        after: "{}".to_owned(),
    }
}

pub(crate) fn events() -> Vec<Event> {
    vec![event("installation")]
}

pub(crate) fn agency(number: u128, slug: &str) -> Agency {
    let name = AgencyName {
        since: date(2019, 1, 1),
        name: format!("{slug}人民政府"),
        short: slug.to_owned(),
        reason: "设立".to_owned(),
    };
    Agency {
        id: AgencyId::from_random(number),
        parent: None,
        kind: AgencyKind::Township,
        slug: slug.to_owned(),
        names: vec![name],
        successor: None,
        settings: AgencySettings {
            index_template: "{年}-{流水号5}".to_owned().try_into().unwrap(),
            ..AgencySettings::default()
        },
    }
}

pub(crate) fn account(number: u128, login: &str) -> Account {
    Account {
        id: AccountId::from_random(number),
        login: login.to_owned(),
        name: "甲".to_owned(),
        password: "$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA".to_owned(),
        password_set_at: now(),
        password_is_temporary: true,
        totp: None,
        totp_step: 0,
        active: true,
        created_at: now(),
        signed_in_at: None,
        grants: vec![Grant {
            role: Role::Clerk,
            agency: town(),
        }],
    }
}

pub(crate) fn category(number: u128, name: &str) -> Category {
    Category {
        id: CategoryId::from_random(number),
        agency: town(),
        code: format!("{number:02}"),
        name: name.to_owned(),
        topic: Topic::try_from(7).ok(),
        position: 1,
    }
}

pub(crate) fn channel(number: u128, name: &str) -> Channel {
    Channel {
        id: ChannelId::from_random(number),
        kind: ChannelKind::Wechat,
        name: name.to_owned(),
        place: String::new(),
    }
}

pub(crate) fn item(number: u128, title: &str) -> Information {
    Information {
        id: id(number),
        agency: town(),
        index_number: format!("A/2026-{number:05}"),
        facts: Facts {
            formed_on: Some(date(2026, 2, 3)),
            ..Facts::titled(title)
        },
        stage: Stage::Draft,
        round: Round::default(),
        version: 1,
        revision: 0,
        author: clerk(),
        reassessed_on: None,
        tombstone: None,
        leak_override: None,
    }
}

pub(crate) fn copy_of(item: &Information, on: Date) -> PublicItem {
    PublicItem {
        id: item.id.clone(),
        agency: item.agency.clone(),
        host: item.agency.clone(),
        index_number: item.index_number.clone(),
        facts: item.facts.clone(),
        category_name: "财政信息".to_owned(),
        version: 1,
        first_published_on: on,
        published_at: now(),
        due_on: Some(date(2026, 3, 10)),
        in_time: Some(on <= date(2026, 3, 10)),
        attachment_text: String::new(),
    }
}

pub(crate) fn posting(number: u128, information: u128, on: Date, done: bool) -> Posting {
    Posting {
        id: PostingId::from_random(number),
        information: id(information),
        channel: ChannelId::from_random(1),
        on,
        done,
        place: "第3版".to_owned(),
    }
}

pub(crate) fn file(digit: char) -> FileRecord {
    FileRecord {
        digest: digit.to_string().repeat(64),
        kind: "pdf".to_owned(),
        size: 3,
        text: None,
        unread: "扫描件，没有文字".to_owned(),
    }
}

pub(crate) fn attachment(digit: char) -> Attachment {
    Attachment {
        digest: digit.to_string().repeat(64),
        name: "附件.pdf".to_owned(),
        kind: "pdf".to_owned(),
        size: 3,
    }
}

/// A batch over items of these numbers; its package is the file `a`.
pub(crate) fn batch(number: u128, kind: BatchKind, items: &[u128]) -> Batch {
    Batch {
        id: HandoverId::from_random(number),
        agency: town(),
        number: format!("2026年第{number}期"),
        kind,
        period: Period {
            from: date(2026, 3, 1),
            to: date(2026, 3, 15),
        },
        due_on: Some(date(2026, 3, 15)),
        made_on: date(2026, 3, 13),
        receivers: vec![Receiver {
            name: "县档案馆".to_owned(),
            kind: ReceiverKind::Archive,
            paper: 1,
            electronic: 1,
        }],
        items: items.iter().map(|&number| line(number)).collect(),
        package: "a".repeat(64),
        manifest: "b".repeat(64),
        stage: BatchStage::Prepared,
        receipts: Vec::new(),
        revision: 0,
    }
}

fn line(number: u128) -> Line {
    Line {
        information: id(number),
        version: 1,
        withdrawn: false,
        index_number: format!("A/2026-{number:05}"),
        title: "决算".to_owned(),
        document_number: String::new(),
        dated_on: None,
        published_on: date(2026, 3, 4),
        due_on: None,
        pages: None,
        attachments: 0,
        formats: "TXT".to_owned(),
    }
}

/// A town with a clerk, a channel and a category.
pub(crate) async fn furnish(bed: &Bed) {
    let mut write = bed.store.write().await.unwrap();
    write.insert_agency(&agency(TOWN, "yanting")).await.unwrap();
    write.insert_account(&account(CLERK, "jia")).await.unwrap();
    write.save_category(&category(1, "财政信息")).await.unwrap();
    write
        .save_channel(&town(), &channel(1, "公众号"))
        .await
        .unwrap();
    write.commit(events()).await.unwrap();
}

/// Registers items and makes them public.
pub(crate) async fn publish(write: &mut Write, items: &[PublicItem]) {
    for copy in items {
        let mut item = item(0, "");
        item.id = copy.id.clone();
        item.agency = copy.agency.clone();
        item.index_number.clone_from(&copy.index_number);
        item.facts = copy.facts.clone();
        write.insert_information(&item, copy.due_on).await.unwrap();
        write.publish(copy).await.unwrap();
    }
}

/// A return of the first quarter of 2026 with what was typed.
pub(crate) fn returned(typed: &[(&str, u32)]) -> Return {
    let number = |(id, number): &(&str, u32)| {
        let typed = TypedNumber {
            number: Number::of((*number).into()).unwrap(),
            by: "甲".to_owned(),
            on: date(2026, 4, 2),
        };
        ((*id).to_owned(), typed)
    };
    Return {
        agency: town(),
        table: "county".to_owned(),
        quarter: "2026-Q1".parse().unwrap(),
        typed: typed.iter().map(number).collect(),
        handed_in: None,
        revision: 0,
    }
}
