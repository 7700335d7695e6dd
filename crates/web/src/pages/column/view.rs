//! How and where a page of the column is shown.

use super::{Links, links};
use crate::caller::Looks;
use crate::{BaseUrl, Site};
use gongkai_domain::identity::InformationId;
use gongkai_domain::information::Attachment;
use jiff::civil::Date;

/// How and where a page is shown.
#[derive(Debug, Clone)]
pub(crate) struct View {
    pub(crate) looks: Looks,
    pub(crate) today: Date,
    pub(crate) demo: bool,
    pub(crate) links: Links,
    /// What whole addresses begin with; empty where nothing is known.
    pub(crate) base: String,
    /// The host the public knows, if it was set.
    pub(crate) domain: String,
    /// The one whole address of the page, if the public's address was set.
    pub(crate) canonical: String,
}

impl View {
    /// A page written into a file, for an address of the server.
    pub(crate) fn file(site: &Site, served: &str) -> Self {
        let base = site.settings.base.as_ref();
        let whole = |base: &BaseUrl| format!("{}/{}", base.as_str(), links::file_of(served));
        Self {
            looks: Looks::default(),
            today: gongkai_office::today((site.clock)()),
            demo: site.settings.demo,
            links: Links::file(served),
            base: base
                .map(|base| base.as_str().to_owned())
                .unwrap_or_default(),
            domain: base.map(|base| base.host().to_owned()).unwrap_or_default(),
            canonical: base.map(whole).unwrap_or_default(),
        }
    }

    /// The whole address of what the server has at an address; among files without a known base the
    /// link to it.
    pub(crate) fn whole(&self, served: &str) -> String {
        match &self.links {
            Links::Served { .. } => format!("{}{served}", self.base),
            Links::File { .. } if self.base.is_empty() => self.to(served),
            Links::File { .. } => format!("{}/{}", self.base, links::file_of(served)),
        }
    }

    /// The link to what the server has at an address.
    pub(crate) fn to(&self, served: &str) -> String {
        self.links.to(served)
    }

    /// The link to a file of an item. Among files it has the ending of its kind, by which those who
    /// serve files tell what they are.
    pub(crate) fn to_attachment(
        &self,
        slug: &str,
        id: &InformationId,
        file: &Attachment,
    ) -> String {
        let link = self.to(&links::attachment(slug, id, file));
        if self.links.is_file() {
            format!("{link}.{}", file.kind)
        } else {
            link
        }
    }
}
