//! The days on which something about requests is due as a calendar (RFC 5545), for telephones and desktop
//! calendars: numbers and days, no person and no word of theirs. The token stands in the address, since
//! calendars send nothing else; who holds it revokes it at their account.

use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use gongkai_domain::access::Refusal;
use gongkai_office::{RequestDate, china};
use jiff::Timestamp;

/// Octets of a line at most, its end not counted (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// Hands it out.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(token): Path<String>,
) -> Result<Response, WebError> {
    let token = token.trim_end_matches(".ics");
    let dates = site.office.request_dates(token, &caller.cx).await?;
    let dates = dates.ok_or(Refusal::Unknown)?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, written(&dates, caller.cx.now)).into_response())
}

fn written(dates: &[RequestDate], now: Timestamp) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//gongkai//requests//ZH".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "X-WR-CALNAME:依申请公开到期日".to_owned(),
        "X-WR-TIMEZONE:Asia/Shanghai".to_owned(),
    ];
    let stamp = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    for date in dates {
        lines.extend(event(date, &stamp, now));
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn event(date: &RequestDate, stamp: &str, now: Timestamp) -> Vec<String> {
    let day = date.on.strftime("%Y%m%d");
    let next = date.on.tomorrow().unwrap_or(date.on).strftime("%Y%m%d");
    let what = date
        .wait
        .map_or_else(|| "答复期限".to_owned(), super::clocks::name);
    let late = date.on < china(now).date();
    let late = if late { "（已过）" } else { "" };
    let (number, agency, id) = (&date.number, &date.agency, &date.request);
    let mark = date
        .wait
        .map_or_else(String::new, |wait| format!("-{}", mark(wait)));
    vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{id}{mark}@gongkai"),
        format!("DTSTAMP:{stamp}"),
        format!("SEQUENCE:{}", date.revision),
        format!("DTSTART;VALUE=DATE:{day}"),
        format!("DTEND;VALUE=DATE:{next}"),
        format!("SUMMARY:{}", escaped(&format!("申请{number} {what}{late}"))),
        format!("DESCRIPTION:{}", escaped(agency)),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
    ]
}

/// What tells the days of one request apart.
fn mark(wait: gongkai_domain::request::WaitKind) -> String {
    use gongkai_domain::request::WaitKind::{
        Confirmation, Correction, CorrectionNotice, Opinion, Payment, Reasons,
    };
    match wait {
        Confirmation => "confirmation".to_owned(),
        CorrectionNotice => "correction-notice".to_owned(),
        Correction => "correction".to_owned(),
        Opinion(_, id) => format!("opinion-{id}"),
        Reasons => "reasons".to_owned(),
        Payment => "payment".to_owned(),
    }
}

/// Text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\");
    let text = text.replace(';', "\\;").replace(',', "\\,");
    text.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
}

/// A line with its end, folded before the octet that would be too many, never within a character.
fn folded(line: &str) -> String {
    let mut folded = String::new();
    let mut octets = 0;
    for character in line.chars() {
        if octets + character.len_utf8() > LONGEST {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(character);
        octets += character.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use gongkai_domain::identity::RequestId;
    use jiff::civil::date;

    #[test]
    fn a_day_is_a_whole_day_and_no_line_is_longer_than_the_standard_allows() {
        let due = RequestDate {
            request: RequestId::from_random(5),
            number: "2026-0007".to_owned(),
            agency: "名字很长很长很长很长很长很长很长很长的镇；党政办公室,一楼".to_owned(),
            wait: None,
            on: date(2026, 12, 18),
            revision: 4,
        };
        let text = written(&[due], "2026-11-20T02:00:00Z".parse().unwrap());
        assert!(text.contains("DTSTART;VALUE=DATE:20261218\r\nDTEND;VALUE=DATE:20261219\r\n"));
        assert!(text.contains("SUMMARY:申请2026-0007 答复期限\r\n"));
        assert!(text.split("\r\n").all(|line| line.len() <= LONGEST));
        assert!(text.replace("\r\n ", "").contains("党政办公室\\,一楼"));
        assert!(!text.replace("\r\n", "").contains('\n'));
    }
}
