//! Secrets that are used once: the token of the first administrator.

use crate::encode::{Row, instant};
use crate::{Store, StoreError, Write};
use jiff::Timestamp;

impl Store {
    /// The digest of the secret of this name, and until when it may be used.
    pub async fn secret(&self, name: &str) -> Result<Option<(String, Timestamp)>, StoreError> {
        let sql = "SELECT digest, expires_at FROM secret WHERE name = $1";
        let Some((digest, expires_at)) = row!(self.reader(), (String, String), sql, name)? else {
            return Ok(None);
        };
        let row = Row {
            table: "secret",
            key: name,
        };
        Ok(Some((digest, row.text("expires_at", &expires_at)?)))
    }
}

impl Write {
    /// Sets a secret in the place of the one that had its name.
    pub async fn set_secret(
        &mut self,
        name: &str,
        digest: &str,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO secret (name, digest, expires_at) VALUES ($1, $2, $3) \
             ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, \
             expires_at = excluded.expires_at",
            name,
            digest,
            instant(expires_at),
        )?;
        Ok(())
    }

    /// Uses a secret up. False if it is another, has been used, or its time is over.
    pub async fn take_secret(
        &mut self,
        name: &str,
        digest: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "DELETE FROM secret WHERE name = $1 AND digest = $2 AND expires_at > $3";
        Ok(run!(self.tx.on(), sql, name, digest, instant(now))? == 1)
    }
}
