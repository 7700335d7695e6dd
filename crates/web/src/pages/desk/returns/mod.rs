//! 季度报送: the quarters of a year, the table of one, what stands behind its numbers, and the sum of
//! the agencies below.

pub(crate) mod behind;
pub(crate) mod list;
pub(crate) mod steps;
pub(crate) mod summary;
pub(crate) mod table;

use super::duty_words::{State, due, state};
use super::workplace::Workplace;
use super::{Answer, Asked, again, file, named, notices, page, titled, to};
use crate::error::WebError;
use gongkai_domain::access::Refusal;
use gongkai_domain::returns::{Absence, Quarter, ReturnBook};
use jiff::civil::Date;

/// Where returns are.
const AT: &str = "/desk/returns";

/// The page of the return that fulfils a turn of a duty, if one does.
pub(super) fn of_turn(duty: &str, agency: &str, period: &str) -> Option<String> {
    let book = ReturnBook::statutory().ok()?;
    let quarter: Quarter = period.parse().ok()?;
    let fulfils = book.all().iter().any(|table| table.duty == duty);
    fulfils.then(|| address(quarter, agency))
}

/// The page of a return.
fn address(quarter: Quarter, agency: &str) -> String {
    format!("{AT}/{quarter}?agency={agency}")
}

/// The quarter of an address; an address that names none leads nowhere.
fn quarter(text: &str) -> Result<Quarter, WebError> {
    text.parse().or(Err(WebError::Refusal(Refusal::Unknown)))
}

/// The quarter that is reported next: the last one that is over.
fn last_over(today: Date) -> Quarter {
    let (first, last) = Quarter::of(today).days();
    if today == last {
        return Quarter::of(today);
    }
    Quarter::of(first.yesterday().unwrap_or(first))
}

/// Why there is no number, in words.
fn absence(why: &Absence) -> String {
    match why {
        Absence::NotTyped => "系统里没有，请补填".to_owned(),
        Absence::NotInUse => "系统里还没有登记过依申请公开，请补填".to_owned(),
        Absence::NoLedger(key) => {
            let ledger = gongkai_office::ledger(key);
            let name = ledger.map_or(key.as_str(), |ledger| ledger.zh.as_str());
            format!("“{name}”还没有记录")
        }
        Absence::Quarter(number) => format!("第{number}季度没有数，不能累计"),
    }
}
