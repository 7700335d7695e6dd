//! Arguments of the commands that run and look after an installation.

use clap::{Args, Subcommand, ValueEnum};
use gongkai_domain::webhook::AllowedHost;
use gongkai_web::BaseUrl;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Where the records of an installation are.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Place {
    /// 数据文件夹；没有 --database 时，数据库和附件都在里面
    #[arg(long, value_name = "文件夹")]
    pub(crate) data: PathBuf,
    /// PostgreSQL 地址，例如 `postgres://用户@主机/库`；不写则用数据文件夹里的 SQLite
    #[arg(long, value_name = "地址")]
    pub(crate) database: Option<String>,
    /// 申请人信息的密钥文件；不写则为数据文件夹里的 personal.key，第一次启动时生成，备份里没有它，请另外妥善保存
    #[arg(long, value_name = "文件")]
    pub(crate) key_file: Option<PathBuf>,
}

/// `gongkai serve`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) place: Place,
    /// 监听的地址和端口；不写则为 127.0.0.1:8642，只有本机能打开
    #[arg(long, value_name = "地址:端口")]
    pub(crate) listen: Option<SocketAddr>,
    /// 浏览器经 HTTPS 访问（前面有加密网关）：登录信息只在加密连接上发送
    #[arg(long)]
    pub(crate) https: bool,
    /// 前面有反向代理：访问者的地址取自 X-Forwarded-For 的最后一项
    #[arg(long)]
    pub(crate) behind_proxy: bool,
    /// 公众访问的网址，例如 `https://www.example.gov.cn`：订阅、网站地图和页面标签里写完整的网址
    #[arg(long, value_name = "网址")]
    pub(crate) base_url: Option<BaseUrl>,
    /// 消息推送可以发往这个主机，例如 `10.1.2.3:8080`：可以是内网，可以用 http；可以写几次。不写则只能用 https 发往公网
    #[arg(long, value_name = "主机[:端口]")]
    pub(crate) webhook_allow: Vec<AllowedHost>,
}

/// `gongkai demo`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Demo {
    /// 演示数据的文件夹；不写则用临时文件夹，结束后删除
    #[arg(long, value_name = "文件夹")]
    pub(crate) data: Option<PathBuf>,
    /// 监听的地址和端口；不写则为 127.0.0.1:8642，被占用时另找一个
    #[arg(long, value_name = "地址:端口")]
    pub(crate) listen: Option<SocketAddr>,
    /// 只建好数据，不启动
    #[arg(long, requires = "data")]
    pub(crate) no_serve: bool,
}

/// What can be exported.
#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// 公开专栏：静态网页、附件、RSS、网站地图和 JSON；再次运行只改有变化的文件
    #[command(after_help = SITE_EXAMPLES)]
    Site(ExportSite),
}

/// `gongkai export site`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct ExportSite {
    #[command(flatten)]
    pub(crate) place: Place,
    /// 写入的文件夹
    #[arg(long, short, value_name = "文件夹")]
    pub(crate) output: PathBuf,
    /// 只导出一个单位，写网址简称，例如 haibin；不写则导出全部
    #[arg(long, value_name = "单位")]
    pub(crate) agency: Option<String>,
    /// 放到哪个网址下，例如 `https://www.example.gov.cn/zwgk`：订阅、网站地图和页面标签里写完整的网址
    #[arg(long, value_name = "网址")]
    pub(crate) base_url: Option<BaseUrl>,
}

impl ExportSite {
    /// Whether the folder holds a demonstration, whose pages say so.
    pub(crate) fn demo(&self) -> bool {
        self.place.data.join(DEMO_LOGINS).exists()
    }
}

/// Marks a folder as a demonstration, and holds its logins.
pub(crate) const DEMO_LOGINS: &str = "演示账号.txt";

/// `gongkai backup`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Backup {
    #[command(flatten)]
    pub(crate) place: Place,
    /// 写入的备份文件
    #[arg(long, short, value_name = "文件")]
    pub(crate) output: PathBuf,
}

/// `gongkai restore`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Restore {
    /// 备份文件
    #[arg(value_name = "备份文件", help_heading = "参数")]
    pub(crate) backup: PathBuf,
    #[command(flatten)]
    pub(crate) place: Place,
}

