//! Disclosure requests of a unit and year: each a case that the law lets happen, from its registration to the
//! archive or to where it stands on the last day; who asks is sealed as for real ones.

use super::draw::{Draw, workday};
use super::{UnitYear, at, by};
use crate::requests::{follow, seal_words};
use crate::sealing::CaseKey;
use crate::{NewRequest, OfficeError};
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::request::{
    Act, Applicant, Arrival, Case, Entry, OutcomeId, ReceiptChannel, RequesterKind, Way, Words,
};
use gongkai_domain::review::{Checklist, Opinion, Taken};
use gongkai_store::{NotedEntry, RequestRow, Write};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Outcomes as often as they are drawn, with the words that they need.
const OUTCOMES: [(&str, &[&str]); 12] = [
    ("granted", &["supplied"]),
    ("granted", &["supplied"]),
    ("granted", &["supplied"]),
    ("already-public", &["where_public"]),
    ("already-public", &["where_public"]),
    ("partially-granted", &["supplied", "withheld", "ground"]),
    ("not-existing", &[]),
    ("not-existing", &[]),
    ("needs-creation", &["reason"]),
    ("petition", &["reason"]),
    ("publication", &["where_public"]),
    ("internal-affairs", &["reason"]),
];

const WANTED: [&str; 12] = [
    "道路养护项目的验收材料",
    "低保对象公示名单的公示时间",
    "村庄规划的批准文件",
    "危房改造补助的标准",
    "防汛物资采购合同",
    "征地补偿安置方案",
    "环境整治经费的使用情况",
    "安全生产检查的结果",
    "办公用房维修的费用",
    "公益性岗位的招聘方案",
    "耕地补贴的发放依据",
    "年度工作总结",
];

const CHANNELS: [ReceiptChannel; 3] = [
    ReceiptChannel::InPerson,
    ReceiptChannel::SignedMail,
    ReceiptChannel::Online,
];

/// How long people still hear of what ended: no request is archived earlier.
const ARCHIVED_AFTER: (u32, u32) = (20, 40);

/// A request as it is being written.
struct Folder<'a> {
    of: &'a UnitYear<'a>,
    calendar: &'a WorkdayCalendar,
    row: RequestRow,
    key: CaseKey,
    case: Case,
    noted: Vec<NotedEntry>,
}

impl UnitYear<'_> {
    /// Writes the requests that came in the year, with disputes about them, and gives the days on which
    /// they came. Without keys for personal data there are none.
    pub(super) async fn requests(&self, write: &mut Write) -> Result<Vec<Date>, OfficeError> {
        if self.office.keyring.is_none() {
            return Ok(Vec::new());
        }
        let mut draw = self.draw(2);
        let calendar = self.office.carried_calendar();
        let count = draw.below(2 * self.plan.requests + 1);
        let mut days: Vec<Date> = (0..count)
            .map(|_| date(self.year, 1, 4).saturating_add(i64::from(draw.below(355)).days()))
            .map(|day| workday(day, calendar).min(date(self.year, 12, 31)))
            .collect();
        days.sort();
        for (number, day) in (1..).zip(&days) {
            let folder = self.folder(*day, number, &mut draw)?;
            folder.keep(write).await?;
            self.disputes(write, &folder.row.id, &folder.case, &mut draw)
                .await?;
        }
        Ok(days)
    }

    /// A request that came on a day, taken as far as it came until the last day.
    fn folder(&self, day: Date, number: u32, draw: &mut Draw) -> Result<Folder<'_>, OfficeError> {
        let new = self.asked(day, number, draw);
        let calendar = self.office.carried_calendar();
        let cx = by(Some(&self.unit.clerk), day);
        let keys = self.office.keys()?;
        let mark = keys.mark("form", &new.form);
        let (mut row, noted, key) = self.office.first(&cx, &new, mark, calendar)?;
        row.number = format!("{}-{number:04}", self.year);
        let case = Case::open(noted.entry.clone())?;
        let mut folder = Folder {
            of: self,
            calendar,
            row,
            key,
            case,
            noted: vec![noted],
        };
        folder.answer(draw)?;
        Ok(folder)
    }

    fn asked(&self, day: Date, number: u32, draw: &mut Draw) -> NewRequest {
        let channel = usize::try_from(draw.below(3)).unwrap_or_default();
        let channel = CHANNELS.get(channel).copied();
        let kind = if draw.chance(80) {
            RequesterKind::NaturalPerson
        } else {
            RequesterKind::Business
        };
        let (unit, year) = (self.unit.number, self.year);
        NewRequest {
            agency: self.unit.agency.id.clone(),
            arrival: Arrival {
                channel: channel.unwrap_or(ReceiptChannel::InPerson),
                arrived: day.at(9, 20, 0, 0),
                submitted: None,
            },
            applicant: Applicant {
                name: format!("演示申请人{number}"),
                id_kind: "护照".to_owned(),
                id_number: format!("演示{unit}-{year}-{number}"),
                phone: format!("0990-{:08}", unit * 100 + number),
                address: format!("演示县演示路{number}号"),
                description: (*draw.pick(&WANTED)).to_owned(),
                medium: "纸面".to_owned(),
                delivery: "邮寄".to_owned(),
                ..Applicant::blank(kind)
            },
            files: Vec::new(),
            form: format!("generated {unit} {year} {number}"),
            split_from: None,
            words: Words::new(),
        }
    }
}

