//! Letters of a request: refused with what is missing, issued once under the next number, and the office's
//! own templates.

use crate::requests::{Town, by, cx, holds, kept, proof, words};
use gongkai_domain::access::Actor;
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::{Act, CaseStage, FeeMethod, Illegal, OutcomeId, Words};
use gongkai_domain::review::{Checklist, Verdict};
use gongkai_office::{Advance, Context, NewLetter, OfficeError, PaperFile, settings_mark};
use gongkai_reader::attachment::{AttachmentKind, examine};

const DAY: &str = "2026-03-04";

fn letter(id: &str) -> NewLetter {
    NewLetter {
        letter: id.to_owned(),
        ..NewLetter::default()
    }
}

fn program() -> Context {
    cx(Actor::Program, DAY)
}

/// What the agency must have said before it can write letters.
async fn set_up(town: &Town) {
    let office = &town.world.office;
    let mut settings = office.agency(&town.agency).await.unwrap().settings;
    let seen = settings_mark(&settings);
    "砚政".clone_into(&mut settings.requests.numbers.organ);
    "演示县人民政府".clone_into(&mut settings.requests.reconsideration_organ);
    "演示县人民法院".clone_into(&mut settings.requests.court);
    "党政办公室".clone_into(&mut settings.guide.office);
    "演示路1号".clone_into(&mut settings.guide.address);
    "0990-0000000".clone_into(&mut settings.guide.telephone);
    let cx = program();
    let set = office.set_up(&cx, &town.agency, &seen, settings);
    set.await.unwrap();
}

async fn asked_to_correct(town: &Town) -> (gongkai_office::Filed, RequestId) {
    let filed = town.file("2026-03-02", "form one").await;
    let act = Act::AskCorrection { workdays: 10 };
    let unclear = words("unclear", "请写明是哪一条路");
    town.advance(DAY, &filed.id, act, unclear).await;
    let id = filed.id.clone();
    (filed, id)
}

async fn revision(town: &Town, id: &RequestId) -> u64 {
    let office = &town.world.office;
    let view = office.request(&by(&town.clerk, DAY), id).await;
    view.unwrap().row.revision
}

async fn issued(town: &Town, id: &RequestId, new: &NewLetter) -> (Option<String>, u64) {
    let revision = revision(town, id).await;
    let office = &town.world.office;
    let clerk = by(&town.clerk, DAY);
    let issued = office.issue_letter(&clerk, id, revision, new).await;
    let issued = issued.unwrap();
    (issued.number, issued.position)
}

/// The text of a DOCX.
fn text(bytes: &[u8]) -> String {
    examine(bytes, AttachmentKind::Docx, None).text.text
}

#[tokio::test]
async fn a_letter_with_a_gap_is_not_issued_names_it_and_uses_no_number_up() {
    let town = Town::new().await;
    let (_, id) = asked_to_correct(&town).await;
    let (office, clerk) = (&town.world.office, by(&town.clerk, DAY));
    let notice = letter("correction-notice");
    let view = office.letter_view(&clerk, &id, &notice).await.unwrap();
    assert!(view.hindrance.unwrap().contains("机关代字"));
    let missing: Vec<&str> = view.missing.iter().filter_map(|one| one.field()).collect();
    assert!(missing.contains(&"机关地址"), "{missing:?}");
    assert!(
        !missing.contains(&"补正内容"),
        "typed with the step already"
    );
    assert!(view.preview.unwrap().body.concat().contains("【机关地址】"));
    set_up(&town).await;
    let mut blank = notice.clone();
    blank.words = words("补正内容", " ");
    let revision = revision(&town, &id).await;
    let refused = office.issue_letter(&clerk, &id, revision, &blank).await;
    let Err(OfficeError::Invalid(gaps)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(gaps[0].field, "补正内容");
    assert!(gaps[0].message.contains("补正内容"));
    let (number, _) = issued(&town, &id, &notice).await;
    assert_eq!(number.unwrap(), "砚政公告〔2026〕1号");
}

#[tokio::test]
async fn an_issued_letter_has_the_next_number_lies_sealed_and_opens_for_its_requester() {
    let town = Town::new().await;
    set_up(&town).await;
    let (filed, id) = asked_to_correct(&town).await;
    let office = &town.world.office;
    let notice = letter("correction-notice");
    issued(&town, &id, &notice).await;
    let (number, position) = issued(&town, &id, &notice).await;
    assert_eq!(number.unwrap(), "砚政公告〔2026〕2号");
    let public = cx(Actor::Public, DAY);
    let proof = proof(&filed);
    let seen = office.follow_request(&public, &proof).await.unwrap();
    // Two letters, each as a document and, where a Chinese font is installed, as PDF.
    let ending = |file: &str| file.rsplit_once('.').map(|(_, ending)| ending.to_owned());
    let of = |kind: &'static str| {
        let files = seen.files.iter();
        files.filter(move |file| ending(&file.name).as_deref() == Some(kind))
    };
    assert_eq!(of("docx").count(), 2);
    for file in of("pdf") {
        let at = file.file.position;
        let (_, bytes) = office.followed_file(&public, &proof, at).await.unwrap();
        assert!(bytes.starts_with(b"%PDF"));
    }
    let (name, bytes) = office
        .followed_file(&public, &proof, position)
        .await
        .unwrap();
    assert!(name.contains("砚政公告〔2026〕2号"), "{name}");
    let text = text(&bytes);
    for said in ["诸葛莘莘", "请写明是哪一条路", "10个工作日"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!holds(&kept(&town), "诸葛莘莘"));
    let clerk = by(&town.clerk, DAY);
    let view = office.letter_view(&clerk, &id, &notice);
    let shown = view.await.unwrap().preview.unwrap();
    assert!(
        !format!("{shown:?}").contains("诸葛莘莘"),
        "masked on pages"
    );
    assert!(office.verify().await.unwrap().is_whole());
}

