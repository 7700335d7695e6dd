//! What every handler has: the office, the clock, and how the installation is served.

use gongkai_office::Office;
use jiff::Timestamp;

/// The installation as it is served. Cheap to clone.
#[derive(Clone)]
pub struct Site {
    /// What people do.
    pub office: Office,
    /// The time; handed in, so that tests have theirs.
    pub clock: fn() -> Timestamp,
    /// How it is served.
    pub settings: SiteSettings,
}

/// How an installation is served.
#[derive(Clone, Copy, Debug, Default)]
pub struct SiteSettings {
    /// An invented installation: marked 演示 on every page.
    pub demo: bool,
    /// Whether browsers reach it by HTTPS: cookies are then never sent otherwise.
    pub https: bool,
    /// Whether a proxy in front tells the true address of the caller in `X-Forwarded-For`.
    pub behind_proxy: bool,
}
