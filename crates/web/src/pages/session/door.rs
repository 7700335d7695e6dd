//! What surrounds the pages before anybody has signed in.

use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;

/// Masthead and head of a page at the door.
#[derive(Debug, Clone)]
pub(crate) struct Door {
    pub(crate) title: String,
    /// The topmost agency, once there is one.
    pub(crate) place: String,
    pub(crate) html_class: String,
    pub(crate) demo: bool,
}

impl Door {
    /// For a caller.
    pub(crate) async fn of(site: &Site, caller: &Caller, title: &str) -> Result<Self, WebError> {
        let tree = site.office.agencies().await?;
        let top = tree.under(None).next();
        let place = top.map_or("", |agency| agency.name_on(caller.cx.today()));
        Ok(Self {
            title: title.to_owned(),
            place: place.to_owned(),
            html_class: caller.looks.classes(),
            demo: site.settings.demo,
        })
    }
}

/// The address, if it leads to a page of ours: a browser reads `//host` and `/\host` as another
/// site, and passes over tabs and line feeds.
pub(crate) fn local(address: &str) -> Option<&str> {
    let plain = address
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (plain && address.starts_with('/') && !address.starts_with("//")).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn nobody_is_sent_to_another_site_after_signing_in() {
        assert_eq!(local("/desk?q=%E5"), Some("/desk?q=%E5"));
        for foreign in [
            "",
            "desk",
            "//example.org",
            "/\\example.org",
            "/\t/example.org",
            "https://example.org",
            "javascript:alert(1)",
        ] {
            assert_eq!(local(foreign), None, "{foreign}");
        }
    }
}
