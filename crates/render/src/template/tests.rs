//! Templates as Word, WPS and LibreOffice write them: fields split over runs, text boxes, headers.

use super::*;
use gongkai_domain::request::OutcomeBook;
use gongkai_domain::request::letter::{LetterBook, Saying, Source};
use jiff::civil::date;

/// A document around paragraphs, with a header.
fn docx(body: &str, header: &str) -> Vec<u8> {
    let around = |tag: &str, inner: &str| {
        format!("<w:{tag} xmlns:w=\"w\" xmlns:w14=\"w14\">{inner}</w:{tag}>")
    };
    let document = around("document", &format!("<w:body>{body}</w:body>"));
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("word/document.xml", document),
        ("word/header1.xml", around("hdr", header)),
        ("word/media/image1.png", "not a picture".to_owned()),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn paragraph(runs: &[&str]) -> String {
    let run = |text: &&str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>");
    let runs: Vec<String> = runs.iter().map(run).collect();
    format!(
        "<w:p w14:paraId=\"1A\">{}</w:p>",
        runs.join("<w:proofErr w:type=\"spellStart\"/>")
    )
}

fn composed() -> (&'static Letter, Composed) {
    let letter = LetterBook::statutory()
        .unwrap()
        .get("reply-refused")
        .unwrap();
    let mut facts = Facts::new();
    for field in FIELDS.iter().filter(|field| field.source != Source::Letter) {
        facts.put(field.name, &format!("〈{}〉", field.name));
    }
    facts.put("申请人", "甲<乙>&公司");
    let saying = Saying {
        on: date(2026, 3, 20),
        outcome: OutcomeBook::statutory()
            .unwrap()
            .get(&"state-secret".into()),
        remedy: None,
        draft: false,
    };
    let composed = letter.compose(&facts, saying).unwrap();
    (letter, composed)
}

const WHOLE: [&str; 4] = ["{{文号}}", "{{正文}}", "{{救济途径}}", "{{文书日期}}"];

fn whole() -> String {
    WHOLE.iter().map(|field| paragraph(&[field])).collect()
}

fn filled(body: &str) -> Result<String, Vec<Problem>> {
    let (letter, composed) = composed();
    let bytes = fill(&docx(body, &paragraph(&["{{机关}}"])), letter, &composed)?;
    let mut archive = archive(&bytes).unwrap();
    let picture = text_of(&mut archive, "word/media/image1.png").unwrap();
    assert_eq!(picture, "not a picture");
    let header = text_of(&mut archive, "word/header1.xml").unwrap();
    assert!(header.contains("〈机关〉"));
    Ok(text_of(&mut archive, "word/document.xml").unwrap())
}

#[test]
fn a_field_is_found_however_it_was_split_over_runs() {
    for runs in [
        &["致{{申请人}}："][..],
        &["致{", "{申", "请", "人}", "}："],
        &["致{{", "申请人", "}}", "："],
        &["致", "{{ 申请人 }}", "："],
    ] {
        let xml = filled(&format!("{}{}", paragraph(runs), whole())).unwrap();
        let text = Marked::read(xml).unwrap().text();
        assert!(text.starts_with("致甲<乙>&公司："), "{runs:?} {text}");
    }
}

#[test]
fn what_holds_no_field_stays_to_the_byte_and_the_look_of_a_run_stays_its_own() {
    let quiet = "<w:p><w:r><w:t>不变 &amp; 不动</w:t></w:r></w:p>";
    let xml = filled(&format!(
        "{quiet}{}{}",
        paragraph(&["甲{{", "申请人}}乙"]),
        whole()
    ))
    .unwrap();
    assert!(xml.contains(quiet));
    assert!(xml.contains(
        "<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">甲甲&lt;乙&gt;&amp;公司</w:t>"
    ));
    assert!(xml.contains("<w:t xml:space=\"preserve\">乙</w:t>"));
}

#[test]
fn a_paragraph_that_is_one_field_is_repeated_for_each_of_its_lines() {
    let (_, composed) = composed();
    let lines = composed.facts.get("正文").unwrap().lines().count();
    assert!(lines > 2);
    let xml = filled(&whole()).unwrap();
    assert_eq!(
        xml.matches("<w:p").count() - xml.matches("<w:proofErr").count(),
        WHOLE.len() + lines - 1
    );
    let xml = filled(&format!("{}{}", paragraph(&["内容：{{正文}}"]), whole())).unwrap();
    assert_eq!(xml.matches("<w:br/>").count(), lines - 1);
}

#[test]
fn a_text_box_within_a_paragraph_is_read_by_itself() {
    let inner = paragraph(&["{{文", "号}}"]);
    let boxed = format!(
        "<w:p><w:r><w:t>{{{{申请</w:t></w:r><w:r>{inner}</w:r><w:r><w:t>人}}}}</w:t></w:r></w:p>"
    );
    let xml = filled(&format!("{boxed}{}", whole())).unwrap();
    assert!(xml.contains("〈文号〉") && xml.contains("甲&lt;乙&gt;"));
}

#[test]
fn an_unknown_field_is_named_with_the_nearest_that_exists() {
    let problems = filled(&format!(
        "{}{}",
        paragraph(&["{{申请人姓名}}{{天气}}"]),
        whole()
    ))
    .unwrap_err();
    let unknown = |name: &str, near: Option<&str>| Problem::Unknown {
        name: name.to_owned(),
        near: near.map(str::to_owned),
    };
    assert!(problems.contains(&unknown("申请人姓名", Some("申请人"))));
    assert!(problems.contains(&unknown("天气", None)));
    assert!(
        problems
            .iter()
            .any(|problem| problem.to_string().contains("是不是“申请人”"))
    );
}

#[test]
fn a_template_without_number_date_or_remedy_or_reason_is_refused() {
    for lacking in WHOLE {
        let body = whole().replace(&paragraph(&[lacking]), "");
        let problems = filled(&body).unwrap_err();
        let name = lacking.trim_matches(['{', '}']);
        assert!(
            problems
                .iter()
                .any(|problem| matches!(problem, Problem::Lacks(of) if of[0] == name)),
            "{problems:?}"
        );
    }
    let own = whole().replace("{{正文}}", "{{理由}}，{{定密依据}}");
    assert!(filled(&own).is_ok());
}

#[test]
fn a_field_that_is_not_closed_or_not_known_is_refused_and_one_with_a_question_mark_is_blank() {
    let body = format!("{}{}", paragraph(&["{{申请人", "："]), whole());
    assert!(matches!(
        &filled(&body).unwrap_err()[..],
        [Problem::Unfinished(_)]
    ));
    let (letter, mut composed) = composed();
    let mut fewer = Facts::new();
    let others = composed.facts.iter().filter(|(name, _)| *name != "归档号");
    others.for_each(|(name, text)| fewer.put(name, text));
    composed.facts = fewer;
    let with = |field: &str| docx(&format!("{}{}", paragraph(&[field]), whole()), "");
    let problems = fill(&with("{{归档号}}"), letter, &composed).unwrap_err();
    assert_eq!(problems, [Problem::Empty("归档号".to_owned())]);
    assert!(fill(&with("号：{{归档号?}}"), letter, &composed).is_ok());
}

#[test]
fn what_is_no_document_or_carries_programs_is_refused() {
    let (letter, composed) = composed();
    assert!(matches!(
        &fill(b"%PDF-1.4", letter, &composed).unwrap_err()[..],
        [Problem::NotDocx(_)]
    ));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["word/document.xml", "word/vbaProject.bin"] {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert_eq!(check(&bytes, &[]), Err(vec![Problem::Macros]));
}

#[test]
fn the_same_template_and_letter_give_the_same_bytes() {
    let (letter, composed) = composed();
    let template = docx(&whole(), "");
    let once = fill(&template, letter, &composed).unwrap();
    assert_eq!(fill(&template, letter, &composed).unwrap(), once);
}
