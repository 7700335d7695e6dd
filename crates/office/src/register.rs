//! The register of government information: registering, revising and reading items.

use crate::events::Record;
use crate::{Calendars, Context, LeakReport, Office, OfficeError, token};
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::clock::{ClockError, Deadline, publish_by, publish_under};
use gongkai_domain::event::{Entry, Event};
use gongkai_domain::identity::{AccountId, AgencyId, InformationId};
use gongkai_domain::information::{Attribute, Facts, IndexParts, Information, Posting, Stage};
use gongkai_domain::review::Round;
use gongkai_store::{Category, DeskQuery, Page, Public, Summary, Write};
use jiff::civil::Date;
use std::sync::Arc;

/// By when an item must be published, or why no day can be named.
#[derive(Debug, Clone)]
pub enum Limit {
    /// It is not published of the agency's own accord.
    None,
    /// The day from which the period runs is not filled in.
    NoDate,
    /// The deadline with its reasoning.
    Until(Deadline),
    /// The clock cannot run: a limit longer than the statutory one, or a day before the Regulations.
    Unclear(ClockError),
}

/// An item as a person at the desk sees it.
#[derive(Debug, Clone)]
pub struct ItemView {
    /// The item.
    pub item: Information,
    /// Its publication limit.
    pub limit: Limit,
    /// Its postings.
    pub postings: Vec<Posting>,
    /// Items that interpret it.
    pub interpretations: Vec<Summary>,
    /// What happened to it, oldest first.
    pub history: Vec<Entry>,
    /// What the leak gate says about it now.
    pub leaks: LeakReport,
    /// The actions open to who looks.
    pub open: Vec<Action>,
}

/// For whom items are registered, and by whom.
pub(crate) struct Registry {
    owner: Agency,
    categories: Vec<Category>,
    author: AccountId,
    calendars: Arc<Calendars>,
}

/// The limit of an item with these facts, by the calendar of its agency.
pub(crate) fn limit_by(calendar: &WorkdayCalendar, facts: &Facts) -> Limit {
    if facts.attribute != Attribute::Proactive {
        return Limit::None;
    }
    let Some(formed_on) = facts.formed_on else {
        return Limit::NoDate;
    };
    let within = facts.publish_within.map(u16::from);
    let deadline = match &facts.listing {
        Some(listing) => publish_under(formed_on, within, listing, calendar),
        None => publish_by(formed_on, within, calendar),
    };
    match deadline {
        Ok(deadline) => Limit::Until(deadline),
        Err(error) => Limit::Unclear(error),
    }
}

impl Registry {
    /// The last day of an item with these facts, where one can be named.
    pub(crate) fn due_on(&self, facts: &Facts) -> Option<Date> {
        limit_by(self.calendars.of(&self.owner.id), facts).due_on()
    }
}

impl Limit {
    /// The deadline with its reasoning, where there is one.
    pub fn deadline(&self) -> Option<&Deadline> {
        match self {
            Self::Until(deadline) => Some(deadline),
            Self::None | Self::NoDate | Self::Unclear(_) => None,
        }
    }

    /// The last day, where one can be named.
    pub fn due_on(&self) -> Option<Date> {
        self.deadline()?.on()
    }
}

impl Office {
    /// Registers an item: it gets its index number at once, for good.
    pub async fn register(
        &self,
        cx: &Context,
        agency: &AgencyId,
        facts: Facts,
    ) -> Result<Information, OfficeError> {
        let lineage = self.lineage(agency).await?;
        decide(&cx.actor, Action::Register, Object::Agency(&lineage))?;
        let faults = facts.faults();
        if !faults.is_empty() {
            return Err(OfficeError::Invalid(faults));
        }
        let facts = self.with_listing(agency, facts, None, cx.today()).await?;
        let desk = self.registry(cx, agency).await?;
        let mut write = self.store.write().await?;
        let (item, event) = self.draft(cx, &mut write, &desk, facts).await?;
        write.commit(vec![event]).await?;
        Ok(item)
    }

    /// What registering for an agency needs to know.
    pub(crate) async fn registry(
        &self,
        cx: &Context,
        agency: &AgencyId,
    ) -> Result<Registry, OfficeError> {
        let person = cx.actor.person().ok_or(Refusal::SignIn)?;
        Ok(Registry {
            author: person.account.clone(),
            owner: self.agency(agency).await?,
            categories: self.categories(agency).await?,
            calendars: self.calendars().await?,
        })
    }

    /// Writes a draft with the next index number of its scope, and gives its event.
    pub(crate) async fn draft(
        &self,
        cx: &Context,
        write: &mut Write,
        desk: &Registry,
        facts: Facts,
    ) -> Result<(Information, Event), OfficeError> {
        let (settings, agency) = (&desk.owner.settings, &desk.owner.id);
        let category = desk
            .categories
            .iter()
            .find(|category| Some(&category.id) == facts.category.as_ref());
        let parts = IndexParts {
            region: &settings.region_code,
            organ: &settings.organ_code,
            category: category.map_or("", |category| category.code.as_str()),
            date: facts.formed_on.unwrap_or_else(|| cx.today()),
        };
        let template = &settings.index_template;
        let due = desk.due_on(&facts);
        let serial = write.next_serial(&template.scope(&parts)).await?;
        let item = Information {
            id: InformationId::from_random(token::bits()?),
            agency: agency.clone(),
            index_number: template.number(&parts, serial),
            facts,
            stage: Stage::Draft,
            round: Round::default(),
            version: 1,
            revision: 0,
            author: desk.author.clone(),
            reassessed_on: None,
            tombstone: None,
            leak_override: None,
        };
        let record = Record::of("information.registered", object(&item.id)).in_agency(agency);
        write.insert_information(&item, due).await?;
        let event = record.to(&item.facts).by(cx)?;
        Ok((item, event))
    }

