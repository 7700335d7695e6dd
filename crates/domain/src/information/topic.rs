//! What must be published by law: the fifteen items of article 20, and article 21.

use serde::{Deserialize, Serialize};

/// An item of article 20 by its number, or article 21.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Topic(u8);

/// Words of article 20, (一) to (十五), then article 21; shortened where the page has no room.
const NAMES: [(&str, &str); 16] = [
    ("行政法规、规章和规范性文件", "第二十条第（一）项"),
    ("机关职能、机构设置、办公信息、负责人", "第二十条第（二）项"),
    (
        "国民经济和社会发展规划、专项规划、区域规划及相关政策",
        "第二十条第（三）项",
    ),
    ("国民经济和社会发展统计信息", "第二十条第（四）项"),
    (
        "行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果",
        "第二十条第（五）项",
    ),
    (
        "行政处罚、行政强制的依据、条件、程序以及有一定社会影响的处罚决定",
        "第二十条第（六）项",
    ),
    ("财政预算、决算信息", "第二十条第（七）项"),
    ("行政事业性收费项目及其依据、标准", "第二十条第（八）项"),
    (
        "政府集中采购项目的目录、标准及实施情况",
        "第二十条第（九）项",
    ),
    ("重大建设项目的批准和实施情况", "第二十条第（十）项"),
    (
        "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况",
        "第二十条第（十一）项",
    ),
    (
        "突发公共事件的应急预案、预警信息及应对情况",
        "第二十条第（十二）项",
    ),
    (
        "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况",
        "第二十条第（十三）项",
    ),
    (
        "公务员招考的职位、名额、报考条件等事项以及录用结果",
        "第二十条第（十四）项",
    ),
    (
        "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息",
        "第二十条第（十五）项",
    ),
    (
        "市政建设、公共服务、农业农村、土地和房屋征收、社会救助等本级政府信息",
        "第二十一条",
    ),
];

/// The number is none of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("article 20 has items 1 to 15, and 16 stands for article 21; there is no {0}")]
pub struct NoSuchTopic(pub u8);

impl TryFrom<u8> for Topic {
    type Error = NoSuchTopic;

    fn try_from(number: u8) -> Result<Self, NoSuchTopic> {
        let known = (1..=16).contains(&number);
        if known {
            Ok(Self(number))
        } else {
            Err(NoSuchTopic(number))
        }
    }
}

impl From<Topic> for u8 {
    fn from(topic: Topic) -> Self {
        topic.0
    }
}

impl Topic {
    /// 行政法规、规章和规范性文件.
    pub const NORMATIVE: Self = Self(1);

    /// All items of article 20, and article 21 at the end.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=16).map(Self)
    }

    /// 1 to 15, and 16 for article 21.
    pub fn number(self) -> u8 {
        self.0
    }

    /// What it is about.
    pub fn zh(self) -> &'static str {
        self.entry().0
    }

    /// Where the Regulations say it: 第二十条第（一）项.
    pub fn article(self) -> &'static str {
        self.entry().1
    }

    fn entry(self) -> (&'static str, &'static str) {
        let at = usize::from(self.0).wrapping_sub(1);
        NAMES.get(at).copied().unwrap_or_default()
    }
}
