//! Annual reports of the demonstration: those of 2020 and 2021, completed, locked, filed and published as
//! they were then, and those of last year on their way. The years between lie open.

use super::Workplace;
use super::year::{agreed, by};
use crate::sessions::person;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Actor, Refusal, Role};
use gongkai_domain::agency::Agency;
use gongkai_domain::compile::text::Worth;
use gongkai_domain::submission::{Anchor, Remark};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// A paragraph that the clerk wrote in 2020, and that is offered again a year later.
const WRITTEN: (&str, &str) = (
    "one.supervision",
    "主要领导负总责，党政办公室具体承办，有工作人员{工作人员}名。每季度检查一次栏目更新情况（演示）。",
);

/// The years that are over in all offices.
const OVER: [i16; 2] = [2020, 2021];

/// How far an office got with the report of last year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Far {
    Completed,
    HandedIn,
    SentBack,
    Published,
}

/// The offices and how far they got; those that are not here have not begun.
const SEASON: [(&str, Far); 4] = [
    ("xiangzhi", Far::Published),
    ("wucheng", Far::HandedIn),
    ("haibin", Far::SentBack),
    ("sizhang", Far::Completed),
];

/// What the supervising office asks the third of them.
const REMARK: (&str, &str) = (
    "proactive.permits.decisions",
    "和审批系统里的办件数不一致，请核对后重新报送（演示）。",
);

/// The reports of the years that are over, completed and locked.
pub(super) async fn work(office: &Office, place: &Workplace) -> Result<(), OfficeError> {
    for year in OVER {
        complete(office, place, year).await?;
    }
    Ok(())
}

/// Fills in the numbers, changes a paragraph in the first year, and locks.
async fn complete(office: &Office, place: &Workplace, year: i16) -> Result<(), OfficeError> {
    let agency = office.agency(&place.agency.id).await?;
    fill(office, place, &agency, year).await?;
    let seen = (year, office.report_revision(&agency, year).await?);
    let head = by(place, Role::Approver, 0, date(year + 1, 1, 15), 10)?;
    office.lock_report(&head, &agency, seen, true).await
}

async fn fill(
    office: &Office,
    place: &Workplace,
    agency: &Agency,
    year: i16,
) -> Result<(), OfficeError> {
    let clerk = by(place, Role::Clerk, 0, date(year + 1, 1, 8), 10)?;
    let view = office.annual_report(&clerk, agency, year, None).await?;
    let none: BTreeMap<String, String> = view
        .compiled
        .asked()
        .map(|cell| (cell.id.clone(), "0".to_owned()))
        .collect();
    let seen = (year, view.work.revision);
    office.type_cells(&clerk, agency, seen, &none).await?;
    let knows_staff = view.quantities.get("工作人员");
    let knows_staff = knows_staff.is_some_and(|(worth, _)| *worth != Worth::Unknown);
    if year == 2020 && knows_staff {
        let seen = (year, office.report_revision(agency, year).await?);
        let (key, text) = WRITTEN;
        office
            .write_paragraph(&clerk, agency, seen, key, text)
            .await?;
    }
    Ok(())
}

/// The offices hand in, the county files or sends back, what is filed is published.
pub(super) async fn season(
    office: &Office,
    places: &[Workplace],
    today: Date,
) -> Result<(), OfficeError> {
    for year in OVER {
        for place in places {
            hand_in(office, place, year).await?;
            file(office, place, year).await?;
            Box::pin(publish(office, place, year)).await?;
        }
    }
    let last = today.year() - 1;
    // A season that has not come this far is left to who tries the demonstration.
    if last <= 2021 || today < date(today.year(), 2, 1) {
        return Ok(());
    }
    for (slug, far) in SEASON {
        let place = places.iter().find(|place| place.sketch.slug == slug);
        let place = place.ok_or(Refusal::Unknown)?;
        Box::pin(last_year(office, place, last, far)).await?;
    }
    Ok(())
}

async fn last_year(
    office: &Office,
    place: &Workplace,
    year: i16,
    far: Far,
) -> Result<(), OfficeError> {
    let agency = office.agency(&place.agency.id).await?;
    if far == Far::Completed {
        return fill(office, place, &agency, year).await;
    }
    complete(office, place, year).await?;
    hand_in(office, place, year).await?;
    match far {
        Far::Completed | Far::HandedIn => Ok(()),
        Far::SentBack => send_back(office, place, year).await,
        Far::Published => {
            file(office, place, year).await?;
            publish(office, place, year).await
        }
    }
}

async fn hand_in(office: &Office, place: &Workplace, year: i16) -> Result<(), OfficeError> {
    let clerk = by(place, Role::Clerk, 0, date(year + 1, 1, 16), 9)?;
    let (_, revision) = seen(office, place, year).await?;
    office
        .hand_in_report(&clerk, &place.agency, (year, revision))
        .await
}

async fn file(office: &Office, place: &Workplace, year: i16) -> Result<(), OfficeError> {
    let (above, revision) = seen(office, place, year).await?;
    office
        .file_report(&above, &place.agency, (year, revision))
        .await
}

async fn send_back(office: &Office, place: &Workplace, year: i16) -> Result<(), OfficeError> {
    let (above, revision) = seen(office, place, year).await?;
    let (cell, text) = REMARK;
    let remarks = vec![Remark {
        anchor: Anchor::Cell(cell.to_owned()),
        text: text.to_owned(),
    }];
    office
        .send_report_back(&above, &place.agency, (year, revision), remarks)
        .await
}

/// The supervisor of the county on the day, and the revision of a submission.
async fn seen(
    office: &Office,
    place: &Workplace,
    year: i16,
) -> Result<(Context, u64), OfficeError> {
    let clerk = by(place, Role::Clerk, 0, date(year + 1, 1, 18), 9)?;
    let program = Context {
        actor: Actor::Program,
        ..clerk
    };
    let accounts = office.accounts(&program).await?;
    let account = accounts.iter().find(|one| one.login == "supervisor");
    let cx = Context {
        actor: Actor::Person(person(account.ok_or(Refusal::Unknown)?)),
        ..program
    };
    let (submission, _) = office.on_its_way(&place.agency.id, year).await?;
    Ok((cx, submission.revision))
}

async fn publish(office: &Office, place: &Workplace, year: i16) -> Result<(), OfficeError> {
    let day = date(year + 1, 1, 18);
    let clerk = by(place, Role::Clerk, 0, day, 14)?;
    let agency = office.agency(&place.agency.id).await?;
    let seen = (year, office.report_revision(&agency, year).await?);
    let sent = office.send_report_to_publication(&clerk, &agency, seen);
    let sent = Box::pin(sent).await?;
    let item = office.view(&clerk, &sent.item).await?.item;
    agreed(office, place, item, day, Some(0)).await?;
    Ok(())
}
