//! Disclosure requests of the demonstration: the four of 2020 at one office, each brought to another end,
//! and at every office a few that are on their way today. Who asks is invented, and so is what for.

mod today;
mod year;

use super::Workplace;
use super::year::{by, workday};
use crate::{Advance, Context, NewRequest, Office, OfficeError};
use gongkai_domain::access::{Actor, Role};
use gongkai_domain::agency::RequestSetting;
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::letter::NumberScheme;
use gongkai_domain::request::{
    Act, Applicant, Arrival, Consulted, OutcomeId, ReceiptChannel, RequesterKind, Way, Words,
};
use gongkai_domain::review::{Checklist, Verdict};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// How the offices of the demonstration deal with requests.
pub(super) fn setting(short: &str) -> RequestSetting {
    let mark: String = short.chars().take(2).collect();
    RequestSetting {
        online: true,
        numbers: NumberScheme {
            organ: mark,
            ..NumberScheme::default()
        },
        payment: "到党政办公室领取缴款通知，在指定银行网点缴纳（演示）".to_owned(),
        reconsideration_organ: "演示县人民政府".to_owned(),
        court: "演示县人民法院".to_owned(),
        ..RequestSetting::default()
    }
}

/// The requests of an office. Without keys for personal data none is taken.
pub(super) async fn work(
    office: &Office,
    place: &Workplace,
    now: Timestamp,
) -> Result<(), OfficeError> {
    if office.keyring.is_none() {
        return Ok(());
    }
    let desk = Desk {
        office,
        place,
        today: crate::today(now),
    };
    if place.sketch.slug == "beibaixiang" {
        desk.year().await?;
    }
    desk.current().await
}

struct Desk<'a> {
    office: &'a Office,
    place: &'a Workplace,
    today: Date,
}

const NAMES: [&str; 8] = [
    "钱小满",
    "孙立夏",
    "吴白露",
    "郑谷雨",
    "冯惊蛰",
    "陈秋分",
    "褚霜降",
    "卫寒露",
];

fn words<const N: usize>(typed: [(&str, &str); N]) -> Words {
    let typed = typed.into_iter();
    typed
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect()
}

impl Desk<'_> {
    /// A working day so many working days ago.
    fn before(&self, workdays: u32) -> Date {
        let mut day = self.today;
        let mut left = workdays;
        while left > 0 {
            day = day.saturating_sub(1.day());
            left -= u32::from(self.office.carried_calendar().is_workday(day) != Ok(false));
        }
        day
    }

    async fn file(
        &self,
        who: usize,
        day: Date,
        channel: ReceiptChannel,
        wanted: &str,
    ) -> Result<RequestId, OfficeError> {
        let mut cx = by(self.place, Role::Clerk, 0, day, 10)?;
        if channel == ReceiptChannel::Online {
            cx = Context {
                actor: Actor::Public,
                origin: format!("演示 {}", self.place.sketch.slug),
                ..cx
            };
        }
        let name = NAMES.get(who).copied().unwrap_or_default();
        let new = NewRequest {
            agency: self.place.agency.id.clone(),
            arrival: Arrival {
                channel,
                arrived: day.at(9, 20, 0, 0),
                submitted: None,
            },
            applicant: Applicant {
                name: name.to_owned(),
                id_kind: "护照".to_owned(),
                id_number: format!("演示00{who}"),
                phone: format!("0990-0000{who:04}"),
                address: format!("演示县演示路{who}号"),
                description: wanted.to_owned(),
                medium: "纸面".to_owned(),
                delivery: "邮寄".to_owned(),
                ..Applicant::blank(RequesterKind::NaturalPerson)
            },
            files: Vec::new(),
            form: format!("demo {} {who} {day}", self.place.sketch.slug),
            split_from: None,
            words: Words::new(),
        };
        Ok(self.office.file_request(&cx, new).await?.id)
    }

    async fn step(
        &self,
        id: &RequestId,
        day: Date,
        act: Act,
        words: Words,
    ) -> Result<(), OfficeError> {
        let day = workday(self.office, day).min(self.today);
        let cx = by(self.place, Role::Clerk, 0, day, 11)?;
        let revision = self.office.request(&cx, id).await?.row.revision;
        let step = Advance::of(revision, day, act).with(words);
        self.office.advance_request(&cx, id, step).await.map(|_| ())
    }

    async fn search(&self, id: &RequestId, day: Date) -> Result<(), OfficeError> {
        let how = words([
            ("where", "档案室、规划建设机构"),
            ("keywords", "按申请内容的名称和年份"),
            ("who", "经办人"),
        ]);
        self.step(id, day, Act::Search { hits: 0 }, how).await
    }

    /// A letter to a third party, received two days later.
    async fn consult(&self, id: &RequestId, day: Date) -> Result<(), OfficeError> {
        let whom = Consulted::ThirdParty;
        let letter = words([
            ("name", "某某有限公司（演示）"),
            ("question", "是否同意公开，不同意的请说明理由"),
        ]);
        self.step(id, day, Act::Consult { id: 1, whom }, letter)
            .await?;
        let served = workday(self.office, day.saturating_add(2.days()));
        self.step(id, served, Act::ConsultServed { id: 1 }, Words::new())
            .await
    }

    async fn submit(
        &self,
        id: &RequestId,
        day: Date,
        outcome: &str,
        words: Words,
    ) -> Result<(), OfficeError> {
        let cx = by(self.place, Role::Clerk, 0, day, 14)?;
        let revision = self.office.request(&cx, id).await?.row.revision;
        let outcome = OutcomeId::from(outcome);
        let sent = self.office.submit_reply(&cx, id, revision, outcome, words);
        sent.await.map(|_| ())
    }

    /// All steps of the chain behind the first, on one day.
    async fn carry(&self, id: &RequestId, day: Date) -> Result<(), OfficeError> {
        let mut approvers = 0;
        for &(_, role, secrecy) in self.place.sketch.chain.iter().skip(1) {
            let nth = if role == Role::Approver { approvers } else { 0 };
            approvers += usize::from(role == Role::Approver);
            let cx = by(self.place, role, nth, day, 15)?;
            let revision = self.office.request(&cx, id).await?.row.revision;
            let verdict = Verdict::agree(secrecy.then(Checklist::clear));
            self.office.review_reply(&cx, id, revision, verdict).await?;
        }
        Ok(())
    }

    /// Draft, approval, signature, service and archive.
    async fn answer(
        &self,
        id: &RequestId,
        day: Date,
        outcome: &str,
        words: Words,
    ) -> Result<(), OfficeError> {
        let day = workday(self.office, day);
        self.submit(id, day, outcome, words).await?;
        self.carry(id, day).await?;
        let clerk = by(self.place, Role::Clerk, 0, day, 16)?;
        let number = self.office.request(&clerk, id).await?.row.number;
        let number = format!(
            "北白公复〔{}〕{}号",
            day.year(),
            number.trim_start_matches("2020-")
        );
        self.step(id, day, Act::Reply { number }, Words::new())
            .await?;
        self.step(id, day, Act::Serve { way: Way::Direct }, Words::new())
            .await?;
        let later = day.saturating_add(30.days());
        self.step(id, later, Act::Archive, Words::new()).await
    }
}
