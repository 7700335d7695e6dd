//! Kinds of files that may be attached.

/// What an attachment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AttachmentKind {
    /// PDF.
    Pdf,
    /// A document of Word or WPS.
    Docx,
    /// A workbook.
    Xlsx,
    /// Slides.
    Pptx,
    /// OFD, the national format for fixed layouts (GB/T 33190).
    Ofd,
    /// An old document of Word or WPS.
    Doc,
    /// An old workbook.
    Xls,
    /// A photograph or scan.
    Jpg,
    /// A picture.
    Png,
    /// Plain text.
    Txt,
    /// A packed folder.
    Zip,
    /// A page that the program wrote; what is taken in is never taken for one.
    Html,
    /// Data that the program wrote, as JSON.
    Json,
    /// Data that the program wrote, as CSV.
    Csv,
}

impl AttachmentKind {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Pdf,
        Self::Docx,
        Self::Xlsx,
        Self::Pptx,
        Self::Ofd,
        Self::Doc,
        Self::Xls,
        Self::Jpg,
        Self::Png,
        Self::Txt,
        Self::Zip,
        Self::Html,
        Self::Json,
        Self::Csv,
    ];

    /// The kind of this ending.
    pub fn of_extension(extension: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|kind| kind.extension() == extension)
    }

    /// Its media type, to be sent with `nosniff`.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::Ofd => "application/ofd",
            Self::Doc => "application/msword",
            Self::Xls => "application/vnd.ms-excel",
            Self::Jpg => "image/jpeg",
            Self::Png => "image/png",
            Self::Txt => "text/plain",
            Self::Zip => "application/zip",
            Self::Html => "text/html; charset=utf-8",
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }

    /// The ending that a download gets, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
            Self::Ofd => "ofd",
            Self::Doc => "doc",
            Self::Xls => "xls",
            Self::Jpg => "jpg",
            Self::Png => "png",
            Self::Txt => "txt",
            Self::Zip => "zip",
            Self::Html => "html",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// Whether a browser may show it in place, on a path with `Content-Security-Policy: sandbox`.
    /// Everything else is a download.
    pub const fn is_inline_safe(self) -> bool {
        match self {
            Self::Pdf | Self::Jpg | Self::Png => true,
            Self::Docx
            | Self::Xlsx
            | Self::Pptx
            | Self::Ofd
            | Self::Doc
            | Self::Xls
            | Self::Txt
            | Self::Zip
            | Self::Html
            | Self::Json
            | Self::Csv => false,
        }
    }
}
