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
mod pdf;
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
pub use pdf::Fonts;
pub use verify::{differences, verified};

use document::Document;
use gongkai_domain::report::AnnualReport;

/// The statutory document of a report in a format.
///
/// Rows that are absent from the report are left out; blank and unclear cells print empty:
/// [`gaps`] names what a reader of the document will miss. The same report always gives the same
/// bytes.
///
/// Fails if an amount of money cannot be printed without claiming a unit that nobody stated; a PDF also if the
/// system has no Chinese font.
pub fn render(report: &AnnualReport, format: Format) -> Result<Vec<u8>, RenderError> {
    let document = Document::of(report)?;
    match format {
        Format::Html => Ok(html::write(&document).into_bytes()),
        Format::Docx => docx::write(&document),
        Format::Xlsx => xlsx::write(&document),
        Format::Csv => delimited::write(&document),
        Format::Markdown => Ok(markdown::write(&document).into_bytes()),
        Format::Pdf => pdf::write(document, &*Fonts::system()?),
    }
}

/// The statutory document of a report as PDF, set with these fonts rather than those of the system.
///
/// Fails like [`render`], and if the fonts lack one of its characters.
pub fn render_pdf(report: &AnnualReport, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    pdf::write(Document::of(report)?, fonts)
}
