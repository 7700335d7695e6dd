//! A hand-over from the button to the receipt, and the package as a stranger verifies it.

use crate::world::World;
use gongkai_domain::access::{Actor, Grant, Person, Role};
use gongkai_domain::handover::{
    Batch, HandoverSetting, MonthDay, Need, Receiver, ReceiverKind, Refused, Replacement, Rhythm,
};
use gongkai_domain::identity::{AgencyId, HandoverId, InformationId};
use gongkai_domain::information::{Facts, Information, Topic};
use gongkai_domain::review::{Checklist, ReviewChain, ReviewStep, Verdict};
use gongkai_office::{
    Context, HandoverFile, NewAccount, NewAgency, NewPosting, NewReceipt, OfficeError, ToDo,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

/// A town with a clerk and an approver, which hands over on the 15th and the last day.
pub(crate) struct Town {
    pub(crate) world: World,
    pub(crate) agency: AgencyId,
    clerk: Person,
    approver: Person,
}

fn house(name: &str, kind: ReceiverKind) -> Receiver {
    Receiver {
        name: name.to_owned(),
        kind,
        paper: 1,
        electronic: 1,
    }
}

fn setting() -> HandoverSetting {
    HandoverSetting {
        rhythm: Rhythm::Monthly {
            days: vec![MonthDay::Day(15), MonthDay::Last],
            roll: false,
        },
        source: "县送交办法".to_owned(),
        since: jiff::civil::date(2026, 3, 1),
        receivers: vec![
            house("县档案馆", ReceiverKind::Archive),
            house("县图书馆", ReceiverKind::Library),
        ],
        contact: "党政办".to_owned(),
        telephone: "0000".to_owned(),
    }
}

fn cx(actor: Actor, day: &str) -> Context {
    Context {
        actor,
        now: format!("{day}T02:00:00Z").parse().unwrap(),
        origin: String::new(),
    }
}

fn by(person: &Person, day: &str) -> Context {
    cx(Actor::Person(person.clone()), day)
}

impl Town {
    pub(crate) async fn new() -> Self {
        let world = World::new().await;
        let office = &world.office;
        let cx = cx(Actor::Program, "2026-03-01");
        let new = NewAgency {
            parent: None,
            kind: gongkai_domain::agency::AgencyKind::Township,
            slug: "yanting".to_owned(),
            name: "砚汀镇人民政府".to_owned(),
            short: "砚汀镇".to_owned(),
            since: cx.today(),
            region_code: "990001".to_owned(),
            organ_code: "A1".to_owned(),
        };
        let agency = office.create_agency(&cx, new).await.unwrap();
        let mut settings = agency.settings.clone();
        let step = |name: &str, role, secrecy| ReviewStep {
            name: name.to_owned(),
            role,
            secrecy,
        };
        settings.review = ReviewChain {
            steps: vec![
                step("初审", Role::Clerk, false),
                step("审发", Role::Approver, true),
            ],
        };
        settings.handover = Some(setting());
        let seen = gongkai_office::settings_mark(&agency.settings);
        office
            .set_up(&cx, &agency.id, &seen, settings)
            .await
            .unwrap();
        let clerk = person(&world, &cx, &agency.id, "jia", Role::Clerk).await;
        let approver = person(&world, &cx, &agency.id, "yi", Role::Approver).await;
        Self {
            agency: agency.id,
            clerk,
            approver,
            world,
        }
    }

    pub(crate) fn clerk_on(&self, day: &str) -> Context {
        by(&self.clerk, day)
    }

    /// Publishes a new item, or a corrected version of one.
    async fn publish(&self, day: &str, title: &str, of: Option<&InformationId>) -> InformationId {
        let office = &self.world.office;
        let clerk = self.clerk_on(day);
        let mut facts = Facts::titled(title);
        facts.formed_on = Some(clerk.today());
        "砚汀镇".clone_into(&mut facts.issuing_organ);
        "概述".clone_into(&mut facts.summary);
        "正文第一段。\n\n第二段。".clone_into(&mut facts.body);
        facts.topic = Topic::try_from(15).ok();
        let item = match of {
            None => {
                let file = office.take_file(&clerk, &self.agency, "附件 一.txt", b"abc\n".to_vec());
                facts.attachments = vec![file.await.unwrap().file];
                office.register(&clerk, &self.agency, facts).await.unwrap()
            }
            Some(id) => {
                let item = office.view(&clerk, id).await.unwrap().item;
                let item = office.correct(&clerk, id, item.revision).await.unwrap();
                office
                    .revise(&clerk, id, item.revision, facts)
                    .await
                    .unwrap()
            }
        };
        self.carry(day, item).await
    }

    /// Takes an item through the review and publishes it in the column.
    pub(crate) async fn carry(&self, day: &str, item: Information) -> InformationId {
        let office = &self.world.office;
        let clerk = self.clerk_on(day);
        let item = office
            .submit(&clerk, &item.id, item.revision)
            .await
            .unwrap();
        let approver = by(&self.approver, day);
        let verdict = Verdict::agree(Some(Checklist::clear()));
        let item = office
            .review(&approver, &item.id, item.revision, verdict)
            .await
            .unwrap();
        let column = office.channels(&self.agency).await.unwrap().remove(0);
        let posting = NewPosting {
            channel: column.id,
            on: clerk.today(),
            place: "/yanting".to_owned(),
        };
        let postings = vec![posting];
        office
            .publish(&clerk, &item.id, item.revision, postings, true)
            .await
            .unwrap();
        item.id
    }

    async fn batch(&self, id: &HandoverId) -> Batch {
        let cx = self.clerk_on("2026-04-30");
        self.world.office.handover(&cx, id).await.unwrap().batch
    }

    async fn deliver(&self, id: &HandoverId, day: &str) -> Result<(), OfficeError> {
        let cx = self.clerk_on(day);
        let revision = self.batch(id).await.revision;
        self.world
            .office
            .deliver_handover(&cx, id, revision, cx.today(), "甲")
            .await
    }

    async fn package(&self, id: &HandoverId, file: HandoverFile) -> Vec<u8> {
        let cx = self.clerk_on("2026-04-30");
        self.world
            .office
            .handover_file(&cx, id, file)
            .await
            .unwrap()
            .1
    }
}

async fn person(world: &World, cx: &Context, agency: &AgencyId, login: &str, role: Role) -> Person {
    let grants = vec![Grant {
        role,
        agency: agency.clone(),
    }];
    let new = NewAccount {
        login: login.to_owned(),
        name: login.to_owned(),
        password: "清风徐来水波不兴".to_owned(),
        grants: grants.clone(),
    };
    let account = world.office.open_account(cx, new).await.unwrap();
    Person {
        account,
        name: login.to_owned(),
        grants,
    }
}

fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let name = entry.name().unwrap().into_owned();
        files.insert(name, bytes);
    }
    files
}

fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let digits: Vec<String> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.concat()
}

/// What a stranger does who has the package and knows the format of `sha256sum`: the names whose
/// bytes are not those of the manifest.
fn wrong(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let manifest = String::from_utf8(files["manifest.sha256"].clone()).unwrap();
    let lines = manifest.lines().map(|line| line.split_once("  ").unwrap());
    let bad = lines.filter(|(digest, name)| {
        files
            .get(*name)
            .is_none_or(|bytes| sha256(bytes) != *digest)
    });
    bad.map(|(_, name)| name.to_owned()).collect()
}

#[tokio::test]
async fn a_stranger_verifies_the_package_and_the_paper_names_its_manifest() {
    let town = Town::new().await;
    town.publish("2026-03-03", "决算", None).await;
    let office = &town.world.office;
    let cx = town.clerk_on("2026-03-13");
    let id = office.prepare_handover(&cx, &town.agency).await.unwrap();
    let files = unpacked(&town.package(&id, HandoverFile::Package).await);
    assert!(wrong(&files).is_empty());
    let manifest = String::from_utf8(files["manifest.sha256"].clone()).unwrap();
    let named: Vec<&str> = manifest.lines().filter_map(|line| line.get(66..)).collect();
    let outside = ["manifest.sha256", "note.docx", "note.xlsx"];
    let inside = files
        .keys()
        .filter(|name| !outside.contains(&name.as_str()));
    assert!(inside.clone().all(|name| named.contains(&name.as_str())));
    assert_eq!(inside.count(), named.len());
    for name in [
        "items/0001/item.json",
        "items/0001/text.txt",
        "items/0001/files/01.txt",
    ] {
        assert!(files.contains_key(name), "{name}");
    }
    let about: serde_json::Value = serde_json::from_slice(&files["batch.json"]).unwrap();
    assert_eq!(about["count"], 1);
    // The paper bears the beginning of the manifest's own digest.
    let digest = sha256(&files["manifest.sha256"]);
    assert_eq!(digest, town.batch(&id).await.manifest);
    let note = unpacked(&town.package(&id, HandoverFile::NoteDocx).await);
    let note = String::from_utf8(note["word/document.xml"].clone()).unwrap();
    let four = |at: usize| digest.get(at..at + 4).unwrap();
    assert!(note.contains(&format!("{} {} {} {}", four(0), four(4), four(8), four(12))));
    // One letter changed anywhere is found.
    let mut changed = files.clone();
    changed
        .get_mut("items/0001/files/01.txt")
        .unwrap()
        .push(b'!');
    assert_eq!(wrong(&changed), ["items/0001/files/01.txt"]);
}

