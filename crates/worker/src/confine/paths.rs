//! Landlock: no path may be opened, no address connected to, nobody outside signalled.

use super::{ConfineError, refused};
use landlock::{ABI, Access as _, AccessFs, AccessNet, Ruleset, RulesetAttr as _, Scope};

/// Closes all of them. A kernel that knows less closes what it knows: the list of system calls
/// already lets nothing be opened, and older systems (Linux 4.19 among them) must work.
pub(super) fn close() -> Result<(), ConfineError> {
    let close = || -> Result<(), landlock::RulesetError> {
        Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V6))?
            .handle_access(AccessNet::from_all(ABI::V6))?
            .scope(Scope::from_all(ABI::V6))?
            .create()?
            .restrict_self()?;
        Ok(())
    };
    close().map_err(|error| refused("Landlock", &error))
}