impl Folder<'_> {
    /// Searched, drafted, agreed to, replied, served, archived.
    fn answer(&mut self, draw: &mut Draw) -> Result<(), OfficeError> {
        let arrived = self.row.arrived.date();
        let searched = draw.after(arrived, (1, 4), self.calendar);
        let took = if draw.chance(4) { (32, 45) } else { (6, 22) };
        let replied = draw.after(arrived, took, self.calendar);
        let archived = draw.after(replied, ARCHIVED_AFTER, self.calendar);
        let &(outcome, needs) = draw.pick(&OUTCOMES);
        let hits = u32::from(outcome.contains("granted"));
        self.take(searched, Act::Search { hits }, &words(&["where"]))?;
        let unit = self.of.unit;
        let submit = Act::Submit {
            outcome: OutcomeId::from(outcome),
            chain: unit.agency.settings.review.clone(),
            by: unit.clerk.account.clone(),
            name: unit.clerk.name.clone(),
        };
        self.take(replied, submit, &words(needs))?;
        self.agree(replied)?;
        let short = &unit.agency.settings.requests.numbers.organ;
        let number = format!("{short}公复〔{}〕{}号", replied.year(), self.row.number);
        self.take(replied, Act::Reply { number }, &Words::new())?;
        self.take(replied, Act::Serve { way: Way::Post }, &Words::new())?;
        self.take(archived, Act::Archive, &Words::new())
    }

    /// The leader's step.
    fn agree(&mut self, on: Date) -> Result<(), OfficeError> {
        let awaited = self.case.draft.as_ref();
        let Some(step) = awaited.and_then(|draft| draft.round.awaited()) else {
            return Ok(());
        };
        let head = &self.of.unit.head;
        let act = Act::Review {
            role: step.role,
            taken: Taken {
                step: step.name.clone(),
                by: head.account.clone(),
                name: head.name.clone(),
                at: at(on),
                opinion: Opinion::Agree,
                checklist: step.secrecy.then(Checklist::clear),
                remarks: Vec::new(),
            },
        };
        self.take(on, act, &Words::new())
    }

    /// Takes a step, if it lies before the end of all that is known.
    fn take(&mut self, on: Date, act: Act, words: &Words) -> Result<(), OfficeError> {
        if on > self.of.until() {
            return Ok(());
        }
        let entry = Entry { on, act };
        self.case = self.case.then(entry.clone(), words, on, self.calendar)?;
        let clerk = &self.of.unit.clerk;
        self.noted.push(NotedEntry {
            words: seal_words(&self.key, self.noted.len(), words)?,
            entry,
            noted_at: at(on),
            account: Some(clerk.account.clone()),
            name: clerk.name.clone(),
        });
        follow(&mut self.row, &self.case, on, self.calendar)
    }

    /// Writes the request with all its entries.
    async fn keep(&self, write: &mut Write) -> Result<(), OfficeError> {
        let mut row = self.row.clone();
        let years = self.of.unit.agency.settings.requests.retention_years;
        let keep = |ended: Date| ended.checked_add(i64::from(years).years()).ok();
        row.retain_until = row.ended_on.and_then(keep);
        row.revision = u64::try_from(self.noted.len()).unwrap_or_default();
        let scope = format!("request {} {}", row.agency, self.of.year);
        write.next_serial(&scope).await?;
        let mut noted = (0..).zip(&self.noted);
        if let Some((_, first)) = noted.next() {
            write.insert_request(&row, first).await?;
        }
        for (position, entry) in noted {
            write.insert_request_entry(&row.id, position, entry).await?;
        }
        Ok(())
    }
}

fn words(names: &[&str]) -> Words {
    let typed = names.iter();
    typed
        .map(|name| ((*name).to_owned(), "程序生成的演示内容".to_owned()))
        .collect()
}
