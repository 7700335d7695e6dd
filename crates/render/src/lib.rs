//! Annual reports to documents: the statutory report as an office publishes it.
//!
//! A report becomes one `Document` (what is printed, in which order), and each format writes
//! that document, so that every format says the same. Nothing here decides anything about the
//! law: the layout of a table comes from its form.

mod delimited;
mod document;
mod docx;
mod error;
mod format;
mod html;
pub mod letter;
mod markdown;
pub mod paper;
pub mod template;
mod verify;
mod xlsx;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

pub use document::gaps;
pub use error::RenderError;
pub use format::Format;
pub use verify::{differences, verified};

use document::Document;
use gongkai_domain::report::AnnualReport;

/// The statutory document of a report in a format.
///
/// Rows that are absent from the report are left out; blank and unclear cells print empty:
/// [`gaps`] names what a reader of the document will miss. The same report always gives the same
/// bytes.
///
/// Fails if an amount of money cannot be printed without claiming a unit that nobody stated.
pub fn render(report: &AnnualReport, format: Format) -> Result<Vec<u8>, RenderError> {
    let document = Document::of(report)?;
    match format {
        Format::Html => Ok(html::write(&document).into_bytes()),
        Format::Docx => docx::write(&document),
        Format::Xlsx => xlsx::write(&document),
        Format::Csv => delimited::write(&document),
        Format::Markdown => Ok(markdown::write(&document).into_bytes()),
    }
}
