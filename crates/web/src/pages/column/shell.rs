//! What surrounds every page of the column: masthead, five entries, tree, foot, labels.

use super::content::Filters;
use super::{Holdings, View, links};
use crate::assets;
use crate::shell::Link;
use gongkai_domain::agency::{Agency, Footer};
use gongkai_domain::information::Topic;
use gongkai_office::Tree;

/// The five entries that every column has, with their addresses.
pub(crate) const ENTRIES: [(&str, &str); 5] = [
    ("guide", "政府信息公开指南"),
    ("rules", "政府信息公开制度"),
    ("content", "法定主动公开内容"),
    ("reports", "政府信息公开年报"),
    ("requests", "依申请公开"),
];

/// The name of the column.
pub(crate) const COLUMN: &str = "政府信息公开专栏";

/// The public column around a page.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) title: String,
    /// The page that the brand leads to.
    pub(crate) home: String,
    pub(crate) name: String,
    /// The name of the body above, where one is in the installation.
    pub(crate) above: String,
    pub(crate) html_class: String,
    pub(crate) demo: bool,
    /// Links that change the looks; none in a file.
    pub(crate) sizes: Vec<Size>,
    /// Where a search is sent; empty in a file.
    pub(crate) search: String,
    /// What stands in the search field.
    pub(crate) words: String,
    pub(crate) links: Vec<Link>,
    /// Groups of links to lists, beside the page.
    pub(crate) shelves: Vec<Shelf>,
    /// Names and values of the `<meta>` labels of government sites.
    pub(crate) labels: Vec<(&'static str, String)>,
    pub(crate) footer: Footer,
    pub(crate) address: String,
    pub(crate) telephone: String,
    /// Address of the guide, or nothing.
    pub(crate) guide: String,
    /// Address of the feed, or nothing.
    pub(crate) feed: String,
    pub(crate) sitemap: String,
    /// The one whole address of the page, or nothing.
    pub(crate) canonical: String,
    /// Whether search engines are asked to leave the page out.
    pub(crate) unlisted: bool,
    view: View,
}

/// A link that changes the looks.
#[derive(Debug, Clone)]
pub(crate) struct Size {
    pub(crate) href: String,
    pub(crate) name: &'static str,
    /// What a screen reader says.
    pub(crate) label: String,
    pub(crate) current: bool,
}

/// A group of links to lists.
#[derive(Debug, Clone)]
pub(crate) struct Shelf {
    pub(crate) heading: &'static str,
    pub(crate) links: Vec<Link>,
}

impl Column {
    /// The column of an agency, with the navigation at one of its five entries, or at none.
    pub(crate) fn of(holdings: &Holdings, view: &View, title: &str, at: &str) -> Self {
        let agency = &holdings.agency;
        let name = agency.name_on(view.today).to_owned();
        let above = agency.parent.as_ref().and_then(|id| holdings.tree.get(id));
        let entry = ENTRIES.iter().find(|(path, _)| *path == at);
        let labels = vec![
            ("SiteName", name.clone()),
            ("SiteDomain", view.domain.clone()),
            ("SiteIDCode", agency.settings.footer.site_code.clone()),
            (
                "ColumnName",
                entry.map_or(COLUMN, |(_, name)| name).to_owned(),
            ),
            ("ColumnType", "政府信息公开".to_owned()),
        ];
        let link = |(path, name): (&str, &str)| Link {
            href: view.to(&links::page(&agency.slug, path)),
            name: name.to_owned(),
            current: path == at,
            count: None,
        };
        let guide = &agency.settings.guide;
        Self {
            home: view.to(&links::home(&agency.slug)),
            above: above
                .map_or("", |above| above.name_on(view.today))
                .to_owned(),
            search: search(view, &links::page(&agency.slug, "search")),
            links: ENTRIES.map(link).to_vec(),
            footer: agency.settings.footer.clone(),
            address: guide.address.clone(),
            telephone: guide.telephone.clone(),
            guide: view.to(&links::page(&agency.slug, "guide")),
            feed: view.to(&links::page(&agency.slug, "feed.xml")),
            ..Self::bare(view, name, title, labels)
        }
    }

    /// What surrounds the pages that belong to no single agency.
    pub(crate) fn of_all(tree: &Tree, view: &View, title: &str) -> Self {
        let top: Vec<&Agency> = tree.under(None).collect();
        let name = match top.as_slice() {
            [one] => one.name_on(view.today).to_owned(),
            _ => "政府信息公开".to_owned(),
        };
        let code = top.first().map(|top| top.settings.footer.site_code.clone());
        let labels = vec![
            ("SiteName", name.clone()),
            ("SiteDomain", view.domain.clone()),
            ("SiteIDCode", code.unwrap_or_default()),
            ("ColumnName", COLUMN.to_owned()),
            ("ColumnType", "政府信息公开".to_owned()),
        ];
        let all = Link {
            href: view.to("/"),
            name: "全部单位".to_owned(),
            current: true,
            count: None,
        };
        Self {
            links: vec![all],
            ..Self::bare(view, name, title, labels)
        }
    }

