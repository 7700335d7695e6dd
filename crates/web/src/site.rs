//! What every handler has: the office, the clock, and how the installation is served.

use gongkai_domain::webhook::AllowedHost;
use gongkai_office::Office;
use jiff::Timestamp;
use std::str::FromStr;
use std::sync::Arc;

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
#[derive(Clone, Debug, Default)]
pub struct SiteSettings {
    /// An invented installation: marked 演示 on every page.
    pub demo: bool,
    /// Whether browsers reach it by HTTPS: cookies are then never sent otherwise.
    pub https: bool,
    /// Whether a proxy in front tells the true address of the caller in `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// The address under which the public reaches the column, if it is known.
    pub base: Option<BaseUrl>,
    /// Hosts that the operator lets be told of what becomes public though they lie in the office's own
    /// network or speak no HTTPS.
    pub webhook_allow: Vec<AllowedHost>,
}

/// The address under which the public reaches the column: scheme, host, perhaps a path; no slash
/// behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(Arc<str>);

/// A text is no address of a site.
#[derive(Debug, thiserror::Error)]
#[error(
    "网址要写成 https://www.example.gov.cn 的样子：http:// 或者 https:// 开头，后面是主机名，没有问号和井号"
)]
pub struct NoBaseUrl;

impl BaseUrl {
    /// Scheme, host, path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Host and port.
    pub fn host(&self) -> &str {
        let behind = self.0.split_once("://").map_or("", |(_, behind)| behind);
        behind.split('/').next().unwrap_or(behind)
    }

    /// Whether a path stands behind the host: fine for files, not for what this program serves.
    pub fn has_path(&self) -> bool {
        self.0.matches('/').count() > 2
    }
}

impl FromStr for BaseUrl {
    type Err = NoBaseUrl;

    fn from_str(text: &str) -> Result<Self, NoBaseUrl> {
        let text = text.trim().trim_end_matches('/');
        let behind = ["https://", "http://"]
            .iter()
            .find_map(|scheme| text.strip_prefix(scheme));
        let behind = behind.ok_or(NoBaseUrl)?;
        let host = behind.split('/').next().unwrap_or_default();
        let is_host = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
        let is_path = |c: char| c.is_ascii_graphic() && !"?#\"'<>&\\".contains(c);
        if host.is_empty() || !host.chars().all(is_host) || !behind.chars().all(is_path) {
            return Err(NoBaseUrl);
        }
        Ok(Self(text.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_scheme_and_host_and_perhaps_a_path() {
        let base: BaseUrl = "https://www.example.gov.cn/".parse().unwrap();
        assert_eq!(base.as_str(), "https://www.example.gov.cn");
        assert_eq!(
            (base.host(), base.has_path()),
            ("www.example.gov.cn", false)
        );
        let below: BaseUrl = "http://example.gov.cn:8080/zwgk/".parse().unwrap();
        assert_eq!(
            (below.host(), below.has_path()),
            ("example.gov.cn:8080", true)
        );
        for wrong in [
            "",
            "example.gov.cn",
            "ftp://a.cn",
            "https://",
            "https://a b",
            "https://a.cn/?x",
        ] {
            assert!(wrong.parse::<BaseUrl>().is_err(), "{wrong}");
        }
    }
}
