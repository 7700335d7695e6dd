//! Years and regions that an administrator enters: what moves, what the log keeps, who may.

use crate::world::{World, open_with};
use gongkai_domain::access::{Actor, Grant, Person, Refusal, Role};
use gongkai_domain::agency::{Agency, AgencyKind};
use gongkai_domain::calendar::{NewNotice, NoticeKind, WorkdayCalendar, listed};
use gongkai_domain::identity::{AccountId, AgencyId};
use gongkai_domain::information::{Facts, Information};
use gongkai_domain::request::{Applicant, Arrival, ReceiptChannel, RequesterKind, Words};
use gongkai_office::{
    Context, NewAccount, NewAgency, NewRequest, Office, OfficeError, RequestQuery, Shift,
    settings_mark,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};

fn now() -> Timestamp {
    "2026-12-14T02:00:00Z".parse().unwrap()
}

fn at(actor: Actor) -> Context {
    Context {
        actor,
        now: now(),
        origin: "test".to_owned(),
    }
}

async fn agency(office: &Office, slug: &str, parent: Option<AgencyId>) -> Agency {
    let new = NewAgency {
        parent,
        kind: AgencyKind::Street,
        slug: slug.to_owned(),
        name: format!("甲市乙区{slug}街道办事处"),
        short: slug.to_owned(),
        since: date(2019, 1, 1),
        region_code: String::new(),
        organ_code: "A01".to_owned(),
    };
    let program = at(Actor::Program);
    office.create_agency(&program, new).await.unwrap()
}

async fn person(office: &Office, login: &str, role: Role, agency: &Agency) -> Context {
    let grants = vec![Grant {
        role,
        agency: agency.id.clone(),
    }];
    let new = NewAccount {
        login: login.to_owned(),
        name: "甲".to_owned(),
        password: "清风徐来水波不兴".to_owned(),
        grants: grants.clone(),
    };
    let program = at(Actor::Program);
    let account: AccountId = office.open_account(&program, new).await.unwrap();
    at(Actor::Person(Person {
        account,
        name: "甲".to_owned(),
        grants,
    }))
}

/// A street with a clerk, an item formed in the middle of December, and an administrator.
struct Street {
    world: World,
    agency: Agency,
    clerk: Context,
    admin: Context,
    item: Information,
}

impl Street {
    async fn new() -> Self {
        let world = World::new().await;
        let agency = agency(&world.office, "haibin", None).await;
        let clerk = person(&world.office, "clerk", Role::Clerk, &agency).await;
        let role = Role::SystemAdministrator;
        let admin = person(&world.office, "admin", role, &agency).await;
        let mut facts = Facts::titled("关于道路挖掘的公告");
        facts.formed_on = Some(date(2026, 12, 14));
        let item = world.office.register(&clerk, &agency.id, facts).await;
        Self {
            item: item.unwrap(),
            world,
            agency,
            clerk,
            admin,
        }
    }

    fn office(&self) -> &Office {
        &self.world.office
    }

    /// The last day in the list of the desk, and that on the page of the item.
    async fn due(&self) -> (Option<Date>, Option<Date>) {
        let tasks = self.office().tasks(&self.clerk).await.unwrap();
        let view = self
            .office()
            .view(&self.clerk, &self.item.id)
            .await
            .unwrap();
        (tasks[0].due_on, view.limit.due_on())
    }

    async fn enter(&self, new: NewNotice) {
        let office = self.office();
        let plan = office.plan_notice(&self.admin, new.clone()).await.unwrap();
        let entered = office.enter_notice(&self.admin, new, &plan.mark).await;
        entered.unwrap();
    }

    async fn last_event(&self) -> (String, String, String) {
        let program = at(Actor::Program);
        let mut events = self.office().events(&program, None, None, 1).await.unwrap();
        let event = events.remove(0).event;
        (event.action, event.before, event.after)
    }
}

fn year_2027() -> NewNotice {
    let days = "元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月9日（周六）上班。";
    NewNotice {
        year: 2027,
        kind: NoticeKind::Announces,
        title: "关于2027年部分节假日安排的通知".to_owned(),
        number: None,
        issued: date(2026, 12, 10),
        region: None,
        days: listed(days, 2027, false).unwrap(),
    }
}

