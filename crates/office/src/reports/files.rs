//! The report as a document: rendered, read again and compared before anybody gets it.

use super::forms;
use crate::pdf::unset;
use crate::{Context, Office, OfficeError};
use gongkai_domain::agency::Agency;
use gongkai_domain::report::AnnualReport;
use gongkai_reader::Reader;
use gongkai_render::{Format, verified};

/// A report in a format.
#[derive(Debug, Clone)]
pub struct ReportFile {
    /// The name under which it is kept.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// The format with this name: `docx`, `xlsx`, `html` …
pub fn report_format(name: &str) -> Option<Format> {
    Format::from_name(name)
}

impl Office {
    /// The report as it stands in a format. One that is not locked says so in its name.
    pub async fn report_file(
        &self,
        cx: &Context,
        agency: &Agency,
        year: i16,
        format: Format,
    ) -> Result<ReportFile, OfficeError> {
        let view = self.annual_report(cx, agency, year, None).await?;
        let report = view.report();
        let bytes = rendered(&report, format)?;
        let draft = if view.work.frozen.is_some() {
            ""
        } else {
            "（草稿）"
        };
        let title = report.title.unwrap_or_default();
        Ok(ReportFile {
            name: format!("{title}{draft}.{}", format.extension()),
            bytes,
        })
    }
}

/// A report in a format, read again and compared.
pub(crate) fn rendered(report: &AnnualReport, format: Format) -> Result<Vec<u8>, OfficeError> {
    let reader = Reader::new(forms()?);
    let reread = |bytes: &[u8]| {
        let reading = reader.read(bytes, &format!("report.{}", format.extension()));
        let report = reading.map(|reading| reading.report);
        report.map_err(|error| error.to_string())
    };
    verified(report, format, reread).map_err(|error| unset(&error))
}
