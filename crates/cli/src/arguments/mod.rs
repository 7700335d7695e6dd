//! The arguments of the program. Help is Chinese: clerks read it.

mod deadline;
mod office;
mod tables;

pub(crate) use deadline::{Deadline, DeadlineFormat, Format as DeadlineOptions, Litigation};
pub(crate) use office::{
    Backup, Build, BuildFormat, DEMO_LOGINS, Demo, Export, Generate, Place, Restore, Serve,
};
pub(crate) use tables::{Columns, ColumnsFormat, LayoutArgument, Stats, StatsFormat};

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use gongkai_exchange::Lang;
use std::path::PathBuf;

/// 政府信息公开：登记、审查、公开、年度报告和法定期限
#[derive(Debug, Parser)]
#[command(
    name = "gongkai",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    arg_required_else_help = true,
    subcommand_help_heading = "命令",
    subcommand_value_name = "命令",
    next_help_heading = "选项"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) general: General,
    /// 显示版本号
    #[arg(long, short = 'V', action = ArgAction::Version)]
    version: Option<bool>,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct General {
    /// 提示语言：zh 中文，en 英文
    #[arg(long, global = true, value_enum, default_value_t = LangArgument::Zh, value_name = "语言", hide_possible_values = true, hide_default_value = true)]
    pub(crate) lang: LangArgument,
    /// 只显示错误，不显示进度和说明
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// 显示帮助
    #[arg(long, short, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArgument {
    /// 中文
    Zh,
    /// English
    En,
}

impl From<LangArgument> for Lang {
    fn from(lang: LangArgument) -> Self {
        match lang {
            LangArgument::Zh => Self::Zh,
            LangArgument::En => Self::En,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 年度报告：读取、核对、比较、汇总、成文
    #[command(
        subcommand,
        subcommand_help_heading = "命令",
        subcommand_value_name = "命令",
        arg_required_else_help = true
    )]
    Report(Report),
    /// 法定期限：算出到期日，逐日说明理由和依据
    #[command(
        subcommand,
        subcommand_help_heading = "命令",
        subcommand_value_name = "命令",
        arg_required_else_help = true
    )]
    Deadline(Deadline),
    /// 演示：建好五个乡镇街道的一年工作，打印网址和账号，马上可用
    #[command(after_help = office::DEMO_EXAMPLES)]
    Demo(Demo),
    /// 生成：一个县、几百个单位、几年的虚构数据，用来试验和测量
    #[command(after_help = office::GENERATE_EXAMPLES)]
    Generate(Generate),
    /// 正式使用：启动工作台和公开专栏；第一次启动会打印初始口令
    #[command(after_help = office::SERVE_EXAMPLES)]
    Serve(Serve),
    /// 导出：把公开专栏写成静态网页，供上级网站使用
    #[command(
        subcommand,
        subcommand_help_heading = "命令",
        subcommand_value_name = "命令",
        arg_required_else_help = true
    )]
    Export(Export),
    /// 核验：操作记录是否被改动、附件是否完好
    #[command(after_help = office::VERIFY_EXAMPLES)]
    Verify(Place),
    /// 备份：把全部数据和附件写成一个文件，不影响使用
    #[command(after_help = office::BACKUP_EXAMPLES)]
    Backup(Backup),
    /// 恢复：把备份放进一个空的数据文件夹
    #[command(after_help = office::RESTORE_EXAMPLES)]
    Restore(Restore),
    /// 读取进程：由本程序自己启动，在里面拆开不可信的文件
    #[command(hide = true)]
    Worker,
    /// 生成命令行自动补全脚本
    #[command(after_help = "示例：\n  gongkai completions bash > /etc/bash_completion.d/gongkai")]
    Completions {
        /// 所用的外壳：bash、zsh、fish、powershell、elvish
        #[arg(
            value_name = "外壳",
            help_heading = "参数",
            hide_possible_values = true
        )]
        shell: clap_complete::Shell,
    },
    /// 生成手册页（man）
    #[command(after_help = "示例：\n  gongkai man -o /usr/local/share/man/man1")]
    Man {
        /// 写入的文件夹；不写则把总手册页写到标准输出
        #[arg(long, short, value_name = "文件夹")]
        output: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    /// 从文件中读出报告的每一个数字
    #[command(after_help = READ_EXAMPLES)]
    Read(Read),
    /// 对照：原文和读出的表格并排成一个网页，每个数字都连到它的出处
    #[command(after_help = SHOW_EXAMPLES)]
    Show(Show),
    /// 数据字典：read 写出的表有哪些列，各是什么意思
    #[command(after_help = tables::COLUMNS_EXAMPLES)]
    Columns(Columns),
    /// 核对报告：勾稽关系、缺漏、年份、文字与表格是否一致
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// 比较两份报告：每个数字的增减，文字的改动
    #[command(after_help = COMPARE_EXAMPLES)]
    Compare(Compare),
    /// 汇总多份报告；缺数的单元格写明缺哪一家，绝不当作零
    #[command(after_help = SUM_EXAMPLES)]
    Sum(Sum),
    /// 统计许多报告：多少份、哪些年度、多少勾稽相符、哪些规则最常不符、缺漏和合计
    #[command(after_help = tables::STATS_EXAMPLES)]
    Stats(Stats),
    /// 把报告排成公布用的文件；写出前先重读核对
    #[command(after_help = RENDER_EXAMPLES)]
    Render(Render),
    /// 编制：由一个单位当年的台账、申请、复议诉讼记录算出报告
    #[command(after_help = office::BUILD_EXAMPLES)]
    Build(Build),
}

