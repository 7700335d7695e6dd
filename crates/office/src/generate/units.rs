//! The county and its units: invented names, a chain of two, a clerk and a leader each.

use super::{Plan, Unit, by};
use crate::demo::{Login, invented_name};
use crate::events::Record;
use crate::{Office, OfficeError, token};
use gongkai_domain::access::{Grant, Person, Role};
use gongkai_domain::agency::{Agency, AgencyKind, AgencyName, AgencySettings, RequestSetting};
use gongkai_domain::event::Event;
use gongkai_domain::identity::{AccountId, AgencyId, CategoryId, ChannelId};
use gongkai_domain::information::{Channel, ChannelKind, Topic};
use gongkai_domain::review::{ReviewChain, ReviewStep};
use gongkai_store::{Account, Category, Write};
use jiff::civil::{Date, date};

/// The county with who supervises.
pub(super) struct County {
    pub(super) agency: Agency,
    pub(super) supervisor: Person,
    people: Vec<(Person, String)>,
}

/// Code, name and the item of article 20 of the categories that every unit has.
const CATEGORIES: [(&str, &str, u8); 6] = [
    ("0100", "政策文件", 1),
    ("0200", "机构职能", 2),
    ("0300", "财政信息", 7),
    ("0400", "办事服务", 5),
    ("0500", "民生保障", 11),
    ("0600", "公示公告", 15),
];

/// The county with its administrators and its supervisor.
pub(super) async fn county(
    office: &Office,
    plan: &Plan,
    hash: &str,
) -> Result<County, OfficeError> {
    let agency = agency(plan, None, AgencyKind::County, &Names::county())?;
    let mut write = office.store.write().await?;
    let mut events = vec![set_up(&mut write, plan, &agency).await?];
    let mut people = Vec::new();
    for (login, role) in [
        ("supervisor", Role::Supervisor),
        ("system", Role::SystemAdministrator),
        ("security", Role::SecurityAdministrator),
        ("audit", Role::AuditAdministrator),
    ] {
        let (person, event) = open(&mut write, plan, (login, hash), (role, &agency.id)).await?;
        people.push((person, login.to_owned()));
        events.push(event);
    }
    write.commit(events).await?;
    let supervisor = people.first().map(|(person, _)| person.clone());
    let supervisor = supervisor.ok_or_else(|| OfficeError::Internal("nobody".to_owned()))?;
    Ok(County {
        agency,
        supervisor,
        people,
    })
}

/// A unit: six of ten are townships, two streets, two departments.
pub(super) async fn unit(
    office: &Office,
    plan: &Plan,
    county: &County,
    (number, hash): (u32, &str),
) -> Result<Unit, OfficeError> {
    let kind = match number % 10 {
        7 | 8 => AgencyKind::Street,
        9 | 0 => AgencyKind::Department,
        _ => AgencyKind::Township,
    };
    let names = Names::unit(number, kind);
    let mut agency = agency(plan, Some(&county.agency.id), kind, &names)?;
    agency.settings.review = chain();
    agency.settings.requests = requests(&names.short);
    let mut write = office.store.write().await?;
    let mut events = vec![set_up(&mut write, plan, &agency).await?];
    let mut people = Vec::new();
    for (login, role) in [("clerk", Role::Clerk), ("head", Role::Approver)] {
        let login = format!("{}.{login}", agency.slug);
        let opened = open(&mut write, plan, (&login, hash), (role, &agency.id)).await?;
        people.push(opened.0);
        events.push(opened.1);
    }
    let categories = categories(&mut write, &agency.id).await?;
    let wechat = Channel {
        id: ChannelId::from_random(token::bits()?),
        kind: ChannelKind::Wechat,
        name: "微信公众号".to_owned(),
        place: String::new(),
    };
    write.save_channel(&agency.id, &wechat).await?;
    write.commit(events).await?;
    let channels = office.store.channels(&agency.id).await?;
    let mut people = people.into_iter();
    let (Some(clerk), Some(head)) = (people.next(), people.next()) else {
        return Err(OfficeError::Internal("nobody".to_owned()));
    };
    Ok(Unit {
        number,
        agency,
        categories,
        channels,
        clerk,
        head,
    })
}

impl County {
    pub(super) fn logins(&self) -> Vec<Login> {
        let people = self.people.iter();
        people
            .map(|(person, login)| shown(person, login, "演示县"))
            .collect()
    }
}

impl Unit {
    pub(super) fn logins(&self) -> Vec<Login> {
        let (slug, names) = (&self.agency.slug, &self.agency.names);
        let short = names.last().map_or("", |name| name.short.as_str());
        vec![
            shown(&self.clerk, &format!("{slug}.clerk"), short),
            shown(&self.head, &format!("{slug}.head"), short),
        ]
    }
}

fn shown(person: &Person, login: &str, place: &str) -> Login {
    Login {
        login: login.to_owned(),
        name: person.name.clone(),
        role: person
            .grants
            .first()
            .map_or(Role::Clerk, |grant| grant.role),
        place: place.to_owned(),
    }
}

/// What an agency is called.
struct Names {
    slug: String,
    name: String,
    short: String,
    code: u32,
}

impl Names {
    fn county() -> Self {
        Self {
            slug: "county".to_owned(),
            name: "演示县人民政府（数据由程序生成）".to_owned(),
            short: "演示县".to_owned(),
            code: 0,
        }
    }

