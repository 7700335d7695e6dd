//! A disclosure request from the form to the archive, and what is known of a person on the way.

use crate::world::World;
use gongkai_domain::access::{Actor, Grant, Person, Role};
use gongkai_domain::agency::AgencyKind;
use gongkai_domain::identity::{AgencyId, RequestId};
use gongkai_domain::information::Facts;
use gongkai_domain::request::{
    Act, Applicant, Arrival, CaseStage, NextStep, OutcomeGroup, OutcomeId, ReceiptChannel,
    RequesterKind, Way, Words,
};
use gongkai_domain::review::{Checklist, ReviewChain, ReviewStep, Verdict};
use gongkai_office::{
    Advance, Context, Filed, NewAccount, NewAgency, NewFile, NewRequest, OfficeError, RequestDraft,
    RequestToDo, StatusCode, settings_mark,
};
use std::io::{Cursor, Read as _};

pub(crate) const ID_NUMBER: &str = "11010519491231002X";
const PHONE: &str = "13912345678";
const NAME: &str = "诸葛莘莘";

pub(crate) struct Town {
    pub(crate) world: World,
    pub(crate) agency: AgencyId,
    pub(crate) clerk: Person,
    pub(crate) approver: Person,
    pub(crate) stranger: Person,
}

pub(crate) fn cx(actor: Actor, day: &str) -> Context {
    Context {
        actor,
        now: format!("{day}T02:00:00Z").parse().unwrap(),
        origin: "192.0.2.7".to_owned(),
    }
}

pub(crate) fn by(person: &Person, day: &str) -> Context {
    cx(Actor::Person(person.clone()), day)
}

async fn agency(world: &World, slug: &str) -> AgencyId {
    let cx = cx(Actor::Program, "2026-03-01");
    let new = NewAgency {
        parent: None,
        kind: AgencyKind::Township,
        slug: slug.to_owned(),
        name: format!("{slug}镇人民政府"),
        short: format!("{slug}镇"),
        since: cx.today(),
        region_code: "990001".to_owned(),
        organ_code: slug.to_owned(),
    };
    let agency = world.office.create_agency(&cx, new).await.unwrap();
    let mut settings = agency.settings.clone();
    let step = |name: &str, role, secrecy| ReviewStep {
        name: name.to_owned(),
        role,
        secrecy,
    };
    settings.review = ReviewChain {
        steps: vec![
            step("拟办", Role::Clerk, false),
            step("审签", Role::Approver, true),
        ],
    };
    settings.requests.online = true;
    let seen = settings_mark(&agency.settings);
    let set = world.office.set_up(&cx, &agency.id, &seen, settings).await;
    set.unwrap();
    agency.id
}

async fn person(world: &World, agency: &AgencyId, login: &str, role: Role) -> Person {
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
    let cx = cx(Actor::Program, "2026-03-01");
    let account = world.office.open_account(&cx, new).await.unwrap();
    Person {
        account,
        name: login.to_owned(),
        grants,
    }
}

impl Town {
    pub(crate) async fn new() -> Self {
        let world = World::new().await;
        let agency = agency(&world, "yanting").await;
        let other = self::agency(&world, "other").await;
        Self {
            clerk: person(&world, &agency, "jia", Role::Clerk).await,
            approver: person(&world, &agency, "yi", Role::Approver).await,
            stranger: person(&world, &other, "bing", Role::Clerk).await,
            agency,
            world,
        }
    }

    pub(crate) fn request(&self, day: &str, form: &str) -> NewRequest {
        NewRequest {
            agency: self.agency.clone(),
            arrival: Arrival {
                channel: ReceiptChannel::Online,
                arrived: format!("{day}T10:00:00").parse().unwrap(),
                submitted: None,
            },
            applicant: Applicant {
                name: NAME.to_owned(),
                id_number: ID_NUMBER.to_owned(),
                phone: PHONE.to_owned(),
                address: "某县砚汀路18号302室".to_owned(),
                description: "2025年镇区道路改造工程决算".to_owned(),
                ..Applicant::blank(RequesterKind::NaturalPerson)
            },
            files: vec![NewFile {
                kind: "identity",
                name: format!("{NAME}身份证.jpg"),
                bytes: format!("%PDF-1.4 {NAME} {ID_NUMBER}").into_bytes(),
                open: false,
            }],
            form: form.to_owned(),
            split_from: None,
            words: Words::new(),
        }
    }

