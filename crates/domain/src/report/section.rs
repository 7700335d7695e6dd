//! The six statutory sections and the text that stands in them.

use super::Place;

/// A section of the statutory report (60号 and 30号 have the same six).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionId {
    /// 一、总体情况.
    One,
    /// 二、主动公开政府信息情况.
    Two,
    /// 三、收到和处理政府信息公开申请情况.
    Three,
    /// 四、政府信息公开行政复议、行政诉讼情况.
    Four,
    /// 五、存在的主要问题及改进情况.
    Five,
    /// 六、其他需要报告的事项.
    Six,
}

impl SectionId {
    /// All six in order.
    pub const ALL: [Self; 6] = [
        Self::One,
        Self::Two,
        Self::Three,
        Self::Four,
        Self::Five,
        Self::Six,
    ];

    /// The identifier in files: `one` … `six`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Two => "two",
            Self::Three => "three",
            Self::Four => "four",
            Self::Five => "five",
            Self::Six => "six",
        }
    }

    /// The Chinese numeral that opens its heading.
    pub const fn numeral(self) -> char {
        match self {
            Self::One => '一',
            Self::Two => '二',
            Self::Three => '三',
            Self::Four => '四',
            Self::Five => '五',
            Self::Six => '六',
        }
    }

    /// The section with this identifier.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.name() == name)
    }
}

/// One section as the document has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Which one it is.
    pub id: SectionId,
    /// Its heading as printed.
    pub heading: String,
    /// Its text, one paragraph a line, without the tables.
    pub text: String,
    /// Where the heading stands.
    pub place: Option<Place>,
}

impl Section {
    /// The paragraphs of the text that say something.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
    }
}

/// The text of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sections {
    /// What stands between the title and the first section, one paragraph a line.
    pub preamble: String,
    /// The sections found, in the order of the document.
    pub found: Vec<Section>,
}

impl Sections {
    /// The section with this number, if the document has it.
    pub fn get(&self, id: SectionId) -> Option<&Section> {
        self.found.iter().find(|section| section.id == id)
    }

    /// The text of a section; empty if it has none.
    pub fn text(&self, id: SectionId) -> &str {
        self.get(id).map_or("", |section| section.text.as_str())
    }
}
