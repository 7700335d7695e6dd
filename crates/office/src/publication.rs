//! Publishing: posting an approved item in channels, planned or at once, and taking it back.

use crate::error::invalid;
use crate::events::Record;
use crate::register::{object, stage_for};
use crate::{Context, Office, OfficeError, token};
use gongkai_domain::access::{Action, Actor, Object, decide};
use gongkai_domain::identity::{ChannelId, InformationId, PostingId};
use gongkai_domain::information::{Channel, ChannelKind, Facts, Information, Posting};
use gongkai_domain::webhook::FactKind;
use gongkai_store::{Public, PublicItem, Told, Write};
use jiff::civil::Date;

/// A posting to be made.
#[derive(Debug, Clone)]
pub struct NewPosting {
    /// Where.
    pub channel: ChannelId,
    /// When: today or earlier for what has been posted, later for what is planned.
    pub on: Date,
    /// Page address, board, issue.
    pub place: String,
}

impl Office {
    /// Posts an item in channels. The first posting that is done makes it public: the column shows it,
    /// in whichever channel it went out first. `looked` says that the person has looked at everything
    /// of which the leak gate is in doubt; that is an event of its own.
    pub async fn publish(
        &self,
        cx: &Context,
        id: &InformationId,
        revision: u64,
        postings: Vec<NewPosting>,
        looked: bool,
    ) -> Result<Information, OfficeError> {
        let item = self.item(cx, id, Action::Publish).await?;
        let channels = self.store.channels(&item.agency).await?;
        check_postings(cx, &channels, &item.facts, &postings)?;
        let doubts = self.pass_gate(&item).await?;
        if doubts > 0 && !looked {
            return Err(OfficeError::Doubts(doubts));
        }
        let mut made = Vec::new();
        for new in postings {
            made.push(posting(cx, id, new)?);
        }
        self.post(cx, item, revision, &made, doubts).await
    }

    /// Saves postings; if one of them is done, the item is public from now on.
    async fn post(
        &self,
        cx: &Context,
        item: Information,
        revision: u64,
        postings: &[Posting],
        doubts: usize,
    ) -> Result<Information, OfficeError> {
        let done = postings.iter().filter(|posting| posting.done);
        let first = done.map(|posting| posting.on).min();
        let action = match first {
            Some(_) => "information.published",
            None => "information.publication_planned",
        };
        let record = |action| Record::of(action, object(&item.id)).in_agency(&item.agency);
        let mut events = Vec::new();
        if doubts > 0 {
            events.push(record("information.doubts_settled").to(&doubts).by(cx)?);
        }
        events.push(record(action).to(&postings).by(cx)?);
        let mut told = Vec::new();
        for posting in postings.iter().filter(|posting| posting.done) {
            let posted = self.told(cx, FactKind::Posted, &item, Some(posting));
            told.push(posted.await?);
        }
        let (mut write, saved) = match first {
            Some(first) => self.make_public(cx, item, revision, first).await?,
            None => self.keep_planned(item, revision).await?,
        };
        for posting in postings {
            write.insert_posting(posting).await?;
        }
        for one in told {
            write.tell(one);
        }
        write.commit(events).await?;
        Ok(saved)
    }

    /// Saves an item that is public from now on, with its copy; the caller saves its postings and
    /// commits. What has to be read is read first: only one writer works at a time.
    async fn make_public(
        &self,
        cx: &Context,
        item: Information,
        revision: u64,
        first: Date,
    ) -> Result<(Write, Information), OfficeError> {
        let mut copy = self.copy(cx, &item, first).await?;
        let told = self.told_of_copy(cx, &item, &copy).await?;
        let mut public = item.publish()?;
        public.revision = revision + 1;
        let mut write = self.store.write().await?;
        // On whose column it goes is settled while nobody else can change it.
        copy.host = self.agencies().await?.host(&copy.agency).clone();
        let due = copy.due_on;
        write.save_information(&public, due, revision).await?;
        write.publish(&copy).await?;
        if let Some(told) = told {
            write.tell(told);
        }
        Ok((write, public))
    }

    /// What is told of a copy: that there is one, or a newer one; nothing where it is the one that was
    /// there.
    async fn told_of_copy(
        &self,
        cx: &Context,
        item: &Information,
        copy: &PublicItem,
    ) -> Result<Option<Told>, OfficeError> {
        let kind = match self.store.public(&copy.id).await? {
            Some(Public::Item(before)) if before.version == copy.version => return Ok(None),
            Some(Public::Item(_)) => FactKind::Changed,
            Some(Public::Withdrawn(..)) | None => FactKind::Published,
        };
        Ok(Some(self.told(cx, kind, item, None).await?))
    }

    /// Saves an item whose postings are all planned: it stays as it is.
    async fn keep_planned(
        &self,
        mut item: Information,
        revision: u64,
    ) -> Result<(Write, Information), OfficeError> {
        item.revision = revision + 1;
        let due = self.limit(&item.agency, &item.facts).await?.due_on();
        let mut write = self.store.write().await?;
        write.save_information(&item, due, revision).await?;
        Ok((write, item))
    }

    /// Stops what would leak, unless a second person has let it pass. Gives how many places are in
    /// doubt.
    async fn pass_gate(&self, item: &Information) -> Result<usize, OfficeError> {
        let found = self.look_for_leaks(&item.facts).await?;
        let leaks = found.blocking();
        if leaks > 0 && item.leak_override.is_none() {
            return Err(OfficeError::Leaks(leaks));
        }
        Ok(found.doubts())
    }

