//! The interface for programs. Each of these routes is an operation of `api::document`, which a test
//! holds against this table.

use super::Policy::{Anybody, Token};
use crate::api;
use gongkai_domain::access::Scope::{
    Publish, ReadFigures, ReadLedgers, ReadRegister, WriteLedgers, WritePostings, WriteRegister,
};

routes! {
    get "/api" Anybody => api::guide::show;
    get "/api/v1/openapi.json" Anybody => api::document::show;
    get "/api/v1/agencies" Anybody => api::agencies::all;
    get "/api/v1/agencies/{slug}/items" Anybody => api::agencies::items;
    get "/api/v1/items/{id}" Anybody => api::agencies::item;
    get "/api/v1/information" Token(ReadRegister) => api::information::all;
    post "/api/v1/information" Token(WriteRegister) => api::information::register;
    get "/api/v1/information/{id}" Token(ReadRegister) => api::information::show;
    put "/api/v1/information/{id}" Token(WriteRegister) => api::information::revise;
    post "/api/v1/information/{id}/submit" Token(WriteRegister) => api::information::submit;
    post "/api/v1/information/{id}/publish" Token(Publish) => api::information::publish;
    post "/api/v1/agencies/{slug}/postings" Token(WritePostings) => api::postings::note;
    get "/api/v1/ledgers" Token(ReadLedgers) => api::ledgers::definitions;
    get "/api/v1/agencies/{slug}/ledgers/{key}" Token(ReadLedgers) => api::ledgers::all;
    post "/api/v1/agencies/{slug}/ledgers/{key}" Token(WriteLedgers) => api::ledgers::add;
    get "/api/v1/agencies/{slug}/ledgers/{key}/{id}" Token(ReadLedgers) => api::ledgers::show;
    put "/api/v1/agencies/{slug}/ledgers/{key}/{id}" Token(WriteLedgers) => api::ledgers::change;
    delete "/api/v1/agencies/{slug}/ledgers/{key}/{id}" Token(WriteLedgers) => api::ledgers::strike;
    get "/api/v1/agencies/{slug}/figures/{year}" Token(ReadFigures) => api::figures::of_year;
}
