//! The second factor: one-time passwords by time (RFC 6238), each taken once.

use crate::error::invalid;
use crate::events::Record;
use crate::{Context, Office, OfficeError, token};
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_store::Account;
use jiff::Timestamp;
use totp_rs::{Builder, Secret};

/// A secret on offer, for the person to put into their phone.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// Base32.
    pub secret: String,
    /// The same as an `otpauth:` address.
    pub address: String,
}

/// The step of time for which the code is right: this one, the one before or the one after, and later
/// than the last that was used.
pub(crate) fn step_of(secret: &str, code: &str, now: Timestamp, used: i64) -> Option<i64> {
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let secret = Secret::try_from_base32(secret).ok()?;
    let totp = Builder::new().with_secret(secret).build().ok()?;
    let second = u64::try_from(now.as_second()).ok()?;
    let time = totp.check(&code, second)?;
    let step = i64::try_from(time).ok()?;
    (step > used).then_some(step)
}

impl Office {
    /// Offers the signed-in person a new secret; nothing is kept until they prove that they have it.
    pub async fn offer_second_factor(&self, cx: &Context) -> Result<Enrolment, OfficeError> {
        let account = self.own_account(cx).await?;
        let secret = Secret::from(token::random::<20>()?.as_slice()).to_base32();
        let address = format!(
            "otpauth://totp/gongkai:{}?secret={secret}&issuer=gongkai",
            account.login
        );
        Ok(Enrolment { secret, address })
    }

    /// Keeps a secret for which the person has shown a right code. The password is asked for: whoever
    /// finds a machine unlocked must not take the account over.
    pub async fn enrol_second_factor(
        &self,
        cx: &Context,
        secret: &str,
        code: &str,
        password: &str,
    ) -> Result<(), OfficeError> {
        let mut account = self.own_account(cx).await?;
        if !self
            .passwords
            .matches(password, Some(&account.password))
            .await?
        {
            return Err(invalid("password", "现在的密码不对，请重新输入。"));
        }
        let step = step_of(secret, code, cx.now, 0);
        let step = step
            .ok_or_else(|| invalid("code", "动态口令不对。请核对手机时间后输入最新的6位数字。"))?;
        account.totp = Some(secret.to_owned());
        account.totp_step = step;
        let record = Record::of(
            "account.second_factor_enrolled",
            format!("account:{}", account.id),
        );
        let mut write = self.store.write().await?;
        write.update_account(&account).await?;
        Ok(write.commit(vec![record.by(cx)?]).await?)
    }

    /// The account of who acts.
    pub async fn own_account(&self, cx: &Context) -> Result<Account, OfficeError> {
        decide(&cx.actor, Action::ManageOwnAccount, Object::Installation)?;
        let person = cx.actor.person().ok_or(Refusal::SignIn)?;
        let account = self.store.account(&person.account).await?;
        Ok(account.ok_or(Refusal::SignIn)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seconds of a step.
    const STEP: i64 = 30;

    #[test]
    fn a_one_time_password_is_taken_once() {
        let secret = Secret::from([7; 20].as_slice()).to_base32();
        let totp = Builder::new()
            .with_secret(Secret::from([7; 20].as_slice()))
            .build()
            .unwrap();
        let now = Timestamp::from_second(1_600_000_000).unwrap();
        let code = totp.generate(1_600_000_000).to_string();
        let step = step_of(&secret, &code, now, 0).unwrap();
        assert_eq!(step, 1_600_000_000 / STEP);
        assert_eq!(step_of(&secret, &code, now, step), None);
        let wrong = if code == "000000" { "000001" } else { "000000" };
        assert_eq!(step_of(&secret, wrong, now, 0), None);
        let late = Timestamp::from_second(1_600_000_000 + 10 * STEP).unwrap();
        assert_eq!(step_of(&secret, &code, late, 0), None);
    }
}
