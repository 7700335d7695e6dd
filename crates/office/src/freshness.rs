//! How fresh each channel and each column of an agency is, against the limits.

use crate::{Context, Office, OfficeError, Tree};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::duty::{Freshness, FreshnessBook, FreshnessRule, Kept, freshness};
use gongkai_domain::information::Channel;
use gongkai_store::{Category, LastPosting};
use jiff::civil::Date;

/// A place that is watched, and how fresh it is.
#[derive(Debug, Clone)]
pub struct Watched {
    /// Its name: that of a channel or of a column.
    pub name: String,
    /// What it is: 网站, 渠道 or 栏目.
    pub what: &'static str,
    /// The rule with its limit; `None` where no rule watches it.
    pub rule: Option<FreshnessRule>,
    /// The day of its last posting.
    pub last: Option<Date>,
    /// How fresh it is; without a rule only its days count.
    pub freshness: Freshness,
    /// The last posting in each channel, where it is a column that is posted in several.
    pub by_channel: Vec<(String, Date)>,
}

impl Office {
    /// All channels and columns of an agency, with the day of the last posting.
    pub async fn freshness(
        &self,
        cx: &Context,
        agency: &Agency,
    ) -> Result<Vec<Watched>, OfficeError> {
        let lineage = self.lineage(&agency.id).await?;
        decide(&cx.actor, Action::OpenDesk, Object::Agency(&lineage))?;
        self.watched(agency, cx.today()).await
    }

    /// The same for whoever it may concern: what was posted when is public.
    pub async fn watched(&self, agency: &Agency, today: Date) -> Result<Vec<Watched>, OfficeError> {
        let tree = self.agencies().await?;
        self.watched_in(&tree, agency, today).await
    }

    /// The same for who has all agencies at hand.
    pub(crate) async fn watched_in(
        &self,
        tree: &Tree,
        agency: &Agency,
        today: Date,
    ) -> Result<Vec<Watched>, OfficeError> {
        let book = FreshnessBook::statutory();
        let book = book.map_err(|error| OfficeError::Internal(error.to_string()))?;
        let rules = book.of_agency(&agency.settings.duties);
        let last = self.store.last_postings(&agency.id).await?;
        let channels = self.store.channels(&agency.id).await?;
        let categories = self.store.categories(tree.host(&agency.id)).await?;
        let places = rules.iter();
        let places = places.filter_map(|rule| place_watched(rule, &channels, &last, today));
        let of_channels = channels
            .iter()
            .map(|channel| channel_watched(channel, &rules, &last, today));
        let of_categories = categories
            .iter()
            .map(|category| column_watched(category, &channels, &rules, &last, today));
        Ok(places.chain(of_channels).chain(of_categories).collect())
    }
}

/// A place of several channels, if the agency has one of them.
fn place_watched(
    rule: &FreshnessRule,
    channels: &[Channel],
    last: &[LastPosting],
    today: Date,
) -> Option<Watched> {
    let parts = channels.iter();
    let parts = parts.filter(|channel| rule.watches_as_part(channel.kind));
    let parts: Vec<&Channel> = parts.collect();
    parts.first()?;
    let here = last.iter();
    let here = here.filter(|last| parts.iter().any(|part| part.id == last.channel));
    Some(Watched {
        what: "网站",
        ..watched(
            &rule.title,
            Some(rule),
            here.map(|last| last.on).max(),
            today,
        )
    })
}

fn channel_watched(
    channel: &Channel,
    rules: &[FreshnessRule],
    last: &[LastPosting],
    today: Date,
) -> Watched {
    let here = last.iter().filter(|last| last.channel == channel.id);
    let rule = rules
        .iter()
        .find(|rule| rule.watches_channel(channel.kind, &channel.name));
    Watched {
        what: "渠道",
        ..watched(&channel.name, rule, here.map(|last| last.on).max(), today)
    }
}

fn column_watched(
    category: &Category,
    channels: &[Channel],
    rules: &[FreshnessRule],
    last: &[LastPosting],
    today: Date,
) -> Watched {
    let own = last.iter();
    let own = own.filter(|last| last.category.as_ref() == Some(&category.id));
    let own: Vec<&LastPosting> = own.collect();
    let rule = rules
        .iter()
        .find(|rule| rule.watches_category(&category.name));
    let in_channel = |channel: &Channel| {
        let here = own.iter().find(|last| last.channel == channel.id)?;
        Some((channel.name.clone(), here.on))
    };
    Watched {
        what: "栏目",
        by_channel: channels.iter().filter_map(in_channel).collect(),
        ..watched(
            &category.name,
            rule,
            own.iter().map(|last| last.on).max(),
            today,
        )
    }
}

fn watched(name: &str, rule: Option<&FreshnessRule>, last: Option<Date>, today: Date) -> Watched {
    let freshness = match rule {
        Some(rule) => freshness(last, today, rule.limit),
        None => Freshness {
            days: last.map(|last| gongkai_domain::duty::days_between(last, today)),
            kept: last.map_or(Kept::Never, |_| Kept::Fresh),
        },
    };
    Watched {
        name: name.to_owned(),
        what: "",
        rule: rule.cloned(),
        last,
        freshness,
        by_channel: Vec::new(),
    }
}
