//! The work on annual reports.

use crate::bed::Bed;
use crate::fixtures::*;
use gongkai_domain::compile::text::Written;
use gongkai_domain::compile::{Amendment, Frozen, FrozenCell, FrozenText, TypedCell, Work};
use gongkai_store::StoreError;
use jiff::civil::date;
use std::collections::BTreeMap;

on_both_engines!(
    a_report_is_kept_with_what_was_typed_written_locked_and_amended,
    nobody_saves_a_report_over_another_who_saved_meanwhile,
);

/// A report with something in every part.
pub(crate) fn worked_on() -> Work {
    let (by, on) = ("甲".to_owned(), date(2026, 1, 8));
    let typed = TypedCell {
        text: "76.3万元".to_owned(),
        by: by.clone(),
        on,
    };
    let written = Written {
        text: "公开{主动公开}条。".to_owned(),
        by: by.clone(),
        on,
        from_year: Some(2024),
    };
    let cell = "proactive.fees.amount".to_owned();
    let mut work = Work::new(town(), 2025);
    work.revision = 1;
    work.typed = BTreeMap::from([(cell.clone(), typed)]);
    work.written = BTreeMap::from([("one.proactive".to_owned(), written)]);
    work.frozen = Some(Frozen {
        by: by.clone(),
        on,
        form: "2021".to_owned(),
        agency: "某镇".to_owned(),
        cells: BTreeMap::from([
            (cell.clone(), FrozenCell::Stated("76.3万元".to_owned())),
            ("requests.new.total".to_owned(), FrozenCell::Blank),
        ]),
        texts: vec![FrozenText {
            key: "one.proactive".to_owned(),
            section: "one".to_owned(),
            heading: "（一）主动公开".to_owned(),
            text: "公开24条。".to_owned(),
        }],
    });
    work.amendments = vec![Amendment {
        on,
        by,
        reason: "补登".to_owned(),
        cells: vec![(cell, String::new(), "76.3万元".to_owned())],
        texts: Vec::new(),
    }];
    work
}

async fn a_report_is_kept_with_what_was_typed_written_locked_and_amended(bed: &Bed) {
    furnish(bed).await;
    let mut work = worked_on();
    let mut write = bed.store.write().await.unwrap();
    write.insert_annual_report(&work).await.unwrap();
    write.commit(events()).await.unwrap();
    work.amendments.clear();
    let mut write = bed.store.write().await.unwrap();
    write.save_annual_report(&work).await.unwrap();
    write.commit(events()).await.unwrap();
    work.revision = 2;
    let kept = bed.store.annual_reports(&town()).await.unwrap();
    assert_eq!(kept, [work.clone()]);
    assert_eq!(bed.store.annual_reports_of(2025).await.unwrap(), [work]);
    assert!(bed.store.annual_reports_of(2024).await.unwrap().is_empty());
}

async fn nobody_saves_a_report_over_another_who_saved_meanwhile(bed: &Bed) {
    furnish(bed).await;
    let work = worked_on();
    let mut write = bed.store.write().await.unwrap();
    write.insert_annual_report(&work).await.unwrap();
    write.save_annual_report(&work).await.unwrap();
    let late = write.save_annual_report(&work).await;
    assert!(matches!(late, Err(StoreError::Conflict)));
    drop(write);
    let mut write = bed.store.write().await.unwrap();
    write.insert_annual_report(&work).await.unwrap();
    let twice = write.insert_annual_report(&work).await;
    assert!(matches!(twice, Err(StoreError::Duplicate { .. })));
}
