//! What proves that somebody holds the receipt of a request: its code with the end of phone or identity number,
//! or, for half an hour after that, a sealed ticket in the browser, so that looking again is no new try.

use super::follow;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::Refusal;
use gongkai_domain::clock::Due;
use gongkai_domain::identity::{AgencyId, RequestId};
use gongkai_domain::request::{Applicant, Case, RequesterKind};
use gongkai_store::RequestRow;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// What stands on the receipt, and what only the requester knows besides.
#[derive(Debug, Clone)]
pub struct StatusCode {
    /// The 16 digits.
    pub code: String,
    /// The last four characters of phone or identity number.
    pub last_four: String,
}

/// By what somebody is known to hold a receipt.
#[derive(Debug, Clone, Copy)]
pub enum Hold<'h> {
    /// Code and ending, just typed: a try that counts where it is wrong.
    Code(&'h StatusCode),
    /// The ticket that was given for them.
    Ticket(&'h str),
}

impl<'h> From<&'h StatusCode> for Hold<'h> {
    fn from(code: &'h StatusCode) -> Self {
        Self::Code(code)
    }
}

impl<'h> From<&'h str> for Hold<'h> {
    fn from(ticket: &'h str) -> Self {
        Self::Ticket(ticket)
    }
}

/// A receipt, as it was given on the day of filing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The agency that was asked.
    pub agency: AgencyId,
    /// 2026-0001.
    pub number: String,
    /// The 16 digits.
    pub code: String,
    /// When the request came, in China's time.
    pub arrived: DateTime,
    /// The day of receipt; none before it is confirmed.
    pub received_on: Option<Date>,
    /// By when it is answered at the latest, as far as that was known on the day of receipt.
    pub due: Option<Due>,
}

/// What is sealed in a ticket.
#[derive(Serialize, Deserialize)]
struct Ticket {
    request: RequestId,
    code: String,
    /// Seconds since 1970.
    until: i64,
}

/// Seconds for which a ticket holds.
const HOLDS: i64 = 30 * 60;
const PLACE: &str = "ticket";

impl Office {
    /// A ticket for who types code and ending. A wrong code and a wrong ending get the same answer after the
    /// same work, and are slowed down.
    pub async fn ticket(&self, cx: &Context, proof: &StatusCode) -> Result<String, OfficeError> {
        let row = self.request_of(cx, Hold::Code(proof)).await?;
        self.issue(cx, row.id, digits(&proof.code))
    }

    /// A ticket for who sent a form that made a request; none where it made none.
    pub async fn ticket_of_form(
        &self,
        cx: &Context,
        form: &str,
    ) -> Result<Option<String>, OfficeError> {
        let mark = self.keys()?.mark("form", form);
        let row = self.store.request_of_form(&mark).await?;
        let code = self.code(form)?;
        row.map(|row| self.issue(cx, row.id, code)).transpose()
    }

    /// The same ticket with all its time before it.
    pub fn renewed(&self, cx: &Context, ticket: &str) -> Result<String, OfficeError> {
        let held = self.opened_ticket(cx, ticket)?;
        self.issue(cx, held.request, held.code)
    }

    /// The receipt of whoever holds it.
    pub async fn receipt(&self, cx: &Context, ticket: &str) -> Result<Receipt, OfficeError> {
        let held = self.opened_ticket(cx, ticket)?;
        let row = self.request_of(cx, Hold::Ticket(ticket)).await?;
        let (case, _) = self.case(&row).await?;
        let first = case.entries().first().cloned();
        let first = Case::open(first.ok_or(Refusal::Unknown)?)?;
        let day = first.received_on().unwrap_or_else(|| cx.today());
        let calendars = self.calendars().await?;
        let clock = first.reply_clock(day, calendars.of(&row.agency))?;
        Ok(Receipt {
            agency: row.agency,
            number: row.number,
            code: held.code,
            arrived: row.arrived,
            received_on: first.received_on(),
            due: clock.map(|clock| clock.deadline.due),
        })
    }

    fn issue(&self, cx: &Context, request: RequestId, code: String) -> Result<String, OfficeError> {
        let until = cx.now.as_second().saturating_add(HOLDS);
        let ticket = Ticket {
            request,
            code,
            until,
        };
        self.keys()?.seal_passing(PLACE, &super::json(&ticket)?)
    }

    fn opened_ticket(&self, cx: &Context, sealed: &str) -> Result<Ticket, OfficeError> {
        let text = self.keys()?.open_passing(PLACE, sealed);
        let text = text.map_err(|_not_ours| Refusal::Unknown)?;
        let ticket: Option<Ticket> = serde_json::from_str(&text).ok();
        let open = ticket.filter(|ticket| cx.now.as_second() < ticket.until);
        Ok(open.ok_or(Refusal::Unknown)?)
    }

    /// The request of whoever holds its receipt.
    pub(super) async fn request_of(
        &self,
        cx: &Context,
        hold: Hold<'_>,
    ) -> Result<RequestRow, OfficeError> {
        match hold {
            Hold::Code(proof) => self.request_of_proof(cx, proof).await,
            Hold::Ticket(sealed) => {
                let ticket = self.opened_ticket(cx, sealed)?;
                let row = self.store.request(&ticket.request).await?;
                let row = row.filter(|row| row.sealed.is_some());
                Ok(row.ok_or(Refusal::Unknown)?)
            }
        }
    }

    async fn request_of_proof(
        &self,
        cx: &Context,
        proof: &StatusCode,
    ) -> Result<RequestRow, OfficeError> {
        let keys = self.keys()?;
        let mark = keys.mark("code", &digits(&proof.code));
        let tried = self.throttle.take_receipt(&cx.origin, &mark, cx.now);
        tried.map_err(OfficeError::Slow)?;
        let row = self.store.request_of_code(&mark).await?;
        // Where there is nothing, as much is opened and compared as where there is something.
        let applicant = match &row {
            Some(row) => self.applicant(row)?,
            None => self.nobody()?,
        };
        let right = applicant.is_some_and(|applicant| ends_with(&applicant, &proof.last_four));
        let row = row.filter(|_| right).ok_or(Refusal::Unknown)?;
        self.throttle.give_back_receipt(&cx.origin, &mark);
        Ok(row)
    }

    /// Somebody who is nobody, sealed and opened like everybody.
    fn nobody(&self) -> Result<Option<Applicant>, OfficeError> {
        let keys = self.keys()?;
        let (key, kept) = keys.fresh("nobody")?;
        let blank = super::json(&Applicant::blank(RequesterKind::NaturalPerson))?;
        let sealed = key.seal(PLACE, &blank)?;
        let text = keys.open("nobody", &kept)?.open(PLACE, &sealed)?;
        Ok(serde_json::from_str(&text).ok())
    }

    /// Saves a row as its case says now; for what is no entry of the case.
    pub(super) async fn refreshed(
        &self,
        cx: &Context,
        row: &mut RequestRow,
    ) -> Result<(), OfficeError> {
        let (case, _) = self.case(row).await?;
        let calendars = self.calendars().await?;
        let calendar = calendars.of(&row.agency);
        follow(row, &case, cx.today(), calendar)
    }
}

fn digits(code: &str) -> String {
    code.chars().filter(char::is_ascii_digit).collect()
}

/// Whether phone or identity number end so.
fn ends_with(applicant: &Applicant, last_four: &str) -> bool {
    let last_four = last_four.trim().to_uppercase();
    let ends = |text: &String| text.trim().to_uppercase().ends_with(&last_four);
    last_four.chars().count() == 4 && (ends(&applicant.phone) || ends(&applicant.id_number))
}
