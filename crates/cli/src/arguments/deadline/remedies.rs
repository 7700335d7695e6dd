//! The arguments for clocks of reconsideration and court.

use super::{Format, date};
use clap::{Args, ValueEnum};
use gongkai_domain::clock;
use jiff::civil::Date;

pub(super) const RECONSIDERATION_EXAMPLES: &str = "示例：
  gongkai deadline reconsideration --known 2026-03-02
  gongkai deadline reconsideration --known 2025-09-01 --told 2026-03-02

60日为自然日，最后一日遇节假日顺延。没有告知复议权利的，最长不超过一年。
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Reconsideration {
    /// 知道或者应当知道该行政行为之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) known: Date,
    /// 没有告知复议权利的：申请人后来知道复议权利、机关和期限之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) told: Option<Date>,
    #[command(flatten)]
    pub(crate) format: Format,
}

pub(super) const REVIEW_REPLY_EXAMPLES: &str = "示例：
  gongkai deadline review-reply --received 2026-03-02
  gongkai deadline review-reply --received 2026-03-02 --simplified

普通程序10日、简易程序5日，都是工作日（行政复议法第八十八条）。
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct ReviewReply {
    /// 收到复议申请书副本之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) received: Date,
    /// 适用简易程序（政府信息公开案件可以适用）
    #[arg(long)]
    pub(crate) simplified: bool,
    #[command(flatten)]
    pub(crate) format: Format,
}

pub(super) const REVIEW_DECISION_EXAMPLES: &str = "示例：
  gongkai deadline review-decision --accepted 2026-03-02
  gongkai deadline review-decision --accepted 2026-03-02 --extended-by 30
  gongkai deadline review-decision --accepted 2026-03-02 --simplified
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct ReviewDecision {
    /// 受理复议申请之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) accepted: Date,
    /// 适用简易程序
    #[arg(long)]
    pub(crate) simplified: bool,
    /// 延长的日数，最多30；简易程序不能延长
    #[arg(
        long,
        value_name = "数",
        default_value_t = 0,
        hide_default_value = true
    )]
    pub(crate) extended_by: u16,
    #[command(flatten)]
    pub(crate) format: Format,
}

pub(super) const LITIGATION_EXAMPLES: &str = "示例：
  gongkai deadline litigation --known 2023-11-20 --acted 2023-11-17
  gongkai deadline litigation --decided 2026-03-02
  gongkai deadline litigation --lapsed 2026-03-02

2024年1月1日起，对不予公开和未按期答复的，应当先申请行政复议，不能直接起诉。
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Litigation {
    /// 直接起诉：知道或者应当知道该行政行为之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date, required_unless_present_any = ["decided", "lapsed"], conflicts_with_all = ["decided", "lapsed"])]
    pub(crate) known: Option<Date>,
    /// 直接起诉：答复作出之日；不写就当作知道之日
    #[arg(long, value_name = "日期", value_parser = date, requires = "known")]
    pub(crate) acted: Option<Date>,
    /// 直接起诉：对什么不服，refused（不予公开）、silent（未按期答复）、other（其他答复）
    #[arg(long, value_enum, default_value_t = Contested::Refused, value_name = "种类", hide_possible_values = true, hide_default_value = true)]
    pub(crate) contested: Contested,
    /// 复议以后：收到复议决定书之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date, conflicts_with = "lapsed")]
    pub(crate) decided: Option<Date>,
    /// 复议以后：复议期满未作决定之日，写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) lapsed: Option<Date>,
    #[command(flatten)]
    pub(crate) format: Format,
}

/// What is contested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Contested {
    Refused,
    Silent,
    Other,
}

impl From<Contested> for clock::Contested {
    fn from(contested: Contested) -> Self {
        match contested {
            Contested::Refused => Self::Refused,
            Contested::Silent => Self::Silent,
            Contested::Other => Self::Other,
        }
    }
}
