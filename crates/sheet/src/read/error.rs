//! Why a file cannot be read, in words for the clerk: the cause and what to do.

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There are no bytes, or no sheet holds anything.
    #[error("这个文件里没有内容。请打开核对后重新选择文件。")]
    Empty,
    /// It can be opened with a password only.
    #[error(
        "这个文件设有打开密码，系统无法读取。请用 Excel 或 WPS 打开，取消密码后另存一份再上传。"
    )]
    Encrypted,
    /// It is something else.
    #[error("这是{what}，不是表格文件。{remedy}")]
    NotASpreadsheet {
        /// What it is.
        what: &'static str,
        /// What to do about it.
        remedy: &'static str,
    },
    /// It claims to be a spreadsheet and cannot be read as one.
    #[error(
        "这个表格文件已损坏或不完整（{detail}）。请用 Excel 或 WPS 打开，另存为 .xlsx 文件后再上传。"
    )]
    Damaged {
        /// Where and what, for the clerk.
        detail: String,
        /// What the parser said, for the log; may be empty.
        cause: String,
    },
    /// It is larger than what is read, or would be when unpacked.
    #[error(
        "这个文件太大：{what}超过上限（{limit}）。请删去多余的内容，或者分成几个文件分次上传。"
    )]
    TooLarge {
        /// What is too much.
        what: &'static str,
        /// How much is read at most, with its unit.
        limit: String,
    },
}

impl ReadError {
    /// Damaged, with where and what, and what the parser said.
    pub(crate) fn damaged(detail: impl Into<String>, cause: &(impl ToString + ?Sized)) -> Self {
        Self::Damaged {
            detail: detail.into(),
            cause: cause.to_string(),
        }
    }

    /// Too many, by a limit.
    pub(crate) fn too_many(what: &'static str, limit: usize) -> Self {
        Self::TooLarge {
            what,
            limit: limit.to_string(),
        }
    }

    /// Too large, by a limit in bytes.
    pub(crate) fn too_large(what: &'static str, bytes: u64) -> Self {
        let limit = match bytes >> 20 {
            0 => format!("{bytes} 字节"),
            megabytes => format!("{megabytes} MB"),
        };
        Self::TooLarge { what, limit }
    }
}
