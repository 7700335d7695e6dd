//! Agencies, their categories and their channels.

use crate::encode::{Row, json};
use crate::{Category, Store, StoreError, Write};
use gongkai_domain::agency::{Agency, AgencyKind, AgencySettings};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::information::{Channel, ChannelKind, Topic};

#[derive(sqlx::FromRow)]
struct AgencyRow {
    id: String,
    parent: Option<String>,
    kind: String,
    slug: String,
    names: String,
    successor: Option<String>,
    settings: String,
}

#[derive(sqlx::FromRow)]
struct CategoryRow {
    id: String,
    agency: String,
    code: String,
    name: String,
    topic: Option<i64>,
    position: i64,
}

#[derive(sqlx::FromRow)]
struct ChannelRow {
    id: String,
    kind: String,
    name: String,
    place: String,
}

impl Store {
    /// All agencies, by their part of addresses.
    pub async fn agencies(&self) -> Result<Vec<Agency>, StoreError> {
        let sql = "SELECT id, parent, kind, slug, names, successor, settings FROM agency \
                   ORDER BY slug";
        let found = rows!(self.reader(), AgencyRow, sql)?;
        found.iter().map(AgencyRow::agency).collect()
    }

    /// An agency and the bodies above it, itself first; nothing of one that is not there.
    pub async fn lineage(&self, id: &AgencyId) -> Result<Vec<AgencyId>, StoreError> {
        let sql = "WITH RECURSIVE up (id, parent, height) AS ( \
                   SELECT id, parent, 0 FROM agency WHERE id = $1 UNION ALL \
                   SELECT agency.id, agency.parent, up.height + 1 FROM agency \
                   JOIN up ON agency.id = up.parent WHERE up.height < 16) \
                   SELECT id FROM up ORDER BY height";
        let found = rows!(self.reader(), (String,), sql, id.as_str())?;
        let row = Row {
            table: "agency",
            key: id.as_str(),
        };
        let ids = found.iter().map(|(id,)| row.text("id", id));
        ids.collect()
    }

    /// An agency's categories, in their order.
    pub async fn categories(&self, agency: &AgencyId) -> Result<Vec<Category>, StoreError> {
        let sql = "SELECT id, agency, code, name, topic, position FROM category \
                   WHERE agency = $1 ORDER BY position, code, id";
        let found = rows!(self.reader(), CategoryRow, sql, agency.as_str())?;
        found.iter().map(CategoryRow::category).collect()
    }

    /// An agency's channels, in the order in which they were set up.
    pub async fn channels(&self, agency: &AgencyId) -> Result<Vec<Channel>, StoreError> {
        let sql = "SELECT id, kind, name, place FROM channel WHERE agency = $1 \
                   ORDER BY position, id";
        let found = rows!(self.reader(), ChannelRow, sql, agency.as_str())?;
        found.iter().map(ChannelRow::channel).collect()
    }
}

impl Write {
    /// Adds an agency. `Duplicate` if there is one with its identity or its part of addresses.
    pub async fn insert_agency(&mut self, agency: &Agency) -> Result<(), StoreError> {
        let successor = agency.successor.as_ref().map(json).transpose()?;
        run!(
            self.tx.on(),
            "INSERT INTO agency (id, parent, kind, slug, names, successor, settings) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            agency.id.as_str(),
            agency.parent.as_ref().map(AgencyId::as_str),
            agency.kind.code(),
            agency.slug.as_str(),
            json(&agency.names)?,
            successor.as_deref(),
            json(&agency.settings)?,
        )?;
        Ok(())
    }

    /// Changes an agency; its part of addresses stays as it is. `NotFound` if there is none.
    pub async fn update_agency(&mut self, agency: &Agency) -> Result<(), StoreError> {
        let successor = agency.successor.as_ref().map(json).transpose()?;
        let touched = run!(
            self.tx.on(),
            "UPDATE agency SET parent = $2, kind = $3, names = $4, successor = $5, settings = $6 \
             WHERE id = $1",
            agency.id.as_str(),
            agency.parent.as_ref().map(AgencyId::as_str),
            agency.kind.code(),
            json(&agency.names)?,
            successor.as_deref(),
            json(&agency.settings)?,
        )?;
        found(touched)
    }

