//! The desk: tasks, register, review, publication.

use super::Policy::{May, SignedIn};
use crate::pages::desk;
use gongkai_domain::access::Action::{
    Correct, KeepLedgers, OpenDesk, OverrideLeak, Publish, Read, Reassess, Register,
    Review, Revise, Submit, Supervise, Withdraw,
};

routes! {
    get "/desk" SignedIn => desk::tasks::show;
    get "/desk/supervision" May(Supervise) => desk::supervision::show;
    get "/desk/appraisal" May(KeepLedgers) => desk::appraisal::show;
    post "/desk/appraisal" May(KeepLedgers) => desk::appraisal::note;
    get "/desk/information" May(OpenDesk) => desk::list::show;
    get "/desk/information/new" May(Register) => desk::register::show;
    post "/desk/information/new" May(Register) => desk::register::save;
    get "/desk/information/{id}" May(Read) => desk::item::show;
    get "/desk/information/{id}/edit" May(Revise) => desk::edit::show;
    post "/desk/information/{id}/edit" May(Revise) => desk::edit::save;
    post "/desk/information/{id}/autosave" May(Revise) => desk::edit::autosave;
    get "/desk/information/{id}/check" May(Submit) => desk::check::show;
    post "/desk/information/{id}/submit" May(Submit) => desk::check::submit;
    get "/desk/information/{id}/review" May(Review) => desk::review::show;
    post "/desk/information/{id}/review" May(Review) => desk::review::save;
    post "/desk/information/{id}/override" May(OverrideLeak) => desk::item::override_leak;
    get "/desk/information/{id}/form" May(Read) => desk::paper::show;
    get "/desk/information/{id}/file/{digest}" May(Read) => desk::file::download;
    get "/desk/information/{id}/publish" May(Publish) => desk::publish::show;
    post "/desk/information/{id}/publish" May(Publish) => desk::publish::save;
    post "/desk/information/{id}/withdraw" May(Withdraw) => desk::item::withdraw;
    post "/desk/information/{id}/correct" May(Correct) => desk::item::correct;
    post "/desk/information/{id}/reassess" May(Reassess) => desk::item::reassess;
}
