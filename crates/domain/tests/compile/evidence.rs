//! Invented years as the compiler is handed them.

use gongkai_domain::compile::{
    Compilation, CompilationBook, Compiled, TypedCell, YearEvidence, compile,
};
use gongkai_domain::ledger::LedgerBook;
use gongkai_domain::report::{Form, FormBook};
use gongkai_testkit::{Rng, YearFacts};
use jiff::civil::date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The year of the reports.
pub(crate) const YEAR: i16 = 2022;

pub(crate) fn form(id: &str) -> &'static Arc<Form> {
    FormBook::statutory().unwrap().get(id).unwrap()
}

pub(crate) fn sources(form: &Form) -> &'static Compilation {
    let book = CompilationBook::statutory().unwrap();
    book.of_form(&form.id).unwrap()
}

/// The report of the evidence; whatever is asked for is none.
pub(crate) fn compiled(form: &Arc<Form>, evidence: &YearEvidence) -> Compiled {
    let ledgers = LedgerBook::statutory().unwrap();
    let nothing = TypedCell {
        text: "0".to_owned(),
        by: "某人".to_owned(),
        on: date(YEAR + 1, 1, 8),
    };
    let cells = form.cells().iter();
    let typed: BTreeMap<String, TypedCell> = cells
        .map(|spec| (spec.id.clone(), nothing.clone()))
        .collect();
    compile(form, sources(form), evidence, ledgers, &typed)
}

/// A year of an office.
pub(crate) fn year(rng: &mut Rng, form: &Form) -> YearEvidence {
    YearFacts::invented(rng, YEAR).evidence(form)
}