    pub(crate) async fn file(&self, day: &str, form: &str) -> Filed {
        let office = &self.world.office;
        let public = cx(Actor::Public, day);
        let filed = office.file_request(&public, self.request(day, form));
        filed.await.unwrap()
    }

    pub(crate) async fn advance(
        &self,
        day: &str,
        id: &RequestId,
        act: Act,
        words: Words,
    ) -> CaseStage {
        let clerk = by(&self.clerk, day);
        let view = self.world.office.request(&clerk, id).await.unwrap();
        let step = Advance::of(view.row.revision, clerk.today(), act).with(words);
        let done = self.world.office.advance_request(&clerk, id, step).await;
        done.unwrap().stage()
    }

    pub(crate) async fn reply(&self, id: &RequestId, day: &str) {
        let office = &self.world.office;
        let (clerk, approver) = (by(&self.clerk, day), by(&self.approver, day));
        let revision = office.request(&clerk, id).await.unwrap().row.revision;
        let words = words("supplied", "决算表一份");
        let outcome = OutcomeId::from("granted");
        let sent = office
            .submit_reply(&clerk, id, revision, outcome, words)
            .await;
        assert_eq!(sent.unwrap().stage(), CaseStage::InReview);
        let verdict = Verdict::agree(Some(Checklist::clear()));
        let own = office
            .review_reply(&clerk, id, revision + 1, verdict.clone())
            .await;
        assert!(matches!(own, Err(OfficeError::Request(_))));
        let agreed = office
            .review_reply(&approver, id, revision + 1, verdict)
            .await;
        assert_eq!(agreed.unwrap().stage(), CaseStage::Agreed);
        let number = "砚公复〔2026〕1号".to_owned();
        self.advance(day, id, Act::Reply { number }, Words::new())
            .await;
        let way = Way::Post;
        let stage = self
            .advance(day, id, Act::Serve { way }, Words::new())
            .await;
        assert_eq!(stage, CaseStage::Served);
    }
}

pub(crate) fn words(field: &str, text: &str) -> Words {
    Words::from([(field.to_owned(), text.to_owned())])
}

pub(crate) fn proof(filed: &Filed) -> StatusCode {
    StatusCode {
        code: filed.code.clone(),
        last_four: "5678".to_owned(),
    }
}

/// The bytes, and where they are a container, the bytes of all its entries, containers among them.
fn unpacked(bytes: Vec<u8>) -> Vec<u8> {
    let mut all = Vec::new();
    if let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(&bytes)) {
        for at in 0..zip.len() {
            let mut entry = Vec::new();
            zip.by_index(at).unwrap().read_to_end(&mut entry).unwrap();
            all.extend(unpacked(entry));
        }
    }
    all.extend(bytes);
    all
}

/// All bytes that the office keeps, unpacked: database, log, files, backups.
pub(crate) fn kept(town: &Town) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut folders = vec![town.world.folder().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                bytes.extend(unpacked(std::fs::read(path).unwrap()));
            }
        }
    }
    bytes
}

pub(crate) fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|at| at == text.as_bytes())
}

#[tokio::test]
async fn a_request_goes_from_the_form_over_correction_to_the_reply_and_its_requester_sees_each_step()
 {
    let town = Town::new().await;
    let office = &town.world.office;
    let filed = town.file("2026-03-02", "form one").await;
    assert_eq!(filed.number, "2026-0001");
    assert_eq!(filed.due_on, Some(jiff::civil::date(2026, 3, 30)));
    town.advance(
        "2026-03-04",
        &filed.id,
        Act::AskCorrection { workdays: 10 },
        words("unclear", "请写明是哪一条路"),
    )
    .await;
    town.advance("2026-03-05", &filed.id, Act::CorrectionServed, Words::new())
        .await;
    let public = cx(Actor::Public, "2026-03-10");
    let seen = office
        .follow_request(&public, &proof(&filed))
        .await
        .unwrap();
    assert_eq!(seen.case.stage(), CaseStage::AwaitingCorrection);
    let corrected = words("description", "环镇北路改造工程决算");
    let proof = proof(&filed);
    let case = office.correct_request(&public, &proof, corrected, Vec::new());
    assert_eq!(case.await.unwrap().stage(), CaseStage::InHand);
    let view = office
        .request(&by(&town.clerk, "2026-03-11"), &filed.id)
        .await
        .unwrap();
    assert_eq!(view.row.due_on, Some(jiff::civil::date(2026, 4, 8)));
    town.reply(&filed.id, "2026-03-20").await;
    let section = office
        .requests_of_year(&by(&town.clerk, "2026-12-31"), &town.agency, 2026, 2021)
        .await
        .unwrap();
    assert_eq!(section.get("requests.granted.natural_person"), Some(&1));
    assert_eq!(section.get("requests.new.total"), Some(&1));
    assert!(office.verify().await.unwrap().is_whole());
}

