//! What is rendered reads back as it was meant: read(render(r)) = r for generated reports of
//! every form in every format.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot find its forms has failed"
)]

use gongkai_domain::report::FormBook;
use gongkai_reader::Reader;
use gongkai_render::{Format, verified};
use gongkai_testkit::{Rng, report};

/// Reports of each form and format: `GONGKAI_ROUND_TRIPS=10000` for all of them, as .ci/run does; a tenth
/// where every test run of a developer waits for them.
#[expect(clippy::disallowed_methods, reason = "a switch of this test alone")]
fn number() -> usize {
    let asked = std::env::var("GONGKAI_ROUND_TRIPS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(1_000)
}

fn round_trip(format: Format) {
    let book = FormBook::statutory().unwrap();
    let reader = Reader::new(book);
    let name = format!("report.{}", format.extension());
    for form in book.forms() {
        let mut rng = Rng::new(u64::from(form.id.as_bytes()[3]));
        for number in 0..number() {
            let meant = report(&mut rng, form);
            let reread = |bytes: &[u8]| {
                let reading = reader
                    .read(bytes, &name)
                    .map_err(|error| error.to_string())?;
                let report = reading.report;
                // Beyond what `verified` compares: who reports, and for which year.
                let same = report.agency == meant.agency && report.report_year == meant.report_year;
                let seen = format!("{:?} {:?}", report.agency, report.report_year);
                if same { Ok(report) } else { Err(seen) }
            };
            if let Err(error) = verified(&meant, format, reread) {
                panic!(
                    "form {} report {number}: {error}\nmeant {:?} {:?}",
                    form.id, meant.agency, meant.report_year
                );
            }
        }
    }
}

#[test]
fn a_page_reads_back_as_the_report_it_was_made_from() {
    round_trip(Format::Html);
}

#[test]
fn a_text_document_reads_back_as_the_report_it_was_made_from() {
    round_trip(Format::Docx);
}

#[test]
fn a_workbook_reads_back_as_the_report_it_was_made_from() {
    round_trip(Format::Xlsx);
}

#[test]
fn comma_separated_values_read_back_as_the_report_they_were_made_from() {
    round_trip(Format::Csv);
}

#[test]
fn markdown_reads_back_as_the_report_it_was_made_from() {
    round_trip(Format::Markdown);
}
