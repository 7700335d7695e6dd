//! What surrounds every page: masthead, navigation, foot.

use crate::Site;
use crate::assets;
use crate::caller::Caller;
use crate::error::WebError;
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::agency::{Agency, Footer};
use gongkai_office::Tree;

/// A link of a navigation.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) current: bool,
    pub(crate) count: Option<u64>,
}

/// The console around a page for people at work.
#[derive(Debug, Clone)]
pub(crate) struct Console {
    /// The title of the page; with 错误： before it where a form has problems.
    pub(crate) title: String,
    /// Where the person works: an agency's name, or the installation.
    pub(crate) place: String,
    pub(crate) person: String,
    pub(crate) roles: String,
    pub(crate) csrf: String,
    pub(crate) html_class: String,
    pub(crate) demo: bool,
    pub(crate) links: Vec<Link>,
    /// A sentence on what has just been done.
    pub(crate) notice: String,
}

impl Console {
    /// The console for a caller, with the navigation at an address.
    pub(crate) async fn of(
        site: &Site,
        caller: &Caller,
        title: &str,
        at: &str,
    ) -> Result<Self, WebError> {
        let tree = site.office.agencies().await?;
        let today = caller.cx.today();
        let person = caller.cx.actor.person();
        let grants = person
            .map(|person| person.grants.as_slice())
            .unwrap_or_default();
        let first = grants.first().and_then(|grant| tree.get(&grant.agency));
        let mut roles: Vec<&str> = grants.iter().map(|grant| grant.role.zh()).collect();
        roles.dedup();
        Ok(Self {
            title: title.to_owned(),
            place: first
                .map_or("政府信息公开", |agency| agency.name_on(today))
                .to_owned(),
            person: person.map(|person| person.name.clone()).unwrap_or_default(),
            roles: roles.join("、"),
            csrf: caller.csrf.clone(),
            html_class: caller.looks.classes(),
            demo: site.settings.demo,
            links: links(caller, first, at),
            notice: String::new(),
        })
    }

    /// With a sentence on what has just been done.
    pub(crate) fn with_notice(mut self, notice: &str) -> Self {
        notice.clone_into(&mut self.notice);
        self
    }

    /// The address of an asset.
    pub(crate) fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// The first page this person may open.
    pub(crate) fn home(&self) -> &str {
        let first = self.links.first();
        first.map_or("/account", |link| link.href.as_str())
    }
}

/// The first page of the console that somebody may open.
pub(crate) fn home(caller: &Caller) -> String {
    let first = links(caller, None, "").into_iter().next();
    first.map_or_else(|| "/account".to_owned(), |link| link.href)
}

/// The pages of the console, each for who may open it.
fn links(caller: &Caller, agency: Option<&Agency>, at: &str) -> Vec<Link> {
    let all = [
        ("/desk", "今天要办", Action::OpenDesk),
        ("/desk/information", "政府信息", Action::OpenDesk),
        ("/desk/information/new", "登记信息", Action::Register),
        ("/desk/supervision", "下级单位", Action::Supervise),
        ("/admin/agencies", "单位设置", Action::ManageAgencies),
        ("/admin/accounts", "账号管理", Action::ManageAccounts),
        ("/admin/events", "操作记录", Action::ReadEvents),
        ("/account", "我的账号", Action::ManageOwnAccount),
    ];
    let open = all
        .into_iter()
        .filter(|(_, _, action)| decide(&caller.cx.actor, *action, Object::Installation).is_ok());
    let link = |href: &str, name: &str| Link {
        href: href.to_owned(),
        name: name.to_owned(),
        current: href == at,
        count: None,
    };
    let mut links: Vec<Link> = open.map(|(href, name, _)| link(href, name)).collect();
    if let Some(agency) = agency {
        links.push(link(&format!("/{}", agency.slug), "公开专栏"));
    }
    links
}

/// The public column around a page.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) title: String,
    pub(crate) slug: String,
    pub(crate) name: String,
    /// The name of the body above, where one is in the installation.
    pub(crate) above: String,
    pub(crate) looks: crate::caller::Looks,
    pub(crate) demo: bool,
    pub(crate) links: Vec<Link>,
    pub(crate) footer: Footer,
    pub(crate) address: String,
    pub(crate) telephone: String,
    /// What stands in the search field.
    pub(crate) words: String,
    /// Names and values of the `<meta>` labels of government sites.
    pub(crate) labels: Vec<(&'static str, String)>,
}

impl Column {
    /// The column of an agency, with the navigation at one of its five entries: `guide`, `rules`,
    /// `content`, `reports`, `requests`.
    pub(crate) fn of(
        site: &Site,
        caller: &Caller,
        tree: &Tree,
        agency: &Agency,
        title: &str,
        at: &str,
    ) -> Self {
        let today = caller.cx.today();
        let name = agency.name_on(today).to_owned();
        let above = agency.parent.as_ref().and_then(|parent| tree.get(parent));
        let entries = [
            ("guide", "政府信息公开指南"),
            ("rules", "政府信息公开制度"),
            ("content", "法定主动公开内容"),
            ("reports", "政府信息公开年报"),
            ("requests", "依申请公开"),
        ];
        let link = |(path, entry): (&str, &str)| Link {
            href: format!("/{}/{path}", agency.slug),
            name: entry.to_owned(),
            current: path == at,
            count: None,
        };
        let settings = &agency.settings;
        let mut labels = vec![
            ("SiteName", name.clone()),
            ("SiteIDCode", settings.footer.site_code.clone()),
        ];
        if let Some((_, column)) = entries.iter().find(|(path, _)| *path == at) {
            labels.push(("ColumnName", (*column).to_owned()));
            labels.push(("ColumnType", "政府信息公开".to_owned()));
        }
        Self {
            title: title.to_owned(),
            slug: agency.slug.clone(),
            above: above
                .map(|above| above.name_on(today).to_owned())
                .unwrap_or_default(),
            name,
            looks: caller.looks.clone(),
            demo: site.settings.demo,
            links: entries.map(link).to_vec(),
            footer: settings.footer.clone(),
            address: settings.guide.address.clone(),
            telephone: settings.guide.telephone.clone(),
            words: String::new(),
            labels,
        }
    }

    /// The address of an asset.
    pub(crate) fn asset(&self, name: &str) -> String {
        assets::address(name)
    }
}