#[tokio::test]
async fn ten_thousand_posts_of_one_form_make_one_request() {
    let town = Town::new().await;
    let first = town.file("2026-03-02", "the same").await;
    let office = &town.world.office;
    let public = cx(Actor::Public, "2026-03-02");
    for _ in 0..10_000 {
        let again = office
            .file_request(&public, town.request("2026-03-02", "the same"))
            .await;
        let again = again.unwrap();
        assert!(again.again);
        assert_eq!((&again.id, &again.code), (&first.id, &first.code));
    }
}

#[tokio::test]
async fn from_one_address_five_requests_an_hour_are_taken_for_an_agency_and_then_waiting_is_asked_for()
 {
    let town = Town::new().await;
    let office = &town.world.office;
    let public = cx(Actor::Public, "2026-03-02");
    let file = async |agency: &AgencyId, form: String| {
        let mut new = town.request("2026-03-02", &form);
        new.agency = agency.clone();
        office.file_request(&public, new).await
    };
    let other = town.stranger.grants[0].agency.clone();
    for agency in [&town.agency, &other] {
        for form in 0..5 {
            file(agency, format!("form {form} {agency}")).await.unwrap();
        }
        let sixth = file(agency, format!("sixth {agency}")).await;
        assert!(matches!(sixth, Err(OfficeError::Slow(seconds)) if seconds > 0));
    }
}

#[tokio::test]
async fn nothing_that_identifies_a_person_lies_in_the_clear_in_records_logs_or_files() {
    let town = Town::new().await;
    let filed = town.file("2026-03-02", "form one").await;
    town.reply(&filed.id, "2026-03-20").await;
    town.world
        .office
        .backup(&town.world.folder().join("backup.zip"))
        .await
        .unwrap();
    let backup = unpacked(std::fs::read(town.world.folder().join("backup.zip")).unwrap());
    assert!(
        holds(&backup, "2026-0001"),
        "what is compressed is looked into"
    );
    let bytes = kept(&town);
    assert!(holds(&bytes, "2026-0001"));
    for planted in [ID_NUMBER, PHONE, NAME, "砚汀路18号", &filed.code] {
        assert!(!holds(&bytes, planted), "{planted}");
    }
}

#[tokio::test]
async fn a_requester_is_masked_revealed_with_a_ground_and_erased_without_touching_the_figures() {
    let town = Town::new().await;
    let office = &town.world.office;
    let filed = town.file("2026-03-02", "form one").await;
    let clerk = by(&town.clerk, "2026-03-20");
    let view = office.request(&clerk, &filed.id).await.unwrap();
    let shown = view.applicant.unwrap();
    assert_eq!(shown.id_number, "110105********002X");
    assert_eq!(shown.phone, "139****5678");
    assert!(
        office
            .reveal_requester(&clerk, &filed.id, " ")
            .await
            .is_err()
    );
    let full = office
        .reveal_requester(&clerk, &filed.id, "寄送答复")
        .await
        .unwrap();
    assert_eq!(full.applicant.name, NAME);
    assert!(
        office
            .erase_requester(&clerk, &filed.id, "申请人要求")
            .await
            .is_err()
    );
    town.reply(&filed.id, "2026-03-20").await;
    office
        .erase_requester(&clerk, &filed.id, "保存期限届满")
        .await
        .unwrap();
    let emptied = office.request(&clerk, &filed.id).await.unwrap();
    assert!(emptied.applicant.is_none() && emptied.files.is_empty());
    assert!(emptied.history.iter().all(|(_, words)| words.is_empty()));
    let section = office
        .requests_of_year(&clerk, &town.agency, 2026, 2021)
        .await
        .unwrap();
    assert_eq!(section.get("requests.granted.total"), Some(&1));
}