#[tokio::test]
async fn the_reply_is_made_by_issuing_it_after_all_have_agreed_and_a_number_given_by_hand_is_left_out()
 {
    let town = Town::new().await;
    set_up(&town).await;
    let office = &town.world.office;
    let by_hand = town.file("2026-03-02", "by hand").await.id;
    agreed(&town, &by_hand).await;
    let act = Act::Reply {
        number: "砚政公复〔2026〕1号".to_owned(),
    };
    town.advance(DAY, &by_hand, act, Words::new()).await;
    let id = town.file("2026-03-02", "by the program").await.id;
    let clerk = by(&town.clerk, DAY);
    submitted(&town, &id).await;
    let early = office
        .issue_letter(
            &clerk,
            &id,
            revision(&town, &id).await,
            &letter("reply-granted"),
        )
        .await;
    assert!(matches!(early, Err(OfficeError::Invalid(_))), "{early:?}");
    agree(&town, &id).await;
    let now = office.letters_of(&clerk, &id).await.unwrap();
    assert_eq!(now.of_step.unwrap().id, "reply-granted");
    let (number, position) = issued(&town, &id, &letter("reply-granted")).await;
    let number = number.unwrap();
    assert_eq!(number, "砚政公复〔2026〕2号");
    let view = office.request(&clerk, &id).await.unwrap();
    assert_eq!(view.case.stage(), CaseStage::Replied);
    assert_eq!(view.case.reply.unwrap().number, number);
    let (_, bytes) = office.request_file(&clerk, &id, position).await.unwrap();
    let text = text(&bytes);
    for said in ["决算表一份", "演示县人民政府", "演示县人民法院", &number] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let new = letter("reply-granted");
    let seen = revision(&town, &id).await;
    let second = office.issue_letter(&clerk, &id, seen, &new).await;
    assert!(matches!(second, Err(OfficeError::Invalid(_))), "{second:?}");
}

#[tokio::test]
async fn two_replies_never_share_a_number_whether_typed_or_given() {
    let town = Town::new().await;
    set_up(&town).await;
    let office = &town.world.office;
    let clerk = by(&town.clerk, DAY);
    let mut ids = Vec::new();
    for form in ["one", "two", "three", "four"] {
        let id = town.file("2026-03-02", form).await.id;
        agreed(&town, &id).await;
        ids.push(id);
    }
    let next = async |id| office.next_reply_number(&clerk, id).await.unwrap();
    let typed = async |id: &RequestId, number: &str| {
        let act = Act::Reply {
            number: number.to_owned(),
        };
        let revision = revision(&town, id).await;
        let step = Advance::of(revision, clerk.today(), act);
        office.advance_request(&clerk, id, step).await.map(|_| ())
    };
    let (first, _) = issued(&town, &ids[0], &letter("reply-granted")).await;
    assert_eq!(first.unwrap(), "砚政公复〔2026〕1号");
    assert_eq!(next(&ids[1]).await, "砚政公复〔2026〕2号");
    let again = typed(&ids[1], "砚政公复〔2026〕1号").await;
    let Err(OfficeError::Invalid(gaps)) = again else {
        panic!("{again:?}");
    };
    assert_eq!(gaps[0].field, "number");
    // A number further on, from paper: the serial goes on behind it.
    typed(&ids[1], "砚政公复〔2026〕7号").await.unwrap();
    let (third, _) = issued(&town, &ids[2], &letter("reply-granted")).await;
    assert_eq!(third.unwrap(), "砚政公复〔2026〕8号");
    assert_eq!(next(&ids[3]).await, "砚政公复〔2026〕9号");
}