const READ_EXAMPLES: &str = "示例：
  gongkai report read 年报.txt                         在屏幕上看表格和发现的问题
  gongkai report read 年报.docx --format json -o 年报.json
  gongkai report read 各镇年报/ --format csv -o 数据.csv
  gongkai report read 全省年报/ --format parquet -o 数据.parquet --errors 读不了.csv --resume
  gongkai report read 全省年报/ --format xlsx --layout wide -o 数据.xlsx
  cat 年报.txt | gongkai report read - --format jsonl";

const SHOW_EXAMPLES: &str = "示例：
  gongkai report show 年报.docx -o 对照.html
  gongkai report show 年报.pdf --ocr 'tesseract {} - -l chi_sim' -o 对照.html";

const CHECK_EXAMPLES: &str = "示例：
  gongkai report check 年报.txt
  gongkai report check 各镇年报/                       同一单位有几年的报告时，还核对年度之间的衔接
  gongkai report check 年报.txt --format sarif -o 结果.sarif

退出码：0 没有错误，1 有错误，2 参数不对，3 有文件读不了";

const COMPARE_EXAMPLES: &str = "示例：
  gongkai report compare 2020年报.txt 2021年报.txt
  gongkai report compare 2020年报.txt 2021年报.txt --format html -o 比较.html";

const SUM_EXAMPLES: &str = "示例：
  gongkai report sum 各镇年报/ -o 汇总.json";

const RENDER_EXAMPLES: &str = "示例：
  gongkai report render 年报.json --to docx -o 年报.docx
  gongkai report render 年报.json --to html -o 年报.html";

/// Which documents.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Inputs {
    /// 文件、文件夹、通配符，或 -（标准输入）
    #[arg(required = true, value_name = "路径", help_heading = "参数")]
    pub(crate) paths: Vec<String>,
    /// 线程数；不写则用全部处理器核
    #[arg(long, value_name = "数")]
    pub(crate) threads: Option<usize>,
    #[command(flatten)]
    pub(crate) scans: Scans,
}

/// What to do with pages that are pictures.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Scans {
    /// 扫描件和图片先交给这条命令识别，{} 处代入文件，识别出的文字写到标准输出；不写则用环境变量 `GONGKAI_OCR` 里的命令，都没有则不读
    #[arg(long, value_name = "命令")]
    pub(crate) ocr: Option<String>,
}