#[tokio::test]
async fn who_works_elsewhere_does_not_learn_that_a_request_exists_and_a_wrong_ending_opens_nothing()
{
    let town = Town::new().await;
    let office = &town.world.office;
    let filed = town.file("2026-03-02", "form one").await;
    let stranger = by(&town.stranger, "2026-03-03");
    let refused = office.request(&stranger, &filed.id).await;
    assert!(matches!(
        refused,
        Err(OfficeError::Refusal(
            gongkai_domain::access::Refusal::Unknown
        ))
    ));
    let public = cx(Actor::Public, "2026-03-03");
    for last_four in ["0000", "", "678", "12345678"] {
        let mut wrong = proof(&filed);
        last_four.clone_into(&mut wrong.last_four);
        assert!(
            office.follow_request(&public, &wrong).await.is_err(),
            "{last_four}"
        );
    }
    for _ in 0..6 {
        let mut wrong = proof(&filed);
        "1234567812345678".clone_into(&mut wrong.code);
        assert!(office.follow_request(&public, &wrong).await.is_err());
    }
    // Ten wrong tries: now even the right one waits.
    let right = office.follow_request(&public, &proof(&filed)).await;
    assert!(matches!(right, Err(OfficeError::Slow(_))));
}

#[tokio::test]
async fn what_is_being_filled_in_lies_sealed_opens_for_its_browser_only_and_is_gone_after_a_day() {
    let town = Town::new().await;
    let office = &town.world.office;
    let public = cx(Actor::Public, "2026-03-02");
    let mut draft = RequestDraft::blank(RequesterKind::NaturalPerson).unwrap();
    draft.applicant = town.request("2026-03-02", "").applicant;
    let kept = office.keep_request_draft(&public, &town.agency, "browser", &draft);
    kept.await.unwrap();
    for planted in [ID_NUMBER, PHONE, NAME, "browser"] {
        assert!(!holds(&self::kept(&town), planted), "{planted}");
    }
    let found = |cx: Context, browser: &'static str| {
        let agency = town.agency.clone();
        async move { office.request_draft(&cx, &agency, browser).await.unwrap() }
    };
    assert_eq!(found(public.clone(), "browser").await, Some(draft));
    assert_eq!(found(public, "other").await, None);
    assert_eq!(
        found(cx(Actor::Public, "2026-03-03"), "browser").await,
        None
    );
}

