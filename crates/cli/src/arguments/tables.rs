//! Arguments of the commands on tables of many reports: `columns`, `stats`, the layouts of `read`.

use super::{Inputs, Output};
use clap::{Args, ValueEnum};
use gongkai_dataset::{By, Layout};

pub(super) const COLUMNS_EXAMPLES: &str = "示例：
  gongkai report columns                               每格一行的表
  gongkai report columns --layout wide --format csv -o 数据字典.csv";

pub(super) const STATS_EXAMPLES: &str = "示例：
  gongkai report stats 全省年报/
  gongkai report stats 全省年报/ --by year --format html -o 统计.html
  gongkai report stats 数据.jsonl --by agency --format json

地区取自机关名称开头的省、市、县、区、旗、乡镇、街道；看不出来的写“未知”，不作猜测。";

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LayoutArgument {
    /// One row a cell.
    Long,
    /// One row a report.
    Wide,
    /// One row a finding.
    Findings,
}

impl From<LayoutArgument> for Layout {
    fn from(layout: LayoutArgument) -> Self {
        match layout {
            LayoutArgument::Long => Self::Long,
            LayoutArgument::Wide => Self::Wide,
            LayoutArgument::Findings => Self::Findings,
        }
    }
}

/// `gongkai report columns`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Columns {
    /// 哪一种表：long 每格一行，wide 每份报告一行，findings 每个问题一行；不写则为 long
    #[arg(long, value_enum, value_name = "排法", hide_possible_values = true)]
    pub(crate) layout: Option<LayoutArgument>,
    /// 格式：md、csv、json
    #[arg(long, value_enum, default_value_t = ColumnsFormat::Md, value_name = "格式", hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: ColumnsFormat,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// How the dictionary is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColumnsFormat {
    /// A table in Markdown.
    Md,
    /// A row a column.
    Csv,
    /// One object.
    Json,
}

/// `gongkai report stats`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Stats {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// 分组：region 地区，year 年度，form 式样，agency 机关，folder 第一层文件夹；不写则为 region
    #[arg(long, value_enum, default_value_t = ByArgument::Region, value_name = "分组", hide_possible_values = true, hide_default_value = true)]
    pub(crate) by: ByArgument,
    /// 格式：text、json、html
    #[arg(long, value_enum, default_value_t = StatsFormat::Text, value_name = "格式", hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: StatsFormat,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// By what reports are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ByArgument {
    /// The region in the agency's name.
    Region,
    /// The year.
    Year,
    /// The form.
    Form,
    /// The agency.
    Agency,
    /// The first folder below the one named.
    Folder,
}

impl From<ByArgument> for By {
    fn from(by: ByArgument) -> Self {
        match by {
            ByArgument::Region => Self::Region,
            ByArgument::Year => Self::Year,
            ByArgument::Form => Self::Form,
            ByArgument::Agency => Self::Agency,
            ByArgument::Folder => Self::Folder,
        }
    }
}

/// How answers are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatsFormat {
    /// Tables for people.
    Text,
    /// One object.
    Json,
    /// A page with pictures.
    Html,
}
