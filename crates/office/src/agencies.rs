//! Agencies in their tree, with their channels and categories.

use crate::error::invalid;
use crate::events::Record;
use crate::{Context, Office, OfficeError, token};
use gongkai_domain::access::{Action, Actor, Object, Refusal, decide};
use gongkai_domain::agency::{Agency, AgencyKind, AgencyName, AgencySettings, Succession, is_slug};
use gongkai_domain::identity::{AgencyId, CategoryId, ChannelId};
use gongkai_domain::information::{Channel, ChannelKind, Gap, Topic};
use gongkai_store::{Category, FileRecord};
use jiff::civil::Date;

/// An agency to be set up.
#[derive(Debug, Clone)]
pub struct NewAgency {
    /// The body above it in this installation.
    pub parent: Option<AgencyId>,
    /// What it is.
    pub kind: AgencyKind,
    /// Its part of addresses.
    pub slug: String,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short: String,
    /// Since when it has this name.
    pub since: Date,
    /// 地区代码.
    pub region_code: String,
    /// 机构代码.
    pub organ_code: String,
}

impl NewAgency {
    /// What is wrong with it, for the form.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let mut gap = |wrong: bool, field, message: &str| {
            if wrong {
                gaps.push(Gap {
                    field,
                    message: message.to_owned(),
                });
            }
        };
        gap(
            self.name.trim().is_empty(),
            "name",
            "请填写单位全称，与印章一致。",
        );
        gap(
            self.short.trim().is_empty(),
            "short",
            "请填写单位简称，例如“海滨街道”。",
        );
        let slug = "网址简称用2到40个小写字母、数字或者连字符，例如 haibin。";
        gap(
            !is_slug(&self.slug) || RESERVED.contains(&self.slug.as_str()),
            "slug",
            slug,
        );
        gap(
            self.organ_code.trim().is_empty(),
            "organ_code",
            "请填写机构代码，索引号要用。",
        );
        gaps
    }
}

/// All agencies of the installation.
#[derive(Debug, Clone)]
pub struct Tree(pub Vec<Agency>);

impl Tree {
    /// An agency.
    pub fn get(&self, id: &AgencyId) -> Option<&Agency> {
        self.0.iter().find(|agency| agency.id == *id)
    }

    /// The agency at an address.
    pub fn at(&self, slug: &str) -> Option<&Agency> {
        self.0.iter().find(|agency| agency.slug == slug)
    }

    /// An agency and the bodies above it, itself first.
    pub fn lineage(&self, id: &AgencyId) -> Vec<AgencyId> {
        let mut lineage: Vec<AgencyId> = Vec::new();
        let mut next = self.get(id);
        while let Some(agency) = next.filter(|agency| !lineage.contains(&agency.id)) {
            lineage.push(agency.id.clone());
            next = agency.parent.as_ref().and_then(|parent| self.get(parent));
        }
        lineage
    }

    /// The bodies directly under one, or those that stand under none.
    pub fn under(&self, parent: Option<&AgencyId>) -> impl Iterator<Item = &Agency> {
        self.0
            .iter()
            .filter(move |agency| agency.parent.as_ref() == parent)
    }

    /// An agency and everything under it.
    pub fn below(&self, id: &AgencyId) -> Vec<&Agency> {
        let within = |agency: &&Agency| self.lineage(&agency.id).contains(id);
        self.0.iter().filter(within).collect()
    }
}

impl Office {
    /// All agencies. Which there are is public.
    pub async fn agencies(&self) -> Result<Tree, OfficeError> {
        Ok(Tree(self.store.agencies().await?))
    }

    /// An agency by its identity.
    pub async fn agency(&self, id: &AgencyId) -> Result<Agency, OfficeError> {
        let tree = self.agencies().await?;
        Ok(tree.get(id).cloned().ok_or(Refusal::Unknown)?)
    }

    pub(crate) async fn lineage(&self, id: &AgencyId) -> Result<Vec<AgencyId>, OfficeError> {
        Ok(self.store.lineage(id).await?)
    }

    async fn may_manage(&self, cx: &Context, agency: Option<&AgencyId>) -> Result<(), OfficeError> {
        let Some(agency) = agency else {
            return Ok(decide(
                &cx.actor,
                Action::ManageAgencies,
                Object::Installation,
            )?);
        };
        let lineage = self.lineage(agency).await?;
        Ok(decide(
            &cx.actor,
            Action::ManageAgencies,
            Object::Agency(&lineage),
        )?)
    }

