//! On whose column a public item stands. What an institution publishes moves to the column of the body
//! above it, or back, as a whole; whose it is stays as it was.

use super::place::{PLACED, Placed};
use crate::encode::Row;
use crate::query::Query;
use crate::{StoreError, Write};
use gongkai_domain::identity::{AgencyId, CategoryId};
use gongkai_domain::information::Facts;

impl Write {
    /// Puts all public items of an agency, and what is left of withdrawn ones, on the column of a
    /// host; gives how many items moved.
    pub async fn move_copies(
        &mut self,
        agency: &AgencyId,
        host: &AgencyId,
    ) -> Result<u64, StoreError> {
        let mut moved: u64 = 0;
        let mut after = i64::MIN;
        while let Some(placed) = self.next_copy(agency, after).await? {
            after = placed.number;
            if placed.host != host.as_str() {
                self.move_copy(placed, host).await?;
                moved = moved.saturating_add(1);
            }
        }
        let sql = "UPDATE public_tombstone SET host = $2 WHERE agency = $1";
        run!(self.tx.on(), sql, agency.as_str(), host.as_str())?;
        Ok(moved)
    }

    async fn next_copy(
        &mut self,
        agency: &AgencyId,
        after: i64,
    ) -> Result<Option<Placed>, StoreError> {
        let mut query = Query::new(PLACED);
        query.push(" WHERE agency = ").text(agency.as_str());
        query.push(" AND number > ").number(after);
        query.push(" ORDER BY number LIMIT 1");
        let found: Vec<Placed> = query.rows_in(&mut self.tx).await?;
        Ok(found.into_iter().next())
    }

    async fn move_copy(&mut self, mut placed: Placed, host: &AgencyId) -> Result<(), StoreError> {
        placed.unindex(&mut self.tx).await?;
        placed.tally(&mut self.tx, -1).await?;
        host.as_str().clone_into(&mut placed.host);
        let filed = self.filed(placed.number).await?;
        let filed = filed.as_ref().map(CategoryId::as_str);
        placed.category = self.shelf(filed, host).await?;
        let sql = "UPDATE public_item SET host = $2, category = $3 WHERE number = $1";
        run!(
            self.tx.on(),
            sql,
            placed.number,
            placed.host.as_str(),
            placed.category.as_deref(),
        )?;
        placed.index(&mut self.tx).await?;
        placed.tally(&mut self.tx, 1).await
    }

    /// The category under which the published version was filed.
    async fn filed(&mut self, number: i64) -> Result<Option<CategoryId>, StoreError> {
        let sql = "SELECT facts FROM public_content JOIN public_item USING (information) \
                   WHERE number = $1";
        let found = row!(self.tx.on(), (String,), sql, number)?;
        let (facts,) = found.ok_or(StoreError::NotFound)?;
        let row = Row {
            table: "public_content",
            key: &number.to_string(),
        };
        let facts: Facts = row.json("facts", &facts)?;
        Ok(facts.category)
    }

    /// The category of a column under which an item stands that was filed under some category: that
    /// one where it is the column's, else the column's category of the same name, else none.
    pub(super) async fn shelf(
        &mut self,
        filed: Option<&str>,
        host: &AgencyId,
    ) -> Result<Option<String>, StoreError> {
        let Some(filed) = filed else {
            return Ok(None);
        };
        let sql = "SELECT agency FROM category WHERE id = $1";
        let owner = row!(self.tx.on(), (String,), sql, filed)?;
        if owner.is_none_or(|(owner,)| owner == host.as_str()) {
            return Ok(Some(filed.to_owned()));
        }
        let sql = "SELECT shown.id FROM category filed JOIN category shown \
                   ON shown.name = filed.name WHERE filed.id = $1 AND shown.agency = $2 \
                   ORDER BY shown.position, shown.id LIMIT 1";
        let shown = row!(self.tx.on(), (String,), sql, filed, host.as_str())?;
        Ok(shown.map(|(id,)| id))
    }
}
