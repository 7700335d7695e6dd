//! The arguments of `gongkai deadline …`.

use clap::{Args, Subcommand, ValueEnum};
use gongkai_domain::clock::Suspension;
use jiff::civil::Date;
use std::path::PathBuf;

mod remedies;
mod requests;

pub(crate) use remedies::Litigation;

use remedies::{Reconsideration, ReviewDecision, ReviewReply};
use requests::{
    CoMaker, Confirm, Correction, CorrectionNotice, DelayedReply, Fee, HandOver, Interpretation,
    Quarterly, Reassess, Report, ThirdParty,
};

#[derive(Debug, Subcommand)]
pub(crate) enum Deadline {
    /// 从某日起第几个工作日是哪一天
    #[command(after_help = COUNT_EXAMPLES)]
    Count(CountDays),
    /// 答复申请的期限（条例第三十三条），含延长和征求意见
    #[command(after_help = REPLY_EXAMPLES)]
    Reply(Reply),
    /// 主动公开的期限（条例第二十六条）
    #[command(after_help = PUBLISH_EXAMPLES)]
    Publish(Publish),
    /// 向两馆移交的期限（条例第二十五条，天数由当地规定）
    #[command(after_help = requests::HAND_OVER_EXAMPLES)]
    HandOver(HandOver),
    /// 政策解读的期限（国办发〔2016〕80号）
    #[command(after_help = requests::INTERPRETATION_EXAMPLES)]
    Interpretation(Interpretation),
    /// 平常信函当日确认（条例第三十一条）
    #[command(after_help = requests::CONFIRM_EXAMPLES)]
    Confirm(Confirm),
    /// 告知补正的期限（条例第三十条）
    #[command(after_help = requests::CORRECTION_NOTICE_EXAMPLES)]
    CorrectionNotice(CorrectionNotice),
    /// 申请人补正的期限（条例第三十条，天数由本机关告知）
    #[command(after_help = requests::CORRECTION_EXAMPLES)]
    Correction(Correction),
    /// 延迟答复的期限（条例第三十五条，天数由本机关告知）
    #[command(after_help = requests::DELAYED_REPLY_EXAMPLES)]
    DelayedReply(DelayedReply),
    /// 第三方提出意见的期限（条例第三十二条）
    #[command(after_help = requests::THIRD_PARTY_EXAMPLES)]
    ThirdParty(ThirdParty),
    /// 共同制作机关提出意见的期限（条例第三十四条）
    #[command(after_help = requests::CO_MAKER_EXAMPLES)]
    CoMaker(CoMaker),
    /// 缴纳信息处理费的期限（国办函〔2020〕109号）
    #[command(after_help = requests::FEE_EXAMPLES)]
    Fee(Fee),
    /// 年度报告的期限（条例第四十九条）
    #[command(after_help = requests::REPORT_EXAMPLES)]
    Report(Report),
    /// 季度报送的期限（当地规定）
    #[command(after_help = requests::QUARTERLY_EXAMPLES)]
    Quarterly(Quarterly),
    /// 不予公开信息重新评估的期限（条例第十八条，周期由当地规定）
    #[command(after_help = requests::REASSESS_EXAMPLES)]
    Reassess(Reassess),
    /// 申请行政复议的期限（行政复议法第二十条）
    #[command(after_help = remedies::RECONSIDERATION_EXAMPLES)]
    Reconsideration(Reconsideration),
    /// 被申请人书面答复复议的期限（行政复议法第四十八条、第五十四条）
    #[command(after_help = remedies::REVIEW_REPLY_EXAMPLES)]
    ReviewReply(ReviewReply),
    /// 作出行政复议决定的期限（行政复议法第六十二条）
    #[command(after_help = remedies::REVIEW_DECISION_EXAMPLES)]
    ReviewDecision(ReviewDecision),
    /// 提起行政诉讼的期限（行政诉讼法第四十五条、第四十六条）
    #[command(after_help = remedies::LITIGATION_EXAMPLES)]
    Litigation(Litigation),
    /// Questions as lines of JSON, answers as lines of JSON: for comparing with other programs.
    #[command(hide = true)]
    Batch(Batch),
}