    /// The copy that the public sees.
    async fn copy(
        &self,
        cx: &Context,
        item: &Information,
        on: Date,
    ) -> Result<PublicItem, OfficeError> {
        let earlier = match self.store.public(&item.id).await? {
            Some(Public::Item(earlier)) if earlier.version == item.version => return Ok(*earlier),
            Some(Public::Item(earlier)) => Some(earlier.first_published_on),
            Some(Public::Withdrawn(..)) | None => None,
        };
        let first_published_on = earlier.unwrap_or(on);
        let due_on = self.limit(&item.agency, &item.facts).await?.due_on();
        let mut categories = self.categories(&item.agency).await?;
        categories.extend(self.store.categories(&item.agency).await?);
        let category = categories
            .into_iter()
            .find(|category| Some(&category.id) == item.facts.category.as_ref());
        let mut attachment_text = String::new();
        for file in &item.facts.attachments {
            let text = self
                .store
                .file(&file.digest)
                .await?
                .and_then(|record| record.text);
            attachment_text.push_str(&text.unwrap_or_default());
            attachment_text.push('\n');
        }
        Ok(PublicItem {
            id: item.id.clone(),
            agency: item.agency.clone(),
            host: item.agency.clone(),
            index_number: item.index_number.clone(),
            facts: item.facts.clone(),
            category_name: category.map(|category| category.name).unwrap_or_default(),
            version: item.version,
            first_published_on,
            published_at: cx.now,
            due_on,
            in_time: due_on.map(|due| first_published_on <= due),
            attachment_text,
        })
    }

    /// Takes an item back from the public, everywhere at once, leaving a tombstone with the ground.
    pub async fn withdraw(
        &self,
        cx: &Context,
        id: &InformationId,
        revision: u64,
        ground: &str,
    ) -> Result<Information, OfficeError> {
        let item = self.item(cx, id, Action::Read).await?;
        let is_public = self.is_public(id).await?;
        let lineage = self.lineage(&item.agency).await?;
        let stage = stage_for(&item, Action::Withdraw, is_public);
        let object_of = Object::Information(&lineage, stage);
        decide(&cx.actor, Action::Withdraw, object_of)?;
        let withdrawn = item.withdraw(is_public, ground, cx.now)?;
        let record = Record::of("information.withdrawn", object(id)).in_agency(&withdrawn.agency);
        let event = record.to(&withdrawn.tombstone).by(cx)?;
        let limit = self.limit(&withdrawn.agency, &withdrawn.facts).await?;
        let due = limit.due_on();
        let told = self.told(cx, FactKind::Withdrawn, &withdrawn, None).await?;
        let mut write = self.store.write().await?;
        write.save_information(&withdrawn, due, revision).await?;
        if let Some(tombstone) = &withdrawn.tombstone {
            write.bury(id, tombstone).await?;
            write.tell(told);
        }
        write.commit(vec![event]).await?;
        Ok(Information {
            revision: revision + 1,
            ..withdrawn
        })
    }

    /// Makes the planned postings whose day has come. Called at the start and every few minutes; safe
    /// to call from several processes, since a posting made twice meets a newer revision.
    pub async fn make_planned_postings(&self, cx: &Context) -> Result<u32, OfficeError> {
        let program = Context {
            actor: Actor::Program,
            ..cx.clone()
        };
        let mut made = 0;
        for planned in self.store.planned_postings(cx.today()).await? {
            let Some(item) = self.store.information(&planned.information).await? else {
                continue;
            };
            match self.make_planned(&program, item, planned).await {
                Ok(()) => made += 1,
                // Another process was first, or the item was withdrawn or is being corrected.
                Err(OfficeError::Conflict | OfficeError::Refused(_) | OfficeError::Leaks(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(made)
    }

    async fn make_planned(
        &self,
        cx: &Context,
        item: Information,
        planned: Posting,
    ) -> Result<(), OfficeError> {
        // What is in doubt was looked at when the posting was planned.
        self.pass_gate(&item).await?;
        let posting = Posting {
            done: true,
            ..planned
        };
        let record = Record::of("information.published", object(&item.id)).in_agency(&item.agency);
        let event = record.to(&posting).by(cx)?;
        let revision = item.revision;
        let told = self
            .told(cx, FactKind::Posted, &item, Some(&posting))
            .await?;
        let (mut write, _) = self.make_public(cx, item, revision, posting.on).await?;
        write.save_posting(&posting).await?;
        write.tell(told);
        Ok(write.commit(vec![event]).await?)
    }
}

fn posting(
    cx: &Context,
    information: &InformationId,
    new: NewPosting,
) -> Result<Posting, OfficeError> {
    Ok(Posting {
        id: PostingId::from_random(token::bits()?),
        information: information.clone(),
        channel: new.channel,
        done: new.on <= cx.today(),
        on: new.on,
        place: new.place.trim().to_owned(),
    })
}

fn check_postings(
    cx: &Context,
    channels: &[Channel],
    facts: &Facts,
    postings: &[NewPosting],
) -> Result<(), OfficeError> {
    if postings.is_empty() {
        return Err(invalid("channel", "请至少选择一个发布渠道。"));
    }
    let formed = facts.formed_on.or(facts.dated_on);
    for posting in postings {
        if let Some(formed) = formed.filter(|formed| posting.on < *formed) {
            return Err(invalid(
                "on",
                &format!(
                    "发布日期 {} 早于形成日期 {formed}，信息那时还没有。请核对这两个日期。",
                    posting.on
                ),
            ));
        }
        let channel = channels
            .iter()
            .find(|channel| channel.id == posting.channel);
        let Some(channel) = channel else {
            return Err(invalid("channel", "没有这个发布渠道。请刷新页面重新选择。"));
        };
        if channel.kind == ChannelKind::Column && posting.on < cx.today() {
            return Err(invalid(
                "on",
                "专栏的发布日期不能早于今天。请填今天，或者以后的日期（定时发布）。",
            ));
        }
    }
    Ok(())
}
