//! Any bytes as reports in JSON: what is parsed, written and parsed again is the same.
#![no_main]

use gongkai_exchange::{Exchange, Lang, parse};
use gongkai_fuzz::BOOK;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(reports) = parse(bytes, *BOOK) else {
        return;
    };
    for (report, source) in reports {
        let findings = gongkai_domain::rules::inspect(&report, *BOOK, |_| true);
        let exchange = Exchange {
            report: &report,
            source: &source,
            findings: &findings,
            lang: Lang::Zh,
        };
        let written = serde_json::to_vec(&exchange).expect("any report can be written");
        let again = parse(&written, *BOOK).expect("what was written is a report");
        let [(report_again, source_again)] = again.as_slice() else {
            panic!("one report was written");
        };
        assert_eq!(format!("{report:?}"), format!("{report_again:?}"));
        assert_eq!(&source, source_again);
    }
});
