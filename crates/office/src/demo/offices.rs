//! The five offices: real counts of five published reports of 2020, everything else invented.

use gongkai_domain::access::Role;
use gongkai_domain::agency::AgencyKind;
use gongkai_domain::information::ChannelKind;

/// An office to be set up.
pub(super) struct Sketch {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    pub(super) short: &'static str,
    pub(super) kind: AgencyKind,
    pub(super) region: &'static str,
    pub(super) organ: &'static str,
    /// Name, role, and whether it answers the secrecy questions.
    pub(super) chain: &'static [(&'static str, Role, bool)],
    pub(super) channels: &'static [(ChannelKind, &'static str)],
    pub(super) categories: &'static [Kind],
    pub(super) published_before: u32,
    /// Local duties that it has taken on.
    pub(super) duties: &'static [&'static str],
}

/// A category with the year's items.
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// The item of article 20 it belongs to.
    pub(super) topic: u8,
    /// Items of 2020.
    pub(super) items: u32,
    /// The channel of their first posting: 0 is the column, 1 the first of the office's own.
    pub(super) channel: usize,
    /// Postings besides, in this channel of the office's own: channel and how many.
    pub(super) besides: (usize, u32),
    /// So many of its first items are posted there again every month.
    pub(super) monthly: u32,
}

const fn kind(name: &'static str, topic: u8, items: u32) -> Kind {
    Kind {
        name,
        topic,
        items,
        channel: 0,
        besides: (0, 0),
        monthly: 0,
    }
}

const fn posted(name: &'static str, topic: u8, items: u32, channel: usize, times: u32) -> Kind {
    Kind {
        name,
        topic,
        items,
        channel: 0,
        besides: (channel, times),
        monthly: 0,
    }
}

use Role::{Approver, Clerk, Reviewer};

const THREE: &[(&str, Role, bool)] = &[
    ("经办人员初审", Clerk, false),
    ("审核组人员审核", Reviewer, true),
    ("分管领导审发", Approver, false),
];

