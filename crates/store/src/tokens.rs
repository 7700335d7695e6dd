//! Tokens of the interface for programs. Making and revoking one is a change with an event; that one
//! was used today is none.

use crate::agencies::found;
use crate::encode::{Row, day, instant, json};
use crate::{ApiToken, Store, StoreError, Write};
use gongkai_domain::identity::{AccountId, TokenId};
use jiff::civil::Date;

#[derive(sqlx::FromRow)]
struct TokenRow {
    id: String,
    account: String,
    name: String,
    digest: String,
    scopes: String,
    created_at: String,
    expires_on: String,
    used_on: Option<String>,
}

impl Store {
    /// The token with this digest.
    pub async fn api_token(&self, digest: &str) -> Result<Option<ApiToken>, StoreError> {
        let sql = "SELECT * FROM api_token WHERE digest = $1";
        let found = row!(self.reader(), TokenRow, sql, digest)?;
        found.as_ref().map(TokenRow::token).transpose()
    }

    /// The tokens of an account, the newest first.
    pub async fn api_tokens_of(&self, account: &AccountId) -> Result<Vec<ApiToken>, StoreError> {
        let sql = "SELECT * FROM api_token WHERE account = $1 ORDER BY created_at DESC, id";
        let found = rows!(self.reader(), TokenRow, sql, account.as_str())?;
        found.iter().map(TokenRow::token).collect()
    }

    /// Notes the day on which a token was last used. One that has been revoked stays revoked.
    pub async fn touch_api_token(&self, id: &TokenId, on: Date) -> Result<(), StoreError> {
        let sql = "UPDATE api_token SET used_on = $2 WHERE id = $1";
        run!(self.writer(), sql, id.as_str(), on.to_string())?;
        Ok(())
    }
}

impl Write {
    /// Adds a token.
    pub async fn insert_api_token(&mut self, token: &ApiToken) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO api_token (id, account, name, digest, scopes, created_at, expires_on, \
             used_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            token.id.as_str(),
            token.account.as_str(),
            token.name.as_str(),
            token.digest.as_str(),
            json(&token.scopes)?,
            instant(token.created_at),
            token.expires_on.to_string(),
            day(token.used_on),
        )?;
        Ok(())
    }

    /// Takes a token away. `NotFound` if there is none.
    pub async fn delete_api_token(&mut self, id: &TokenId) -> Result<(), StoreError> {
        let sql = "DELETE FROM api_token WHERE id = $1";
        found(run!(self.tx.on(), sql, id.as_str())?)
    }

    /// Takes all tokens of an account away.
    pub async fn delete_api_tokens_of(&mut self, account: &AccountId) -> Result<(), StoreError> {
        let sql = "DELETE FROM api_token WHERE account = $1";
        run!(self.tx.on(), sql, account.as_str())?;
        Ok(())
    }
}

impl TokenRow {
    fn token(&self) -> Result<ApiToken, StoreError> {
        let row = Row {
            table: "api_token",
            key: &self.id,
        };
        Ok(ApiToken {
            id: row.text("id", &self.id)?,
            account: row.text("account", &self.account)?,
            name: self.name.clone(),
            digest: self.digest.clone(),
            scopes: row.json("scopes", &self.scopes)?,
            created_at: row.text("created_at", &self.created_at)?,
            expires_on: row.text("expires_on", &self.expires_on)?,
            used_on: row.maybe("used_on", self.used_on.as_ref())?,
        })
    }
}
