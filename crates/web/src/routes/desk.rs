//! The desk: tasks, register, review, publication.

use super::Policy::{May, SignedIn};
use crate::pages::desk;
use gongkai_domain::access::Action::{
    Correct, HandOver, KeepDuties, KeepLedgers, OpenDesk, OverrideLeak, Publish, Read, ReadLedgers,
    Reassess, Register, Review, Revise, Submit, Supervise, Withdraw,
};

routes! {
    get "/desk" SignedIn => desk::tasks::show;
    get "/desk/batch" May(Review) => desk::batch::show;
    post "/desk/batch" May(Review) => desk::batch::agree;
    get "/desk/deadlines" May(OpenDesk) => desk::deadlines::show;
    get "/desk/supervision" May(Supervise) => desk::supervision::show;
    get "/desk/ledgers" May(ReadLedgers) => desk::ledgers::index::show;
    get "/desk/ledgers/{key}" May(ReadLedgers) => desk::ledgers::list::show;
    post "/desk/ledgers/{key}" May(KeepLedgers) => desk::ledgers::list::log;
    get "/desk/ledgers/{key}/workbook" May(ReadLedgers) => desk::ledgers::list::workbook;
    get "/desk/ledgers/{key}/printed" May(ReadLedgers) => desk::ledgers::list::printed;
    get "/desk/ledgers/{key}/check" May(ReadLedgers) => desk::ledgers::check::show;
    get "/desk/ledgers/{key}/check/workbook" May(ReadLedgers) => desk::ledgers::check::workbook;
    get "/desk/ledgers/{key}/new" May(KeepLedgers) => desk::ledgers::record::new;
    post "/desk/ledgers/{key}/new" May(KeepLedgers) => desk::ledgers::record::add;
    get "/desk/ledgers/{key}/import" May(KeepLedgers) => desk::ledgers::import::show;
    post "/desk/ledgers/{key}/import" May(KeepLedgers) => desk::ledgers::import::read;
    get "/desk/record/{record}" May(ReadLedgers) => desk::ledgers::record::show;
    post "/desk/record/{record}" May(KeepLedgers) => desk::ledgers::record::save;
    post "/desk/record/{record}/strike" May(KeepLedgers) => desk::ledgers::record::strike;
    get "/desk/duties" May(OpenDesk) => desk::duties::show;
    get "/desk/duties/{duty}" May(OpenDesk) => desk::duty::show;
    post "/desk/duties/{duty}/done" May(KeepDuties) => desk::duty::mark;
    post "/desk/duties/{duty}/undone" May(KeepDuties) => desk::duty::unmark;
    get "/desk/returns" May(OpenDesk) => desk::returns::list::show;
    get "/desk/returns/{period}" May(OpenDesk) => desk::returns::table::show;
    post "/desk/returns/{period}" May(KeepDuties) => desk::returns::steps::save;
    post "/desk/returns/{period}/handed" May(KeepDuties) => desk::returns::steps::hand_in;
    post "/desk/returns/{period}/reopen" May(KeepDuties) => desk::returns::steps::reopen;
    get "/desk/returns/{period}/file/{name}" May(OpenDesk) => desk::returns::table::download;
    get "/desk/returns/{period}/behind/{indicator}" May(OpenDesk) => desk::returns::behind::show;
    get "/desk/supervision/returns" May(Supervise) => desk::returns::summary::show;
    get "/desk/supervision/returns/file/{name}" May(Supervise) => desk::returns::summary::download;
    get "/desk/freshness" May(OpenDesk) => desk::freshness::show;
    get "/desk/pictures" May(OpenDesk) => desk::pictures::show;
    get "/desk/pictures/{file}" May(OpenDesk) => desk::pictures::table;
    get "/desk/handover" May(OpenDesk) => desk::handover::list::show;
    post "/desk/handover/list" May(HandOver) => desk::handover::list::prepare;
    post "/desk/handover/zero" May(HandOver) => desk::handover::list::zero;
    post "/desk/handover/replace" May(HandOver) => desk::handover::list::replace;
    get "/desk/handover/{id}" May(OpenDesk) => desk::handover::batch::show;
    get "/desk/handover/{id}/file/{name}" May(OpenDesk) => desk::handover::batch::download;
    get "/desk/handover/{id}/file/scan/{digest}" May(OpenDesk) => desk::handover::batch::scan;
    post "/desk/handover/{id}/deliver" May(HandOver) => desk::handover::steps::deliver;
    post "/desk/handover/{id}/receipt" May(HandOver) => desk::handover::steps::receipt;
    post "/desk/handover/{id}/discard" May(HandOver) => desk::handover::steps::discard;
    get "/desk/appraisal" May(KeepLedgers) => desk::appraisal::show;
    post "/desk/appraisal" May(KeepLedgers) => desk::appraisal::note;
    get "/desk/information" May(OpenDesk) => desk::list::show;
    get "/desk/information/workbook" May(OpenDesk) => desk::list::workbook;
    get "/desk/information/import" May(Register) => desk::ledgers::import::show_register;
    post "/desk/information/import" May(Register) => desk::ledgers::import::read_register;
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
