//! Hashing and checking passwords: Argon2id, a few at a time so that the machine stays answerable.

use crate::OfficeError;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use gongkai_domain::access::PasswordProfile;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Memory of a hash in KiB: 46 MiB, with one pass (ASVS 11.4).
const MEMORY: u32 = 46 * 1024;
/// Hashes at one time: four of them are 184 MiB and both cores of a small machine.
const AT_ONCE: usize = 4;

/// The machine's way with passwords.
#[derive(Clone)]
pub(crate) struct Passwords {
    memory: u32,
    turns: Arc<Semaphore>,
    pub(crate) profile: PasswordProfile,
}

impl Default for Passwords {
    fn default() -> Self {
        Self::with_memory(MEMORY)
    }
}

impl Passwords {
    /// For invented people.
    pub(crate) fn cheap() -> Self {
        Self::with_memory(Params::MIN_M_COST)
    }

    fn with_memory(memory: u32) -> Self {
        let turns = Arc::new(Semaphore::new(AT_ONCE));
        Self {
            memory,
            turns,
            profile: PasswordProfile::default(),
        }
    }

    /// The hash of a password in PHC notation.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, OfficeError> {
        let argon = argon(self.memory)?;
        let password = password.to_owned();
        let hashed = self.in_turn(move || {
            argon
                .hash_password(password.as_bytes())
                .map(|hash| hash.to_string())
        });
        hashed
            .await?
            .map_err(|error| OfficeError::Internal(error.to_string()))
    }

    /// Whether the password is the one of the hash. Takes as long for an account that does not exist
    /// (`None`), so that nobody learns which do.
    pub(crate) async fn matches(
        &self,
        password: &str,
        hash: Option<&str>,
    ) -> Result<bool, OfficeError> {
        let Some(hash) = hash else {
            self.hash(password).await?;
            return Ok(false);
        };
        let (password, hash) = (password.to_owned(), hash.to_owned());
        self.in_turn(move || {
            let parsed = PasswordHash::new(&hash);
            // The parameters are those of the hash.
            parsed.is_ok_and(|parsed| {
                Argon2::default()
                    .verify_password(password.as_bytes(), &parsed)
                    .is_ok()
            })
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OfficeError> {
        let internal = |error: &dyn std::fmt::Display| OfficeError::Internal(error.to_string());
        let _turn = self
            .turns
            .acquire()
            .await
            .map_err(|error| internal(&error))?;
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|error| internal(&error))
    }
}

fn argon(memory: u32) -> Result<Argon2<'static>, OfficeError> {
    let params = Params::new(memory, 1, 1, None);
    let params = params.map_err(|error| OfficeError::Internal(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}
