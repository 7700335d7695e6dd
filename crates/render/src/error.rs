//! Why a report cannot be rendered, in words for the clerk who has to act.

use gongkai_domain::report::MoneyUnit;
use rust_decimal::Decimal;

/// Why a report cannot be rendered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// The head of the column prints a unit, the amount has none: printing it would claim one.
    #[error(
        "“{label}”的金额 {figure} 没有单位，而表头印的单位是{unit}。请先写明这笔金额的单位（如 元、万元），再生成文档。[{cell}]"
    )]
    AmountWithoutUnit {
        /// Identifier of the cell.
        cell: String,
        /// The cell's name for people.
        label: String,
        /// The figure as stated.
        figure: Decimal,
        /// The unit in the head of the column.
        unit: MoneyUnit,
    },
    /// The amount cannot be written exactly in the unit that the head of the column prints.
    #[error("“{label}”的金额 {figure} 无法准确换算成{unit}。请核对这笔金额。[{cell}]")]
    AmountOutOfRange {
        /// Identifier of the cell.
        cell: String,
        /// The cell's name for people.
        label: String,
        /// The amount as stated.
        figure: String,
        /// The unit in the head of the column.
        unit: MoneyUnit,
    },
    /// The writer of the format refused.
    #[error("无法生成 {format} 文档：{cause}")]
    Writer {
        /// The format.
        format: &'static str,
        /// What its writer says.
        cause: String,
    },
    /// No font of the system has Chinese.
    #[error(
        "没有找到中文字体，生成不了 PDF。请安装中文字体：Debian、Ubuntu、统信、麒麟用 apt-get install fonts-noto-cjk；Windows 自带的宋体（SimSun）即可使用。安装后再试即可，不必重新启动。"
    )]
    NoChineseFont,
    /// A file that was named as a font is none.
    #[error("“{path}”不是可以使用的字体文件。请改用 TTF、OTF 或者 TTC 格式的中文字体文件。")]
    NotAFont {
        /// The file.
        path: String,
    },
    /// No font has a character, or its script has to be shaped.
    #[error(
        "PDF 里排不出“{character}”（U+{code:04X}）：已安装的字体里没有这个字，或者这种文字（如藏文、维吾尔文、蒙古文）需要专门排版。请安装含有这个字的字体（Debian、Ubuntu：fonts-noto-cjk、fonts-hanazono），或者改用 Word 文档。"
    )]
    NoGlyph {
        /// The character.
        character: char,
        /// Its number in Unicode.
        code: u32,
    },
    /// What was rendered cannot be read again.
    #[error("生成的 {format} 文档读不回来：{cause}")]
    Reread {
        /// The format.
        format: &'static str,
        /// What the reader says.
        cause: String,
    },
    /// What was rendered reads differently from what was meant.
    #[error("生成的 {format} 文档读回后与原报告不一致：{}。请核对报告中的这些内容。", differences.join("；"))]
    Differs {
        /// The format.
        format: &'static str,
        /// The differences.
        differences: Vec<String>,
    },
}

impl RenderError {
    /// Says which format's writer refused, and what it said.
    pub(crate) fn writer(format: &'static str, cause: &dyn std::error::Error) -> Self {
        Self::Writer {
            format,
            cause: cause.to_string(),
        }
    }
}
