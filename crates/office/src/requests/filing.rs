//! Taking a request in: from the public, or by the clerk from paper. Nothing is acknowledged before it is
//! kept.

use super::{Place, follow, json, object, recorded, seal_words};
use crate::events::Record;
use crate::sealing::CaseKey;
use crate::{Context, Office, OfficeError, token};
use gongkai_domain::access::{Action, Actor, Object, Refusal, decide};
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::identity::{AgencyId, RequestId};
use gongkai_domain::information::Gap;
use gongkai_domain::request::{
    Act, Applicant, Arrival, Case, CaseStage, Entry, ReceiptChannel, Words,
};
use gongkai_store::{FileRecord, NotedEntry, RequestFile, RequestRow};
use jiff::Timestamp;
use jiff::civil::Date;

/// A request as it is taken in.
#[derive(Debug, Clone)]
pub struct NewRequest {
    /// The agency asked.
    pub agency: AgencyId,
    /// How and when it came.
    pub arrival: Arrival,
    /// Who asks and for what.
    pub applicant: Applicant,
    /// The paper itself, proofs of identity.
    pub files: Vec<NewFile>,
    /// What is the same when the same form is sent again: its hidden token.
    pub form: String,
    /// The request of which this is a part.
    pub split_from: Option<RequestId>,
    /// What else is to be noted at registration.
    pub words: Words,
}

/// A file to be kept with a request.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// `application`, `identity`, `correction`, `letter`, `supplied`, `evidence`, `data_request`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether the requester may fetch it with the receipt.
    pub open: bool,
}

/// Among the words of a registration made at the office: the code of the receipt.
pub const RECEIPT_CODE: &str = "receipt_code";

/// What the receipt says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The request.
    pub id: RequestId,
    /// Its number: 2026-0001.
    pub number: String,
    /// The code by which it can be followed: 16 digits, together with the end of phone or identity number.
    pub code: String,
    /// When it was received; none before it is confirmed.
    pub received_on: Option<Date>,
    /// By when it will be answered at the latest.
    pub due_on: Option<Date>,
    /// Whether the same form had been sent before.
    pub again: bool,
}

impl Office {
    /// Takes a request in. The same form sent again gives the same receipt and nothing else.
    pub async fn file_request(&self, cx: &Context, new: NewRequest) -> Result<Filed, OfficeError> {
        self.may_file(cx, &new).await?;
        let form_mark = self.keys()?.mark("form", &new.form);
        if let Some(row) = self.store.request_of_form(&form_mark).await? {
            return self.filed(&row, &new.form, true);
        }
        if cx.actor == Actor::Public {
            self.check_handed_in(cx, &new.agency, &new.files).await?;
            let from = self.from(cx, &new.agency).await?;
            let waited = self.throttle.take_filing(from, new.agency.as_str(), cx.now);
            waited.map_err(OfficeError::Slow)?;
        }
        let calendars = self.calendars().await?;
        let calendar = calendars.of(&new.agency);
        let (row, entry, key) = self.first(cx, &new, form_mark, calendar)?;
        match self.keep_request(cx, row, entry, &key, &new.files).await {
            // The same form came twice at the same moment: the other one was first.
            Err(OfficeError::Invalid(_)) => {
                let mark = self.keys()?.mark("form", &new.form);
                let row = self.store.request_of_form(&mark).await?;
                self.filed(&row.ok_or(Refusal::Unknown)?, &new.form, true)
            }
            kept => self.filed(&kept?, &new.form, false),
        }
    }

    async fn may_file(&self, cx: &Context, new: &NewRequest) -> Result<(), OfficeError> {
        let tree = self.agencies().await?;
        let agency = tree.get(&new.agency).ok_or(Refusal::Unknown)?;
        let lineage = tree.lineage(&new.agency);
        let action = if cx.actor == Actor::Public {
            Action::FileRequest
        } else {
            Action::HandleRequests
        };
        decide(&cx.actor, action, Object::Agency(&lineage))?;
        let online = new.arrival.channel == ReceiptChannel::Online;
        if cx.actor == Actor::Public && !(online && agency.settings.requests.online) {
            return Err(Refusal::Unknown.into());
        }
        // What comes on paper is taken as it is, and corrected by article 30; a page can ask at once.
        let mut faults = new.applicant.faults();
        if !online {
            faults.retain(|fault| matches!(fault.field, "name" | "description"));
        }
        if new.arrival.arrived.date() > cx.today() {
            faults.push(gongkai_domain::request::ApplicantFault {
                field: "arrived",
                message: "收到日期在今天以后。请填写实际收到的日期。".to_owned(),
            });
        }
        let gap = |fault: gongkai_domain::request::ApplicantFault| Gap {
            field: fault.field,
            message: fault.message,
        };
        if faults.is_empty() {
            Ok(())
        } else {
            Err(OfficeError::Invalid(faults.into_iter().map(gap).collect()))
        }
    }