pub(super) const OFFICES: [Sketch; 5] = [
    Sketch {
        slug: "xiangzhi",
        name: "祥芝镇人民政府",
        short: "祥芝镇",
        kind: AgencyKind::Township,
        region: "990001",
        organ: "11990001000000001A",
        chain: THREE,
        channels: &[
            (ChannelKind::Wechat, "微信公众号"),
            (ChannelKind::NoticeBoard, "户外公开栏"),
            (ChannelKind::LedScreen, "LED电子屏"),
            (ChannelKind::TouchScreen, "便民服务中心触摸屏"),
        ],
        // 24 items in eleven categories, all in time.
        categories: &[
            kind("机构职能", 2, 4),
            kind("政策、规范性文件", 1, 0),
            kind("规划计划", 3, 1),
            kind("行政许可", 5, 0),
            kind("重大建设项目", 10, 0),
            kind("为民办实事", 11, 4),
            kind("民政扶贫救灾、社会社保、就业", 11, 0),
            kind("国土资源、城乡建设、环保能源", 16, 1),
            kind("科教文体、卫生", 11, 1),
            kind("安全生产、应急管理", 12, 9),
            kind("其他", 15, 4),
        ],
        published_before: 0,
        duties: &["quarterly-return"],
    },
    Sketch {
        slug: "wucheng",
        name: "吴城镇人民政府",
        short: "吴城镇",
        kind: AgencyKind::Township,
        region: "990002",
        organ: "11990002000000002A",
        chain: THREE,
        channels: &[
            (ChannelKind::VillageBoard, "村级政务公开栏"),
            (ChannelKind::Website, "办事大厅专栏"),
        ],
        // 133 items on the platform.
        categories: &[
            kind("工作动态", 15, 71),
            kind("政策文件", 1, 12),
            kind("政策解读", 3, 8),
            kind("权责清单", 5, 9),
            kind("便民服务", 5, 18),
            kind("财政信息", 7, 6),
            kind("社会救助", 11, 9),
        ],
        published_before: 0,
        duties: &["quarterly-return"],
    },
    Sketch {
        slug: "haibin",
        name: "海滨街道办事处",
        short: "海滨街道",
        kind: AgencyKind::Street,
        region: "990003",
        organ: "11990003000000003A",
        chain: &[
            ("信息填报责任人初审", Clerk, false),
            ("科室负责人审核", Reviewer, true),
            ("分管领导审发", Approver, false),
        ],
        channels: &[
            (ChannelKind::Website, "区政府网站·工作动态"),
            (ChannelKind::Website, "区政府网站·政策解读"),
            (ChannelKind::Website, "区政府网站·预决算及三公"),
            (ChannelKind::Website, "区政府网站·公示公告"),
            (ChannelKind::Website, "区政府网站·机构设置及职能"),
            (ChannelKind::Website, "区政府网站·群众反映问题落实汇总"),
            (ChannelKind::Website, "区政府网站·生育登记及社会抚养费"),
            (ChannelKind::TouchScreen, "大厅触控一体机"),
            (ChannelKind::NoticeBoard, "街道公开栏"),
            (ChannelKind::VillageBoard, "村（居）务公开栏"),
        ],
        // 25 items, 158 postings on the district's site, 1366 items since the beginning.
        categories: &[
            posted("工作动态", 15, 9, 1, 96),
            posted("政策解读", 3, 3, 2, 7),
            // Twelve months of two monthly statements, budget, final accounts and a change: 27.
            Kind {
                monthly: 2,
                ..posted("预决算及三公", 7, 5, 3, 27)
            },
            posted("公示公告", 15, 3, 4, 7),
            posted("机构设置及职能", 2, 2, 5, 2),
            posted("群众反映问题情况落实汇总", 15, 2, 6, 12),
            posted("一、二孩生育登记及社会抚养费", 8, 1, 7, 7),
        ],
        published_before: 1341,
        duties: &[
            "three-publics",
            "finance",
            "quarterly-return",
            "notice-board",
        ],
    },
    Sketch {
        slug: "sizhang",
        name: "泗张镇人民政府",
        short: "泗张镇",
        kind: AgencyKind::Township,
        region: "990004",
        organ: "11990004000000004A",
        chain: &[
            ("科室主要负责人初审", Clerk, false),
            ("党政办审核", Reviewer, true),
            ("分管领导审核", Approver, false),
            ("主要领导审签", Approver, false),
        ],
        channels: &[
            (ChannelKind::Wechat, "微信公众号"),
            (ChannelKind::NoticeBoard, "公示栏"),
        ],
        // 88 on WeChat, 40 on the website: 128.
        categories: &[
            Kind {
                name: "政务动态",
                topic: 15,
                items: 60,
                channel: 1,
                besides: (0, 0),
                monthly: 0,
            },
            Kind {
                name: "惠民政策",
                topic: 11,
                items: 28,
                channel: 1,
                besides: (0, 0),
                monthly: 0,
            },
            kind("政策文件", 1, 20),
            kind("财政信息", 7, 8),
            kind("机构职能", 2, 4),
            kind("社会救助", 11, 8),
        ],
        published_before: 0,
        duties: &[],
    },
    Sketch {
        slug: "beibaixiang",
        name: "北白象镇人民政府",
        short: "北白象镇",
        kind: AgencyKind::Township,
        region: "990005",
        organ: "11990005000000005A",
        chain: THREE,
        channels: &[
            (ChannelKind::Wechat, "微信公众号"),
            (ChannelKind::VillageBoard, "村居公开栏"),
        ],
        // 58 on the site: 17 policy documents, 41 others; on the boards of the villages the rest of
        // 1213 postings.
        categories: &[
            posted("政策文件", 1, 17, 2, 340),
            posted("信息公开", 15, 41, 2, 815),
        ],
        published_before: 0,
        duties: &[],
    },
];

/// The address of the office under which the institution stands.
pub(super) const ABOVE_INSTITUTION: &str = "sizhang";

/// A subordinate institution, which collects what it has to publish itself and publishes on the column
/// of the office above it: the report says that institutions do so, and not how much.
pub(super) const INSTITUTION: Sketch = Sketch {
    slug: "sizhang-wenhua",
    name: "泗张镇综合文化站",
    short: "泗张镇文化站",
    kind: AgencyKind::Institution,
    region: "990004",
    organ: "12990004000000006A",
    chain: &[("专人收集整理", Clerk, false), ("站长审发", Approver, true)],
    channels: &[],
    categories: &[kind("政务动态", 15, 4), kind("惠民政策", 11, 2)],
    published_before: 0,
    duties: &[],
};
