//! Published items of a unit and year: most in time, a few late, some posted twice.

use super::draw::{Draw, workday};
use super::{Unit, UnitYear, at};
use crate::register::limit_by;
use crate::{OfficeError, token};
use gongkai_domain::identity::{InformationId, PostingId};
use gongkai_domain::information::{Facts, IndexParts, Information, Posting, Stage};
use gongkai_domain::review::{Checklist, Opinion, Round, Taken};
use gongkai_store::{Category, PublicItem, Write};
use jiff::ToSpan;
use jiff::civil::{Date, date};

const SUBJECTS: [&str; 12] = [
    "农村道路养护",
    "耕地地力保护补贴",
    "防汛应急",
    "城乡低保发放",
    "人居环境整治",
    "森林防火",
    "财政预算执行",
    "医疗保险缴费",
    "安全生产检查",
    "危房改造",
    "便民服务事项",
    "创业担保贷款",
];
const KINDS: [&str; 12] = [
    "通知", "公示", "方案", "通报", "指南", "公告", "计划", "总结", "办法", "清单", "意见", "简报",
];

/// Of a hundred items so many are late.
const LATE: u32 = 4;
/// Days of the year on which items are formed: what is published of them is published in the year.
const DAYS: u32 = 310;

impl UnitYear<'_> {
    /// Writes the items of the year and gives the days on which they became public.
    pub(super) async fn items(&self, write: &mut Write) -> Result<Vec<Date>, OfficeError> {
        let mut draw = self.draw(1);
        let mut days = Vec::new();
        for number in 0..self.plan.items {
            days.push(self.item(write, number, &mut draw).await?);
        }
        Ok(days)
    }

    async fn item(
        &self,
        write: &mut Write,
        number: u32,
        draw: &mut Draw,
    ) -> Result<Date, OfficeError> {
        let calendar = self.office.carried_calendar();
        let first = date(self.year, 1, 4).saturating_add(i64::from(draw.below(DAYS)).days());
        let formed = workday(first, calendar);
        let categories = &self.unit.categories;
        let category =
            categories.get(usize::try_from(number).unwrap_or_default() % categories.len().max(1));
        let facts = self.facts(number, formed, category, draw);
        let due = limit_by(calendar, &facts).due_on();
        let late = draw.chance(LATE);
        let published = match due.filter(|_| late) {
            Some(due) => draw.after(due, (1, 15), calendar),
            None => draw.after(formed, (1, 12), calendar),
        };
        let (code, name) = category.map_or(("", ""), |one| (&one.code, &one.name));
        let item = registered(write, self.unit, facts, (code, due), published).await?;
        write.publish(&copy(&item, name, published, due)).await?;
        for posting in postings(self.unit, &item, published, draw)? {
            write.insert_posting(&posting).await?;
        }
        Ok(published)
    }

    fn facts(
        &self,
        number: u32,
        formed: Date,
        category: Option<&Category>,
        draw: &mut Draw,
    ) -> Facts {
        let (subject, kind) = (draw.pick(&SUBJECTS), draw.pick(&KINDS));
        let year = self.year;
        let title = format!(
            "关于{subject}工作的{kind}（演示{year}年第{}件）",
            number + 1
        );
        let names = &self.unit.agency.names;
        let organ = names.last().map_or("", |name| name.name.as_str());
        Facts {
            issuing_organ: organ.to_owned(),
            dated_on: Some(formed),
            formed_on: Some(formed),
            topic: category.and_then(|category| category.topic),
            category: category.map(|category| category.id.clone()),
            summary: format!("{subject}{kind}的主要内容（演示）。"),
            body: format!("现将{subject}有关事项{kind}如下，内容由程序生成，均为虚构。"),
            ..Facts::titled(&title)
        }
    }
}

/// An item behind its review, in the register under its number.
pub(super) async fn registered(
    write: &mut Write,
    unit: &Unit,
    facts: Facts,
    (category, due): (&str, Option<Date>),
    published: Date,
) -> Result<Information, OfficeError> {
    let settings = &unit.agency.settings;
    let parts = IndexParts {
        region: &settings.region_code,
        organ: &settings.organ_code,
        category,
        date: facts.formed_on.unwrap_or(published),
    };
    let template = &settings.index_template;
    let serial = write.next_serial(&template.scope(&parts)).await?;
    let item = Information {
        id: InformationId::from_random(token::bits()?),
        agency: unit.agency.id.clone(),
        index_number: template.number(&parts, serial),
        facts,
        stage: Stage::Published,
        round: reviewed(unit, published),
        version: 1,
        revision: 3,
        author: unit.clerk.account.clone(),
        reassessed_on: None,
        tombstone: None,
        leak_override: None,
    };
    write.insert_information(&item, due).await?;
    Ok(item)
}

/// Both steps of the chain, agreed to.
fn reviewed(unit: &Unit, on: Date) -> Round {
    let chain = unit.agency.settings.review.clone();
    let people = [&unit.clerk, &unit.head];
    let taken = chain.steps.iter().zip(people).map(|(step, person)| Taken {
        step: step.name.clone(),
        by: person.account.clone(),
        name: person.name.clone(),
        at: at(on),
        opinion: Opinion::Agree,
        checklist: step.secrecy.then(Checklist::clear),
        remarks: Vec::new(),
    });
    let taken = taken.collect();
    Round {
        taken,
        ..Round::on(chain)
    }
}

/// What the public sees of an item.
pub(super) fn copy(
    item: &Information,
    category: &str,
    published: Date,
    due_on: Option<Date>,
) -> PublicItem {
    PublicItem {
        id: item.id.clone(),
        agency: item.agency.clone(),
        host: item.agency.clone(),
        index_number: item.index_number.clone(),
        facts: item.facts.clone(),
        category_name: category.to_owned(),
        version: item.version,
        first_published_on: published,
        published_at: at(published),
        due_on,
        in_time: due_on.map(|due| published <= due),
        attachment_text: String::new(),
    }
}

/// In the column, and every third elsewhere too.
pub(super) fn postings(
    unit: &Unit,
    item: &Information,
    on: Date,
    draw: &mut Draw,
) -> Result<Vec<Posting>, OfficeError> {
    let channels = if draw.chance(33) { 2 } else { 1 };
    let channels = unit.channels.iter().take(channels);
    let posting = |id: &gongkai_domain::identity::ChannelId, place: &str| {
        Ok(Posting {
            id: PostingId::from_random(token::bits()?),
            information: item.id.clone(),
            channel: id.clone(),
            on,
            done: true,
            place: place.to_owned(),
        })
    };
    channels
        .map(|channel| posting(&channel.id, &channel.place))
        .collect()
}
