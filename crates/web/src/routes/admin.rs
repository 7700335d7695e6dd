//! Signing in, one's own account, and administration.

use super::Policy::{Anybody, May, SignedIn};
use crate::pages;
use crate::pages::{admin, session};
use gongkai_domain::access::Action::{ManageAccounts, ManageAgencies, ReadEvents};

routes! {
    get "/healthz" Anybody => pages::health::alive;
    get "/login" Anybody => session::login::page;
    post "/login" Anybody => session::login::enter;
    post "/logout" SignedIn => session::login::leave;
    get "/setup" Anybody => session::setup::page;
    post "/setup" Anybody => session::setup::set_up;
    get "/account" SignedIn => session::account::page;
    post "/account/sessions" SignedIn => session::account::end;
    get "/account/tokens" SignedIn => session::tokens::page;
    post "/account/tokens" SignedIn => session::tokens::make;
    post "/account/tokens/revoke" SignedIn => session::tokens::revoke;
    get "/account/password" SignedIn => session::password::page;
    post "/account/password" SignedIn => session::password::change;
    get "/account/second-factor" SignedIn => session::second_factor::page;
    post "/account/second-factor" SignedIn => session::second_factor::enrol;
    get "/admin/agencies" May(ManageAgencies) => admin::agencies::page;
    post "/admin/agencies" May(ManageAgencies) => admin::agencies::create;
    get "/admin/agencies/new" May(ManageAgencies) => admin::agencies::new;
    get "/admin/agencies/{id}" May(ManageAgencies) => admin::agency::page;
    post "/admin/agencies/{id}/rename" May(ManageAgencies) => admin::agency::rename;
    post "/admin/agencies/{id}/merge" May(ManageAgencies) => admin::agency::merge;
    post "/admin/agencies/{id}/channels" May(ManageAgencies) => admin::agency::add_channel;
    post "/admin/agencies/{id}/categories" May(ManageAgencies) => admin::agency::add_category;
    get "/admin/agencies/{id}/review" May(ManageAgencies) => admin::chain::page;
    post "/admin/agencies/{id}/review" May(ManageAgencies) => admin::chain::save;
    get "/admin/agencies/{id}/settings" May(ManageAgencies) => admin::settings::page;
    post "/admin/agencies/{id}/settings" May(ManageAgencies) => admin::settings::save;
    get "/admin/agencies/{id}/duties" May(ManageAgencies) => admin::duties::page;
    post "/admin/agencies/{id}/duties" May(ManageAgencies) => admin::duties::save;
    get "/admin/agencies/{id}/handover" May(ManageAgencies) => admin::handover::page;
    post "/admin/agencies/{id}/handover" May(ManageAgencies) => admin::handover::save;
    get "/admin/agencies/{id}/requests" May(ManageAgencies) => admin::requests::page;
    post "/admin/agencies/{id}/requests" May(ManageAgencies) => admin::requests::save;
    get "/admin/agencies/{id}/guide" May(ManageAgencies) => admin::guide::page;
    post "/admin/agencies/{id}/guide" May(ManageAgencies) => admin::guide::save;
    get "/admin/agencies/{id}/kiosk" May(ManageAgencies) => admin::kiosk::page;
    post "/admin/agencies/{id}/kiosk" May(ManageAgencies) => admin::kiosk::save;
    get "/admin/accounts" May(ManageAccounts) => admin::accounts::page;
    post "/admin/accounts" May(ManageAccounts) => admin::accounts::open;
    get "/admin/accounts/new" May(ManageAccounts) => admin::accounts::new;
    get "/admin/accounts/{id}" May(ManageAccounts) => admin::account::page;
    post "/admin/accounts/{id}/grants" May(ManageAccounts) => admin::account::grant;
    post "/admin/accounts/{id}/active" May(ManageAccounts) => admin::account::activate;
    post "/admin/accounts/{id}/password" May(ManageAccounts) => admin::account::reset;
    get "/admin/networks/{id}" May(ManageAccounts) => admin::networks::page;
    post "/admin/networks/{id}" May(ManageAccounts) => admin::networks::save;
    get "/admin/events" May(ReadEvents) => admin::events::page;
}
