//! Randomness from the operating system: identities and tokens.

use crate::OfficeError;
use gongkai_domain::event::hex;
use sha2::{Digest, Sha256};

/// 128 random bits.
pub(crate) fn bits() -> Result<u128, OfficeError> {
    let mut bytes = [0; 16];
    fill(&mut bytes)?;
    Ok(u128::from_be_bytes(bytes))
}

/// A token of 256 bits in hexadecimal digits.
pub(crate) fn token() -> Result<String, OfficeError> {
    let mut bytes = [0; 32];
    fill(&mut bytes)?;
    Ok(hex(&bytes))
}

/// What is kept of a token: its SHA-256.
pub(crate) fn digest(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Random bytes: a secret, a key.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], OfficeError> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}

fn fill(bytes: &mut [u8]) -> Result<(), OfficeError> {
    getrandom::fill(bytes).map_err(|error| OfficeError::Internal(error.to_string()))
}
