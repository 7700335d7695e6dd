//! 需要撤换: what was handed over and is no longer what the public sees.

/// What the houses have of an item, by the last list it stood in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handed {
    /// The version handed over.
    pub version: u32,
    /// Whether they were told that it is withdrawn.
    pub withdrawn: bool,
}

/// Why an item has to be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A corrected version was published.
    Corrected,
    /// It was withdrawn from the public.
    Withdrawn,
    /// It was withdrawn, the houses know, and it is public again.
    Restored,
}

impl Need {
    /// In words.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Corrected => "已更正，新版本没有移交",
            Self::Withdrawn => "已撤回，要请接收单位撤下",
            Self::Restored => "撤回后重新公开",
        }
    }
}

/// Whether an item has to be replaced; `public` is the version that the public sees, none if the
/// item is withdrawn. An item being corrected is public as it was, and needs nothing yet.
pub const fn need(handed: Handed, public: Option<u32>) -> Option<Need> {
    match public {
        None if handed.withdrawn => None,
        None => Some(Need::Withdrawn),
        Some(_) if handed.withdrawn => Some(Need::Restored),
        Some(version) if version != handed.version => Some(Need::Corrected),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_houses_have_what_the_public_sees_or_it_is_to_be_replaced() {
        let handed = |version, withdrawn| Handed { version, withdrawn };
        assert_eq!(need(handed(1, false), Some(1)), None);
        assert_eq!(need(handed(1, false), Some(2)), Some(Need::Corrected));
        assert_eq!(need(handed(1, false), None), Some(Need::Withdrawn));
        assert_eq!(need(handed(1, true), None), None);
        assert_eq!(need(handed(1, true), Some(2)), Some(Need::Restored));
    }
}
