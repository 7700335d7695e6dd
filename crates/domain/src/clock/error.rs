//! Why a clock is refused.

use super::PeriodError;
use super::words::day_zh;
use jiff::civil::Date;

/// Why a clock is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// The extension is longer than article 33 allows.
    #[error("an extension of {asked} working days: the law allows {most} at most")]
    ExtensionTooLong {
        /// Working days asked for.
        asked: u16,
        /// Working days allowed.
        most: u16,
    },
    /// A limit for publication that is longer than that of article 26.
    #[error("{asked} working days to publish: the law allows {most} at most")]
    LimitTooLong {
        /// Working days of the limit.
        asked: u16,
        /// Working days of the law.
        most: u16,
    },
    /// An answer that came before it was asked for.
    #[error("the answer of {answered} is before the question of {sent}")]
    SuspensionReversed {
        /// The day on which the letter was sent.
        sent: Date,
        /// The day on which its answer came.
        answered: Date,
    },
    /// A question sent before there was a request.
    #[error("the question of {sent} is before the request of {received}")]
    SuspensionBeforeReceipt {
        /// The day on which the letter was sent.
        sent: Date,
        /// The day on which the request was received.
        received: Date,
    },
    /// The statutory periods cannot be used.
    #[error(transparent)]
    Periods(#[from] PeriodError),
}

impl ClockError {
    /// What is wrong and what to do, in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::ExtensionTooLong { asked, most } => format!(
                "延长{asked}个工作日超过了法定上限。条例第三十三条规定，延长的期限最长不超过{most}个工作日，请改写延长的天数。"
            ),
            Self::LimitTooLong { asked, most } => format!(
                "公开期限{asked}个工作日比法定期限长。条例第二十六条规定为{most}个工作日，目录只能规定更短的期限，请改写天数。"
            ),
            Self::SuspensionReversed { sent, answered } => format!(
                "征求意见收到答复之日{}早于发出之日{}。请核对两个日期，先写发出之日，后写收到答复之日。",
                day_zh(*answered),
                day_zh(*sent)
            ),
            Self::SuspensionBeforeReceipt { sent, received } => format!(
                "征求意见发出之日{}早于收到申请之日{}。请核对这两个日期。",
                day_zh(*sent),
                day_zh(*received)
            ),
            Self::Periods(error) => format!("法定期限数据有误，无法计算：{error}"),
        }
    }
}
