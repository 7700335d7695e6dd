//! The public column: lists, items, files, feeds. `/{agency}` stands behind every other first part
//! of an address; what is no agency there is not found.

use super::Policy::Anybody;
use crate::pages::column as pages;
use crate::pages::kiosk;

routes! {
    get "/" Anybody => pages::home::show_all;
    get "/search" Anybody => pages::search::show_all;
    get "/sitemap.xml" Anybody => pages::feeds::sitemap;
    get "/robots.txt" Anybody => pages::feeds::robots;
    get "/{agency}" Anybody => pages::home::show;
    get "/{agency}/guide" Anybody => pages::texts::guide;
    get "/{agency}/rules" Anybody => pages::texts::rules;
    get "/{agency}/content" Anybody => pages::content::show;
    get "/{agency}/catalogue" Anybody => pages::catalogue::show;
    get "/{agency}/catalogue/{entry}" Anybody => pages::catalogue::entry;
    get "/{agency}/reports" Anybody => pages::reports::list;
    get "/{agency}/reports/{year}" Anybody => pages::reports::show;
    get "/{agency}/requests" Anybody => pages::request::start::show;
    get "/{agency}/requests/apply/check" Anybody => pages::request::check::show;
    post "/{agency}/requests/apply/check" Anybody => pages::request::check::save;
    get "/{agency}/requests/apply/{step}" Anybody => pages::request::steps::show;
    post "/{agency}/requests/apply/{step}" Anybody => pages::request::steps::save;
    get "/{agency}/requests/receipt" Anybody => pages::request::receipt::show;
    get "/{agency}/requests/receipt/file" Anybody => pages::request::receipt::file;
    get "/{agency}/requests/follow" Anybody => pages::request::follow::show;
    post "/{agency}/requests/follow" Anybody => pages::request::act::save;
    get "/{agency}/requests/follow/file/{position}" Anybody => pages::request::follow::file;
    get "/{agency}/figures" Anybody => pages::figures::show;
    get "/{agency}/figures/{file}" Anybody => pages::figures::table;
    get "/{agency}/search" Anybody => pages::search::show;
    get "/{agency}/feed.xml" Anybody => pages::feeds::feed;
    get "/{agency}/item/{id}" Anybody => pages::item::show;
    get "/{agency}/item/{id}/file/{digest}" Anybody => pages::download::file;
    get "/{agency}/appraisal" Anybody => pages::appraisal::show;
    get "/{agency}/survey/{id}" Anybody => pages::survey::show;
    post "/{agency}/survey/{id}" Anybody => pages::survey::save;
    get "/{agency}/kiosk" Anybody => kiosk::start::show;
    get "/{agency}/kiosk/{section}" Anybody => kiosk::list::show;
    get "/{agency}/kiosk/item/{id}" Anybody => kiosk::item::show;
    get "/{agency}/kiosk/rate" Anybody => kiosk::rate::show;
    post "/{agency}/kiosk/rate" Anybody => kiosk::rate::save;
    get "/{agency}/kiosk/thanks" Anybody => kiosk::rate::thanks;
}
