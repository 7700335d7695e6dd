//! Adds many published items to the first office of an installation, for benchmarks:
//! `cargo run --release -p gongkai-office --example stock -- DIR 100000`.

use gongkai_domain::event::Event;
use gongkai_domain::identity::{AgencyId, EventId, InformationId};
use gongkai_domain::information::{Facts, Information, Stage, Topic};
use gongkai_domain::review::Round;
use gongkai_store::{Location, PublicItem, Store, StoreError};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use std::path::PathBuf;

/// Items of one transaction.
const BATCH: u64 = 1000;

const SUBJECTS: [&str; 12] = [
    "农村道路养护",
    "耕地地力保护补贴",
    "防汛应急预案",
    "城乡低保发放",
    "人居环境整治",
    "森林防火",
    "财政预算执行",
    "医疗保险缴费",
    "安全生产检查",
    "危房改造",
    "便民服务事项",
    "创业担保贷款",
];
const KINDS: [&str; 6] = ["通知", "公示", "方案", "情况通报", "办事指南", "公告"];

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(
        arguments
            .next()
            .ok_or("say the folder of the installation")?,
    );
    let count: u64 = arguments.next().ok_or("say how many items")?.parse()?;
    let store = Store::open(&Location::Sqlite(folder.join("gongkai.db"))).await?;
    let agencies = store.agencies().await?;
    let agency = agencies
        .iter()
        .find(|agency| agency.parent.is_some())
        .ok_or("no office")?;
    let author = store
        .accounts()
        .await?
        .into_iter()
        .next()
        .ok_or("nobody has an account")?
        .id;
    for first in (0..count).step_by(usize::try_from(BATCH)?) {
        batch(&store, &agency.id, &author, first..count.min(first + BATCH)).await?;
    }
    store.close().await;
    Ok(())
}

async fn batch(
    store: &Store,
    agency: &AgencyId,
    author: &gongkai_domain::identity::AccountId,
    numbers: std::ops::Range<u64>,
) -> Result<(), StoreError> {
    let mut write = store.write().await?;
    for number in numbers.clone() {
        let item = item(agency, author, number);
        let day = day(number);
        write.insert_information(&item, None).await?;
        write.publish(&copy(&item, day)).await?;
    }
    let event = Event {
        id: EventId::from_random(u128::from(numbers.start) + (1 << 100)),
        at: Timestamp::UNIX_EPOCH,
        account: None,
        name: "程序".to_owned(),
        origin: "benchmark".to_owned(),
        agency: None,
        object: "installation".to_owned(),
        action: "installation.stocked".to_owned(),
        before: String::new(),
        after: numbers.end.to_string(),
    };
    write.commit(vec![event]).await
}

fn pick(list: &[&'static str], number: u64) -> &'static str {
    let at = usize::try_from(number).unwrap_or_default() % list.len();
    list.get(at).copied().unwrap_or_default()
}

fn day(number: u64) -> Date {
    let days = i64::try_from(number % 2500).unwrap_or_default();
    date(2020, 1, 1).saturating_add(days.days())
}

fn item(
    agency: &AgencyId,
    author: &gongkai_domain::identity::AccountId,
    number: u64,
) -> Information {
    let subject = pick(&SUBJECTS, number);
    let kind = pick(&KINDS, number / 12);
    let mut facts = Facts::titled(&format!("关于{subject}工作的{kind}（第{number}号）"));
    facts.document_number = format!("演政〔{}〕{number}号", day(number).year());
    facts.dated_on = Some(day(number));
    facts.formed_on = Some(day(number));
    "演示镇人民政府".clone_into(&mut facts.issuing_organ);
    facts.topic = Topic::try_from(u8::try_from(number % 15).unwrap_or_default() + 1).ok();
    facts.summary = format!("{subject}{kind}的主要内容和办理要求。");
    facts.body = format!("现将{subject}有关事项{kind}如下。\n\n").repeat(8);
    Information {
        id: InformationId::from_random(u128::from(number) * 0x9E37_79B9_7F4A_7C15 + 1),
        agency: agency.clone(),
        index_number: format!("benchmark-{number:07}"),
        facts,
        stage: Stage::Published,
        round: Round::default(),
        version: 1,
        revision: 0,
        author: author.clone(),
        reassessed_on: None,
        tombstone: None,
        leak_override: None,
    }
}

fn copy(item: &Information, day: Date) -> PublicItem {
    PublicItem {
        id: item.id.clone(),
        agency: item.agency.clone(),
        host: item.agency.clone(),
        index_number: item.index_number.clone(),
        facts: item.facts.clone(),
        category_name: String::new(),
        version: 1,
        first_published_on: day,
        published_at: Timestamp::UNIX_EPOCH,
        due_on: None,
        in_time: None,
        attachment_text: String::new(),
    }
}