fn regional(year: i16, days: &str) -> NewNotice {
    NewNotice {
        year,
        kind: NoticeKind::Amends,
        title: "关于地方节日放假的通知".to_owned(),
        region: Some("甲自治州".to_owned()),
        days: listed(days, year, false).unwrap(),
        ..year_2027()
    }
}

#[tokio::test]
async fn a_year_entered_gives_open_items_their_day_and_the_log_keeps_both_reasonings() {
    let street = Street::new().await;
    assert_eq!(street.due().await, (None, None));
    let plan = street
        .office()
        .plan_notice(&street.admin, year_2027())
        .await
        .unwrap();
    assert_eq!(street.due().await, (None, None), "a plan changes nothing");
    let shift = &plan.shifts[0];
    assert_eq!(shift.before.unannounced, Some(2027));
    assert_eq!(shift.after.due, Some(date(2027, 1, 11)));
    street.enter(year_2027()).await;
    let day = Some(date(2027, 1, 11));
    assert_eq!(street.due().await, (day, day));
    let (action, _, after) = street.last_event().await;
    assert_eq!(action, "calendar.entered");
    let told: serde_json::Value = serde_json::from_str(&after).unwrap();
    assert!(told["notice"].as_str().unwrap().contains("year = 2027"));
    let shift = &told["shifts"][0];
    let before = shift["before"]["reasoning"].to_string();
    let now = shift["after"]["reasoning"].to_string();
    assert!(before.contains("2026年12月14日") && !before.contains("2027年1月11日"));
    assert!(now.contains("元旦调休上班"), "{now}");
}

#[tokio::test]
async fn an_entry_taken_back_takes_its_days_back() {
    let street = Street::new().await;
    street.enter(year_2027()).await;
    let office = street.office();
    let known = office.known_notices(&street.admin).await.unwrap();
    let id = known[0].id.clone().unwrap();
    let plan = office.plan_removal(&street.admin, &id).await.unwrap();
    let removed = office.remove_notice(&street.admin, &id, &plan.mark).await;
    removed.unwrap();
    assert_eq!(street.due().await, (None, None));
    let (action, before, _) = street.last_event().await;
    assert_eq!(action, "calendar.removed");
    assert!(before.contains("关于2027年部分节假日安排的通知"));
}

#[tokio::test]
async fn what_was_looked_at_and_is_no_longer_so_is_not_entered() {
    let street = Street::new().await;
    let office = street.office();
    let plan = office
        .plan_notice(&street.admin, year_2027())
        .await
        .unwrap();
    street.enter(regional(2026, "地方节日：12月25日放假")).await;
    let late = office.enter_notice(&street.admin, year_2027(), &plan.mark);
    assert!(matches!(late.await, Err(OfficeError::Conflict)));
    let twice = office
        .plan_notice(&street.admin, regional(2026, "地方节日：12月25日"))
        .await;
    let gaps = twice.unwrap_err().gaps().to_vec();
    assert!(gaps[0].message.contains("没有一天会变"), "{gaps:?}");
}

#[tokio::test]
async fn the_days_of_a_region_hold_for_the_agencies_that_chose_it_and_for_no_other() {
    let street = Street::new().await;
    street.enter(year_2027()).await;
    street.enter(regional(2027, "地方节日：1月8日放假")).await;
    let day = Some(date(2027, 1, 11));
    assert_eq!(street.due().await, (day, day));
    let office = street.office();
    let seen = settings_mark(&street.agency.settings);
    let id = &street.agency.id;
    let chosen = office
        .choose_region(&street.admin, id, &seen, "甲自治州")
        .await;
    chosen.unwrap();
    let later = Some(date(2027, 1, 12));
    assert_eq!(street.due().await, (later, later));
    let other = agency(office, "qingshan", None).await;
    let calendars = office.calendars().await.unwrap();
    let eighth = date(2027, 1, 8);
    assert_eq!(calendars.of(id).is_workday(eighth), Ok(false));
    assert_eq!(calendars.of(&other.id).is_workday(eighth), Ok(true));
    let (action, _, after) = {
        let program = at(Actor::Program);
        let events = office.events(&program, Some(id), None, 1).await.unwrap();
        let event = events.into_iter().next().unwrap().event;
        (event.action, event.before, event.after)
    };
    assert_eq!(action, "agency.calendar_set");
    assert!(after.contains("2027-01-12"));
}