    /// Sets up an agency, with its own column as its first channel.
    pub async fn create_agency(&self, cx: &Context, new: NewAgency) -> Result<Agency, OfficeError> {
        self.may_manage(cx, new.parent.as_ref()).await?;
        let faults = new.gaps();
        if !faults.is_empty() {
            return Err(OfficeError::Invalid(faults));
        }
        let agency = Agency {
            id: AgencyId::from_random(token::bits()?),
            parent: new.parent,
            kind: new.kind,
            slug: new.slug,
            names: vec![AgencyName {
                since: new.since,
                name: new.name.trim().to_owned(),
                short: new.short.trim().to_owned(),
                reason: "设立".to_owned(),
            }],
            successor: None,
            settings: AgencySettings {
                region_code: new.region_code,
                organ_code: new.organ_code,
                ..AgencySettings::default()
            },
        };
        let column = Channel {
            id: ChannelId::from_random(token::bits()?),
            kind: ChannelKind::Column,
            name: ChannelKind::Column.zh().to_owned(),
            place: format!("/{}", agency.slug),
        };
        let mut write = self.store.write().await?;
        write.insert_agency(&agency).await?;
        write.save_channel(&agency.id, &column).await?;
        let record = Record::of("agency.created", object(&agency.id)).in_agency(&agency.id);
        write.commit(vec![record.to(&agency.names).by(cx)?]).await?;
        Ok(agency)
    }

    /// Gives an agency a new name from a day on; what it made before keeps the old one.
    pub async fn rename_agency(
        &self,
        cx: &Context,
        id: &AgencyId,
        name: AgencyName,
    ) -> Result<(), OfficeError> {
        self.may_manage(cx, Some(id)).await?;
        let mut agency = self.agency(id).await?;
        if name.name.trim().is_empty() || name.reason.trim().is_empty() {
            return Err(invalid("name", "请填写新名称和更名依据。"));
        }
        if agency
            .names
            .last()
            .is_some_and(|last| name.since <= last.since)
        {
            return Err(invalid(
                "since",
                "新名称的启用日期要晚于现有名称的启用日期。",
            ));
        }
        let before = agency.names.clone();
        agency.names.push(name);
        let record = Record::of("agency.renamed", object(id)).in_agency(id);
        let event = record.from(&before).to(&agency.names).by(cx)?;
        let mut write = self.store.write().await?;
        write.update_agency(&agency).await?;
        Ok(write.commit(vec![event]).await?)
    }

    /// Ends an agency in another from a day on.
    pub async fn merge_agency(
        &self,
        cx: &Context,
        id: &AgencyId,
        end: Succession,
    ) -> Result<(), OfficeError> {
        self.may_manage(cx, Some(id)).await?;
        let tree = self.agencies().await?;
        let mut agency = tree.get(id).cloned().ok_or(Refusal::Unknown)?;
        if end.by == *id || tree.get(&end.by).is_none() {
            return Err(invalid("by", "请选择承接职责的另一个单位。"));
        }
        let record = Record::of("agency.merged", object(id)).in_agency(id);
        let event = record.from(&agency.successor).to(&end).by(cx)?;
        agency.successor = Some(end);
        let mut write = self.store.write().await?;
        write.update_agency(&agency).await?;
        Ok(write.commit(vec![event]).await?)
    }

    /// Changes what an agency has set up: chain, index template, guide, systems. `seen` is the mark of
    /// the settings that the person had before them ([`settings_mark`]); if somebody changed them
    /// since, nothing is saved.
    pub async fn set_up(
        &self,
        cx: &Context,
        id: &AgencyId,
        seen: &str,
        settings: AgencySettings,
    ) -> Result<(), OfficeError> {
        self.set_up_with(cx, id, (seen, settings), &[]).await
    }

