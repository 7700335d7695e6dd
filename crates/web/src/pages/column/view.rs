//! How and where a page of the column is shown.

use super::{Links, links};
use crate::Site;
use crate::caller::Looks;
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
}

impl View {
    /// A page written into a file, for an address of the server.
    pub(crate) fn file(site: &Site, served: &str) -> Self {
        Self {
            looks: Looks::default(),
            today: gongkai_office::today((site.clock)()),
            demo: site.settings.demo,
            links: Links::file(served),
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