#[tokio::test]
async fn a_ticket_shows_a_request_for_half_an_hour_without_new_tries_and_to_nobody_else() {
    let town = Town::new().await;
    let office = &town.world.office;
    let filed = town.file("2026-03-02", "form one").await;
    let public = cx(Actor::Public, "2026-03-02");
    let ticket = office.ticket(&public, &proof(&filed)).await.unwrap();
    assert!(!ticket.contains(filed.id.as_str()) && !ticket.contains(&filed.code));
    for _ in 0..20 {
        let seen = office
            .follow_request(&public, ticket.as_str())
            .await
            .unwrap();
        assert_eq!(seen.row.id, filed.id);
    }
    let receipt = office.receipt(&public, &ticket).await.unwrap();
    assert_eq!((receipt.number, receipt.code), (filed.number, filed.code));
    let mut later = public.clone();
    later.now = "2026-03-02T02:30:00Z".parse().unwrap();
    assert!(
        office
            .follow_request(&later, ticket.as_str())
            .await
            .is_err()
    );
    assert!(office.follow_request(&public, "forged").await.is_err());
    let same = office.ticket_of_form(&public, "form one").await.unwrap();
    assert!(same.is_some());
    assert!(
        office
            .ticket_of_form(&public, "no such")
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn one_receipt_takes_five_wrong_endings_an_hour_from_wherever_they_come() {
    let town = Town::new().await;
    let office = &town.world.office;
    let filed = town.file("2026-03-02", "form one").await;
    let mut public = cx(Actor::Public, "2026-03-02");
    for guesser in 0..5 {
        public.origin = format!("198.51.100.{guesser}");
        let mut wrong = proof(&filed);
        wrong.last_four = format!("{guesser:04}");
        assert!(office.ticket(&public, &wrong).await.is_err());
    }
    let right = office.ticket(&public, &proof(&filed)).await;
    assert!(matches!(right, Err(OfficeError::Slow(_))));
}

#[tokio::test]
async fn the_public_counts_say_how_many_requests_ended_in_which_way_and_the_event_not_from_where() {
    let town = Town::new().await;
    let office = &town.world.office;
    let first = town.file("2026-03-02", "one").await;
    town.file("2026-03-03", "two").await;
    town.reply(&first.id, "2026-03-20").await;
    let today = jiff::civil::date(2026, 3, 31);
    let years = office.request_years(&town.agency, today).await.unwrap();
    assert_eq!(
        (years[0].year, years[0].received, years[0].open),
        (2026, 2, 1)
    );
    assert_eq!(years[0].ended.get(&OutcomeGroup::Granted), Some(&1));
    let program = cx(Actor::Program, "2026-03-31");
    let events = office.events(&program, None, None, 500).await.unwrap();
    let mut of_public = events.iter().filter(|entry| entry.event.name == "公众");
    assert!(of_public.all(|entry| entry.event.origin == "公开专栏"));
}

/// What is to be done about requests by somebody on a day.
async fn todo(town: &Town, person: &Person, day: &str) -> Vec<RequestToDo> {
    let tasks = town.world.office.request_tasks(&by(person, day)).await;
    tasks.unwrap().into_iter().map(|task| task.what).collect()
}

#[tokio::test]
async fn a_request_comes_up_when_it_is_new_when_time_runs_out_and_for_the_head_when_it_is_late() {
    let town = Town::new().await;
    let filed = town.file("2026-03-02", "form one").await;
    let clerk = &town.clerk;
    assert_eq!(
        todo(&town, clerk, "2026-03-03").await,
        [RequestToDo::Open],
        "nobody has opened it"
    );
    let opened = by(clerk, "2026-03-03");
    town.world.office.request(&opened, &filed.id).await.unwrap();
    assert!(todo(&town, clerk, "2026-03-04").await.is_empty());
    // The fifth of the seven working days for a notice to correct, and the day behind the last.
    let correct = [RequestToDo::AskCorrection];
    assert_eq!(todo(&town, clerk, "2026-03-09").await, correct);
    assert_eq!(todo(&town, clerk, "2026-03-11").await, correct);
    assert!(todo(&town, clerk, "2026-03-12").await.is_empty());
    // Due on 30 March: from five working days before.
    assert!(todo(&town, clerk, "2026-03-20").await.is_empty());
    let draft = [RequestToDo::Step(NextStep::Draft)];
    assert_eq!(todo(&town, clerk, "2026-03-23").await, draft);
    assert!(todo(&town, &town.approver, "2026-03-30").await.is_empty());
    assert_eq!(todo(&town, clerk, "2026-03-31").await, draft);
    let late = [RequestToDo::Overdue];
    assert_eq!(todo(&town, &town.approver, "2026-03-31").await, late);
    assert!(todo(&town, &town.stranger, "2026-03-31").await.is_empty());
}

#[tokio::test]
async fn a_part_of_a_request_has_its_requester_and_its_day_and_is_one_however_often_it_is_sent() {
    let town = Town::new().await;
    let office = &town.world.office;
    let whole = town.file("2026-03-02", "form one").await;
    let clerk = by(&town.clerk, "2026-03-05");
    let wanted = "2025年镇区路灯采购合同";
    let part = office.split_request(&clerk, &whole.id, wanted, "part one");
    let part = part.await.unwrap();
    let again = office.split_request(&clerk, &whole.id, wanted, "part one");
    assert_eq!(again.await.unwrap().id, part.id);
    let seen = office.request(&clerk, &part.id).await.unwrap();
    assert_eq!(seen.case.split_from, Some(whole.id.clone()));
    assert_eq!(seen.row.received_on, Some(jiff::civil::date(2026, 3, 2)));
    let similar = office.similar_requests(&clerk, &part.id).await.unwrap();
    assert_eq!(similar.len(), 1, "the whole, of the same person");
    let stranger = by(&town.stranger, "2026-03-05");
    let refused = office.split_request(&stranger, &whole.id, wanted, "part two");
    assert!(refused.await.is_err());
}

#[tokio::test]
async fn what_was_asked_for_is_registered_once_for_all_and_only_by_who_handles_it() {
    let town = Town::new().await;
    let office = &town.world.office;
    let filed = town.file("2026-03-02", "form one").await;
    let clerk = by(&town.clerk, "2026-03-05");
    let revision = office
        .request(&clerk, &filed.id)
        .await
        .unwrap()
        .row
        .revision;
    let facts = Facts::titled("2025年镇区道路改造工程决算");
    let head = by(&town.approver, "2026-03-05");
    let refused = office.publish_requested(&head, &filed.id, revision, facts.clone());
    assert!(refused.await.is_err());
    let made = office.publish_requested(&clerk, &filed.id, revision, facts.clone());
    let item = made.await.unwrap();
    let seen = office.request(&clerk, &filed.id).await.unwrap();
    assert_eq!(seen.case.made_public, Some(item));
    let twice = office.publish_requested(&clerk, &filed.id, revision + 1, facts);
    assert!(matches!(twice.await, Err(OfficeError::Request(_))));
}