/// The command that `docs/handover.md` and the package itself name, where the machine has it.
#[tokio::test]
async fn the_documented_command_finds_nothing_wrong_and_finds_what_was_changed() {
    let town = Town::new().await;
    town.publish("2026-03-03", "决算", None).await;
    let cx = town.clerk_on("2026-03-13");
    let id = town
        .world
        .office
        .prepare_handover(&cx, &town.agency)
        .await
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in unpacked(&town.package(&id, HandoverFile::Package).await) {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let verify = || {
        let mut command = std::process::Command::new("sha256sum");
        command.args(["--strict", "-c", "manifest.sha256"]);
        command.current_dir(folder.path()).output()
    };
    let Ok(whole) = verify() else { return };
    assert!(
        whole.status.success() && whole.stderr.is_empty(),
        "{whole:?}"
    );
    std::fs::write(folder.path().join("items/0001/text.txt"), "另外的内容").unwrap();
    assert!(!verify().unwrap().status.success());
}

#[tokio::test]
#[ignore = "writes samples for looking at"]
async fn samples() {
    let town = Town::new().await;
    for (day, title) in [
        ("2026-03-03", "砚汀镇人民政府2025年度部门决算公开"),
        (
            "2026-03-04",
            "砚汀镇人民政府关于做好2026年春季森林防火和安全生产工作有关事项的通知",
        ),
        ("2026-03-10", "砚汀镇2月城乡最低生活保障资金发放情况公示"),
    ] {
        town.publish(day, title, None).await;
    }
    let cx = town.clerk_on("2026-03-13");
    let office = &town.world.office;
    let id = office.prepare_handover(&cx, &town.agency).await.unwrap();
    let cx = town.clerk_on("2026-03-31");
    let zero = office.report_no_handover(&cx, &town.agency).await.unwrap();
    for (id, mark) in [(id, "list"), (zero, "zero")] {
        for file in HandoverFile::ALL {
            let name = format!("handover-{mark}-{}", file.code());
            std::fs::write(
                std::env::temp_dir().join(name),
                town.package(&id, file).await,
            )
            .unwrap();
        }
    }
}

#[tokio::test]
async fn one_click_takes_what_waits_for_the_period_and_nothing_twice() {
    let town = Town::new().await;
    let first = town.publish("2026-03-03", "决算", None).await;
    town.publish("2026-03-17", "预算", None).await;
    let office = &town.world.office;
    // On the 18th the first half of March has been missed: it comes first, and is late.
    let cx = town.clerk_on("2026-03-18");
    let view = office.handovers(&cx, &town.agency).await.unwrap();
    assert_eq!(view.late.len(), 1);
    assert_eq!(
        (view.late[0].title.as_str(), view.late[0].days),
        ("决算", 3)
    );
    let tasks = office.handover_tasks(&cx).await.unwrap();
    assert_eq!(tasks[0].what, ToDo::List(1));
    let id = office.prepare_handover(&cx, &town.agency).await.unwrap();
    let batch = town.batch(&id).await;
    assert_eq!(
        (batch.items.len(), &batch.items[0].information),
        (1, &first)
    );
    assert_eq!(batch.due_on, Some(jiff::civil::date(2026, 3, 15)));
    let id = office.prepare_handover(&cx, &town.agency).await.unwrap();
    assert_eq!(town.batch(&id).await.items[0].title, "预算");
    let third = office.prepare_handover(&cx, &town.agency).await;
    assert!(matches!(
        third,
        Err(OfficeError::Handover(Refused::Nothing))
    ));
}

#[tokio::test]
async fn a_period_without_publications_asks_for_a_zero_report_and_then_for_nothing() {
    let town = Town::new().await;
    let office = &town.world.office;
    let cx = town.clerk_on("2026-03-13");
    let tasks = office.handover_tasks(&cx).await.unwrap();
    assert_eq!(tasks[0].what, ToDo::Zero);
    let id = office.report_no_handover(&cx, &town.agency).await.unwrap();
    town.deliver(&id, "2026-03-13").await.unwrap();
    assert!(office.handover_tasks(&cx).await.unwrap().is_empty());
    let figures = office.figures(&town.agency, 2026).await.unwrap();
    assert_eq!(figures.handed_over, 0);
    let files = unpacked(&town.package(&id, HandoverFile::Package).await);
    assert!(wrong(&files).is_empty());
    // Late: the second half of March is over.
    let cx = town.clerk_on("2026-04-02");
    let tasks = office.handover_tasks(&cx).await.unwrap();
    assert_eq!(tasks[0].what, ToDo::Zero);
    assert_eq!(tasks[0].due_on, Some(jiff::civil::date(2026, 3, 31)));
}

#[tokio::test]
async fn receipts_come_back_from_each_house_with_their_scan() {
    let town = Town::new().await;
    town.publish("2026-03-03", "决算", None).await;
    let office = &town.world.office;
    let cx = town.clerk_on("2026-03-13");
    let id = office.prepare_handover(&cx, &town.agency).await.unwrap();
    town.deliver(&id, "2026-03-13").await.unwrap();
    let receipt = |house: &str, scan: Option<&[u8]>| NewReceipt {
        receiver: house.to_owned(),
        on: cx.today(),
        by: "收件人".to_owned(),
        remark: "已核对".to_owned(),
        scan: scan.map(|bytes| ("签收.txt".to_owned(), bytes.to_vec())),
    };
    let one = receipt("县档案馆", Some(b"signed\n"));
    office.receipt_handover(&cx, &id, 1, one).await.unwrap();
    let stale = office
        .receipt_handover(&cx, &id, 1, receipt("县图书馆", None))
        .await;
    assert!(matches!(stale, Err(OfficeError::Conflict)));
    office
        .receipt_handover(&cx, &id, 2, receipt("县图书馆", None))
        .await
        .unwrap();
    let batch = town.batch(&id).await;
    assert!(batch.is_receipted());
    let digest = batch.receipts[0].scan.clone().unwrap();
    let (_, bytes) = office.handover_scan(&cx, &id, &digest).await.unwrap();
    assert_eq!(bytes, b"signed\n");
    // Only what is a receipt of this batch is handed out as one.
    assert!(
        office
            .handover_scan(&cx, &id, &batch.package)
            .await
            .is_err()
    );
    let report = office.verify().await.unwrap();
    assert!(report.is_whole(), "{report:?}");
}

#[tokio::test]
async fn what_is_corrected_or_withdrawn_after_its_hand_over_is_replaced_with_approval() {
    let town = Town::new().await;
    let corrected = town.publish("2026-03-03", "决算", None).await;
    let gone = town.publish("2026-03-04", "预算", None).await;
    let office = &town.world.office;
    let cx = town.clerk_on("2026-03-13");
    let id = office.prepare_handover(&cx, &town.agency).await.unwrap();
    town.deliver(&id, "2026-03-13").await.unwrap();
    town.publish("2026-03-16", "决算（更正）", Some(&corrected))
        .await;
    let item = office.view(&cx, &gone).await.unwrap().item;
    office
        .withdraw(&cx, &gone, item.revision, "有误")
        .await
        .unwrap();
    let cx = town.clerk_on("2026-03-17");
    let view = office.handovers(&cx, &town.agency).await.unwrap();
    let needs: Vec<Need> = view.outdated.iter().map(|one| one.need).collect();
    assert_eq!(needs, [Need::Corrected, Need::Withdrawn]);
    assert!(view.waiting.is_empty());
    let both = [corrected.clone(), gone.clone()];
    let why = |approval: &str| Replacement {
        reason: "数字有误".to_owned(),
        approval: approval.to_owned(),
    };
    let bare = office
        .replace_handover(&cx, &town.agency, &both, why(""))
        .await;
    assert!(matches!(
        bare,
        Err(OfficeError::Handover(Refused::NoGround))
    ));
    let id = office
        .replace_handover(&cx, &town.agency, &both, why("县政府办"))
        .await
        .unwrap();
    town.deliver(&id, "2026-03-17").await.unwrap();
    let batch = town.batch(&id).await;
    assert_eq!(
        (batch.items[0].version, batch.items[1].withdrawn),
        (2, true)
    );
    let view = office.handovers(&cx, &town.agency).await.unwrap();
    assert!(view.outdated.is_empty());
    // Nothing of what was withdrawn is handed over again.
    let files = unpacked(&town.package(&id, HandoverFile::Package).await);
    assert!(files.contains_key("items/0001/text.txt"));
    assert!(!files.contains_key("items/0002/text.txt"));
    assert!(wrong(&files).is_empty());
    let figures = office.figures(&town.agency, 2026).await.unwrap();
    assert_eq!(figures.handed_over, 2);
}

#[tokio::test]
async fn a_list_that_is_no_longer_true_is_not_delivered_but_made_again() {
    let town = Town::new().await;
    let item = town.publish("2026-03-03", "决算", None).await;
    let office = &town.world.office;
    let cx = town.clerk_on("2026-03-13");
    let id = office.prepare_handover(&cx, &town.agency).await.unwrap();
    town.publish("2026-03-13", "决算（更正）", Some(&item))
        .await;
    assert!(matches!(
        town.deliver(&id, "2026-03-13").await,
        Err(OfficeError::Invalid(_))
    ));
    office
        .discard_handover(&cx, &id, 0, "内容更正")
        .await
        .unwrap();
    let again = office.prepare_handover(&cx, &town.agency).await.unwrap();
    town.deliver(&again, "2026-03-13").await.unwrap();
    assert_eq!(town.batch(&again).await.items[0].title, "决算（更正）");
    let view = office.handovers(&cx, &town.agency).await.unwrap();
    assert!(view.outdated.is_empty() && view.late.is_empty());
}

#[tokio::test]
async fn who_does_not_hand_over_for_the_agency_is_refused() {
    let town = Town::new().await;
    town.publish("2026-03-03", "决算", None).await;
    let office = &town.world.office;
    let approver = by(&town.approver, "2026-03-13");
    let refused = office.prepare_handover(&approver, &town.agency).await;
    assert!(matches!(refused, Err(OfficeError::Refusal(_))));
    let cx = town.clerk_on("2026-03-13");
    let id = office.prepare_handover(&cx, &town.agency).await.unwrap();
    let mut stranger = town.clerk.clone();
    stranger.grants[0].agency = AgencyId::from_random(9);
    let stranger = by(&stranger, "2026-03-13");
    for file in HandoverFile::ALL {
        let answer = office.handover_file(&stranger, &id, file).await;
        assert!(matches!(answer, Err(OfficeError::Refusal(_))));
    }
    assert!(office.handovers(&stranger, &town.agency).await.is_err());
}
