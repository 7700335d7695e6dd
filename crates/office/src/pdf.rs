//! Papers as PDF: set beside the threads that answer, with the fonts of the machine that the program runs on.

use crate::OfficeError;
use gongkai_render::paper::Paper;
use gongkai_render::{Fonts, RenderError};

/// A paper in one of its formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperFile {
    /// To be edited in Word or WPS.
    Docx,
    /// As it is printed.
    Pdf,
}

impl PaperFile {
    /// Its ending.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }
}

/// The paper as PDF. A missing font or character is told to whoever asked.
pub(crate) async fn set(paper: Paper) -> Result<Vec<u8>, OfficeError> {
    let setting = move || Fonts::system().and_then(|fonts| paper.pdf(&fonts));
    let set = tokio::task::spawn_blocking(setting).await;
    let set = set.map_err(|error| OfficeError::Internal(error.to_string()))?;
    set.map_err(|error| unset(&error))
}

/// What a person is told of a document that cannot be made.
pub(crate) fn unset(error: &RenderError) -> OfficeError {
    match error {
        RenderError::NoChineseFont => OfficeError::Unset(format!(
            "{error}字体要装在运行本程序的服务器上，请系统管理员处理；现在可以先下载 Word 文档。"
        )),
        RenderError::NoGlyph { .. } => OfficeError::Unset(error.to_string()),
        // In formats of text only, blank cells at the end of a row do not say which they are.
        RenderError::Differs { .. } => OfficeError::Unset(format!(
            "{error}还有没填的格，请先补填；没有的，请改下载 Word 或者 Excel 文件。"
        )),
        RenderError::NotAFont { .. }
        | RenderError::AmountWithoutUnit { .. }
        | RenderError::AmountOutOfRange { .. }
        | RenderError::Writer { .. }
        | RenderError::Reread { .. } => OfficeError::Internal(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_font_is_told_with_the_package_and_who_installs_it() {
        let OfficeError::Unset(told) = unset(&RenderError::NoChineseFont) else {
            panic!("a missing font is no fault of the program");
        };
        assert!(
            told.contains("fonts-noto-cjk") && told.contains("系统管理员"),
            "{told}"
        );
    }
}