    /// Changes an agency's settings, if they still are those that were read before.
    pub async fn set_up_agency(
        &mut self,
        id: &AgencyId,
        before: &AgencySettings,
        after: &AgencySettings,
    ) -> Result<(), StoreError> {
        let sql = "SELECT settings FROM agency WHERE id = $1";
        let (stored,) =
            row!(self.tx.on(), (String,), sql, id.as_str())?.ok_or(StoreError::NotFound)?;
        let row = Row {
            table: "agency",
            key: id.as_str(),
        };
        let now: AgencySettings = row.json("settings", &stored)?;
        // What is stored may be spelt otherwise than it would be today, so it is compared as it is.
        let touched = run!(
            self.tx.on(),
            "UPDATE agency SET settings = $2 WHERE id = $1 AND settings = $3",
            id.as_str(),
            json(after)?,
            stored.as_str(),
        )?;
        if now != *before || touched == 0 {
            return Err(StoreError::Conflict);
        }
        Ok(())
    }

    /// Adds or changes a category; its agency stays the one it was made by.
    pub async fn save_category(&mut self, category: &Category) -> Result<(), StoreError> {
        let touched = run!(
            self.tx.on(),
            "INSERT INTO category (id, agency, code, name, topic, position) \
             VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, \
             topic = excluded.topic, position = excluded.position \
             WHERE category.agency = excluded.agency",
            category.id.as_str(),
            category.agency.as_str(),
            category.code.as_str(),
            category.name.as_str(),
            category.topic.map(|topic| i64::from(topic.number())),
            category.position,
        )?;
        found(touched)
    }

    /// Adds or changes a channel; its agency stays the one it was made by.
    pub async fn save_channel(
        &mut self,
        agency: &AgencyId,
        channel: &Channel,
    ) -> Result<(), StoreError> {
        let touched = run!(
            self.tx.on(),
            "INSERT INTO channel (id, agency, kind, name, place, position) \
             SELECT $1, $2, $3, $4, $5, COALESCE(MAX(position), 0) + 1 FROM channel \
             WHERE agency = $2 \
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, \
             place = excluded.place WHERE channel.agency = excluded.agency",
            channel.id.as_str(),
            agency.as_str(),
            channel.kind.code(),
            channel.name.as_str(),
            channel.place.as_str(),
        )?;
        found(touched)
    }
}

/// A change that touched no row was meant for one that is not there.
pub(crate) fn found(touched: u64) -> Result<(), StoreError> {
    if touched == 0 {
        Err(StoreError::NotFound)
    } else {
        Ok(())
    }
}

impl AgencyRow {
    fn agency(&self) -> Result<Agency, StoreError> {
        let row = Row {
            table: "agency",
            key: &self.id,
        };
        let successor = self.successor.as_deref();
        Ok(Agency {
            id: row.text("id", &self.id)?,
            parent: row.maybe("parent", self.parent.as_ref())?,
            kind: row.code("kind", &self.kind, AgencyKind::of_code)?,
            slug: self.slug.clone(),
            names: row.json("names", &self.names)?,
            successor: successor
                .map(|text| row.json("successor", text))
                .transpose()?,
            settings: row.json("settings", &self.settings)?,
        })
    }
}

impl CategoryRow {
    fn category(&self) -> Result<Category, StoreError> {
        let row = Row {
            table: "category",
            key: &self.id,
        };
        Ok(Category {
            id: row.text("id", &self.id)?,
            agency: row.text("agency", &self.agency)?,
            code: self.code.clone(),
            name: self.name.clone(),
            topic: self.topic.map(|number| topic(row, number)).transpose()?,
            position: self.position,
        })
    }
}

fn topic(row: Row<'_>, number: i64) -> Result<Topic, StoreError> {
    let number: u8 = row.number("topic", number)?;
    Topic::try_from(number).map_err(|_unknown| row.inconsistent("topic"))
}

impl ChannelRow {
    fn channel(&self) -> Result<Channel, StoreError> {
        let row = Row {
            table: "channel",
            key: &self.id,
        };
        Ok(Channel {
            id: row.text("id", &self.id)?,
            kind: row.code("kind", &self.kind, ChannelKind::of_code)?,
            name: self.name.clone(),
            place: self.place.clone(),
        })
    }
}
