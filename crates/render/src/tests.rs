//! Every format, over one report.

use super::*;
use crate::fixture;

#[test]
#[ignore = "writes samples for looking at"]
fn samples() {
    for form in ["2019", "2021"] {
        for format in Format::ALL {
            let path = format!(
                "{}/sample-{form}.{}",
                std::env::temp_dir().display(),
                format.extension()
            );
            std::fs::write(path, render(&fixture::report(form), format).unwrap()).unwrap();
        }
    }
}
