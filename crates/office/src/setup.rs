//! The first start: no default account, but a token that works once, for half an hour.

use crate::events::Record;
use crate::{Context, NewAccount, NewAgency, Office, OfficeError, token};
use gongkai_domain::access::{Actor, Grant, Role};
use gongkai_domain::agency::Agency;
use gongkai_domain::information::Gap;
use jiff::Timestamp;

/// The name under which the token's digest is kept.
const NAME: &str = "setup";
/// Seconds the token works.
const LIFE: i64 = 30 * 60;

impl Office {
    /// Whether nobody has an account yet.
    pub async fn is_new(&self) -> Result<bool, OfficeError> {
        Ok(!self.store.has_accounts().await?)
    }

    /// A token for the first administrator, if there is none yet; an earlier token stops working.
    pub async fn setup_token(&self, cx: &Context) -> Result<Option<String>, OfficeError> {
        if !self.is_new().await? {
            return Ok(None);
        }
        let token = token::token()?;
        let until = Timestamp::from_second(cx.now.as_second() + LIFE);
        let until = until.map_err(|error| OfficeError::Internal(error.to_string()))?;
        let record = Record::of("installation.token_issued", "installation".to_owned());
        let mut write = self.store.write().await?;
        write
            .set_secret(NAME, &token::digest(&token), until)
            .await?;
        write.commit(vec![record.by(cx)?]).await?;
        Ok(Some(token))
    }

    /// Sets up the installation with its first agency and its three separated administrators' first:
    /// who has the token becomes system administrator and names the security administrator.
    pub async fn set_up_installation(
        &self,
        cx: &Context,
        token: &str,
        agency: NewAgency,
        system: NewAccount,
        security: NewAccount,
    ) -> Result<Agency, OfficeError> {
        if !self.is_new().await? {
            return Err(OfficeError::Setup);
        }
        self.check_set_up(&agency, &system, &security)?;
        let record = Record::of("installation.set_up", "installation".to_owned());
        let mut write = self.store.write().await?;
        if !write
            .take_secret(NAME, &token::digest(token.trim()), cx.now)
            .await?
        {
            return Err(OfficeError::Setup);
        }
        write.commit(vec![record.by(cx)?]).await?;
        let program = Context {
            actor: Actor::Program,
            ..cx.clone()
        };
        let agency = self.create_agency(&program, agency).await?;
        let in_role = |account: NewAccount, role| NewAccount {
            grants: vec![Grant {
                role,
                agency: agency.id.clone(),
            }],
            ..account
        };
        self.open_account(&program, in_role(system, Role::SystemAdministrator))
            .await?;
        self.open_account(&program, in_role(security, Role::SecurityAdministrator))
            .await?;
        Ok(agency)
    }

    /// Everything typed is looked at before the token is used up: it works once.
    fn check_set_up(
        &self,
        agency: &NewAgency,
        system: &NewAccount,
        security: &NewAccount,
    ) -> Result<(), OfficeError> {
        let mut gaps = agency.gaps();
        let near = [&agency.slug, &agency.name, &agency.short].map(|word| word.trim().to_owned());
        let of = |account| self.account_gaps(account, &near).into_iter();
        gaps.extend(of(system).map(of_system));
        gaps.extend(of(security).map(of_security));
        if system
            .login
            .trim()
            .eq_ignore_ascii_case(security.login.trim())
        {
            let message = "两名管理员要各用各的账号，请换一个用户名。".to_owned();
            gaps.push(Gap {
                field: "security_login",
                message,
            });
        }
        if gaps.is_empty() {
            Ok(())
        } else {
            Err(OfficeError::Invalid(gaps))
        }
    }
}

fn of_system(gap: Gap) -> Gap {
    let field = match gap.field {
        "login" => "system_login",
        "name" => "system_name",
        _ => "system_password",
    };
    Gap { field, ..gap }
}

fn of_security(gap: Gap) -> Gap {
    let field = match gap.field {
        "login" => "security_login",
        "name" => "security_name",
        _ => "security_password",
    };
    Gap { field, ..gap }
}
