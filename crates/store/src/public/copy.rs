//! Publication and its end: the public copy is made, changed and taken away as a whole.

use super::fold;
use super::place::{self, PLACED, Placed};
use crate::agencies::found;
use crate::encode::{Row, day, instant, json, number};
use crate::query::Query;
use crate::{PublicItem, StoreError, Write};
use gongkai_domain::identity::{CategoryId, InformationId};
use gongkai_domain::information::{Facts, Tombstone};

/// What search looks in besides the text of the attachments.
#[derive(sqlx::FromRow)]
struct Texts {
    index_number: String,
    facts: String,
}

impl Write {
    /// Makes an item public, in the place of its earlier version or its tombstone. The register
    /// keeps when it was first published and whether in time.
    pub async fn publish(&mut self, item: &PublicItem) -> Result<(), StoreError> {
        let id = &item.id;
        let noted = run!(
            self.tx.on(),
            "UPDATE information SET first_published_on = $2, in_time = $3, \
             published_category = $4 WHERE id = $1",
            id.as_str(),
            item.first_published_on.to_string(),
            item.in_time.map(i64::from),
            item.category_name.as_str(),
        )?;
        found(noted)?;
        self.clear(id).await?;
        let attachment_text = printable(&item.attachment_text);
        let folded = folded(&item.index_number, &item.facts, &attachment_text);
        let placed = self.insert_copy(item, &attachment_text, folded).await?;
        placed.index(&mut self.tx).await?;
        placed.tally(&mut self.tx, 1).await?;
        self.insert_public_files(item).await
    }

    /// Takes an item from the public: its copy, its grams and its files' being public go, the
    /// tombstone stays. `NotFound` if it was not public.
    pub async fn bury(
        &mut self,
        id: &InformationId,
        tombstone: &Tombstone,
    ) -> Result<(), StoreError> {
        let buried = run!(
            self.tx.on(),
            "INSERT INTO public_tombstone (information, host, agency, tombstone) \
             SELECT information, host, agency, $2 FROM public_item WHERE information = $1",
            id.as_str(),
            json(tombstone)?,
        )?;
        found(buried)?;
        self.remove_copy(id).await
    }

    /// Puts another text of the attachments into the public copy, when they have been read anew.
    /// `NotFound` if the item is not public.
    pub async fn set_attachment_text(
        &mut self,
        id: &InformationId,
        text: &str,
    ) -> Result<(), StoreError> {
        let mut placed = self.placed(id).await?.ok_or(StoreError::NotFound)?;
        let sql = "SELECT index_number, facts FROM public_content WHERE information = $1";
        let copy = row!(self.tx.on(), Texts, sql, id.as_str())?;
        let copy = copy.ok_or(StoreError::NotFound)?;
        let row = Row {
            table: "public_item",
            key: id.as_str(),
        };
        let facts: Facts = row.json("facts", &copy.facts)?;
        let text = printable(text);
        placed.unindex(&mut self.tx).await?;
        placed.folded = folded(&copy.index_number, &facts, &text);
        placed.index(&mut self.tx).await?;
        let sql = "UPDATE public_content SET attachment_text = $2, folded = $3 \
                   WHERE information = $1";
        run!(self.tx.on(), sql, id.as_str(), text, placed.folded)?;
        Ok(())
    }

    async fn clear(&mut self, id: &InformationId) -> Result<(), StoreError> {
        let sql = "DELETE FROM public_tombstone WHERE information = $1";
        run!(self.tx.on(), sql, id.as_str())?;
        self.remove_copy(id).await
    }

    async fn remove_copy(&mut self, id: &InformationId) -> Result<(), StoreError> {
        if let Some(placed) = self.placed(id).await? {
            placed.unindex(&mut self.tx).await?;
            placed.tally(&mut self.tx, -1).await?;
        }
        let sql = "DELETE FROM public_file WHERE information = $1";
        run!(self.tx.on(), sql, id.as_str())?;
        let sql = "DELETE FROM public_content WHERE information = $1";
        run!(self.tx.on(), sql, id.as_str())?;
        let sql = "DELETE FROM public_item WHERE information = $1";
        run!(self.tx.on(), sql, id.as_str())?;
        Ok(())
    }