    /// The same, with files that the settings name and whose bytes are kept.
    pub(crate) async fn set_up_with(
        &self,
        cx: &Context,
        id: &AgencyId,
        (seen, settings): (&str, AgencySettings),
        files: &[FileRecord],
    ) -> Result<(), OfficeError> {
        self.may_manage(cx, Some(id)).await?;
        let faults = settings.review.faults();
        if !faults.is_empty() {
            let gap = |fault: &dyn std::fmt::Display| Gap {
                field: "review",
                message: fault.to_string(),
            };
            return Err(OfficeError::Invalid(
                faults.iter().map(|fault| gap(fault)).collect(),
            ));
        }
        let agency = self.agency(id).await?;
        if settings_mark(&agency.settings) != seen {
            return Err(OfficeError::Conflict);
        }
        let can = agency.kind == AgencyKind::Institution && agency.parent.is_some();
        if settings.on_column_above && !can {
            let only = "只有上面有单位的所属单位，才能在上级机关的专栏上公开。";
            return Err(invalid("on_column_above", only));
        }
        // From where people may work is not the system administrator's to say.
        // Whose days off it keeps moves last days, and has a use case of its own.
        let settings = AgencySettings {
            networks: agency.settings.networks.clone(),
            calendar_region: agency.settings.calendar_region.clone(),
            ..settings
        };
        let record = Record::of("agency.set_up", object(id)).in_agency(id);
        let event = record.from(&agency.settings).to(&settings).by(cx)?;
        let mut write = self.store.write().await?;
        for file in files {
            write.insert_file(file).await?;
        }
        write.set_up_agency(id, &agency.settings, &settings).await?;
        let mut events = vec![event];
        events.extend(self.move_columns(cx, &mut write, id, &settings).await?);
        Ok(write.commit(events).await?)
    }

    /// The channels of an agency.
    pub async fn channels(&self, agency: &AgencyId) -> Result<Vec<Channel>, OfficeError> {
        Ok(self.store.channels(agency).await?)
    }

    /// Adds a channel.
    pub async fn add_channel(
        &self,
        cx: &Context,
        agency: &AgencyId,
        kind: ChannelKind,
        name: &str,
        place: &str,
    ) -> Result<ChannelId, OfficeError> {
        self.may_manage(cx, Some(agency)).await?;
        if name.trim().is_empty() {
            return Err(invalid(
                "name",
                "请填写渠道名称，例如“微信公众号某某发布”。",
            ));
        }
        let channel = Channel {
            id: ChannelId::from_random(token::bits()?),
            kind,
            name: name.trim().to_owned(),
            place: place.trim().to_owned(),
        };
        let record = Record::of("channel.added", object(agency)).in_agency(agency);
        let mut write = self.store.write().await?;
        write.save_channel(agency, &channel).await?;
        write.commit(vec![record.to(&channel).by(cx)?]).await?;
        Ok(channel.id)
    }

    /// The categories under which an agency files: those of the column on which it publishes.
    pub async fn categories(&self, agency: &AgencyId) -> Result<Vec<Category>, OfficeError> {
        let tree = self.agencies().await?;
        Ok(self.store.categories(tree.host(agency)).await?)
    }

    /// Adds a category at the end of the list.
    pub async fn add_category(
        &self,
        cx: &Context,
        agency: &AgencyId,
        code: &str,
        name: &str,
        topic: Option<Topic>,
    ) -> Result<CategoryId, OfficeError> {
        self.may_manage(cx, Some(agency)).await?;
        if name.trim().is_empty() {
            return Err(invalid("name", "请填写类别名称，例如“机构职能”。"));
        }
        if self.agencies().await?.host(agency) != agency {
            let above = "本单位在上级机关的专栏上公开，类别由上级机关设置。";
            return Err(invalid("name", above));
        }
        let last = self
            .store
            .categories(agency)
            .await?
            .last()
            .map_or(0, |last| last.position);
        let category = Category {
            id: CategoryId::from_random(token::bits()?),
            agency: agency.clone(),
            code: code.trim().to_owned(),
            name: name.trim().to_owned(),
            topic,
            position: last + 1,
        };
        let record = Record::of("category.added", object(agency)).in_agency(agency);
        let mut write = self.store.write().await?;
        write.save_category(&category).await?;
        write.commit(vec![record.to(&category).by(cx)?]).await?;
        Ok(category.id)
    }

    /// The agencies in which a person works with information.
    pub fn workplaces(actor: &Actor) -> Vec<AgencyId> {
        let grants = actor.person().into_iter().flat_map(|person| &person.grants);
        let mut places: Vec<AgencyId> = grants
            .filter(|grant| grant.role.handles_information())
            .map(|grant| grant.agency.clone())
            .collect();
        places.sort();
        places.dedup();
        places
    }
}

/// A mark by which one state of an agency's settings is told from another.
pub fn settings_mark(settings: &AgencySettings) -> String {
    let text = serde_json::to_string(settings).unwrap_or_default();
    token::digest(&text)
}

fn object(id: &AgencyId) -> String {
    format!("agency:{id}")
}

/// First parts of addresses that are the program's own.
const RESERVED: [&str; 13] = [
    "api", "desk", "admin", "login", "logout", "setup", "account", "assets", "search", "healthz",
    "readyz", "item", "help",
];
