//! Each file of `cases/fees/` is a fee with its working as a notice states it.

use gongkai_domain::request::{FeeBook, FeeMethod, counted_before};
use jiff::civil::Date;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FeeCase {
    title: String,
    source: String,
    on: Date,
    method: FeeMethod,
    quantity: u32,
    /// What the same requester was counted before: day and units.
    #[serde(default)]
    earlier: Vec<(Date, u32)>,
    yuan: Option<u64>,
    /// The lines of the working, without the total.
    #[serde(default)]
    working: Vec<String>,
    refused: Option<String>,
}

fn check(name: &str, case: &FeeCase) {
    assert!(!case.title.is_empty() && !case.source.is_empty(), "{name}");
    let before = counted_before(case.earlier.iter().copied(), case.on);
    let book = FeeBook::statutory().unwrap();
    let sum = book
        .on(case.on)
        .and_then(|rule| rule.compute(case.method, before, case.quantity));
    match (sum, &case.refused) {
        (Err(refused), Some(words)) => {
            assert!(refused.to_string().contains(words), "{name}: {refused}");
        }
        (Ok(sum), None) => {
            assert_eq!(Some(sum.fen), case.yuan.map(|yuan| yuan * 100), "{name}");
            let mut working = sum.working();
            working.pop();
            assert_eq!(working, case.working, "{name}");
        }
        (sum, refused) => panic!("{name}: {sum:?} instead of {refused:?}"),
    }
}

#[test]
fn every_fee_is_what_its_bands_add_up_to() {
    let cases = crate::cases::files("fees");
    assert!(cases.len() >= 8);
    for path in cases {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let case = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        check(&name, &case);
    }
}
