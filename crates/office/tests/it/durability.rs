//! What was acknowledged survives `kill -9` at any moment (A1), and backups taken meanwhile are whole (A6).

use crate::world::open;
use gongkai_domain::access::{Actor, Person, Role};
use gongkai_domain::identity::InformationId;
use gongkai_domain::information::{ChannelKind, Facts, Stage, Topic};
use gongkai_domain::review::{Checklist, Verdict};
use gongkai_office::{Context, NewPosting, Office, OfficeError, demo};
use gongkai_store::Public;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Kills in the ordinary test run.
const KILLS: u32 = 50;
/// Where the child finds the installation.
const FOLDER: &str = "GONGKAI_TEST_FOLDER";

fn now() -> Timestamp {
    "2026-11-20T02:00:00Z".parse().unwrap()
}

fn as_actor(actor: Actor) -> Context {
    Context {
        actor,
        now: now(),
        origin: "test".to_owned(),
    }
}

/// Somebody in a role of the first office.
async fn somebody(office: &Office, role: Role) -> Context {
    let tree = office.agencies().await.unwrap();
    let agency = &tree.at("xiangzhi").unwrap().id;
    let accounts = office.accounts(&as_actor(Actor::Program)).await.unwrap();
    let account = accounts
        .into_iter()
        .find(|account| {
            account
                .grants
                .iter()
                .any(|grant| grant.role == role && grant.agency == *agency)
        })
        .unwrap();
    let person = Person {
        account: account.id,
        name: account.name,
        grants: account.grants,
    };
    as_actor(Actor::Person(person))
}

/// Says on standard output that something is done; the parent counts on it from now on.
fn acknowledge(id: &InformationId, stage: Stage) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "done {id} {}", stage.code()).unwrap();
    out.flush().unwrap();
}

fn facts(number: u32) -> Facts {
    let mut facts = Facts::titled(&format!("第{number}号通知"));
    facts.formed_on = Some(jiff::civil::date(2026, 11, 2));
    "演示镇".clone_into(&mut facts.issuing_organ);
    "概述".clone_into(&mut facts.summary);
    "正文".clone_into(&mut facts.body);
    facts.topic = Some(Topic::NORMATIVE);
    facts
}

/// Takes items through their whole life, one after another, until killed.
async fn work(office: &Office) -> Result<(), OfficeError> {
    let tree = office.agencies().await?;
    let agency = &tree.at("xiangzhi").unwrap().id;
    let clerk = somebody(office, Role::Clerk).await;
    let reviewer = somebody(office, Role::Reviewer).await;
    let approver = somebody(office, Role::Approver).await;
    let channels = office.channels(agency).await?;
    let column = channels
        .iter()
        .find(|channel| channel.kind == ChannelKind::Column)
        .unwrap();
    for number in 0.. {
        let mut facts = facts(number);
        let file = office
            .take_file(
                &clerk,
                agency,
                "通知.txt",
                format!("正文{number}").into_bytes(),
            )
            .await?;
        facts.attachments = vec![file.file];
        let mut item = office.register(&clerk, agency, facts).await?;
        acknowledge(&item.id, item.stage);
        item = office.submit(&clerk, &item.id, item.revision).await?;
        acknowledge(&item.id, item.stage);
        for cx in [&reviewer, &approver] {
            let verdict = Verdict::agree(Some(Checklist::clear()));
            item = office.review(cx, &item.id, item.revision, verdict).await?;
            acknowledge(&item.id, item.stage);
        }
        let posting = NewPosting {
            channel: column.id.clone(),
            on: clerk.today(),
            place: String::new(),
        };
        item = office
            .publish(&clerk, &item.id, item.revision, vec![posting], false)
            .await?;
        acknowledge(&item.id, item.stage);
        if number % 3 == 0 {
            item = office
                .withdraw(&clerk, &item.id, item.revision, "内容有误")
                .await?;
            acknowledge(&item.id, item.stage);
        }
    }
    Ok(())
}