#[tokio::test]
async fn only_who_administers_a_body_at_the_top_keeps_the_calendar() {
    let street = Street::new().await;
    let office = street.office();
    let below = agency(office, "xiang", Some(street.agency.id.clone())).await;
    let role = Role::SystemAdministrator;
    let lower = person(office, "lower", role, &below).await;
    for cx in [&street.clerk, &lower] {
        let refused = office.plan_notice(cx, year_2027()).await;
        let refused = refused.map(|_| ());
        assert!(matches!(refused, Err(OfficeError::Refusal(Refusal::Role))));
    }
    let mut announces = regional(2027, "地方节日：1月8日");
    announces.kind = NoticeKind::Announces;
    let gaps = office
        .plan_notice(&street.admin, announces)
        .await
        .unwrap_err();
    assert_eq!(gaps.gaps()[0].field, "kind");
}

/// A letter that asks for information and came on the day.
fn letter(street: &Street) -> NewRequest {
    NewRequest {
        agency: street.agency.id.clone(),
        arrival: Arrival {
            channel: ReceiptChannel::InPerson,
            arrived: "2026-12-14T10:00:00".parse().unwrap(),
            submitted: None,
        },
        applicant: Applicant {
            name: NAME.to_owned(),
            description: WANTED.to_owned(),
            ..Applicant::blank(RequesterKind::NaturalPerson)
        },
        files: Vec::new(),
        form: "form".to_owned(),
        split_from: None,
        words: Words::new(),
    }
}

const NAME: &str = "诸葛莘莘";
const WANTED: &str = "道路挖掘许可清单";

async fn request_due(office: &Office, street: &Street) -> Option<Date> {
    let all = office.requests(
        &street.clerk,
        RequestQuery {
            limit: 9,
            ..RequestQuery::default()
        },
    );
    all.await.unwrap().rows[0].due_on
}

#[tokio::test]
async fn a_year_entered_moves_open_requests_and_shows_of_them_the_number_alone() {
    let street = Street::new().await;
    let office = street.office();
    let filed = office.file_request(&street.clerk, letter(&street)).await;
    let filed = filed.unwrap();
    assert_eq!(request_due(office, &street).await, None);
    let plan = office
        .plan_notice(&street.admin, year_2027())
        .await
        .unwrap();
    let of_request = |shift: &&Shift| shift.object == format!("request:{}", filed.id);
    let shift = plan.shifts.iter().find(of_request).unwrap();
    assert_eq!(shift.what, format!("答复申请：{}", filed.number));
    assert_eq!(shift.before.unannounced, Some(2027));
    let day = Some(date(2027, 1, 11));
    assert_eq!(shift.after.due, day);
    street.enter(year_2027()).await;
    assert_eq!(request_due(office, &street).await, day);
    let (_, _, after) = street.last_event().await;
    assert!(after.contains(&filed.number));
    assert!(!after.contains(NAME) && !after.contains(WANTED));
}

#[tokio::test]
async fn the_day_of_an_open_request_is_set_right_when_a_newer_program_starts() {
    let street = Street::new().await;
    let filed = street.office().file_request(&street.clerk, letter(&street));
    filed.await.unwrap();
    let carried = WorkdayCalendar::statutory().unwrap();
    let carried = carried.with(carried.arrange(year_2027()).unwrap()).unwrap();
    let newer = open_with(street.world.folder(), carried).await;
    let program = at(Actor::Program);
    assert_eq!(newer.settle_dates(&program).await.unwrap(), 2);
    assert_eq!(newer.settle_dates(&program).await.unwrap(), 0);
    let day = Some(date(2027, 1, 11));
    assert_eq!(request_due(&newer, &street).await, day);
}

#[tokio::test]
async fn days_that_the_list_keeps_are_set_right_when_a_newer_program_starts() {
    let street = Street::new().await;
    let carried = WorkdayCalendar::statutory().unwrap();
    let carried = carried.with(carried.arrange(year_2027()).unwrap()).unwrap();
    let newer = open_with(street.world.folder(), carried).await;
    let program = at(Actor::Program);
    assert_eq!(newer.settle_dates(&program).await.unwrap(), 1);
    assert_eq!(newer.settle_dates(&program).await.unwrap(), 0);
    let tasks = newer.tasks(&street.clerk).await.unwrap();
    assert_eq!(tasks[0].due_on, Some(date(2027, 1, 11)));
    assert_eq!(street.last_event().await.0, "calendar.settled");
}
