//! Why a file is not taken, and what to do about it.

use crate::source::SourceError;
use std::borrow::Cow;

/// Why a file is not taken. The words are for the clerk; [`Refused::english`] has them for the
/// developer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There are no bytes.
    #[error("文件是空的。请核对后重新选择文件。")]
    Empty,
    /// It is beyond a bound, or would be once unpacked.
    #[error("文件超出上限（{what}，上限 {limit}）。请拆分或压缩图片后再上传。")]
    TooLarge {
        /// What is too large, in Chinese.
        what: Cow<'static, str>,
        /// How much of it is accepted.
        limit: u64,
    },
    /// A picture with more than forty million pixels.
    #[error("图片太大（{width}×{height}，上限 4000 万像素）。请缩小后再上传。")]
    PictureTooLarge {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// A browser would run it: a web page, SVG, XML, a saved page.
    #[error(
        "这是网页或 XML 类文件（{format}），可能带有脚本，不能上传。请另存为 PDF 或 DOCX 后再上传。"
    )]
    WebPage {
        /// The format.
        format: &'static str,
    },
    /// A program, or a packed folder with one.
    #[error("这是程序或含有程序的压缩包，不能上传。请只上传文件本身。")]
    Executable,
    /// A document that carries macros.
    #[error("文件里有宏程序，不能上传。请另存为不含宏的 DOCX 或 XLSX 后再上传。")]
    Macros,
    /// It opens with a password only: nobody can check it, and no reader of the column can open it.
    #[error("文件设了密码，无法检查内容。请取消密码后再上传。")]
    Encrypted,
    /// It is of its format, and broken.
    #[error("文件已损坏（{what}）。请用原来的软件打开，另存一份后再上传。")]
    Damaged {
        /// What is wrong, in Chinese.
        what: String,
    },
    /// A known format that is not taken.
    #[error("不接受{format}。请{instead}后再上传。")]
    Unsupported {
        /// The format, in Chinese.
        format: &'static str,
        /// What to do instead, in Chinese.
        instead: &'static str,
    },
    /// No known format.
    #[error("认不出这是什么文件。请上传 PDF、DOCX、XLSX、OFD、JPG、PNG 或纯文本文件。")]
    Unknown,
}

impl Refused {
    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }

    /// The same in English.
    pub fn english(&self) -> String {
        match self {
            Self::Empty => String::from("the file is empty"),
            Self::TooLarge { what, limit } => format!("the file is too large ({what}, {limit})"),
            Self::PictureTooLarge { width, height } => {
                format!("a picture of {width} by {height} has more than 40 million pixels")
            }
            Self::WebPage { format } => format!("{format} may carry scripts; save it as PDF"),
            Self::Executable => String::from("a program or an archive with one"),
            Self::Macros => String::from("the document has macros; save it without"),
            Self::Encrypted => String::from("the file has a password; nobody can check it"),
            Self::Damaged { what } => format!("the file is damaged ({what})"),
            Self::Unsupported { format, .. } => format!("this format is not taken ({format})"),
            Self::Unknown => String::from("no known format"),
        }
    }
}

impl From<SourceError> for Refused {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::TooLarge { what, limit } => Self::TooLarge { what, limit },
            SourceError::Damaged { what } => Self::Damaged { what },
            SourceError::NotThisFormat => Self::damaged("内容与格式不符"),
            SourceError::NoText { .. } => Self::damaged("没有文字"),
            SourceError::Stopped { what } => Self::Damaged {
                what: what.into_owned(),
            },
            SourceError::Encrypted => Self::Encrypted,
            SourceError::Unsupported { .. } | SourceError::Archive { .. } => Self::Unknown,
        }
    }
}