/// Where the result goes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Output {
    /// 写入的文件；不写则写到标准输出
    #[arg(long, short, value_name = "文件")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Read {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// 格式：table 表格，json，jsonl 每行一份，csv 每行一格，parquet、xlsx 供统计；默认屏幕上为 table，否则为 json
    #[arg(long, value_enum, value_name = "格式", hide_possible_values = true)]
    pub(crate) format: Option<ReadFormat>,
    /// 统计用的表：long 每格一行，wide 每份报告一行，findings 每个问题一行；用于 csv、jsonl、parquet、xlsx
    #[arg(long, value_enum, value_name = "排法", hide_possible_values = true)]
    pub(crate) layout: Option<LayoutArgument>,
    /// 把读不了的文件和原因写入这个文件（CSV；以 .jsonl 结尾则每行一个 JSON）
    #[arg(long, value_name = "文件")]
    pub(crate) errors: Option<PathBuf>,
    /// 可以中断：中断以后用同样的命令再运行，已经读过的不再重读
    #[arg(long)]
    pub(crate) resume: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// How cells are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    /// Tables for people.
    Table,
    /// One object, or an array for several documents.
    Json,
    /// One object a line.
    Jsonl,
    /// One cell a line.
    Csv,
    /// Columns for statistics.
    Parquet,
    /// A workbook.
    Xlsx,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Show {
    /// 报告的原文件，或 -（标准输入）
    #[arg(value_name = "文件", help_heading = "参数")]
    pub(crate) path: String,
    #[command(flatten)]
    pub(crate) scans: Scans,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// 格式：text、json、sarif
    #[arg(long, value_enum, default_value_t = CheckFormat::Text, value_name = "格式", hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: CheckFormat,
    /// 连同提醒一起显示：许多正确的报告也会有的情形
    #[arg(long)]
    pub(crate) advice: bool,
    /// 只查这些规则（可重复）
    #[arg(long, value_name = "规则")]
    pub(crate) rule: Vec<String>,
    /// 不查这些规则（可重复）
    #[arg(long, value_name = "规则")]
    pub(crate) ignore: Vec<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// Lines for people.
    Text,
    /// An array of sources with their findings.
    Json,
    /// SARIF 2.1.0.
    Sarif,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Compare {
    /// 先前的报告
    #[arg(value_name = "甲", help_heading = "参数")]
    pub(crate) before: String,
    /// 后来的报告
    #[arg(value_name = "乙", help_heading = "参数")]
    pub(crate) after: String,
    #[command(flatten)]
    pub(crate) scans: Scans,
    /// 格式：text、json、html
    #[arg(long, value_enum, default_value_t = CompareFormat::Text, value_name = "格式", hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: CompareFormat,
    /// 没有变化的数字也列出
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// How a comparison is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    /// Lines for people.
    Text,
    /// One object.
    Json,
    /// A page.
    Html,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Sum {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// 格式：json、table；默认屏幕上为 table，否则为 json
    #[arg(long, value_enum, value_name = "格式", hide_possible_values = true)]
    pub(crate) format: Option<SumFormat>,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// How an aggregate is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SumFormat {
    /// One object.
    Json,
    /// Tables for people.
    Table,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Render {
    /// 报告：read 得到的 JSON，或可以读取的文件
    #[arg(value_name = "报告", help_heading = "参数")]
    pub(crate) report: String,
    #[command(flatten)]
    pub(crate) scans: Scans,
    /// 文件种类：html、docx、xlsx、csv、md、pdf
    #[arg(long, value_name = "种类")]
    pub(crate) to: String,
    /// 生成 PDF 所用的字体文件（TTF、OTF、TTC）；不写则用系统里的中文字体
    #[arg(long, value_name = "字体文件")]
    pub(crate) font: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: Output,
}
