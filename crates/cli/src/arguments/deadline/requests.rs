//! The arguments for clocks of publication, of requests and of what comes back.

use super::{Format, date, workdays};
use clap::{Args, ValueEnum};
use jiff::civil::Date;

pub(super) const HAND_OVER_EXAMPLES: &str = "示例：
  gongkai deadline hand-over --formed 2026-09-18 --workdays 20

条例第二十五条只要求及时，20个工作日是各地常见的规定。
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct HandOver {
    /// 信息形成或者变更之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) formed: Date,
    /// 当地规定的工作日数；不写则为20
    #[arg(long, value_name = "数", default_value_t = 20, hide_default_value = true, value_parser = workdays())]
    pub(crate) workdays: u16,
    #[command(flatten)]
    pub(crate) format: Format,
}

pub(super) const INTERPRETATION_EXAMPLES: &str = "示例：
  gongkai deadline interpretation --published 2026-09-18

解读材料原则上与文件同步发布，最迟在文件公开后3个工作日内。
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Interpretation {
    /// 政策文件公开之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) published: Date,
    #[command(flatten)]
    pub(crate) format: Format,
}

pub(super) const CONFIRM_EXAMPLES: &str = "示例：
  gongkai deadline confirm --arrived 2026-03-02

确认之日为收到申请之日，答复期限从确认之日起算。
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Confirm {
    /// 收到平常信函之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) arrived: Date,
    #[command(flatten)]
    pub(crate) format: Format,
}

pub(super) const CORRECTION_NOTICE_EXAMPLES: &str = "示例：
  gongkai deadline correction-notice --received 2026-03-02
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct CorrectionNotice {
    /// 收到申请之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) received: Date,
    #[command(flatten)]
    pub(crate) format: Format,
}

pub(super) const CORRECTION_EXAMPLES: &str = "示例：
  gongkai deadline correction --notified 2026-03-02
  gongkai deadline correction --notified 2026-03-02 --workdays 15

无正当理由逾期不补正的，视为放弃申请。补正以后，用 reply 从收到补正之日起重新计算。
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Correction {
    /// 申请人收到补正告知之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) notified: Date,
    /// 告知书写明的工作日数；不写按通常的10个
    #[arg(long, value_name = "数", value_parser = workdays())]
    pub(crate) workdays: Option<u16>,
    #[command(flatten)]
    pub(crate) format: Format,
}

pub(super) const DELAYED_REPLY_EXAMPLES: &str = "示例：
  gongkai deadline delayed-reply --told 2026-03-02 --workdays 40

条例没有规定天数，由本机关合理确定并告知申请人。
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct DelayedReply {
    /// 告知申请人之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) told: Date,
    /// 告知的工作日数
    #[arg(long, value_name = "数", value_parser = workdays())]
    pub(crate) workdays: u16,
    #[command(flatten)]
    pub(crate) format: Format,
}

pub(super) const THIRD_PARTY_EXAMPLES: &str = "示例：
  gongkai deadline third-party --received 2026-03-09

逾期未提出意见的，由本机关决定是否公开。
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct ThirdParty {
    /// 第三方收到征求意见书之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) received: Date,
    #[command(flatten)]
    pub(crate) format: Format,
}

pub(super) const CO_MAKER_EXAMPLES: &str = "示例：
  gongkai deadline co-maker --received 2026-03-09

逾期未提出意见的，视为同意公开。
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct CoMaker {
    /// 对方机关收到征求意见书之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) received: Date,
    #[command(flatten)]
    pub(crate) format: Format,
}

pub(super) const FEE_EXAMPLES: &str = "示例：
  gongkai deadline fee --notified 2026-03-02

逾期未缴纳的，视为放弃申请。缴费以后，用 reply 从缴费之日起重新计算。
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Fee {
    /// 申请人收到缴费通知之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) notified: Date,
    #[command(flatten)]
    pub(crate) format: Format,
}

pub(super) const REPORT_EXAMPLES: &str = "示例：
  gongkai deadline report --year 2025
  gongkai deadline report --year 2025 --government

行政机关次年1月31日前，本级政府的报告次年3月31日前；日期固定，遇节假日不顺延。
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Report {
    /// 报告哪一年，写作 2025
    #[arg(long, value_name = "年", value_parser = clap::value_parser!(i16).range(2008..=9000))]
    pub(crate) year: i16,
    /// 县级以上地方人民政府的主管部门，公布本级政府的年度报告
    #[arg(long)]
    pub(crate) government: bool,
    #[command(flatten)]
    pub(crate) format: Format,
}

pub(super) const QUARTERLY_EXAMPLES: &str = "示例：
  gongkai deadline quarterly --year 2026 --quarter 3
  gongkai deadline quarterly --year 2026 --quarter 3 --day 8

遇节假日顺延到下一个工作日。
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Quarterly {
    /// 哪一年，写作 2026
    #[arg(long, value_name = "年", value_parser = clap::value_parser!(i16).range(2008..=9000))]
    pub(crate) year: i16,
    /// 第几季度，1至4
    #[arg(long, value_name = "数", value_enum, hide_possible_values = true)]
    pub(crate) quarter: Quarter,
    /// 季后首月的几日前；不写按15日
    #[arg(long, value_name = "日", value_parser = clap::value_parser!(i8).range(1..=31))]
    pub(crate) day: Option<i8>,
    #[command(flatten)]
    pub(crate) format: Format,
}

pub(super) const REASSESS_EXAMPLES: &str = "示例：
  gongkai deadline reassess --last 2025-09-18
  gongkai deadline reassess --last 2025-09-18 --months 6
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Reassess {
    /// 上次评估之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) last: Date,
    /// 多少个月评估一次；不写按12个月
    #[arg(long, value_name = "数", value_parser = clap::value_parser!(u8).range(1..))]
    pub(crate) months: Option<u8>,
    #[command(flatten)]
    pub(crate) format: Format,
}

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Quarter {
    #[value(name = "1")]
    First,
    #[value(name = "2")]
    Second,
    #[value(name = "3")]
    Third,
    #[value(name = "4")]
    Fourth,
}

impl Quarter {
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Third => 3,
            Self::Fourth => 4,
        }
    }
}
