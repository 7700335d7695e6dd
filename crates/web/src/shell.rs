//! What surrounds every page of the console: masthead and navigation. The public column has its own.

use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::agency::Agency;

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
        ("/desk/requests", "依申请公开", Action::ReadRequests),
        ("/desk/ledgers", "台账", Action::ReadLedgers),
        ("/desk/deadlines", "算期限", Action::OpenDesk),
        ("/desk/duties", "定期任务", Action::OpenDesk),
        ("/desk/reports", "年度报告", Action::OpenDesk),
        ("/desk/freshness", "栏目更新", Action::OpenDesk),
        ("/desk/pictures", "图表", Action::OpenDesk),
        ("/desk/handover", "移交两馆", Action::OpenDesk),
        ("/desk/appraisal", "满意率测评", Action::KeepLedgers),
        ("/desk/supervision", "下级单位", Action::Supervise),
        ("/desk/pictures/below", "下级图表", Action::Supervise),
        ("/admin/agencies", "单位设置", Action::ManageAgencies),
        ("/admin/calendar", "工作日历", Action::ManageAgencies),
        ("/admin/webhooks", "消息推送", Action::ManageAgencies),
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