    /// Saves new facts over a draft. `revision` is the one the person had before them.
    pub async fn revise(
        &self,
        cx: &Context,
        id: &InformationId,
        revision: u64,
        facts: Facts,
    ) -> Result<Information, OfficeError> {
        let item = self.item(cx, id, Action::Revise).await?;
        let before = item.facts.clone();
        let facts = self
            .with_listing(&item.agency, facts, before.listing.as_ref(), cx.today())
            .await?;
        let changed = item.revise(facts)?;
        let record = Record::of("information.revised", object(id))
            .from(&before)
            .to(&changed.facts);
        self.save(cx, changed, revision, record).await
    }

    /// An item with everything around it, for who may see it.
    pub async fn view(&self, cx: &Context, id: &InformationId) -> Result<ItemView, OfficeError> {
        self.view_to(cx, id, Action::Read).await
    }

    /// The same for who is about to do something to it, and may.
    pub async fn view_to(
        &self,
        cx: &Context,
        id: &InformationId,
        action: Action,
    ) -> Result<ItemView, OfficeError> {
        let item = self.item(cx, id, action).await?;
        let lineage = self.lineage(&item.agency).await?;
        let is_public = self.is_public(id).await?;
        let is_open = |&action: &Action| {
            let stage = stage_for(&item, action, is_public);
            decide(&cx.actor, action, Object::Information(&lineage, stage)).is_ok()
        };
        let mut open: Vec<Action> = Action::ALL.into_iter().filter(is_open).collect();
        let own_step = cx
            .actor
            .person()
            .is_some_and(|person| item.round.may_take(person, &item.agency).is_ok());
        open.retain(|&action| action != Action::Review || own_step);
        Ok(ItemView {
            limit: self.limit(&item.agency, &item.facts).await?,
            postings: self.store.postings_of(id).await?,
            interpretations: self.store.interpretations_of(id).await?,
            history: self.store.events_of(&object(id)).await?,
            leaks: self.look_for_leaks(&item.facts).await?,
            open,
            item,
        })
    }

    /// The items of one's agencies, filtered.
    pub async fn register_of(
        &self,
        cx: &Context,
        mut query: DeskQuery,
    ) -> Result<Page<Summary>, OfficeError> {
        decide(&cx.actor, Action::OpenDesk, Object::Installation)?;
        let own = Self::workplaces(&cx.actor);
        if query.agencies.is_empty() {
            query.agencies = own;
        } else {
            query.agencies.retain(|agency| own.contains(agency));
        }
        Ok(self.store.desk(&query).await?)
    }

    /// The item of one's agencies that has an index number.
    pub async fn by_index_number(
        &self,
        cx: &Context,
        number: &str,
    ) -> Result<Option<InformationId>, OfficeError> {
        let query = DeskQuery {
            words: number.trim().to_owned(),
            limit: 50,
            ..DeskQuery::default()
        };
        let found = self.register_of(cx, query).await?.rows.into_iter();
        let mut named = found.filter(|row| row.index_number == number.trim());
        Ok(named.next().map(|row| row.id))
    }

    /// The limit of an item of an agency.
    pub(crate) async fn limit(
        &self,
        agency: &AgencyId,
        facts: &Facts,
    ) -> Result<Limit, OfficeError> {
        let calendars = self.calendars().await?;
        Ok(limit_by(calendars.of(agency), facts))
    }

    /// An item, if the actor may do this to it.
    pub(crate) async fn item(
        &self,
        cx: &Context,
        id: &InformationId,
        action: Action,
    ) -> Result<Information, OfficeError> {
        let item = self.store.information(id).await?.ok_or(Refusal::Unknown)?;
        let lineage = self.lineage(&item.agency).await?;
        decide(&cx.actor, action, Object::Information(&lineage, item.stage))?;
        Ok(item)
    }

    /// Whether a version of an item stands in public.
    pub(crate) async fn is_public(&self, id: &InformationId) -> Result<bool, OfficeError> {
        Ok(matches!(
            self.store.public(id).await?,
            Some(Public::Item(_))
        ))
    }

    /// Saves an item with its event, unless somebody saved first.
    pub(crate) async fn save(
        &self,
        cx: &Context,
        mut item: Information,
        revision: u64,
        record: Record<'_>,
    ) -> Result<Information, OfficeError> {
        let due = self.limit(&item.agency, &item.facts).await?.due_on();
        let event = record.in_agency(&item.agency).by(cx)?;
        let mut write = self.store.write().await?;
        write.save_information(&item, due, revision).await?;
        write.commit(vec![event]).await?;
        item.revision = revision + 1;
        Ok(item)
    }
}

/// The stage in which an item is for an action: what is public can be taken back, also while its correction
/// is under way.
pub(crate) fn stage_for(item: &Information, action: Action, is_public: bool) -> Stage {
    if action == Action::Withdraw && is_public {
        Stage::Published
    } else {
        item.stage
    }
}

/// An item's name in the event log.
pub(crate) fn object(id: &InformationId) -> String {
    format!("information:{id}")
}
