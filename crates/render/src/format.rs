//! The formats a report is rendered to.

/// A format of the rendered report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A standalone web page.
    Html,
    /// A text document of Word, WPS or LibreOffice.
    Docx,
    /// A workbook: the text on one sheet, each table on a sheet of its own.
    Xlsx,
    /// Comma-separated values in UTF-8 with a byte order mark.
    Csv,
    /// Markdown with pipe tables.
    Markdown,
    /// Pages as they are printed, tagged, with real text.
    Pdf,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [
        Self::Html,
        Self::Docx,
        Self::Xlsx,
        Self::Csv,
        Self::Markdown,
        Self::Pdf,
    ];

    /// The format with this name on the command line, in upper or lower case: its extension, or
    /// `markdown` in full, or `htm`.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "markdown" => Some(Self::Markdown),
            "htm" => Some(Self::Html),
            extension => Self::ALL
                .into_iter()
                .find(|format| format.extension() == extension),
        }
    }

    /// The extension of its files, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Pdf => "pdf",
        }
    }

    /// Its media type as registered with IANA.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Pdf => "application/pdf",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn a_format_is_found_by_its_extension_in_any_case() {
        for format in Format::ALL {
            let name = format.extension().to_ascii_uppercase();
            assert_eq!(Format::from_name(&name), Some(format));
        }
        assert_eq!(Format::from_name("markdown"), Some(Format::Markdown));
        assert_eq!(Format::from_name("ofd"), None);
    }
}
