//! From what was posted to facts: files are taken in, names looked up, problems collected.

use super::fields::{Fields, Known};
use super::form::EntryChoice;
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::clock::publish_by;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::information::{Attachment, Facts};
use gongkai_office::{OfficeError, Proposals, Taken};

/// A form that was posted, read.
pub(super) struct Intake {
    pub(super) fields: Fields,
    pub(super) facts: Facts,
    pub(super) attachments: Vec<Attachment>,
    pub(super) problems: Problems,
    /// What the files that came now propose.
    pub(super) proposals: Proposals,
}

/// Files of one item at most.
const MOST_FILES: usize = 50;

/// The agencies in which the caller registers.
pub(super) async fn agencies(site: &Site, caller: &Caller) -> Result<Vec<Agency>, WebError> {
    let tree = site.office.agencies().await?;
    let own = tree.0.iter().filter(|agency| {
        let lineage = tree.lineage(&agency.id);
        decide(&caller.cx.actor, Action::Register, Object::Agency(&lineage)).is_ok()
    });
    Ok(own.cloned().collect())
}

/// Reads a posted form for an item of an agency; `base` is what it was before.
pub(super) async fn read(
    site: &Site,
    caller: &Caller,
    agency: &AgencyId,
    base: &Facts,
    mut posted: Posted,
) -> Result<Intake, WebError> {
    let mut problems = Problems::default();
    let mut attachments = kept(site, caller, agency, base, &posted).await?;
    let mut proposals = Proposals::default();
    for (_, name, bytes) in std::mem::take(&mut posted.files) {
        if attachments.len() >= MOST_FILES {
            problems.add("file", "一条信息最多 50 个附件。请打包以后再传。");
            break;
        }
        match site
            .office
            .take_file(&caller.cx, agency, &name, bytes)
            .await
        {
            Ok(Taken {
                file,
                proposals: read,
            }) => {
                first(&mut proposals.title, read.title);
                first(&mut proposals.document_number, read.document_number);
                first(&mut proposals.dated_on, read.dated_on);
                attachments.retain(|before| before.digest != file.digest);
                attachments.push(file);
            }
            Err(OfficeError::File(why)) => problems.add("file", format!("{name}：{why}")),
            Err(error) => return Err(error.into()),
        }
    }
    let fields = Fields::of_posted(&posted);
    let number = fields.text("interprets");
    let interprets = if number.is_empty() {
        None
    } else {
        site.office.by_index_number(&caller.cx, number).await?
    };
    let known = Known {
        categories: site.office.categories(agency).await?,
        interprets,
        attachments: attachments.clone(),
        today: caller.cx.today(),
    };
    let (facts, wrong) = fields.facts(base, &known);
    problems.0.extend(wrong.0);
    let calendars = site.office.calendars().await?;
    check_limit(calendars.of(agency), caller, &facts, &mut problems);
    Ok(Intake {
        fields,
        facts,
        attachments,
        problems,
        proposals,
    })
}

/// The entries of the catalogue that may be chosen, and the one that the item has.
pub(super) async fn entries(
    site: &Site,
    caller: &Caller,
    agency: &AgencyId,
    facts: &Facts,
) -> Result<Vec<EntryChoice>, WebError> {
    let today = caller.cx.today();
    let fields = site.office.public_catalogue(agency, today).await?;
    let standing = fields.iter().flat_map(|field| &field.entries);
    let mut entries: Vec<EntryChoice> = standing
        .map(|entry| EntryChoice {
            id: entry.record.id.to_string(),
            field: entry.field.clone(),
            item: entry.item(),
        })
        .collect();
    if let Some(own) = &facts.listing
        && !own.shown.is_empty()
        && entries.iter().all(|entry| entry.id != own.record.as_str())
    {
        entries.push(EntryChoice {
            id: own.record.to_string(),
            field: "已经停用的".to_owned(),
            item: own.shown.clone(),
        });
    }
    Ok(entries)
}

/// The files that stay: only such as this item has, or this agency has taken in.
async fn kept(
    site: &Site,
    caller: &Caller,
    agency: &AgencyId,
    base: &Facts,
    posted: &Posted,
) -> Result<Vec<Attachment>, WebError> {
    let removed: Vec<&str> = posted.all("remove").collect();
    let mut kept: Vec<Attachment> = Vec::new();
    for digest in posted.all("attachment").take(MOST_FILES) {
        let double = kept.iter().any(|file| file.digest == digest);
        if removed.contains(&digest) || double {
            continue;
        }
        let before = base.attachments.iter().find(|file| file.digest == digest);
        kept.push(match before {
            Some(file) => file.clone(),
            None => site.office.taken_file(&caller.cx, agency, digest).await?,
        });
    }
    Ok(kept)
}

fn first<T>(slot: &mut Option<T>, value: Option<T>) {
    if slot.is_none() {
        *slot = value;
    }
}

/// A limit of one's own may be shorter than the law's, and not longer.
fn check_limit(
    calendar: &WorkdayCalendar,
    caller: &Caller,
    facts: &Facts,
    problems: &mut Problems,
) {
    let from = facts.formed_on.unwrap_or_else(|| caller.cx.today());
    let within = facts.publish_within.map(u16::from);
    if let (Some(_), Err(error)) = (within, publish_by(from, within, calendar)) {
        problems.add("publish_within", error.zh());
    }
}