    async fn placed(&mut self, id: &InformationId) -> Result<Option<Placed>, StoreError> {
        let mut query = Query::new(PLACED);
        query.push(" WHERE information = ").text(id.as_str());
        let found: Vec<Placed> = query.rows_in(&mut self.tx).await?;
        Ok(found.into_iter().next())
    }

    /// Adds the item behind those of its day.
    async fn insert_item(
        &mut self,
        item: &PublicItem,
        category: Option<&str>,
    ) -> Result<i64, StoreError> {
        let facts = &item.facts;
        let interprets = facts.interpretation.as_ref();
        let inserted = row!(
            self.tx.on(),
            (i64,),
            "INSERT INTO public_item (information, host, agency, first_published_on, category, \
             topic, interprets, standing, listing, number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, \
             (SELECT COALESCE(MAX(number), $10) + 1 FROM public_item \
             WHERE number BETWEEN $10 AND $11)) RETURNING number",
            item.id.as_str(),
            item.host.as_str(),
            item.agency.as_str(),
            item.first_published_on.to_string(),
            category,
            facts.topic.map(|topic| i64::from(topic.number())),
            interprets.map(|interpretation| interpretation.of.as_str()),
            place::standing(&facts.validity),
            facts
                .listing
                .as_ref()
                .map(|listing| listing.record.as_str()),
            place::before(item.first_published_on),
            place::last(item.first_published_on),
        )?;
        Ok(inserted.ok_or(StoreError::NotFound)?.0)
    }

    async fn insert_copy(
        &mut self,
        item: &PublicItem,
        attachment_text: &str,
        folded: String,
    ) -> Result<Placed, StoreError> {
        let facts = &item.facts;
        let filed = facts.category.as_ref().map(CategoryId::as_str);
        let category = self.shelf(filed, &item.host).await?;
        let number = self.insert_item(item, category.as_deref()).await?;
        run!(
            self.tx.on(),
            "INSERT INTO public_content (information, index_number, category_name, version, \
             published_at, due_on, in_time, title, document_number, dated_on, summary, facts, \
             attachment_text, folded) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            item.id.as_str(),
            item.index_number.as_str(),
            item.category_name.as_str(),
            i64::from(item.version),
            instant(item.published_at),
            day(item.due_on),
            item.in_time.map(i64::from),
            facts.title.as_str(),
            facts.document_number.as_str(),
            day(facts.dated_on),
            facts.summary.as_str(),
            json(facts)?,
            attachment_text,
            folded.as_str(),
        )?;
        Ok(Placed {
            number,
            host: item.host.to_string(),
            agency: item.agency.to_string(),
            category,
            topic: facts.topic.map(|topic| i64::from(topic.number())),
            standing: place::standing(&facts.validity).to_owned(),
            folded,
        })
    }

    async fn insert_public_files(&mut self, item: &PublicItem) -> Result<(), StoreError> {
        for (position, file) in (0_u64..).zip(&item.facts.attachments) {
            run!(
                self.tx.on(),
                "INSERT INTO public_file (information, position, digest) VALUES ($1, $2, $3)",
                item.id.as_str(),
                number(position),
                file.digest.as_str(),
            )?;
        }
        Ok(())
    }
}

/// All that search looks in, field by field.
fn folded(index_number: &str, facts: &Facts, attachment_text: &str) -> String {
    let names = facts.attachments.iter().map(|file| file.name.as_str());
    let fields = [
        facts.title.as_str(),
        &facts.document_number,
        index_number,
        &facts.issuing_organ,
        &facts.summary,
        &facts.keywords,
        &facts.body,
        attachment_text,
    ];
    let folded: Vec<String> = fields.into_iter().chain(names).map(fold).collect();
    folded.join("\n")
}

/// Text without NUL, which comes out of broken files and which PostgreSQL does not hold.
pub(crate) fn printable(text: &str) -> String {
    text.replace('\0', "")
}
