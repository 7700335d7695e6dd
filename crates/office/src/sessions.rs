//! Signing in and out, and finding out who sends a request.

use crate::events::Record;
use crate::{Context, Office, OfficeError, second_factor, token};
use gongkai_domain::access::{Actor, Person};
use gongkai_store::{Account, Session};
use jiff::Timestamp;

/// Seconds of idleness after which a session ends, and its longest life.
const IDLE: i64 = 30 * 60;
const LONGEST: i64 = 12 * 3600;
/// Seconds between two notes of a session's last request.
const NOTED_EVERY: i64 = 30;

/// What a person signs in with.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// Their login.
    pub login: String,
    /// Their password.
    pub password: String,
    /// The one-time password; empty if they have no second factor.
    pub code: String,
    /// What their browser says it is.
    pub agent: String,
}

/// A session that has just begun.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The token for the browser; it is not kept anywhere else.
    pub token: String,
    /// Whether the password has to be changed first.
    pub password_must_change: bool,
}

impl Office {
    /// Signs somebody in. Whatever is wrong, the answer is the same and takes as long.
    pub async fn sign_in(&self, cx: &Context, with: &Credentials) -> Result<SignedIn, OfficeError> {
        let login = with.login.trim().to_lowercase();
        self.throttle
            .take(&cx.origin, &login, cx.now)
            .map_err(OfficeError::Slow)?;
        let account = self.store.account_by_login(&login).await?;
        let hash = account.as_ref().map(|account| account.password.as_str());
        let right = self.passwords.matches(&with.password, hash).await?;
        let account = account.filter(|account| right && account.active);
        let proved = account.and_then(|account| proved(account, &with.code, cx.now));
        let Some(account) = proved else {
            let record = Record::of("session.refused", format!("login:{}", shortened(&login)));
            self.store
                .write()
                .await?
                .commit(vec![record.by(cx)?])
                .await?;
            return Err(OfficeError::SignIn);
        };
        let proved = Context {
            actor: Actor::Person(person(&account)),
            ..cx.clone()
        };
        self.check_origin(&proved, "").await?;
        self.throttle.forgive(&cx.origin);
        self.begin(cx, account, &with.agent).await
    }

    async fn begin(
        &self,
        cx: &Context,
        mut account: Account,
        agent: &str,
    ) -> Result<SignedIn, OfficeError> {
        let token = token::token()?;
        let session = Session {
            digest: token::digest(&token),
            account: account.id.clone(),
            created_at: cx.now,
            seen_at: cx.now,
            origin: cx.origin.clone(),
            agent: agent.chars().take(200).collect(),
        };
        account.signed_in_at = Some(cx.now);
        let as_person = Context {
            actor: Actor::Person(person(&account)),
            ..cx.clone()
        };
        let record = Record::of("session.begun", format!("account:{}", account.id));
        let mut write = self.store.write().await?;
        write.update_account(&account).await?;
        write.commit(vec![record.by(&as_person)?]).await?;
        self.store.insert_session(&session).await?;
        let expired = self
            .passwords
            .profile
            .is_expired(account.password_set_at, cx.now);
        Ok(SignedIn {
            token,
            password_must_change: account.password_is_temporary || expired,
        })
    }

    /// Who sends a request with this token; the public, if nobody does.
    pub async fn actor(&self, token: &str, now: Timestamp) -> Result<Actor, OfficeError> {
        let digest = token::digest(token);
        let Some(session) = self.store.session(&digest).await? else {
            return Ok(Actor::Public);
        };
        let idle = now.as_second() - session.seen_at.as_second();
        let age = now.as_second() - session.created_at.as_second();
        let account = self.store.account(&session.account).await?;
        let Some(account) =
            account.filter(|account| account.active && idle <= IDLE && age <= LONGEST)
        else {
            self.store.delete_session(&digest).await?;
            return Ok(Actor::Public);
        };
        if idle >= NOTED_EVERY {
            self.store.touch_session(&digest, now).await?;
        }
        Ok(Actor::Person(person(&account)))
    }

    /// Ends the session of this token.
    pub async fn sign_out(&self, cx: &Context, token: &str) -> Result<(), OfficeError> {
        self.store.delete_session(&token::digest(token)).await?;
        let Some(person) = cx.actor.person() else {
            return Ok(());
        };
        let record = Record::of("session.ended", format!("account:{}", person.account));
        Ok(self
            .store
            .write()
            .await?
            .commit(vec![record.by(cx)?])
            .await?)
    }

    /// Ends one of one's own sessions, on another machine for instance.
    pub async fn end_session(&self, cx: &Context, digest: &str) -> Result<(), OfficeError> {
        let own = self.own_sessions(cx).await?;
        if own.iter().any(|session| session.digest == digest) {
            self.store.delete_session(digest).await?;
        }
        Ok(())
    }
}

/// The account as a person who acts.
pub(crate) fn person(account: &Account) -> Person {
    Person {
        account: account.id.clone(),
        name: account.name.clone(),
        grants: account.grants.clone(),
    }
}

/// The account, if its second factor is satisfied; with the step of the code noted.
fn proved(mut account: Account, code: &str, now: Timestamp) -> Option<Account> {
    if let Some(secret) = &account.totp {
        account.totp_step = second_factor::step_of(secret, code, now, account.totp_step)?;
    }
    Some(account)
}

/// A login as it may stand in the log: people type passwords into the wrong field.
fn shortened(login: &str) -> String {
    let shown: String = login.chars().take(2).collect();
    format!("{shown}…")
}