    /// The first entry of a request with its row, not yet numbered, and its key.
    pub(crate) fn first(
        &self,
        cx: &Context,
        new: &NewRequest,
        form_mark: String,
        calendar: &WorkdayCalendar,
    ) -> Result<(RequestRow, NotedEntry, CaseKey), OfficeError> {
        let id = RequestId::from_random(token::bits()?);
        let keys = self.keys()?;
        let (key, kept) = keys.fresh(id.as_str())?;
        let entry = Entry {
            on: new
                .arrival
                .arrived
                .date()
                .max(registered_on(cx, &new.arrival)),
            act: Act::Register {
                arrival: new.arrival.clone(),
                kind: new.applicant.kind,
                split_from: new.split_from.clone(),
            },
        };
        let case = Case::open(entry.clone())?;
        let who = identity(&new.applicant);
        let mut row = RequestRow {
            agency: new.agency.clone(),
            number: String::new(),
            kind: new.applicant.kind,
            channel: new.arrival.channel,
            arrived: new.arrival.arrived,
            stage: CaseStage::Unconfirmed,
            received_on: None,
            due_on: None,
            outcome: None,
            ended_on: None,
            handler: String::new(),
            revision: 0,
            sealed: Some(key.seal(&Place::Applicant.label(), &json(&new.applicant)?)?),
            sealed_key: Some(kept),
            applicant_mark: keys.mark("applicant", &who),
            code_mark: keys.mark("code", &self.code(&new.form)?),
            form_mark,
            opened_on: (cx.actor != Actor::Public).then(|| cx.today()),
            retain_until: None,
            erased_on: None,
            id,
        };
        follow(&mut row, &case, cx.today(), calendar)?;
        let mut words = new.words.clone();
        if cx.actor != Actor::Public {
            // The office prints the receipt, and prints it again for who lost it.
            words.insert(RECEIPT_CODE.to_owned(), self.code(&new.form)?);
        }
        let noted = NotedEntry {
            words: seal_words(&key, 0, &words)?,
            entry,
            noted_at: cx.now,
            account: cx.actor.person().map(|person| person.account.clone()),
            name: name(cx),
        };
        Ok((row, noted, key))
    }

    /// Keeps files, request and event, and gives the request its number.
    async fn keep_request(
        &self,
        cx: &Context,
        mut row: RequestRow,
        entry: NotedEntry,
        key: &CaseKey,
        files: &[NewFile],
    ) -> Result<RequestRow, OfficeError> {
        let sealed = self.seal_files(key, files, 0, cx.now).await?;
        let year = row.arrived.date().year();
        let mut write = self.store.write().await?;
        let scope = format!("request {} {year}", row.agency);
        let serial = write.next_serial(&scope).await?;
        row.number = format!("{year}-{serial:04}");
        write.insert_request(&row, &entry).await?;
        for (record, file) in &sealed {
            write.insert_file(record).await?;
            write.insert_request_file(&row.id, file).await?;
        }
        let record = Record::of("request.registered", object(&row.id)).in_agency(&row.agency);
        let event = record.to(&(&row.number, &entry.entry)).by(&recorded(cx))?;
        write.commit(vec![event]).await?;
        Ok(row)
    }

    /// Seals files and keeps their bytes, before anything names them.
    pub(super) async fn seal_files(
        &self,
        key: &CaseKey,
        files: &[NewFile],
        behind: u64,
        now: Timestamp,
    ) -> Result<Vec<(FileRecord, RequestFile)>, OfficeError> {
        let mut sealed = Vec::new();
        for (position, file) in (behind..).zip(files) {
            let bytes = key.seal_file(&Place::File(position).label(), &file.bytes)?;
            let kept = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            let digest = self.files.put(bytes).await?;
            let record = FileRecord {
                digest: digest.clone(),
                kind: "sealed".to_owned(),
                size: kept,
                text: None,
                unread: String::new(),
            };
            sealed.push((
                record,
                RequestFile {
                    position,
                    kind: file.kind.to_owned(),
                    digest,
                    name: key.seal(&Place::FileName(position).label(), &file.name)?,
                    size: u64::try_from(file.bytes.len()).unwrap_or(u64::MAX),
                    added_at: now,
                    open: file.open,
                },
            ));
        }
        Ok(sealed)
    }

    /// The code of the receipt: it follows from the form, so that the same form shows the same one.
    pub(super) fn code(&self, form: &str) -> Result<String, OfficeError> {
        let mark = self.keys()?.mark("receipt", form);
        let bits = mark
            .get(..32)
            .and_then(|half| u128::from_str_radix(half, 16).ok());
        let digits = bits.unwrap_or_default() % 10_000_000_000_000_000;
        Ok(format!("{digits:016}"))
    }

    fn filed(&self, row: &RequestRow, form: &str, again: bool) -> Result<Filed, OfficeError> {
        Ok(Filed {
            id: row.id.clone(),
            number: row.number.clone(),
            code: self.code(form)?,
            received_on: row.received_on,
            due_on: row.due_on,
            again,
        })
    }
}

/// What is the same of the same person: the number of their paper, or name and telephone.
fn identity(applicant: &Applicant) -> String {
    let number = applicant.id_number.trim().to_uppercase();
    if number.is_empty() {
        format!("{} {}", applicant.name.trim(), applicant.phone.trim())
    } else {
        number
    }
}

/// The day of registration: today, or the day of arrival where an older paper is entered.
fn registered_on(cx: &Context, arrival: &Arrival) -> Date {
    cx.today().min(arrival.arrived.date())
}

pub(super) fn name(cx: &Context) -> String {
    match &cx.actor {
        Actor::Person(person) => person.name.clone(),
        Actor::Public => "申请人".to_owned(),
        Actor::Program => "程序".to_owned(),
    }
}
