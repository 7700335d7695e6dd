//! Administration: agencies, accounts, events.

pub(crate) mod account;
pub(crate) mod accounts;
pub(crate) mod agencies;
pub(crate) mod agency;
pub(crate) mod calendar;
pub(crate) mod chain;
pub(crate) mod duties;
pub(crate) mod events;
mod form_page;
mod grants;
pub(crate) mod guide;
pub(crate) mod handover;
pub(crate) mod kiosk;
pub(crate) mod letters;
pub(crate) mod networks;
pub(crate) mod requests;
pub(crate) mod settings;
pub(crate) mod webhook;
pub(crate) mod webhooks;

pub(crate) use form_page::FormPage;

use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::Problems;
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AgencyId;
use gongkai_office::Tree;

/// The agency of an address, for who may set it up.
async fn managed(site: &Site, caller: &Caller, id: &str) -> Result<(Tree, Agency), WebError> {
    let id: AgencyId = id.parse().map_err(|_no_id| Refusal::Unknown)?;
    let tree = site.office.agencies().await?;
    let agency = tree.get(&id).cloned().ok_or(Refusal::Unknown)?;
    let lineage = tree.lineage(&id);
    decide(
        &caller.cx.actor,
        Action::ManageAgencies,
        Object::Agency(&lineage),
    )?;
    Ok((tree, agency))
}

/// The hidden field with the mark of the settings that a form was filled in from.
const SEEN: &str = "seen";

/// What to say to who saves over what somebody else has changed; the form keeps what was typed.
fn changed_meanwhile() -> Problems {
    let message = "您填写的时候，别人也改了这个单位的设置，所以没有保存。您填的都还在下面；\
                   请先在另一个窗口打开这一页看看别人改了什么，核对后再保存一次，就以您的为准。";
    let mut problems = Problems::default();
    problems.add("", message);
    problems
}

/// The agencies for which somebody may do something, from the top down, with their depth.
fn reach<'t>(tree: &'t Tree, caller: &Caller, action: Action) -> Vec<(usize, &'t Agency)> {
    let mut list = Vec::new();
    descend(tree, None, 0, &mut list);
    list.retain(|(_, agency)| {
        let lineage = tree.lineage(&agency.id);
        decide(&caller.cx.actor, action, Object::Agency(&lineage)).is_ok()
    });
    list
}

fn descend<'t>(
    tree: &'t Tree,
    parent: Option<&AgencyId>,
    depth: usize,
    list: &mut Vec<(usize, &'t Agency)>,
) {
    for agency in tree.under(parent) {
        list.push((depth, agency));
        descend(tree, Some(&agency.id), depth + 1, list);
    }
}
