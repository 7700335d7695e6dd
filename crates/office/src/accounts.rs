//! Accounts and roles: opened, changed and closed by the security administrator only.

use crate::error::invalid;
use crate::events::Record;
use crate::{Context, Office, OfficeError, token};
use gongkai_domain::access::{Action, Grant, Object, Refusal, decide};
use gongkai_domain::identity::AccountId;
use gongkai_domain::information::Gap;
use gongkai_store::{Account, Session};

/// An account to be opened.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// A first password, to be changed at the first sign-in.
    pub password: String,
    /// What they are, and where.
    pub grants: Vec<Grant>,
}

impl Office {
    /// All accounts, for the security administrator.
    pub async fn accounts(&self, cx: &Context) -> Result<Vec<Account>, OfficeError> {
        decide(&cx.actor, Action::ManageAccounts, Object::Installation)?;
        let tree = self.agencies().await?;
        let may = |grant: &Grant| {
            let lineage = tree.lineage(&grant.agency);
            decide(&cx.actor, Action::ManageAccounts, Object::Agency(&lineage)).is_ok()
        };
        let accounts = self.store.accounts().await?.into_iter();
        Ok(accounts
            .filter(|account| account.grants.is_empty() || account.grants.iter().any(may))
            .collect())
    }

    /// Opens an account.
    pub async fn open_account(
        &self,
        cx: &Context,
        new: NewAccount,
    ) -> Result<AccountId, OfficeError> {
        self.may_grant(cx, &new.grants).await?;
        let login = new.login.trim().to_lowercase();
        let near = self.near(&new.grants).await?;
        let gaps = self.account_gaps(&new, &near);
        if !gaps.is_empty() {
            return Err(OfficeError::Invalid(gaps));
        }
        let account = Account {
            id: AccountId::from_random(token::bits()?),
            login,
            name: new.name.trim().to_owned(),
            password: self.passwords.hash(&new.password).await?,
            password_set_at: cx.now,
            password_is_temporary: true,
            totp: None,
            totp_step: 0,
            active: true,
            created_at: cx.now,
            signed_in_at: None,
            grants: new.grants,
        };
        let record = Record::of("account.opened", object(&account.id)).to(&shown(&account));
        let mut write = self.store.write().await?;
        write.insert_account(&account).await?;
        write.commit(vec![record.by(cx)?]).await?;
        Ok(account.id)
    }

    /// What is wrong with an account to be opened.
    /// `near` are the words near to the person that an attacker would try.
    pub(crate) fn account_gaps(&self, new: &NewAccount, near: &[String]) -> Vec<Gap> {
        let login = new.login.trim().to_lowercase();
        let mut gaps: Vec<Gap> = Vec::new();
        let allowed = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
        if !(2..=40).contains(&login.len()) || !login.chars().all(allowed) {
            let message = "用户名用2到40个字母、数字、点、连字符或者下划线。".to_owned();
            gaps.push(Gap {
                field: "login",
                message,
            });
        }
        if new.name.trim().is_empty() {
            gaps.push(Gap {
                field: "name",
                message: "请填写姓名，审查表上要签名。".to_owned(),
            });
        }
        let faults = self.faults(&new.password, &login, near);
        gaps.extend(faults.into_iter().map(|message| Gap {
            field: "password",
            message,
        }));
        gaps
    }

    /// What is wrong with a password of somebody with this login.
    fn faults(&self, password: &str, login: &str, near: &[String]) -> Vec<String> {
        let mut context: Vec<&str> = near.iter().map(String::as_str).collect();
        context.push(login);
        self.passwords.profile.faults(password, &context)
    }

    /// Names and addresses of the agencies somebody works in.
    async fn near(&self, grants: &[Grant]) -> Result<Vec<String>, OfficeError> {
        let tree = self.agencies().await?;
        let own = grants.iter().filter_map(|grant| tree.get(&grant.agency));
        let words = own.flat_map(|agency| {
            let names = agency
                .names
                .iter()
                .flat_map(|name| [&name.name, &name.short]);
            names.chain([&agency.slug]).cloned()
        });
        Ok(words.collect())
    }

    /// Whether who acts may give these roles, and whether they go together.
    async fn may_grant(&self, cx: &Context, grants: &[Grant]) -> Result<(), OfficeError> {
        let tree = self.agencies().await?;
        for grant in grants {
            let lineage = tree.lineage(&grant.agency);
            decide(&cx.actor, Action::ManageAccounts, Object::Agency(&lineage))?;
        }
        let apart = |a: &Grant| grants.iter().any(|b| !a.role.goes_with(b.role));
        if let Some(grant) = grants.iter().find(|grant| apart(grant)) {
            let message = format!(
                "“{}”不能与其他角色由同一个人担任（三员分立）。请另开账号。",
                grant.role.zh()
            );
            return Err(invalid("grants", &message));
        }
        Ok(())
    }

    async fn managed(&self, cx: &Context, id: &AccountId) -> Result<Account, OfficeError> {
        let account = self.store.account(id).await?.ok_or(Refusal::Unknown)?;
        if account.grants.is_empty() {
            decide(&cx.actor, Action::ManageAccounts, Object::Installation)?;
        }
        self.may_grant(cx, &account.grants).await?;
        Ok(account)
    }

    /// Gives an account exactly these roles.
    pub async fn grant(
        &self,
        cx: &Context,
        id: &AccountId,
        grants: Vec<Grant>,
    ) -> Result<(), OfficeError> {
        let account = self.managed(cx, id).await?;
        self.may_grant(cx, &grants).await?;
        let changed = Account {
            grants,
            ..account.clone()
        };
        self.save_account(cx, "account.granted", &account, &changed)
            .await
    }

