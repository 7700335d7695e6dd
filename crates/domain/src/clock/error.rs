//! Why a clock is refused.

use super::PeriodError;
use super::spoken::day_zh;
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
    /// The extension of reconsideration is longer than article 62 allows.
    #[error("an extension of {asked} days: the law allows {most} at most")]
    ReviewExtensionTooLong {
        /// Days asked for.
        asked: u16,
        /// Days allowed; none in simplified procedure.
        most: u16,
    },
    /// The agency set a length, and the law sets another.
    #[error("the law itself sets the period: {title}")]
    SetByLaw {
        /// Name of the period in Chinese.
        title: String,
    },
    /// The agency set a length of none.
    #[error("the period must have at least one day")]
    Empty,
    /// The way to court leads through reconsideration.
    #[error("since {since} a requester must ask for reconsideration before going to court")]
    ReviewFirst {
        /// Since when.
        since: Date,
    },
    /// No year, no quarter, or one that no calendar reaches.
    #[error("no such year or quarter: {0}")]
    NoSuchTerm(String),
    /// The recurring duties cannot be used.
    #[error("duties: {0}")]
    Duties(String),
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
            Self::ReviewExtensionTooLong { asked, most: 0 } => format!(
                "适用简易程序的行政复议不能延长{asked}日。请去掉延长的天数，或者改按普通程序计算。"
            ),
            Self::ReviewExtensionTooLong { asked, most } => format!(
                "行政复议延长{asked}日超过了法定上限，最多延长{most}日（行政复议法第六十二条）。请改写天数。"
            ),
            Self::SetByLaw { title } => {
                format!("{title}由法律规定，不能另定天数。请去掉天数重新计算。")
            }
            Self::Empty => "期限至少要有1个工作日，请改写天数。".to_owned(),
            Self::ReviewFirst { since } => format!(
                "不能直接起诉：{}起，对不予公开和未按期答复的，应当先申请行政复议，对复议决定不服再起诉（行政复议法第二十三条第一款）。请改算申请行政复议的期限。",
                day_zh(*since)
            ),
            Self::NoSuchTerm(term) => format!("“{term}”不是能算的年度或者季度。请核对后重写。"),
            Self::Periods(PeriodError::NoLength(_)) => {
                "法律没有规定这个期限有几天，由本机关合理确定并告知。请写明告知的工作日数。"
                    .to_owned()
            }
            Self::Duties(error) => format!("定期任务数据有误，无法计算：{error}"),
            Self::Periods(error) => format!("法定期限数据有误，无法计算：{error}"),
        }
    }
}
