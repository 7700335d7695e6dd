//! A large invented installation: a county, hundreds of units, years of work of each, for measuring and for
//! trying out. Nothing in it is real, and everything says so.
//!
//! Items, requests, disputes and records are written in large transactions, with one event for each unit
//! and month; each request is a case that the law lets happen, sealed as the office seals it. The annual
//! reports go through the same use cases as real ones.

mod disputes;
mod draw;
mod items;
mod records;
mod reports;
mod requests;
mod units;

use crate::demo::Login;
use crate::events::Record;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Actor, Person};
use gongkai_domain::agency::Agency;
use gongkai_domain::event::Event;
use gongkai_domain::information::Channel;
use gongkai_store::Category;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde_json::json;

/// What is to be invented.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Units below the county.
    pub units: u32,
    /// The years of their work, the first and the last; the reports of all but the last are locked,
    /// handed in and published.
    pub years: (i16, i16),
    /// Published items of a unit and year.
    pub items: u32,
    /// Disclosure requests of a unit and year, on average.
    pub requests: u32,
    /// From what everything is drawn: the same seed gives the same figures.
    pub seed: u64,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Units set up.
    Units,
    /// Units whose work of a year is written.
    Work(i16),
    /// Units whose annual report of a year is finished.
    Reports(i16),
}

/// The first year for which all working days and outcomes are known.
pub const FIRST_YEAR: i16 = 2020;

/// A unit with its people.
struct Unit {
    number: u32,
    agency: Agency,
    categories: Vec<Category>,
    channels: Vec<Channel>,
    clerk: Person,
    head: Person,
}

/// A year of a unit, as it is being written.
struct UnitYear<'a> {
    office: &'a Office,
    unit: &'a Unit,
    plan: &'a Plan,
    year: i16,
}

/// Fills an empty installation, all accounts with this password.
///
/// Gives the accounts of the county and of the first unit; the others are called alike. `told` hears how
/// many units a step is through with.
pub async fn fill(
    office: &Office,
    plan: &Plan,
    password: &str,
    told: impl Fn(Step, u32),
) -> Result<Vec<Login>, OfficeError> {
    if !office.is_new().await? {
        return Err(OfficeError::Setup);
    }
    let hash = office.passwords.hash(password).await?;
    let county = units::county(office, plan, &hash).await?;
    let mut units = Vec::new();
    for number in 1..=plan.units {
        units.push(units::unit(office, plan, &county, (number, &hash)).await?);
        told(Step::Units, number);
    }
    let (first, last) = plan.years;
    for year in first..=last {
        for unit in &units {
            let of = UnitYear {
                office,
                unit,
                plan,
                year,
            };
            of.work().await?;
            told(Step::Work(year), unit.number);
        }
        for unit in &units {
            let of = UnitYear {
                office,
                unit,
                plan,
                year,
            };
            Box::pin(of.report(&county.supervisor)).await?;
            told(Step::Reports(year), unit.number);
        }
    }
    let mut logins = county.logins();
    logins.extend(units.first().into_iter().flat_map(Unit::logins));
    Ok(logins)
}

impl UnitYear<'_> {
    /// Everything of the year in one transaction.
    async fn work(&self) -> Result<(), OfficeError> {
        let mut write = self.office.store.write().await?;
        let mut months = [0_u32; 12];
        for day in self.items(&mut write).await? {
            count(&mut months, day);
        }
        for day in self.requests(&mut write).await? {
            count(&mut months, day);
        }
        for day in self.records(&mut write).await? {
            count(&mut months, day);
        }
        Ok(write.commit(self.events(&months)?).await?)
    }

    /// One event for each month: how much was written of it.
    fn events(&self, months: &[u32; 12]) -> Result<Vec<Event>, OfficeError> {
        let agency = &self.unit.agency.id;
        let mut events = Vec::new();
        for (month, written) in (1_i8..).zip(months) {
            let last = date(self.year, month, 1).last_of_month();
            let record = Record::of("installation.generated", format!("agency:{agency}"));
            let record = record.in_agency(agency).to(&json!({ "written": written }));
            events.push(record.by(&by(None, last))?);
        }
        Ok(events)
    }

    fn draw(&self, what: u64) -> draw::Draw {
        let year = self.year.unsigned_abs().into();
        draw::Draw::of(self.plan.seed, &[self.unit.number.into(), year, what])
    }

    /// The last day of which anything is known.
    fn until(&self) -> Date {
        date(self.plan.years.1, 12, 31)
    }
}

fn count(months: &mut [u32; 12], day: Date) {
    let month = usize::try_from(day.month()).unwrap_or_default();
    if let Some(one) = month.checked_sub(1).and_then(|at| months.get_mut(at)) {
        *one += 1;
    }
}

/// The program, or somebody, on a day.
fn by(person: Option<&Person>, day: Date) -> Context {
    let actor = person.map_or(Actor::Program, |person| Actor::Person(person.clone()));
    Context {
        actor,
        now: at(day),
        origin: ORIGIN.to_owned(),
    }
}

/// Where all this comes from, as the log says it.
const ORIGIN: &str = "生成的演示数据";

/// Ten in the morning of a day in China.
fn at(day: Date) -> Timestamp {
    crate::demo::at(day, 10)
}