    /// Lets an account sign in, or not; all its sessions end at once, and its tokens for good.
    pub async fn set_active(
        &self,
        cx: &Context,
        id: &AccountId,
        active: bool,
    ) -> Result<(), OfficeError> {
        let account = self.managed(cx, id).await?;
        if cx
            .actor
            .person()
            .is_some_and(|person| person.account == *id)
        {
            return Err(invalid(
                "",
                "不能停用自己的账号。请由另一名安全管理员办理。",
            ));
        }
        let changed = Account {
            active,
            ..account.clone()
        };
        let action = if active {
            "account.activated"
        } else {
            "account.disabled"
        };
        if active {
            self.save_account(cx, action, &account, &changed).await?;
        } else {
            self.shut_out(cx, action, &account, &changed).await?;
        }
        Ok(self.store.delete_sessions_of(id).await?)
    }

    /// Sets a new first password for somebody who has forgotten theirs, and takes the second factor
    /// away if it is lost. Whoever had the password may have made tokens: they are revoked.
    pub async fn reset_password(
        &self,
        cx: &Context,
        id: &AccountId,
        password: &str,
        lost_factor: bool,
    ) -> Result<(), OfficeError> {
        let account = self.managed(cx, id).await?;
        let mut changed = self.with_password(cx, &account, password).await?;
        changed.password_is_temporary = true;
        if lost_factor {
            changed.totp = None;
        }
        self.shut_out(cx, "account.password_reset", &account, &changed)
            .await?;
        Ok(self.store.delete_sessions_of(id).await?)
    }

    /// Changes one's own password; all other sessions end.
    pub async fn change_password(
        &self,
        cx: &Context,
        old: &str,
        new: &str,
    ) -> Result<(), OfficeError> {
        let account = self.own_account(cx).await?;
        if !self.passwords.matches(old, Some(&account.password)).await? {
            return Err(invalid("old", "现在的密码不对，请重新输入。"));
        }
        if old == new {
            return Err(invalid("new", "新密码与现在的密码相同，请换一个。"));
        }
        let changed = self.with_password(cx, &account, new).await?;
        self.save_account(cx, "account.password_changed", &account, &changed)
            .await?;
        Ok(self.store.delete_sessions_of(&account.id).await?)
    }

    async fn with_password(
        &self,
        cx: &Context,
        account: &Account,
        password: &str,
    ) -> Result<Account, OfficeError> {
        let near = self.near(&account.grants).await?;
        let faults = self.faults(password, &account.login, &near);
        if !faults.is_empty() {
            let gap = |message| Gap {
                field: "new",
                message,
            };
            return Err(OfficeError::Invalid(faults.into_iter().map(gap).collect()));
        }
        Ok(Account {
            password: self.passwords.hash(password).await?,
            password_set_at: cx.now,
            password_is_temporary: false,
            ..account.clone()
        })
    }

    /// Lets an account of the demonstration keep the password that was printed.
    pub(crate) async fn keep_password(&self, id: &AccountId) -> Result<(), OfficeError> {
        let account = self.store.account(id).await?.ok_or(Refusal::Unknown)?;
        let kept = Account {
            password_is_temporary: false,
            ..account.clone()
        };
        let cx = Context {
            actor: gongkai_domain::access::Actor::Program,
            now: account.created_at,
            origin: "演示".to_owned(),
        };
        self.save_account(&cx, "account.password_kept", &account, &kept)
            .await
    }

    async fn save_account(
        &self,
        cx: &Context,
        action: &str,
        before: &Account,
        after: &Account,
    ) -> Result<(), OfficeError> {
        let record = Record::of(action, object(&after.id))
            .from(&shown(before))
            .to(&shown(after));
        let mut write = self.store.write().await?;
        write.update_account(after).await?;
        Ok(write.commit(vec![record.by(cx)?]).await?)
    }

    /// Saves an account whose owner is to be kept out, or may have been somebody else: with it all its
    /// tokens are revoked.
    async fn shut_out(
        &self,
        cx: &Context,
        action: &str,
        before: &Account,
        after: &Account,
    ) -> Result<(), OfficeError> {
        let tokens = self.store.api_tokens_of(&after.id).await?;
        let record = Record::of(action, object(&after.id));
        let mut events = vec![record.from(&shown(before)).to(&shown(after)).by(cx)?];
        events.extend(crate::tokens::revoked(cx, &tokens)?);
        let mut write = self.store.write().await?;
        write.update_account(after).await?;
        write.delete_api_tokens_of(&after.id).await?;
        Ok(write.commit(events).await?)
    }

    /// One's own sessions.
    pub async fn own_sessions(&self, cx: &Context) -> Result<Vec<Session>, OfficeError> {
        let account = self.own_account(cx).await?;
        Ok(self.store.sessions_of(&account.id).await?)
    }
}

fn object(id: &AccountId) -> String {
    format!("account:{id}")
}

/// What the event log keeps of an account: never the password or the secret.
fn shown(account: &Account) -> serde_json::Value {
    let grant = |grant: &Grant| format!("{}@{}", grant.role.code(), grant.agency);
    serde_json::json!({
        "login": account.login,
        "name": account.name,
        "active": account.active,
        "second_factor": account.totp.is_some(),
        "grants": account.grants.iter().map(grant).collect::<Vec<_>>(),
    })
}
