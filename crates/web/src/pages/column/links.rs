//! Addresses of the column: as the server has them, and the same as relative links between files.

use crate::words::escaped;
use gongkai_domain::identity::InformationId;
use gongkai_domain::information::Attachment;

/// Where a page stands, and so how it links to others.
#[derive(Debug, Clone)]
pub(crate) enum Links {
    /// At an address of the server.
    Served {
        /// The query, decoded.
        query: Vec<(String, String)>,
    },
    /// In a file of the exported site: its path under the site's folder.
    File {
        /// The path, with `/`.
        at: String,
    },
}

impl Links {
    /// The file that is written for an address of the server.
    pub(crate) fn file(served: &str) -> Self {
        Self::File {
            at: file_of(served),
        }
    }

    /// Whether the page is a file.
    pub(crate) fn is_file(&self) -> bool {
        matches!(self, Self::File { .. })
    }

    /// The link to what the server has at an address.
    pub(crate) fn to(&self, served: &str) -> String {
        match self {
            Self::Served { .. } => served.to_owned(),
            Self::File { at } => {
                let up = "../".repeat(at.matches('/').count());
                format!("{up}{}", file_of(served))
            }
        }
    }

    /// The link to this page with one thing of its looks set, all else of the query kept.
    pub(crate) fn with(&self, name: &str, value: &str) -> String {
        let Self::Served { query, .. } = self else {
            return String::new();
        };
        let kept = query.iter().filter(|(other, _)| other != name);
        let mut pairs: Vec<(&str, &str)> = kept
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        pairs.push((name, value));
        query_of(&pairs)
    }
}

/// `?a=1&b=2`; nothing for nothing.
pub(crate) fn query_of(pairs: &[(&str, &str)]) -> String {
    let one = |(name, value): &(&str, &str)| format!("{}={}", escaped(name), escaped(value));
    let all = pairs.iter().map(one).collect::<Vec<_>>().join("&");
    if all.is_empty() {
        all
    } else {
        format!("?{all}")
    }
}

/// The address of an agency's column.
pub(crate) fn home(slug: &str) -> String {
    format!("/{slug}")
}

/// The address of a page of an agency's column.
pub(crate) fn page(slug: &str, name: &str) -> String {
    format!("/{slug}/{name}")
}

/// The address of an item.
pub(crate) fn item(slug: &str, id: &InformationId) -> String {
    format!("/{slug}/item/{id}")
}

/// The address of a file of an item.
pub(crate) fn attachment(slug: &str, id: &InformationId, file: &Attachment) -> String {
    format!("/{slug}/item/{id}/file/{}", file.digest)
}

/// The path under the site's folder for an address of the server. Names come from slugs, identities
/// and fixed words, so that no path leads out of the folder.
pub(crate) fn file_of(served: &str) -> String {
    let (path, query) = served.split_once('?').unwrap_or((served, ""));
    let path = path.trim_matches('/');
    if path.is_empty() {
        return "index.html".to_owned();
    }
    let last = path.rsplit('/').next().unwrap_or(path);
    if path.starts_with("assets/") || last.contains('.') || path.contains("/file/") {
        return path.to_owned();
    }
    if !path.contains('/') {
        return format!("{path}/index.html");
    }
    let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let suffix: String = query.chars().map(safe).collect();
    if suffix.is_empty() {
        format!("{path}.html")
    } else {
        format!("{path}-{suffix}.html")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_between_files_is_relative_and_leads_to_the_file_of_the_page() {
        let id = InformationId::from_random(7);
        let from = Links::file(&item("haibin", &id));
        assert_eq!(from.to("/"), "../../index.html");
        assert_eq!(from.to("/haibin"), "../../haibin/index.html");
        assert_eq!(from.to("/haibin/feed.xml"), "../../haibin/feed.xml");
        assert_eq!(from.to("/assets/mark.svg?1"), "../../assets/mark.svg");
        assert_eq!(
            from.to("/haibin/content?year=2020&page=2"),
            "../../haibin/content-year-2020-page-2.html"
        );
    }

    #[test]
    fn a_larger_size_on_a_search_page_keeps_the_search() {
        let links = Links::Served {
            query: vec![
                ("q".to_owned(), "防汛 a&b".to_owned()),
                ("size".to_owned(), "large".to_owned()),
            ],
        };
        assert_eq!(
            links.with("size", "largest"),
            "?q=%E9%98%B2%E6%B1%9B%20a%26b&size=largest"
        );
    }
}
