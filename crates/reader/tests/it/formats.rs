//! Whole reports in the formats of other programs: every cell is read.

use super::faults::faults;
use super::paper::{self, items, odt, ofd};
use gongkai_domain::report::FormBook;
use gongkai_reader::{Format, Reader};
use gongkai_testkit::{Rng, report};

/// Reports of both forms.
fn reports(count: u64) -> impl Iterator<Item = gongkai_domain::report::AnnualReport> {
    let forms = FormBook::statutory().unwrap().forms();
    let each = move |seed: u64| {
        forms
            .iter()
            .map(move |form| report(&mut Rng::new(seed), form))
    };
    (0..count).flat_map(each)
}

#[test]
fn every_cell_of_an_odt_is_read() {
    let reader = Reader::new(FormBook::statutory().unwrap());
    for meant in reports(40) {
        let bytes = odt::document(&items(&meant));
        let reading = reader.read(&bytes, "a.wps").unwrap();
        assert_eq!(reading.format, Format::Odt);
        let faults = faults(&meant, reading.report.tables.as_ref());
        assert!(faults.is_empty(), "{faults:?}");
    }
}

#[test]
fn every_cell_of_an_ofd_is_read_however_its_converter_writes() {
    let reader = Reader::new(FormBook::statutory().unwrap());
    for meant in reports(12) {
        for manner in ofd::MANNERS {
            let bytes = ofd::document(&items(&meant), manner);
            let reading = reader.read(&bytes, "a.ofd").unwrap();
            assert_eq!(reading.format, Format::Ofd);
            let faults = faults(&meant, reading.report.tables.as_ref());
            assert!(faults.is_empty(), "{manner:?} {faults:?}");
            let close = |title: &Option<String>| title.as_ref().map(|title| title.replace(' ', ""));
            assert_eq!(
                close(&reading.report.title),
                close(&meant.title),
                "{manner:?}"
            );
        }
    }
}

#[test]
fn a_document_with_a_password_is_refused_as_such() {
    let reader = Reader::new(FormBook::statutory().unwrap());
    let manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let odt = paper::container(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", "\u{1}"),
        ("META-INF/manifest.xml", manifest),
    ]);
    let ofd = paper::container(&[
        (
            "OFD.xml",
            "<ofd:OFD><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        ),
        ("Encryptions.xml", ""),
        ("D.xml", "\u{1}"),
    ]);
    for locked in [odt, ofd] {
        let refused = reader.read(&locked, "a").unwrap_err();
        assert_eq!(refused, gongkai_reader::SourceError::Encrypted);
    }
}