/// `gongkai generate`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Generate {
    #[command(flatten)]
    pub(crate) place: Place,
    /// 单位的个数；不写则为 300
    #[arg(long, value_name = "数", default_value_t = 300, hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..=9999))]
    pub(crate) units: u32,
    /// 几年的数据；不写则为 5
    #[arg(long, value_name = "数", default_value_t = 5, hide_default_value = true, value_parser = clap::value_parser!(i16).range(1..=50))]
    pub(crate) years: i16,
    /// 到哪一年为止，这一年的年度报告还没有报送；不写则为去年
    #[arg(long, value_name = "年")]
    pub(crate) until: Option<i16>,
    /// 随机数的种子：种子相同，数字相同；不写则为 1
    #[arg(
        long,
        value_name = "数",
        default_value_t = 1,
        hide_default_value = true
    )]
    pub(crate) seed: u64,
    /// 每个单位每年公开多少条信息；不写则为 60
    #[arg(
        long,
        value_name = "数",
        default_value_t = 60,
        hide_default_value = true
    )]
    pub(crate) items_per_year: u32,
    /// 每个单位每年平均收到多少件申请；不写则为 6
    #[arg(long, value_name = "数", default_value_t = 6, hide_default_value = true, value_parser = clap::value_parser!(u32).range(..=4999))]
    pub(crate) requests_per_year: u32,
}

pub(super) const GENERATE_EXAMPLES: &str = "示例：
  gongkai generate --data 试验                      300个单位、5年，约需几分钟
  gongkai generate --data 试验 --units 20 --years 2
  gongkai demo --data 试验                          打开看，页面上标明是演示

全部机关、人员和内容都是虚构的；数据文件夹必须是空的。";

pub(super) const DEMO_EXAMPLES: &str = "示例：
  gongkai demo                                马上试用，按 Ctrl+C 结束
  gongkai demo --data 演示 --no-serve          只建好数据";

pub(super) const SERVE_EXAMPLES: &str = "示例：
  gongkai serve --data 数据
  gongkai serve --data 数据 --listen 0.0.0.0:8642 --https --behind-proxy --base-url https://www.example.gov.cn
  gongkai serve --data 附件 --database postgres://gongkai@127.0.0.1/gongkai";

pub(super) const SITE_EXAMPLES: &str = "示例：
  gongkai export site --data 数据 -o 网站
  gongkai export site --data 数据 -o 网站 --agency haibin
  gongkai export site --data 数据 -o 网站 --base-url https://www.example.gov.cn/zwgk";

pub(super) const VERIFY_EXAMPLES: &str = "示例：
  gongkai verify --data 数据

退出码：0 完好，1 有改动或者缺失";

pub(super) const BACKUP_EXAMPLES: &str = "示例：
  gongkai backup --data 数据 -o 备份-2026-11-20.zip";

pub(super) const RESTORE_EXAMPLES: &str = "示例：
  gongkai restore 备份-2026-11-20.zip --data 新数据";

/// `gongkai report build`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(crate) struct Build {
    #[command(flatten)]
    pub(crate) place: Place,
    /// 单位：全称、简称或者网址简称，例如 祥芝镇
    #[arg(long, value_name = "单位")]
    pub(crate) agency: String,
    /// 报告年度，例如 2020
    #[arg(long, value_name = "年")]
    pub(crate) year: i16,
    /// 式样：2019、2021；不写则按年度
    #[arg(long, value_name = "式样")]
    pub(crate) form: Option<String>,
    /// 格式：json、table；默认屏幕上为 table，否则为 json
    #[arg(long, value_enum, value_name = "格式", hide_possible_values = true)]
    pub(crate) format: Option<BuildFormat>,
    #[command(flatten)]
    pub(crate) output: super::Output,
}

/// How a compiled report is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BuildFormat {
    /// One object.
    Json,
    /// Tables for people.
    Table,
}

pub(super) const BUILD_EXAMPLES: &str = "示例：
  gongkai report build --data 数据 --agency 祥芝镇 --year 2020
  gongkai report build --data 数据 --agency 祥芝镇 --year 2020 --format json -o 年报.json
  gongkai report render 年报.json --to docx -o 年报.docx";
