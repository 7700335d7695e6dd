//! What can go wrong in a use case, in words for the person at the screen.

use crate::Hindrance;
use gongkai_domain::access::Refusal;
use gongkai_domain::information::{Gap, Refused};
use gongkai_store::StoreError;
use gongkai_store::files::FileError;

/// Why a use case was not carried out. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// The authorisation function said no.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// The domain said no.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// A step of a hand-over does not follow.
    #[error(transparent)]
    Handover(#[from] gongkai_domain::handover::Refused),
    /// Fields of a form are not as they must be.
    #[error("有{}处需要填写或者改正。", .0.len())]
    Invalid(Vec<Gap>),
    /// The leak gate stands in the way.
    #[error("发布前检查发现{0}处可能泄露的内容，已经拦下。请在正文或者附件里处理后重新提交。")]
    Leaks(usize),
    /// The leak gate found what a person has to look at, and nobody said to have done so.
    #[error("发布前检查有{0}处要再看一遍。请逐处看过，勾选“我都看过”以后再发布。")]
    Doubts(usize),
    /// It cannot be agreed to together with others.
    #[error("{0}。")]
    Hindered(Hindrance),
    /// Somebody else saved first.
    #[error("这条信息刚才已被他人修改，您的修改没有保存。请打开最新内容核对后再改。")]
    Conflict,
    /// A step of a disclosure request does not follow.
    #[error(transparent)]
    Request(#[from] gongkai_domain::request::Illegal),
    /// A step of a dispute does not follow.
    #[error(transparent)]
    Dispute(#[from] gongkai_domain::dispute::OutOfOrder),
    /// Personal data cannot be opened or sealed.
    #[error(
        "读不出申请人信息：密钥文件不在，或者不是这套数据的密钥。请系统管理员把原来的密钥文件放回数据文件夹，再重新启动程序。"
    )]
    Sealed,
    /// A paper cannot be set as PDF; what to do instead.
    #[error("{0}")]
    Unset(String),
    /// The file is not taken.
    #[error("{0}")]
    File(String),
    /// Too many attempts.
    #[error("尝试次数过多，请{0}秒后再试。")]
    Slow(u64),
    /// Name, password or code are not right; which of them is not said.
    #[error("用户名、密码或者动态口令不对。请核对后重新输入。")]
    SignIn,
    /// The one-time token is not right or has run out.
    #[error("初始口令不对，或者已经过期。请重新启动程序，使用新打印的初始口令。")]
    Setup,
    /// The records could not be read or written.
    #[error("数据没有保存成功。请稍后重试；仍不成功时请联系系统管理员。")]
    Store(#[source] StoreError),
    /// Something of the machine failed.
    #[error("程序出了问题，操作没有完成。请联系系统管理员查看日志。")]
    Internal(String),
}

impl OfficeError {
    /// The fields to be put right, if it is about fields.
    pub fn gaps(&self) -> &[Gap] {
        match self {
            Self::Invalid(gaps) | Self::Refused(Refused::Gaps(gaps)) => gaps,
            Self::Refusal(_)
            | Self::Refused(_)
            | Self::Handover(_)
            | Self::Leaks(_)
            | Self::Doubts(_)
            | Self::Hindered(_)
            | Self::Request(_)
            | Self::Dispute(_)
            | Self::Sealed
            | Self::Conflict
            | Self::Unset(_)
            | Self::File(_)
            | Self::Slow(_)
            | Self::SignIn
            | Self::Setup
            | Self::Store(_)
            | Self::Internal(_) => &[],
        }
    }
}

impl From<StoreError> for OfficeError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::Conflict,
            StoreError::NotFound => Self::Refusal(Refusal::Unknown),
            StoreError::Duplicate { what } => Self::Invalid(vec![duplicate(&what)]),
            other @ (StoreError::Driver(_)
            | StoreError::Inconsistent { .. }
            | StoreError::Migration(_)
            | StoreError::Transfer(_)
            | StoreError::Dump { .. }
            | StoreError::NotEmpty
            | StoreError::NoEvent) => Self::Store(other),
        }
    }
}

impl OfficeError {
    /// Why the first of something was not saved: that there is one now is somebody else's save.
    pub(crate) fn of_first(error: StoreError) -> Self {
        if matches!(error, StoreError::Duplicate { .. }) {
            return Self::Conflict;
        }
        error.into()
    }
}

impl From<FileError> for OfficeError {
    fn from(error: FileError) -> Self {
        Self::Internal(error.to_string())
    }
}

fn duplicate(what: &str) -> Gap {
    let (field, name) = if what.contains("login") {
        ("login", "用户名")
    } else if what.contains("slug") {
        ("slug", "网址简称")
    } else {
        ("", "编号")
    };
    Gap {
        field,
        message: format!("{name}已被使用，请换一个。"),
    }
}

/// A form field that is not as it must be.
pub(crate) fn invalid(field: &'static str, message: &str) -> OfficeError {
    OfficeError::Invalid(vec![Gap {
        field,
        message: message.to_owned(),
    }])
}
