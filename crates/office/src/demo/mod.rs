//! An invented installation: five township offices with a year behind them and a day before them.
//!
//! Everything goes through the same use cases as real work, at the times at which it would have been
//! done.

mod duties;
mod handover;
mod ledgers;
mod offices;
mod people;
mod reports;
mod requests;
mod returns;
mod titles;
mod today;
mod year;

use crate::sessions::person;
use crate::{Context, NewAgency, NewToken, Office, OfficeError, settings_mark};
use gongkai_domain::access::{Actor, Refusal, Role, Scope};
use gongkai_domain::agency::{Agency, AgencyKind, AgencySettings, Guide};
use gongkai_domain::identity::{CategoryId, ChannelId};
use gongkai_domain::information::ChannelKind;
use gongkai_domain::review::ReviewStep;
use jiff::civil::{Date, date};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};
use offices::{ABOVE_INSTITUTION, INSTITUTION, OFFICES, Sketch};
use people::Staff;

pub(crate) use people::name as invented_name;

/// An account of the demonstration, to be printed.
#[derive(Debug, Clone)]
pub struct Login {
    /// What to sign in with.
    pub login: String,
    /// The person.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Where: the short name of the agency.
    pub place: String,
}

/// Whose token the demonstration hands out.
const PROGRAM: &str = "xiangzhi.clerk";

/// A token of the demonstration for programs, with all scopes, for a year.
pub async fn token(office: &Office, now: Timestamp) -> Result<String, OfficeError> {
    let program = Context {
        actor: Actor::Program,
        now,
        origin: "演示".to_owned(),
    };
    let accounts = office.accounts(&program).await?;
    let account = accounts.iter().find(|account| account.login == PROGRAM);
    let account = account.ok_or(Refusal::Unknown)?;
    let cx = Context {
        actor: Actor::Person(person(account)),
        ..program
    };
    let new = NewToken {
        name: "演示".to_owned(),
        scopes: Scope::ALL.into_iter().collect(),
        expires_on: cx.today().checked_add(1.year()).ok(),
    };
    office.make_token(&cx, new).await
}

/// An office of the demonstration, set up.
struct Workplace {
    sketch: &'static Sketch,
    agency: Agency,
    staff: Vec<Staff>,
    categories: Vec<CategoryId>,
    channels: Vec<ChannelId>,
}

/// Fills an empty installation, all accounts with this password, and gives the accounts.
pub async fn fill(
    office: &Office,
    now: Timestamp,
    password: &str,
) -> Result<Vec<Login>, OfficeError> {
    let begin = at(date(2019, 5, 15), 9);
    let cx = Context {
        actor: Actor::Program,
        now: begin,
        origin: "演示".to_owned(),
    };
    let mut logins = Vec::new();
    let county = office.create_agency(&cx, county()).await?;
    logins.extend(people::administrators(office, &cx, &county, password).await?);
    let mut places = Vec::new();
    for sketch in &OFFICES {
        let workplace = Box::pin(set_up(office, &cx, &county, sketch, password)).await?;
        work(office, &cx, &workplace, now).await?;
        let staff = workplace.staff.iter();
        logins.extend(staff.map(|staff| staff.login(sketch.short)));
        places.push(workplace);
    }
    Box::pin(reports::season(office, &places, crate::today(now))).await?;
    let above = office.agencies().await?;
    let above = above.at(ABOVE_INSTITUTION).cloned();
    let above = above.ok_or(Refusal::Unknown)?;
    let workplace = Box::pin(set_up(office, &cx, &above, &INSTITUTION, password)).await?;
    Box::pin(year::work(office, &workplace)).await?;
    let staff = workplace.staff.iter();
    logins.extend(staff.map(|staff| staff.login(INSTITUTION.short)));
    Ok(logins)
}

/// The years of an office.
async fn work(
    office: &Office,
    cx: &Context,
    workplace: &Workplace,
    now: Timestamp,
) -> Result<(), OfficeError> {
    Box::pin(year::work(office, workplace)).await?;
    handover::work(office, workplace, now).await?;
    ledgers::work(office, workplace).await?;
    Box::pin(today::work(office, workplace, now)).await?;
    // Before the returns, which count them.
    Box::pin(requests::work(office, workplace, now)).await?;
    returns::work(office, workplace, now).await?;
    duties::work(office, cx, workplace, now).await?;
    Box::pin(reports::work(office, workplace)).await
}

fn county() -> NewAgency {
    NewAgency {
        parent: None,
        kind: AgencyKind::County,
        slug: "county".to_owned(),
        name: "演示县人民政府".to_owned(),
        short: "演示县".to_owned(),
        since: date(2019, 5, 15),
        region_code: "990000".to_owned(),
        organ_code: "11990000000000000A".to_owned(),
    }
}