const COUNT_EXAMPLES: &str = "示例：
  gongkai deadline count --from 2026-02-10 --workdays 20

当日不计入，自次日起算；法定节假日不计，调休上班的周末计入。
本程序没有的年份，用 --calendar 加一个放假安排文件：
  gongkai deadline count --from 2026-12-20 --workdays 20 --calendar 2027.toml
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

const REPLY_EXAMPLES: &str = "示例：
  gongkai deadline reply --received 2026-03-02
  gongkai deadline reply --received 2026-03-02 --extended-by 20
  gongkai deadline reply --received 2026-03-02 --suspended 2026-03-09..2026-03-30

补正的，从收到补正之日起算；收取信息处理费的，从缴费之日起算。
退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

const PUBLISH_EXAMPLES: &str = "示例：
  gongkai deadline publish --formed 2026-09-18
  gongkai deadline publish --formed 2026-09-18 --workdays 7     目录规定了更短的期限

退出码：0 算出，1 那一年的放假安排尚未公布或者没有录入，2 参数不对";

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct CountDays {
    /// 起算之日，当日不计入，写作 2026-02-10
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) from: Date,
    /// 工作日数
    #[arg(long, value_name = "数", value_parser = workdays())]
    pub(crate) workdays: u16,
    #[command(flatten)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Reply {
    /// 收到申请之日（条例第三十一条），写作 2026-03-02
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) received: Date,
    /// 经批准延长的工作日数，最多20
    #[arg(
        long,
        value_name = "数",
        default_value_t = 0,
        hide_default_value = true
    )]
    pub(crate) extended_by: u16,
    /// 征求第三方或其他机关意见：发出之日..收到答复之日（可重复）
    #[arg(long, value_name = "日期..日期", value_parser = suspension)]
    pub(crate) suspended: Vec<Suspension>,
    #[command(flatten)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Publish {
    /// 信息形成或者变更之日，写作 2026-09-18
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(crate) formed: Date,
    /// 目录规定的更短期限，工作日数；不写则为20
    #[arg(long, value_name = "数", value_parser = workdays())]
    pub(crate) workdays: Option<u16>,
    #[command(flatten)]
    pub(crate) format: Format,
}

/// Questions as lines of JSON.
#[derive(Debug, Args)]
pub(crate) struct Batch {
    #[command(flatten)]
    pub(crate) format: Format,
}

/// How the result is shown, and by which calendar it is counted.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Format {
    /// 格式：text、json
    #[arg(long, value_enum, default_value_t = DeadlineFormat::Text, value_name = "格式", hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: DeadlineFormat,
    /// 另加一个放假安排文件，格式同 statutes/workdays/（可重复）
    #[arg(long, value_name = "文件")]
    pub(crate) calendar: Vec<PathBuf>,
}

/// How a deadline is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DeadlineFormat {
    /// Lines for people.
    Text,
    /// One object.
    Json,
}

fn workdays() -> clap::builder::RangedI64ValueParser<u16> {
    clap::value_parser!(u16).range(1..)
}

/// A day as `2026-02-10` and in no other way: other spellings are mistyped more often than meant.
fn date(text: &str) -> Result<Date, String> {
    let parsed: Date = text.parse().map_err(|error| format!("{error}"))?;
    if parsed.to_string() == text {
        Ok(parsed)
    } else {
        Err(format!("{parsed}"))
    }
}

fn suspension(text: &str) -> Result<Suspension, String> {
    let (sent, answered) = text.split_once("..").ok_or("no `..`")?;
    Ok(Suspension {
        sent: date(sent)?,
        answered: date(answered)?,
    })
}
