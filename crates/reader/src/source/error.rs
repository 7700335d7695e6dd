//! Why a file cannot be taken apart, and what to do about it.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Why a file cannot be taken apart. The words are for the clerk; [`SourceError::english`] has
/// them for the developer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum SourceError {
    /// The bytes are of another format.
    #[error("文件内容不是所选的格式。请核对文件类型；扩展名可能改错了。")]
    NotThisFormat,
    /// The bytes are of a format that cannot be read.
    #[error("这是{format}，本程序还读不了。请用原来的软件打开，另存为 DOCX、HTML 或纯文本后再试。")]
    Unsupported {
        /// The format, in Chinese.
        format: Cow<'static, str>,
    },
    /// The file is a container of other files.
    #[error("这是{format}，里面是别的文件。请先解压，再读其中的报告。")]
    Archive {
        /// The format, in Chinese.
        format: Cow<'static, str>,
    },
    /// The bytes are of the format, and broken.
    #[error("文件已损坏（{what}）。请用原来的软件打开，另存一份后再试。")]
    Damaged {
        /// What is wrong, in Chinese.
        what: String,
    },
    /// Its pages are pictures: there are no characters to read.
    #[error(
        "这是扫描件或图片（{pages} 页都没有文字），读不出数字。请向制作单位要电子版，或先做文字识别。"
    )]
    NoText {
        /// How many pages it has.
        pages: u32,
    },
    /// Nobody can read it without a password.
    #[error("文件加了密码。请用原来的软件去掉密码，另存一份后再试。")]
    Encrypted,
    /// The process that takes such files apart was stopped: it asked for too much.
    #[error(
        "读取被中止（{what}）：文件可能已损坏，或不是正常的文档。请用原来的软件打开，另存一份后再试。"
    )]
    Stopped {
        /// What it asked for too much of, in Chinese.
        what: Cow<'static, str>,
    },
    /// The file is larger than any report is; reading on could exhaust the machine.
    #[error("文件超出处理上限（{what}，上限 {limit}）。请确认这是一份年度报告，必要时拆分后再试。")]
    TooLarge {
        /// What is too large, in Chinese.
        what: Cow<'static, str>,
        /// How much of it is accepted.
        limit: u64,
    },
}

impl SourceError {
    /// The file has more of something than any report.
    pub(super) fn too_large(what: &'static str, limit: u64) -> Self {
        let what = Cow::Borrowed(what);
        Self::TooLarge { what, limit }
    }

    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }

    /// The same in English.
    pub fn english(&self) -> String {
        match self {
            Self::NotThisFormat => {
                String::from("the content is of another format than its name says")
            }
            Self::Unsupported { format } => {
                format!("this format is not supported ({format}); save it as DOCX, HTML or text")
            }
            Self::Archive { format } => {
                format!("this is an archive of other files ({format}); unpack it first")
            }
            Self::Damaged { what } => {
                format!("the file is damaged ({what}); open it in its own program and save it anew")
            }
            Self::NoText { pages } => format!(
                "its {pages} pages are pictures without characters; ask for the original or have its text recognised"
            ),
            Self::Encrypted => String::from("it is encrypted; save it without a password"),
            Self::Stopped { what } => {
                format!("reading was stopped ({what}): the file may be damaged or hostile")
            }
            Self::TooLarge { what, limit } => {
                format!("the file is larger than any report ({what}, limit {limit})")
            }
        }
    }
}
