//! Why a calendar cannot be used, and what to do about it.

use crate::clock::day_zh;
use jiff::civil::Date;

/// Why a calendar cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The file is not TOML of the expected shape.
    #[error("{file}: {cause}")]
    Syntax {
        /// The file.
        file: String,
        /// What is wrong with it.
        cause: String,
    },
    /// Two notices arrange the same year.
    #[error("{year}: two notices announce it; one of them must amend")]
    AnnouncedTwice {
        /// The year.
        year: i16,
    },
    /// A day belongs to another year.
    #[error("{date}: neither in {year} nor in the December before")]
    OtherYear {
        /// The day.
        date: Date,
        /// The year of the notice.
        year: i16,
    },
    /// A notice makes off what is off, or worked what is worked: a slip of the pen.
    #[error("{date}: {} already without the notice", if *worked { "worked" } else { "off" })]
    NoChange {
        /// The day.
        date: Date,
        /// Whether the notice says that it is worked.
        worked: bool,
    },
    /// A notice changes no day, because later ones hold or it says what is so already.
    #[error("the notice changes no day")]
    NoEffect,
}

impl CalendarError {
    /// What is wrong and what to do, in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Syntax { file, cause } => {
                format!("放假安排文件{file}读不出来：{cause}。请按 statutes/workdays/ 的格式改正。")
            }
            Self::AnnouncedTwice { year } => format!(
                "{year}年的放假安排已经有了，不能再录入一份年度安排。这份通知如果是对它的调整，请按“调整”录入。"
            ),
            Self::OtherYear { date, year } => format!(
                "{}不在{year}年，也不在前一年的十二月。请核对通知的年份和这一天。",
                day_zh(*date)
            ),
            Self::NoChange { date, worked: true } => format!(
                "{}本来就上班，通知不会再要求这一天上班。请核对日期。",
                day_zh(*date)
            ),
            Self::NoChange {
                date,
                worked: false,
            } => format!("{}本来就休息，不用再列为放假。请核对日期。", day_zh(*date)),
            Self::NoEffect => {
                "照这份通知，没有一天会变。可能已经录入过，或者有更晚的通知，请核对。".to_owned()
            }
        }
    }
}
