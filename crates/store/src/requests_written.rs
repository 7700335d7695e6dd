//! Disclosure requests, written: rows that hold no word of the requester but sealed.

use crate::encode::{day, instant, json, number};
use crate::{NotedEntry, RequestFile, RequestRow, StoreError, Write};
use gongkai_domain::identity::{AccountId, RequestId};

impl Write {
    /// Writes a new request with its first entry.
    pub async fn insert_request(
        &mut self,
        row: &RequestRow,
        entry: &NotedEntry,
    ) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO request (id, agency, number, kind, channel, arrived_at, stage, \
             received_on, due_on, outcome, ended_on, handler, revision, sealed_key, sealed, \
             applicant_mark, form_mark, code_mark, opened_on, retain_until, erased_on) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, \
             $18, $19, $20, $21)",
            row.id.as_str(),
            row.agency.as_str(),
            row.number.as_str(),
            row.kind.code(),
            row.channel.code(),
            row.arrived.to_string(),
            row.stage.code(),
            day(row.received_on),
            day(row.due_on),
            row.outcome.as_deref(),
            day(row.ended_on),
            row.handler.as_str(),
            number(row.revision),
            row.sealed_key.as_deref(),
            row.sealed.as_deref(),
            row.applicant_mark.as_str(),
            row.form_mark.as_str(),
            row.code_mark.as_str(),
            day(row.opened_on),
            day(row.retain_until),
            day(row.erased_on),
        )?;
        self.insert_request_entry(&row.id, 0, entry).await
    }

    /// Saves a request over the revision it was read at, as the next one. `Conflict` if somebody
    /// saved in between.
    pub async fn save_request(&mut self, row: &RequestRow) -> Result<(), StoreError> {
        let touched = run!(
            self.tx.on(),
            "UPDATE request SET revision = $2 + 1, stage = $3, received_on = $4, due_on = $5, \
             outcome = $6, ended_on = $7, handler = $8, sealed_key = $9, sealed = $10, \
             opened_on = $11, retain_until = $12, erased_on = $13, kind = $14, \
             applicant_mark = $15 \
             WHERE id = $1 AND revision = $2",
            row.id.as_str(),
            number(row.revision),
            row.stage.code(),
            day(row.received_on),
            day(row.due_on),
            row.outcome.as_deref(),
            day(row.ended_on),
            row.handler.as_str(),
            row.sealed_key.as_deref(),
            row.sealed.as_deref(),
            day(row.opened_on),
            day(row.retain_until),
            day(row.erased_on),
            row.kind.code(),
            row.applicant_mark.as_str(),
        )?;
        if touched == 0 {
            return Err(StoreError::Conflict);
        }
        Ok(())
    }

    /// Adds an entry behind so many.
    pub async fn insert_request_entry(
        &mut self,
        id: &RequestId,
        position: u64,
        noted: &NotedEntry,
    ) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO request_entry (request, position, happened_on, act, words, noted_at, \
             account, name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            id.as_str(),
            number(position),
            noted.entry.on.to_string(),
            json(&noted.entry.act)?,
            noted.words.as_deref(),
            instant(noted.noted_at),
            noted.account.as_ref().map(AccountId::as_str),
            noted.name.as_str(),
        )?;
        Ok(())
    }

    /// Adds a file behind those that are there; its sealed bytes are kept already.
    pub async fn insert_request_file(
        &mut self,
        id: &RequestId,
        file: &RequestFile,
    ) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO request_file (request, position, kind, digest, name, size, added_at, open) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            id.as_str(),
            number(file.position),
            file.kind.as_str(),
            file.digest.as_str(),
            file.name.as_str(),
            number(file.size),
            instant(file.added_at),
            i64::from(file.open),
        )?;
        Ok(())
    }

    /// Takes the sealed words of all entries and the names of all files out of a request.
    pub async fn empty_request(&mut self, id: &RequestId) -> Result<(), StoreError> {
        for sql in [
            "UPDATE request_entry SET words = NULL WHERE request = $1",
            "DELETE FROM request_file WHERE request = $1",
        ] {
            run!(self.tx.on(), sql, id.as_str())?;
        }
        Ok(())
    }
}