    fn unit(number: u32, kind: AgencyKind) -> Self {
        let (what, organ) = match kind {
            AgencyKind::Street => ("街道", "办事处"),
            AgencyKind::Department => ("局", ""),
            AgencyKind::County | AgencyKind::Township | AgencyKind::Institution => {
                ("镇", "人民政府")
            }
        };
        let short = format!("第{}{what}", chinese(number));
        Self {
            slug: format!("unit-{number:04}"),
            name: format!("{short}{organ}（演示）"),
            short,
            code: number,
        }
    }
}

/// A number below ten thousand as names have it: 一百零七.
fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let mut text = String::new();
    let mut gap = false;
    for (size, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let at = usize::try_from(number / size % 10).unwrap_or_default();
        if at == 0 {
            gap = !text.is_empty();
            continue;
        }
        let digit = DIGITS.get(at).copied().unwrap_or_default();
        // Ten is 十, not 一十, at the head of a number.
        let bare = text.is_empty() && size == 10 && at == 1;
        text.push_str(if gap { "零" } else { "" });
        text.push_str(if bare { "" } else { digit });
        text.push_str(unit);
        gap = false;
    }
    text
}

/// The day on which everything is set up: before the first year.
fn begin(plan: &Plan) -> Date {
    date(plan.years.0, 1, 1)
}

fn agency(
    plan: &Plan,
    parent: Option<&AgencyId>,
    kind: AgencyKind,
    names: &Names,
) -> Result<Agency, OfficeError> {
    Ok(Agency {
        id: AgencyId::from_random(token::bits()?),
        parent: parent.cloned(),
        kind,
        slug: names.slug.clone(),
        names: vec![AgencyName {
            since: begin(plan),
            name: names.name.clone(),
            short: names.short.clone(),
            reason: "设立".to_owned(),
        }],
        successor: None,
        settings: AgencySettings {
            region_code: format!("99{:04}", names.code),
            organ_code: format!("1199{:04}00000000{}A", names.code, names.code % 10),
            ..AgencySettings::default()
        },
    })
}

/// The clerk writes, the leader answers the secrecy questions and lets go.
fn chain() -> ReviewChain {
    let step = |name: &str, role, secrecy| ReviewStep {
        name: name.to_owned(),
        role,
        secrecy,
    };
    ReviewChain {
        steps: vec![
            step("经办人员初审", Role::Clerk, false),
            step("分管领导审发", Role::Approver, true),
        ],
    }
}

fn requests(short: &str) -> RequestSetting {
    let mut requests = RequestSetting {
        online: true,
        reconsideration_organ: "演示县人民政府".to_owned(),
        court: "演示县人民法院".to_owned(),
        ..RequestSetting::default()
    };
    short.clone_into(&mut requests.numbers.organ);
    requests
}

/// Writes an agency with its column, and gives the event.
async fn set_up(write: &mut Write, plan: &Plan, agency: &Agency) -> Result<Event, OfficeError> {
    let column = Channel {
        id: ChannelId::from_random(token::bits()?),
        kind: ChannelKind::Column,
        name: ChannelKind::Column.zh().to_owned(),
        place: format!("/{}", agency.slug),
    };
    write.insert_agency(agency).await?;
    write.save_channel(&agency.id, &column).await?;
    let record = Record::of("agency.created", format!("agency:{}", agency.id));
    let record = record.in_agency(&agency.id).to(&agency.names);
    record.by(&by(None, begin(plan)))
}

async fn categories(write: &mut Write, agency: &AgencyId) -> Result<Vec<Category>, OfficeError> {
    let mut categories = Vec::new();
    for (position, (code, name, topic)) in (1..).zip(CATEGORIES) {
        let category = Category {
            id: CategoryId::from_random(token::bits()?),
            agency: agency.clone(),
            code: code.to_owned(),
            name: name.to_owned(),
            topic: Topic::try_from(topic).ok(),
            position,
        };
        write.save_category(&category).await?;
        categories.push(category);
    }
    Ok(categories)
}

/// Opens an account whose password need not be changed, and gives the event.
async fn open(
    write: &mut Write,
    plan: &Plan,
    (login, hash): (&str, &str),
    (role, agency): (Role, &AgencyId),
) -> Result<(Person, Event), OfficeError> {
    let cx = by(None, begin(plan));
    let account = Account {
        id: AccountId::from_random(token::bits()?),
        login: login.to_owned(),
        name: invented_name(login),
        password: hash.to_owned(),
        password_set_at: cx.now,
        password_is_temporary: false,
        totp: None,
        totp_step: 0,
        active: true,
        created_at: cx.now,
        signed_in_at: None,
        grants: vec![Grant {
            role,
            agency: agency.clone(),
        }],
    };
    write.insert_account(&account).await?;
    let record = Record::of("account.opened", format!("account:{}", account.id));
    let event = record.to(&account.login).by(&cx)?;
    Ok((crate::sessions::person(&account), event))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_numbered_as_names_number_things() {
        let numbers = [1, 7, 10, 11, 20, 25, 100, 107, 110, 300, 1005].map(chinese);
        assert_eq!(
            numbers,
            [
                "一",
                "七",
                "十",
                "十一",
                "二十",
                "二十五",
                "一百",
                "一百零七",
                "一百一十",
                "三百",
                "一千零五"
            ]
        );
    }
}
