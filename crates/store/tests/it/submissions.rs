//! What went to and fro about reports, and the reports as they were handed in.

use crate::bed::Bed;
use crate::fixtures::*;
use crate::reports::worked_on;
use gongkai_domain::submission::{
    Anchor, Remark, Reminder, Round, Source, Submission, Tally, Verdict,
};
use gongkai_store::{HandedReport, StoreError, Timeliness};
use jiff::civil::date;
use std::collections::BTreeMap;

on_both_engines!(
    what_went_to_and_fro_is_kept_and_nobody_saves_over_another,
    of_the_rounds_the_last_report_is_the_one_that_counts,
    the_supervising_office_sees_what_is_locked_and_no_more_of_the_work,
    what_was_published_in_time_is_counted_for_each_agency,
);

/// A report that was sent back once, of which the agency was reminded.
pub(crate) fn sent_back() -> Submission {
    let (by, on) = ("乙".to_owned(), date(2026, 1, 20));
    let mut one = Submission::new(town(), 2025);
    one.revision = 1;
    let remarks = vec![Remark {
        anchor: Anchor::Cell("requests.new.total".to_owned()),
        text: "和台账不一致。".to_owned(),
    }];
    one.rounds = vec![Round {
        on,
        by: by.clone(),
        form: "2021".to_owned(),
        source: Source::Compiled,
        found: Tally {
            errors: 0,
            warnings: 1,
            hints: 2,
        },
        verdict: Some(Verdict::Returned {
            on,
            by: by.clone(),
            remarks,
        }),
    }];
    one.reminders = vec![Reminder {
        on,
        by,
        text: "请在1月31日前报送。".to_owned(),
    }];
    one
}

/// The report of a round.
pub(crate) fn handed(round: u32) -> HandedReport {
    HandedReport {
        agency: town(),
        year: 2025,
        round,
        report: format!("{{\"round\":{round}}}"),
        words: BTreeMap::from([("five".to_owned(), "人手不够。".to_owned())]),
    }
}

async fn what_went_to_and_fro_is_kept_and_nobody_saves_over_another(bed: &Bed) {
    furnish(bed).await;
    let mut one = sent_back();
    let mut write = bed.store.write().await.unwrap();
    write.insert_submission(&one).await.unwrap();
    write.commit(events()).await.unwrap();
    assert_eq!(bed.store.submissions(&town()).await.unwrap(), [one.clone()]);
    one.reminders.clear();
    let mut write = bed.store.write().await.unwrap();
    write.save_submission(&one).await.unwrap();
    let late = write.save_submission(&one).await;
    assert!(matches!(late, Err(StoreError::Conflict)));
    drop(write);
    let kept = bed.store.submissions_of(2025).await.unwrap();
    assert_eq!(kept, [sent_back()]);
    assert!(bed.store.submissions_of(2024).await.unwrap().is_empty());
}

async fn of_the_rounds_the_last_report_is_the_one_that_counts(bed: &Bed) {
    furnish(bed).await;
    let mut write = bed.store.write().await.unwrap();
    write.put_handed_report(&handed(1)).await.unwrap();
    write.put_handed_report(&handed(2)).await.unwrap();
    let mut confirmed = handed(2);
    confirmed.report = "{}".to_owned();
    write.put_handed_report(&confirmed).await.unwrap();
    write.commit(events()).await.unwrap();
    assert_eq!(bed.store.handed_reports(2025).await.unwrap(), [confirmed]);
    let first = bed.store.handed_report(&town(), 2025, 1).await.unwrap();
    assert_eq!(first, Some(handed(1)));
}

async fn the_supervising_office_sees_what_is_locked_and_no_more_of_the_work(bed: &Bed) {
    furnish(bed).await;
    let work = worked_on();
    let mut write = bed.store.write().await.unwrap();
    write.insert_annual_report(&work).await.unwrap();
    write.commit(events()).await.unwrap();
    let states = bed.store.report_work_of(2025).await.unwrap();
    let locked: Vec<_> = states.iter().map(|one| one.locked_on).collect();
    assert_eq!(locked, [work.frozen.map(|frozen| frozen.on)]);
    assert_eq!(bed.store.report_work_at(&town()).await.unwrap(), states);
    assert_eq!(states.first().and_then(|one| one.published_on), None);
}

async fn what_was_published_in_time_is_counted_for_each_agency(bed: &Bed) {
    furnish(bed).await;
    let copies = [(1, 9), (2, 10), (3, 11)].map(|(number, day)| {
        let item = item(number, "决算");
        copy_of(&item, date(2026, 3, day))
    });
    let mut write = bed.store.write().await.unwrap();
    publish(&mut write, &copies).await;
    write.commit(events()).await.unwrap();
    let counted = bed.store.timeliness(2026).await.unwrap();
    let expected = Timeliness {
        all: 3,
        in_time: 2,
        late: 1,
    };
    assert_eq!(counted, [(town(), expected)]);
    assert!(bed.store.timeliness(2025).await.unwrap().is_empty());
    assert!(bed.store.reply_timeliness(2026).await.unwrap().is_empty());
    let handed = bed.store.handed_words(2025).await.unwrap();
    assert!(handed.is_empty());
}