async fn set_up(
    office: &Office,
    cx: &Context,
    above: &Agency,
    sketch: &'static Sketch,
    password: &str,
) -> Result<Workplace, OfficeError> {
    let new = NewAgency {
        parent: Some(above.id.clone()),
        kind: sketch.kind,
        slug: sketch.slug.to_owned(),
        name: format!("{}（演示）", sketch.name),
        short: sketch.short.to_owned(),
        since: date(2019, 5, 15),
        region_code: sketch.region.to_owned(),
        organ_code: sketch.organ.to_owned(),
    };
    let agency = office.create_agency(cx, new).await?;
    office
        .set_up(
            cx,
            &agency.id,
            &settings_mark(&agency.settings),
            settings(sketch, &agency.settings),
        )
        .await?;
    let mut channels: Vec<ChannelId> = office
        .channels(&agency.id)
        .await?
        .into_iter()
        .map(|channel| channel.id)
        .collect();
    for &(kind, name) in sketch.channels {
        channels.push(office.add_channel(cx, &agency.id, kind, name, "").await?);
    }
    let categories = categories(office, cx, &agency, sketch).await?;
    let staff = people::staff(office, cx, &agency, sketch, password).await?;
    let agency = office.agency(&agency.id).await?;
    Ok(Workplace {
        sketch,
        agency,
        staff,
        categories,
        channels,
    })
}

/// The categories of an office, made; of an institution those of the column on which it publishes.
async fn categories(
    office: &Office,
    cx: &Context,
    agency: &Agency,
    sketch: &Sketch,
) -> Result<Vec<CategoryId>, OfficeError> {
    let above = office.categories(&agency.id).await?;
    let mut categories = Vec::new();
    for (at, category) in sketch.categories.iter().enumerate() {
        let code = format!("{:02}00", at + 1);
        let topic = category.topic.try_into().ok();
        let known = above.iter().find(|known| known.name == category.name);
        categories.push(match known {
            Some(known) => known.id.clone(),
            None => {
                office
                    .add_category(cx, &agency.id, &code, category.name, topic)
                    .await?
            }
        });
    }
    Ok(categories)
}

fn settings(sketch: &Sketch, before: &AgencySettings) -> AgencySettings {
    let mut settings = before.clone();
    settings.review.steps = sketch
        .chain
        .iter()
        .map(|&(name, role, secrecy)| ReviewStep {
            name: name.to_owned(),
            role,
            secrecy,
        })
        .collect();
    settings.on_column_above = sketch.kind == AgencyKind::Institution;
    settings.published_before = sketch.published_before;
    settings.duties = duties::taken_on(sketch);
    settings.requests = requests::setting(sketch.short);
    settings.guide = Guide {
        office: "党政办公室（演示）".to_owned(),
        address: "演示路1号".to_owned(),
        postcode: "990000".to_owned(),
        hours: "工作日 8:30—12:00，14:30—17:30".to_owned(),
        telephone: "0990-00000000".to_owned(),
        fax: "0990-00000001".to_owned(),
        internet: "gongkai@example.invalid".to_owned(),
        text: "本机关主动公开的政府信息按类别编排，每条有索引号、名称、内容概述和生成日期。\n\n\
            公众可以在本专栏检索、查阅、下载，也可以到档案馆、图书馆和便民服务中心查阅。\n\n\
            需要本专栏没有公开的政府信息，可以向本机关政府信息公开工作机构提出申请。"
            .to_owned(),
        updated_on: Some(date(2020, 1, 6)),
    };
    "一、公开前逐条审查，先审查、后公开。\n\n\
        二、政府信息形成或者变更之日起20个工作日内公开。\n\n\
        三、不予公开的信息每年评估一次，情况变化的及时公开。"
        .clone_into(&mut settings.rules);
    "9900000000".clone_into(&mut settings.footer.site_code);
    settings
}

/// An hour of a day in China.
pub(crate) fn at(day: Date, hour: i8) -> Timestamp {
    let zone = TimeZone::fixed(Offset::constant(8));
    let moment = day.at(hour, 0, 0, 0).to_zoned(zone);
    moment.map_or(Timestamp::UNIX_EPOCH, |moment| moment.timestamp())
}

impl Workplace {
    /// The first of the staff in a role.
    fn actor(&self, role: Role, nth: usize) -> Result<Actor, OfficeError> {
        let mut of_role = self.staff.iter().filter(|staff| staff.role == role);
        let staff = of_role
            .nth(nth)
            .ok_or_else(|| OfficeError::Internal(format!("nobody is {role:?}")))?;
        Ok(Actor::Person(staff.person.clone()))
    }

    fn is_column(&self, at: usize) -> bool {
        at == 0
            || self
                .sketch
                .channels
                .get(at - 1)
                .is_some_and(|(kind, _)| *kind == ChannelKind::Column)
    }
}