    fn bare(view: &View, name: String, title: &str, labels: Vec<(&'static str, String)>) -> Self {
        Self {
            title: title.to_owned(),
            home: view.to("/"),
            name,
            above: String::new(),
            html_class: view.looks.classes(),
            demo: view.demo,
            sizes: sizes(view),
            search: search(view, "/search"),
            words: String::new(),
            links: Vec::new(),
            shelves: Vec::new(),
            labels: labels
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .collect(),
            footer: Footer::default(),
            address: String::new(),
            telephone: String::new(),
            guide: String::new(),
            feed: String::new(),
            sitemap: view.to("/sitemap.xml"),
            canonical: view.canonical.clone(),
            unlisted: false,
            view: view.clone(),
        }
    }

    /// With the groups of links to lists beside the page.
    pub(crate) fn with_shelves(mut self, holdings: &Holdings, at: &Filters) -> Self {
        let shelf = |heading, links| Shelf { heading, links };
        let shelves = vec![
            shelf("按分类查看", by_category(holdings, &self.view, at)),
            shelf("按发布单位查看", by_unit(holdings, &self.view, at)),
            shelf("按年份查看", by_year(holdings, &self.view, at)),
            shelf("按法定事项查看", by_topic(holdings, &self.view, at)),
        ];
        let filled = shelves.into_iter().filter(|shelf| !shelf.links.is_empty());
        self.shelves = filled.collect();
        self
    }

    /// Around a form: nothing beside it that leads away, and no place in search engines.
    pub(crate) fn around_form(mut self) -> Self {
        self.links.clear();
        self.search.clear();
        self.canonical.clear();
        self.unlisted = true;
        self
    }

    /// With labels of an article; empty ones are left out.
    pub(crate) fn with_labels(mut self, labels: Vec<(&'static str, String)>) -> Self {
        let filled = labels.into_iter().filter(|(_, value)| !value.is_empty());
        self.labels.extend(filled);
        self
    }

    /// The address of an asset.
    pub(crate) fn asset(&self, name: &str) -> String {
        self.view.to(&assets::address(name))
    }
}

fn search(view: &View, served: &str) -> String {
    if view.links.is_file() {
        String::new()
    } else {
        served.to_owned()
    }
}

fn sizes(view: &View) -> Vec<Size> {
    if view.links.is_file() {
        return Vec::new();
    }
    let names = [
        ("normal", "小"),
        ("large", "中"),
        ("larger", "大"),
        ("largest", "特大"),
    ];
    let size = |(value, name): (&str, &'static str)| Size {
        href: view.links.with("size", value),
        name,
        label: format!("字号：{name}"),
        current: view.looks.size == value,
    };
    let switch = |name: &str, shown: &'static str, on: bool| Size {
        href: view.links.with(name, if on { "0" } else { "1" }),
        name: shown,
        label: shown.to_owned(),
        current: on,
    };
    let mut sizes: Vec<Size> = names.map(size).to_vec();
    sizes.push(switch("contrast", "高对比", view.looks.contrast));
    sizes.push(switch("care", "关怀模式", view.looks.care));
    sizes
}

fn by_category(holdings: &Holdings, view: &View, at: &Filters) -> Vec<Link> {
    let link = |category: &gongkai_office::Category| Link {
        href: view.to(&Filters::of_category(&category.id).address(holdings.slug())),
        name: category.name.clone(),
        current: at.category.as_ref() == Some(&category.id),
        count: Some(
            holdings
                .counts
                .by_category
                .get(&category.id)
                .copied()
                .unwrap_or(0),
        ),
    };
    holdings.categories.iter().map(link).collect()
}

/// Those who publish on the column, if it is not the agency alone.
fn by_unit(holdings: &Holdings, view: &View, at: &Filters) -> Vec<Link> {
    if holdings.guests.is_empty() {
        return Vec::new();
    }
    let link = |agency: &Agency| Link {
        href: view.to(&Filters::of_unit(&agency.slug).address(holdings.slug())),
        name: agency.short_on(view.today).to_owned(),
        current: at.unit == agency.slug,
        count: Some(*holdings.counts.by_agency.get(&agency.id).unwrap_or(&0)),
    };
    let all = std::iter::once(&holdings.agency).chain(&holdings.guests);
    all.map(link).collect()
}

fn by_topic(holdings: &Holdings, view: &View, at: &Filters) -> Vec<Link> {
    let link = |(topic, count): (&Topic, &u64)| Link {
        href: view.to(&Filters::of_topic(*topic).address(holdings.slug())),
        name: topic.zh().to_owned(),
        current: at.topic == Some(*topic),
        count: Some(*count),
    };
    holdings.counts.by_topic.iter().map(link).collect()
}

fn by_year(holdings: &Holdings, view: &View, at: &Filters) -> Vec<Link> {
    let link = |(year, count): (&i16, &u64)| Link {
        href: view.to(&Filters::of_year(*year).address(holdings.slug())),
        name: format!("{year}年"),
        current: at.year == Some(*year),
        count: Some(*count),
    };
    holdings.counts.by_year.iter().rev().map(link).collect()
}
