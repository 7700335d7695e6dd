//! Who is signed in. Coming, staying and going are no changes of the office's state: that somebody
//! signed in is an event, which the office records.

use crate::encode::{Row, instant};
use crate::{Session, Store, StoreError};
use gongkai_domain::identity::AccountId;
use jiff::Timestamp;

#[derive(sqlx::FromRow)]
struct SessionRow {
    digest: String,
    account: String,
    created_at: String,
    seen_at: String,
    origin: String,
    agent: String,
}

impl Store {
    /// The session of the token with this digest.
    pub async fn session(&self, digest: &str) -> Result<Option<Session>, StoreError> {
        let sql = "SELECT * FROM session WHERE digest = $1";
        let found = row!(self.reader(), SessionRow, sql, digest)?;
        found.as_ref().map(SessionRow::session).transpose()
    }

    /// The sessions of an account, the last seen first.
    pub async fn sessions_of(&self, account: &AccountId) -> Result<Vec<Session>, StoreError> {
        let sql = "SELECT * FROM session WHERE account = $1 ORDER BY seen_at DESC, digest";
        let found = rows!(self.reader(), SessionRow, sql, account.as_str())?;
        found.iter().map(SessionRow::session).collect()
    }

    /// Signs somebody in.
    pub async fn insert_session(&self, session: &Session) -> Result<(), StoreError> {
        run!(
            self.writer(),
            "INSERT INTO session (digest, account, created_at, seen_at, origin, agent) \
             VALUES ($1, $2, $3, $4, $5, $6)",
            session.digest.as_str(),
            session.account.as_str(),
            instant(session.created_at),
            instant(session.seen_at),
            session.origin.as_str(),
            session.agent.as_str(),
        )?;
        Ok(())
    }

    /// Notes that a session is alive. One that has been ended stays ended.
    pub async fn touch_session(&self, digest: &str, at: Timestamp) -> Result<(), StoreError> {
        let sql = "UPDATE session SET seen_at = $2 WHERE digest = $1";
        run!(self.writer(), sql, digest, instant(at))?;
        Ok(())
    }

    /// Ends a session.
    pub async fn delete_session(&self, digest: &str) -> Result<(), StoreError> {
        run!(
            self.writer(),
            "DELETE FROM session WHERE digest = $1",
            digest
        )?;
        Ok(())
    }

    /// Ends all sessions of an account.
    pub async fn delete_sessions_of(&self, account: &AccountId) -> Result<(), StoreError> {
        let sql = "DELETE FROM session WHERE account = $1";
        run!(self.writer(), sql, account.as_str())?;
        Ok(())
    }
}

impl SessionRow {
    fn session(&self) -> Result<Session, StoreError> {
        let row = Row {
            table: "session",
            key: &self.digest,
        };
        Ok(Session {
            digest: self.digest.clone(),
            account: row.text("account", &self.account)?,
            created_at: row.text("created_at", &self.created_at)?,
            seen_at: row.text("seen_at", &self.seen_at)?,
            origin: self.origin.clone(),
            agent: self.agent.clone(),
        })
    }
}