#[tokio::test]
async fn a_fee_by_item_goes_on_from_the_items_of_the_same_month() {
    let town = Town::new().await;
    let office = &town.world.office;
    let clerk = by(&town.clerk, "2026-03-06");
    town.file("2026-02-27", "a month before").await;
    let first = town.file("2026-03-02", "one").await.id;
    let second = town.file("2026-03-04", "two").await.id;
    assert_eq!(office.items_before(&clerk, &first).await.unwrap(), 0);
    assert_eq!(office.items_before(&clerk, &second).await.unwrap(), 1);
    let charge = |before, quantity, fen| Act::ChargeFee {
        method: FeeMethod::Items,
        before,
        quantity,
        fen,
    };
    let done = async |id: &RequestId, act| {
        let step = Advance::of(revision(&town, id).await, clerk.today(), act);
        office.advance_request(&clerk, id, step).await.map(|_| ())
    };
    done(&first, charge(0, 30, 200_000)).await.unwrap();
    assert_eq!(office.items_before(&clerk, &second).await.unwrap(), 30);
    let skipped = done(&second, charge(0, 30, 200_000)).await;
    assert!(matches!(skipped, Err(OfficeError::Conflict)), "{skipped:?}");
    let other = done(&second, charge(30, 10, 100)).await;
    assert!(matches!(
        other,
        Err(OfficeError::Request(Illegal::FeeWrong(200_000)))
    ));
    done(&second, charge(30, 10, 200_000)).await.unwrap();
}

async fn submitted(town: &Town, id: &RequestId) {
    let (office, clerk) = (&town.world.office, by(&town.clerk, DAY));
    let revision = revision(town, id).await;
    let supplied = words("supplied", "决算表一份");
    let outcome = OutcomeId::from("granted");
    let sent = office.submit_reply(&clerk, id, revision, outcome, supplied);
    sent.await.unwrap();
}

async fn agree(town: &Town, id: &RequestId) {
    let (office, approver) = (&town.world.office, by(&town.approver, DAY));
    let revision = revision(town, id).await;
    let verdict = Verdict::agree(Some(Checklist::clear()));
    let done = office.review_reply(&approver, id, revision, verdict);
    done.await.unwrap();
}

async fn agreed(town: &Town, id: &RequestId) {
    submitted(town, id).await;
    agree(town, id).await;
}

#[tokio::test]
async fn an_own_template_is_checked_used_and_given_up_again() {
    let town = Town::new().await;
    set_up(&town).await;
    let (_, id) = asked_to_correct(&town).await;
    let (office, agency) = (&town.world.office, &town.agency);
    let kind = "correction-notice";
    let keep = async |bytes: &[u8]| {
        office
            .keep_template(&program(), agency, kind, bytes.to_vec())
            .await
    };
    let refused = keep(b"no document").await;
    assert!(matches!(refused, Err(OfficeError::Invalid(gaps)) if gaps[0].message.contains("DOCX")));
    let ours = office.template(&program(), agency, kind, false).await;
    let own = changed(&ours.unwrap().1, "联系机构", "本镇承办机构");
    let wrong = changed(&own, "{{文书日期}}", "{{文书曰期}}");
    let refused = keep(&wrong).await;
    let Err(OfficeError::Invalid(gaps)) = refused else {
        panic!("{refused:?}");
    };
    let told: String = gaps.into_iter().map(|gap| gap.message).collect();
    assert!(told.contains("是不是“文书日期”"), "{told}");
    keep(&own).await.unwrap();
    let clerk = by(&town.clerk, DAY);
    let file = PaperFile::Docx;
    let draft = office.draft_letter(&clerk, &id, &letter(kind), file).await;
    assert!(text(&draft.unwrap().1).contains("本镇承办机构"));
    let pdf = office
        .draft_letter(&clerk, &id, &letter(kind), PaperFile::Pdf)
        .await;
    assert!(matches!(pdf, Err(OfficeError::Unset(told)) if told.contains("自己的模板")));
    let (number, position) = issued(&town, &id, &letter(kind)).await;
    let (_, bytes) = office.request_file(&clerk, &id, position).await.unwrap();
    let told = text(&bytes);
    assert!(told.contains("本镇承办机构") && told.contains(&number.unwrap()));
    office
        .drop_template(&program(), agency, kind)
        .await
        .unwrap();
    let draft = office.draft_letter(&clerk, &id, &letter(kind), file).await;
    assert!(!text(&draft.unwrap().1).contains("本镇承办机构"));
    let clerk_may = office.keep_template(&clerk, agency, kind, own).await;
    assert!(matches!(clerk_may, Err(OfficeError::Refusal(_))));
}

/// The document with other words in its text.
fn changed(docx: &[u8], from: &str, to: &str) -> Vec<u8> {
    use std::io::{Cursor, Read as _, Write as _};
    let mut old = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut file = old.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        if name == "word/document.xml" {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(from), "{text}");
            bytes = text.replace(from, to).into_bytes();
        }
        new.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        new.write_all(&bytes).unwrap();
    }
    new.finish().unwrap().into_inner()
}
