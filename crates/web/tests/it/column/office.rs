//! An office that publishes at once, for tests of what the public sees.

use crate::browser::{PASSWORD, TestSite, now};
use gongkai_domain::access::Actor;
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::information::{Attachment, Facts, Information, Topic};
use gongkai_domain::review::{Checklist, Verdict};
use gongkai_office::{Context, Credentials, NewPosting, today};
use gongkai_web::{Site, SiteSettings};

/// The agency whose column is looked at.
pub(crate) const SLUG: &str = "wucheng";

/// Somebody of the demonstration at work.
pub(crate) async fn at_work(site: &TestSite, login: &str) -> Context {
    let cx = Context {
        actor: Actor::Public,
        now: now(),
        origin: login.to_owned(),
    };
    let with = Credentials {
        login: login.to_owned(),
        password: PASSWORD.to_owned(),
        code: String::new(),
        agent: "test".to_owned(),
    };
    let token = site.office.sign_in(&cx, &with).await.unwrap().token;
    let actor = site.office.actor(&token, now()).await.unwrap();
    Context { actor, ..cx }
}

/// The agency.
pub(crate) async fn agency(site: &TestSite) -> Agency {
    let tree = site.office.agencies().await.unwrap();
    tree.at(SLUG).unwrap().clone()
}

/// Facts that can be published.
pub(crate) fn facts(title: &str) -> Facts {
    let mut facts = Facts::titled(title);
    facts.dated_on = Some(today(now()));
    facts.formed_on = Some(today(now()));
    "吴城镇人民政府（演示）".clone_into(&mut facts.issuing_organ);
    facts.topic = Topic::try_from(12).ok();
    "概述".clone_into(&mut facts.summary);
    "正文第一段。\n\n正文第二段。".clone_into(&mut facts.body);
    facts
}

/// Takes a file in.
pub(crate) async fn file(site: &TestSite, name: &str, bytes: &[u8]) -> Attachment {
    let clerk = at_work(site, "wucheng.clerk").await;
    let id: AgencyId = agency(site).await.id;
    let taken = site.office.take_file(&clerk, &id, name, bytes.to_vec());
    taken.await.unwrap().file
}

/// Registers, reviews and publishes.
pub(crate) async fn publish(site: &TestSite, facts: Facts) -> Information {
    let clerk = at_work(site, "wucheng.clerk").await;
    let id = agency(site).await.id;
    let item = site.office.register(&clerk, &id, facts).await.unwrap();
    carry(site, item).await
}

/// Takes a draft through review and publishes it.
pub(crate) async fn carry(site: &TestSite, item: Information) -> Information {
    let office = &site.office;
    let clerk = at_work(site, "wucheng.clerk").await;
    let mut item = office
        .submit(&clerk, &item.id, item.revision)
        .await
        .unwrap();
    for (login, secrecy) in [("wucheng.reviewer", true), ("wucheng.approver", false)] {
        let cx = at_work(site, login).await;
        let checklist = secrecy.then(Checklist::clear);
        let (id, revision) = (item.id.clone(), item.revision);
        let step = office.review(&cx, &id, revision, Verdict::agree(checklist));
        item = step.await.unwrap();
    }
    let channels = office.channels(&item.agency).await.unwrap();
    let posting = NewPosting {
        channel: channels[0].id.clone(),
        on: today(now()),
        place: String::new(),
    };
    office
        .publish(&clerk, &item.id, item.revision, vec![posting], true)
        .await
        .unwrap()
}

/// Takes an item back.
pub(crate) async fn withdraw(site: &TestSite, item: &Information, ground: &str) {
    let clerk = at_work(site, "wucheng.clerk").await;
    let withdrawn = site
        .office
        .withdraw(&clerk, &item.id, item.revision, ground);
    withdrawn.await.unwrap();
}

/// The site for functions that want it whole.
pub(crate) fn whole(site: &TestSite) -> Site {
    Site {
        office: site.office.clone(),
        clock: now,
        settings: SiteSettings {
            demo: true,
            ..SiteSettings::default()
        },
    }
}

/// The links of a page: `href`, `src` and `action`, with character references read.
pub(crate) fn links(page: &str) -> Vec<String> {
    let mut links = Vec::new();
    for name in [" href=\"", " src=\"", " action=\""] {
        for rest in page.split(name).skip(1) {
            let link = rest.split('"').next().unwrap();
            links.push(link.replace("&#38;", "&").replace("&amp;", "&"));
        }
    }
    links
}