#[tokio::test]
#[ignore = "the process that the test below kills"]
async fn worker() {
    #[expect(clippy::disallowed_methods, reason = "the parent names the folder")]
    let folder = std::env::var(FOLDER).unwrap();
    let office = open(Path::new(&folder)).await;
    work(&office).await.unwrap();
}

fn spawn(folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "durability::worker",
            "--exact",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Lets a worker work for a while after its first acknowledgement, kills it, and gives what it had
/// acknowledged.
fn run_and_kill(folder: &Path, after: Duration) -> BTreeMap<InformationId, Stage> {
    let mut child = spawn(folder);
    let out = BufReader::new(child.stdout.take().unwrap());
    let reader = std::thread::spawn(move || out.lines().map_while(Result::ok).collect::<Vec<_>>());
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    let lines = reader.join().unwrap();
    let told = lines.iter().filter_map(|line| {
        // The harness prints the name of the test in front of the first line.
        let mut words = line[line.find("done ")?..].split(' ').skip(1);
        let id = words.next()?.parse().ok()?;
        Some((id, Stage::of_code(words.next()?)?))
    });
    told.collect()
}

async fn check(folder: &Path, told: &BTreeMap<InformationId, Stage>) {
    let office = open(folder).await;
    let auditor = somebody(&office, Role::Auditor).await;
    for (id, stage) in told {
        let view = office.view(&auditor, id).await.unwrap();
        assert!(
            view.item.stage >= *stage,
            "{id} was {stage:?} and is {:?}",
            view.item.stage
        );
        let public = office.public(id).await;
        let shown = matches!(public, Ok(Public::Item(_)));
        assert_eq!(
            shown,
            view.item.stage == Stage::Published,
            "a half step: {id}"
        );
        let digest = &view.item.facts.attachments[0].digest;
        assert!(office.file(&auditor, id, digest).await.is_ok());
    }
    let report = office.verify().await.unwrap();
    assert!(report.is_whole(), "{report:?}");
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_when_the_process_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let office = open(folder.path()).await;
    demo::fill(&office, now(), "清风徐来水波不兴")
        .await
        .unwrap();
    let mut acknowledged = 0;
    for kill in 0..KILLS {
        // From within the start of the worker to well into its work.
        let after = Duration::from_millis(u64::from(120 + kill * 37 % 190));
        let told = run_and_kill(folder.path(), after);
        acknowledged += told.len();
        check(folder.path(), &told).await;
    }
    assert!(
        acknowledged > 100,
        "the workers hardly worked: {acknowledged}"
    );
}

#[tokio::test]
async fn a_backup_taken_while_others_work_restores_to_the_same_records_and_files() {
    let folder = tempfile::tempdir().unwrap();
    let office = open(folder.path()).await;
    demo::fill(&office, now(), "清风徐来水波不兴")
        .await
        .unwrap();
    let mut child = spawn(folder.path());
    std::thread::sleep(Duration::from_millis(400));
    let backup = folder.path().join("backup.zip");
    office.backup(&backup).await.unwrap();
    child.kill().unwrap();
    child.wait().unwrap();

    let restored_folder = tempfile::tempdir().unwrap();
    let restored = open(restored_folder.path()).await;
    let report = restored
        .restore(&backup, &restored_folder.path().join("scratch"))
        .await
        .unwrap();
    assert!(restored.verify().await.unwrap().is_whole());
    let again = restored_folder.path().join("again.zip");
    let second = restored.backup(&again).await.unwrap();
    assert_eq!(second.records, report.records);
    assert_eq!(records(&again), records(&backup));
}

/// The records of a backup.
fn records(backup: &Path) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(backup).unwrap()).unwrap();
    let mut bytes = Vec::new();
    std::io::copy(&mut zip.by_name("records.jsonl").unwrap(), &mut bytes).unwrap();
    bytes
}
