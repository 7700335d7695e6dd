//! Numbers of letters: one serial for each series and year, whether a letter is issued here or its number is
//! typed from paper, so that two replies never share one.

use super::object;
use crate::error::invalid;
use crate::events::Record;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::Action;
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::{AgencyId, RequestId};
use gongkai_domain::request::Act;
use gongkai_domain::request::letter::{NumberFault, NumberScheme, Series};
use gongkai_store::{RequestQuery, RequestRow, Write};
use jiff::civil::Date;
use std::collections::BTreeSet;

const TAKEN: &str = "这个文号已经用过。请换一个文号，或者用系统给出的下一个文号。";

/// The serial of a series in a year; series that share a template share it.
fn scope(agency: &AgencyId, scheme: &NumberScheme, series: Series, year: i16) -> String {
    let template = scheme.template(series).as_str();
    format!("letter {agency} {template} {year}")
}

impl Office {
    /// The number that the next reply of an agency will have; blank where it cannot be made. It is not
    /// reserved: whoever uses it first has it.
    pub async fn next_reply_number(
        &self,
        cx: &Context,
        id: &RequestId,
    ) -> Result<String, OfficeError> {
        let row = self.request_row(cx, id, Action::HandleRequests).await?;
        let (agency, year) = (self.agency(&row.agency).await?, cx.today().year());
        let scheme = &agency.settings.requests.numbers;
        let given = self.replies_of(&agency.id, year).await?;
        let scope = scope(&agency.id, scheme, Series::Reply, year);
        let mut serial = self.store.serial(&scope).await?;
        loop {
            serial += 1;
            let wanted = u32::try_from(serial).unwrap_or(u32::MAX);
            match scheme.number(Series::Reply, year, wanted) {
                Ok(number) if given.contains(&number) => {}
                Ok(number) => return Ok(number),
                Err(_nameless) => return Ok(String::new()),
            }
        }
    }

    /// The next number of a series, used up at once, numbers that were given by hand left out. A letter
    /// that is not issued after all leaves its number unused, which the event log shows.
    pub(super) async fn take_number(
        &self,
        cx: &Context,
        (row, agency): (&RequestRow, &Agency),
        series: Series,
    ) -> Result<String, OfficeError> {
        let year = cx.today().year();
        let scheme = &agency.settings.requests.numbers;
        let asked = |error: NumberFault| invalid("", &error.to_string());
        let given = self.replies_of(&row.agency, year).await?;
        let scope = scope(&row.agency, scheme, series, year);
        let record = Record::of("request.numbered", object(&row.id));
        let event = record.in_agency(&row.agency).by(cx)?;
        let mut write = self.store.write().await?;
        let number = loop {
            let serial = write.next_serial(&scope).await?;
            let serial = u32::try_from(serial).unwrap_or(u32::MAX);
            let number = scheme.number(series, year, serial).map_err(asked)?;
            if !given.contains(&number) {
                break number;
            }
        };
        write.commit(vec![event]).await?;
        Ok(number)
    }

    /// Marks the number of a reply as used, within the transaction that makes the reply; refuses one that
    /// another reply has. Whoever comes second waits here for the first and then sees its number.
    pub(super) async fn use_number(
        &self,
        write: &mut Write,
        row: &RequestRow,
        (on, act): (Date, &Act),
    ) -> Result<(), OfficeError> {
        let Act::Reply { number } = act else {
            return Ok(());
        };
        let agency = self.agency(&row.agency).await?;
        let scheme = &agency.settings.requests.numbers;
        let serial = scheme.serial(Series::Reply, on.year(), number);
        let scope = scope(&row.agency, scheme, Series::Reply, on.year());
        let serial = u64::from(serial.unwrap_or_default());
        write.raise_serial(&scope, serial).await?;
        if self
            .replies_of(&row.agency, on.year())
            .await?
            .contains(number)
        {
            return Err(invalid("number", TAKEN));
        }
        Ok(())
    }

    /// The numbers of the year's replies.
    async fn replies_of(
        &self,
        agency: &AgencyId,
        year: i16,
    ) -> Result<BTreeSet<String>, OfficeError> {
        let query = RequestQuery {
            agencies: vec![agency.clone()],
            limit: crate::ledgers::ALL,
            ..RequestQuery::default()
        };
        let mut numbers = BTreeSet::new();
        for row in self.store.requests(&query).await?.rows {
            if row.ended_on.is_some_and(|on| on.year() == year) {
                let (case, _) = self.case(&row).await?;
                numbers.extend(case.reply.map(|reply| reply.number));
            }
        }
        Ok(numbers)
    }
}
