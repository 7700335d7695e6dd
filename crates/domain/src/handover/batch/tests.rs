//! What may follow on what.

use super::super::ReceiverKind;
use super::*;
use jiff::civil::date;

fn house(name: &str) -> Receiver {
    Receiver {
        name: name.to_owned(),
        kind: ReceiverKind::Archive,
        paper: 1,
        electronic: 1,
    }
}

fn line(number: u128) -> Line {
    Line {
        information: InformationId::from_random(number),
        version: 1,
        withdrawn: false,
        index_number: format!("{number}"),
        title: format!("第{number}件"),
        document_number: String::new(),
        dated_on: None,
        published_on: date(2020, 3, 9),
        due_on: Some(date(2020, 3, 15)),
        pages: None,
        attachments: 0,
        formats: "TXT".to_owned(),
    }
}

fn draft(kind: BatchKind, items: &[u128]) -> Draft {
    Draft {
        kind,
        period: Period {
            from: date(2020, 3, 1),
            to: date(2020, 3, 15),
        },
        due_on: Some(date(2020, 3, 15)),
        made_on: date(2020, 3, 13),
        receivers: vec![house("市档案馆"), house("市图书馆")],
        items: items.iter().map(|&number| line(number)).collect(),
    }
}

fn batch() -> Batch {
    let draft = draft(BatchKind::Regular, &[1, 2]);
    Batch {
        id: HandoverId::from_random(1),
        agency: AgencyId::from_random(1),
        number: "2020年第5期".to_owned(),
        kind: draft.kind,
        period: draft.period,
        due_on: draft.due_on,
        made_on: draft.made_on,
        receivers: draft.receivers,
        items: draft.items,
        package: String::new(),
        manifest: String::new(),
        stage: BatchStage::Prepared,
        receipts: Vec::new(),
        revision: 0,
    }
}

fn receipt(name: &str, on: Date) -> Receipt {
    Receipt {
        receiver: name.to_owned(),
        on,
        by: "收件人".to_owned(),
        scan: None,
        remark: String::new(),
    }
}

fn handed(numbers: &[u128]) -> BTreeSet<InformationId> {
    let numbers = numbers.iter();
    numbers
        .map(|&one| InformationId::from_random(one))
        .collect()
}

#[test]
fn no_item_stands_in_two_regular_lists() {
    let regular = draft(BatchKind::Regular, &[1, 2]);
    assert_eq!(regular.check(&handed(&[])), Ok(()));
    let answer = regular.check(&handed(&[2]));
    assert_eq!(answer, Err(Refused::Twice("第2件".to_owned())));
    let answer = draft(BatchKind::Regular, &[3, 3]).check(&handed(&[]));
    assert!(matches!(answer, Err(Refused::Twice(_))));
}

#[test]
fn a_zero_report_is_empty_and_a_list_is_not() {
    assert_eq!(draft(BatchKind::Zero, &[]).check(&handed(&[])), Ok(()));
    let full = draft(BatchKind::Zero, &[1]).check(&handed(&[]));
    assert_eq!(full, Err(Refused::NotZero(1)));
    let empty = draft(BatchKind::Regular, &[]).check(&handed(&[]));
    assert_eq!(empty, Err(Refused::Nothing));
    let mut nobody = draft(BatchKind::Zero, &[]);
    nobody.receivers.clear();
    assert_eq!(nobody.check(&handed(&[])), Err(Refused::NoReceiver));
}

#[test]
fn a_zero_report_is_not_made_while_its_period_has_hardly_begun() {
    let mut early = draft(BatchKind::Zero, &[]);
    early.made_on = date(2020, 3, 5);
    assert_eq!(early.check(&handed(&[])), Ok(()));
    early.made_on = date(2020, 3, 4);
    let answer = early.check(&handed(&[]));
    assert_eq!(answer, Err(Refused::TooSoon(date(2020, 3, 15))));
}

#[test]
fn an_item_is_late_from_the_day_after_its_last() {
    let one = line(1);
    assert_eq!(one.days_late(date(2020, 3, 15)), None);
    assert_eq!(one.days_late(date(2020, 4, 16)), Some(32));
    let undated = Line {
        due_on: None,
        ..one
    };
    assert_eq!(undated.days_late(date(2020, 4, 16)), None);
}

#[test]
fn only_what_was_handed_over_is_replaced_and_only_with_reason_and_approval() {
    let why = |reason: &str, approval: &str| {
        let (reason, approval) = (reason.to_owned(), approval.to_owned());
        BatchKind::Replacement(Replacement { reason, approval })
    };
    let of = |kind, had: &[u128]| draft(kind, &[1]).check(&handed(had));
    assert_eq!(of(why("数字有误", "市政府办"), &[1]), Ok(()));
    let never = of(why("数字有误", "市政府办"), &[2]);
    assert_eq!(never, Err(Refused::NotHanded("第1件".to_owned())));
    assert_eq!(of(why("数字有误", " "), &[1]), Err(Refused::NoGround));
    assert_eq!(of(why("", "市政府办"), &[1]), Err(Refused::NoGround));
}

#[test]
fn a_batch_is_delivered_then_receipted_by_each_house_once() {
    let day = date(2020, 3, 13);
    let early = batch().receipt(receipt("市档案馆", day));
    assert_eq!(early, Err(Refused::Stage("待送交")));
    let sent = batch().deliver(day, "经办人").unwrap();
    assert_eq!(sent.awaited().len(), 2);
    let half = sent.receipt(receipt("市档案馆", day)).unwrap();
    assert!(!half.is_receipted());
    let twice = half.clone().receipt(receipt("市档案馆", day));
    assert_eq!(twice, Err(Refused::Receipted("市档案馆".to_owned())));
    let stranger = half.clone().receipt(receipt("别的馆", day));
    assert!(matches!(stranger, Err(Refused::UnknownReceiver(_))));
    let whole = half.receipt(receipt("市图书馆", day)).unwrap();
    assert!(whole.is_receipted());
    assert_eq!(whole.zh(), "已签收");
    assert!(whole.deliver(day, "经办人").is_err());
}

#[test]
fn no_step_is_dated_before_the_one_it_follows_or_done_by_nobody() {
    let (made, before) = (date(2020, 3, 13), date(2020, 3, 12));
    let early = batch().deliver(before, "经办人");
    assert_eq!(early, Err(Refused::TooEarly(made)));
    assert_eq!(batch().deliver(made, " "), Err(Refused::Nobody));
    let sent = batch().deliver(made, "经办人").unwrap();
    let early = sent.receipt(receipt("市档案馆", before));
    assert_eq!(early, Err(Refused::TooEarly(made)));
}

#[test]
fn what_was_delivered_is_not_thrown_away() {
    let day = date(2020, 3, 13);
    assert_eq!(batch().discard(day, ""), Err(Refused::NoReason));
    let gone = batch().discard(day, "清单有误").unwrap();
    assert_eq!(gone.deliver(day, "甲"), Err(Refused::Stage("已作废")));
    let sent = batch().deliver(day, "甲").unwrap();
    assert_eq!(sent.discard(day, "有误"), Err(Refused::Stage("已送交")));
}
