//! Broken files: refused or read, never a panic, never without end.

use super::paper::{Ruling, Style, papers};
use super::reader;
use super::writer::{Font, Manner, pdf};
use super::{reports, wrong};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let report = reports(0..1).remove(0);
    let pages = papers(&report, Style::ruled(Ruling::Full));
    [Font::Mapped, Font::Gbk { inside: false }, Font::Drawn]
        .map(|font| pdf(&pages, Manner::font(font)))
        .to_vec()
});

/// Reads a file and says whether it took too long.
fn is_late(bytes: &[u8]) -> bool {
    let start = Instant::now();
    drop(reader().read(bytes, "a.pdf"));
    start.elapsed() > Duration::from_secs(5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_is_read_to_an_end(
        file in 0_usize..3,
        cut in any::<Index>(),
        keep in any::<bool>(),
        flips in prop::collection::vec((any::<Index>(), any::<u8>()), 0..40),
    ) {
        let mut bytes = FILES[file].clone();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= byte;
        }
        if !keep {
            bytes.truncate(cut.index(bytes.len()));
        }
        prop_assert!(!is_late(&bytes));
    }
}

#[test]
fn a_file_without_its_table_of_objects_is_read() {
    let report = reports(0..1).remove(0);
    let mut bytes = pdf(&papers(&report, Style::ruled(Ruling::Full)), Manner::PLAIN);
    let end = bytes.windows(5).rposition(|it| it == b"xref\n").unwrap();
    let root = bytes.windows(8).rposition(|it| it == b"trailer<").unwrap();
    let trailer = bytes.split_off(root);
    bytes.truncate(end);
    bytes.extend(trailer);
    let reading = reader().read(&bytes, "a.pdf").unwrap();
    let faults = wrong(
        reading.report.tables.as_ref(),
        report.tables.as_ref().unwrap(),
    );
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn forms_that_draw_themselves_come_to_an_end() {
    let draw = "/A Do ".repeat(40);
    let length = draw.len();
    let file = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
         2 0 obj<</Type/Pages/Count 2/Kids[3 0 R 2 0 R]>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</A 4 0 R>>>>/Contents 4 0 R>>endobj\n\
         4 0 obj<</Subtype/Form/Resources<</XObject<</A 4 0 R>>>>/Length {length}>>stream\n{draw}\nendstream endobj\n\
         trailer<</Root 1 0 R>>"
    );
    assert!(!is_late(file.as_bytes()));
}
