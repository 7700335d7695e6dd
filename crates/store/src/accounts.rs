//! Accounts and what their people are in which agency.

use crate::agencies::found;
use crate::encode::{Row, instant, number};
use crate::{Account, Store, StoreError, Write, fold};
use gongkai_domain::access::{Grant, Role};
use gongkai_domain::identity::AccountId;

#[derive(sqlx::FromRow)]
struct AccountRow {
    id: String,
    login: String,
    name: String,
    password: String,
    password_set_at: String,
    password_is_temporary: i64,
    totp: Option<String>,
    totp_step: i64,
    active: i64,
    created_at: String,
    signed_in_at: Option<String>,
}

#[derive(sqlx::FromRow)]
struct GrantRow {
    account: String,
    role: String,
    agency: String,
}

impl Store {
    /// The account of this identity.
    pub async fn account(&self, id: &AccountId) -> Result<Option<Account>, StoreError> {
        let sql = "SELECT * FROM account WHERE id = $1";
        let found = row!(self.reader(), AccountRow, sql, id.as_str())?;
        self.with_grants(found).await
    }

    /// The account that signs in with this, in capitals or not.
    pub async fn account_by_login(&self, login: &str) -> Result<Option<Account>, StoreError> {
        let sql = "SELECT * FROM account WHERE login_key = $1";
        let found = row!(self.reader(), AccountRow, sql, fold(login))?;
        self.with_grants(found).await
    }

    /// All accounts, by what they sign in with.
    pub async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let sql = "SELECT * FROM account ORDER BY login_key";
        let accounts = rows!(self.reader(), AccountRow, sql)?;
        let sql = "SELECT account, role, agency FROM account_grant ORDER BY account, position";
        let grants = rows!(self.reader(), GrantRow, sql)?;
        let account = |row: &AccountRow| {
            let own = grants.iter().filter(|grant| grant.account == row.id);
            row.account(own)
        };
        accounts.iter().map(account).collect()
    }

    /// Whether anybody has an account; without one the installation waits for its first.
    pub async fn has_accounts(&self) -> Result<bool, StoreError> {
        let sql = "SELECT id FROM account LIMIT 1";
        Ok(row!(self.reader(), (String,), sql)?.is_some())
    }

    async fn with_grants(&self, row: Option<AccountRow>) -> Result<Option<Account>, StoreError> {
        let Some(row) = row else {
            return Ok(None);
        };
        let sql = "SELECT account, role, agency FROM account_grant WHERE account = $1 \
                   ORDER BY position";
        let grants = rows!(self.reader(), GrantRow, sql, row.id.as_str())?;
        row.account(grants.iter()).map(Some)
    }
}

impl Write {
    /// Adds an account. `Duplicate` if somebody signs in with the same.
    pub async fn insert_account(&mut self, account: &Account) -> Result<(), StoreError> {
        run!(
            self.tx.on(),
            "INSERT INTO account (id, login, login_key, name, password, password_set_at, \
             password_is_temporary, totp, totp_step, active, created_at, signed_in_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            account.id.as_str(),
            account.login.as_str(),
            fold(&account.login),
            account.name.as_str(),
            account.password.as_str(),
            instant(account.password_set_at),
            i64::from(account.password_is_temporary),
            account.totp.as_deref(),
            account.totp_step,
            i64::from(account.active),
            instant(account.created_at),
            account.signed_in_at.map(instant),
        )?;
        self.grant(account).await
    }

    /// Changes an account and puts its grants in the place of those it had.
    pub async fn update_account(&mut self, account: &Account) -> Result<(), StoreError> {
        let touched = run!(
            self.tx.on(),
            "UPDATE account SET login = $2, login_key = $3, name = $4, password = $5, \
             password_set_at = $6, password_is_temporary = $7, totp = $8, totp_step = $9, \
             active = $10, created_at = $11, signed_in_at = $12 WHERE id = $1",
            account.id.as_str(),
            account.login.as_str(),
            fold(&account.login),
            account.name.as_str(),
            account.password.as_str(),
            instant(account.password_set_at),
            i64::from(account.password_is_temporary),
            account.totp.as_deref(),
            account.totp_step,
            i64::from(account.active),
            instant(account.created_at),
            account.signed_in_at.map(instant),
        )?;
        found(touched)?;
        let sql = "DELETE FROM account_grant WHERE account = $1";
        run!(self.tx.on(), sql, account.id.as_str())?;
        self.grant(account).await
    }

    async fn grant(&mut self, account: &Account) -> Result<(), StoreError> {
        for (position, grant) in (0_u64..).zip(&account.grants) {
            run!(
                self.tx.on(),
                "INSERT INTO account_grant (account, position, role, agency) \
                 VALUES ($1, $2, $3, $4)",
                account.id.as_str(),
                number(position),
                grant.role.code(),
                grant.agency.as_str(),
            )?;
        }
        Ok(())
    }
}

impl AccountRow {
    fn account<'g>(
        &self,
        grants: impl Iterator<Item = &'g GrantRow>,
    ) -> Result<Account, StoreError> {
        let row = Row {
            table: "account",
            key: &self.id,
        };
        Ok(Account {
            id: row.text("id", &self.id)?,
            login: self.login.clone(),
            name: self.name.clone(),
            password: self.password.clone(),
            password_set_at: row.text("password_set_at", &self.password_set_at)?,
            password_is_temporary: self.password_is_temporary != 0,
            totp: self.totp.clone(),
            totp_step: self.totp_step,
            active: self.active != 0,
            created_at: row.text("created_at", &self.created_at)?,
            signed_in_at: row.maybe("signed_in_at", self.signed_in_at.as_ref())?,
            grants: grants.map(GrantRow::grant).collect::<Result<_, _>>()?,
        })
    }
}

impl GrantRow {
    fn grant(&self) -> Result<Grant, StoreError> {
        let row = Row {
            table: "account_grant",
            key: &self.account,
        };
        Ok(Grant {
            role: row.code("role", &self.role, Role::of_code)?,
            agency: row.text("agency", &self.agency)?,
        })
    }
}
